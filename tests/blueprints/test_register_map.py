"""The map of the register: twenty counties with the numbers of the list, each a way to its own list."""

import re
from html import unescape

import pytest

from models.states import AccreditationStatus as Status
from tests.blueprints.counting import queries_of
from tests.entries import an_entry
from workflow.counties import COUNTIES


@pytest.fixture
def visitor(sign_in, saved):
    """Five entries in four counties, one of them in two, and a visitor without an account."""
    an_entry("Kerti kör", county_codes=["20"])
    an_entry("Kerti vásár", county_codes=["20", "18"])
    an_entry("Olvasókör", county_codes=["02"])
    an_entry("Fonó", county_codes=["01"], status=Status.SUSPENDED)
    an_entry("Sehol sincs", county_codes=[], status=Status.NONE)
    saved.commit()
    return sign_in(None)


def areas(page):
    """Of every county on the map: its name and number as they are heard, and where it leads."""
    links = re.findall(r'<a href="([^"]+)" aria-label="([^"]+): (\d+) [^"]+"', page.split('class="county-map"')[1])
    return [(name, int(count), unescape(there)) for there, name, count in links]


def listed(page):
    """The same of the list beneath."""
    beneath = page.split('class="county-list"')[1].split("</ul>")[0]
    links = re.findall(r'<a href="([^"]+)"[^>]*>([^<]+) <span>(\d+)</span>', beneath)
    return [(name, int(count), unescape(there)) for there, name, count in links]


def test_all_twenty_counties_are_links_with_name_and_number_and_the_list_beneath_says_the_same(visitor):
    page = visitor.get("/registry").text

    assert [name for name, _, _ in areas(page)] == [county.name for county in COUNTIES.values()]
    assert areas(page) == listed(page)
    assert {name: count for name, count, _ in areas(page) if count} == {
        "Zala": 2,
        "Vas": 1,
        "Baranya": 1,
        "Budapest": 1,
    }


def test_the_list_stands_first_and_the_map_second(visitor):
    page = visitor.get("/registry").text

    assert page.index("<table") < page.index('class="county-map"') < page.index("</main>")


def test_each_county_leads_to_a_list_of_as_many_as_it_says(visitor):
    found = {name: (count, visitor.get(there).text) for name, count, there in areas(visitor.get("/registry").text)}

    assert {name: page.count('role="rowheader"') for name, (_, page) in found.items()} == {
        name: count for name, (count, _) in found.items()
    }


def test_a_county_keeps_the_other_filters_and_the_numbers_are_of_what_they_leave(visitor):
    page = visitor.get("/registry?words=kerti&county=18").text

    there = {name: (count, address) for name, count, address in areas(page) if count}
    assert there == {"Zala": (2, "/registry?words=kerti&county=20"), "Vas": (1, "/registry?words=kerti&county=18")}


def test_the_chosen_county_is_said_to_be_the_present_one(visitor):
    page = visitor.get("/registry?county=20").text

    current = re.findall(r'<a href="[^"]*county=(\d+)"[^>]*aria-current="true"', page)
    assert current == ["20", "20"]


def test_a_county_without_a_programme_still_shows_the_map_to_go_on_from(visitor):
    page = visitor.get("/registry?county=05").text

    assert [len(areas(page)), {name: count for name, count, _ in areas(page)}["Zala"]] == [20, 2]


def test_an_empty_register_has_no_map(sign_in, saved):
    assert "county-map" not in sign_in(None).get("/registry").text


def test_it_speaks_english(visitor):
    visitor.post("/language", data={"locale": "en"})

    page = visitor.get("/registry").text

    assert 'aria-label="Zala: 2 programmes"' in page
    assert "Accredited programmes by county" in page


def test_the_map_costs_one_query(visitor):
    assert queries_of(visitor, "/registry") <= 4
