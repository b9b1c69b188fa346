"""Steps that open in the page of a case: one table of them, and what each answers to whom."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from models.case import Case
from models.db import db
from models.states import CaseState
from tests.cast import Cast
from tests.factories import the_people
from tests.ready import a_case_ready_for

pytestmark = pytest.mark.usefixtures("tuesday")
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
REASON = "Kétszer kértük, mégsem érkezett meg a melléklet."


@dataclass
class Step:
    """`sent` is what is typed, `wrong` what cannot be taken (None: nothing is asked), `kept` a text to find again."""

    address: str
    part: str
    to: CaseState
    sent: Callable[[Case, Cast], dict[str, Any]] = field(default=lambda case, cast: {})
    wrong: dict[str, Any] | None = None
    kept: str = ""


def reason(case: Case, cast: Cast) -> dict[str, Any]:
    return {"reason": REASON}


def answers(case: Case, cast: Cast) -> dict[str, Any]:
    return {f"item_{item.ordinal}": f"Pótoltuk: {REASON}" for item in case.request.items}


def declared(case: Case, cast: Cast) -> dict[str, Any]:
    return {f"N{number}": "y" for number in range(1, 11)} | {"signatory": "Minta Anna Mária"}


S = CaseState
STEPS = {
    "submit": Step(
        "submission", "representative", S.SUBMITTED, declared, {"signatory": "Minta Anna Mária"}, "Minta Anna Mária"
    ),
    "assign_officer": Step(
        "officer", "head", S.UNDER_FORMAL_CHECK, lambda case, cast: {"person": cast.officer.id}, {"person": ""}
    ),
    "accept": Step("acceptance", "head", S.ACCEPTED_FOR_REVIEW),
    "accept_completed": Step("acceptance", "head", S.ACCEPTED_FOR_REVIEW),
    "request_completion": Step("completion-request/sending", "officer", S.COMPLETION_REQUESTED),
    "reject": Step("rejection", "head", S.REJECTED_ON_FORMAL_GROUNDS, reason, {"reason": "rövid"}, "rövid"),
    "reject_uncompleted": Step("rejection", "head", S.REJECTED_ON_FORMAL_GROUNDS, reason, {"reason": ""}),
    "extend_completion": Step("completion-extension", "head", S.COMPLETION_REQUESTED),
    "complete": Step(
        "completion/sending",
        "representative",
        S.COMPLETION_RECEIVED,
        answers,
        {"item_1": "Csak erre feleltünk."},
        "Csak erre feleltünk.",
    ),
    "terminate_unanswered": Step("termination", "head", S.TERMINATED),
    "terminate_unrevised": Step("termination", "head", S.TERMINATED),
    "resubmit": Step("resubmission", "representative", S.UNDER_FORMAL_CHECK),
    "withdraw": Step(
        "withdrawal",
        "representative",
        S.WITHDRAWN_BY_APPLICANT,
        lambda case, cast: {"statement": REASON},
        {"statement": ""},
    ),
}
ASKING = [name for name, step in STEPS.items() if step.wrong is not None]
#: What the applicant sends is acknowledged at once.
ACKNOWLEDGED = ["submit", "complete", "resubmit"]
TYPED = ["reject", "reject_uncompleted", "complete", "withdraw"]


@dataclass
class Stand:
    """A case right before the step, committed; the browser of whoever takes it."""

    case: Case
    cast: Cast
    step: Step
    sign_in: Callable[..., Any]
    act: Callable[[Any], Any]

    @property
    def address(self) -> str:
        return f"/cases/{self.case.id}/{self.step.address}"

    @property
    def browser(self) -> Any:
        return self.sign_in(self.cast.by_part[self.step.part])

    @property
    def state(self) -> CaseState:
        db.session.refresh(self.case)
        return self.case.state

    def is_taken(self) -> None:
        """Somebody took the step meanwhile."""
        self.act(self.cast.by_part[self.step.part])
        db.session.commit()


@pytest.fixture
def stand(saved, sign_in, request) -> Stand:
    cast = the_people()
    ready = a_case_ready_for(request.param, cast=cast)
    db.session.commit()
    return Stand(ready.case, cast, STEPS[request.param], sign_in, ready.act)


def each(names: Any) -> Any:
    return pytest.mark.parametrize("stand", names, indirect=True)


@each(STEPS)
def test_the_page_holds_the_fragment_that_htmx_gets(stand: Stand) -> None:
    page = stand.browser.get(stand.address)
    fragment = stand.browser.get(stand.address, headers=HTMX)

    assert [page.status_code, fragment.status_code, "<html" in fragment.text] == [200, 200, False]
    assert fragment.text.strip().startswith(f'<section id="case-{stand.case.id}-progress"')
    assert fragment.text.strip() in page.text


@each([name for name in STEPS if name not in ACKNOWLEDGED])
def test_a_browser_is_sent_to_the_case_as_it_stands_then(stand: Stand) -> None:
    answer = stand.browser.post(stand.address, data=stand.step.sent(stand.case, stand.cast))

    assert [answer.status_code, answer.headers.get("Location")] == [303, f"/cases/{stand.case.id}"]
    assert stand.state == stand.step.to


@each(ACKNOWLEDGED)
@pytest.mark.parametrize(("headers", "status", "where"), [({}, 303, "Location"), (HTMX, 204, "HX-Redirect")])
def test_whoever_sends_something_in_is_led_to_the_receipt(stand: Stand, headers: Any, status: int, where: str) -> None:
    answer = stand.browser.post(stand.address, data=stand.step.sent(stand.case, stand.cast), headers=headers)

    assert [answer.status_code, answer.headers.get(where)] == [status, f"/cases/{stand.case.id}/receipt"]
    assert stand.state == stand.step.to


@each([name for name in STEPS if name not in ACKNOWLEDGED])
def test_htmx_gets_the_case_as_it_stands_then(stand: Stand) -> None:
    answer = stand.browser.post(stand.address, data=stand.step.sent(stand.case, stand.cast), headers=HTMX)

    assert [answer.status_code, "<html" in answer.text, f'data-state="{stand.step.to}"' in answer.text] == [
        200,
        False,
        True,
    ]
    assert answer.headers.get("HX-Replace-Url") == f"/cases/{stand.case.id}"
    assert answer.text.strip() in stand.browser.get(f"/cases/{stand.case.id}").text


@each(ASKING)
def test_bad_input_is_asked_for_again_and_nothing_happens(stand: Stand) -> None:
    before = stand.state

    answer = stand.browser.post(stand.address, data=stand.step.wrong)

    assert [answer.status_code, 'id="error-summary"' in answer.text, stand.state] == [422, True, before]
    assert stand.step.kept in answer.text


@each(STEPS)
def test_what_comes_too_late_is_told_with_the_present_state(stand: Stand) -> None:
    data = stand.step.sent(stand.case, stand.cast)
    stand.is_taken()
    now_in = stand.state

    looked, sent = stand.browser.get(stand.address), stand.browser.post(stand.address, data=data)

    assert [looked.status_code, sent.status_code, stand.state] == [409, 409, now_in]
    assert [f'data-state="{now_in}"' in answer.text for answer in (looked, sent)] == [True, True]
    # whoever only looks is told why, and is offered no button
    assert [f'action="{stand.address}"' in answer.text for answer in (looked, sent)] == [False, True]


@each(TYPED)
def test_what_was_typed_is_still_there_when_it_comes_too_late(stand: Stand) -> None:
    data = stand.step.sent(stand.case, stand.cast)
    stand.is_taken()

    answer = stand.browser.post(stand.address, data=data, headers=HTMX)

    assert [answer.status_code, REASON in answer.text] == [409, True]


@each(STEPS)
def test_a_stranger_and_another_role_get_nowhere(stand: Stand) -> None:
    before, data = stand.state, stand.step.sent(stand.case, stand.cast)
    others = {"stranger": 404, "staff": 403}

    found = {
        part: stand.sign_in(stand.cast.by_part[part]).post(stand.address, data=data).status_code for part in others
    }

    assert [found, stand.state] == [others, before]


@each(STEPS)
def test_a_second_click_changes_nothing_more(stand: Stand) -> None:
    data = stand.step.sent(stand.case, stand.cast)
    stand.browser.post(stand.address, data=data)
    steps = len(stand.case.steps)

    again = stand.browser.post(stand.address, data=data)

    db.session.refresh(stand.case)
    assert [again.status_code, len(stand.case.steps)] == [409, steps]
