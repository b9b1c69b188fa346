"""What was read from documents, and how it stands against what the form says now."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models.case import Case
from models.db import db
from models.programme import Version
from models.reading import Reading
from models.user import User
from workflow.application import Field, Form, form_of, is_empty, problems
from workflow.permissions import may_see_reading
from workflow.text import Text

#: As many as the page shows.
LATEST = 10


@dataclass(frozen=True, slots=True)
class Offer:
    """One answer that a document gives: `now` stands in the form, `found` in the document, both as they are stored.

    `wrong` says what does not fit the field (too long, say); it can be taken over all the same.
    """

    field: Field
    now: Any
    found: Any
    source: str
    is_derived: bool
    was_taken: bool
    wrong: Text | None

    @property
    def is_same(self) -> bool:
        """Whether the form says this already."""
        return bool(self.now == self.found)

    @property
    def is_answered(self) -> bool:
        """Whether the form says something there."""
        return not is_empty(self.now)

    @property
    def is_plain(self) -> bool:
        """Whether it is ticked beforehand: a heading said so, and nothing would be replaced."""
        return not (self.is_derived or self.is_answered)

    @property
    def shows_source(self) -> bool:
        """Whether the passage says more than the answer that was read from it."""
        return not isinstance(self.found, str) or self.found not in self.source or len(self.source) > len(self.found)


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a document that answered no question; `number` is its place in the reading."""

    reading: Reading
    number: int
    text: str
    is_placed: bool


def original_of(reading_id: int) -> str | None:
    """The name of the original in the store; None when there is no such reading any more."""
    return db.session.scalar(select(Reading.sha256).where(Reading.id == reading_id))


def readings_of(case: Case) -> Sequence[Reading]:
    """The latest documents that were laid against this application, newest first, with their errands; one query."""
    asked = select(Reading).where(Reading.case_id == case.id).options(joinedload(Reading.errand))
    return db.session.scalars(asked.order_by(Reading.id.desc()).limit(LATEST)).all()


def reading_by(errand_id: int) -> Reading | None:
    """What this errand reads; None when the draft is gone."""
    return db.session.scalar(select(Reading).where(Reading.errand_id == errand_id))


def reading_to_record(reading_id: int | None, person: User) -> Reading | None:
    """What this person of the office had read before recording it; None when it is recorded, or was never read."""
    reading = db.session.get(Reading, reading_id) if reading_id else None
    if reading is None or reading.case_id is not None or reading.read_at is None:
        return None
    return reading if may_see_reading(person, reading) else None


def original_facts(reading: Reading) -> dict[str, Any]:
    """The original in the store, as `attaching.attach` wants a file."""
    return {name: getattr(reading, name) for name in ("file_name", "media_type", "size", "sha256")}


def said_plainly(reading: Reading, form: Form) -> dict[str, Any]:
    """The answers that the headings of the document name, by field: what is derived is for a person to enter."""
    return {
        one["code"]: one["value"] for one in reading.placements if one["code"] in form.fields and not one["derived"]
    }


def offers_of(reading: Reading, version: Version, opened: Collection[str]) -> list[Offer]:
    """What the document answers of the fields that are `opened`, in the order of the form."""
    asked = {code: field for code, field in form_of(version).fields.items() if code in opened}
    return [
        Offer(
            field=asked[one["code"]],
            now=version.answers.get(one["code"]),
            found=one["value"],
            source=one["source"],
            is_derived=one["derived"],
            was_taken=one["taken"],
            wrong=problems(asked[one["code"]], one["value"]),
        )
        for one in reading.placements
        if one["code"] in asked
    ]


def passages_of(reading: Reading) -> list[Passage]:
    """What the document says besides, in its order."""
    return [Passage(reading, number, one["text"], one["placed"]) for number, one in enumerate(reading.passages)]


def passages_left(case: Case) -> list[Passage]:
    """What documents say that nobody has placed yet, the latest document first; one query."""
    return [passage for reading in readings_of(case) for passage in passages_of(reading) if not passage.is_placed]
