"""The office at a glance: the counts are those of the list, the deadlines those of the cases, each for whom it may."""

import re
from datetime import timedelta

import pytest

from models.db import db
from models.states import CaseState, DeadlineState
from tests.blueprints.counting import queries_of
from tests.factories import a_case, the_people
from workflow.clock import today

pytestmark = pytest.mark.usefixtures("tuesday")
S = CaseState
STATES = (
    S.SUBMITTED,
    S.UNDER_FORMAL_CHECK,
    S.UNDER_FORMAL_CHECK,
    S.COMPLETION_REQUESTED,
    S.ON_THE_AGENDA,
    S.REJECTED_ON_FORMAL_GROUNDS,
)


@pytest.fixture
def people(saved):
    people = the_people()
    for state in STATES:
        a_case(state, cast=people, title=f"Program {state.value}")
    a_case(S.DRAFT, cast=people, title="Piszkozat marad")
    saved.commit()
    return people


def table(page, name):
    """The rows of the table beneath a chart: name and the numbers behind it."""
    chart = page.split(f'id="chart-{name}"')[1].split("</figure>")[0]
    rows = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', chart, re.DOTALL)
    return {re.sub("<[^>]+>", "", name): re.findall(r"<td>(.*?)</td>", cells) for name, cells in rows}


def drawn(page, name):
    """What the picture says: the accessible names of its links."""
    chart = page.split(f'id="chart-{name}"')[1].split("<details>")[0]
    return dict(label.rsplit(": ", 1) for label in re.findall(r'<a href="[^"]+" aria-label="([^"]+)"', chart))


def listed(page):
    """The cases of the deadlines in sight, each with the machine-readable day."""
    return set(re.findall(r'href="(/cases/\d+)"', page))


def test_the_counts_are_those_of_the_list_that_each_leads_to(people, sign_in):
    browser = sign_in(people.head)
    page = browser.get("/overview").text

    numbers = {name: cells[0] for name, cells in table(page, "under-way").items() if cells[0] != "0"}
    leads = re.findall(r'<a href="(/cases/\?state=[a-z_]+)" aria-label="[^"]+: (\d+)"', page)

    assert numbers == drawn(page, "under-way")
    assert numbers == {
        "Benyújtva": "1",
        "Formai ellenőrzés alatt": "2",
        "Hiánypótlásra visszaküldve": "1",
        "Napirenden": "1",
    }
    assert table(page, "closed") == {"Formai okból elutasítva": ["1"]}
    assert {browser.get(there).text.count('role="rowheader"') - int(count) for there, count in leads} == {0}


def test_a_draft_is_the_applicants_own_and_never_counted(people, sign_in):
    page = sign_in(people.head).get("/overview").text

    assert ["Piszkozat" in page, "Piszkozat marad" in page] == [False, False]


def test_how_long_the_one_that_waits_longest_has_had_no_step(people, sign_in, tuesday):
    tuesday.shift(timedelta(days=9))

    found = table(sign_in(people.head).get("/overview").text, "under-way")["Formai ellenőrzés alatt"]

    assert found == ["2", "9 nap"]


def running(case):
    return [limit for limit in case.deadlines if limit.state == DeadlineState.RUNNING and limit.code != "H17"]


def test_each_day_of_the_calendar_has_the_deadlines_that_end_on_it(people, sign_in):
    case = a_case(S.SUBMITTED, cast=people, title="Ami most jött")
    db.session.commit()
    day = max(limit.due_on for limit in running(case))
    browser = sign_in(people.head)

    month = browser.get("/overview", query_string={"month": str(day)[:7]}).text
    there = re.search(rf'href="([^"]+day={day}#day)"[^>]*>(.*?)</a>', month, re.DOTALL)
    chosen = browser.get(there[1].replace("&amp;", "&")).text

    assert f"/cases/{case.id}" in listed(chosen.split('id="day"')[1])
    assert int(re.search(r"<strong[^>]*>(\d+)<", there[2])[1]) == len(
        re.findall(rf'<time datetime="{day}"', chosen.split('id="day"')[1])
    )


def test_what_is_overdue_stands_on_top_with_its_number(people, sign_in, tuesday):
    before = sign_in(people.head).get("/overview").text
    tuesday.shift(timedelta(days=400))

    page = sign_in(people.head).get("/overview").text
    overdue = page.split('id="overdue"')[1].split('id="calendar"')[0]

    assert 'id="overdue"' not in before
    assert int(re.search(r"\((\d+)\)", overdue)[1]) == len(re.findall(r"<time ", overdue)) > 3
    assert page.index('id="overdue"') < page.index('id="calendar"') < page.index('id="chart-under-way"')


def test_rest_days_and_neighbouring_months(people, sign_in):
    page = sign_in(people.head).get("/overview?month=2026-12").text

    rest = re.findall(r"<span>(\d+)</span><span class=\"visually-hidden\"> Pihenőnap", page)
    assert [[int(day) for day in rest], "month=2026-11#" in page, "month=2027-01#" in page] == [
        [5, 6, 13, 19, 20, 24, 25, 26, 27],
        True,
        True,
    ]


@pytest.mark.parametrize("asked", ["month=2026-13", "month=x&day=y", "day=2026-02-30", "month=2031-01", "month='%3B"])
def test_a_month_or_day_that_does_not_exist_is_this_months_page(asked, people, sign_in):
    browser = sign_in(people.head)

    assert browser.get(f"/overview?{asked}").text.count("2026. szeptember") == browser.get("/overview").text.count(
        "2026. szeptember"
    )


def test_an_officer_sees_the_deadlines_of_the_own_cases_and_the_counts_of_the_own_list(people, sign_in):
    officer, other = sign_in(people.officer), sign_in(people.other_officer)
    month = {"month": str(today())[:7]}

    mine = listed(officer.get("/overview", query_string=month).text)
    others = other.get("/overview", query_string=month).text

    assert [bool(mine), listed(others)] == [True, set()]
    assert {name: cells[0] for name, cells in table(others, "under-way").items() if cells[0] != "0"} == {
        "Benyújtva": "1"
    }


@pytest.mark.parametrize(("part", "sees"), [("head", True), ("president", True), ("officer", True), ("staff", False)])
def test_the_way_there_stands_in_the_navigation_of_whoever_may(part, sees, people, sign_in):
    browser = sign_in(people.by_part[part])

    assert ['href="/overview"' in browser.get("/inbox/").text, browser.get("/overview").status_code] == [
        sees,
        200 if sees else 403,
    ]


@pytest.mark.parametrize("part", ["head", "officer"])
def test_ten_queries_at_most_however_many_cases(part, people, sign_in):
    browser = sign_in(people.by_part[part])
    short = queries_of(browser, "/overview")
    for _ in range(10):
        a_case(S.UNDER_FORMAL_CHECK, cast=people)
    db.session.commit()

    assert [queries_of(browser, "/overview"), short <= 10] == [short, True]


def test_it_speaks_english_too(people, sign_in):
    people.head.locale = "en"
    db.session.commit()

    page = sign_in(people.head).get("/overview?month=2026-09").text

    assert ["Overview" in page, "September 2026" in page, "Áttekintés" in page] == [True, True, False]
