"""What the office keeps of an expert: the sheet, ties to organisations, advice given."""

from datetime import date, timedelta

import pytest

from models.organisation import Bond
from models.states import CaseState, ExpertStanding, Role
from tests.cast import Cast, a_person, an_organisation
from tests.factories import a_case
from workflow.acts import registering
from workflow.clock import today
from workflow.engine import NotYours
from workflow.parties import holds
from workflow.screening import conflicts

SHEET = {
    "county_code": "18",
    "employer_id": None,
    "appointed_from": date(2026, 9, 1),
    "appointed_to": date(2029, 8, 31),
    "trained_on": date(2026, 6, 1),
    "yearly_limit": 8,
    "parallel_limit": 3,
}


def test_with_the_first_sheet_a_person_becomes_a_county_expert(cast: Cast) -> None:
    person = a_person()
    assert registering.sheet_of(person) is None

    sheet = registering.keep_sheet(person, by=cast.head, **SHEET)
    again = registering.keep_sheet(person, by=cast.head, **SHEET, pauses=[(date(2026, 9, 1), None)])

    assert again is sheet is registering.sheet_of(person)
    assert (sheet.county_code, sheet.standing(today())) == ("18", ExpertStanding.PAUSED)
    assert [(row.role, row.county_code, row.from_on) for row in person.appointments] == [
        (Role.COUNTY_EXPERT, "18", date(2026, 9, 1))
    ]
    assert holds(person, Role.COUNTY_EXPERT)


def test_an_appointment_that_lies_ahead_is_made_once(cast: Cast) -> None:
    person = a_person()
    ahead = {**SHEET, "appointed_from": today() + timedelta(days=30)}

    for _ in range(2):
        registering.keep_sheet(person, by=cast.head, **ahead)

    assert [row.from_on for row in person.appointments] == [today() + timedelta(days=30)]


def test_an_appointment_cannot_end_before_it_begins(cast: Cast, refused) -> None:
    with refused("ends_early", field="appointed_to"):
        registering.keep_sheet(a_person(), by=cast.head, **{**SHEET, "appointed_to": date(2026, 8, 31)})
    with refused("ends_early", field="to_on"):
        registering.tie(
            a_person(),
            cast.organisation,
            by=cast.head,
            bond=Bond.MEMBER,
            from_on=date(2026, 1, 2),
            to_on=date(2026, 1, 1),
        )


def test_what_is_entered_is_what_the_screen_finds(cast: Cast) -> None:
    case = a_case(CaseState.ACCEPTED_FOR_REVIEW, cast=cast)
    tied, adviser, free = a_person(), a_person(), a_person()

    registering.tie(tied, cast.organisation, by=cast.head, bond=Bond.VOLUNTEER, from_on=date(2020, 1, 1), to_on=None)
    registering.tie(free, an_organisation(), by=cast.head, bond=Bond.EMPLOYEE, from_on=date(2020, 1, 1), to_on=None)
    registering.note_advice(adviser, by=cast.head, programme_number=" rp-2026-0001 ", on=today(), subject="Kert")

    found = conflicts([tied, adviser, free], case, today())
    assert {person: [obstacle.code for obstacle in obstacles] for person, obstacles in found.items()} == {
        tied.id: ["KO1"],
        adviser.id: ["KO3"],
    }


def test_advice_belongs_to_a_programme_that_exists(cast: Cast, refused) -> None:
    with refused("programme_unknown", field="programme"):
        registering.note_advice(a_person(), by=cast.head, programme_number="RP-2026-0099", on=today(), subject="")


@pytest.mark.parametrize("part", ["expert_a", "officer", "administrator", "chair", "representative"])
def test_only_the_head_of_office_keeps_the_register_of_experts(cast: Cast, part: str) -> None:
    with pytest.raises(NotYours):
        registering.keep_sheet(a_person(), by=cast.by_part[part], **SHEET)
    with pytest.raises(NotYours):
        registering.note_advice(a_person(), by=cast.by_part[part], programme_number="", on=today(), subject="")
