"""Letters: opening one is receiving it; before that the applicant sees that it is there and not what it says."""

import pytest
from sqlalchemy import select

from models.db import db
from models.document import Document
from models.states import CaseState
from tests.factories import a_case, the_people

pytestmark = pytest.mark.usefixtures("tuesday")
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def people(saved):
    return the_people()


@pytest.fixture
def case(people):
    case = a_case(CaseState.COMPLETION_REQUESTED, cast=people)
    db.session.commit()
    return case


@pytest.fixture
def letter(case):
    return db.session.scalars(select(Document).where(Document.kind == "completion_request")).one()


SECRET = "A hely nincs megnevezve."


def test_an_unopened_letter_shows_its_subject_only(people, letter, sign_in):
    browser = sign_in(people.staff)

    page, pdf = browser.get(f"/letters/{letter.id}"), browser.get(f"/letters/{letter.id}.pdf")

    assert [page.status_code, letter.subject in page.text, SECRET in page.text, pdf.status_code] == [
        200,
        True,
        False,
        404,
    ]


def test_opening_it_counts_as_receiving_it_and_shows_it(people, case, letter, sign_in):
    browser = sign_in(people.staff)

    answer = browser.post(f"/letters/{letter.id}/opening")

    db.session.expire_all()
    page = browser.get(f"/letters/{letter.id}")
    assert [answer.status_code, answer.headers["Location"]] == [303, f"/letters/{letter.id}"]
    assert [letter.opened_by_id, letter.communicated_on.isoformat()] == [people.staff.id, "2026-09-15"]
    assert [SECRET in page.text, case.deadline("H03").starts_on.isoformat()] == [True, "2026-09-15"]


def test_opening_twice_changes_nothing(people, letter, sign_in, tuesday):
    sign_in(people.staff).post(f"/letters/{letter.id}/opening")
    tuesday.shift(3 * 24 * 3600)

    answer = sign_in(people.representative).post(f"/letters/{letter.id}/opening")

    db.session.expire_all()
    assert [answer.status_code, letter.opened_by_id] == [303, people.staff.id]
    assert letter.communicated_on.isoformat() == "2026-09-15"


def test_the_pdf_is_the_letter(people, letter, sign_in):
    browser = sign_in(people.officer)

    answer = browser.get(f"/letters/{letter.id}.pdf")

    assert [answer.status_code, answer.mimetype, answer.data[:5]] == [200, "application/pdf", b"%PDF-"]
    assert letter.number.replace("/", "-") in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("part", "status"), [("officer", 403), ("head", 403), ("stranger", 404), ("administrator", 404)]
)
def test_only_the_addressee_opens_it(people, letter, sign_in, part, status):
    answer = sign_in(people.by_part[part]).post(f"/letters/{letter.id}/opening")

    db.session.expire_all()
    assert [answer.status_code, letter.opened_at] == [status, None]


def test_what_the_office_reads_opens_nothing(people, letter, sign_in):
    page = sign_in(people.officer).get(f"/letters/{letter.id}")

    db.session.expire_all()
    assert [SECRET in page.text, letter.opened_at] == [True, None]


def test_a_request_to_an_expert_is_between_the_office_and_that_expert(people, sign_in):
    case = a_case(CaseState.EXPERTS_BEING_INVITED, cast=people)
    db.session.commit()
    asked = {row.addressee_id: row.id for row in case.documents if row.kind == "expert_request"}
    theirs = asked[people.expert_a.user_id]

    found = {
        part: sign_in(people.by_part[part]).get(f"/letters/{theirs}").status_code
        for part in ("expert_a", "expert_b", "representative", "officer")
    }

    assert found == {"expert_a": 200, "expert_b": 404, "representative": 404, "officer": 200}


def test_on_an_english_page_what_is_hungarian_says_so(people, case, letter, sign_in):
    browser = sign_in(people.staff)
    quoted, addresses = f'<span lang="hu">{letter.subject}</span>', (f"/letters/{letter.id}", f"/cases/{case.id}")
    found = {}

    for locale in ("en", "hu"):
        with browser.session_transaction() as cookie:
            cookie["locale"] = locale
        found[locale] = [quoted in browser.get(address).text for address in addresses]

    assert found == {"en": [True, True], "hu": [False, False]}
