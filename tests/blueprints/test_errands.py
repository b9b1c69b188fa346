"""Errands on screen: asked for, watched without noise, left and found again, stopped, fetched by whoever still may."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from models.db import db
from models.errand import Errand, ErrandState
from models.user import Appointment
from tests.blueprints.counting import queries_of
from tests.errands import PAPER, TITLE, a_kind, a_trial, the_errand
from tests.factories import the_people
from workflow.clock import today
from workflow.errands import claims
from workflow.notices.errands import do_errands
from workflow.permissions.doing import may_export_cases
from workflow.text import Text

FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}
PURPOSE = "éves beszámoló a tagságnak"


@pytest.fixture
def people(saved, tuesday):
    people = the_people()
    db.session.commit()
    return people


@pytest.fixture
def head(people, sign_in):
    return sign_in(people.head)


@pytest.fixture
def errand_id(people, monkeypatch):
    """A trial that the head of office asked for."""
    a_kind(monkeypatch, lambda task, report: PAPER)
    asked = a_trial(people.head)
    db.session.rollback()
    return asked


def token_in(page):
    return re.search(r'name="token"[^>]*value="([^"]+)"', page.text).group(1)


def seen_in(page):
    """The address that the fragment asks next, None when it asks no more."""
    found = re.search(r'hx-get="([^"]+)"', page.text)
    return found.group(1).replace("&amp;", "&") if found else None


def announced(page):
    found = re.search(r'data-announce="([^"]+)"', page.text)
    return found.group(1) if found else None


def held(done, total):
    """The worker has taken it and got so far."""
    claim = claims.claim()
    claims.renew(claim, done=done, total=total, doing=Text("Számolunk.", "Counting."))
    return claim


def test_the_export_is_asked_for_with_its_purpose_done_told_of_and_fetched(head, people):
    token = token_in(head.get("/errands/cases"))
    answer = head.post("/errands/cases", data={"token": token, "language": "hu", "purpose": PURPOSE})
    do_errands()

    page = head.get(answer.location)
    file = head.get(f"{answer.location}/result")

    assert [answer.status_code, page.status_code, file.status_code] == [303, 200, 200]
    assert file.headers["Content-Disposition"] == "attachment; filename=ugyek-2026-09-15.zip"
    assert "sandbox" in file.headers["Content-Security-Policy"]
    assert zipfile.ZipFile(io.BytesIO(file.data)).namelist() == ["ugyek.csv", "lepesek.csv"]
    assert the_errand().arguments == {"language": "hu", "purpose": PURPOSE}
    assert f'href="{answer.location}"' in head.get("/inbox/").text


def test_the_booklet_names_the_public_address_and_not_the_host_of_the_request(people, sign_in):
    officer = sign_in(people.officer)
    token = token_in(officer.get("/errands/booklet"))

    officer.post("/errands/booklet", data={"token": token, "language": "en"})

    assert the_errand().arguments == {"language": "en", "url": "https://merce.example/registry"}


def test_a_double_click_asks_once_and_leads_to_the_same_page(head):
    wanted = {"token": token_in(head.get("/errands/booklet")), "language": "hu"}

    answers = [head.post("/errands/booklet", data=wanted).location for _ in range(2)]

    assert answers == [f"/errands/{the_errand().id}"] * 2


@pytest.mark.parametrize(
    "typed",
    [
        {"language": "hu", "purpose": ""},
        {"language": "de", "purpose": PURPOSE},
        {"language": "", "purpose": PURPOSE},
    ],
)
def test_what_is_missing_is_said_and_nothing_is_asked_for(head, typed):
    answer = head.post("/errands/cases", data={"token": "abc", **typed})

    assert [answer.status_code, 'class="error-summary"' in answer.text or "error-summary" in answer.text] == [422, True]
    assert db.session.scalars(select(Errand)).all() == []


def test_a_poll_is_answered_only_when_something_is_new(head, errand_id):
    page = head.get(f"/errands/{errand_id}")
    address = seen_in(page)

    nothing_new = head.get(address, headers=FRAGMENT)
    held(1, 10)
    moved = head.get(address, headers=FRAGMENT)
    again = head.get(seen_in(moved), headers=FRAGMENT)

    assert [nothing_new.status_code, nothing_new.data] == [204, b""]
    assert [moved.status_code, moved.text.lstrip().startswith("<section"), again.status_code] == [200, True, 204]
    assert 'value="10"' in moved.text


def test_start_quarters_and_end_are_read_out_and_nothing_between(head, errand_id):
    page = head.get(f"/errands/{errand_id}")
    heard = [announced(page)]
    claim = None
    for done in (1, 2, 30, 31, 49, 50, 99):
        if claim is None:
            claim = claims.claim()
        claims.renew(claim, done=done, total=100, doing=Text("Számolunk.", "Counting."))
        page = head.get(seen_in(page), headers=FRAGMENT)
        heard.append(announced(page))
    claims.finish(claim)
    db.session.commit()
    page = head.get(seen_in(page), headers=FRAGMENT)
    heard.append(announced(page))

    assert [bool(one) for one in heard] == [False, True, False, True, False, False, True, True, True]
    assert heard[-1] == "Elkészült. "
    assert seen_in(page) is None


def test_while_nobody_knows_how_much_there_is_the_bar_claims_nothing(head, errand_id):
    held(3, None)

    page = head.get(f"/errands/{errand_id}", headers=FRAGMENT).text

    bar = re.search(r"<progress[^>]*>", page).group(0)
    assert ["value=" in bar, 'aria-label="Próba"' in bar] == [False, True]


def test_whoever_asked_stops_it_and_htmx_gets_the_fragment(head, errand_id):
    claim = held(1, 10)

    page = head.post(f"/errands/{errand_id}/cancellation", headers=FRAGMENT)

    assert [page.status_code, page.text.lstrip().startswith("<section"), seen_in(page)] == [200, True, None]
    assert (the_errand().state, claims.finish(claim)) == (ErrandState.CANCELLED, False)


def test_without_a_script_stopping_leads_back_and_stopping_too_late_is_said(head, errand_id):
    first = head.post(f"/errands/{errand_id}/cancellation")
    late = head.post(f"/errands/{errand_id}/cancellation")

    assert [first.status_code, first.location, late.status_code] == [303, f"/errands/{errand_id}", 409]
    assert "Ez a munka közben véget ért." in late.text


def test_a_failure_is_said_in_the_readers_language(head, errand_id, monkeypatch):
    claims.fail(claims.claim(), Text("Nincs mit.", "Nothing to do."))
    db.session.commit()

    assert "Nincs mit." in head.get(f"/errands/{errand_id}").text


def test_who_lost_the_role_sees_that_it_is_done_and_cannot_fetch_it(head, people, monkeypatch):
    a_kind(monkeypatch, lambda task, report: PAPER, may_export_cases)
    errand_id = a_trial(people.head)
    do_errands()
    assert head.get(f"/errands/{errand_id}/result").status_code == 200

    yesterday = today() - timedelta(days=1)
    db.session.execute(update(Appointment).where(Appointment.user_id == people.head.id).values(to_on=yesterday))
    db.session.commit()

    page = head.get(f"/errands/{errand_id}")
    assert [page.status_code, "/result" in page.text] == [200, False]
    assert head.get(f"/errands/{errand_id}/result").status_code == 403


def test_nobody_else_learns_that_there_is_such_an_errand(people, sign_in, errand_id):
    do_errands()
    db.session.rollback()
    president = sign_in(people.president)

    addresses = (f"/errands/{errand_id}", f"/errands/{errand_id}/result")
    assert [president.get(address).status_code for address in addresses] == [404, 404]
    assert president.post(f"/errands/{errand_id}/cancellation").status_code == 404


def test_after_a_week_the_file_is_gone_even_before_the_clock_has_deleted_it(head, errand_id, tuesday):
    do_errands()
    tuesday.shift(timedelta(days=7))

    page, file = head.get(f"/errands/{errand_id}"), head.get(f"/errands/{errand_id}/result")

    assert [page.status_code, "/result" in page.text, file.status_code] == [200, False, 409]


def test_what_runs_stands_in_the_inbox_until_it_is_done(head, errand_id):
    held(30, 100)
    running = head.get("/inbox/").text
    db.session.execute(update(Errand).values(lease_until=None))
    db.session.commit()
    do_errands()
    done = head.get("/inbox/").text

    assert ['id="inbox-errands"' in running, "30 %" in running] == [True, True]
    assert ['id="inbox-errands"' in done, "Elkészült: Próba" in done] == [False, True]


@pytest.mark.parametrize("address", ["/errands/", "/inbox/"])
def test_thirty_errands_ask_the_database_no_more_often_than_one(address, head, people, errand_id):
    short = queries_of(head, address)
    for number in range(29):
        a_trial(people.head, token=f"more {number}")

    assert [queries_of(head, address), short <= 10] == [short, True]


def test_an_errand_of_a_kind_that_there_is_no_more_still_has_a_page(head, errand_id):
    db.session.execute(update(Errand).values(kind="gone"))
    db.session.commit()

    page = head.get(f"/errands/{errand_id}")

    assert [page.status_code, TITLE.hu in page.text] == [200, False]
