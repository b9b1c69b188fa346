"""The way of a case, stage by stage: each function plays real acts by the right people."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from models.case import Case
from models.db import db
from models.expert import Assignment, Clarification, ExpertProfile
from models.meeting import AgendaItem, Meeting, Proposal
from models.review import Review
from models.states import (
    Arrival,
    AssignmentPart,
    AssignmentState,
    CaseState,
    Choice,
    Finding,
    ItemKind,
    ItemState,
    Outcome,
    Presence,
)
from tests.cast import Cast
from tests.criteria import CRITERIA, ELIGIBILITY
from workflow.acts import (
    agenda_keeping,
    attaching,
    carrying,
    changing,
    checking,
    completing,
    consolidating,
    convening,
    deciding,
    drafting,
    excusing,
    inviting,
    requesting,
    reviewing,
    submitting,
    voting,
)
from workflow.application.samples import a_complete_application, a_paper_submission
from workflow.clock import BUDAPEST, today
from workflow.events import Event
from workflow.labels import label
from workflow.scoring import assess
from workflow.text import Text
from workflow.voting import OUTCOMES

#: A working Tuesday in the middle of nothing.
TUESDAY = datetime(2026, 9, 15, 10, tzinfo=BUDAPEST)
#: Whatever the applicant may declare.
DECLARED = tuple(f"N{number}" for number in range(1, 11))
SIGNED = {
    "conflict_of_interest": Text("Kizáró ok velem szemben nem áll fenn.", "No ground excludes me."),
    "confidentiality": Text("A megismerteket megőrzöm.", "I keep what I learn to myself."),
}
#: The rule results of two (or three) reviews, by what they lead to; the examples of the procedure rules, 5.6.
GRADES: Mapping[Outcome, Sequence[str]] = {
    Outcome.ACCREDITED: ("544444444", "444345444"),
    Outcome.ACCREDITED_WITH_CONDITIONS: ("443344343", "434334344"),
    Outcome.RETURNED_FOR_REVISION: ("433333233", "332233232"),
    Outcome.REFUSED: ("222222222", "101112111"),
}
DIVERGING = ("554444344", "333333332", "444444344")
LONG = "Részletes, bizonyítékokra hivatkozó indokolás, ahogyan az eljárási szabályok kérik. " * 3

_titles = count(1)


def token() -> str:
    """The one-time mark of a form."""
    return uuid4().hex


def a_file(name: str = "irat.pdf") -> dict[str, Any]:
    """A stored file, as the store would describe it."""
    return {"file_name": name, "media_type": "application/pdf", "size": 1024, "sha256": uuid4().hex * 2}


# Arrival


def draft(cast: Cast, *, title: str = "", answers: Mapping[str, Any] | None = None) -> Case:
    """T01, and everything the form asks, with the annexes."""
    title = title or f"Kertek alatt {next(_titles)}"
    case, _ = drafting.open_draft(title, cast.organisation, by=cast.staff, token=token())
    drafting.write_answers(case, case.version, {**a_complete_application(B1=title), **(answers or {})}, by=cast.staff)
    for kind in ("M1", "M2", "M3", "M4", "M5"):
        attaching.attach(case, case.version, by=cast.staff, kind=kind, title=kind, file=a_file())
    db.session.flush()
    return case


def submit(case: Case, cast: Cast) -> Event:
    """T02."""
    return submitting.submit(case, by=cast.representative, declarations=DECLARED, signatory="Minta Anna")


def record(cast: Cast, *, answers: Mapping[str, Any] | None = None, **changes: Any) -> tuple[Case, Event]:
    """T02b, by the officer, of what came on paper today."""
    answers = a_paper_submission() if answers is None else answers
    facts = {
        "title": answers.get("B1", "Papíron érkezett program"),
        "sender": cast.organisation.name,
        "arrived_on": today(),
        "arrival": Arrival.PAPER,
        "source": a_file("beadvany.pdf"),
        "token": token(),
        **changes,
    }
    title = facts.pop("title")
    return submitting.record(title, cast.organisation, by=facts.pop("by", cast.officer), answers=answers, **facts)


def assign(case: Case, cast: Cast) -> Event:
    """T04."""
    return checking.assign_officer(case, by=cast.head, officer=cast.officer)


# Formal check


def check(case: Case, cast: Cast, *, sign: bool = True, **findings: Finding) -> None:
    """The check-list: everything met but what `findings` says otherwise; signed by the officer unless told."""
    checking.write_check(
        case,
        by=cast.officer,
        findings={item.code: (findings.get(item.code, Finding.MET), "Megnéztem.") for item in ELIGIBILITY},
        type_confirmed=True,
    )
    if sign:
        checking.sign_check(case, by=cast.officer)


def item(case: Case, cast: Cast, *, fields: str = "C1, C2, C6") -> None:
    """One more completion item in the request."""
    requesting.add_item(
        case, by=cast.officer, fields=fields, missing="A hely nincs megnevezve.", to_supply="Kérjük a nevét.",
        legal_basis="J8",
    )  # fmt: skip


def request_completion(case: Case, cast: Cast) -> Event:
    """T06, with two items."""
    for fields in ("C1, C2, C6", "H1, M3"):
        item(case, cast, fields=fields)
    return requesting.request_completion(case, by=cast.officer)


def answers_to(case: Case) -> dict[int, str]:
    """An answer to each item of the request."""
    return {row.ordinal: f"Pótoltuk: {row.fields}." for row in case.request.items}


def write_an_address(case: Case, cast: Cast) -> None:
    """In the completion the applicant writes somebody's address into a text that was in order (C6)."""
    version = submitting.version_to_write(case)
    told = f"{version.answers['C6']} Kérdés: kovacs.bela@pelda.hu"
    drafting.write_answers(case, version, {"C6": told}, by=cast.staff)


def ask_excuse(case: Case, by: Any, *, ended_on: date | None = None) -> Event:
    """T10b, with a proof."""
    return excusing.ask_excuse(
        case, by=by, obstacle="Kórházban feküdt a képviselőnk.", obstacle_ended_on=ended_on or today(), proof=a_file()
    )


def complete(case: Case, cast: Cast) -> Event:
    """T09."""
    return completing.complete(case, by=cast.representative, answers=answers_to(case), declarations=DECLARED)


def judge(case: Case, cast: Cast, state: ItemState = ItemState.SUPPLIED) -> None:
    """The officer's finding on every completion item."""
    checking.judge_items(case, by=cast.officer, states={row.ordinal: state for row in case.request.items})


def accept(case: Case, cast: Cast) -> Event:
    """T05 or T11, after the signed check-list."""
    if case.state == CaseState.COMPLETION_RECEIVED:
        judge(case, cast)
        check(case, cast)
        return checking.accept_completed(case, by=cast.head)
    check(case, cast)
    return checking.accept(case, by=cast.head)


# Expert review


def invite(case: Case, cast: Cast) -> Event:
    """T13."""
    return inviting.invite_experts(
        case, by=cast.head, expert_a=cast.expert_a, expert_b=cast.expert_b, reserve=cast.reserve
    )


def assignment_of(case: Case, expert: ExpertProfile) -> Assignment:
    """What this expert is in the present round."""
    return next(row for row in case.current_assignments if row.expert_id == expert.id)


def accept_invitation(case: Case, expert: ExpertProfile) -> list[Event]:
    """The expert signs both declarations."""
    assignment = assignment_of(case, expert)
    return inviting.accept_invitation(assignment, by=expert.user, declarations=SIGNED, circumstance="")


def accept_all(case: Case, cast: Cast) -> list[Event]:
    """Whoever is invited accepts; with the second one T15."""
    invited = [row.expert for row in case.current_assignments if row.state == AssignmentState.INVITED]
    return [event for expert in invited for event in accept_invitation(case, expert)]


def write(review: Review, grades: str) -> None:
    """The expert writes a full review with these nine scores; what a revision left alone is opened for it."""
    given = [int(grade) for grade in grades]
    for row in review.scores:
        if row.is_kept:
            by, why = review.assignment.expert.user, "Az egész új fényben áll."
            carrying.open_kept(review, by=by, criterion=row.criterion, reason=why)
    result = assess([given, given]).result
    reviewing.write_review(
        review,
        by=review.assignment.expert.user,
        parts={
            criterion.code: reviewing.Judgement(grade, LONG, "E1, M4", "Pótolni kellene." if grade <= 2 else "")
            for criterion, grade in zip(CRITERIA, given, strict=True)
        }
        | {
            "recommendation": Outcome(OUTCOMES[int(str(result)[1]) - 1]),
            "strengths": "Erős.",
            "to_improve": "Van mit.",
        },
    )


def close(case: Case, expert: ExpertProfile, grades: str) -> list[Event]:
    """The expert writes and closes."""
    review = assignment_of(case, expert).review
    write(review, grades)
    return reviewing.close_review(review, by=expert.user, declaration=SIGNED["conflict_of_interest"])


def at_work(case: Case, part: AssignmentPart = AssignmentPart.REVIEWER) -> list[ExpertProfile]:
    """The experts of the round who accepted, in the order of assignment."""
    return [
        row.expert for row in case.current_assignments if row.state == AssignmentState.ACCEPTED and row.part == part
    ]


def review(case: Case, cast: Cast, outcome: Outcome = Outcome.ACCREDITED_WITH_CONDITIONS) -> list[Event]:
    """Both reviews agree on `outcome`; T19."""
    return [
        event
        for expert, grades in zip(at_work(case), GRADES[outcome], strict=True)
        for event in close(case, expert, grades)
    ]


def diverge(case: Case, cast: Cast) -> list[Event]:
    """Both reviews are closed and too far apart."""
    return [
        event for expert, grades in zip(at_work(case), DIVERGING, strict=False) for event in close(case, expert, grades)
    ]


def call_control(case: Case, cast: Cast) -> Event:
    """T18."""
    return inviting.call_control(case, by=cast.head, expert=cast.control)


def accept_control(case: Case, cast: Cast) -> list[Event]:
    """The control expert accepts."""
    return accept_invitation(case, cast.control)


def close_control(case: Case, cast: Cast) -> list[Event]:
    """T20."""
    return close(case, cast.control, DIVERGING[2])


def send_assessment(case: Case, cast: Cast) -> Event:
    """T21, with the proposals of the system, each with a proof."""
    drafted = consolidating.drafted_by_system(case)["points"] if case.state == CaseState.CONSOLIDATION else []
    return consolidating.send_assessment(
        case,
        by=cast.officer,
        strengths="A lakosok részvétele erős.",
        weaknesses="A nyilvánosság gyenge.",
        points=[{**point, "proof": "jegyzőkönyv"} for point in drafted],
    )


def waive_remarks(case: Case, cast: Cast) -> Event:
    """T22, without remarks."""
    return consolidating.close_remarks(case, by=cast.representative, waived=True)


# Workshop and decision


def meeting_in(cast: Cast, days: int = 30) -> Meeting:
    """A planned meeting so many days from now, at ten in the morning."""
    day = today() + timedelta(days=days)
    starts_at = datetime(day.year, day.month, day.day, 10, tzinfo=BUDAPEST)
    return convening.convene(by=cast.head, starts_at=starts_at, place="Budapest")[0]


def put_on_agenda(case: Case, cast: Cast) -> Event:
    """T23, for a meeting of its own."""
    return agenda_keeping.put_on_agenda(case, by=cast.head, meeting=meeting_in(cast), rapporteur=cast.members[-1])


def a_topic(meeting: Meeting, cast: Cast, kind: ItemKind = ItemKind.PLANNING, **more: str) -> AgendaItem:
    """A topic on the agenda of the meeting, which the chair presents."""
    words = {"title": "A hálózat jövő évi működése", "paper": "Négy megyében új segítő kell.", **more}
    return agenda_keeping.list_topic(meeting, by=cast.head, kind=kind, presenter=cast.chair, **words)[0]


def open_meeting(case: Case, cast: Cast, *, present: int = 9) -> Meeting:
    """The day has come: the first `present` members are there."""
    return open_with(case.agenda_item.meeting, cast, present=present)


def open_with(meeting: Meeting, cast: Cast, *, present: int) -> Meeting:
    """The meeting is opened, and the first `present` members are there."""
    meeting = convening.open_meeting(meeting, by=cast.chair)
    here = {member.id: Presence.PRESENT for member in cast.members[:present]}
    return convening.record_presence(meeting, by=cast.chair, presence=here)


def points_for(case: Case, outcome: Outcome) -> list[dict[str, Any]]:
    """A condition, task or reason for every criterion below 3, and at least one where the outcome asks."""
    if outcome == Outcome.ACCREDITED:
        return []
    means = case.assessments[-1].figures["means"]
    weak = [code for code, mean in means.items() if _value(mean) < 3] or ["K4"]
    days = 90 if outcome == Outcome.ACCREDITED_WITH_CONDITIONS else None
    return [
        {"criterion": code, "text": f"{code}: javítani kell.", "proof": "jegyzőkönyv" if days else "", "due_days": days}
        for code in weak
    ]


def propose(case: Case, cast: Cast, outcome: Outcome, *, departure_reason: str = "") -> Proposal:
    """The chair puts `outcome` to the vote."""
    return voting.propose(
        case.agenda_item,
        by=cast.chair,
        outcome=outcome,
        text=f"A Műhely javaslata: {label(outcome).hu}.",
        departure_reason=departure_reason,
        points=points_for(case, outcome),
    )


def cast_votes(proposal: Proposal, cast: Cast, votes: str) -> None:
    """One vote a member in the order of the cast: Y yes, N no, A abstention, - none."""
    choices = {"Y": Choice.YES, "N": Choice.NO, "A": Choice.ABSTENTION}
    for member, vote in zip(cast.members, votes, strict=False):
        if vote in choices:
            voting.cast(proposal, by=member, choice=choices[vote])


def resolve(case: Case, cast: Cast, outcome: Outcome = Outcome.ACCREDITED_WITH_CONDITIONS) -> list[Event]:
    """The meeting, and T25 with everybody for it."""
    open_meeting(case, cast)
    proposal = propose(case, cast, outcome)
    cast_votes(proposal, cast, "Y" * 9)
    return voting.close_vote(proposal, by=cast.chair)


def certify(case: Case, cast: Cast) -> Event:
    """The meeting is closed, and both certifiers sign its minutes."""
    meeting = convening.close_meeting(case.agenda_item.meeting, by=cast.chair)
    return sign_minutes(meeting, cast)


def sign_minutes(meeting: Meeting, cast: Cast) -> Event:
    """Both signatures."""
    first, second = (convening.certify(meeting, by=one, minutes={"text": "Emlékeztető"}) for one in cast.certifiers)
    assert first == []
    return second[0]


def issue(case: Case, cast: Cast) -> Event:
    """T26–T29, whatever was resolved."""
    return deciding.issue(case, by=cast.president, verify_at=lambda code: f"https://merce.example/verify/{code}")


def tasks_of(case: Case) -> dict[int, str]:
    """An answer to each revision task."""
    return {point.ordinal: f"Átdolgoztuk: {point.text}" for point in case.decision.points}


def write_changes(case: Case, cast: Cast) -> None:
    """The table of changes, with an answer to every task."""
    changing.write_changes(case, by=cast.staff, answers=tasks_of(case), fields={})


def resubmit(case: Case, cast: Cast) -> Event:
    """T31."""
    return submitting.resubmit(case, by=cast.representative, answers=tasks_of(case))


def _value(mean: str) -> float:
    numerator, _, denominator = mean.partition("/")
    return int(numerator) / int(denominator or 1)


def clarifications(case: Case) -> list[Clarification]:
    """The questions of the case, in the order in which experts proposed them."""
    return list(
        db.session.scalars(select(Clarification).where(Clarification.case_id == case.id).order_by(Clarification.id))
    )
