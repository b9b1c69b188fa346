"""What no address may give away or let in: forged forms, foreign ids, foreign hosts, fields that nobody asked for."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event, func, select

from app import create_app
from models.attachment import Attachment
from models.case import Case
from models.db import db, writing
from models.meeting import Ballot
from models.states import CaseState, Outcome, Role
from models.user import User
from tests import stages
from tests.cast import a_person
from tests.factories import a_case, the_people
from workflow.acts import attaching, clarifying

pytestmark = pytest.mark.usefixtures("tuesday")


@pytest.fixture(scope="module")
def guarded(application: Flask) -> Flask:
    """The same application as people have it: every form needs its token."""
    kept = ("DATABASE_URL", "DATA_DIR", "SECRET_KEY", "SECURITY_PASSWORD_SALT", "PUBLIC_URL", "MAIL_FROM", "MERCE_MODE")
    return create_app({name: application.config[name] for name in kept} | {"TESTING": True, "WTF_CSRF_ENABLED": True})


@pytest.fixture
def forgetful(guarded: Flask, saved) -> Iterator[FlaskClient]:
    """Somebody who may do much is signed in, and sends forms without their token."""
    person = a_person(Role.HEAD_OF_OFFICE, Role.ADMINISTRATOR, Role.PRESIDENT)
    key = person.fs_uniquifier
    db.session.commit()
    client = guarded.test_client()
    with client.session_transaction() as cookie:
        cookie.update({"_user_id": key, "_fresh": True})
    return client


def unsafe_addresses(app: Flask) -> Iterator[tuple[str, str]]:
    adapter = app.url_map.bind("merce.example")
    for rule in app.url_map.iter_rules():
        values = dict.fromkeys(rule.arguments, 1)
        for method in (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}:
            yield method, adapter.build(rule.endpoint, values, method=method)


def test_no_form_is_taken_without_its_token(guarded: Flask, forgetful: FlaskClient) -> None:
    addresses = list(unsafe_addresses(guarded))

    found = {
        (method, address): forgetful.open(address, method=method, data={"x": "y"}).status_code
        for method, address in addresses
    }

    assert found == dict.fromkeys(addresses, 400)
    assert len(found) > 50


@pytest.mark.parametrize("address", ["/login", "/logout", "/reset", "/language"])
def test_no_form_is_taken_from_whoever_is_signed_out_without_its_token(guarded: Flask, saved, address: str) -> None:
    assert guarded.test_client().post(address, data={"email": "a@b.hu", "password": "x"}).status_code == 400


def test_a_form_that_was_open_too_long_says_so_in_words(forgetful: FlaskClient) -> None:
    with forgetful.session_transaction() as cookie:
        cookie["locale"] = "en"

    answer = forgetful.post("/cases/new", data={"title": "Kertek alatt"})

    assert "The form was open too long. Please send it again." in answer.text


@pytest.fixture
def people(saved):
    return the_people()


def test_the_papers_of_another_applicant_do_not_exist(people, sign_in) -> None:
    case = a_case(CaseState.UNDER_EXPERT_REVIEW, cast=people)
    review = stages.assignment_of(case, people.expert_a).review
    a_question_sent(review, people)
    annex = db.session.scalars(select(Attachment.id).where(Attachment.case_id == case.id)).first()
    db.session.commit()
    addresses = [
        f"/attachments/{annex}",
        f"/letters/{case.documents[0].id}",
        f"/letters/{case.documents[0].id}.pdf",
        f"/reviews/{review.id}",
        f"/clarifications/{stages.clarifications(case)[0].id}/answer",
        f"/cases/{case.id}/application",
    ]

    other = sign_in(people.stranger)

    assert [other.get(address).status_code for address in addresses] == [404] * 6


def a_question_sent(review, people) -> None:
    question = "Hányan vettek részt az alkalmakon?"
    clarifying.propose_clarification(review, by=people.expert_a.user, question=question)
    db.session.flush()
    proposed = stages.clarifications(review.assignment.case)[-1]
    clarifying.ask_clarification(proposed, by=people.officer, question=question)


def test_a_question_that_was_not_sent_is_unknown_to_the_applicant(people, sign_in) -> None:
    case = a_case(CaseState.UNDER_EXPERT_REVIEW, cast=people)
    review = stages.assignment_of(case, people.expert_a).review
    clarifying.propose_clarification(review, by=people.expert_a.user, question="Hányan vettek részt?")
    db.session.commit()
    address = f"/clarifications/{stages.clarifications(case)[0].id}/answer"

    assert sign_in(people.representative).get(address).status_code == 404


def test_a_draft_cannot_be_opened_for_somebody_elses_organisation(people, sign_in) -> None:
    db.session.commit()
    data = {"title": "Idegen", "organisation": people.organisation.id, "token": stages.token()}

    answer = sign_in(people.stranger).post("/cases/new", data=data)

    assert [answer.status_code, db.session.scalar(select(func.count(Case.id)))] == [422, 0]


def test_an_expert_of_another_case_cannot_be_released_from_this_one(people, sign_in) -> None:
    case, other = (a_case(CaseState.UNDER_EXPERT_REVIEW, cast=people) for _ in "ab")
    db.session.commit()
    data = {
        "assignment": stages.assignment_of(other, people.expert_a).id,
        "reason_code": "conflict",
        "reason": "Később derült ki.",
    }

    answer = sign_in(people.head).post(f"/cases/{case.id}/expert-release", data=data)

    db.session.expire_all()
    assert [answer.status_code, case.state, other.state] == [422, *[CaseState.UNDER_EXPERT_REVIEW] * 2]


def test_nobody_votes_for_another(people, sign_in) -> None:
    case = a_case(CaseState.ON_THE_AGENDA, cast=people)
    with time_machine.travel(stages.TUESDAY + timedelta(days=30), tick=False):
        stages.open_meeting(case, people)
        proposal = stages.propose(case, people, Outcome.ACCREDITED_WITH_CONDITIONS)
        db.session.commit()
        data = {"choice": "yes", "member_id": people.members[2].id, "member": people.members[2].id}
        sign_in(people.members[1]).post(f"/proposals/{proposal.id}/ballots", data=data)

    votes = db.session.scalars(select(Ballot.member_id).where(Ballot.proposal_id == proposal.id)).all()
    assert votes == [people.members[1].id]


def test_fields_that_no_form_asks_for_change_nothing_of_a_draft(people, sign_in) -> None:
    db.session.commit()
    asked = {"title": "Kertek alatt", "organisation": people.organisation.id, "token": stages.token()}
    slipped = {
        "state": "accredited",
        "officer_id": people.officer.id,
        "created_by_id": 1,
        "owner_id": 1,
        "number": "AKR/9/2026",
    }

    sign_in(people.staff).post("/cases/new", data=asked | slipped)

    case = db.session.scalars(select(Case)).one()
    assert [case.state, case.officer_id, case.created_by_id, case.number] == ["draft", None, people.staff.id, None]


def test_fields_of_another_section_change_nothing(people, sign_in) -> None:
    case = a_case(CaseState.DRAFT, cast=people)
    db.session.commit()
    before = {code: value for code, value in case.version.answers.items() if not code.startswith("B")}
    data = {
        "edit": case.version.edit,
        "B1": "Új cím",
        "C2": "Máshol",
        "N1": "y",
        "frozen_at": "2020-01-01",
        "state": "x",
    }

    answer = sign_in(people.staff).post(f"/cases/{case.id}/draft/B", data=data)

    db.session.expire_all()
    after = {code: value for code, value in case.version.answers.items() if not code.startswith("B")}
    assert [answer.status_code, after, case.version.frozen_at, case.state] == [303, before, None, CaseState.DRAFT]
    assert case.version.answers["B1"] == "Új cím"


def test_an_invitation_brings_no_role_and_no_password(people, sign_in) -> None:
    db.session.commit()
    asked = {"family_name": "Új", "given_name": "Ubul", "email": "uj.ubul@merce.example", "locale": "hu"}
    slipped = {
        "role": "president",
        "roles": "president",
        "password": "nagyon titkos",
        "active": "",
        "fs_uniquifier": "x",
    }

    sign_in(people.administrator).post("/people/new", data=asked | slipped)

    person = db.session.scalars(select(User).where(User.email == asked["email"])).one()
    assert [person.appointments, person.password, person.active] == [[], None, True]
    assert person.fs_uniquifier != "x"


def test_the_source_and_what_was_submitted_cannot_be_taken_off_with_the_completion(people, sign_in) -> None:
    case = a_case(CaseState.COMPLETION_REQUESTED, cast=people)
    frozen = db.session.scalars(select(Attachment).where(Attachment.case_id == case.id)).first()
    new = attaching.attach(
        case, case.programme.versions[-1], by=people.staff, kind="M3", title="Új", file=stages.a_file()
    )
    db.session.commit()
    staff = sign_in(people.staff)

    answers = [staff.post(f"/attachments/{one}/removal").status_code for one in (frozen.id, new.id)]

    left = db.session.scalars(select(Attachment.version_number).where(Attachment.case_id == case.id)).all()
    assert [answers, set(left)] == [[409, 303], {"1.0"}]


def test_a_request_locks_or_does_not_from_its_very_first_query_on(guarded: Flask, forgetful: FlaskClient) -> None:
    """What the request before it in the same thread wanted must not count: a writer that began as a reader is refused
    by a busy SQLite, and a reader that began as a writer keeps everybody waiting."""
    asked = ("GET", "POST", "GET", "POST")
    begun: list[bool] = []

    def note(connection: object) -> None:
        begun.append(writing.get())

    event.listen(Engine, "begin", note)
    try:
        for method in asked:
            db.session.rollback()
            forgetful.open("/inbox/", method=method)
    finally:
        event.remove(Engine, "begin", note)

    assert begun == [method == "POST" for method in asked]
