"""Cases in every state, played by real acts; with the people of `tests.cast` and the stages of `tests.stages`."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import time_machine

from models.case import Case
from models.db import db
from models.states import CaseState, Finding, Outcome
from tests import stages
from tests.cast import (
    Cast,
    a_membership,
    a_person,
    a_relation,
    an_expert,
    an_organisation,
    keys_of,
    the_people,
)
from tests.recall import once
from workflow.acts import checking, drafting, submitting
from workflow.clock import BUDAPEST, now

__all__ = [
    "Cast",
    "a_case",
    "a_membership",
    "a_person",
    "a_relation",
    "an_expert",
    "an_organisation",
    "the_people",
]

S = CaseState
Stage = tuple[int, Callable[..., Any]]

#: The way to a state: after how many days from the stage before, and what is done then.  The draft comes first.
SUBMITTED: tuple[Stage, ...] = ((1, stages.submit),)
CHECKED = (*SUBMITTED, (1, stages.assign))
REQUESTED = (*CHECKED, (1, stages.request_completion))
COMPLETED = (*REQUESTED, (2, stages.complete))
ACCEPTED = (*CHECKED, (2, stages.accept))
INVITED = (*ACCEPTED, (1, stages.invite))
REVIEWED = (*INVITED, (1, stages.accept_all))
CONSOLIDATED = (*REVIEWED, (5, stages.review))
CALLED = (*REVIEWED, (5, stages.diverge), (1, stages.call_control))
SENT = (*CONSOLIDATED, (1, stages.send_assessment))
WAITING = (*SENT, (1, stages.waive_remarks))
LISTED = (*WAITING, (1, stages.put_on_agenda))
RESOLVED = (*LISTED, (30, stages.resolve))
ISSUED = (*RESOLVED, (1, stages.certify), (1, stages.issue))


def _revised(case: Case, cast: Cast) -> None:
    """The method was written anew (G3), and the table of changes answers every task."""
    stages.write_changes(case, cast)
    drafting.write_answers(case, submitting.version_to_write(case), {"G3": "Átdolgozott módszertan."}, by=cast.staff)
    stages.resubmit(case, cast)


#: The revised programme is accepted again; then the same experts are asked and accept.
ACCEPTED_AGAIN = (*ISSUED, (5, _revised), (1, stages.accept))
REVIEWED_AGAIN = (*ACCEPTED_AGAIN, (1, stages.invite), (1, stages.accept_all))


def _rejected(case: Case, cast: Cast) -> None:
    stages.check(case, cast, sign=False, J2=Finding.NOT_MET)
    checking.reject(case, by=cast.head, reason="A program nem közösségfejlesztő jellegű.")


def _withdrawn(case: Case, cast: Cast) -> None:
    submitting.withdraw(case, by=cast.representative, statement="Visszalépünk.")


def _terminated(case: Case, cast: Cast) -> None:
    checking.terminate_unanswered(case, by=cast.head)


WAYS: dict[CaseState, tuple[Stage, ...]] = {
    S.DRAFT: (),
    S.SUBMITTED: SUBMITTED,
    S.UNDER_FORMAL_CHECK: CHECKED,
    S.COMPLETION_REQUESTED: REQUESTED,
    S.COMPLETION_RECEIVED: COMPLETED,
    S.ACCEPTED_FOR_REVIEW: ACCEPTED,
    S.EXPERTS_BEING_INVITED: INVITED,
    S.UNDER_EXPERT_REVIEW: REVIEWED,
    S.UNDER_THIRD_REVIEW: (*CALLED, (1, stages.accept_control)),
    S.CONSOLIDATION: CONSOLIDATED,
    S.WAITING_FOR_APPLICANTS_REMARKS: SENT,
    S.WAITING_FOR_A_MEETING: WAITING,
    S.ON_THE_AGENDA: LISTED,
    S.DECISION_BEING_ISSUED: RESOLVED,
    S.ACCREDITED: ISSUED,
    S.ACCREDITED_WITH_CONDITIONS: ISSUED,
    S.RETURNED_FOR_REVISION: ISSUED,
    S.REFUSED: ISSUED,
    S.REJECTED_ON_FORMAL_GROUNDS: (*CHECKED, (1, _rejected)),
    S.WITHDRAWN_BY_APPLICANT: (*SUBMITTED, (1, _withdrawn)),
    S.TERMINATED: (*REQUESTED, (60, _terminated)),
}
TAKES_OUTCOME = (stages.review, stages.resolve)
#: A stage of a test's own may do more than what it leaves in the database: it is played each time.
OURS = (__name__, stages.__name__)


def a_case(
    state: CaseState = S.SUBMITTED,
    *,
    cast: Cast | None = None,
    outcome: Outcome = Outcome.ACCREDITED_WITH_CONDITIONS,
    title: str = "",
    **answers: Any,
) -> Case:
    """A case in `state`: played by real acts on the days before, the last of them just now.

    `outcome` is what the experts and the workshop come to; a decided `state` says it by itself.
    """
    cast = cast or the_people()
    if state in list(Outcome):
        outcome = Outcome(state.value)
    return play(WAYS[state], cast=cast, outcome=outcome, title=title, answers=answers)


def play(way: tuple[Stage, ...], *, cast: Cast, outcome: Outcome, title: str = "", answers: Any = None) -> Case:
    """A draft, and then stage by stage as the days pass; ends now.  From the same beginning once in a process.

    Days are those of Budapest: counted in UTC, a meeting thirty days ahead is early by an hour once summer time ends.
    """
    if not all(stage.__module__ in OURS for _, stage in way):
        return _play(way, cast, outcome, title, answers)
    return once(
        (way, outcome, title, repr(answers), repr(keys_of(cast))),
        lambda: _play(way, cast, outcome, title, answers),
        mark=lambda case: case.id,
        find=lambda id: db.session.get_one(Case, id),
    )


def _play(way: tuple[Stage, ...], cast: Cast, outcome: Outcome, title: str, answers: Any) -> Case:
    moment = now().astimezone(BUDAPEST) - timedelta(days=sum(days for days, _ in way))
    with time_machine.travel(moment, tick=False):
        case = stages.draft(cast, title=title, answers=answers)
    for days, stage in way:
        moment += timedelta(days=days)
        with time_machine.travel(moment, tick=False):
            stage(case, cast, **({"outcome": outcome} if stage in TAKES_OUTCOME else {}))
            db.session.flush()
    return case
