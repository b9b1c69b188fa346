"""Parts and answers of experts, and the stages of a calibration day."""

from enum import StrEnum


class AssignmentPart(StrEnum):
    """What an expert is asked to be in one case."""

    REVIEWER = "reviewer"
    RESERVE = "reserve"
    CONTROL = "control"


class AssignmentState(StrEnum):
    """An invitation and what became of it."""

    STANDBY = "standby"
    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CONFLICTED = "conflicted"
    UNANSWERED = "unanswered"
    RELEASED = "released"


#: The expert still has (or may still get) something to do in the case.
ACTIVE_ASSIGNMENT = frozenset({AssignmentState.INVITED, AssignmentState.ACCEPTED})


class CalibrationStage(StrEnum):
    """How far a calibration day has come (procedure rules, 4.8 rule 12)."""

    PLANNED = "planned"
    OPEN = "open"
    DISCUSSED = "discussed"
    CLOSED = "closed"


class PracticeSource(StrEnum):
    """Where a practice programme comes from."""

    WRITTEN = "written"
    SAMPLE = "sample"
    VERSION = "version"
