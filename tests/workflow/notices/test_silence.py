"""Experts who do not answer (H06): the clock counts silence as a refusal, and the reserve steps in by itself."""

from datetime import datetime

import pytest
import time_machine
from sqlalchemy import select

from models.db import db
from models.outbox import Mail, Notice
from models.states import AssignmentPart, AssignmentState, CaseState
from tests import stages
from tests.factories import a_case, the_people
from workflow.acts import inviting
from workflow.clock import BUDAPEST
from workflow.notices import announce
from workflow.notices.jobs import move_on

pytestmark = pytest.mark.usefixtures("tuesday", "saved")
A = AssignmentState


@pytest.fixture
def people():
    people = the_people()
    db.session.commit()
    return people


def on(day, month=9):
    """The clock has come to this day of 2026, and does what is due; twice, as two workers might."""
    with time_machine.travel(datetime(2026, month, day, 6, tzinfo=BUDAPEST), tick=False):
        move_on()
        move_on()


def told_since(number):
    """Who was written to, by notice, after the first `number` letters."""
    asked = select(Notice.code, Mail.address).join(Mail, Mail.notice_id == Notice.id).order_by(Notice.id)
    return [tuple(row) for row in db.session.execute(asked)][number:]


def part_of(case, expert):
    db.session.refresh(case)
    row = stages.assignment_of(case, expert)
    return row.part, row.state


def test_the_reserve_steps_in_for_the_silent_one_and_its_own_silence_counts_too(people):
    case = a_case(CaseState.ACCEPTED_FOR_REVIEW, cast=people)
    announce(stages.invite(case, people), *stages.accept_invitation(case, people.expert_b))
    before = len(told_since(0))

    on(18)  # the third working day after the 15th: there is time until midnight
    assert part_of(case, people.expert_a) == (AssignmentPart.REVIEWER, A.INVITED)
    on(19)

    assert part_of(case, people.expert_a) == (AssignmentPart.REVIEWER, A.UNANSWERED)
    assert part_of(case, people.reserve) == (AssignmentPart.REVIEWER, A.INVITED)
    assert sorted(told_since(before)) == [("ERT-10", people.reserve.user.email), ("T14", people.head.email)]

    before = len(told_since(0))
    on(25)

    assert part_of(case, people.reserve) == (AssignmentPart.REVIEWER, A.UNANSWERED)
    assert told_since(before) == [("T14", people.head.email)]
    assert case.state == CaseState.EXPERTS_BEING_INVITED
    announce(inviting.invite_replacement(case, by=people.head, expert=people.spare))
    announce(*stages.accept_invitation(case, people.spare))
    assert case.state == CaseState.UNDER_EXPERT_REVIEW


def test_two_silent_experts_leave_one_place_to_the_reserve_and_one_to_the_head_of_office(people):
    case = a_case(CaseState.ACCEPTED_FOR_REVIEW, cast=people)
    announce(stages.invite(case, people))

    on(21)

    states = [part_of(case, expert)[1] for expert in (people.expert_a, people.expert_b, people.reserve)]
    assert states == [A.UNANSWERED, A.UNANSWERED, A.INVITED]
    assert inviting.may_invite_replacement(people.head, case)


def test_a_silent_control_expert_is_counted_as_declined_and_another_one_is_asked(people):
    case = a_case(CaseState.UNDER_EXPERT_REVIEW, cast=people)
    announce(*stages.diverge(case, people), stages.call_control(case, people))
    before = len(told_since(0))

    on(19)

    assert part_of(case, people.control) == (AssignmentPart.CONTROL, A.UNANSWERED)
    assert (case.state, told_since(before)) == (CaseState.UNDER_THIRD_REVIEW, [("T14", people.head.email)])
    announce(inviting.invite_replacement(case, by=people.head, expert=people.spare))
    announce(*stages.accept_invitation(case, people.spare))
    announce(*stages.close(case, people.spare, stages.DIVERGING[2]))
    assert case.state == CaseState.CONSOLIDATION
