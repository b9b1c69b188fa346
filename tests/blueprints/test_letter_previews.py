"""A letter is read through before it goes out: its words, its addressee, its schedule, and what sending it does."""

import pytest
from sqlalchemy import func, select

from models.db import db
from models.document import Document
from models.setting import NumberSeries
from models.states import CaseState as S
from tests import stages
from tests.factories import a_case, the_people

pytestmark = pytest.mark.usefixtures("tuesday")
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def people(saved):
    return the_people()


def prepared(people):
    """A checked case with one item of a completion request."""
    case = a_case(S.UNDER_FORMAL_CHECK, cast=people)
    stages.item(case, people)
    return case


def certified(people):
    """A case whose decision waits for the president, its minutes certified."""
    case = a_case(S.DECISION_BEING_ISSUED, cast=people)
    stages.certify(case, people)
    return case


PREVIEWS = [
    (prepared, "officer", "completion-request/sending", "Hiánypótlási felhívás – „", "Tételjegyzék"),
    (S.CONSOLIDATION, "officer", "assessment/sending", "összesítő értékelés megküldése", "K1 "),
    (certified, "president", "decision", "határozat – „", "Indokolás"),
]


def made(people, begun):
    case = begun(people) if callable(begun) else a_case(begun, cast=people)
    db.session.commit()
    return case


@pytest.mark.parametrize(("begun", "part", "address", "subject", "more"), PREVIEWS)
def test_the_letter_is_shown_as_it_will_go_out_and_nothing_is_changed(
    people, sign_in, begun, part, address, subject, more
):
    case = made(people, begun)
    counted = select(func.count(Document.id)), select(func.sum(NumberSeries.last))
    before = [db.session.scalar(each) for each in counted]

    page = sign_in(people.by_part[part]).get(f"/cases/{case.id}/{address}")

    db.session.expire_all()
    assert [page.status_code, 'class="letter"' in page.text, subject in page.text, more in page.text] == [200] + [
        True
    ] * 3
    assert ["elküldéskor kapja" in page.text, people.organisation.name in page.text] == [True, True]
    assert "Mi történik, ha elküldi" in page.text
    assert [db.session.scalar(each) for each in counted] == before


def test_what_was_shown_is_what_goes_out(people, sign_in):
    case = made(people, prepared)
    officer = sign_in(people.officer)
    shown = officer.get(f"/cases/{case.id}/completion-request/sending").text
    officer.post(f"/cases/{case.id}/completion-request/sending")

    letter = db.session.scalars(select(Document).where(Document.kind == "completion_request")).one()
    sent = officer.get(f"/letters/{letter.id}").text

    assert card(shown) == card(sent)


def card(page):
    """The body of the letter on a page: from its salutation to its end, without number and day."""
    return (
        page.partition('class="letter"')[2]
        .partition("</dl>")[2]
        .partition("</ol>")[0]
        .partition('<p class="letter-signed')[0]
    )


def test_a_step_that_is_not_possible_shows_no_letter(people, sign_in):
    case = a_case(S.UNDER_FORMAL_CHECK, cast=people)
    db.session.commit()

    page = sign_in(people.officer).get(f"/cases/{case.id}/completion-request/sending")

    assert [page.status_code, 'class="letter"' in page.text] == [409, False]
