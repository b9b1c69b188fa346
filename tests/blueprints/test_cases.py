"""The list of cases with its filters, the page of a case, the application as it was submitted."""

import re

import pytest

from models.db import db
from models.states import CaseState
from tests.cast import a_membership, an_organisation
from tests.factories import a_case, the_people

pytestmark = pytest.mark.usefixtures("tuesday")
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def people(saved):
    people = the_people()
    db.session.commit()
    return people


def titles(answer):
    return re.findall(r'data-label="[^"]*">(?:<a[^>]*>)?([^<]+)(?:</a>)?</th>', answer.text)


@pytest.fixture
def three(people):
    made = [
        a_case(CaseState.SUBMITTED, cast=people, title="Önsegítő körök"),
        a_case(CaseState.UNDER_FORMAL_CHECK, cast=people, title="Kertek alatt"),
        a_case(CaseState.DRAFT, cast=people, title="Referencia-program"),
    ]
    db.session.commit()
    return made


def test_the_newest_stands_on_top_and_drafts_are_the_applicants_own(three, people, sign_in):
    found = {
        part: titles(sign_in(people.by_part[part]).get("/cases/"))
        for part in ("head", "staff", "stranger", "other_officer")
    }

    assert found == {
        "head": ["Kertek alatt", "Önsegítő körök"],
        "staff": ["Referencia-program", "Kertek alatt", "Önsegítő körök"],
        "stranger": [],
        "other_officer": ["Önsegítő körök"],
    }


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("words=onsegito", ["Önsegítő körök"]),
        ("words=KERTEK", ["Kertek alatt"]),
        ("words=referenciaprogram", ["Referencia-program"]),
        ("words=100%25", []),
        ("state=submitted", ["Önsegítő körök"]),
        ("state=no-such-state", ["Referencia-program", "Kertek alatt", "Önsegítő körök"]),
        ("county=20", ["Referencia-program", "Kertek alatt", "Önsegítő körök"]),
        ("county=02", []),
        ("page=99", ["Referencia-program", "Kertek alatt", "Önsegítő körök"]),
        ("page=x&words=%27%22%3C", []),
    ],
)
def test_the_filters_stand_in_the_address(three, people, sign_in, asked, found):
    answer = sign_in(people.staff).get(f"/cases/?{asked}")

    assert [answer.status_code, titles(answer)] == [200, found]


def test_a_number_finds_its_case(three, people, sign_in):
    answer = sign_in(people.head).get("/cases/", query_string={"words": three[0].number.lower()})

    assert titles(answer) == ["Önsegítő körök"]


@pytest.mark.parametrize("address", ["/cases/", "/cases/?words=kertek"])
def test_the_list_holds_the_fragment_that_htmx_gets(three, people, sign_in, address):
    browser = sign_in(people.head)

    fragment = browser.get(address, headers=HTMX).text.strip()

    assert [fragment.startswith('<section id="case-rows"'), "<html" in fragment] == [True, False]
    assert fragment in browser.get(address).text


@pytest.mark.parametrize(
    "headers", [{"HX-History-Restore-Request": "true"}, {"HX-Boosted": "true"}, {"HX-Request-Type": "full"}]
)
def test_a_whole_page_is_a_whole_page_for_htmx_too(three, people, sign_in, headers):
    answer = sign_in(people.head).get("/cases/", headers={"HX-Request": "true", **headers})

    assert "<html" in answer.text


def test_the_page_of_a_case_holds_its_fragment(three, people, sign_in):
    browser, address = sign_in(people.head), f"/cases/{three[1].id}"

    fragment = browser.get(address, headers=HTMX).text.strip()

    assert [
        fragment.startswith(f'<section id="case-{three[1].id}-progress"'),
        fragment in browser.get(address).text,
    ] == [True, True]


def test_a_case_that_does_not_exist_looks_like_one_that_is_not_ones_own(three, people, sign_in):
    stranger = sign_in(people.stranger)

    told = []
    for id in (999, three[0].id):
        answer = stranger.get(f"/cases/{id}")
        told.append((answer.status_code, answer.text.replace(f"/cases/{id}", "/cases/")))

    assert [told[0][0], told[0]] == [404, told[1]]


def test_the_application_shows_each_frozen_version_and_never_the_one_in_writing(people, sign_in):
    case = a_case(CaseState.COMPLETION_REQUESTED, cast=people, E1="Így írtuk először.")
    writing = case.programme.versions[-1]
    writing.answers = {**writing.answers, "E1": "Most írjuk át."}
    db.session.commit()
    head = sign_in(people.head)

    pages = [
        head.get(f"/cases/{case.id}/application{asked}").text
        for asked in ("", "?version=1.0", f"?version={writing.number}", "?version=9")
    ]

    assert [("Így írtuk először." in page, "Most írjuk át." in page) for page in pages] == [(True, False)] * 4


def test_what_people_typed_is_text_and_never_markup(people, sign_in):
    case = a_case(
        CaseState.SUBMITTED, cast=people, title="<script>alert(1)</script>", E1='"><img src=x onerror=alert(1)>'
    )
    db.session.commit()
    head = sign_in(people.head)

    pages = [
        head.get(address).text
        for address in ("/cases/", f"/cases/{case.id}", f"/cases/{case.id}/application", "/inbox/")
    ]

    assert [("<script>alert" in page, "<img src=x" in page) for page in pages] == [(False, False)] * 4


def test_experts_are_named_to_the_office_and_never_to_the_applicant(people, sign_in):
    case = a_case(CaseState.WAITING_FOR_APPLICANTS_REMARKS, cast=people)
    db.session.commit()
    names = [expert.user.family_name + " " + expert.user.given_name for expert in (people.expert_a, people.expert_b)]

    office, applicant = (
        sign_in(person).get(f"/cases/{case.id}").text for person in (people.head, people.representative)
    )
    opinions = sign_in(people.representative).get(f"/cases/{case.id}/assessment").text

    assert [[name in page for name in names] for page in (office, applicant, opinions)] == [
        [True] * 2,
        [False] * 2,
        [False] * 2,
    ]


def test_who_left_the_organisation_sees_nothing_of_its_cases(three, people, sign_in):
    elsewhere = an_organisation()
    a_membership(people.staff, elsewhere)
    for row in [row for row in people.organisation.memberships if row.user_id == people.staff.id]:
        db.session.delete(row)
    db.session.commit()
    browser = sign_in(people.staff)

    assert [titles(browser.get("/cases/")), browser.get(f"/cases/{three[0].id}").status_code] == [[], 404]
