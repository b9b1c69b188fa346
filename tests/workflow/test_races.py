"""Eight at once: of every step one happens, the others are told so, and no number is lost or given twice.

Runs on the database of the day, SQLite or PostgreSQL, with a connection and a session for each racer.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from models.case import Case, Step
from models.db import db
from models.document import Document
from models.meeting import AgendaItem, Ballot, Meeting, Proposal
from models.outbox import EventRow
from models.programme import Accreditation, Certificate, Programme, Version
from models.review import Review
from models.setting import NumberSeries
from models.states import CaseState, Choice, Outcome
from tests import stages
from tests.cast import Cast, Recalled, the_people
from tests.conftest import empty_tables
from tests.factories import LISTED, RESOLVED, a_case, play
from tests.ready import READY, a_case_ready_for, issue_by
from tests.stages import TUESDAY
from workflow.acts import agenda_keeping, inviting, reviewing, submitting, voting
from workflow.acts.drafting import AlreadyOpened
from workflow.engine import NotYours
from workflow.events import Event
from workflow.notices import announce
from workflow.refusals import Refused
from workflow.transitions import TRANSITIONS

RACERS = 8
WON, LOST = "won", "lost"
Act = Callable[[Case | None, Any], Any]


@pytest.fixture(scope="module", autouse=True)
def still() -> Iterator[None]:
    with time_machine.travel(TUESDAY, tick=False):
        yield


@pytest.fixture(scope="module")
def world(application: Flask, still: None) -> Iterator[tuple[Flask, Cast]]:
    """The people, committed."""
    with application.app_context():
        cast = the_people()
        for expert in cast.experts:
            expert.parallel_limit = expert.yearly_limit = 1000
        db.session.commit()
        yield application, cast
        db.session.rollback()
        empty_tables()


def race(app: Flask, cast: Cast, lanes: list[tuple[int | None, Act]]) -> list[str]:
    """Let all lanes start together, each in a session of its own; what became of each."""
    people, start = Recalled(cast), Barrier(len(lanes), timeout=30)
    sharp = db.engine.dialect.name == "postgresql"
    db.session.rollback()  # who only looks on holds no lock

    def run(lane: tuple[int | None, Act]) -> str:
        case_id, act = lane
        with app.app_context():
            if sharp:  # everybody has read the case as it stood before
                case = db.session.get(Case, case_id) if case_id else None
                start.wait()
            else:  # there, whoever begins to write waits for the others first
                start.wait()
                case = db.session.get(Case, case_id) if case_id else None
            if case is None and case_id:
                return LOST  # discarded: there is no such page any more
            try:
                announce(*events_in(act(case, people)))
            except (Refused, NotYours, AlreadyOpened):
                db.session.rollback()
                return LOST
            return WON

    with ThreadPoolExecutor(len(lanes)) as pool:
        return list(pool.map(run, lanes))


def events_in(result: Any) -> list[Event]:
    parts = result if isinstance(result, list | tuple) else [result]
    return [part for part in parts if isinstance(part, Event)]


def anew() -> None:
    """See what the racers left."""
    db.session.rollback()
    db.session.expire_all()


@pytest.mark.parametrize("name", READY)
def test_of_eight_who_take_one_step_at_once_one_takes_it(world: tuple[Flask, Cast], name: str) -> None:
    app, cast = world
    ready, row = a_case_ready_for(name, cast=cast), TRANSITIONS[name]
    case_id = ready.case.id if ready.case else None
    steps = ready.case.step_count if ready.case else 0
    told = Counter(db.session.scalars(select(EventRow.name)))
    cases = db.session.scalar(select(func.count()).select_from(Case))
    db.session.commit()

    ended = race(app, cast, [(case_id, lambda case, people: ready.step(case, people, ready.who(people)))] * RACERS)

    anew()
    assert Counter(ended) == {WON: 1, LOST: RACERS - 1}
    events = Counter(db.session.scalars(select(EventRow.name)))
    assert (events - told)[row.event.__name__] == 1
    cases_now = db.session.scalar(select(func.count()).select_from(Case))
    if row.to is None:
        assert (db.session.get(Case, case_id), cases_now) == (None, cases - 1)
        return
    if case_id is None:
        assert cases_now == cases + 1
        case_id = db.session.scalar(select(func.max(Case.id)))
    case = db.session.get(Case, case_id)
    assert (case.state, case.step_count) == (row.to, steps + 1)
    ordinals = db.session.scalars(select(Step.ordinal).where(Step.case_id == case_id).order_by(Step.ordinal)).all()
    assert ordinals == list(range(1, steps + 2))
    papers = db.session.scalars(select(Document.subnumber).where(Document.case_id == case_id).order_by(Document.id))
    assert papers.all() == list(range(1, case.document_count + 1))


def test_two_experts_who_accept_at_once_begin_one_review(world: tuple[Flask, Cast]) -> None:
    app, cast = world
    case = a_case(CaseState.EXPERTS_BEING_INVITED, cast=cast)
    db.session.commit()

    def accept(part: str) -> tuple[int, Act]:
        return case.id, lambda its, people: stages.accept_invitation(its, getattr(people, part))

    ended = race(app, cast, [accept("expert_a"), accept("expert_b")])

    anew()
    assert ended == [WON, WON]
    assert (case.state, [step.transition for step in case.steps].count("T15")) == (CaseState.UNDER_EXPERT_REVIEW, 1)


def test_two_experts_who_close_at_once_are_both_counted(world: tuple[Flask, Cast]) -> None:
    app, cast = world
    case = a_case(CaseState.UNDER_EXPERT_REVIEW, cast=cast)
    for assignment, grades in zip(case.current_assignments, stages.GRADES[Outcome.ACCREDITED], strict=False):
        stages.write(assignment.review, grades)
    db.session.commit()

    def close(part: str) -> tuple[int, Act]:
        def act(its: Case | None, people: Any) -> Any:
            expert = getattr(people, part)
            words = stages.SIGNED["conflict_of_interest"]
            return reviewing.close_review(stages.assignment_of(its, expert).review, by=expert.user, declaration=words)

        return case.id, act

    ended = race(app, cast, [close("expert_a"), close("expert_b")])

    anew()
    assert ended == [WON, WON]
    assert (case.state, [step.transition for step in case.steps].count("T19")) == (CaseState.CONSOLIDATION, 1)


def test_two_experts_who_decline_at_once_call_one_reserve(world: tuple[Flask, Cast]) -> None:
    app, cast = world
    case = a_case(CaseState.EXPERTS_BEING_INVITED, cast=cast)
    db.session.commit()

    def decline(part: str) -> tuple[int, Act]:
        def act(its: Case | None, people: Any) -> Any:
            expert = getattr(people, part)
            return inviting.decline_invitation(stages.assignment_of(its, expert), by=expert.user, code="declined")

        return case.id, act

    ended = race(app, cast, [decline("expert_a"), decline("expert_b")])

    anew()
    assert ended == [WON, WON]
    assert [assignment.state.value for assignment in case.current_assignments] == ["declined", "declined", "invited"]
    assert [step.transition for step in case.steps].count("T14") == 2


def test_members_vote_at_once_and_every_vote_counts_once(world: tuple[Flask, Cast]) -> None:
    app, cast = world
    case = play(LISTED, cast=cast, outcome=Outcome.ACCREDITED_WITH_CONDITIONS)
    with time_machine.travel(TUESDAY.replace(month=10, day=15), tick=False):
        stages.open_meeting(case, cast)
        proposal_id = stages.propose(case, cast, Outcome.ACCREDITED_WITH_CONDITIONS).id
        db.session.commit()

        def vote(nth: int) -> tuple[int, Act]:
            def act(its: Case | None, people: Any) -> Any:
                return voting.cast(db.session.get(Proposal, proposal_id), by=people.members[nth], choice=Choice.YES)

            return case.id, act

        ended = race(app, cast, [vote(nth // 2) for nth in range(RACERS)])  # everybody clicks twice

    anew()
    assert Counter(ended) == {WON: 4, LOST: 4}
    voters = db.session.scalars(select(Ballot.member_id).where(Ballot.proposal_id == proposal_id)).all()
    assert sorted(voters) == sorted(member.id for member in cast.members[:4])


def test_a_withdrawal_and_a_resolution_at_once_are_one_or_the_other(world: tuple[Flask, Cast]) -> None:
    app, cast = world
    ready = a_case_ready_for("resolve", cast=cast)
    case = ready.case
    db.session.commit()

    def withdraw(its: Case | None, people: Any) -> Any:
        return submitting.withdraw(its, by=people.representative, statement="Visszalépünk.")

    def resolve(its: Case | None, people: Any) -> Any:
        return ready.step(its, people, people.chair)

    ended = race(app, cast, [(case.id, act) for act in (withdraw, resolve) * 4])

    anew()
    assert Counter(ended) == {WON: 1, LOST: 7}
    assert case.state in {CaseState.WITHDRAWN_BY_APPLICANT, CaseState.DECISION_BEING_ISSUED}


def test_cases_that_are_listed_at_once_for_one_meeting_get_places_of_their_own(world: tuple[Flask, Cast]) -> None:
    app, cast = world
    cases = [a_case(CaseState.WAITING_FOR_A_MEETING, cast=cast) for _ in range(4)]
    meeting_id = stages.meeting_in(cast).id
    db.session.commit()

    def put(its: Case | None, people: Any) -> Any:
        meeting = db.session.get(Meeting, meeting_id)
        return agenda_keeping.put_on_agenda(its, by=people.head, meeting=meeting, rapporteur=people.members[1])

    ended = race(app, cast, [(case.id, put) for case in cases])

    anew()
    assert ended == [WON] * 4
    places = db.session.scalars(select(AgendaItem.ordinal).where(AgendaItem.meeting_id == meeting_id))
    assert sorted(places) == [1, 2, 3, 4]


def test_many_cases_that_move_at_once_get_numbers_in_a_row(world: tuple[Flask, Cast]) -> None:
    app, cast = world
    drafts = [stages.draft(cast) for _ in range(RACERS)]
    way = (*RESOLVED, (1, stages.certify))
    decided = [play(way, cast=cast, outcome=Outcome.ACCREDITED) for _ in range(4)]
    db.session.commit()

    submitted = race(app, cast, [(case.id, stages.submit) for case in drafts])
    issued = race(app, cast, [(case.id, lambda its, people: issue_by(its, people.president)) for case in decided])

    anew()
    assert (submitted, issued) == ([WON] * RACERS, [WON] * 4)
    numbers = sorted(int(case.number.split("/")[1]) for case in drafts)
    assert numbers == list(range(numbers[0], numbers[0] + RACERS))
    certificates = sorted(int(case.accreditation.number[-4:]) for case in decided)
    assert certificates == list(range(certificates[0], certificates[0] + 4))


def test_after_all_these_races_no_number_is_missing_and_none_was_given_twice(world: tuple[Flask, Cast]) -> None:
    last = {
        (row.series, row.year): row.last for row in db.session.scalars(select(NumberSeries).order_by(NumberSeries.id))
    }
    given = {
        "AKR": [number.split("/")[1::] for number in db.session.scalars(select(Case.number)) if number],
        "RP": [number.split("-")[:0:-1] for number in db.session.scalars(select(Programme.number)) if number],
        "RPA": [number.split("/")[:0:-1] for number in db.session.scalars(select(Accreditation.number))],
        "OFM-meeting": [number.split("/") for number in db.session.scalars(select(Meeting.number))],
    }

    for series, numbers in given.items():
        for year in {int(year) for _, year in numbers}:
            found = sorted(int(number) for number, its in numbers if int(its) == year)
            assert found == list(range(1, last[series, year] + 1)), series
    certificates = db.session.scalars(select(Certificate.code)).all()
    assert len(certificates) == len(set(certificates)) == len(given["RPA"])
    # however many of the races were run in this process
    resubmitted = db.session.scalar(select(func.count()).select_from(Step).where(Step.name == "resubmit"))
    revised = db.session.scalar(select(func.count()).select_from(Version).where(Version.number == "2.0"))
    assert resubmitted == revised
    assert db.session.scalar(select(func.count()).where(Review.closed_at.is_not(None), Review.edit < 1)) == 0
