"""Calibration days, and method training that lapses.  No case is meant; `title` is the day's."""

from dataclasses import dataclass, field

from workflow.events.event import Event


@dataclass(frozen=True, kw_only=True)
class CalibrationOpened(Event):
    """The experts `person_ids` are invited and can score the practice programme."""

    calibration_id: int
    held_on: str
    place: str
    person_ids: list[int] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class CalibrationMoved(Event):
    """The day or the place of a calibration day changed after the experts were invited."""

    calibration_id: int
    held_on: str
    place: str
    person_ids: list[int] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class CalibrationDiscussed(Event):
    """The answers are laid open to those (`person_ids`) who have closed their own."""

    calibration_id: int
    person_ids: list[int] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class CalibrationClosed(Event):
    """Attendance is final: the day counts as method training of `person_ids`, until `trained_until_on`."""

    calibration_id: int
    held_on: str
    trained_until_on: str
    person_ids: list[int] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class TrainingLapses(Event):
    """ERT-38: the training of `person_ids` is valid until `due_on`; `next_on`: the next calibration day ("": none)."""

    due_on: str
    next_on: str
    place: str
    person_ids: list[int] = field(default_factory=list)
