"""Taking answers over from a document: bringing it, entering what was read, taking it over field by field."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import delete

from models.case import Case
from models.db import db
from models.errand import Errand
from models.reading import Reading
from models.user import User
from workflow.acts.attaching import keep_source
from workflow.acts.drafting import open_fields
from workflow.acts.submitting import version_to_write
from workflow.acts.writing import write_seen
from workflow.clock import now
from workflow.importing.placing import Laid
from workflow.permissions import demand, may_record, may_take_over
from workflow.refusals import Refusal, Refused
from workflow.text import Text

#: How long what the office had read waits to be recorded.
KEPT_FOR_OFFICE = timedelta(days=7)
NOTHING_TICKED = Refusal(
    "nothing_ticked",
    Text("Jelölje be, mit vesz át.", "Tick what you take over."),
    "ticked",
)
NO_PASSAGE = Refusal("no_passage", Text("Ez a rész nincs a dokumentumban.", "This passage is not in the document."))


def bring(case: Case, *, by: User, file: Mapping[str, Any]) -> Reading:
    """A document to be read for this application; the original is kept as a source (6.3).

    `file` as for `attaching.attach`; raises what `attaching.keep_source` raises.  It flushes, so that it has an id.
    """
    keep_source(case, version_to_write(case), by=by, file=file)
    return _entered(Reading(case=case, asked_by_id=by.id, created_at=now(), placements=[], passages=[], **file))


def bring_to_office(*, by: User, file: Mapping[str, Any]) -> Reading:
    """A document that came by e-mail or was digitised, before its application is recorded (T02b)."""
    demand(may_record, by)
    return _entered(Reading(asked_by_id=by.id, created_at=now(), placements=[], passages=[], **file))


def put_away(reading: Reading) -> None:
    """Its application is recorded, and its original is the source there."""
    db.session.delete(reading)


def put_away_forgotten() -> None:
    """Delete what the office had read and did not record for a week: it may hold personal data."""
    forgotten = delete(Reading).where(Reading.case_id.is_(None), Reading.created_at < now() - KEPT_FOR_OFFICE)
    db.session.execute(forgotten.execution_options(synchronize_session=False))


def note_errand(errand: Errand) -> None:
    """Write down which errand reads it."""
    db.session.get_one(Reading, int(errand.arguments["reading"])).errand_id = errand.id


def enter(reading_id: int, laid: Laid) -> None:
    """Keep what was read; nothing is left to do where the draft was discarded meanwhile."""
    reading = db.session.get(Reading, reading_id, with_for_update=True)
    if reading is None:
        return
    reading.placements = [
        {"code": one.code, "value": one.value, "source": one.source, "derived": one.derived, "taken": False}
        for one in laid.placements
    ]
    reading.passages = [{"text": text, "placed": False} for text in laid.unplaced]
    reading.read_at = now()


def take_over(reading: Reading, codes: Collection[str], *, seen: Mapping[str, int], by: User) -> int:
    """Write what the document says into the fields `codes`; `seen` as for `writing.write_seen`.  Returns how many.

    Raises Refused when nothing is chosen, WrittenMeanwhile (and nothing is written) where somebody else has written
    one of them since, and what `write_seen` raises.
    """
    case = _writable(reading, by)
    opened = open_fields(case)
    taken = {one["code"]: one["value"] for one in reading.placements if one["code"] in codes and one["code"] in opened}
    if not taken:
        raise Refused([NOTHING_TICKED])
    write_seen(case, version_to_write(case), taken, seen=seen, by=by)
    db.session.refresh(reading, with_for_update=True)
    reading.placements = [{**one, "taken": one["taken"] or one["code"] in taken} for one in reading.placements]
    return len(taken)


def place(reading: Reading, number: int, *, by: User) -> None:
    """This passage has found its place, by hand: it need not be shown any more."""
    _mark(reading, number, by, {"placed": True})


def bring_back(reading: Reading, number: int, *, by: User) -> None:
    """This passage has not found its place after all."""
    _mark(reading, number, by, {"placed": False})


def _mark(reading: Reading, number: int, by: User, mark: Mapping[str, bool]) -> None:
    _writable(reading, by)
    db.session.refresh(reading, with_for_update=True)  # two people may mark two passages at once
    if number not in range(len(reading.passages)):
        raise Refused([NO_PASSAGE])
    reading.passages = [
        {**passage, **mark} if place == number else passage for place, passage in enumerate(reading.passages)
    ]


def _writable(reading: Reading, by: User) -> Case:
    demand(may_take_over, by, reading)
    if reading.case is None:
        raise LookupError(f"reading {reading.id} belongs to no application")
    return reading.case


def _entered(reading: Reading) -> Reading:
    db.session.add(reading)
    db.session.flush()
    return reading
