"""The receipt: right after submission, later from the case, on the screen and on paper."""

import io

import pypdf
import pytest

from models.db import db
from models.states import CaseState
from tests import stages
from tests.factories import a_case, the_people
from workflow.acts.papers import in_full
from workflow.acts.receiving import latest_acknowledged, receipt
from workflow.application import FIELDS
from workflow.letters import plain_text

pytestmark = pytest.mark.usefixtures("tuesday")
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
DECLARED = {code: "y" for code in FIELDS if code.startswith("N")} | {"signatory": "Minta Anna"}


@pytest.fixture
def people(saved):
    return the_people()


def a_saved_case(state, people):
    case = a_case(state, cast=people, title="Kertek alatt")
    db.session.commit()
    return case


def words_of(document):
    return plain_text(in_full(receipt(document), "hu"))


@pytest.mark.parametrize(("headers", "where"), [({}, "Location"), (HTMX, "HX-Redirect")])
def test_whoever_has_submitted_gets_the_receipt_at_once(people, sign_in, headers, where):
    case, client = a_saved_case(CaseState.DRAFT, people), sign_in(people.representative)

    answer = client.post(f"/cases/{case.id}/submission", data=DECLARED, headers=headers)
    page = client.get(answer.headers[where], follow_redirects=True)

    db.session.refresh(case)
    assert [answer.headers[where], page.request.path] == [
        f"/cases/{case.id}/receipt",
        f"/letters/{case.documents[0].id}/receipt",
    ]
    for words in (
        f"Az ügy száma: {case.number}",
        "<strong>2026. szeptember 15.</strong> napján átvettük",
        f"iktatószáma: {case.documents[0].number}. A beérkezés módja: Mércében benyújtva.",
        f"A kérelem változata: 1.0. Ellenőrző lenyomata (SHA-256): {case.version.fingerprint}",
        "Az átvétel időpontja: 2026. szeptember 15. 10:00.",
        "2026. szeptember 16. napjáig ügyintézőt jelöl ki",
        "legkésőbb 2026. szeptember 29. napjáig formai szempontból megvizsgáljuk",
        "M1 Létesítő okirat vagy nyilvántartási kivonat: ",
    ):
        assert words in page.text


def test_an_english_receipt_is_english(people):
    case = a_saved_case(CaseState.SUBMITTED, people)

    words = plain_text(in_full(receipt(case.documents[0]), "en"))

    assert f"M1 {FIELDS['M1'].label.en}: " in words
    assert "Version of the application: 1.0." in words
    assert not set("áéíóöőúüű") & set(words.replace("Mérce", "").replace(case.programme.organisation.name, ""))


def test_it_says_who_to_ask(people, sign_in):
    case = a_saved_case(CaseState.UNDER_FORMAL_CHECK, people)

    page = sign_in(people.staff).get(f"/letters/{case.documents[0].id}/receipt")

    assert f'Kérdés esetén: {people.officer.display_name}, <a href="mailto:{people.officer.email}">' in page.text


def test_the_receipt_is_a_letter_too(people, sign_in):
    case = a_saved_case(CaseState.SUBMITTED, people)

    answer = sign_in(people.staff).get(f"/letters/{case.documents[0].id}/receipt.pdf")

    text = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.data)).pages).split())
    assert [answer.mimetype, "A kérelem változata: 1.0" in text, "az egyesület irodája" in text, "s. k." in text] == [
        "application/pdf",
        True,
        True,
        False,
    ]


def test_a_completion_is_acknowledged_with_its_own_version_and_deadline(people):
    case = a_saved_case(CaseState.COMPLETION_RECEIVED, people)

    words = words_of(latest_acknowledged(case))

    due = case.deadline("H04").due_on
    assert "A kérelem változata: 1.1." in words
    assert f"legkésőbb {due.year}. szeptember {due.day}. napjáig megvizsgáljuk" in words
    assert "1.0" in words_of(case.documents[0])


def test_of_what_came_on_paper_only_the_day_is_said(people):
    case, _ = stages.record(people)
    db.session.commit()

    words = words_of(case.documents[0])

    assert ["A beérkezés módja: Papíron." in words, "Az átvétel időpontja" in words] == [True, False]
    assert "A beérkezett irat másolata: " in words


def test_the_receipt_stays_as_it_was_when_the_case_goes_on(people):
    case = a_saved_case(CaseState.SUBMITTED, people)
    before = words_of(case.documents[0])

    stages.assign(case, people)
    stages.request_completion(case, people)
    stages.complete(case, people)

    assert words_of(case.documents[0]) == before


def test_the_case_page_leads_to_receipt_and_pdf(people, sign_in):
    case = a_saved_case(CaseState.UNDER_FORMAL_CHECK, people)

    page = sign_in(people.staff).get(f"/cases/{case.id}")

    for address in (f"/letters/{case.documents[0].id}/receipt", f"/cases/{case.id}/versions/1.0/application.pdf"):
        assert f'href="{address}"' in page.text


def test_before_anything_came_in_there_is_no_receipt(people, sign_in):
    case = a_saved_case(CaseState.DRAFT, people)

    assert sign_in(people.staff).get(f"/cases/{case.id}/receipt").status_code == 404
