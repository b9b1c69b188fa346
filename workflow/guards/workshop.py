"""Conditions of vote and decision (T25–T30)."""

from collections.abc import Iterator
from fractions import Fraction

from models.case import Case
from models.meeting import AgendaItem, Meeting, Proposal
from models.states import MeetingState, Outcome, Presence
from workflow.criteria.stored import rubric_of
from workflow.deadlines import add_working_days
from workflow.guards.agenda import not_listed_there_before
from workflow.guards.review import reviewers
from workflow.hungarian import the
from workflow.refusals import Given, Guard, Refusal, required, unless
from workflow.text import Text
from workflow.voting import is_quorate, outcome_steps

#: The president may send back so many working days after the decision (T30).
SEND_BACK_WITHIN = 5
#: BR-19: written reasons for departing from the rule result.
DEPARTURE_REASON = 200

NOT_IN_SESSION = Refusal("not_in_session", Text(hu="Az ülés nincs megnyitva.", en="The meeting is not in session."))
reason_is_given = required("reason", "Írja le az indokot.", "Give the reason.", least=10, most=2000)


def entitled(item: AgendaItem) -> set[int]:
    """The members (user ids) who may vote on the item: all of the meeting less the excluded (BR-18)."""
    return {row.member_id for row in item.meeting.attendances} - {row.member_id for row in item.exclusions}


def present_for(item: AgendaItem) -> set[int]:
    """The entitled members who are present."""
    here = {row.member_id for row in item.meeting.attendances if row.presence == Presence.PRESENT}
    return here & entitled(item)


def means(case: Case) -> dict[str, Fraction]:
    """The criterion means of the retained reviews, exact, from the assessment that was sent."""
    if not case.assessments:
        return {}
    return {code: Fraction(value) for code, value in case.assessments[-1].figures["means"].items()}


def weak(case: Case) -> list[str]:
    """BR-21: the criteria whose mean is not adequate by the case's own set: each needs a condition, task or reason."""
    adequate = rubric_of(case).rules.adequate
    return [code for code, mean in means(case).items() if mean < adequate]


def proposal_is_carried(case: Case, given: Given) -> Iterator[Refusal]:
    """T25: the vote is closed, was quorate, and carried the proposal."""
    proposal: Proposal | None = given.facts.get("proposal")
    yield from unless(
        proposal is not None and bool(proposal.carried),
        "not_carried",
        "A javaslat nem kapta meg a szükséges többséget.",
        "The proposal did not get the majority it needs.",
    )


def vote_is_quorate(case: Case, given: Given) -> Iterator[Refusal]:
    """T25: meeting in session, and more than half of those entitled to vote on the item present (BR-18)."""
    if case.agenda_item is None:
        yield NOT_IN_SESSION
    else:
        yield from item_is_quorate(case.agenda_item)


def item_is_quorate(item: AgendaItem) -> Iterator[Refusal]:
    """The same of any item, a case's or a topic's."""
    if item.meeting.state != MeetingState.IN_SESSION:
        yield NOT_IN_SESSION
    base, present = len(entitled(item)), len(present_for(item))
    yield from unless(
        is_quorate(present, base),
        "no_quorum",
        f"Nincs határozatképesség: {base} jogosultból {present} van jelen.",
        f"No quorum: of {base} entitled, {present} are present.",
    )


def departure_is_allowed(case: Case, given: Given) -> Iterator[Refusal]:
    """BR-19: one step off the rule result needs written reasons; two steps are impossible."""
    outcome: Outcome = given.facts["outcome"]
    steps = outcome_steps(case.assessments[-1].result, outcome.value)
    yield from unless(
        steps <= 1,
        "two_steps",
        "A szakértői eredménytől két fokozattal nem lehet eltérni: új értékelést kell kérni.",
        "Two steps away from the experts' result is not possible: order a new review.",
        field="outcome",
    )
    reasons = str(given.facts.get("departure_reason") or "").strip()
    yield from unless(
        steps == 0 or len(reasons) >= DEPARTURE_REASON,
        "departure_unexplained",
        f"Az eltérést legalább {DEPARTURE_REASON} karakterben indokolni kell.",
        f"The departure needs at least {DEPARTURE_REASON} characters of reasons.",
        field="departure_reason",
    )


def was_put(item: AgendaItem | None, result: str) -> bool:
    """Whether the rule result has been put to the vote on this item already."""
    return item is not None and any(
        proposal.closed_at is not None and proposal.outcome and outcome_steps(result, proposal.outcome.value) == 0
        for proposal in item.proposals
    )


def rule_result_is_put_first(case: Case, given: Given) -> Iterator[Refusal]:
    """4.9: the rule result is put to the vote first; others only once it was not carried."""
    outcome: Outcome = given.facts["outcome"]
    result = case.assessments[-1].result
    yield from unless(
        outcome_steps(result, outcome.value) != 1 or was_put(case.agenda_item, result),
        "rule_result_first",
        "Először a szakértői értékelés szerinti javaslatról kell szavazni.",
        "The proposal that follows the experts' result is put to the vote first.",
        field="outcome",
    )


def points_are_complete(case: Case, given: Given) -> Iterator[Refusal]:
    """BR-21 and 5.5: a condition (with proof), task or reason for each weak criterion, where the outcome asks."""
    outcome: Outcome = given.facts["outcome"]
    points = given.facts.get("points") or []
    if outcome == Outcome.ACCREDITED:
        return
    yield from unless(
        bool(points), "points_missing", "Adjon meg legalább egy pontot.", "Give at least one point.", field="points"
    )
    covered = {point.get("criterion") for point in points if str(point.get("text") or "").strip()}
    adequate = rubric_of(case).rules.adequate
    for code in weak(case):
        yield from unless(
            code in covered,
            "criterion_uncovered",
            f"{the(code)} szempont átlaga {adequate} alatti: adjon meg hozzá pontot.",
            f"The mean of {code} is below {adequate}: give a point for it.",
            field="points",
        )
    if outcome == Outcome.ACCREDITED_WITH_CONDITIONS:
        for place, point in enumerate(points, start=1):
            days = point.get("due_days")
            yield from unless(
                bool(str(point.get("proof") or "").strip()) and isinstance(days, int) and 30 <= days <= 180,
                "condition_incomplete",
                f"{the(place)}. feltételhez bizonyíték és 30–180 napos határidő kell.",
                f"Condition {place} needs a proof and a term of 30–180 days.",
                field="points",
            )


def minutes_are_certified(case: Case, given: Given) -> Iterator[Refusal]:
    """BR-20: a decision is issued only on certified minutes."""
    item = case.agenda_item
    yield from unless(
        item is not None and item.meeting.state == MeetingState.CERTIFIED,
        "minutes_uncertified",
        "Az ülés emlékeztetőjét még nem hitelesítették.",
        "The minutes of the meeting are not certified yet.",
    )


def outcome_is(outcome: Outcome) -> Guard:
    """T26–T29: the workshop resolved this very outcome."""

    def guard(case: Case, given: Given) -> Iterator[Refusal]:
        decision = case.decision
        yield from unless(
            decision is not None and decision.outcome == outcome,
            "other_outcome",
            "A Műhely más döntést hozott.",
            "The workshop resolved otherwise.",
        )

    return guard


def two_closed_reviews(case: Case, given: Given) -> Iterator[Refusal]:
    """No case is decided without two closed reviews (invariant of 4.5)."""
    closed = [a for a in reviewers(case) if a.review is not None and a.review.is_closed]
    yield from unless(
        len(closed) >= 2, "reviews_open", "Nincs két lezárt értékelés.", "There are no two closed reviews."
    )


def may_still_be_sent_back(case: Case, given: Given) -> Iterator[Refusal]:
    """T30: once, within five working days of the decision."""
    decision = case.decision
    yield from unless(
        all(earlier.sent_back_at is None for earlier in case.decisions),
        "sent_back_before",
        "A döntés csak egyszer küldhető vissza.",
        "A decision may be sent back only once.",
    )
    yield from unless(
        decision is not None
        and given.today <= add_working_days(decision.decided_on, SEND_BACK_WITHIN, calendar=given.calendar),
        "send_back_late",
        "Visszaküldeni a döntéstől számított 5 munkanapon belül lehet.",
        "It may be sent back within 5 working days of the decision.",
    )


def next_meeting_is_named(case: Case, given: Given) -> Iterator[Refusal]:
    """T30: the planned meeting before which the case goes again."""
    meeting: Meeting | None = given.facts.get("meeting")
    yield from unless(
        meeting is not None and meeting.state == MeetingState.PLANNED,
        "meeting_missing",
        "Válasszon tervezett műhelyülést.",
        "Choose a planned meeting.",
        field="meeting",
    )
    if meeting is not None:
        yield from not_listed_there_before(case, meeting)
