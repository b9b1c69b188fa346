"""What the office keeps of an expert: the sheet of the register, ties to organisations, advice given.

The conflict screen reads these (KO1, KO3) and the limits of BR-08.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from models.db import db
from models.expert import Consultation, ExpertPause, ExpertProfile
from models.organisation import Bond, Organisation, Relation
from models.programme import Programme
from models.states import Role
from models.user import User
from workflow.acts.appointing import appoint
from workflow.competences import MOST_FIELDS
from workflow.permissions import demand, may_keep_experts
from workflow.refusals import Refusal, Refused
from workflow.text import Text

MORE = frozenset(
    {
        *("fields", "qualification", "practice_years", "community_years"),
        *("removed_on", "is_public"),
    }
)
TOO_MANY_FIELDS = Text(hu="Legfeljebb két szakterület választható.", en="Choose two fields at most.")
TOO_MANY_YEARS = Text(
    hu="A közösségfejlesztői gyakorlat nem lehet hosszabb a szakmainál.",
    en="Practice in community development cannot be longer than professional practice.",
)
PAUSES_MEET = Text(
    hu="Erre az időre már van szünet. Annak a végét módosítsa.",
    en="There is a pause at that time already. Change its end instead.",
)
ENDS_EARLY = Text(hu="A vége nem lehet a kezdete előtt.", en="It cannot end before it begins.")


def keep_sheet(
    person: User,
    *,
    by: User,
    county_code: str,
    employer_id: int | None,
    appointed_from: date,
    appointed_to: date,
    trained_on: date,
    yearly_limit: int,
    parallel_limit: int,
    **more: Any,
) -> ExpertProfile:
    """Write the expert's sheet; with the first one the person becomes a county expert for its time.

    `more`: fields (at most two), qualification, practice_years, community_years, removed_on, is_public; `pauses`, each
    with its first and its last day (or None).  What is not given stays.  Raises Refused at the field when something
    ends before it begins, or when the fields are more than two.  A day of training that is entered by hand came from
    no calibration day.
    """
    demand(may_keep_experts, by)
    sheet = sheet_of(person) or ExpertProfile(user=person, fields=[])
    sheet.county_code, sheet.employer_id = county_code, employer_id
    if trained_on != sheet.trained_on:
        sheet.trained_at = None
    sheet.appointed_from, sheet.appointed_to, sheet.trained_on = appointed_from, appointed_to, trained_on
    sheet.yearly_limit, sheet.parallel_limit = yearly_limit, parallel_limit
    for name in MORE & set(more):
        setattr(sheet, name, more[name])
    if "pauses" in more:
        _take_pauses(sheet, more["pauses"])
    _demand_sense(sheet)
    db.session.add(sheet)
    held = [row for row in person.appointments if row.role == Role.COUNTY_EXPERT]
    if not any(row.to_on is None or row.to_on >= appointed_from for row in held):
        appoint(person, by=by, role=Role.COUNTY_EXPERT, county_code=county_code, from_on=appointed_from)
    db.session.flush()
    return sheet


def _demand_sense(sheet: ExpertProfile) -> None:
    wrong = [Refusal("ends_early", ENDS_EARLY, "appointed_to")] if sheet.appointed_to < sheet.appointed_from else []
    if any(pause.to_on is not None and pause.to_on < pause.from_on for pause in sheet.pauses):
        wrong.append(Refusal("ends_early", ENDS_EARLY, "pauses"))
    if len(sheet.fields) > MOST_FIELDS:
        wrong.append(Refusal("fields_too_many", TOO_MANY_FIELDS, "fields"))
    if sheet.community_years is not None and sheet.community_years > (sheet.practice_years or sheet.community_years):
        wrong.append(Refusal("years_too_many", TOO_MANY_YEARS, "community_years"))
    if wrong:
        raise Refused(wrong)


def _take_pauses(sheet: ExpertProfile, spans: Sequence[tuple[date, date | None]]) -> None:
    """Those that are there already stay as they are, with their reasons."""
    known = {(pause.from_on, pause.to_on): pause for pause in sheet.pauses}
    wanted = sorted(set(spans), key=_first)
    sheet.pauses = [known.get((first, last)) or ExpertPause(from_on=first, to_on=last) for first, last in wanted]


def _first(span: tuple[date, date | None]) -> tuple[date, date]:
    return span[0], span[1] or date.max


def pause(sheet: ExpertProfile, *, by: User, from_on: date, to_on: date | None, reason: str = "") -> ExpertPause:
    """Enter a time without reviews, to come or past.  Raises Refused where it meets another one, or ends too early."""
    demand(may_keep_experts, by)
    if to_on is not None and to_on < from_on:
        raise Refused([Refusal("ends_early", ENDS_EARLY, "pause_to")])
    if any(from_on <= (other.to_on or date.max) and other.from_on <= (to_on or date.max) for other in sheet.pauses):
        raise Refused([Refusal("pauses_meet", PAUSES_MEET, "pause_from")])
    found = ExpertPause(from_on=from_on, to_on=to_on, reason=reason)
    sheet.pauses.append(found)
    db.session.flush()
    return found


def end_pause(pause: ExpertPause, *, by: User, to_on: date) -> ExpertPause:
    """The last day of a pause, earlier or later than it was agreed; it stays in the list."""
    demand(may_keep_experts, by)
    if to_on < pause.from_on:
        raise Refused([Refusal("ends_early", ENDS_EARLY, "last_day")])
    pause.to_on = to_on
    return pause


def sheet_of(person: User) -> ExpertProfile | None:
    """The person's sheet, or None."""
    return db.session.scalar(select(ExpertProfile).where(ExpertProfile.user_id == person.id))


def tie(
    person: User, organisation: Organisation, *, by: User, bond: Bond, from_on: date, to_on: date | None
) -> Relation:
    """Enter a tie to an organisation (KO1)."""
    demand(may_keep_experts, by)
    if to_on is not None and to_on < from_on:
        raise Refused([Refusal("ends_early", ENDS_EARLY, "to_on")])
    relation = Relation(user=person, organisation=organisation, bond=bond, from_on=from_on, to_on=to_on)
    db.session.add(relation)
    db.session.flush()
    return relation


def keep_tie(
    person: User, organisation: Organisation, *, by: User, bond: Bond, from_on: date, to_on: date | None
) -> Relation:
    """The tie that began on that day, with its end; entered if it is not known.  None is removed: KO1 looks back."""
    known = db.session.scalar(
        select(Relation).where(
            Relation.user_id == person.id,
            Relation.organisation_id == organisation.id,
            Relation.bond == bond,
            Relation.from_on == from_on,
        )
    )
    if known is None:
        return tie(person, organisation, by=by, bond=bond, from_on=from_on, to_on=to_on)
    return end_tie(known, by=by, to_on=to_on) if to_on else known


def end_tie(relation: Relation, *, by: User, to_on: date) -> Relation:
    """The last day of a tie; it counts for three years more (KO1)."""
    demand(may_keep_experts, by)
    if to_on < relation.from_on:
        raise Refused([Refusal("ends_early", ENDS_EARLY, "last_day")])
    relation.to_on = to_on
    return relation


def note_advice(person: User, *, by: User, programme_number: str, on: date, subject: str) -> Consultation:
    """Enter advice given on a programme (KO3).  Raises Refused at `programme` for an unknown number."""
    demand(may_keep_experts, by)
    programme = db.session.scalar(select(Programme).where(Programme.number == programme_number.strip().upper()))
    if programme is None:
        unknown = Text(hu="Nincs ilyen azonosítójú program.", en="There is no programme with this number.")
        raise Refused([Refusal("programme_unknown", unknown, "programme")])
    consultation = Consultation(adviser_id=person.id, programme_id=programme.id, on=on, subject=subject)
    db.session.add(consultation)
    db.session.flush()
    return consultation
