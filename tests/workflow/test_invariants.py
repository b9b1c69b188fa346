"""What may never happen (procedure rules, the end of 4.5), whatever people try in whatever order, days passing between.

Several cases of the same people are moved on, and meddled with by anybody, at random; after every act the invariants
are looked up in the database.  An act may be refused; it may not fail.
"""

import json
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import time_machine
from flask import Flask
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import func, select

from models.case import Case, Step
from models.db import db
from models.deadline import Deadline
from models.decision import Decision
from models.document import Document
from models.expert import Assignment
from models.meeting import AgendaItem, Ballot, Exclusion, Meeting, Proposal
from models.programme import Accreditation, Certificate, Programme, Version
from models.review import Review
from models.setting import DayKind, NumberSeries
from models.states import (
    CURRENT_ACCREDITATION,
    AssignmentState,
    CaseState,
    DeadlineState,
    MeetingState,
)
from tests.cast import the_people
from tests.factories import a_case
from tests.stages import TUESDAY
from tests.workflow.meddling import MEDDLING, RIGHT, go_on
from workflow.acts import (
    deciding,
)
from workflow.acts.calendar_keeping import move_day
from workflow.application import fingerprint
from workflow.clock import day_of, today
from workflow.engine import NotYours
from workflow.notices.jobs import OVERDUE
from workflow.permissions import may_read_agenda_papers, may_read_application
from workflow.refusals import Refused
from workflow.transitions import TRANSITIONS

S = CaseState
#: The calendar ends in 2030, and a revision may take half a year.
LAST_DAY = date(2029, 3, 1)
BEGINNINGS = st.sampled_from(
    [
        S.DRAFT, S.COMPLETION_RECEIVED, S.EXPERTS_BEING_INVITED, S.UNDER_EXPERT_REVIEW, S.CONSOLIDATION,
        S.ON_THE_AGENDA, S.DECISION_BEING_ISSUED, S.RETURNED_FOR_REVISION,
    ]
)  # fmt: skip
PEOPLE = st.sampled_from(
    [
        "representative", "staff", "stranger", "officer", "head", "president", "chair", "member", "expert_a",
        "expert_b", "reserve", "control", "administrator", "certifier", "secretary",
    ]
)  # fmt: skip


class Procedure(RuleBasedStateMachine):
    """A few cases, and everybody."""

    app: Flask

    @initialize(states=st.lists(BEGINNINGS, min_size=2, max_size=3))
    def begin(self, states: list[CaseState]) -> None:
        self.context = self.app.app_context()
        self.context.push()
        self.clock = time_machine.travel(TUESDAY, tick=False)
        self.traveller = self.clock.start()
        self.cast = the_people()
        for expert in self.cast.experts:
            expert.appointed_to, expert.trained_on = date(2030, 12, 31), LAST_DAY
        self.cases = [a_case(state, cast=self.cast) for state in states]
        self.frozen: dict[int, str] = {}
        self.told: dict[int, date] = {}
        self.owners: dict[str, tuple[str, int]] = {}

    def teardown(self) -> None:
        if hasattr(self, "context"):
            db.session.rollback()
            self.clock.stop()
            self.context.pop()

    def attempt(self, act: Callable[[], object]) -> None:
        """As a request would: all of it, or nothing where it is refused."""
        point = db.session.begin_nested()
        try:
            act()
            db.session.flush()
        except (Refused, NotYours):
            db.session.expire_all()
            point.rollback()
            db.session.expire_all()
        else:
            point.commit()

    @rule(data=st.data(), which=st.integers(0, 2), steps=st.integers(1, 4))
    def goes_on(self, data: st.DataObject, which: int, steps: int) -> None:
        case = self.cases[which % len(self.cases)]
        for _ in range(steps):
            item = case.agenda_item
            if case.state == S.ON_THE_AGENDA and day_of(item.meeting.starts_at) > today():
                self.traveller.move_to(item.meeting.starts_at)
            self.attempt(lambda: go_on(case, self.cast, data.draw))

    @rule(data=st.data(), which=st.integers(0, 2), act=st.sampled_from(MEDDLING), part=PEOPLE, own=st.booleans())
    def is_meddled_with(self, data: st.DataObject, which: int, act: Any, part: str, own: bool) -> None:
        case = self.cases[which % len(self.cases)]
        people = self.cast.by_part
        for by in {part, *(RIGHT.get(act, ()) if own else ())}:
            self.attempt(lambda by=by: act(case, self.cast, people[by], data.draw))

    @rule(days=st.sampled_from([1, 3, 10, 30, 60]), moved=st.sampled_from([None, None, *DayKind]))
    def days_pass(self, days: int, moved: DayKind | None) -> None:
        if moved is not None:
            day = today() + timedelta(days=days)
            self.attempt(lambda: move_day(day, by=self.cast.head, kind=moved, source="rendelet"))
        if today() + timedelta(days=days) < LAST_DAY:
            self.traveller.shift(timedelta(days=days))

    @rule()
    def the_clock_strikes(self) -> None:
        for overdue, act in OVERDUE:
            for number in overdue():
                self.attempt(lambda act=act, number=number: list(act(number)))

    @invariant()
    def nothing_forbidden_has_happened(self) -> None:
        if hasattr(self, "cases"):
            db.session.flush()
            for check in (history, versions, decisions, conflicts, accreditations, numbers, deadlines):
                check(self)


def rows(query: Any) -> Sequence[Any]:
    """Each row once, as it is now."""
    return db.session.scalars(query).unique().all()


def history(machine: Procedure) -> None:
    """Every case stands where its history ends, and got there by rows of the table alone."""
    for case in rows(select(Case)):
        steps = rows(select(Step).where(Step.case_id == case.id).order_by(Step.ordinal))
        assert [step.ordinal for step in steps] == list(range(1, case.step_count + 1))
        assert steps[-1].to_state == case.state
        for before, step in zip([None, *steps], steps, strict=False):
            row = TRANSITIONS[step.name]
            assert step.from_state == (before.to_state if before else None)
            assert (step.from_state in row.from_) if before else not row.from_
            assert (step.transition, step.to_state) == (row.code, row.to)


def versions(machine: Procedure) -> None:
    """A submitted version never changes."""
    for version in rows(select(Version).where(Version.frozen_at.is_not(None))):
        now = json.dumps([version.fingerprint, version.answers], sort_keys=True)
        assert machine.frozen.setdefault(version.id, now) == now
        assert version.fingerprint == fingerprint(version.answers)


def decisions(machine: Procedure) -> None:
    """No case is decided without two closed reviews of its round, nor issued but on certified minutes."""
    for decision in rows(select(Decision).where(Decision.sent_back_at.is_(None))):
        counted = db.session.scalar(
            select(func.count())
            .select_from(Review)
            .join(Assignment)
            .where(
                Assignment.case_id == decision.case_id,
                Assignment.state == AssignmentState.ACCEPTED,
                Review.closed_at.is_not(None),
                Review.voided_at.is_(None),
            )
        )
        assert counted >= 2
        meeting = db.session.scalar(
            select(Meeting).join(AgendaItem).join(Proposal).where(Proposal.id == decision.proposal_id)
        )
        assert decision.issued_at is None or meeting.state == MeetingState.CERTIFIED
        assert decision.proposal.carried


def conflicts(machine: Procedure) -> None:
    """Nobody with a declared conflict sees the papers or votes."""
    for exclusion in rows(select(Exclusion)):
        item = exclusion.item
        voted = select(Ballot.id).join(Proposal).where(
            Proposal.item_id == item.id, Ballot.member_id == exclusion.member_id
        )  # fmt: skip
        assert db.session.scalars(voted).all() == []
        others = [other for other in item.case.agenda_items if other is not item]
        assert others or not may_read_agenda_papers(exclusion.member, item.case)
    for row in rows(select(Assignment).where(Assignment.state == AssignmentState.CONFLICTED)):
        again = [a for a in row.case.assignments if a.expert_id == row.expert_id and a is not row]
        assert again or not may_read_application(row.expert.user, row.case)


def accreditations(machine: Procedure) -> None:
    """One current accreditation a programme, each with its issued, positive decision and one certificate."""
    current = rows(select(Accreditation).where(Accreditation.status.in_(CURRENT_ACCREDITATION)))
    assert len({row.programme_id for row in current}) == len(current)
    for row in current:
        case = db.session.get(Case, row.case_id)
        assert case.decision.outcome in deciding.POSITIVE
        assert (case.decision.issued_at is not None, case.state.value) == (True, case.decision.outcome.value)
        assert len(row.certificates) == 1


def numbers(machine: Procedure) -> None:
    """No number is used twice, changes hands, or is missing in its row."""
    for kind, column, owner in (
        ("case", Case.number, Case.id),
        ("programme", Programme.number, Programme.id),
        ("document", Document.number, Document.id),
        ("meeting", Meeting.number, Meeting.id),
        ("resolution", Decision.resolution_number, Decision.id),
        ("accreditation", Accreditation.number, Accreditation.id),
        ("certificate", Certificate.number, Certificate.id),
    ):
        for number, id in db.session.execute(select(column, owner).where(column.is_not(None))):
            assert machine.owners.setdefault(f"{kind} {number}", (kind, id)) == (kind, id)
    used = {
        "AKR": Case.number, "RP": Programme.number, "RPA": Accreditation.number, "OFM": Decision.resolution_number,
        "OFM-meeting": Meeting.number,
    }  # fmt: skip
    for series, column in used.items():
        given = db.session.scalar(select(func.count()).where(column.is_not(None)))
        assert given == (
            db.session.scalar(select(func.sum(NumberSeries.last)).where(NumberSeries.series == series)) or 0
        )


def deadlines(machine: Procedure) -> None:
    """What was told is never shortened."""
    for deadline in rows(select(Deadline)):
        if deadline.code in TOLD:
            assert machine.told.get(deadline.id, deadline.due_on) <= deadline.due_on
            machine.told[deadline.id] = deadline.due_on
        assert deadline.ended_at is None or deadline.state not in {DeadlineState.RUNNING, DeadlineState.STOPPED}


#: The deadlines of people outside the office: whoever has one has been told its day.
TOLD = {"H03", "H06", "H07", "H10", "H12", "H17", "H20", "H22", "H33"}


def test_no_sequence_of_acts_breaks_what_may_never_happen(application: Flask) -> None:
    Procedure.app = application
    # The same ways in the same order on both: the shorter list on PostgreSQL, whose answers take three times as long.
    with application.app_context():
        examples = 25 if db.engine.dialect.name == "sqlite" else 8
    bounded = settings(
        max_examples=examples, stateful_step_count=25, deadline=None, derandomize=True, report_multiple_bugs=False
    )

    run_state_machine_as_test(Procedure, settings=bounded)
