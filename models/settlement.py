"""The gazetteer: settlements as the statistical office lists them."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.db import Model


class Settlement(Model):
    """One settlement, or one district of the capital; `folded` is its name as it is searched."""

    __tablename__ = "settlements"

    ksh_code: Mapped[str] = mapped_column(String(5), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    folded: Mapped[str] = mapped_column(String(80), index=True)
    county_code: Mapped[str] = mapped_column(String(2))
    district: Mapped[str] = mapped_column(String(80), default="")

    @property
    def line(self) -> str:
        """How it stands in an application: "Zalaszentgrót (KSH 05236)"."""
        return f"{self.name} (KSH {self.ksh_code})"
