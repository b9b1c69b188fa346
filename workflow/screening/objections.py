"""Whom the applicant asks to keep off, by name (form field A11): at most two experts, each with a reason (KO12)."""

from dataclasses import dataclass

from models.case import Case
from models.user import User
from workflow.hungarian import fold
from workflow.screening.names import Name


@dataclass(frozen=True)
class Objection:
    """One row of A11, as the applicant wrote it."""

    name: str
    reason: str

    def names(self, person: User) -> bool:
        """Whether it names this person, whatever stands before or after the name."""
        return Name(person).is_in([fold(self.name)])


def objections(case: Case) -> list[Objection]:
    """The objections of the current version, in their order."""
    rows = [row if isinstance(row, list) else [row] for row in case.version.answers.get("A11") or []]
    told = [[str(cell).strip() for cell in (*row, "", "")] for row in rows]
    return [Objection(name, reason) for name, reason, *_ in told if name]


def objection_to(case: Case, person: User) -> Objection | None:
    """The objection that names this person, or None."""
    return next((objection for objection in objections(case) if objection.names(person)), None)


def undecided(case: Case) -> list[Objection]:
    """The objections of which nothing was decided in writing yet."""
    decided = {row.named for row in case.circumstances if row.stays is not None}
    return [objection for objection in objections(case) if objection.name not in decided]
