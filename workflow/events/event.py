"""What every event says of itself."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Event:
    """Anything that happened.  `by_id` is None where the system itself acted, `case_id` where a meeting is meant."""

    case_id: int | None
    by_id: int | None
    title: str
    case_number: str | None
