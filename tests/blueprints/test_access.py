"""The access matrix: every address, everybody, and nothing beyond it (procedure rules, 4.2; BR-07, BR-29, BR-36)."""

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from models.case import Case
from models.db import db
from models.states import CaseState
from tests.blueprints.counting import queries_of
from tests.blueprints.matrix import NOT_OURS, OWN, PUBLIC, ROWS
from tests.blueprints.rows import Row
from tests.blueprints.world import STATES, World, a_world
from tests.conftest import empty_tables
from tests.stages import TUESDAY
from workflow.storage import Store

REACHED = {200, 204, 303, 409, 422}
#: Neither a mail worker nor Redis runs beside the tests.
NOT_READY = 503


@pytest.fixture(scope="module")
def world(application: Flask) -> Iterator[World]:
    with time_machine.travel(TUESDAY, tick=False):
        with application.app_context():
            built = a_world(Store(application.config["STORAGE_URL"]))
        yield built
        with application.app_context():
            empty_tables()


def client_of(application: Flask, session_key: str | None) -> FlaskClient:
    client = application.test_client()
    if session_key:
        with client.session_transaction() as cookie:
            cookie.update({"_user_id": session_key, "_fresh": True})
    return client


@pytest.fixture(scope="module")
def clients(application: Flask, world: World) -> dict[str, FlaskClient]:
    return {part: client_of(application, key) for part, key in world.people.items()}


@pytest.fixture(scope="module")
def nobody(application: Flask) -> FlaskClient:
    return client_of(application, None)


def answered(client: FlaskClient, method: str, address: str, **more: object) -> int | str:
    """The status, or "reached", or "sign in"; what every answer must carry is asked for here."""
    answer = client.open(address, method=method, **more)
    assert answer.headers["Cache-Control"] == "no-store"
    assert {"HX-Request", "HX-Request-Type", "Cookie"} <= set(answer.vary)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    if answer.status_code == 302 and answer.headers["Location"].startswith("/login"):
        return "sign in"
    return "reached" if answer.status_code in REACHED else answer.status_code


def test_every_address_stands_in_the_matrix(application: Flask) -> None:
    there = {
        (rule.endpoint, method)
        for rule in application.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"}
    }

    listed = {(row.endpoint, row.method) for row in [*ROWS, *PUBLIC]} | {(one[0], one[1]) for one in OWN}

    assert listed | NOT_OURS == there


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.endpoint}-{row.method}-{row.address}")
def test_everybody_gets_what_the_matrix_says(row: Row, world: World, clients: dict[str, FlaskClient]) -> None:
    address = row.address.format(**world.at)

    found = {part: answered(client, row.method, address) for part, client in clients.items()}

    expected = dict.fromkeys(clients, row.rest) | dict.fromkeys(row.not_theirs, 403) | dict.fromkeys(row.may, "reached")
    assert found == expected


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.endpoint}-{row.method}-{row.address}")
def test_signed_out_nothing_opens(row: Row, world: World, nobody: FlaskClient) -> None:
    found = answered(nobody, row.method, row.address.format(**world.at))

    assert found == (404 if row.endpoint.startswith(("demo.", "styleguide.")) else "sign in")


@pytest.mark.parametrize("row", PUBLIC, ids=lambda row: f"{row.endpoint}-{row.method}")
def test_what_is_public_opens_for_whoever_is_signed_out(row: Row, world: World, nobody: FlaskClient) -> None:
    answer = nobody.open(row.address.format(**world.at), method=row.method)

    # 422: a form that anybody may send was sent empty
    expected = {200, 302, 303, 422} | ({NOT_READY} if row.endpoint == "health.readyz" else set())
    assert answer.status_code in expected
    assert not answer.headers.get("Location", "").startswith("/login?")


@pytest.mark.parametrize("one", OWN, ids=lambda one: f"{one[0]}-{one[1]}")
def test_ones_own_pages_open_for_everybody_who_is_signed_in(one: tuple[str, str, str], clients, nobody) -> None:
    found = {answered(client, one[1], one[2]) for client in clients.values()}

    # Changing the password asks for the present one first: these cookies know of no fresh sign-in.
    assert found <= {"reached", 302}
    assert answered(nobody, one[1], one[2]) == "sign in"


def test_nothing_was_changed_by_all_this(application: Flask, world: World) -> None:
    """The rows with POST go where it is too late, or bring nothing: the cases stand where they stood."""
    named = {name: id for name, id in world.at.items() if name in list(CaseState)}

    with application.app_context():
        states = {name: db.session.get(Case, id).state for name, id in named.items()}

    assert states == {state.value: state for state in STATES}


def test_the_administrator_reaches_accounts_and_held_mail_and_nothing_of_a_case(world: World, clients) -> None:
    reached = {
        row.address
        for row in ROWS
        if answered(clients["administrator"], row.method, row.address.format(**world.at)) == "reached"
    }

    assert {address.split("/")[1] for address in reached} == {"people", "mails", "join"}


@pytest.mark.parametrize(("part", "status"), [("administrator", 404), ("president", 200)])
def test_open_reviews_and_votes_are_no_business_of_the_administrator(part, status, world: World, clients) -> None:
    rooms = ("/reviews/{review}", "/agenda-items/{voting_item}", "/meetings/{voting_meeting}")

    assert [clients[part].get(room.format(**world.at)).status_code for room in rooms] == [status] * 3


@pytest.mark.parametrize("role", ["developer", "observer"])
def test_who_sees_lines_only_finds_no_way_into_a_case(role: str, world: World, clients) -> None:
    page = clients[role].get("/cases/").text

    assert page.count('<tr role="row"') > 10
    assert f'href="/cases/{world.at["submitted"]}"' not in page
    assert f'href="/cases/{world.at["submitted"]}"' in clients["officer"].get("/cases/").text


@pytest.mark.parametrize("state", STATES)
def test_the_page_of_a_case_asks_the_database_ten_times_at_most(state: CaseState, world: World, clients) -> None:
    address = f"/cases/{world.at[state]}"
    who = [part for part in clients if clients[part].get(address).status_code == 200]

    found = {part: queries_of(clients[part], address) for part in who}

    assert {part: count for part, count in found.items() if count > 10} == {}
    assert {"representative", "staff"} <= set(found)
