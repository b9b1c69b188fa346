"""The office's standard sentences on the screen: written, changed, retired, taken up again."""

import pytest

from models.db import db
from tests.factories import the_people
from workflow.acts import standard_items
from workflow.queries.standard_items import standard_items as kept

pytestmark = pytest.mark.usefixtures("tuesday")
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
WORDS = {"missing": "Nincs összefoglaló.", "to_supply": "Kérjük.", "legal_basis": "J4"}


@pytest.fixture
def people(saved):
    return the_people()


@pytest.fixture
def item(people):
    item = standard_items.write_standard_item(None, by=people.officer, fields="B2", **WORDS)
    db.session.commit()
    return item


def fields(*, retired=False):
    db.session.expire_all()
    return [item.fields for item in kept(retired=retired)]


def test_a_sentence_is_written_with_ticks_or_codes(people, sign_in):
    officer = sign_in(people.officer)

    answers = [
        officer.post("/standard-items/", data=WORDS | given).status_code
        for given in ({"picked_B": ["B2", "B3"]}, {"fields": "M1"}, {}, {"fields": "Q1"})
    ]

    assert [answers, fields()] == [[303, 303, 422, 422], ["B2, B3", "M1"]]


def test_the_page_holds_its_fragment_and_the_sentences(item, people, sign_in):
    officer = sign_in(people.officer)

    fragment = officer.get("/standard-items/", headers=HTMX).text.strip()

    assert [fragment.startswith('<section id="standard-items"'), fragment in officer.get("/standard-items/").text] == [
        True,
        True,
    ]
    assert WORDS["missing"] in fragment


def test_a_sentence_is_changed_and_what_is_wrong_is_not_lost(item, people, sign_in):
    officer, address = sign_in(people.officer), f"/standard-items/{item.id}"

    wrong = officer.post(address, data=WORDS | {"fields": "B2", "missing": ""})
    right = officer.post(address, data=WORDS | {"fields": "B2", "missing": "Másképp."})

    db.session.expire_all()
    assert [wrong.status_code, right.status_code, item.missing] == [422, 303, "Másképp."]


def test_a_sentence_is_retired_and_offered_again(item, people, sign_in):
    officer = sign_in(people.officer)

    retired = officer.post(f"/standard-items/{item.id}/retirement")

    assert [retired.status_code, fields(), fields(retired=True)] == [303, [], ["B2"]]
    officer.post(f"/standard-items/{item.id}/return")
    assert [fields(), officer.get("/standard-items/999").status_code] == [["B2"], 404]
