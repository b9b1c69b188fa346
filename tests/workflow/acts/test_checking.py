"""The formal check: officer, check-list, acceptance, rejection, termination."""

from datetime import date, timedelta

import pytest
import time_machine

from models.organisation import Part
from models.states import CaseState, DeadlineState, Finding, ItemState, Role
from tests import stages
from tests.cast import Cast, a_membership, a_person
from tests.criteria import ELIGIBILITY
from tests.factories import a_case
from workflow.acts import checking
from workflow.clock import now
from workflow.engine import NotYours
from workflow.events import AcceptanceSigned, AcceptedForReview, RejectedOnFormalGrounds

S = CaseState


def test_the_head_of_office_names_the_officer(cast: Cast) -> None:
    case = a_case(S.SUBMITTED, cast=cast)

    event = stages.assign(case, cast)

    assert (case.officer, event.officer_id, case.state) == (cast.officer, cast.officer.id, S.UNDER_FORMAL_CHECK)
    assert case.deadline("H01").state == DeadlineState.MET


def test_only_an_officer_of_today_who_is_not_on_the_applicant_s_side_gets_the_case(cast: Cast, refused) -> None:
    case = a_case(S.SUBMITTED, cast=cast)
    own = a_person(Role.CASE_OFFICER)
    a_membership(own, cast.organisation, Part.STAFF)

    for officer, code in (
        (None, "officer_missing"),
        (cast.expert_a.user, "officer_missing"),
        (cast.retired_head, "officer_missing"),
        (own, "officer_conflicted"),
    ):
        with refused(code, field="person"):
            checking.assign_officer(case, by=cast.head, officer=officer)


def test_another_officer_does_not_check_the_case(cast: Cast) -> None:
    case = a_case(S.UNDER_FORMAL_CHECK, cast=cast)

    for part in ("other_officer", "president", "representative", "administrator"):
        with pytest.raises(NotYours):
            checking.write_check(case, by=cast.by_part[part], findings={}, type_confirmed=True)


@pytest.mark.parametrize("code", [item.code for item in ELIGIBILITY])
def test_a_case_is_accepted_only_if_every_point_is_met(cast: Cast, refused, code: str) -> None:
    case = a_case(S.UNDER_FORMAL_CHECK, cast=cast)
    stages.check(case, cast, sign=False, **{code: Finding.NOT_MET})

    with refused("eligibility_open"):
        checking.sign_check(case, by=cast.officer)
    with refused("check_unsigned", "eligibility_open"):
        checking.accept(case, by=cast.head)


def test_safeguarding_alone_may_be_not_applicable(cast: Cast, refused) -> None:
    case = a_case(S.UNDER_FORMAL_CHECK, cast=cast)
    stages.check(case, cast, sign=False, J10=Finding.NOT_APPLICABLE)
    with refused("eligibility_open"):
        checking.sign_check(case, by=cast.officer)

    stages.check(case, cast, sign=False, J11=Finding.NOT_APPLICABLE)

    assert checking.sign_check(case, by=cast.officer) == AcceptanceSigned(
        case_id=case.id, by_id=cast.officer.id, title=case.title, case_number=case.number
    )


def test_every_finding_needs_its_note_and_the_type_its_confirmation(cast: Cast, refused) -> None:
    case = a_case(S.UNDER_FORMAL_CHECK, cast=cast)
    findings = {item.code: (Finding.MET, "" if item.code == "J3" else "Megnéztem.") for item in ELIGIBILITY}
    checking.write_check(case, by=cast.officer, findings=findings, type_confirmed=False)

    with refused("eligibility_open", "type_unconfirmed"):
        checking.sign_check(case, by=cast.officer)


def test_what_is_unticked_again_is_open_again(cast: Cast, refused) -> None:
    case = a_case(S.UNDER_FORMAL_CHECK, cast=cast)
    stages.check(case, cast)

    checking.write_check(case, by=cast.officer, findings={"J1": (None, "")}, type_confirmed=True)

    assert case.check.signed_at is None
    assert [row.code for row in case.check.findings] == []


def test_a_change_takes_back_the_signature(cast: Cast, refused) -> None:
    case = a_case(S.UNDER_FORMAL_CHECK, cast=cast)
    stages.check(case, cast)
    stages.check(case, cast, sign=False)

    with refused("check_unsigned"):
        checking.accept(case, by=cast.head)


def test_the_head_of_office_countersigns_and_the_ninety_days_begin(cast: Cast) -> None:
    case = a_case(S.UNDER_FORMAL_CHECK, cast=cast)
    stages.check(case, cast)
    with pytest.raises(NotYours):
        checking.accept(case, by=cast.officer)

    event = checking.accept(case, by=cast.head)

    assert event == AcceptedForReview(
        case_id=case.id,
        by_id=cast.head.id,
        title=case.title,
        case_number=case.number,
        document_id=case.documents[-1].id,
        target_on="2026-12-14",
    )
    assert (case.deadline("H33").due_on, case.deadline("H05").due_on) == (date(2026, 12, 14), date(2026, 9, 22))
    assert case.documents[-1].to_applicant


@pytest.mark.parametrize("code", ["J1", "J2", "J6", "J10"])
def test_what_cannot_be_completed_is_rejected_with_reasons(cast: Cast, code: str) -> None:
    case = a_case(S.UNDER_FORMAL_CHECK, cast=cast)
    stages.check(case, cast, sign=False, **{code: Finding.NOT_MET})

    event = checking.reject(case, by=cast.head, reason="A feltétel nem pótolható.")

    assert isinstance(event, RejectedOnFormalGrounds)
    assert case.state == S.REJECTED_ON_FORMAL_GROUNDS
    assert [g["point"] for g in case.documents[-1].facts["told"]["grounds"]] == [code]
    assert [(d.code, d.due_on) for d in case.deadlines if d.ended_at is None] == [("H17", date(2026, 9, 30))]


@pytest.mark.parametrize("code", ["J3", "J4", "J5", "J7", "J8", "J9", "J11"])
def test_what_can_be_completed_is_not_rejected(cast: Cast, refused, code: str) -> None:
    case = a_case(S.UNDER_FORMAL_CHECK, cast=cast)
    stages.check(case, cast, sign=False, **{code: Finding.NOT_MET})

    with refused("no_fatal_item"):
        checking.reject(case, by=cast.head, reason="A feltétel nem teljesül.")


def test_a_rejection_needs_its_reason(cast: Cast, refused) -> None:
    case = a_case(S.UNDER_FORMAL_CHECK, cast=cast)
    stages.check(case, cast, sign=False, J2=Finding.NOT_MET)

    with refused("reason_missing", field="reason"):
        checking.reject(case, by=cast.head, reason="nem")


# After the completion


def test_a_completed_version_is_checked_anew_from_the_earlier_findings(cast: Cast, refused) -> None:
    case = a_case(S.UNDER_FORMAL_CHECK, cast=cast)
    stages.check(case, cast, sign=False, J8=Finding.NOT_MET)
    stages.request_completion(case, cast)
    first = case.check
    stages.complete(case, cast)
    stages.judge(case, cast)

    with refused("check_unsigned", *["eligibility_open"] * 11, "type_unconfirmed"):
        checking.accept_completed(case, by=cast.head)
    second = checking.begin_check(case)

    assert second is not first
    assert {row.code: row.finding for row in second.findings} == {row.code: row.finding for row in first.findings}
    assert (second.signed_at, second.programme_type_confirmed) == (None, False)
    stages.check(case, cast)
    checking.accept_completed(case, by=cast.head)
    assert first.finding("J8").finding == Finding.NOT_MET


@pytest.mark.parametrize("state", [ItemState.PARTLY, ItemState.NOT_SUPPLIED, ItemState.ANSWERED])
def test_every_item_must_be_supplied_before_acceptance(cast: Cast, refused, state: ItemState) -> None:
    case = a_case(S.COMPLETION_RECEIVED, cast=cast)
    stages.judge(case, cast)
    checking.judge_items(case, by=cast.officer, states={2: state})
    stages.check(case, cast)

    with refused("items_not_supplied"):
        checking.accept_completed(case, by=cast.head)


def test_what_was_not_supplied_is_rejected(cast: Cast, refused) -> None:
    case = a_case(S.COMPLETION_RECEIVED, cast=cast)
    stages.judge(case, cast)
    with refused("nothing_unsupplied"):
        checking.reject_uncompleted(case, by=cast.head, reason="A hely továbbra sincs megnevezve.")

    checking.judge_items(case, by=cast.officer, states={1: ItemState.NOT_SUPPLIED})
    checking.reject_uncompleted(case, by=cast.head, reason="A hely továbbra sincs megnevezve.")

    assert case.state == S.REJECTED_ON_FORMAL_GROUNDS
    assert case.deadline("H04").state == DeadlineState.MET


def test_a_missed_completion_is_confirmed_by_the_head_of_office_after_the_last_day(cast: Cast, refused) -> None:
    case = a_case(S.COMPLETION_REQUESTED, cast=cast)
    assert case.deadline("H03").due_on == date(2026, 9, 29)

    with time_machine.travel(now() + timedelta(days=14), tick=False), refused("completion_not_late"):
        checking.terminate_unanswered(case, by=cast.head)
    with time_machine.travel(now() + timedelta(days=15), tick=False):
        checking.terminate_unanswered(case, by=cast.head)

    assert case.state == S.TERMINATED
    assert case.deadline("H03").state == DeadlineState.MISSED
    assert case.deadline("H17").state == DeadlineState.RUNNING
