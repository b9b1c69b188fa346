"""The table: every row, by everybody, in the right and in every wrong state (procedure rules, 4.5)."""

import json
from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update

from models.case import Case, Step
from models.db import db
from models.states import CaseState, DeadlineState, Direction
from tests.factories import Cast, a_case, the_people
from tests.ready import READY, Ready, a_case_ready_for
from tests.stages import TUESDAY
from workflow import events as happened
from workflow.acts import submitting
from workflow.engine import NotYours, move
from workflow.parties import SYSTEM
from workflow.refusals import Refused
from workflow.transitions import ROWS, TRANSITIONS, leaving

S = CaseState
BEFORE_DECISION = {
    S.SUBMITTED, S.UNDER_FORMAL_CHECK, S.COMPLETION_REQUESTED, S.COMPLETION_RECEIVED, S.ACCEPTED_FOR_REVIEW,
    S.EXPERTS_BEING_INVITED, S.UNDER_EXPERT_REVIEW, S.UNDER_THIRD_REVIEW, S.CONSOLIDATION,
    S.WAITING_FOR_APPLICANTS_REMARKS, S.WAITING_FOR_A_MEETING, S.ON_THE_AGENDA,
}  # fmt: skip
#: A review may turn void here although both of the first two are closed.
SUMMED_UP = {
    S.UNDER_THIRD_REVIEW, S.CONSOLIDATION, S.WAITING_FOR_APPLICANTS_REMARKS, S.WAITING_FOR_A_MEETING,
}  # fmt: skip
APPLICANTS = {"representative", "staff"}
#: The table of the procedure rules, written once more by hand: code, name, from, to, whose step it is, what it says.
RULES = {
    "T01": ("open_draft", set(), S.DRAFT, APPLICANTS, happened.DraftOpened),
    "T02": ("submit", {S.DRAFT}, S.SUBMITTED, {"representative"}, happened.Submitted),
    "T02b": ("record", set(), S.SUBMITTED, {"officer", "other_officer", "head"}, happened.SubmissionRecorded),
    "T03": ("discard", {S.DRAFT}, None, {*APPLICANTS, "SYSTEM"}, happened.DraftDiscarded),
    "T04": ("assign_officer", {S.SUBMITTED}, S.UNDER_FORMAL_CHECK, {"head"}, happened.OfficerAssigned),
    "T05": ("accept", {S.UNDER_FORMAL_CHECK}, S.ACCEPTED_FOR_REVIEW, {"head"}, happened.AcceptedForReview),
    "T06": ("request_completion", {S.UNDER_FORMAL_CHECK}, S.COMPLETION_REQUESTED, {"officer", "head"},
            happened.CompletionRequested),
    "T06b": ("request_completion_again", {S.COMPLETION_RECEIVED}, S.COMPLETION_REQUESTED, {"officer", "head"},
             happened.CompletionRequested),
    "T07": ("reject", {S.UNDER_FORMAL_CHECK}, S.REJECTED_ON_FORMAL_GROUNDS, {"head"},
            happened.RejectedOnFormalGrounds),
    "T08": ("extend_completion", {S.COMPLETION_REQUESTED}, S.COMPLETION_REQUESTED, {"head", "president"},
            happened.CompletionExtended),
    "T09": ("complete", {S.COMPLETION_REQUESTED}, S.COMPLETION_RECEIVED, {"representative"},
            happened.CompletionReceived),
    "T10": ("terminate_unanswered", {S.COMPLETION_REQUESTED}, S.TERMINATED, {"head"}, happened.TerminatedUnanswered),
    "T10b": ("ask_excuse", {S.COMPLETION_REQUESTED}, S.COMPLETION_REQUESTED, {"representative"}, happened.ExcuseAsked),
    "T10c": ("grant_excuse", {S.COMPLETION_REQUESTED}, S.COMPLETION_REQUESTED, {"head"}, happened.ExcuseGranted),
    "T10d": ("refuse_excuse", {S.COMPLETION_REQUESTED}, S.COMPLETION_REQUESTED, {"head"}, happened.ExcuseRefused),
    "T10e": ("ask_excuse_after", {S.TERMINATED}, S.TERMINATED, {"representative"}, happened.ExcuseAsked),
    "T10f": ("grant_excuse_after", {S.TERMINATED}, S.COMPLETION_REQUESTED, {"head"}, happened.ExcuseGranted),
    "T10g": ("refuse_excuse_after", {S.TERMINATED}, S.TERMINATED, {"head"}, happened.ExcuseRefused),
    "T11": ("accept_completed", {S.COMPLETION_RECEIVED}, S.ACCEPTED_FOR_REVIEW, {"head"}, happened.AcceptedForReview),
    "T12": ("reject_uncompleted", {S.COMPLETION_RECEIVED}, S.REJECTED_ON_FORMAL_GROUNDS, {"head"},
            happened.RejectedOnFormalGrounds),
    "T13": ("invite_experts", {S.ACCEPTED_FOR_REVIEW}, S.EXPERTS_BEING_INVITED, {"head"}, happened.ExpertsInvited),
    "T14": ("decline_invitation", {S.EXPERTS_BEING_INVITED}, S.EXPERTS_BEING_INVITED, {"expert_a", "SYSTEM"},
            happened.InvitationDeclined),
    "T15": ("begin_review", {S.EXPERTS_BEING_INVITED}, S.UNDER_EXPERT_REVIEW, {"expert_b"}, happened.ReviewBegun),
    "T16": ("ask_clarification", {S.UNDER_EXPERT_REVIEW}, S.UNDER_EXPERT_REVIEW, {"officer", "head"},
            happened.ClarificationAsked),
    "T16b": ("reopen_review", {S.UNDER_EXPERT_REVIEW}, S.UNDER_EXPERT_REVIEW, {"head"}, happened.ReviewReopened),
    "T17": ("release_expert", {S.EXPERTS_BEING_INVITED, S.UNDER_EXPERT_REVIEW, *SUMMED_UP}, S.EXPERTS_BEING_INVITED,
            {"head", "SYSTEM"}, happened.ExpertReleased),
    "T17b": ("release_control", SUMMED_UP, S.UNDER_THIRD_REVIEW, {"head", "SYSTEM"}, happened.ExpertReleased),
    "T18": ("call_control", {S.UNDER_EXPERT_REVIEW}, S.UNDER_THIRD_REVIEW, {"head"}, happened.ControlExpertInvited),
    "T19": ("begin_consolidation", {S.UNDER_EXPERT_REVIEW}, S.CONSOLIDATION, {"expert_b"},
            happened.ConsolidationBegun),
    "T20": ("consolidate_after_control", {S.UNDER_THIRD_REVIEW}, S.CONSOLIDATION, {"control"},
            happened.ConsolidationBegun),
    "T21": ("send_assessment", {S.CONSOLIDATION}, S.WAITING_FOR_APPLICANTS_REMARKS, {"officer", "head"},
            happened.AssessmentSent),
    "T22": ("close_remarks", {S.WAITING_FOR_APPLICANTS_REMARKS}, S.WAITING_FOR_A_MEETING, {"representative"},
            happened.RemarksReceived),
    "T23": ("put_on_agenda", {S.WAITING_FOR_A_MEETING}, S.ON_THE_AGENDA, {"head", "chair"}, happened.PutOnAgenda),
    "T24": ("take_off_agenda", {S.ON_THE_AGENDA}, S.WAITING_FOR_A_MEETING, {"chair"}, happened.TakenOffAgenda),
    "T25": ("resolve", {S.ON_THE_AGENDA}, S.DECISION_BEING_ISSUED, {"chair"}, happened.Resolved),
    "T26": ("accredit", {S.DECISION_BEING_ISSUED}, S.ACCREDITED, {"president"}, happened.DecisionIssued),
    "T27": ("accredit_with_conditions", {S.DECISION_BEING_ISSUED}, S.ACCREDITED_WITH_CONDITIONS, {"president"},
            happened.DecisionIssued),
    "T28": ("return_for_revision", {S.DECISION_BEING_ISSUED}, S.RETURNED_FOR_REVISION, {"president"},
            happened.DecisionIssued),
    "T29": ("refuse", {S.DECISION_BEING_ISSUED}, S.REFUSED, {"president"}, happened.DecisionIssued),
    "T30": ("send_back", {S.DECISION_BEING_ISSUED}, S.ON_THE_AGENDA, {"president"}, happened.SentBack),
    "T31": ("resubmit", {S.RETURNED_FOR_REVISION}, S.UNDER_FORMAL_CHECK, {"representative"},
            happened.RevisedProgrammeSubmitted),
    "T32": ("terminate_unrevised", {S.RETURNED_FOR_REVISION}, S.TERMINATED, {"head", "SYSTEM"},
            happened.TerminatedUnrevised),
    "T33": ("withdraw", BEFORE_DECISION, S.WITHDRAWN_BY_APPLICANT, {"representative"}, happened.Withdrawn),
}  # fmt: skip
#: What follows by itself: the person named above closes or accepts, and the system takes the step.
BY_ITSELF = {"T15", "T19", "T20"}
CODES = list(RULES)


@pytest.fixture(scope="module", autouse=True)
def still() -> Iterator[None]:
    with time_machine.travel(TUESDAY, tick=False):
        yield


@pytest.fixture(scope="module")
def cast(application: Flask, still: None) -> Iterator[Cast]:
    """One cast for the module; each test undoes what it did."""
    with application.app_context():
        yield the_people()
        db.session.rollback()


@pytest.fixture
def ready(cast: Cast, request: pytest.FixtureRequest) -> Iterator[Ready]:
    with undone():
        yield a_case_ready_for(RULES[request.param][0], cast=cast)


class undone:  # noqa: N801  reads as a word
    """What happens inside is forgotten."""

    def __enter__(self) -> None:
        self.point = db.session.begin_nested()

    def __exit__(self, *_: object) -> None:
        db.session.expire_all()
        if self.point.is_active:
            self.point.rollback()


def everybody(cast: Cast, *, with_system: bool) -> dict[str, object]:
    """The system opens no case: somebody's name stands under every one."""
    return cast.by_part | ({"SYSTEM": SYSTEM} if with_system else {})


def test_the_table_holds_every_row_of_the_rules_and_no_other() -> None:
    assert {row.code: (row.name, set(row.from_), row.to, row.event) for row in ROWS} == {
        code: (name, from_, to, event) for code, (name, from_, to, _, event) in RULES.items()
    }
    assert len(ROWS) == len(TRANSITIONS) == 43
    assert set(TRANSITIONS) == set(READY)
    assert {row.event for row in ROWS} <= set(happened.EVENTS.values())


def test_every_row_has_its_label_in_both_languages() -> None:
    assert all(row.label.hu and row.label.en and row.who.label.hu and row.who.label.en for row in ROWS)
    assert len({row.label.hu for row in ROWS}) == len(ROWS)


def test_every_state_but_the_closed_ones_is_left_by_some_step() -> None:
    left = {state for row in ROWS for state in row.from_}

    # appeals (T34) leave the closed states, and come later
    assert set(S) - left == {
        S.ACCREDITED, S.ACCREDITED_WITH_CONDITIONS, S.REFUSED, S.UNDER_APPEAL, S.REJECTED_ON_FORMAL_GROUNDS,
        S.WITHDRAWN_BY_APPLICANT,
    }  # fmt: skip
    assert all(row in leaving(state) for row in ROWS for state in row.from_)


@pytest.mark.parametrize(("ready", "code"), [(code, code) for code in CODES], indirect=["ready"], ids=CODES)
def test_a_step_is_taken_by_its_party_and_by_nobody_else(ready: Ready, code: str, cast: Cast) -> None:
    taken, too_early = set(), []
    for part, actor in everybody(cast, with_system=ready.case is not None).items():
        with undone():
            # a discarded draft cannot be had back
            each = a_case_ready_for("discard", cast=cast) if code == "T03" else ready
            try:
                each.act(actor)
                taken.add(part)
            except NotYours:
                pass
            except Refused as refused:
                too_early.append((code, part, str(refused)))

    assert taken == RULES[code][3]
    assert too_early == ([("T22", "SYSTEM", "remarks_not_late")] if code == "T22" else [])


@pytest.mark.parametrize(("ready", "code"), [(code, code) for code in sorted(BY_ITSELF)], indirect=["ready"])
def test_what_follows_by_itself_is_nobodys_step(ready: Ready, code: str, cast: Cast) -> None:
    for actor in cast.by_part.values():
        with pytest.raises(NotYours):
            move(ready.case, RULES[code][0], by=actor)


@pytest.mark.parametrize(("ready", "code"), [(code, code) for code in CODES], indirect=["ready"], ids=CODES)
def test_a_step_leaves_its_state_its_history_its_deadlines_its_papers_and_its_event(ready: Ready, code: str) -> None:
    name, from_, to, _, event_type = RULES[code]
    row, case = TRANSITIONS[name], ready.case
    before = case.state if case else None
    count = case.step_count if case else 0
    papers = len(case.documents) if case else 0
    alive = {d.code for d in case.deadlines if d.ended_at is None} if case else set()

    told = ready.act(ready.right)

    if isinstance(told, tuple):  # the case was opened by it
        case, told = told
    events = told if isinstance(told, list) else [told]
    event = next(event for event in events if type(event) is event_type)
    assert event.by_id == (None if code in BY_ITSELF else ready.right.id)
    for each in events:  # events travel as JSON
        payload = json.loads(json.dumps(happened.to_payload(each)))
        assert happened.from_payload(type(each).__name__, payload) == each
    if to is None:
        assert db.session.scalar(select(Case).where(Case.id == case.id)) is None
        assert event.case_id is None
        return
    assert (event.case_id, event.title, event.case_number) == (case.id, case.title, case.number)
    assert (case.state, case.step_count, len(case.steps)) == (to, count + 1, count + 1)
    step = case.steps[-1]
    assert (step.ordinal, step.transition, step.name) == (count + 1, code, name)
    assert (step.from_state, step.to_state, step.by_id) == (before, to, event.by_id)
    running = {d.code for d in case.deadlines if d.state == DeadlineState.RUNNING}
    assert set(row.starts) | set(row.resumes) & alive <= running | {"H14"}
    assert not running & (set(row.ends) - set(row.starts))
    if "*" in row.ends:
        assert {d.code for d in case.deadlines if d.ended_at is None} == set(row.starts)
    kinds = {(document.direction, document.kind) for document in case.documents[papers:]}
    # the reserve steps in at once, and is asked by letter
    assert kinds - set(row.documents) == ({(Direction.OUTGOING, "expert_request")} if code in {"T14", "T17"} else set())
    assert kinds >= set(row.documents)
    assert [document.subnumber for document in case.documents] == list(range(1, len(case.documents) + 1))
    assert all(document.sent_at for document in case.documents if document.direction == Direction.OUTGOING)


@pytest.mark.parametrize(
    ("ready", "code"),
    [(code, code) for code in CODES if RULES[code][1]],
    indirect=["ready"],
    ids=[code for code in CODES if RULES[code][1]],
)
def test_no_step_is_taken_from_a_state_that_is_not_its_own(ready: Ready, code: str) -> None:
    name, from_, *_ = RULES[code]
    by = SYSTEM if code in BY_ITSELF else ready.right
    steps = len(ready.case.steps)
    for state in set(S) - from_:
        db.session.execute(update(Case).where(Case.id == ready.case.id).values(state=state))
        db.session.refresh(ready.case)

        with pytest.raises(Refused) as refused:
            move(ready.case, name, by=by)

        assert [refusal.code for refusal in refused.value.refusals] == ["wrong_state"]
        assert not refused.value.is_about_input
        assert (ready.case.state, len(ready.case.steps)) == (state, steps)


@pytest.mark.parametrize("name", ["open_draft", "record"])
def test_a_case_begins_only_once(cast: Cast, name: str) -> None:
    with undone():
        case = a_case(S.SUBMITTED, cast=cast)
        by = cast.staff if name == "open_draft" else cast.officer

        with pytest.raises(Refused, match="wrong_state"):
            move(case, name, by=by, title=case.title)


@pytest.mark.parametrize("state", sorted(BEFORE_DECISION))
def test_the_representative_withdraws_from_every_open_state(cast: Cast, state: CaseState) -> None:
    with undone():
        case = a_case(state, cast=cast)

        submitting.withdraw(case, by=cast.representative, statement="Visszalépünk.")

        assert case.state == S.WITHDRAWN_BY_APPLICANT
        assert [d.code for d in case.deadlines if d.ended_at is None] == []
        assert case.documents[-1].kind == "withdrawal"


@pytest.mark.parametrize("state", sorted(set(S) - BEFORE_DECISION - {S.UNDER_APPEAL}))
def test_nobody_withdraws_from_a_state_that_is_decided_or_has_not_begun(cast: Cast, state: CaseState) -> None:
    with undone():
        case = a_case(state, cast=cast)

        with pytest.raises(Refused, match="wrong_state"):
            submitting.withdraw(case, by=cast.representative, statement="Visszalépünk.")

        assert case.state == state


def test_the_history_of_a_whole_case_is_complete_and_in_order(cast: Cast) -> None:
    with undone():
        case = a_case(S.ACCREDITED, cast=cast)

        steps = db.session.scalars(select(Step).where(Step.case_id == case.id).order_by(Step.ordinal)).all()
        assert [step.transition for step in steps] == [
            "T01", "T02", "T04", "T05", "T13", "T15", "T19", "T21", "T22", "T23", "T25", "T26",
        ]  # fmt: skip
        assert [step.ordinal for step in steps] == list(range(1, 13))
        assert [step.from_state for step in steps[1:]] == [step.to_state for step in steps[:-1]]
        assert [step.at for step in steps] == sorted(step.at for step in steps)
        assert {step.transition for step in steps if step.by_id is None} == {"T15", "T19"}
