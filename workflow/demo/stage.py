"""What every deed of the demonstration needs: who is there, where files lie, what day it is."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from uuid import uuid4

from models.case import Case
from models.meeting import Meeting
from models.organisation import Organisation
from models.states import Outcome
from models.user import User
from workflow.clock import BUDAPEST
from workflow.deadlines import add_working_days, subtract_working_days, working_day_from
from workflow.demo.people import Company
from workflow.demo.texts import PROGRAMMES
from workflow.events import Event
from workflow.storage import Store

ANNEX = Path(__file__).with_name("annex.pdf")


@dataclass
class Stage:
    """The world of the demonstration.  `today` is the day that the loading took place."""

    company: Company
    store: Store
    verify_at: Callable[[str], str]
    today: date
    meetings: dict[str, Meeting] = field(default_factory=dict)
    #: How many invitations each expert (by profile id) has had.
    work: Counter[int] = field(default_factory=Counter)

    def file(self, name: str) -> dict[str, Any]:
        """A stored file; all of them have the same content, which is kept once."""
        return vars(self.store.keep(name, ANNEX.read_bytes()))

    def day(self, offset: int) -> date:
        """The day that lies so many working days after today (before it, if negative)."""
        if offset < 0:
            return subtract_working_days(self.today, -offset)
        return add_working_days(self.today, offset) if offset else working_day_from(self.today)

    def moment(self, offset: int, hour: int, minute: int = 0) -> datetime:
        """A time of that day on the clock of Budapest."""
        return datetime.combine(self.day(offset), time(hour, minute), BUDAPEST)


@dataclass
class Story:
    """One programme and what is played with it.

    `way` is a list of (working days after the deed before, deed); the last deed is done `ends` working days from
    today.  `outcome` is what the reviews lead to and the workshop resolves, `meeting` where.
    """

    key: str
    way: tuple[tuple[int, "Deed"], ...]
    ends: int = -1
    outcome: Outcome = Outcome.ACCREDITED
    meeting: str = ""
    diverges: bool = False
    experts: tuple[str, ...] = ()
    other_officer: bool = False
    case: Case | None = None
    token: str = field(default_factory=lambda: uuid4().hex)

    @property
    def row(self) -> dict[str, Any]:
        """The programme as `programmes.json` describes it."""
        return PROGRAMMES[self.key]

    @property
    def its_case(self) -> Case:
        """The case, once the first deed has opened it."""
        if self.case is None:
            raise ValueError(f"{self.key} has not begun")
        return self.case

    def organisation(self, stage: Stage) -> Organisation:
        """Whose programme it is."""
        return stage.company.organisations[self.row["organisation"]]

    def representative(self, stage: Stage) -> User:
        """Who signs."""
        return stage.company.representative_of(self.organisation(stage))

    def writer(self, stage: Stage) -> User:
        """Who writes."""
        return stage.company.writer_of(self.organisation(stage))

    def officer(self, stage: Stage) -> User:
        """Whose case it is in the office."""
        return stage.company.people["other_officer" if self.other_officer else "officer"]


Deed = Callable[[Story, Stage], Event | Iterable[Event] | None]
