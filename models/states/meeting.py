"""Meetings, what stands on their agenda, who is there and how they vote."""

from enum import StrEnum


class MeetingState(StrEnum):
    """A meeting of the National Development Workshop."""

    PLANNED = "planned"
    IN_SESSION = "in_session"
    CLOSED = "closed"
    CERTIFIED = "certified"


class ItemKind(StrEnum):
    """What an agenda item is about (procedure rules, 4.3)."""

    PLANNING = "planning"
    LOCAL_EXPERIENCES = "local_experiences"
    EVALUATION = "evaluation"
    ACCREDITATION = "accreditation"
    CONDITIONS = "conditions"
    SUSPENSION_OR_WITHDRAWAL = "suspension_or_withdrawal"
    CRITERIA = "criteria"
    PROCEDURE = "procedure"
    OFFICES = "offices"
    OTHER = "other"


#: What the workshop is there for: each is on the agenda of an ordinary meeting every year (C-070 to C-072, 4.9).
PURPOSES = (ItemKind.PLANNING, ItemKind.LOCAL_EXPERIENCES, ItemKind.EVALUATION)
#: Carried by two thirds of the members present, whatever is proposed (4.9).
TWO_THIRDS = frozenset({ItemKind.SUSPENSION_OR_WITHDRAWAL, ItemKind.CRITERIA})


class ItemStage(StrEnum):
    """An agenda item, from the agenda to its resolution; one without a resolution was discussed."""

    LISTED = "listed"
    VOTING = "voting"
    RESOLVED = "resolved"
    DISCUSSED = "discussed"
    TAKEN_OFF = "taken_off"


class Presence(StrEnum):
    """A member at a meeting."""

    PRESENT = "present"
    EXCUSED = "excused"
    ABSENT = "absent"


class Choice(StrEnum):
    """A vote."""

    YES = "yes"
    NO = "no"
    ABSTENTION = "abstention"
