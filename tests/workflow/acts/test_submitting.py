"""Submission, recording from paper, the revised programme, withdrawal."""

from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from models.attachment import Attachment
from models.case import Case
from models.db import db
from models.setting import NumberSeries
from models.states import (
    Arrival,
    AssignmentPart,
    AssignmentState,
    CaseState,
    DeadlineState,
    ItemStage,
    MeetingState,
    Outcome,
)
from tests import stages
from tests.cast import Cast
from tests.factories import a_case
from tests.stages import TUESDAY
from workflow.acts import attaching, checking, convening, drafting, submitting, voting
from workflow.application import fingerprint
from workflow.application.samples import a_paper_submission
from workflow.clock import now, today
from workflow.engine import NotYours
from workflow.events import SubmissionRecorded, Submitted, Withdrawn
from workflow.refusals import Refused

S = CaseState


def test_submitting_freezes_the_version_with_its_day_and_its_fingerprint(cast: Cast) -> None:
    case = stages.draft(cast)

    event = stages.submit(case, cast)

    version = case.version
    assert event == Submitted(
        case_id=case.id, by_id=cast.representative.id, title=case.title, case_number="AKR/1/2026", version="1.0"
    )
    assert (version.frozen_at, version.frozen_by_id, version.signatory) == (now(), cast.representative.id, "Minta Anna")
    assert version.fingerprint == fingerprint(version.answers)
    assert [version.answers[code] for code in stages.DECLARED] == [True] * 10
    assert (case.programme.number, case.arrived_on, case.criteria_version) == ("RP-2026-0001", today(), "1.0")
    assert {(d.code, d.due_on) for d in case.deadlines} == {("H01", date(2026, 9, 16)), ("H02", date(2026, 9, 29))}


def test_a_draft_that_lacks_something_is_refused_at_each_field_and_takes_no_number(cast: Cast) -> None:
    case = stages.draft(cast, answers={"E1": "", "C2": []})

    with pytest.raises(Refused) as lacking:
        submitting.submit(case, by=cast.representative, declarations=stages.DECLARED[1:], signatory="Minta Anna")

    assert [(refusal.code, refusal.field) for refusal in lacking.value.refusals] == [
        ("field_missing", "C2"), ("field_missing", "E1"), ("field_missing", "N1"),
    ]  # fmt: skip
    assert lacking.value.is_about_input
    assert (case.state, case.number, case.arrived_on, case.version.frozen_at) == (S.DRAFT, None, None, None)
    assert db.session.scalars(select(NumberSeries)).all() == []


WRONG = {
    "A4": ("12345677-1-42", "Az adószám elgépelt: a nyolcadik, ellenőrző számjegye nem illik a többihez."),
    "B2": ("x" * 801, "Legfeljebb 800 karakter lehet; most 801."),
    "B3": (["club", "guild"], "Csak a felsoroltak közül választhat."),
    "D4": ("kb. 300", "Egész számot írjon, betű nélkül."),
    "F1a": ("x" * 801, "Legfeljebb 800 karakter lehet; most 801."),
    "J-3": ([["kör", "régen", "igen"]], "1. sor, év: négyjegyű évszámot írjon, például 2025."),
}


@pytest.mark.parametrize("code", WRONG)
def test_what_autosave_kept_though_it_is_wrong_is_refused_at_its_field(cast: Cast, code: str) -> None:
    value, sentence = WRONG[code]
    case = stages.draft(cast, answers={code: value})

    with pytest.raises(Refused) as wrong:
        stages.submit(case, cast)

    (refusal,) = wrong.value.refusals
    assert (refusal.code, refusal.field) == ("answer_wrong", code)
    assert refusal.text.hu.endswith(f": {sentence}")
    assert (case.state, case.number, case.version.answers[code]) == (S.DRAFT, None, value)


def test_a_result_whose_indicator_is_gone_is_refused(cast: Cast, refused) -> None:
    changes = [["több segítség", "szívességek száma", "0", "10", "füzet"]]

    with refused("contradiction", "contradiction", "contradiction", field="J-2"):
        stages.submit(stages.draft(cast, answers={"E3": changes}), cast)


def test_a_revised_programme_is_refused_where_it_is_wrong_or_lacks_what_was_there(cast: Cast) -> None:
    case = a_case(S.RETURNED_FOR_REVISION, cast=cast)
    version = submitting.version_to_write(case)
    version.answers = {**version.answers, "E1": "", "D4": 100_001, "G7a": 99, "G7b": 9}

    with pytest.raises(Refused) as wrong:
        stages.resubmit(case, cast)

    assert [(refusal.code, refusal.field) for refusal in wrong.value.refusals] == [
        ("answer_wrong", "D4"), ("field_missing", "E1"), ("contradiction", "G7a"),
    ]  # fmt: skip
    assert (case.state, version.frozen_at) == (S.RETURNED_FOR_REVISION, None)


def test_declarations_are_made_by_name(cast: Cast, refused) -> None:
    with refused("signatory_missing", field="signatory"):
        submitting.submit(stages.draft(cast), by=cast.representative, declarations=stages.DECLARED, signatory=" ")


def test_no_answer_can_be_slipped_in_among_the_declarations(cast: Cast) -> None:
    case = stages.draft(cast)
    aim = case.version.answers["E1"]

    submitting.submit(
        case, by=cast.representative, declarations=[*stages.DECLARED, "E1", "B99"], signatory="Minta Anna"
    )

    assert case.version.answers["E1"] == aim
    assert "B99" not in case.version.answers


def test_an_annex_that_is_required_must_be_attached(cast: Cast, refused) -> None:
    case = stages.draft(cast)
    annex = db.session.scalars(select(Attachment).where(Attachment.kind == "M4")).one()
    attaching.detach(annex, by=cast.staff)
    db.session.flush()

    with refused("field_missing", field="M4"):
        stages.submit(case, cast)


def test_what_came_on_paper_is_recorded_word_for_word_and_counts_from_the_day_it_came(cast: Cast) -> None:
    answers = a_paper_submission()

    case, event = stages.record(cast, answers=answers, arrived_on=date(2026, 9, 14), sender="Minta Egyesület")

    assert event == SubmissionRecorded(
        case_id=case.id,
        by_id=cast.officer.id,
        title=answers["B1"],
        case_number="AKR/1/2026",
        sender="Minta Egyesület",
        arrived_on="2026-09-14",
    )
    assert (case.state, case.arrival, case.sender) == (S.SUBMITTED, Arrival.PAPER, "Minta Egyesület")
    assert case.version.answers == answers
    assert case.version.recorded
    assert case.version.fingerprint == fingerprint(answers)
    assert {(d.code, d.due_on) for d in case.deadlines} == {("H01", date(2026, 9, 15)), ("H02", date(2026, 9, 28))}
    assert [(d.number, d.sender, d.on) for d in case.documents] == [
        ("AKR/1-1/2026", "Minta Egyesület", date(2026, 9, 14))
    ]
    source = db.session.scalars(select(Attachment)).one()
    assert (source.kind, source.file_name) == ("source", "beadvany.pdf")


def test_an_e_mail_is_recorded_too_and_an_old_one_keeps_the_year_in_which_it_came(cast: Cast) -> None:
    with time_machine.travel(TUESDAY.replace(year=2027, month=1, day=4), tick=False):
        case, _ = stages.record(cast, arrival=Arrival.E_MAIL, arrived_on=date(2026, 12, 30))

    assert (case.arrival, case.number, case.programme.number) == (Arrival.E_MAIL, "AKR/1/2026", "RP-2026-0001")


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"arrived_on": date(2026, 9, 16)}, "arrived_on_wrong", "arrived_on"),
        ({"arrived_on": None}, "arrived_on_wrong", "arrived_on"),
        ({"source": None}, "source_missing", "source"),
        ({"sender": ""}, "sender_missing", "sender"),
        ({"title": " "}, "title_missing", "title"),
    ],
)
def test_recording_asks_for_sender_day_of_arrival_and_the_scan(cast: Cast, refused, change, code, field) -> None:
    with refused(code, field=field):
        stages.record(cast, **change)


def test_the_applicant_cannot_record_for_oneself(cast: Cast) -> None:
    with pytest.raises(NotYours):
        stages.record(cast, by=cast.representative)


def test_a_programme_has_one_open_case_at_a_time(cast: Cast) -> None:
    case = a_case(S.SUBMITTED, cast=cast)
    db.session.add(
        Case(
            programme=case.programme,
            version=case.version,
            state=S.DRAFT,
            step_count=0,
            document_count=0,
            arrival=Arrival.ONLINE,
            created_at=now(),
            created_by_id=cast.staff.id,
        )
    )

    with pytest.raises(IntegrityError):
        db.session.flush()


def test_the_numbers_of_a_year_begin_again_at_one(cast: Cast) -> None:
    with time_machine.travel(TUESDAY.replace(month=12, day=31), tick=False):
        old = a_case(S.SUBMITTED, cast=cast)
    with time_machine.travel(TUESDAY.replace(year=2027, month=1, day=4), tick=False):
        new = a_case(S.SUBMITTED, cast=cast)

    assert (old.number, new.number) == ("AKR/1/2026", "AKR/1/2027")


# The revised programme


def test_a_revised_programme_is_version_2_and_is_reviewed_anew_by_the_same_experts(cast: Cast) -> None:
    case = a_case(S.RETURNED_FOR_REVISION, cast=cast)
    first = case.version
    version = submitting.version_to_write(case)
    drafting.write_answers(case, version, {"G3": "Átdolgozott módszertan."}, by=cast.staff)

    event = stages.resubmit(case, cast)

    assert (event.version, case.version.number, case.state) == ("2.0", "2.0", S.UNDER_FORMAL_CHECK)
    assert first.answers["G3"] != case.version.answers["G3"] == "Átdolgozott módszertan."
    assert case.version.fingerprint == fingerprint(case.version.answers)
    assert all(point.answer.startswith("Átdolgoztuk") for point in case.decision.points)
    stages.accept(case, cast)
    stages.invite(case, cast)
    assert (case.review_round, len(case.current_assignments), len(case.assignments)) == (2, 3, 6)
    stages.accept_all(case, cast)
    stages.review(case, cast, Outcome.ACCREDITED)
    stages.send_assessment(case, cast)
    assert [assessment.result for assessment in case.assessments] == ["R3", "R1"]
    stages.waive_remarks(case, cast)
    stages.put_on_agenda(case, cast)
    with time_machine.travel(now() + timedelta(days=30), tick=False):
        stages.resolve(case, cast, Outcome.ACCREDITED)
        stages.certify(case, cast)
        stages.issue(case, cast)
    assert case.state == S.ACCREDITED


def test_each_revision_task_must_be_answered(cast: Cast, refused) -> None:
    case = a_case(S.RETURNED_FOR_REVISION, cast=cast)
    tasks = stages.tasks_of(case)
    assert len(tasks) > 1
    del tasks[1]

    with refused("task_unanswered", field="item_1"):
        submitting.resubmit(case, by=cast.representative, answers=tasks)


def test_after_180_days_no_revision_is_taken_and_the_case_is_terminated(cast: Cast, refused) -> None:
    case = a_case(S.RETURNED_FOR_REVISION, cast=cast)
    last = case.deadline("H22").due_on
    assert last == date(2027, 3, 16)  # the 180th day is 14 March, a Sunday, and the 15th is a holiday

    late_evening = TUESDAY.replace(year=2027, month=3, day=16, hour=23)
    with time_machine.travel(late_evening, tick=False), refused("revision_not_late"):
        checking.terminate_unrevised(case, by=cast.head)
    with time_machine.travel(TUESDAY.replace(year=2027, month=3, day=17), tick=False):
        with refused("revision_late"):
            stages.resubmit(case, cast)
        checking.terminate_unrevised(case, by=cast.head)

    assert case.state == S.TERMINATED
    assert case.deadline("H22").state == DeadlineState.MISSED


# Withdrawal


def test_withdrawing_during_the_review_relieves_the_experts_and_tells_everybody_at_work(cast: Cast) -> None:
    case = a_case(S.UNDER_EXPERT_REVIEW, cast=cast)

    event = submitting.withdraw(case, by=cast.representative, statement="Elfogyott a forrásunk.")

    assert event == Withdrawn(
        case_id=case.id,
        by_id=cast.representative.id,
        title=case.title,
        case_number=case.number,
        statement="Elfogyott a forrásunk.",
        assigned_ids=sorted([cast.officer.id, cast.expert_a.user_id, cast.expert_b.user_id]),
    )
    assert {(row.part, row.state) for row in case.assignments} == {
        (AssignmentPart.REVIEWER, AssignmentState.RELEASED),
        (AssignmentPart.RESERVE, AssignmentState.STANDBY),
    }


def test_an_expert_of_a_withdrawn_case_can_neither_read_nor_write(cast: Cast, refused) -> None:
    case = a_case(S.UNDER_EXPERT_REVIEW, cast=cast)
    review = stages.assignment_of(case, cast.expert_a).review
    submitting.withdraw(case, by=cast.representative, statement="Visszalépünk.")

    with refused("wrong_state"):
        stages.write(review, "333333333")


def test_a_case_withdrawn_from_the_agenda_does_not_keep_the_meeting_from_closing(cast: Cast) -> None:
    case = a_case(S.ON_THE_AGENDA, cast=cast)
    submitting.withdraw(case, by=cast.representative, statement="Visszalépünk.")

    with time_machine.travel(now() + timedelta(days=30), tick=False):
        meeting = convening.open_meeting(case.agenda_item.meeting, by=cast.chair)
        convening.close_meeting(meeting, by=cast.chair)

    assert (case.agenda_item.stage, meeting.state) == (ItemStage.TAKEN_OFF, MeetingState.CLOSED)


def test_a_vote_on_a_case_that_is_withdrawn_meanwhile_comes_to_nothing(cast: Cast, refused) -> None:
    case = a_case(S.ON_THE_AGENDA, cast=cast)
    with time_machine.travel(now() + timedelta(days=30), tick=False):
        stages.open_meeting(case, cast)
        proposal = stages.propose(case, cast, Outcome.ACCREDITED_WITH_CONDITIONS)
        submitting.withdraw(case, by=cast.representative, statement="Visszalépünk.")

        with refused("wrong_state"):
            stages.cast_votes(proposal, cast, "Y")
        with refused("wrong_state"):
            voting.close_vote(proposal, by=cast.chair)


def test_a_withdrawal_needs_a_statement(cast: Cast, refused) -> None:
    with refused("statement_missing", field="statement"):
        submitting.withdraw(a_case(cast=cast), by=cast.representative, statement="  ")


def test_a_review_that_was_closed_stays_done_when_the_case_is_withdrawn(cast: Cast) -> None:
    case = a_case(S.UNDER_EXPERT_REVIEW, cast=cast)
    stages.close(case, cast.expert_a, "444444444")

    event = submitting.withdraw(case, by=cast.representative, statement="Visszalépünk.")

    assert [row.state for row in case.assignments[:2]] == [AssignmentState.ACCEPTED, AssignmentState.RELEASED]
    assert cast.expert_a.user_id in event.assigned_ids


def test_the_experts_of_an_earlier_round_have_nothing_to_do_with_a_withdrawal(cast: Cast) -> None:
    case = a_case(S.RETURNED_FOR_REVISION, cast=cast)
    stages.resubmit(case, cast)

    event = submitting.withdraw(case, by=cast.representative, statement="Visszalépünk.")

    assert event.assigned_ids == [cast.officer.id]
    assert [row.state for row in case.assignments[:2]] == [AssignmentState.ACCEPTED] * 2
