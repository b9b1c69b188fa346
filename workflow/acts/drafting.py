"""Opening, writing and discarding a draft."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from models.attachment import Attachment
from models.case import Case, Step
from models.co_writer import CoWriter
from models.db import db
from models.organisation import Organisation
from models.outbox import EventRow
from models.programme import Programme, Version
from models.reading import Reading
from models.states import Arrival, CaseState
from models.user import User
from workflow.acts import erasing
from workflow.acts.about import about
from workflow.application import form_in_force, form_of
from workflow.clock import now, today
from workflow.engine import move
from workflow.events import DraftDiscarded, DraftOpened, Event
from workflow.guards.completion import opened_by
from workflow.hungarian import searched, sort_key
from workflow.parties import Actor
from workflow.permissions import demand, may_write_application
from workflow.queries.people import applicants_of
from workflow.refusals import Refusal, Refused
from workflow.text import Text


class AlreadyOpened(Exception):
    """The same form was sent twice; `case` is what the first click opened."""

    def __init__(self, case: Case):
        self.case = case
        super().__init__(f"case {case.id} was opened by this form already")


def open_draft(title: str, organisation: Organisation, *, by: User, token: str) -> tuple[Case, Event]:
    """T01: a new programme with an empty version 1.0.  Raises AlreadyOpened on a second click (same `token`)."""
    case = new_case(title, organisation, by=by, token=token)
    move(case, "open_draft", by=by, title=title)
    return case, DraftOpened(**about(case, by))


def new_case(
    title: str,
    organisation: Organisation,
    *,
    by: User,
    token: str,
    arrival: Arrival = Arrival.ONLINE,
    answers: Mapping[str, Any] | None = None,
) -> Case:
    """The rows of a case that has not moved yet: programme, version 1.0, case."""
    moment = now()
    programme = Programme(
        title=title[:160],
        sort_key=sort_key(title)[:1000],
        searched=searched(title, organisation.name),
        organisation=organisation,
        county_code=organisation.county_code,
        created_at=moment,
    )
    version = Version(
        programme=programme,
        number="1.0",
        form=form_in_force(today()).edition,
        answers={**prefilled(title, organisation), **(answers or {})},
        created_at=moment,
        recorded=arrival != Arrival.ONLINE,
    )
    try:
        with db.session.begin_nested():
            db.session.add_all([programme, version])
            db.session.flush()
            case = Case(
                programme=programme,
                version=version,
                state=CaseState.DRAFT,
                step_count=0,
                document_count=0,
                arrival=arrival,
                created_at=moment,
                created_by_id=by.id,
                birth_token=token,
            )
            db.session.add(case)
    except IntegrityError as taken:
        first = db.session.scalar(select(Case).where(Case.birth_token == token))
        if first is None:
            raise
        raise AlreadyOpened(first) from taken
    return case


def prefilled(title: str, organisation: Organisation) -> dict[str, Any]:
    """What the organisation's record already answers; the applicant may change it."""
    known = {
        "A1": organisation.name,
        "A2": organisation.legal_form.value,
        "A3": organisation.seat,
        "A4": organisation.tax_number,
        "A5": organisation.registration_number,
        "A10": organisation.contact,
        "B1": title,
        "B6": "new",
        "C1": [organisation.county_code] if organisation.county_code else [],
    }
    return {code: value for code, value in known.items() if value}


def write_answers(case: Case, version: Version, answers: Mapping[str, Any], *, by: User) -> None:
    """Lay `answers` over what the open version says; while it is a draft, title and county follow B1 and C1.

    Raises NotYours for somebody who does not write for the applicant, Refused once the version is closed, or at a
    field that a completion does not open.
    """
    demand(may_write_application, by, case)
    demand_open(case, answers)
    version.answers = {**version.answers, **answers}
    case.written_at = now()
    if case.state == CaseState.DRAFT:
        name_programme(version)


def open_fields(case: Case) -> frozenset[str]:
    """What the applicant may write: in a completion the fields that the sent request names (T06), else all."""
    form = form_of(case.version)
    if case.state != CaseState.COMPLETION_REQUESTED:
        return frozenset(form.fields)
    return opened_by(case.request, form)


def demand_open(case: Case, codes: Iterable[str], *, field: str | None = None) -> None:
    """Refuse what a completion does not open, at the field itself or (an annex) at the field of the form (T06)."""
    closed = [code for code in codes if code not in open_fields(case)]
    if closed:
        raise Refused(
            Refusal(
                "field_closed",
                Text(
                    hu=f"A hiánypótlási felhívás nem nyitotta meg ezt: {code}.",
                    en=f"The completion request does not open {code}.",
                ),
                field or code,
            )
            for code in closed
        )


def name_programme(version: Version) -> None:
    """Title and county of the programme as the version says them."""
    programme, answers = version.programme, version.answers
    if str(answers.get("B1") or "").strip():
        programme.title = str(answers["B1"]).strip()[:160]
        programme.sort_key = sort_key(programme.title)[:1000]
        programme.searched = searched(programme.title, programme.organisation.name)
    counties = answers.get("C1") or []
    if counties:
        programme.county_code = counties[0]


def discard(case: Case, *, by: Actor) -> Event:
    """T03: the draft and everything in it are gone.  What was told of it stays told, without its case."""
    writers = {row.user_id for row in case.co_writers if row.is_writing}
    applicants = list(dict.fromkeys([*(person.id for person in applicants_of(case.id)), *sorted(writers)]))
    move(case, "discard", by=by)
    event = DraftDiscarded(**{**about(case, by), "case_id": None}, applicant_ids=applicants)
    programme_id = case.programme_id
    erasing.give_up_files(case)
    db.session.execute(update(EventRow).where(EventRow.case_id == case.id).values(case_id=None))
    for gone in (
        delete(Step).where(Step.case_id == case.id),
        delete(Attachment).where(Attachment.case_id == case.id),
        delete(Reading).where(Reading.case_id == case.id),
        delete(CoWriter).where(CoWriter.case_id == case.id),
        delete(Case).where(Case.id == case.id),
        delete(Version).where(Version.programme_id == programme_id),
        delete(Programme).where(Programme.id == programme_id),
    ):
        db.session.execute(gone.execution_options(synchronize_session=False))
    db.session.expunge(case)
    return event
