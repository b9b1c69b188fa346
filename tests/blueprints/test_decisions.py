"""The president reads a decision, issues it, or sends it back."""

import pytest

from models.db import db
from models.states import CaseState, Outcome
from tests import stages
from tests.blueprints.workshop import HTMX, browsers
from tests.factories import RESOLVED, a_case, play, the_people


@pytest.fixture
def people(saved):
    return the_people()


@pytest.fixture
def browse(sign_in):
    return browsers(sign_in)


@pytest.fixture
def resolved(people, tuesday):
    """The workshop has voted; the minutes are not certified."""
    case = a_case(CaseState.DECISION_BEING_ISSUED, cast=people)
    db.session.commit()
    return case


@pytest.fixture
def certified(people, resolved):
    stages.certify(resolved, people)
    db.session.commit()
    return resolved


def state_of(case):
    db.session.expire_all()
    return case.state


# Issuing (T26–T29)


def test_the_president_reads_the_letter_before_it_goes_out_and_no_number_is_used_up(people, certified, browse):
    page = browse(people.president).get(f"/cases/{certified.id}/decision")

    said = [
        certified.decision.resolution_number,
        "az alábbi feltételekkel akkreditálja",
        "RPA/…",
        "jegyzőkönyv",
        "71,5",
    ]
    assert [page.status_code, [words for words in said if words not in page.text]] == [200, []]
    assert [state_of(certified), certified.programme.accreditations] == [CaseState.DECISION_BEING_ISSUED, []]


def test_the_page_holds_the_fragment_that_htmx_gets(people, certified, browse):
    page, fragment = (
        browse(people.president).get(f"/cases/{certified.id}/decision", headers=headers) for headers in ({}, HTMX)
    )

    assert fragment.text.startswith(f'<section id="case-{certified.id}-progress">')
    assert fragment.text in page.text


def test_the_president_issues_and_the_certificate_names_the_public_address(people, certified, browse):
    answer = browse(people.president).post(f"/cases/{certified.id}/decision")

    assert [answer.status_code, answer.headers["Location"]] == [303, f"/cases/{certified.id}"]
    assert state_of(certified) == CaseState.ACCREDITED_WITH_CONDITIONS
    certificate = certified.programme.accreditations[0].certificates[0]
    assert certificate.number == "RPA/2026/0001"
    assert certificate.facts["verification_url"] == f"https://merce.example/verify/{certificate.code}"


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_its_letter_and_its_state(people, tuesday, browse, outcome):
    case = play(RESOLVED, cast=people, outcome=outcome)
    stages.certify(case, people)
    db.session.commit()

    letter = browse(people.president).get(f"/cases/{case.id}/decision")
    answer = browse(people.president).post(f"/cases/{case.id}/decision", headers=HTMX)

    assert [letter.status_code, answer.status_code, state_of(case).value] == [200, 200, outcome.value]
    assert answer.text.startswith(f'<section id="case-{case.id}-progress">')


def test_nothing_is_issued_before_the_minutes_are_certified_nor_twice(people, resolved, browse):
    address = f"/cases/{resolved.id}/decision"

    early = [browse(people.president).get(address).status_code, browse(people.president).post(address).status_code]
    stages.certify(resolved, people)
    db.session.commit()
    browse(people.president).post(address)
    twice = [browse(people.president).get(address).status_code, browse(people.president).post(address).status_code]

    assert [early, twice, len(resolved.programme.accreditations)] == [[409, 409], [409, 409], 1]


def test_issuing_is_the_presidents_and_a_stranger_knows_of_nothing(people, certified, browse):
    address = f"/cases/{certified.id}/decision"

    asked = [
        browse(one).post(address).status_code
        for one in (people.head, people.chair, people.stranger, people.administrator)
    ]

    assert [asked, state_of(certified)] == [[403, 403, 404, 404], CaseState.DECISION_BEING_ISSUED]


# Sending back (T30)


def test_the_president_sends_a_decision_back_to_a_planned_meeting(people, resolved, browse):
    meeting = stages.meeting_in(people, 40)
    db.session.commit()

    answer = browse(people.president).post(
        f"/cases/{resolved.id}/return", data={"reason": "A kizárt tag is szavazott.", "meeting": meeting.id}
    )

    assert [answer.status_code, state_of(resolved)] == [303, CaseState.ON_THE_AGENDA]
    assert [resolved.decision, resolved.agenda_item.meeting] == [None, meeting]


def test_without_a_meeting_nothing_is_sent_back_and_the_reason_stays_typed(people, resolved, browse):
    answer = browse(people.president).post(
        f"/cases/{resolved.id}/return", data={"reason": "A kizárt tag is szavazott."}, headers=HTMX
    )

    assert [answer.status_code, state_of(resolved)] == [422, CaseState.DECISION_BEING_ISSUED]
    assert "A kizárt tag is szavazott.</textarea>" in answer.text


def test_after_five_working_days_a_decision_is_not_sent_back(people, resolved, tuesday, browse):
    meeting = stages.meeting_in(people, 40)
    db.session.commit()
    tuesday.shift(8 * 24 * 3600)

    answer = browse(people.president).post(
        f"/cases/{resolved.id}/return", data={"reason": "A kizárt tag is szavazott.", "meeting": meeting.id}
    )

    assert [answer.status_code, state_of(resolved)] == [409, CaseState.DECISION_BEING_ISSUED]
    assert "A kizárt tag is szavazott.</textarea>" in answer.text


def test_sending_back_is_the_presidents(people, resolved, browse):
    asked = [
        browse(one).get(f"/cases/{resolved.id}/return").status_code
        for one in (people.president, people.head, people.stranger)
    ]

    assert asked == [200, 403, 404]
