"""What experts declare: signed words, kept as they were read, and circumstances for the head of office to decide on."""

from models.case import Case
from models.circumstance import Circumstance
from models.expert import Assignment, Declaration
from models.user import User
from workflow.acts.about import about
from workflow.clock import now
from workflow.events import ConflictReported, Event
from workflow.text import Text

#: Kinds of declarations that may report a circumstance begin so.
OF_CONFLICT = "conflict_of_interest"


def sign(assignment: Assignment, kind: str, words: Text, circumstance: str, *, by: User) -> None:
    """Keep a declaration as it was read: its words, the circumstance, when, and for which version of the programme.

    A circumstance is decided on in writing (4.7); the same words said again on closing are not.
    """
    assignment.declarations.append(
        Declaration(
            kind=kind,
            text=words.in_(by.locale),
            circumstance=circumstance,
            signed_at=now(),
            version_number=assignment.case.version.number,
        )
    )
    said_before = [row.text for row in assignment.case.circumstances if row.assignment is assignment]
    if circumstance and kind.startswith(OF_CONFLICT) and circumstance not in said_before:
        keep_circumstance(assignment, circumstance)


def keep_circumstance(assignment: Assignment, text: str, *, ground: str = "") -> Circumstance:
    """What this expert reports, on `ground` where one was named, to be decided."""
    circumstance = Circumstance(
        user_id=assignment.expert.user_id,
        assignment=assignment,
        ground=ground,
        text=text,
        told_at=now(),
    )
    assignment.case.circumstances.append(circumstance)
    return circumstance


def reported(case: Case, circumstance: str, *, by: User) -> list[Event]:
    """The head of office hears of a circumstance, if there is one."""
    return [ConflictReported(**about(case, by), ground="")] if circumstance.strip() else []
