"""Deeds of the experts and of the office around them: invitation, reviews, control, assessment, remarks."""

from itertools import combinations

from models.expert import Assignment, ExpertProfile
from models.states import AssignmentPart, AssignmentState, Outcome
from workflow.acts import clarifying, consolidating, inviting, reviewing
from workflow.clock import today
from workflow.criteria.stored import rubric_of
from workflow.declarations import declared
from workflow.demo.stage import Stage, Story
from workflow.demo.texts import reason, task
from workflow.events import Event
from workflow.scoring import assess
from workflow.screening import composition, conflicts, third_county, unavailable
from workflow.voting import OUTCOMES

#: Two reviews that lead to each outcome, and three of which the first two differ (procedure rules, 5.6).
GRADES = {
    Outcome.ACCREDITED: ("544444444", "444345444"),
    Outcome.ACCREDITED_WITH_CONDITIONS: ("443344343", "434334344"),
    Outcome.RETURNED_FOR_REVISION: ("433333233", "332233232"),
    Outcome.REFUSED: ("222222222", "101112111"),
}
DIVERGING = ("554444344", "333333332", "444444344")


def invite(story: Story, stage: Stage) -> Event:
    """T13: the first experts of the file whom nothing keeps from it, the least busy first."""
    pair, reserve = _chosen(story, stage)
    stage.work.update(expert.id for expert in pair)
    return inviting.invite_experts(
        story.its_case, by=stage.company.people["head"], expert_a=pair[0], expert_b=pair[1], reserve=reserve
    )


def accept_first(story: Story, stage: Stage) -> list[Event]:
    """One expert signs the declarations."""
    return _accept(story, 0)


def accept_second(story: Story, stage: Stage) -> list[Event]:
    """T15"""
    return _accept(story, 1)


def close_first(story: Story, stage: Stage) -> list[Event]:
    """The first review is closed."""
    return _close(_reviewers(story)[0], story, 0)


def close_second(story: Story, stage: Stage) -> list[Event]:
    """T19, or the divergence is found."""
    return _close(_reviewers(story)[1], story, 1)


def begin_second(story: Story, stage: Stage) -> None:
    """The second expert is half-way."""
    _write(_reviewers(story)[1], story, 1, criteria=4)


def ask_office(story: Story, stage: Stage) -> Event:
    """An expert has a question; the office has not sent it on yet."""
    review = _reviewers(story)[1].review
    if review is None:
        raise ValueError("nobody reviews yet")
    question = "Hányan vesznek részt rendszeresen az alkalmakon, és hányan vállalnak feladatot?"
    return clarifying.propose_clarification(review, by=_reviewers(story)[1].expert.user, question=question)


def call_control(story: Story, stage: Stage) -> Event:
    """T18"""
    case = story.its_case
    pair = [assignment.expert for assignment in _reviewers(story)]
    control = next(
        expert
        for expert in _fit(story, stage)
        if not third_county(expert, pair) and not composition([*pair, expert], case)
    )
    stage.work[control.id] += 1
    return inviting.call_control(case, by=stage.company.people["head"], expert=control)


def accept_control(story: Story, stage: Stage) -> list[Event]:
    """The control expert accepts."""
    assignment = next(a for a in story.its_case.current_assignments if a.part == AssignmentPart.CONTROL)
    return _sign(assignment)


def send_assessment(story: Story, stage: Stage) -> Event:
    """T21"""
    return consolidating.send_assessment(
        story.its_case,
        by=story.officer(stage),
        strengths="A lakosok részvétele végigvonul a programon, a csoport önálló működése előre tervezett.",
        weaknesses="A helyi döntésekhez való kapcsolódás és a folytatás forrásai további kidolgozást érdemelnek.",
        points=[
            {**point, "proof": "a következő beszámoló melléklete"}
            for point in consolidating.drafted_by_system(story.its_case)["points"]
            if point["text"]
        ],
    )


def remark(story: Story, stage: Stage) -> Event:
    """T22"""
    return consolidating.close_remarks(
        story.its_case,
        by=story.representative(stage),
        remarks="Köszönjük az értékelést. A folytatás forrásáról azóta megállapodtunk a helyi könyvtárral.",
    )


def grades_of(story: Story) -> tuple[str, ...]:
    """The nine scores of each expert."""
    return DIVERGING if story.diverges else GRADES[story.outcome]


def _chosen(story: Story, stage: Stage) -> tuple[tuple[ExpertProfile, ExpertProfile], ExpertProfile]:
    case, fit = story.its_case, _fit(story, stage)
    wanted = [stage.company.experts[key] for key in story.experts]
    fit = [*wanted, *(expert for expert in fit if expert not in wanted)]
    pair = next(pair for pair in combinations(fit, 2) if not composition(pair, case))
    others = [expert for expert in fit if expert not in pair]
    return pair, next(expert for expert in others if not any(composition([one, expert], case) for one in pair))


def _fit(story: Story, stage: Stage) -> list[ExpertProfile]:
    case, experts = story.its_case, list(stage.company.experts.values())
    conflicted = conflicts([expert.user for expert in experts], case, today())
    busy = unavailable(experts, case, today())
    free = [expert for expert in experts if not conflicted.get(expert.user_id) and not busy.get(expert.id)]
    return sorted(free, key=lambda expert: stage.work[expert.id])


def _accept(story: Story, place: int) -> list[Event]:
    invited = [a for a in story.its_case.current_assignments if a.part == AssignmentPart.REVIEWER]
    return _sign(invited[place])


def _sign(assignment: Assignment) -> list[Event]:
    declarations = declared(assignment.case.number or "", "")
    return inviting.accept_invitation(assignment, by=assignment.expert.user, declarations=declarations, circumstance="")


def _reviewers(story: Story) -> list[Assignment]:
    return [
        a
        for a in story.its_case.current_assignments
        if a.part == AssignmentPart.REVIEWER and a.state == AssignmentState.ACCEPTED
    ]


def _close(assignment: Assignment, story: Story, place: int) -> list[Event]:
    _write(assignment, story, place)
    if assignment.review is None:
        raise ValueError("nobody reviews yet")
    words = declared(assignment.case.number or "", "")["conflict_of_interest"]
    return reviewing.close_review(assignment.review, by=assignment.expert.user, declaration=words)


def _write(assignment: Assignment, story: Story, place: int, *, criteria: int | None = None) -> None:
    rubric = rubric_of(story.its_case)
    grades = [int(grade) for grade in grades_of(story)[place]]
    where = ", ".join(story.row["places"])
    own_result = OUTCOMES[int(str(assess([grades, grades], rules=rubric.rules).result)[1]) - 1]
    if assignment.review is None:
        raise ValueError("nobody reviews yet")
    reviewing.write_review(
        assignment.review,
        by=assignment.expert.user,
        parts={
            criterion.code: reviewing.Judgement(
                grade, reason(criterion.code, grade, where), "F1, G3, M3–M4", task(criterion.code) if grade <= 2 else ""
            )
            for criterion, grade in list(zip(rubric.criteria, grades, strict=True))[:criteria]
        }
        | {
            "recommendation": Outcome(own_result) if criteria is None else None,
            "strengths": "A résztvevők szerepe és a közös munka rendje világos.",
            "to_improve": "A nyilvánosság és a folytatás forrásai pontosítást kívánnak.",
        },
    )
