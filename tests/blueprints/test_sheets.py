"""The expert's sheet: it makes somebody an expert, and its ties and advice keep them off cases."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from models.db import db
from models.expert import ExpertProfile
from models.states import CaseState, ExpertStanding, Role
from tests.cast import a_person, a_relation, the_people
from tests.factories import a_case
from workflow.clock import today
from workflow.screening import conflicts, unavailable


def sheet(**changes: Any) -> dict[str, Any]:
    day = today()
    return {
        "county": "18",
        "employer": "0",
        "appointed_from": (day - timedelta(days=10)).isoformat(),
        "appointed_to": (day + timedelta(days=900)).isoformat(),
        "trained_on": (day - timedelta(days=20)).isoformat(),
        "yearly_limit": "8",
        "parallel_limit": "3",
        **changes,
    }


@pytest.fixture
def office(saved: Any, sign_in: Any) -> Any:
    cast = the_people()
    newcomer = a_person(name="Új Szakértő")
    case = a_case(CaseState.ACCEPTED_FOR_REVIEW, cast=cast)
    db.session.commit()
    return sign_in(cast.head), newcomer, case, cast


def test_a_sheet_makes_a_person_an_expert_who_can_be_asked(office: Any) -> None:
    browser, newcomer, case, _ = office

    answer = browser.post(f"/people/{newcomer.id}/sheet", data=sheet())

    assert (answer.status_code, answer.location) == (303, f"/people/{newcomer.id}/sheet")
    profile = db.session.scalar(select(ExpertProfile).where(ExpertProfile.user_id == newcomer.id))
    db.session.refresh(newcomer)
    assert [row.role for row in newcomer.appointments] == [Role.COUNTY_EXPERT]
    assert unavailable([profile], case, today()).get(profile.id, []) == []


def test_every_pause_stays_in_the_list_and_none_meets_another(office: Any) -> None:
    browser, _, _, cast = office
    page, day = f"/people/{cast.spare.user_id}", today()

    def pauses(first: int, last: int | None) -> Any:
        days = {"pause_from": day + timedelta(days=first), "pause_to": day + timedelta(days=last) if last else ""}
        return browser.post(f"{page}/pauses", data={**days, "pause_reason": f"ok {first}"})

    found = [pauses(-90, -60), pauses(-10, None), pauses(5, 9), pauses(-120, -130)]
    open_one = cast.spare.pauses[-1]
    ended = browser.post(
        f"/people/pauses/{open_one.id}/ending", data={"last_day": (day - timedelta(days=1)).isoformat()}
    )
    early = browser.post(f"/people/pauses/{open_one.id}/ending", data={"last_day": "2020-01-01"})

    assert [answer.status_code for answer in [*found, ended, early]] == [303, 303, 422, 422, 303, 422]
    assert "Erre az időre már van szünet" in found[2].text
    shown = browser.get(f"{page}/sheet").text
    assert [f"ok {first}" in shown for first in (-90, -10, 5)] == [True, True, False]
    assert cast.spare.standing(day) == ExpertStanding.ACTIVE


def test_a_tie_is_ended_and_stays_known(office: Any) -> None:
    browser, _, _, cast = office
    tie = a_relation(cast.spare.user, cast.organisation)
    db.session.commit()

    answers = [
        browser.post(f"/people/ties/{tie.id}/ending", data={"last_day": last})
        for last in ("2010-01-01", "2024-12-31", "tegnap")
    ]

    assert [answer.status_code for answer in answers] == [422, 303, 422]
    db.session.refresh(tie)
    assert tie.to_on == date(2024, 12, 31)


def test_an_appointment_that_ends_before_it_begins_is_refused_beside_the_field(office: Any) -> None:
    browser, newcomer, _, _ = office

    answer = browser.post(f"/people/{newcomer.id}/sheet", data=sheet(appointed_to="2020-01-01"))

    assert answer.status_code == 422
    assert 'id="appointed_to-error"' in answer.text
    assert 'value="2020-01-01"' in answer.text


def test_a_tie_to_the_applicant_keeps_the_expert_off_its_case(office: Any) -> None:
    browser, newcomer, case, cast = office
    assert conflicts([newcomer], case, today()).get(newcomer.id, []) == []

    data = {"organisation": cast.organisation.id, "bond": "member", "from_on": "2026-01-01", "to_on": ""}
    answer = browser.post(f"/people/{newcomer.id}/ties", data=data)

    assert answer.status_code == 303
    assert [obstacle.code for obstacle in conflicts([newcomer], case, today())[newcomer.id]] == ["KO1"]


def test_advice_on_the_programme_keeps_the_expert_off_its_case(office: Any) -> None:
    browser, newcomer, case, _ = office

    data = {"programme": case.programme.number.lower(), "on": today().isoformat(), "subject": "Indulás"}
    answer = browser.post(f"/people/{newcomer.id}/advice", data=data)

    assert answer.status_code == 303
    assert [obstacle.code for obstacle in conflicts([newcomer], case, today())[newcomer.id]] == ["KO3"]


def test_an_unknown_programme_number_is_refused_and_kept(office: Any) -> None:
    browser, newcomer, _, _ = office

    answer = browser.post(f"/people/{newcomer.id}/advice", data={"programme": "RP-1999-0001", "on": "2026-01-01"})

    assert answer.status_code == 422
    assert "RP-1999-0001" in answer.text


@pytest.mark.parametrize("path", ["sheet", "ties", "advice"])
def test_only_the_head_of_office_keeps_sheets(office: Any, sign_in: Any, path: str) -> None:
    _, newcomer, _, cast = office

    answer = sign_in(cast.officer).post(f"/people/{newcomer.id}/{path}", data={})

    assert answer.status_code == 403


def test_the_first_people_are_entered_from_the_shell_and_invited(saved: Any, app: Any) -> None:
    answer = app.test_cli_runner().invoke(
        args=["people", "enter", "elso@merce.example", "Irodai", "Vilma", "--role", "head_of_office"]
    )

    assert answer.exit_code == 0, answer.output
    assert "elso@merce.example is entered (head_of_office)" in answer.output
