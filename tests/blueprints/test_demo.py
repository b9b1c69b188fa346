"""The demonstration's door, mailbox and commands; and that a production server has none of them."""

import json

import pytest
from flask_security import verify_password
from sqlalchemy import event, select

from app import create_app
from models.db import db
from models.outbox import Mail
from models.states import Role
from models.user import User
from tests.demonstration import a_demonstration, settings
from workflow.clock import now
from workflow.counties import COUNTIES
from workflow.demo.people import PEOPLE


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    with a_demonstration(tmp_path_factory.mktemp("demo")) as app:
        yield app


@pytest.fixture
def visitor(demonstration):
    return demonstration.test_client()


@pytest.fixture
def flask(demonstration):
    return lambda *words: demonstration.test_cli_runner().invoke(args=list(words))


@pytest.fixture
def expert(demonstration):
    with demonstration.app_context():
        return db.session.scalar(select(User).where(User.email == "vera.minta@merce.example"))


def a_mail(demonstration):
    with demonstration.app_context():
        return db.session.scalars(select(Mail).order_by(Mail.id)).first()


# The door


def test_the_sign_in_page_lists_everybody_with_their_roles(visitor):
    page = visitor.get("/login").text

    assert page.count('action="/demo/entrance/') == len(PEOPLE)
    assert "<strong>Minta Vera</strong><span>Megyei szakértő (Vas)</span>" in page


def test_one_click_signs_in(visitor, expert):
    answer = visitor.post(f"/demo/entrance/{expert.id}")

    assert (answer.status_code, answer.location) == (303, "/inbox/")
    assert visitor.get("/inbox/").status_code == 200


def test_whatever_the_session_held_before_is_forgotten(visitor, expert):
    with visitor.session_transaction() as cookie:
        cookie.update({"_user_id": "somebody else", "planted": "here"})

    visitor.post(f"/demo/entrance/{expert.id}")

    with visitor.session_transaction() as cookie:
        assert (cookie["_user_id"], cookie.get("planted")) == (expert.fs_uniquifier, None)


def test_nobody_comes_in_as_somebody_who_does_not_exist(visitor):
    assert visitor.post("/demo/entrance/999999").status_code == 404


def test_coming_in_is_a_post(visitor, expert):
    assert visitor.get(f"/demo/entrance/{expert.id}").status_code == 405


def test_people_can_sign_in_by_password_too(visitor):
    typed = {"email": "vera.minta@merce.example", "password": "merce-demo-2026"}

    assert visitor.post("/login", data=typed).location == "/inbox/"


# The mailbox


def test_the_mailbox_shows_the_newest_letter_first(demonstration, visitor):
    with demonstration.app_context():
        newest = db.session.scalars(select(Mail).order_by(Mail.created_at.desc(), Mail.id.desc())).first()

    page = visitor.get("/demo/mailbox").text

    assert page.count('href="/demo/mailbox/') == 50
    assert page.index(f'href="/demo/mailbox/{newest.id}"') == page.index('href="/demo/mailbox/')


def test_the_mailbox_can_be_narrowed_to_one_person(demonstration, visitor):
    address = "ede.elnoki@merce.example"
    with demonstration.app_context():
        ids = db.session.scalars(select(Mail.id).where(Mail.address == address).order_by(Mail.id.desc())).all()

    page = visitor.get(f"/demo/mailbox?to={address}").text

    assert [id for id in ids if f'href="/demo/mailbox/{id}"' not in page] == []
    assert page.count('href="/demo/mailbox/') == len(ids)


def test_a_mailbox_without_letters_says_so(visitor):
    answer = visitor.get("/demo/mailbox?to=nobody@merce.example")

    assert (answer.status_code, answer.text.count('class="empty"')) == (200, 1)


def test_the_mailbox_takes_three_queries_however_many_letters_it_shows(demonstration, visitor):
    asked = []
    with demonstration.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *about: asked.append(about[2]))

    visitor.get("/demo/mailbox?to=ede.elnoki@merce.example")
    narrow = [words for words in asked if words.startswith("SELECT")]
    visitor.get("/demo/mailbox")
    wide = [words for words in asked if words.startswith("SELECT")][len(narrow) :]

    assert (len(narrow), len(wide)) == (3, 3)


def test_a_letter_can_be_read(demonstration, visitor):
    mail = a_mail(demonstration)

    page = visitor.get(f"/demo/mailbox/{mail.id}").text

    assert mail.address in page
    assert "Tisztelt " in page


def test_the_html_part_stands_in_a_sandbox(demonstration, visitor):
    answer = visitor.get(f"/demo/mailbox/{a_mail(demonstration).id}/html")

    assert answer.headers["Content-Security-Policy"] == (
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    )
    assert "Tisztelt " in answer.text


@pytest.mark.parametrize("path", ["/demo/mailbox/999999", "/demo/mailbox/999999/html"])
def test_a_letter_that_is_not_there_is_not_found(visitor, path):
    assert visitor.get(path).status_code == 404


# The commands


def test_people_as_json_name_address_password_roles_and_county(flask, demonstration):
    people = json.loads(flask("demo", "people", "--json").output)

    assert [set(person) for person in people] == [
        {"id", "name", "email", "password", "roles", "county", "counties"}
    ] * len(PEOPLE)
    assert {role for person in people for role in person["roles"]} == set(Role)
    assert {person["county"] for person in people} - {None} <= set(COUNTIES)
    with demonstration.app_context():
        for person in people[:2]:
            assert verify_password(person["password"], db.session.get(User, person["id"]).password)


def test_people_are_printed_with_the_password_that_all_of_them_have(flask):
    lines = flask("demo", "people").output.splitlines()

    assert lines[0] == "People of the demonstration; everybody's password is merce-demo-2026"
    assert len(lines) == len(PEOPLE) + 2


def test_it_is_not_loaded_twice(flask):
    again = flask("demo", "load")

    assert (again.exit_code, again.output) == (1, "Error: The demonstration is loaded already.\n")


def test_it_is_multiplied_when_asked(flask):
    assert flask("demo", "load", "--programmes", "40").output == "40 programmes.\n"


def test_it_never_mixes_with_real_people(app, saved):
    saved.add(User(email="somebody@merce.example", fs_uniquifier="somebody", family_name="Valaki", created_at=now()))
    saved.commit()

    refused = app.test_cli_runner().invoke(args=["demo", "load"])

    assert (refused.exit_code, refused.output) == (
        1,
        "Error: This database holds real people: the demonstration needs an empty one.\n",
    )


# Elsewhere


@pytest.mark.parametrize("path", ["/demo/mailbox", "/demo/mailbox/1", "/demo/mailbox/1/html"])
def test_outside_demo_mode_there_is_no_mailbox(app, path):
    assert app.test_client().get(path).status_code == 404


def test_outside_demo_mode_nobody_comes_in_and_nobody_is_listed(app, saved):
    saved.add(User(email="vera.minta@merce.example", fs_uniquifier="v", family_name="Minta", created_at=now()))
    saved.commit()
    client = app.test_client()

    assert client.post(f"/demo/entrance/{saved.scalar(select(User.id))}").status_code == 404
    assert client.get("/login").text.count("/demo/entrance/") == 0


def test_production_has_neither_the_routes_nor_the_commands(tmp_path):
    production = create_app({**settings(tmp_path, f"sqlite:///{tmp_path}/merce.db"), "MERCE_MODE": "production"})

    assert [rule.rule for rule in production.url_map.iter_rules() if "demo" in rule.endpoint] == []
    assert production.test_cli_runner().invoke(args=["demo", "load"]).exit_code == 2
