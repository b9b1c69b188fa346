"""What follows by itself when a day passes: letters count as communicated, silence counts as an answer."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import time_machine
from flask import Flask
from sqlalchemy import select

from models.case import Case
from models.db import db
from models.deadline import Deadline
from models.document import Document
from models.expert import Assignment, ExpertProfile
from models.outbox import EventRow, Mail, Notice
from models.review import Assessment, Review
from models.states import AssignmentPart, AssignmentState, CaseState, DeadlineState, Direction, Role
from tests.delivery import a_case, a_person, appoint
from workflow.clock import now
from workflow.notices.jobs import move_on, remind
from workflow.notices.wording import say
from workflow.notices.words import WORDINGS

SENT = datetime(2026, 12, 1, 9, tzinfo=ZoneInfo("Europe/Budapest"))  # a Tuesday; the fifth working day is the 8th


def on(day: int) -> time_machine.travel:
    return time_machine.travel(SENT.replace(day=day))


def a_case_in(state: CaseState, code: str, due_on: date, assignment: Assignment | None = None) -> Case:
    case = a_case(representative=a_person("kepviselo@example.org"))
    case.state = state
    if assignment is not None:
        case.assignments.append(assignment)
        db.session.flush()
    case.deadlines.append(
        Deadline(
            code=code,
            starts_on=SENT.date(),
            due_on=due_on,
            rule_hu="",
            rule_en="",
            assignment_id=assignment.id if assignment else None,
        )
    )
    db.session.commit()
    return case


def a_letter(case: Case, kind: str) -> Document:
    letter = Document(
        subnumber=1,
        number="AKR/1-1/2026",
        direction=Direction.OUTGOING,
        kind=kind,
        subject="",
        on=SENT.date(),
        to_applicant=True,
        sent_at=SENT,
    )
    case.documents.append(letter)
    db.session.commit()
    return letter


def an_assignment(state: AssignmentState) -> Assignment:
    expert = ExpertProfile(
        user=a_person("szakerto@example.org"),
        county_code="01",
        appointed_from=SENT.date(),
        appointed_to=date(2029, 1, 1),
        trained_on=SENT.date(),
    )
    return Assignment(expert=expert, part=AssignmentPart.REVIEWER, state=state, invited_at=SENT)


def told() -> list[tuple[str, str]]:
    asked = select(Notice.code, Mail.address).join(Mail, Mail.notice_id == Notice.id).order_by(Notice.id)
    return [tuple(row) for row in db.session.execute(asked)]


def test_an_unopened_letter_counts_from_the_fifth_working_day_and_moves_its_deadline(app: Flask) -> None:
    case = a_case_in(CaseState.COMPLETION_REQUESTED, "H03", date(2026, 12, 15))
    letter = a_letter(case, "completion_request")

    with on(7):
        move_on()
        assert letter.communicated_on is None
    for day in (8, 9):
        with on(day):
            move_on()

    # ten working days, of which one is Saturday the 12th
    assert (letter.communicated_on, case.deadlines[0].due_on) == (date(2026, 12, 8), date(2026, 12, 21))


def test_an_invitation_without_an_answer_is_declined_once_and_the_head_of_office_is_told(app: Flask) -> None:
    appoint(a_person("iroda@example.org"), Role.HEAD_OF_OFFICE)
    assignment = an_assignment(AssignmentState.INVITED)
    case = a_case_in(CaseState.EXPERTS_BEING_INVITED, "H06", date(2026, 12, 4), assignment)

    for day in (4, 5, 6):
        with on(day):
            move_on()

    assert (assignment.state, case.deadlines[0].state) == (AssignmentState.UNANSWERED, DeadlineState.MISSED)
    assert db.session.scalars(select(EventRow.name)).all() == ["InvitationDeclined"]
    assert told() == [("T14", "iroda@example.org")]


def test_without_remarks_the_case_goes_on_once_and_its_officer_is_told(app: Flask) -> None:
    case = a_case_in(CaseState.WAITING_FOR_APPLICANTS_REMARKS, "H12", date(2026, 12, 8))
    officer = a_person("ugyintezo@example.org")
    case.officer_id = officer.id
    case.assessments.append(
        Assessment(version_id=case.version_id, figures={}, result="R1", sent_at=now(), sent_by_id=officer.id)
    )
    db.session.commit()

    for day in (8, 9, 10):
        with on(day):
            move_on()

    assert (case.state, [remarks.waived for remarks in case.remarks]) == (CaseState.WAITING_FOR_A_MEETING, [True])
    assert told() == [("T22", officer.email)]


def test_a_programme_that_is_not_revised_in_time_ends_once_and_the_applicant_is_told(app: Flask) -> None:
    case = a_case_in(CaseState.RETURNED_FOR_REVISION, "H22", date(2026, 12, 8))

    for day in (8, 9, 10):
        with on(day):
            move_on()

    assert (case.state, [document.kind for document in case.documents]) == (CaseState.TERMINATED, ["termination"])
    assert [(step.name, step.by_id) for step in case.steps] == [("terminate_unrevised", None)]
    assert told() == [("ERT-08", "kepviselo@example.org")]


def test_one_case_that_cannot_go_on_does_not_hold_up_the_others(app: Flask) -> None:
    broken = a_case_in(CaseState.WAITING_FOR_APPLICANTS_REMARKS, "H12", date(2026, 12, 8))  # without an assessment
    invitation = an_assignment(AssignmentState.INVITED)
    broken.assignments.append(invitation)
    broken.deadlines.append(
        Deadline(code="H06", starts_on=SENT.date(), due_on=date(2026, 12, 4), rule_hu="", rule_en="")
    )
    db.session.flush()
    broken.deadlines[-1].assignment_id = invitation.id
    db.session.commit()

    with on(9):
        move_on()

    assert (broken.state, invitation.state) == (
        CaseState.WAITING_FOR_APPLICANTS_REMARKS,
        AssignmentState.UNANSWERED,
    )


def test_an_expert_is_reminded_twice_and_told_with_the_head_of_office_when_late(app: Flask) -> None:
    appoint(a_person("iroda@example.org"), Role.HEAD_OF_OFFICE)
    assignment = an_assignment(AssignmentState.ACCEPTED)
    assignment.review = Review()
    a_case_in(CaseState.UNDER_EXPERT_REVIEW, "H07", date(2026, 12, 10), assignment)

    for days in range(15):
        with time_machine.travel(SENT + timedelta(days=days)):
            remind()

    assert told() == [
        ("ERT-12", "szakerto@example.org"),
        ("ERT-12", "szakerto@example.org"),
        ("ERT-12", "szakerto@example.org"),
        ("ERT-12", "iroda@example.org"),
    ]
    first = db.session.scalars(select(Mail).order_by(Mail.id)).first()
    assert say(WORDINGS[first.template], first.facts, "hu").path == f"/reviews/{assignment.review.id}"
