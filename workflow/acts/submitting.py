"""Submission by the representative, recording of what came on paper, the revised programme, withdrawal."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from models.attachment import Attachment
from models.case import Case
from models.db import db
from models.organisation import Organisation
from models.programme import Version
from models.states import ACTIVE_ASSIGNMENT, Arrival, AssignmentState, CaseState, ItemStage
from models.user import User
from workflow.acts.about import about, incoming
from workflow.acts.drafting import name_programme, new_case
from workflow.application import Form, fingerprint, form_of
from workflow.clock import now, today
from workflow.criteria.stored import version_in_force
from workflow.engine import allow, lock, move
from workflow.events import Event, RevisedProgrammeSubmitted, SubmissionRecorded, Submitted, Withdrawn
from workflow.keeping import next_number, session_of
from workflow.numbering import case_number, programme_number


def submit(case: Case, *, by: User, declarations: Iterable[str], signatory: str) -> Event:
    """T02: freeze version 1.0 with its declarations, give the case its number, start the office's deadlines.

    `declarations` are the codes ticked (N1…N10), `signatory` the name written under them.
    """
    lock(case)
    version = case.version
    answers = {**undeclared(version), **declared(declarations, form_of(version))}
    handed_in: dict[str, Any] = {"answers": answers, "annexes": annexes(case), "signatory": signatory}
    allow(case, "submit", by=by, **handed_in)
    if case.number is None:
        arrive(case, today())
    move(
        case,
        "submit",
        by=by,
        **handed_in,
        papers={"application": incoming(case, f"Kérelem: {case.title}", version_id=version.id)},
    )
    version.answers = answers
    freeze(version, by=by, signatory=signatory)
    return Submitted(**about(case, by), version=version.number)


def record(
    title: str,
    organisation: Organisation,
    *,
    by: User,
    token: str,
    answers: Mapping[str, Any],
    sender: str,
    arrived_on: date | None,
    arrival: Arrival,
    source: Mapping[str, Any] | None,
) -> tuple[Case, Event]:
    """T02b: enter verbatim what came on paper or by e-mail; it may be incomplete.

    `source` is the stored scan (see `attaching.attach`).  Version 1.0 is frozen and marked as recorded; the
    representative confirms the data with the completion.  Raises AlreadyOpened on a second click.
    """
    case = new_case(title, organisation, by=by, token=token, arrival=arrival, answers=answers)
    case.version.answers = dict(answers)  # verbatim: nothing from the organisation's record is added
    handed_in: dict[str, Any] = {"title": title, "sender": sender, "arrived_on": arrived_on, "source": source}
    allow(case, "record", by=by, **handed_in)
    case.sender = sender
    arrive(case, arrived_on or today())
    move(
        case,
        "record",
        by=by,
        **handed_in,
        counted_from={code: case.arrived_on for code in ("H01", "H02") if case.arrived_on},
        papers={
            "application": incoming(
                case, f"Kérelem: {title}", sender=sender, version_id=case.version_id, on=case.arrived_on
            )
        },
    )
    if source is not None:
        db.session.add(
            Attachment(
                case=case, version_number="1.0", kind="source", title=str(source["file_name"])[:200], uploaded_at=now(),
                uploaded_by_id=by.id, **source,
            )
        )  # fmt: skip
    name_programme(case.version)
    freeze(case.version, by=by, signatory=sender)
    return case, SubmissionRecorded(
        **about(case, by), sender=sender, arrived_on=(case.arrived_on or today()).isoformat()
    )


def resubmit(case: Case, *, by: User, answers: Mapping[int, str]) -> Event:
    """T31: freeze version 2.0 with its table of changes; `answers` maps each revision task's ordinal to what was
    changed for it (see `changing.told_so_far`)."""
    lock(case)
    version = version_to_write(case)
    move(
        case,
        "resubmit",
        by=by,
        answers=answers,
        papers={"revised_application": incoming(case, f"Átdolgozott program: {case.title}", version_id=version.id)},
    )
    for point in case.decision.points if case.decision else []:
        point.answer = answers.get(point.ordinal, "")
    freeze(version, by=by, signatory=by.display_name)
    case.version = version
    case.review_round += 1
    name_programme(version)
    session_of(case).flush()  # what is asked of the current version goes by its id
    return RevisedProgrammeSubmitted(**about(case, by), version=version.number)


def withdraw(case: Case, *, by: User, statement: str) -> Event:
    """T33: the representative takes the application back; everybody at work is told and stops."""
    lock(case)
    working = [a for a in case.current_assignments if a.state in ACTIVE_ASSIGNMENT]
    assigned = sorted({a.expert.user_id for a in working} | ({case.officer_id} if case.officer_id else set()))
    move(
        case,
        "withdraw",
        by=by,
        reason=statement,
        statement=statement,
        papers={"withdrawal": incoming(case, f"Visszalépés: {case.title}")},
    )
    for assignment in working:
        if assignment.review is not None and assignment.review.is_closed:
            continue  # that work is done, and stays done
        assignment.state = AssignmentState.RELEASED
        assignment.reason_code = "withdrawn"
    item = case.agenda_item
    if item is not None and item.stage in {ItemStage.LISTED, ItemStage.VOTING}:  # the meeting goes on without it
        item.stage, item.taken_off_reason = ItemStage.TAKEN_OFF, f"Visszalépés: {statement}"
    return Withdrawn(**about(case, by), statement=statement, assigned_ids=assigned)


def undeclared(version: Version) -> dict[str, Any]:
    """Its answers without declarations: these are the representative's, and are made on submitting."""
    form = form_of(version)
    return {code: value for code, value in version.answers.items() if not _is_declaration(code, form)}


def declared(codes: Iterable[str], form: Form) -> dict[str, bool]:
    """The declarations of the form among `codes` as answers: nothing else can be slipped in with them."""
    return {code: True for code in codes if _is_declaration(code, form)}


def _is_declaration(code: str, form: Form) -> bool:
    return code in form.fields and form.fields[code].kind == "declaration"


def arrive(case: Case, day: date) -> None:
    """Give programme and case their numbers: an application is registered on the day it arrives (9.6).

    From then on the case is judged by the criteria that were in force on that day (4.12).
    """
    session = session_of(case)
    if case.programme.number is None:
        case.programme.number = programme_number(day.year, next_number(session, "RP", day.year))
    case.number = case_number(next_number(session, "AKR", day.year), day.year)
    case.arrived_on = day
    case.criteria_version = version_in_force(session, day)


def freeze(version: Version, *, by: User, signatory: str) -> None:
    """BR-02: from now on the version never changes; its fingerprint proves it."""
    version.frozen_at = now()
    version.frozen_by_id = by.id
    version.signatory = signatory
    version.fingerprint = fingerprint(version.answers)


def version_in_writing(case: Case) -> Version:
    """The version that the applicant is writing now, or the frozen current one where none is open."""
    return next((version for version in reversed(case.programme.versions) if version.frozen_at is None), case.version)


def open_version(case: Case, number: str) -> Version:
    """A copy of the current version that the applicant may write."""
    version = Version(
        programme=case.programme,
        number=number,
        form=case.version.form,
        answers=dict(case.version.answers),
        self_assessment=dict(case.version.self_assessment or {}),
        created_at=now(),
        recorded=False,
    )
    session_of(case).add(version)
    return version


def next_minor(number: str) -> str:
    """1.0 → 1.1"""
    major, minor = number.split(".")
    return f"{major}.{int(minor) + 1}"


def next_major(number: str) -> str:
    """1.1 → 2.0"""
    return f"{int(number.split('.')[0]) + 1}.0"


def version_to_write(case: Case) -> Version:
    """The open version; a programme that came back for revision gets its next one (2.0) with the first word."""
    version = version_in_writing(case)
    if version.frozen_at is not None and case.state == CaseState.RETURNED_FOR_REVISION:
        return open_version(case, next_major(version.number))
    return version


def annexes(case: Case) -> set[str]:
    """The kinds of annex (M1…M7) that are attached."""
    return set(db.session.scalars(select(Attachment.kind).where(Attachment.case_id == case.id)))
