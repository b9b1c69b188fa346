"""The last second by the server's clock: in time at 23.59.59, refused a second after midnight with every word kept."""

from datetime import datetime, time, timedelta

import pytest

from models.db import db
from models.states import CaseState
from tests import stages
from tests.factories import a_case, the_people
from workflow.clock import BUDAPEST

pytestmark = pytest.mark.usefixtures("tuesday")
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
SAID = "Megneveztük a helyszínt, és csatoltuk a nyilatkozatot."
#: State, deadline, address of the sending, state after it.
SENDINGS = [
    (CaseState.COMPLETION_REQUESTED, "H03", "completion/sending", CaseState.COMPLETION_RECEIVED),
    (CaseState.RETURNED_FOR_REVISION, "H22", "resubmission", CaseState.UNDER_FORMAL_CHECK),
]


@pytest.fixture
def people(saved):
    return the_people()


def at_midnight_after(day, seconds):
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=BUDAPEST) + timedelta(seconds=seconds)


def numbers_of(case):
    """The ordinals of what is to be answered: items of the request, tasks of the decision."""
    asked = case.request.items if case.state == CaseState.COMPLETION_REQUESTED else case.decision.points
    return [one.ordinal for one in asked]


def sending(case):
    return {f"item_{number}": SAID for number in numbers_of(case)} | dict.fromkeys(stages.DECLARED, "y")


def write_table(case, theirs):
    """The table of changes stands on a page of its own, and is kept before it is sent."""
    if case.state == CaseState.RETURNED_FOR_REVISION:
        assert theirs.post(f"/cases/{case.id}/changes", data=sending(case)).status_code == 303
        db.session.expire_all()


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["browser", "htmx"])
@pytest.mark.parametrize(("state", "code", "address", "after"), SENDINGS, ids=["H03", "H22"])
def test_one_second_late_is_refused_and_every_word_is_still_in_the_form(
    people, sign_in, tuesday, state, code, address, after, headers
):
    case = a_case(state, cast=people)
    db.session.commit()
    write_table(case, sign_in(people.representative))
    due_on, form, version = case.deadline(code).due_on, sending(case), case.version_id
    tuesday.move_to(at_midnight_after(due_on, 1))
    theirs = sign_in(people.representative)

    answer = theirs.post(f"/cases/{case.id}/{address}", data=form, headers=headers)

    db.session.expire_all()
    assert [answer.status_code, answer.text.count(SAID)] == [409, len(numbers_of(case))]
    assert "határideje lejárt" in answer.text
    assert [case.state, case.version_id] == [state, version]


@pytest.mark.parametrize(("state", "code", "address", "after"), SENDINGS, ids=["H03", "H22"])
def test_the_last_second_is_in_time(people, sign_in, tuesday, state, code, address, after):
    case = a_case(state, cast=people)
    db.session.commit()
    write_table(case, sign_in(people.representative))
    due_on, form = case.deadline(code).due_on, sending(case)
    tuesday.move_to(at_midnight_after(due_on, -1))
    theirs = sign_in(people.representative)

    answer = theirs.post(f"/cases/{case.id}/{address}", data=form)

    db.session.expire_all()
    assert [answer.status_code, case.state] == [303, after]


def test_what_the_clock_of_the_browser_says_does_not_count(people, sign_in, tuesday):
    case = a_case(CaseState.COMPLETION_REQUESTED, cast=people)
    db.session.commit()
    form, due_on = sending(case), case.deadline("H03").due_on
    tuesday.move_to(at_midnight_after(due_on, 1))
    early = {"Date": "Tue, 15 Sep 2026 08:00:00 GMT"}

    answer = sign_in(people.representative).post(
        f"/cases/{case.id}/completion/sending",
        data={**form, "now": "2026-09-15", "due_on": "2099-01-01"},
        headers=early,
    )

    assert answer.status_code == 409


def test_a_completion_is_written_on_after_its_last_second_so_that_no_text_is_lost(people, sign_in, tuesday):
    """Only the sending is too late; the office may still excuse it (igazolási kérelem)."""
    case = a_case(CaseState.COMPLETION_REQUESTED, cast=people)
    db.session.commit()
    tuesday.move_to(at_midnight_after(case.deadline("H03").due_on, 1))

    answer = sign_in(people.staff).post(
        f"/cases/{case.id}/draft/fields/C2", data={"C2": "Zalaszentgrót", "seen-C2": 0}, headers=HTMX
    )

    assert answer.status_code == 200
