"""The front door, and switching the language without being led elsewhere or gaining anything."""

import pytest

from models.db import db
from models.states import Role
from models.user import User
from tests.cast import a_person


@pytest.fixture
def visitor(sign_in):
    """A browser of somebody who has no account."""
    return sign_in(None)


def switch(browser, **typed):
    return browser.post("/language", data=typed)


def test_the_front_door_leads_to_the_register_the_procedure_signing_in_and_verifying(visitor, saved):
    page = visitor.get("/")

    doors = ["/registry", "/procedure", "/login", "/verify/", "/accessibility", "/privacy"]
    assert [page.status_code, [door for door in doors if f'href="{door}"' not in page.text]] == [200, []]


def test_whoever_is_signed_in_goes_to_the_inbox(sign_in, saved):
    person = a_person(Role.CASE_OFFICER)
    saved.commit()

    answer = sign_in(person).get("/")

    assert [answer.status_code, answer.location] == [302, "/inbox/"]


@pytest.mark.parametrize("address", ["/accessibility", "/privacy"])
@pytest.mark.parametrize("locale", ["hu", "en"])
def test_the_short_pages_stand_in_both_languages(visitor, saved, address, locale):
    switch(visitor, locale=locale, next="/")

    page = visitor.get(address)

    assert [page.status_code, f'<html lang="{locale}">' in page.text] == [200, True]


def test_a_switch_comes_back_to_the_same_page_in_the_other_language(visitor, saved):
    answer = switch(visitor, locale="en", next="/registry?words=kert&page=2")

    assert [answer.status_code, answer.location] == [303, "/registry?words=kert&page=2"]
    assert '<html lang="en">' in visitor.get("/registry").text


@pytest.mark.parametrize("locale", ["", "de", "hu-HU", "EN", "<script>", "../en"])
def test_another_language_than_the_two_changes_nothing(visitor, saved, locale):
    switch(visitor, locale="en", next="/")

    switch(visitor, locale=locale, next="/")

    assert '<html lang="en">' in visitor.get("/").text


def test_the_language_is_kept_with_the_account_and_nothing_else_changes(sign_in, saved):
    person = a_person(Role.CASE_OFFICER, locale="hu")
    saved.commit()
    before = (person.email, person.active, [held.role for held in person.appointments])

    sign_in(person).post(
        "/language", data={"locale": "en", "next": "/", "active": "", "email": "x@y", "role": "president"}
    )

    db.session.expire_all()
    after = db.session.get(User, person.id)
    assert (after.locale, (after.email, after.active, [held.role for held in after.appointments])) == ("en", before)


ELSEWHERE = [
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/ /evil.example",
    "/\n//evil.example",
    "http:evil.example",
    "javascript:alert(1)",
    "evil.example",
    "@evil.example",
    "/registry\r\nSet-Cookie: a=b",
    "",
    "/no-such-page",
    "/language",
    "/logout",
]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_nobody_is_led_elsewhere(visitor, saved, address):
    answer = switch(visitor, locale="en", next=address)

    assert [answer.status_code, answer.location] == [303, "/"]


def test_the_switch_is_a_post(visitor, saved):
    assert visitor.get("/language?locale=en&next=/").status_code == 405
