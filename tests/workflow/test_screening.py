"""The automatic conflict screen: what keeps whom off a case, and what only looks like it (procedure rules, 4.7)."""

from datetime import date

import pytest
import time_machine

from models.case import Case
from models.db import db
from models.expert import Consultation, ExpertProfile
from models.states import AssignmentPart, AssignmentState, CaseState, Role
from models.user import User
from tests import stages
from tests.cast import Cast, a_membership, a_person, a_relation, an_expert, an_organisation
from tests.factories import a_case
from workflow.clock import today
from workflow.screening import composition, conflicts, is_conflicted, third_county, unavailable

S = CaseState


@pytest.fixture(autouse=True)
def _still(tuesday: time_machine.Traveller) -> None:
    """It is 15 September 2026."""


@pytest.fixture
def case(cast: Cast) -> Case:
    return a_case(S.ACCEPTED_FOR_REVIEW, cast=cast)


def grounds(person: User, case: Case) -> list[str]:
    return [obstacle.code for obstacle in conflicts([person], case, today()).get(person.id, [])]


def reasons(expert: ExpertProfile, case: Case) -> list[str]:
    return [obstacle.code for obstacle in unavailable([expert], case, today()).get(expert.id, [])]


def test_nothing_keeps_an_ordinary_expert_off_a_case(cast: Cast, case: Case) -> None:
    assert conflicts([expert.user for expert in cast.experts], case, today()) == {}
    assert unavailable(cast.experts, case, today()) == {}


@pytest.mark.parametrize(
    ("to_on", "found"),
    [(None, ["KO1"]), (date(2023, 9, 15), ["KO1"]), (date(2023, 9, 14), [])],
    ids=["now", "three years ago to the day", "longer ago"],
)
def test_a_tie_to_the_applicant_counts_for_three_years(cast: Cast, case: Case, to_on, found) -> None:
    a_relation(cast.expert_a.user, cast.organisation, to_on=to_on)

    assert grounds(cast.expert_a.user, case) == found


def test_whoever_acts_for_the_applicant_is_tied_to_it(cast: Cast, case: Case) -> None:
    a_membership(cast.expert_a.user, cast.organisation)
    db.session.refresh(cast.organisation)

    assert grounds(cast.expert_a.user, case) == ["KO1"]


def test_a_tie_to_a_named_partner_counts_however_its_name_is_written(cast: Cast, case: Case) -> None:
    partner = an_organisation("MINTA városi könyvtár (fiktív)")
    a_relation(cast.expert_a.user, partner)

    assert grounds(cast.expert_a.user, case) == ["KO1"]


def test_a_tie_to_the_host_counts(cast: Cast) -> None:
    host = an_organisation("Befogadó Alapítvány")
    a_relation(cast.expert_a.user, host)
    case = a_case(S.ACCEPTED_FOR_REVIEW, cast=cast, A9="Befogadó Alapítvány")

    assert grounds(cast.expert_a.user, case) == ["KO1"]


def test_a_tie_to_somebody_else_does_not_count(cast: Cast, case: Case) -> None:
    a_relation(cast.expert_a.user, an_organisation("Egészen Más Egyesület"))

    assert grounds(cast.expert_a.user, case) == []


def test_the_employer_of_an_expert_counts_as_a_tie(cast: Cast, case: Case) -> None:
    employed = an_expert(employer=cast.organisation)

    assert grounds(employed.user, case) == ["KO1"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("H1", "dr. Szakértő Aranka"),
        ("A6", "Szakértő Aranka, elnök"),
        ("H2", [["közösségfejlesztő Szakértő Aranka", "végzettség", "1"]]),
    ],
)
def test_whoever_the_application_names_does_not_judge_it(cast: Cast, field: str, value) -> None:
    case = a_case(S.ACCEPTED_FOR_REVIEW, cast=cast, **{field: value})

    assert grounds(cast.expert_a.user, case) == ["KO2"]


@pytest.mark.parametrize("author", ["Szakértő Arankácska", "Nemszakértő Aranka", "Aranka Szakértő", "Szakértő, Aranka"])
def test_part_of_a_longer_name_is_another_name(cast: Cast, author: str) -> None:
    case = a_case(S.ACCEPTED_FOR_REVIEW, cast=cast, H1=author)

    assert grounds(cast.expert_a.user, case) == []


def test_a_name_of_one_word_is_not_found_inside_another(cast: Cast) -> None:
    person = a_person(name="Mintáné")
    other = a_person(name="Ludovika")
    case = a_case(S.ACCEPTED_FOR_REVIEW, cast=cast, H1="Mintáné Példa Éva", A6="Ludovika, elnök")

    assert (grounds(person, case), grounds(other, case)) == ([], ["KO2"])


def test_of_two_people_of_one_name_each_is_judged_by_the_own_ties(cast: Cast, case: Case) -> None:
    tied, free = a_person(name="Kettős Kata"), a_person(name="Kettős Kata")
    a_relation(tied, cast.organisation)

    assert (grounds(tied, case), grounds(free, case)) == (["KO1"], [])


@pytest.mark.parametrize(
    ("on", "found"),
    [(date(2026, 9, 1), ["KO3"]), (date(2024, 9, 15), ["KO3"]), (date(2024, 9, 14), [])],
    ids=["lately", "24 months ago to the day", "longer ago"],
)
def test_advice_on_the_programme_counts_for_24_months(cast: Cast, case: Case, on, found) -> None:
    db.session.add(Consultation(adviser_id=cast.expert_a.user_id, programme_id=case.programme_id, on=on))

    assert grounds(cast.expert_a.user, case) == found


def test_advice_on_another_programme_does_not_count(cast: Cast, case: Case) -> None:
    other = a_case(cast=cast)
    db.session.add(Consultation(adviser_id=cast.expert_a.user_id, programme_id=other.programme_id, on=today()))

    assert grounds(cast.expert_a.user, case) == []


def test_whoever_has_an_open_case_of_one_s_own_does_not_judge_others(cast: Cast, case: Case) -> None:
    home = an_organisation("A szakértő egyesülete", county="17")
    a_membership(cast.expert_a.user, home)
    own = Cast(
        **{**vars(cast), "organisation": home, "staff": cast.expert_a.user, "representative": cast.expert_a.user}
    )
    stages.draft(own)
    assert grounds(cast.expert_a.user, case) == []

    a_case(S.SUBMITTED, cast=own)

    assert grounds(cast.expert_a.user, case) == ["KO5"]


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"pauses": [(date(2026, 9, 15), None)]}, ["PAUSED"]),
        ({"pauses": [(date(2026, 1, 1), date(2026, 9, 14))]}, []),
        ({"pauses": [(date(2025, 1, 1), date(2025, 2, 1)), (date(2026, 9, 1), date(2026, 9, 15))]}, ["PAUSED"]),
        ({"removed_on": date(2026, 9, 15)}, ["PAUSED"]),
        ({"appointed_to": date(2026, 9, 14)}, ["APPOINTMENT"]),
        ({"appointed_from": date(2026, 9, 16)}, ["APPOINTMENT"]),
        ({"appointed_to": date(2026, 9, 15)}, []),
        ({"trained_on": date(2024, 9, 15)}, []),
        ({"trained_on": date(2024, 9, 14)}, ["TRAINING"]),
        ({"parallel_limit": 0}, ["PARALLEL"]),
        ({"yearly_limit": 0}, ["YEARLY"]),
    ],
)
def test_an_expert_needs_an_appointment_fresh_training_and_time(case: Case, columns, reason) -> None:
    assert reasons(an_expert(**columns), case) == reason


def test_somebody_whose_account_is_closed_is_not_asked(cast: Cast, case: Case) -> None:
    cast.expert_a.user.active = False

    assert reasons(cast.expert_a, case) == ["PAUSED"]


def test_three_open_reviews_are_the_most_at_a_time(cast: Cast, case: Case) -> None:
    for _ in range(3):
        assert reasons(cast.expert_a, case) == []
        a_case(S.EXPERTS_BEING_INVITED, cast=cast)

    assert reasons(cast.expert_a, case) == ["PARALLEL"]


def test_a_closed_review_and_a_declined_invitation_free_the_expert(cast: Cast, case: Case) -> None:
    for _ in range(3):
        stages.close(a_case(S.UNDER_EXPERT_REVIEW, cast=cast), cast.expert_a, "333333333")

    assert reasons(cast.expert_a, case) == []


def test_eight_reviews_are_the_most_in_a_calendar_year(cast: Cast, case: Case) -> None:
    for expert in cast.experts:
        expert.parallel_limit = 100
    for _ in range(8):
        assert reasons(cast.expert_a, case) == []
        a_case(S.EXPERTS_BEING_INVITED, cast=cast)

    assert reasons(cast.expert_a, case) == ["YEARLY"]
    new_year = date(2027, 1, 4)
    assert [o.code for o in unavailable([cast.expert_a], case, new_year).get(cast.expert_a.id, [])] == []


def test_nobody_is_asked_twice_in_one_round_but_the_reserve(cast: Cast) -> None:
    case = a_case(S.EXPERTS_BEING_INVITED, cast=cast)

    assert (reasons(cast.expert_a, case), reasons(cast.reserve, case)) == (["ALREADY"], [])
    assert (case.assignments[2].part, case.assignments[2].state) == (AssignmentPart.RESERVE, AssignmentState.STANDBY)


def test_two_reviewers_from_the_applicant_s_county_are_too_many(cast: Cast, case: Case) -> None:
    neighbour = an_expert(county="20")

    assert [wrong.code for wrong in composition([cast.expert_b, neighbour], case)] == ["COUNTY"]
    assert composition([cast.expert_a, cast.expert_b], case) == []


def test_two_reviewers_from_one_other_county_may_judge_together(cast: Cast, case: Case) -> None:
    assert composition([cast.expert_a, an_expert(county="18")], case) == []


def test_two_reviewers_do_not_come_from_one_employer_nor_are_they_one_person(cast: Cast, case: Case) -> None:
    school = an_organisation("Főiskola")
    first, second = an_expert(employer=school), an_expert(county="14", employer=school)

    assert [wrong.code for wrong in composition([first, second], case)] == ["EMPLOYER"]
    assert [wrong.code for wrong in composition([cast.expert_a, cast.expert_a], case)] == ["TWICE"]


def test_the_control_expert_comes_from_a_third_county(cast: Cast) -> None:
    pair = [cast.expert_a, cast.expert_b]

    assert [wrong.code for wrong in third_county(an_expert(county="18"), pair)] == ["THIRD_COUNTY"]
    assert third_county(cast.control, pair) == []


def test_roles_do_not_matter_the_person_does(cast: Cast, case: Case) -> None:
    member = cast.members[3]
    both = an_expert(county="19")
    both.user.appointments.extend(a_person(Role.WORKSHOP_MEMBER).appointments)
    a_relation(member, cast.organisation)
    a_relation(both.user, cast.organisation)

    found = conflicts([member, both.user], case, today())

    assert {person: [o.code for o in obstacles] for person, obstacles in found.items()} == {
        member.id: ["KO1"],
        both.user_id: ["KO1"],
    }


def test_the_screen_asks_as_many_questions_for_fifty_people_as_for_one(cast: Cast, case: Case, count_queries) -> None:
    many = [an_expert() for _ in range(50)]
    conflicts([many[0].user], case, today())
    unavailable(many[:1], case, today())  # the case's own rows are read by now
    with count_queries() as for_one:
        conflicts([many[0].user], case, today())
        unavailable(many[:1], case, today())

    with count_queries() as for_all:
        conflicts([expert.user for expert in many], case, today())
        unavailable(many, case, today())

    assert len(for_all) == len(for_one) <= 7


def test_whoever_acts_for_a_named_partner_is_tied_to_it(cast: Cast, case: Case) -> None:
    partner = an_organisation("MINTA városi könyvtár (fiktív)")
    a_membership(cast.expert_a.user, partner)

    assert grounds(cast.expert_a.user, case) == ["KO1"]


def test_the_screen_asks_once_however_many_people_and_ties(cast: Cast, case: Case, count_queries) -> None:
    people = [expert.user for expert in cast.experts]
    for person in people:
        a_relation(person, cast.organisation)
    conflicts(people, case, today())

    with count_queries() as asked:
        found = conflicts(people, case, today())

    assert [len(asked), set(found)] == [1, {person.id for person in people}]


def test_one_person_is_looked_up_once_until_something_is_written(cast: Cast, case: Case, count_queries) -> None:
    free = is_conflicted(cast.chair, case, today())
    with count_queries() as asked:
        again = is_conflicted(cast.chair, case, today())
    a_relation(cast.chair, cast.organisation)

    assert [free, again, asked, is_conflicted(cast.chair, case, today())] == [False, False, [], True]
