"""What came on paper: recorded word for word, with its scan, its day of arrival, its representative; once."""

import io
import re
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from models.attachment import Attachment
from models.case import Case
from models.db import db
from models.organisation import Organisation
from models.reading import Reading
from models.states import CaseState
from tests import stages
from tests.factories import the_people
from tests.workflow.importing.making import docx_of
from workflow.notices.errands import do_errands
from workflow.notices.jobs import tidy

pytestmark = pytest.mark.usefixtures("tuesday")
GARDEN = "Kertek alatt – közös kert három utcában"


@pytest.fixture
def people(saved):
    people = the_people()
    db.session.commit()
    return people


@pytest.fixture
def officer(people, sign_in):
    return sign_in(people.officer)


def what_came(people, **more):
    return {
        "title": "Önsegítő csoportok ösztönzése",
        "sender": "Minta Anna",
        "arrival": "paper",
        "arrived_on": "2026-09-11",
        "organisation": people.organisation.id,
        "source": (io.BytesIO(b"%PDF-1.7 beadvany"), "beadvány.pdf"),
        "token": stages.token(),
        "E1": "Szó szerint így írták.",
        **more,
    }


def the_case():
    return db.session.scalars(select(Case)).one()


def test_what_came_is_recorded_word_for_word(people, officer, mails):
    answer = officer.post("/cases/recording/", data=what_came(people))

    case = the_case()
    assert [answer.status_code, answer.headers["Location"]] == [303, f"/cases/{case.id}"]
    assert [case.state, case.arrived_on, case.sender] == [CaseState.SUBMITTED, date(2026, 9, 11), "Minta Anna"]
    assert case.version.answers == {"B1": "Önsegítő csoportok ösztönzése", "E1": "Szó szerint így írták."}
    assert [case.version.recorded, case.version.frozen_at is not None, mails() != []] == [True, True, True]
    assert db.session.scalars(select(Attachment.kind).where(Attachment.case_id == case.id)).all() == ["source"]


def test_two_clicks_record_one_case_of_one_new_organisation(people, officer):
    token = stages.token()

    def click():
        new = {"organisation": 0, "organisation_name": "Új Kör Egyesület", "county": "20", "token": token}
        return officer.post("/cases/recording/", data=what_came(people, **new))

    answers = [click() for _ in "ab"]

    assert {(answer.status_code, answer.headers.get("Location")) for answer in answers} == {
        (303, f"/cases/{the_case().id}")
    }
    named = select(func.count(Organisation.id)).where(Organisation.name == "Új Kör Egyesület")
    assert db.session.scalar(named) == 1


def test_the_representative_is_invited_by_mail(people, officer, mails):
    named = {
        "representative_family_name": "Új",
        "representative_given_name": "Rita",
        "representative_email": "rita@merce.example",
    }

    officer.post("/cases/recording/", data=what_came(people, **named))

    members = [row.user.email for row in people.organisation.memberships]
    assert ["rita@merce.example" in members, ("rita@merce.example", "invitation") in mails()] == [True, True]


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"sender": ""},
        {"arrived_on": ""},
        {"arrived_on": "2026-09-16"},
        {"organisation": 0, "organisation_name": ""},
        {"source": (io.BytesIO(b"MZ"), "x.exe")},
        {"representative_email": "nem cím"},
        {"D1": "x" * 30000, "E1": "x" * 30000},
    ],
    ids=["title", "sender", "no day", "a day to come", "whose", "scan", "address", "an answer without end"],
)
def test_what_is_wrong_is_asked_for_again_with_all_that_was_typed(people, officer, wrong):
    kept = {"title": "Önsegítő csoportok ösztönzése", "sender": "Minta Anna"}

    answer = officer.post("/cases/recording/", data=what_came(people) | wrong)

    shown = [f'value="{text}"' in answer.text for name, text in kept.items() if name not in wrong]
    assert [answer.status_code, 'id="error-summary"' in answer.text, all(shown)] == [422, True, True]
    assert db.session.scalar(select(func.count(Case.id))) == 0


def test_without_a_scan_nothing_is_recorded(people, officer):
    form = what_came(people)
    del form["source"]

    assert officer.post("/cases/recording/", data=form).status_code == 422
    assert db.session.scalar(select(func.count(Case.id))) == 0


@pytest.mark.parametrize("part", ["representative", "administrator", "president", "expert_a"])
def test_only_the_office_records(people, sign_in, part):
    answer = sign_in(people.by_part[part]).post("/cases/recording/", data=what_came(people))

    assert [answer.status_code, db.session.scalar(select(func.count(Case.id)))] == [403, 0]


def test_a_row_is_added_to_what_came_on_paper_before_anything_is_recorded(people, officer):
    answer = officer.post("/cases/recording/", data=what_came(people, **{"J-1-0-0": "Türje", "rows": "J-1:add:1"}))

    assert [answer.status_code, 'value="Türje"' in answer.text or ">Türje<" in answer.text] == [200, True]
    assert ['name="J-1-1-0"' in answer.text, db.session.scalar(select(func.count(Case.id)))] == [True, 0]


def test_rows_of_what_came_on_paper_are_recorded(people, officer):
    officer.post("/cases/recording/", data=what_came(people, **{"G2-0-0": "Ismerkedés", "G2-1-0": "Tervezés"}))

    assert the_case().version.answers["G2"] == ["Ismerkedés", "Tervezés"]


def read(officer):
    """The address of the recording after a document that came by e-mail was read."""
    sent = {"token": stages.token(), "file": (io.BytesIO(docx_of()), "level.docx")}
    errand = officer.post("/cases/recording/document", data=sent).location
    db.session.rollback()
    do_errands()
    return re.search(r'href="(/cases/recording/\?reading=\d+)"', officer.get(errand).text).group(1)


def test_a_document_that_came_is_read_into_the_form_and_becomes_the_source(people, officer):
    address = read(officer)
    page = officer.get(address).text
    came = what_came(people, reading=address.partition("=")[2], title=GARDEN)
    del came["source"]
    sent = {**came, "E1": "Három utca lakói.", "G2": "talaj és víz\nközös döntés"}

    answer = officer.post("/cases/recording/", data=sent)

    assert [GARDEN in page, "Három utca lakói közös kertet művelnek" in page, "talaj és víz" in page] == [True] * 3
    assert ["Köszönjük a polgárőröknek" in page, "megerősítendő" in page] == [True, True]
    case = the_case()
    source = db.session.scalars(select(Attachment).where(Attachment.case_id == case.id)).one()
    assert answer.status_code == 303
    assert [source.kind, source.file_name, officer.get(f"/attachments/{source.id}").data] == [
        "source",
        "level.docx",
        docx_of(),
    ]
    assert db.session.scalars(select(Reading)).all() == []


def test_two_clicks_after_reading_record_one_case(people, officer):
    came = what_came(people, reading=read(officer).partition("=")[2])
    del came["source"]

    places = [officer.post("/cases/recording/", data=came).headers.get("Location") for _ in "ab"]

    assert places == [f"/cases/{the_case().id}"] * 2


def test_what_somebody_else_had_read_fills_nobody_elses_form(people, officer, sign_in):
    address = read(officer)
    head = sign_in(people.head)
    came = what_came(people, reading=address.partition("=")[2])
    del came["source"]

    page, answer = head.get(address), head.post("/cases/recording/", data=came)

    assert [page.status_code, "Három utca" in page.text, answer.status_code] == [200, False, 422]
    assert db.session.scalars(select(Case)).all() == []


def test_what_was_read_and_not_recorded_is_forgotten_after_a_week(officer, tuesday):
    read(officer)
    tuesday.shift(timedelta(days=6))
    tidy()
    kept = len(db.session.scalars(select(Reading)).all())
    tuesday.shift(timedelta(days=2))
    tidy()

    assert [kept, db.session.scalars(select(Reading)).all()] == [1, []]
