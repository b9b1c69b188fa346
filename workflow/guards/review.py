"""Conditions of assignment and review (T13–T20)."""

from collections.abc import Iterator, Sequence

from models.case import Case
from models.expert import Assignment, ExpertProfile
from models.states import AssignmentPart, AssignmentState, CaseState
from workflow.criteria.stored import rubric_of
from workflow.deadlines import add_working_days
from workflow.refusals import Given, Refusal, required, unless
from workflow.scoring import assess
from workflow.screening import composition, conflicts, third_county, unavailable

#: An expert who is this many working days late may be relieved (H08).
RELEASE_AFTER = 5
DECLARATIONS = ("conflict_of_interest", "confidentiality")
#: The conflict declaration as it is signed again on closing the review (4.7).
AT_CLOSING = "conflict_of_interest_at_closing"

question_is_given = required("question", "Írja le a kérdést.", "Write the question.", least=10, most=2000)


def reviewers(case: Case) -> list[Assignment]:
    """The assignments whose reviews count: accepted reviewers, then the accepted control expert."""
    parts = (AssignmentPart.REVIEWER, AssignmentPart.CONTROL)
    return [
        assignment
        for part in parts
        for assignment in case.current_assignments
        if assignment.part == part and assignment.state == AssignmentState.ACCEPTED
    ]


def closed_grades(case: Case, part: AssignmentPart) -> list[list[int]]:
    """The scores of each closed review of that part by the criteria of the case, in the order of assignment."""
    codes = rubric_of(case).codes
    return [
        [grade for grade in assignment.review.grades(codes) if grade is not None]
        for assignment in reviewers(case)
        if assignment.part == part and assignment.review is not None and assignment.review.is_closed
    ]


def experts_are_fit(case: Case, given: Given) -> Iterator[Refusal]:
    """T13: two experts and one reserve, who pass the screen (BR-09), the limits (BR-08) and the composition rules."""
    chosen: dict[str, ExpertProfile | None] = {
        name: given.facts.get(name) for name in ("expert_a", "expert_b", "reserve")
    }
    for name, expert in chosen.items():
        yield from unless(expert is not None, "expert_missing", "Válasszon szakértőt.", "Choose an expert.", field=name)
    people = {name: expert for name, expert in chosen.items() if expert is not None}
    yield from each_is_fit(case, given, people)
    if len({expert.id for expert in people.values()}) < len(people):
        yield from unless(
            False,
            "expert_twice",
            "Három különböző szakértőt válasszon.",
            "Choose three different experts.",
            field="reserve",
        )
    pair = [people[name] for name in ("expert_a", "expert_b") if name in people]
    for wrong in composition(pair, case):
        yield Refusal(f"composition_{wrong.code.lower()}", wrong.text, "expert_b")


def replacement_is_fit(case: Case, given: Given) -> Iterator[Refusal]:
    """After T14 or T17: the new expert passes the same rules together with the colleague who stays."""
    expert = given.facts.get("expert")
    yield from unless(expert is not None, "expert_missing", "Válasszon szakértőt.", "Choose an expert.", field="expert")
    if expert is None:
        return
    yield from each_is_fit(case, given, {"expert": expert})
    if case.state == CaseState.UNDER_THIRD_REVIEW:
        yield from fits_as_control(case, expert)
        return
    staying = [
        a.expert for a in case.current_assignments if a.state in (AssignmentState.INVITED, AssignmentState.ACCEPTED)
    ]
    for wrong in composition([*staying, expert], case):
        yield Refusal(f"composition_{wrong.code.lower()}", wrong.text, "expert")


def control_is_fit(case: Case, given: Given) -> Iterator[Refusal]:
    """T18: the control expert passes the screen and comes from a third county (BR-10)."""
    expert = given.facts.get("expert")
    yield from unless(expert is not None, "expert_missing", "Válasszon szakértőt.", "Choose an expert.", field="expert")
    if expert is None:
        return
    yield from each_is_fit(case, given, {"expert": expert})
    yield from fits_as_control(case, expert)


def fits_as_control(case: Case, expert: ExpertProfile) -> Iterator[Refusal]:
    """From a third county, and with neither reviewer's employer."""
    pair = [assignment.expert for assignment in reviewers(case) if assignment.part == AssignmentPart.REVIEWER]
    for wrong in [*third_county(expert, pair), *composition([*pair, expert], case)]:
        yield Refusal(f"composition_{wrong.code.lower()}", wrong.text, "expert")


def each_is_fit(case: Case, given: Given, people: dict[str, ExpertProfile]) -> Iterator[Refusal]:
    """What the automatic screen and the limits say of each person."""
    experts: Sequence[ExpertProfile] = list(people.values())
    conflicted = conflicts([expert.user for expert in experts], case, given.today)
    busy = unavailable(experts, case, given.today)
    for name, expert in people.items():
        for obstacle in [*conflicted.get(expert.user_id, []), *busy.get(expert.id, [])]:
            yield Refusal(f"expert_{obstacle.code.lower()}", obstacle.text, name)


def both_have_accepted(case: Case, given: Given) -> Iterator[Refusal]:
    """T15: two reviewers accepted and signed both declarations (BR-07)."""
    signed = [
        assignment
        for assignment in reviewers(case)
        if assignment.part == AssignmentPart.REVIEWER
        and {declaration.kind for declaration in assignment.declarations} >= set(DECLARATIONS)
    ]
    yield from unless(
        len(signed) == 2,
        "acceptances_missing",
        "Még nem fogadta el mindkét szakértő a felkérést.",
        "Both experts have not accepted yet.",
    )


def release_is_due(case: Case, given: Given) -> Iterator[Refusal]:
    """T17: the expert is more than five working days late, or a conflict was found, even after closing."""
    assignment: Assignment | None = given.facts.get("assignment")
    yield from unless(
        assignment is not None and assignment in reviewers(case),
        "nobody_to_release",
        "Ez a szakértő nem dolgozik az ügyön.",
        "This expert is not at work here.",
    )
    if assignment is None or given.facts.get("reason_code") != "overdue":
        return
    yield from unless(
        assignment.review is None or not assignment.review.is_closed,
        "review_is_closed",
        "Az értékelését lezárta, ezért nem késik.",
        "The review is closed, so it is not late.",
        field="reason_code",
    )
    code = "H10" if assignment.part == AssignmentPart.CONTROL else "H07"
    due = next((d.due_on for d in case.deadlines if d.assignment_id == assignment.id and d.code == code), None)
    yield from unless(
        due is not None and add_working_days(due, RELEASE_AFTER, calendar=given.calendar) < given.today,
        "not_late_enough",
        "Késedelem miatt csak 5 munkanap után menthető fel.",
        "For lateness an expert may be relieved only after 5 working days.",
        field="reason_code",
    )


def reviewer_is_at_work(case: Case, given: Given) -> Iterator[Refusal]:
    """T17: one of the two has accepted, and so can be relieved."""
    yield from unless(
        any(assignment.part == AssignmentPart.REVIEWER for assignment in reviewers(case)),
        "nobody_to_release",
        "Még nincs szakértő, aki elfogadta a felkérést.",
        "No expert has accepted yet.",
    )


def control_is_at_work(case: Case, given: Given) -> Iterator[Refusal]:
    """T17b: a control expert has accepted, and so can be relieved."""
    yield from unless(
        any(assignment.part == AssignmentPart.CONTROL for assignment in reviewers(case)),
        "nobody_to_release",
        "Nincs kontrollszakértő, aki elfogadta a felkérést.",
        "No control expert has accepted.",
    )


def reviews_diverge(case: Case, given: Given) -> Iterator[Refusal]:
    """T18: both reviews are closed and ELT1–ELT3 call for a third (BR-13)."""
    yield from two_reviews_are_closed(case, given)
    pair = closed_grades(case, AssignmentPart.REVIEWER)
    yield from unless(
        len(pair) == 2 and assess(pair, rules=rubric_of(case).rules).needs_control,
        "no_divergence",
        "A két értékelés nem tér el annyira, hogy kontrollszakértő kellene.",
        "The two reviews do not differ enough for a third.",
    )


def reviews_agree(case: Case, given: Given) -> Iterator[Refusal]:
    """T19: both reviews are closed and no third is needed."""
    yield from two_reviews_are_closed(case, given)
    pair = closed_grades(case, AssignmentPart.REVIEWER)
    yield from unless(
        len(pair) == 2 and not assess(pair, rules=rubric_of(case).rules).needs_control,
        "divergence",
        "A két értékelés eltér: kontrollszakértő kell.",
        "The two reviews differ: a control expert is needed.",
    )


def two_reviews_are_closed(case: Case, given: Given) -> Iterator[Refusal]:
    """No case goes on without two closed reviews (invariant of 4.5)."""
    yield from unless(
        len(closed_grades(case, AssignmentPart.REVIEWER)) == 2,
        "reviews_open",
        "Még nincs lezárva mindkét értékelés.",
        "Both reviews are not closed yet.",
    )


def third_review_is_closed(case: Case, given: Given) -> Iterator[Refusal]:
    """T20: the control review is closed."""
    yield from unless(
        len(closed_grades(case, AssignmentPart.CONTROL)) == 1,
        "third_review_open",
        "A kontrollértékelés még nincs lezárva.",
        "The third review is not closed yet.",
    )
