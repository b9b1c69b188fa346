"""A person's name in what an applicant wrote."""

import re
from collections.abc import Iterable

from models.user import User
from workflow.hungarian import fold


class Name:
    """Finds the whole name of a person and no part of a longer one; a name of one word only where it stands alone."""

    def __init__(self, person: User) -> None:
        self.folded = fold(f"{person.family_name} {person.given_name}")
        name = re.escape(self.folded)
        self.pattern = re.compile(rf"\b{name}\b" if person.given_name.strip() else rf"^{name}(?=,|$)")

    def is_in(self, texts: Iterable[str]) -> bool:
        """Whether one of the texts, folded, names the person."""
        return any(self.folded in text and self.pattern.search(text) for text in texts)
