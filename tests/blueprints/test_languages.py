"""Every page in both languages: no word of the other one on it, but what people wrote themselves."""

import gc
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from models.db import db
from tests.blueprints.matrix import OWN, PUBLIC, ROWS
from tests.blueprints.spoken import catalogue, said, sought
from tests.blueprints.world import STATES, World, a_world
from tests.conftest import empty_tables
from tests.stages import TUESDAY
from workflow.application import SECTIONS
from workflow.storage import Store
from workflow.text import Text

LANGUAGES = ("hu", "en")
OTHER = {"hu": "en", "en": "hu"}
#: On PostgreSQL every page is only opened: one language asks it all that the other would.
ASKED = LANGUAGES if os.environ.get("MERCE_TEST_DATABASE") != "postgresql" else ("hu",)
LOOKING = ("representative", "officer", "head", "president", "chair", "expert_a")
#: No Hungarian sentence has these; a sentence of ours that was never put into the catalogue has one of them.
ENGLISH = re.compile(
    r"\b(the|your?|and|with|this|that|from|have|has|are|were|will|cannot|please|what|who)\b", re.IGNORECASE
)
#: Said alike in both, or by a Hungarian name.
SHARED_WORDS = 2


@dataclass
class Heard:
    """The texts of every page that was opened, with one address where each stands, and what people wrote."""

    texts: dict[str, dict[str, str]] = field(default_factory=lambda: {locale: {} for locale in LANGUAGES})
    tongues: dict[str, set[str]] = field(default_factory=lambda: {locale: set() for locale in LANGUAGES})
    written: str = ""
    count: int = 0


@pytest.fixture(scope="module")
def heard(application: Flask) -> Heard:
    """Every address of the access matrix, empty forms sent too, and every case in every state, in both languages."""
    found = Heard()
    with time_machine.travel(TUESDAY, tick=False):
        with application.app_context():
            world = a_world(Store(application.config["STORAGE_URL"]))
        for locale in ASKED:
            clients = {part: client_of(application, key, locale) for part, key in {**world.people, "": None}.items()}
            for part, method, address in visits(world):
                listen(found, locale, clients[part], method, address)
        with application.app_context():
            found.written = "\n".join(written())
            empty_tables()
    return found


def client_of(application: Flask, session_key: str | None, locale: str) -> FlaskClient:
    """Somebody who chose this language."""
    client = application.test_client()
    with client.session_transaction() as cookie:
        cookie["locale"] = locale
        if session_key:
            cookie.update({"_user_id": session_key, "_fresh": True, "fs_paa": TUESDAY.timestamp()})
    return client


def visits(world: World) -> Iterator[tuple[str, str, str]]:
    """Who opens what."""
    for row in ROWS:
        for part in [*sorted(row.may)[:2], *sorted(row.not_theirs)[:1]]:
            yield part, row.method, row.address.format(**world.at)
    yield from (("", row.method, row.address.format(**world.at)) for row in PUBLIC)
    yield from ((part, method, address) for part in LOOKING for _, method, address in OWN)
    yield from ((part, "GET", f"/cases/{world.at[state.value]}") for part in LOOKING for state in STATES)
    yield from (("staff", "GET", f"/cases/{world.at['draft']}/draft/{section.code}") for section in SECTIONS)
    yield from ((part, "GET", "/no-such-page") for part in ("", "head"))


def listen(found: Heard, locale: str, client: FlaskClient, method: str, address: str) -> None:
    """Open one page and note what it says."""
    answer = client.open(address, method=method)
    if answer.mimetype != "text/html" or answer.status_code in {302, 303}:
        return
    found.count += 1
    found.tongues[locale] |= set(re.findall(r'<html lang="(\w+)"', answer.text))
    for text in said(answer.text):
        found.texts[locale].setdefault(text, f"{method} {address}")


def written() -> Iterator[str]:
    """Every text in the database: what people wrote, and letters, which keep the language they were written in."""
    for table in db.metadata.sorted_tables:
        for row in db.session.execute(select(table)):
            yield from (" ".join(text.split()) for value in row for text in strings(value))


def strings(value: object) -> Iterator[str]:
    """The texts in a value of any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for inner in value.values() for text in strings(inner))
    elif isinstance(value, list | tuple):
        yield from (text for inner in value for text in strings(inner))


def test_pages_were_heard(heard: Heard) -> None:
    assert heard.count > 250 * len(ASKED)
    assert {locale: heard.tongues[locale] for locale in ASKED} == {locale: {locale} for locale in ASKED}


@pytest.mark.parametrize("locale", LANGUAGES)
def test_no_word_of_the_catalogue_stands_on_a_page_of_the_other_language(heard: Heard, locale: str) -> None:
    wrong = [(english if locale == "hu" else hungarian) for english, hungarian in catalogue()]
    patterns = [sought(words) for words in wrong if len(words.split()) >= SHARED_WORDS]

    leaks = {
        text: where
        for text, where in heard.texts[locale].items()
        if text not in heard.written and any(pattern.fullmatch(text) for pattern in patterns)
    }

    assert leaks == {}


@pytest.mark.parametrize("locale", LANGUAGES)
def test_no_text_of_the_rules_stands_on_a_page_of_the_other_language(heard: Heard, locale: str) -> None:
    """What is data in both languages: labels, questions, criteria, refusals, whatever the program holds in memory."""
    texts = [one for one in gc.get_objects() if isinstance(one, Text) and one.hu != one.en]
    wrong = {" ".join(one.in_(OTHER[locale]).split()) for one in texts}

    leaks = {
        text: where
        for text, where in heard.texts[locale].items()
        if text in wrong and len(text.split()) >= SHARED_WORDS and text not in heard.written
    }

    assert [len(texts) > 500, leaks] == [True, {}]


def test_no_english_sentence_stands_on_a_hungarian_page(heard: Heard) -> None:
    leaks = {
        text: where for text, where in heard.texts["hu"].items() if ENGLISH.search(text) and text not in heard.written
    }

    assert leaks == {}


ANSWERS = {
    "/login": {
        "hu": "Az e-mail-cím vagy a jelszó nem jó. Próbálja újra.",
        "en": "The e-mail address or the password is wrong. Try again.",
    },
    "/reset": {
        "hu": "Ha ehhez a címhez tartozik fiók, levelet küldtünk rá: nobody@merce.example. "
        "A levélben lévő hivatkozással adhat meg új jelszót.",
        "en": "If this address has an account, we have sent a letter to it: nobody@merce.example. "
        "With the link in it you can set a new password.",
    },
}


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("address", ANSWERS)
def test_what_flask_security_says_is_said_in_plain_words(app: Flask, address: str, locale: str) -> None:
    client = client_of(app, None, locale)
    typed = {"email": "nobody@merce.example", "password": "not the password"}

    answer = client.post(address, data=typed, follow_redirects=True)

    assert ANSWERS[address][locale] in said(answer.text)
