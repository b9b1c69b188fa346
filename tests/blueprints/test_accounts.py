"""Accounts: signing in and out, a new password by mail, the first one by invitation; nobody learns who has one."""

from datetime import timedelta
from unicodedata import normalize
from urllib.parse import urljoin, urlsplit

import pytest
import time_machine
from flask_security import hash_password
from sqlalchemy import select

from models.db import db
from models.outbox import Mail
from models.states import Role
from models.user import User
from tests.cast import a_person
from tests.stages import TUESDAY
from workflow.notices.mail import letter_of

pytestmark = pytest.mark.usefixtures("tuesday")
PASSWORD = "tavaszi zápor a hegyen"
NEW = "őszi köd a folyó felett"
AWAY = [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "///evil.example",
    "\\\\evil.example",
    "https:evil.example",
]


@pytest.fixture
def person(saved):
    person = a_person(
        Role.OBSERVER, email="minta.anna@merce.example", password=hash_password(normalize("NFKD", PASSWORD))
    )
    db.session.commit()
    return person


@pytest.fixture
def browser(sign_in):
    return sign_in(None)


def enter(browser, *, email="minta.anna@merce.example", password=PASSWORD, address="/login", **more):
    return browser.post(address, data={"email": email, "password": password, **more})


def is_in(browser):
    return browser.get("/inbox/").status_code == 200


def test_the_right_password_opens_the_inbox(person, browser):
    answer = enter(browser)

    assert [answer.status_code, answer.headers["Location"], is_in(browser)] == [302, "/inbox/", True]


def test_the_password_is_kept_as_argon2id(person):
    assert person.password.startswith("$argon2id$")


def test_a_wrong_password_and_an_unknown_account_get_the_same_answer(person, browser):
    wrong = enter(browser, password="valami más")
    unknown = enter(browser, email="nincs.ilyen@merce.example", password="valami más")

    assert wrong.text == unknown.text.replace("nincs.ilyen@merce.example", person.email)
    assert [wrong.status_code, unknown.status_code, "error-summary" in wrong.text, is_in(browser)] == [
        200,
        200,
        True,
        False,
    ]


def test_what_was_typed_as_address_is_kept_and_the_password_is_not(person, browser):
    answer = enter(browser, password="valami más")

    assert [f'value="{person.email}"' in answer.text, "valami más" in answer.text] == [True, False]


def test_an_account_that_was_closed_opens_nothing_and_looks_like_any_wrong_password(person, browser):
    wrong = enter(browser, password="valami más").text
    person.active = False
    db.session.commit()

    answer = enter(browser)

    assert [answer.text, is_in(browser)] == [wrong, False]


def test_closing_the_account_ends_what_is_open(person, sign_in):
    browser = sign_in(person)
    assert is_in(browser)

    person.active = False
    db.session.commit()

    assert not is_in(browser)


def test_signing_out_leaves_nothing_in_the_browser(person, browser):
    enter(browser)

    answer = browser.post("/logout")

    assert [answer.status_code, answer.headers["Location"]] == [302, "/"]
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not is_in(browser)


def test_a_link_cannot_sign_anybody_out(person, browser):
    enter(browser)

    assert [browser.get("/logout").status_code, is_in(browser)] == [405, True]


def test_signing_in_leads_on_to_the_page_that_was_asked_for(person, browser):
    door = browser.get("/inbox/?page=2").headers["Location"]

    assert door == "/login?next=/inbox/?page%3D2"
    assert enter(browser, address=door).headers["Location"] == "/inbox/?page=2"


@pytest.mark.parametrize("target", AWAY)
def test_signing_in_never_leads_to_another_site(person, browser, target):
    by_address = enter(browser, address=f"/login?next={target}")
    browser.post("/logout")
    by_field = enter(browser, next=target)

    assert [where(by_address), where(by_field)] == ["merce.example"] * 2


def where(answer):
    """The host that a browser goes to."""
    address = answer.headers.get("Location", "").replace("\\", "/")
    return urlsplit(urljoin("https://merce.example/login", address)).netloc


@pytest.mark.parametrize("target", AWAY)
def test_switching_the_language_never_leads_to_another_site(saved, browser, target):
    answer = browser.post("/language", data={"locale": "en", "next": target})

    assert [answer.status_code, answer.headers["Location"]] == [303, "/"]


def the_link():
    mail = db.session.scalars(select(Mail).order_by(Mail.id.desc())).first()
    return mail.facts["path"]


def test_a_forgotten_password_is_set_anew_by_mail(person, browser, mails):
    browser.post("/reset", data={"email": person.email})

    answer = browser.post(the_link(), data={"password": NEW, "password_confirm": NEW})

    assert [answer.status_code, answer.headers["Location"]] == [302, "/login"]
    assert [enter(browser).status_code, enter(browser, password=NEW).status_code] == [200, 302]
    assert mails() == [(person.email, "reset"), (person.email, "password-changed")]


def test_a_new_password_ends_every_session_and_uses_up_its_link(person, browser, sign_in):
    elsewhere = sign_in(person)
    browser.post("/reset", data={"email": person.email})
    link = the_link()
    browser.post(link, data={"password": NEW, "password_confirm": NEW})

    again = browser.post(link, data={"password": PASSWORD, "password_confirm": PASSWORD})

    assert [is_in(elsewhere), again.status_code, again.headers["Location"]] == [False, 302, "/reset"]
    assert enter(browser, password=NEW).status_code == 302


def test_the_link_works_for_two_days(person, browser):
    browser.post("/reset", data={"email": person.email})
    link = the_link()

    with time_machine.travel(TUESDAY + timedelta(days=2, minutes=1), tick=False):
        late = browser.get(link)
    with time_machine.travel(TUESDAY + timedelta(days=1, hours=23), tick=False):
        in_time = browser.get(link)

    assert [late.status_code, in_time.status_code] == [302, 200]


@pytest.mark.parametrize(
    ("password", "again"), [("rövid", "rövid"), (NEW, "egészen más szavak")], ids=["too short", "not the same"]
)
def test_a_password_that_will_not_do_is_asked_for_again(person, browser, password, again):
    browser.post("/reset", data={"email": person.email})
    link = the_link()

    answer = browser.post(link, data={"password": password, "password_confirm": again})

    assert [answer.status_code, "error-summary" in answer.text, password in answer.text] == [200, True, False]
    assert enter(browser).status_code == 302


def test_asking_for_a_new_password_answers_the_same_for_an_unknown_address(person, browser, mails):
    known = browser.post("/reset", data={"email": person.email}, follow_redirects=True)
    unknown = browser.post("/reset", data={"email": "nincs.ilyen@merce.example"}, follow_redirects=True)

    assert [known.status_code, known.text] == [
        unknown.status_code,
        unknown.text.replace("nincs.ilyen@merce.example", person.email),
    ]
    assert mails() == [(person.email, "reset")]


def test_the_link_leads_to_our_address_whatever_host_was_asked_for(person, browser):
    browser.post(
        "/reset", data={"email": person.email}, headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    )

    letter = letter_of(db.session.scalars(select(Mail)).one())

    assert "evil.example" not in letter.text + letter.html
    assert f"https://merce.example{the_link()}" in letter.text


def test_an_invitation_leads_to_the_first_password(saved, sign_in, mails):
    keeper = a_person(Role.ADMINISTRATOR)
    db.session.commit()
    form = {"family_name": "Új", "given_name": "Ubul", "email": "Uj.Ubul@merce.example", "locale": "hu"}
    sign_in(keeper).post("/people/new", data=form, headers={"X-Forwarded-Host": "evil.example"})
    letter = letter_of(db.session.scalars(select(Mail)).one())
    invited = sign_in(None)

    answer = invited.post(the_link(), data={"password": NEW, "password_confirm": NEW})

    person = db.session.scalars(select(User).where(User.email == "uj.ubul@merce.example")).one()
    assert mails()[0] == (person.email, "invitation")
    assert ["evil.example" in letter.text, answer.status_code, person.password[:10]] == [False, 302, "$argon2id$"]
    assert enter(invited, email=person.email, password=NEW).status_code == 302


def test_an_invited_person_without_a_password_cannot_sign_in(saved, browser):
    a_person(Role.OBSERVER, email="uj.ubul@merce.example")
    db.session.commit()

    assert [enter(browser, email="uj.ubul@merce.example", password=one).status_code for one in ("", "None", "x")] == [
        200
    ] * 3
    assert not is_in(browser)


def test_a_person_changes_the_password(person, browser, mails):
    enter(browser)

    answer = browser.post("/password", data={"password": PASSWORD, "new_password": NEW, "new_password_confirm": NEW})
    browser.post("/logout")

    assert [answer.status_code, enter(browser).status_code, enter(browser, password=NEW).status_code] == [302, 200, 302]
    assert mails() == [(person.email, "password-changed")]


@pytest.mark.parametrize("address", ["/password", "/password/verification"])
def test_the_pages_about_the_password_ask_for_the_present_one(person, browser, address):
    enter(browser)

    page = browser.get(address)

    assert [page.status_code, 'name="password"' in page.text, 'class="masthead"' in page.text] == [200, True, True]


def test_the_language_is_kept_with_the_account(person, sign_in):
    browser = sign_in(person)

    browser.post("/language", data={"locale": "en", "next": "/inbox/", "role": "administrator"})

    db.session.refresh(person)
    assert [person.locale, '<html lang="en">' in sign_in(person).get("/inbox/").text] == ["en", True]
