"""The check-list J1–J11 on the screen: half of it is kept, all of it is signed, a signature goes with any change."""

import html
import re

import pytest

from models.db import db
from models.states import CaseState, Finding
from tests import stages
from tests.blueprints.counting import queries_of
from tests.criteria import ELIGIBILITY
from tests.factories import a_case, the_people
from workflow.acts import checking

pytestmark = pytest.mark.usefixtures("tuesday")
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def people(saved):
    return the_people()


@pytest.fixture
def case(people):
    case = a_case(CaseState.UNDER_FORMAL_CHECK, cast=people)
    db.session.commit()
    return case


@pytest.fixture
def officer(people, case, sign_in):
    return sign_in(people.officer)


def a_list(**findings):
    """Everything met but what `findings` say."""
    found = {item.code: "met" for item in ELIGIBILITY} | findings
    form = {f"{code}_finding": finding for code, finding in found.items()}
    return form | {f"{code}_note": f"{code}: megnéztem." for code in found} | {"type_confirmed": "y"}


def kept(case):
    db.session.expire_all()
    return {row.code: (row.finding, row.note) for row in case.check.findings} if case.check else None


def test_the_page_holds_the_fragment(case, officer):
    address = f"/cases/{case.id}/check"
    fragment = officer.get(address, headers=HTMX).text.strip()

    page = officer.get(address).text

    assert [fragment.startswith('<section id="check-form"'), fragment in page] == [True, True]
    assert [f'name="{item.code}_finding"' in page for item in ELIGIBILITY] == [True] * 11


def test_half_a_list_is_kept(case, officer):
    answer = officer.post(f"/cases/{case.id}/check", data={"J1_finding": "met", "J1_note": "A1 szerint."})

    assert [answer.status_code, answer.headers["Location"]] == [303, f"/cases/{case.id}"]
    assert kept(case) == {"J1": (Finding.MET, "A1 szerint.")}
    assert "A1 szerint." in officer.get(f"/cases/{case.id}/check").text


def test_a_note_that_is_too_long_stays_on_the_screen(case, officer):
    answer = officer.post(f"/cases/{case.id}/check", data=a_list() | {"J1_note": "x" * 2001})

    assert [answer.status_code, "x" * 2001 in answer.text, kept(case)] == [422, True, None]


def test_a_full_list_is_signed_and_the_head_of_office_is_told(case, people, officer, mails):
    before = len(mails())

    answer = officer.post(f"/cases/{case.id}/check/signature", data=a_list())

    db.session.expire_all()
    assert [answer.status_code, case.check.signed_by_id] == [303, people.officer.id]
    assert [address for address, _ in mails()[before:]] == [people.head.email]


@pytest.mark.parametrize("finding", ["not_met", ""])
def test_a_list_that_is_not_passed_is_not_signed_and_says_why(case, officer, finding):
    answer = officer.post(f"/cases/{case.id}/check/signature", data=a_list(J2=finding))

    assert answer.status_code in {409, 422}
    assert ['id="error-summary"' in answer.text, "J2" in answer.text, "J3: megnéztem." in answer.text] == [True] * 3
    assert case.check is None or case.check.signed_at is None


def test_htmx_is_sent_back_to_the_case(case, officer):
    answer = officer.post(f"/cases/{case.id}/check/signature", data=a_list(), headers=HTMX)

    assert [answer.status_code, answer.headers["HX-Redirect"]] == [204, f"/cases/{case.id}"]


def test_a_change_takes_the_signature_back(case, people, officer):
    stages.check(case, people)
    db.session.commit()

    officer.post(f"/cases/{case.id}/check", data=a_list(J2="not_met"))

    db.session.expire_all()
    assert case.check.signed_at is None


@pytest.mark.parametrize("address", ["check", "check/signature"])
def test_after_acceptance_it_is_too_late_and_what_was_typed_is_kept(case, people, officer, address):
    stages.check(case, people)
    checking.accept(case, by=people.head)
    db.session.commit()

    answer = officer.post(f"/cases/{case.id}/{address}", data=a_list(J1="not_met") | {"J1_note": "Utólag láttam."})

    assert [answer.status_code, "Utólag láttam." in answer.text, kept(case)["J1"]] == [
        409,
        True,
        (Finding.MET, "Megnéztem."),
    ]
    assert officer.get(f"/cases/{case.id}/check").status_code == 409


@pytest.mark.parametrize(
    ("part", "status"), [("stranger", 404), ("other_officer", 404), ("representative", 403), ("president", 403)]
)
def test_only_the_office_checks(case, people, sign_in, part, status):
    answer = sign_in(people.by_part[part]).post(f"/cases/{case.id}/check", data=a_list())

    assert [answer.status_code, kept(case)] == [status, None]


def seen_in(page, code):
    return re.search(rf'id="seen-{code}">(.*?)</div>', page, re.S)[1]


def chosen(page, code):
    buttons = [tag for tag in re.findall("<input[^>]*>", page) if f'name="{code}_finding"' in tag and " checked" in tag]
    return [re.search('value="([^"]*)"', tag)[1] for tag in buttons]


def note(page, code):
    return html.unescape(re.search(rf'name="{code}_note"[^>]*>(.*?)</textarea>', page, re.S)[1]).strip()


def test_what_the_system_sees_stands_under_each_item_and_nothing_of_it_is_chosen(case, people, sign_in):
    page = sign_in(people.officer).get(f"/cases/{case.id}/check").text

    assert ["Megfelel" in seen_in(page, "J3"), "Zalaszentgrót" in seen_in(page, "J3")] == [True, True]
    assert [chosen(page, "J3"), note(page, "J3"), case.checks] == [[], "", []]


def test_a_proposal_is_taken_over_onto_the_screen_and_stored_only_when_it_is_saved(case, people, sign_in):
    officer, address = sign_in(people.officer), f"/cases/{case.id}/check"

    taken = officer.post(address, data={"J1_note": "Az alapszabályt láttam.", "take": "J3"}).text

    db.session.expire_all()
    assert [chosen(taken, "J3"), chosen(taken, "J1"), note(taken, "J1")] == [["met"], [], "Az alapszabályt láttam."]
    assert ["lezárult" in note(taken, "J3"), case.checks] == [True, []]
    officer.post(address, data={"J3_finding": "met", "J3_note": note(taken, "J3")})
    db.session.expire_all()
    assert [(row.code, row.finding.value) for row in case.check.findings] == [("J3", "met")]
    assert case.check.signed_at is None


def test_taking_over_everything_leaves_what_the_officer_has_written(case, people, sign_in):
    written = {"J2_finding": "not_met", "J2_note": "Rendezvény.", "J8_note": "Megnéztem.", "take": "all"}

    page = sign_in(people.officer).post(f"/cases/{case.id}/check", data=written).text

    assert [chosen(page, "J2"), note(page, "J2"), chosen(page, "J8"), note(page, "J8")] == [
        ["not_met"],
        "Rendezvény.",
        [],
        "Megnéztem.",
    ]
    assert [chosen(page, "J1"), chosen(page, "J10")] == [["met"], ["met"]]


def test_a_proposal_can_be_taken_over_even_when_the_check_is_over_but_not_saved(case, people, sign_in):
    stages.accept(case, people)
    db.session.commit()
    officer = sign_in(people.officer)

    answers = [
        officer.post(f"/cases/{case.id}/check", data={"take": "J3"} | more).status_code for more in ({}, {"take": ""})
    ]

    assert answers == [200, 409]


def test_the_check_list_asks_the_database_little(case, people, sign_in):
    assert queries_of(sign_in(people.officer), f"/cases/{case.id}/check") <= 10
