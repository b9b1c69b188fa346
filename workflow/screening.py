"""The automatic conflict screen: which fact from where keeps which person off which case (procedure rules, 4.7).

It reads what the office has stored and asks nobody.  The office cannot override it (BR-09).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, object_session

from models.case import Case
from models.expert import Assignment, Consultation, ExpertProfile
from models.organisation import Membership, Organisation, Relation
from models.programme import Programme
from models.review import Review
from models.states import ACTIVE_ASSIGNMENT, OPEN_BEFORE_DECISION, AssignmentState
from models.user import User
from workflow.clock import BUDAPEST
from workflow.deadlines import months_later, years_later
from workflow.hungarian import fold
from workflow.text import Text

RELATION_YEARS = 3
ADVICE_MONTHS = 24
TRAINING_MONTHS = 24


@dataclass(frozen=True)
class Obstacle:
    """One reason against a person: the ground's code and the fact in words."""

    code: str
    text: Text


def conflicts(people: Iterable[User], case: Case, today: date) -> dict[int, list[Obstacle]]:
    """The conflicts KO1–KO3 and KO5 of each person with the case, by user id; five queries however many people."""
    session = _session(case)
    ids = [person.id for person in people]
    names = {person.id: _name_in_texts(person) for person in people}
    found: dict[int, list[Obstacle]] = defaultdict(list)
    for user_id, obstacle in [
        *_ties(session, ids, case, today),
        *_own_open_cases(session, ids, case),
        *_advice(session, ids, case, today),
    ]:
        found[user_id].append(obstacle)
    authors = [fold(str(case.version.answers.get(code) or "")) for code in ("H1", "A6", "A7")]
    staff = " ".join(fold(str(row)) for row in case.version.answers.get("H2") or [])
    for user_id, name in names.items():
        if any(name.search(text) for text in (*authors, staff)):
            found[user_id].append(
                Obstacle(
                    "KO2",
                    Text(
                        hu="A kérelem a program szakembereként vagy képviselőjeként nevezi meg.",
                        en="The application names this person as its specialist or representative.",
                    ),
                )
            )
    return found


def unavailable(experts: Sequence[ExpertProfile], case: Case, today: date) -> dict[int, list[Obstacle]]:
    """Why an expert cannot be assigned at all today (BR-08), by profile id; two queries however many experts."""
    session = _session(case)
    open_reviews = _count(session, _open_work(), experts)
    this_year = _count(session, _assigned_in(today.year), experts)
    mine = {
        assignment.expert_id for assignment in case.current_assignments if assignment.state != AssignmentState.STANDBY
    }
    found: dict[int, list[Obstacle]] = defaultdict(list)
    for expert in experts:
        for holds, obstacle in (
            (
                expert.id in mine,
                _obstacle("ALREADY", "Ebben az ügyben már felkértük.", "Was asked in this case before."),
            ),
            (
                expert.is_paused or not expert.user.active,
                _obstacle("PAUSED", "A névjegyzéken szünetel.", "Is paused in the register."),
            ),
            (
                not expert.appointed_from <= today <= expert.appointed_to,
                _obstacle("APPOINTMENT", "Nincs hatályos megbízása.", "Has no appointment in force."),
            ),
            (
                months_later(expert.trained_on, TRAINING_MONTHS) < today,
                _obstacle(
                    "TRAINING",
                    "A módszertani felkészítése 24 hónapnál régebbi.",
                    "The method training is older than 24 months.",
                ),
            ),
            (
                open_reviews[expert.id] >= expert.parallel_limit,
                _obstacle(
                    "PARALLEL",
                    f"Már {open_reviews[expert.id]} nyitott értékelése van.",
                    f"Has {open_reviews[expert.id]} open reviews already.",
                ),
            ),
            (
                this_year[expert.id] >= expert.yearly_limit,
                _obstacle(
                    "YEARLY",
                    f"Idén már {this_year[expert.id]} értékelést vállalt.",
                    f"Has taken {this_year[expert.id]} reviews this year.",
                ),
            ),
        ):
            if holds:
                found[expert.id].append(obstacle)
    return found


def composition(reviewers: Sequence[ExpertProfile], case: Case) -> list[Obstacle]:
    """What is wrong with these two (or three) reviewers together (4.7, BR-10)."""
    county = case.programme.county_code
    wrong = []
    if len({reviewer.id for reviewer in reviewers}) < len(reviewers):
        wrong.append(_obstacle("TWICE", "Ugyanaz a szakértő kétszer szerepel.", "The same expert stands twice."))
    if county and sum(reviewer.county_code == county for reviewer in reviewers) > 1:
        wrong.append(
            _obstacle(
                "COUNTY",
                "A benyújtó megyéjéből legfeljebb egy szakértő lehet.",
                "At most one reviewer may come from the applicant's county.",
            )
        )
    employers = [reviewer.employer_id for reviewer in reviewers if reviewer.employer_id]
    if len(set(employers)) < len(employers):
        wrong.append(
            _obstacle(
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
        _obstacle(
            "THIRD_COUNTY",
            "A kontrollszakértő harmadik megyéből jöjjön.",
            "The control expert must come from a third county.",
        )
    ]


def _name_in_texts(person: User) -> re.Pattern[str]:
    """Finds the whole name and no part of a longer one; a name of one word only where it stands alone."""
    name = re.escape(fold(f"{person.family_name} {person.given_name}"))
    return re.compile(rf"\b{name}\b" if person.given_name.strip() else rf"^{name}(?=,|$)")


def _ties(session: Session, ids: list[int], case: Case, today: date) -> Iterable[tuple[int, Obstacle]]:
    """KO1: a tie to the applicant, the host or a named partner, now or within three years."""
    organisation = case.programme.organisation
    named = {fold(name) for name in _named_organisations(case)}
    since = years_later(today, -RELATION_YEARS)
    for relation in session.scalars(
        select(Relation)
        .join(Organisation)
        .where(
            Relation.user_id.in_(ids),
            or_(Relation.to_on.is_(None), Relation.to_on >= since),
            or_(Relation.organisation_id == organisation.id, Organisation.folded_name.in_(named)),
        )
    ):
        yield relation.user_id, _tie(relation.organisation.name)
    for membership in organisation.memberships:
        if membership.user_id in ids:
            yield membership.user_id, _tie(organisation.name)
    for expert_user, employer in session.execute(
        select(ExpertProfile.user_id, Organisation.name)
        .join(Organisation, Organisation.id == ExpertProfile.employer_id)
        .where(
            ExpertProfile.user_id.in_(ids),
            or_(Organisation.id == organisation.id, Organisation.folded_name.in_(named)),
        )
    ):
        yield expert_user, _tie(employer)


def _named_organisations(case: Case) -> list[str]:
    """The host (A9) and the partners (first column of I1), as the application names them."""
    answers = case.version.answers
    partners = [row[0] if isinstance(row, list) else row for row in answers.get("I1") or [] if row]
    return [name for name in (str(answers.get("A9") or ""), *map(str, partners)) if name.strip()]


def _tie(name: str) -> Obstacle:
    return _obstacle("KO1", f"Kapcsolatban áll vagy állt ezzel a szervezettel: {name}.", f"Is or was tied to: {name}.")


def _own_open_cases(session: Session, ids: list[int], case: Case) -> Iterable[tuple[int, Obstacle]]:
    """KO5: a programme of one's own that may come before the same meeting."""
    for user_id, number in session.execute(
        select(Membership.user_id, Case.number)
        .join(Programme, Programme.organisation_id == Membership.organisation_id)
        .join(Case, Case.programme_id == Programme.id)
        .where(Membership.user_id.in_(ids), Case.id != case.id, Case.state.in_(OPEN_BEFORE_DECISION))
        .distinct()
    ):
        yield (
            user_id,
            _obstacle(
                "KO5",
                f"Saját programja ugyanarra az ülésre kerülhet ({number}).",
                f"A programme of their own may come before the same meeting ({number}).",
            ),
        )


def _advice(session: Session, ids: list[int], case: Case, today: date) -> Iterable[tuple[int, Obstacle]]:
    """KO3: consultation on this programme within 24 months."""
    since = months_later(today, -ADVICE_MONTHS)
    for adviser_id, on in session.execute(
        select(Consultation.adviser_id, Consultation.on).where(
            Consultation.adviser_id.in_(ids),
            Consultation.programme_id == case.programme_id,
            Consultation.on >= since,
        )
    ):
        yield (
            adviser_id,
            _obstacle(
                "KO3",
                f"Tanácsot adott ehhez a programhoz ({on.isoformat()}).",
                f"Gave advice on this programme ({on.isoformat()}).",
            ),
        )


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


def _obstacle(code: str, hu: str, en: str) -> Obstacle:
    return Obstacle(code, Text(hu=hu, en=en))


def _session(case: Case) -> Session:
    session = object_session(case)
    if session is None:
        raise ValueError("the case must belong to a session")
    return session
