"""Who can be assigned at all, and which reviewers go together (procedure rules, 4.7, BR-08, BR-10)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.case import Case
from models.expert import Assignment, ExpertProfile
from models.review import Review
from models.states import ACTIVE_ASSIGNMENT, AssignmentState, ExpertStanding
from workflow.clock import BUDAPEST
from workflow.deadlines import months_later
from workflow.screening.obstacles import Obstacle, Source, obstacle
from workflow.screening.ties import session_of

TRAINING_MONTHS = 24


def unavailable(
    experts: Sequence[ExpertProfile], case: Case, today: date, load: "Workload | None" = None
) -> dict[int, list[Obstacle]]:
    """Why an expert cannot be assigned to the case today (BR-08), by profile id; two queries however many experts.

    None where the `load` of all of them is known.
    """
    found: dict[int, list[Obstacle]] = defaultdict(list)
    mine = asked_before(case)
    for expert_id in (expert.id for expert in experts if expert.id in mine):
        found[expert_id].append(
            obstacle("ALREADY", "Ebben az ügyben már felkértük.", "Was asked in this case before.", Source.ASSIGNMENTS)
        )
    session = session_of(case)
    for expert_id, reasons in out_of_reach(experts, load or workload(session, experts, today), today).items():
        found[expert_id] += reasons
    return found


def asked_before(case: Case) -> set[int]:
    """The experts (profile ids) who had their chance in this round: whoever only stands by has it still."""
    return {
        assignment.expert_id for assignment in case.current_assignments if assignment.state != AssignmentState.STANDBY
    }


@dataclass(frozen=True, slots=True)
class Workload:
    """By profile id: reviews that are open now, and those of this year (BR-08)."""

    open_reviews: dict[int, int]
    this_year: dict[int, int]

    def room(self, expert: ExpertProfile) -> int:
        """How many more this expert may be given today."""
        left = expert.parallel_limit - self.open_reviews[expert.id]
        return max(0, min(left, expert.yearly_limit - self.this_year[expert.id]))


def workload(session: Session, experts: Sequence[ExpertProfile], today: date) -> Workload:
    """What the experts have to do; two queries however many."""
    return Workload(
        _count(session, _open_work(), experts),
        _count(session, _assigned_in(today.year), experts),
    )


def out_of_reach(experts: Sequence[ExpertProfile], load: Workload, today: date) -> dict[int, list[Obstacle]]:
    """Why an expert cannot be assigned to any case today (BR-08), by profile id."""
    open_reviews, this_year = load.open_reviews, load.this_year
    found: dict[int, list[Obstacle]] = defaultdict(list)
    for expert in experts:
        for holds, reason in (
            (
                expert.standing(today) != ExpertStanding.ACTIVE or not expert.user.active,
                obstacle(
                    "PAUSED",
                    "A névjegyzéken szünetel, vagy törölték.",
                    "Is paused in the register or removed.",
                ),
            ),
            (
                not expert.appointed_from <= today <= expert.appointed_to,
                obstacle("APPOINTMENT", "Nincs hatályos megbízása.", "Has no appointment in force."),
            ),
            (
                months_later(expert.trained_on, TRAINING_MONTHS) < today,
                obstacle(
                    "TRAINING",
                    "A módszertani felkészítése 24 hónapnál régebbi.",
                    "The method training is older than 24 months.",
                ),
            ),
            (
                open_reviews[expert.id] >= expert.parallel_limit,
                obstacle(
                    "PARALLEL",
                    f"Már {open_reviews[expert.id]} nyitott értékelése van.",
                    f"Has {open_reviews[expert.id]} open reviews already.",
                ),
            ),
            (
                this_year[expert.id] >= expert.yearly_limit,
                obstacle(
                    "YEARLY",
                    f"Idén már {this_year[expert.id]} értékelést vállalt.",
                    f"Has taken {this_year[expert.id]} reviews this year.",
                ),
            ),
        ):
            if holds:
                found[expert.id].append(reason)
    return found


def composition(reviewers: Sequence[ExpertProfile], case: Case) -> list[Obstacle]:
    """What is wrong with these two (or three) reviewers together (4.7, BR-10)."""
    county = case.programme.county_code
    wrong = []
    if len({reviewer.id for reviewer in reviewers}) < len(reviewers):
        wrong.append(obstacle("TWICE", "Ugyanaz a szakértő kétszer szerepel.", "The same expert stands twice."))
    if county and sum(reviewer.county_code == county for reviewer in reviewers) > 1:
        wrong.append(
            obstacle(
                "COUNTY",
                "A benyújtó megyéjéből legfeljebb egy szakértő lehet.",
                "At most one reviewer may come from the applicant's county.",
            )
        )
    employers = [reviewer.employer_id for reviewer in reviewers if reviewer.employer_id]
    if len(set(employers)) < len(employers):
        wrong.append(
            obstacle(
                "EMPLOYER",
                "Két értékelő nem jöhet ugyanattól a munkáltatótól.",
                "Two reviewers may not have the same employer.",
            )
        )
    return wrong


def third_county(control: ExpertProfile, reviewers: Sequence[ExpertProfile]) -> list[Obstacle]:
    """BR-10: the control expert comes from a county that is neither reviewer's."""
    if control.county_code not in {reviewer.county_code for reviewer in reviewers}:
        return []
    return [
        obstacle(
            "THIRD_COUNTY",
            "A kontrollszakértő harmadik megyéből jöjjön.",
            "The control expert must come from a third county.",
        )
    ]


def _open_work() -> tuple[object, ...]:
    """An assignment that still asks something of its expert."""
    return (
        Assignment.state.in_(ACTIVE_ASSIGNMENT),
        ~Assignment.id.in_(select(Review.assignment_id).where(Review.closed_at.is_not(None))),
    )


def _assigned_in(year: int) -> tuple[object, ...]:
    """Assignments of a calendar year that were not turned down."""
    new_year = datetime(year, 1, 1, tzinfo=BUDAPEST)
    return (Assignment.state.in_(ACTIVE_ASSIGNMENT), Assignment.invited_at >= new_year)


def _count(session: Session, wanted: tuple[object, ...], experts: Sequence[ExpertProfile]) -> dict[int, int]:
    counted: dict[int, int] = defaultdict(int)
    rows = session.execute(
        select(Assignment.expert_id, func.count())
        .where(Assignment.expert_id.in_([expert.id for expert in experts]), *wanted)  # type: ignore[arg-type]
        .group_by(Assignment.expert_id)
    )
    counted.update((expert_id, number) for expert_id, number in rows)
    return counted
