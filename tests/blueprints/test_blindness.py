"""Nobody learns what is not theirs to know, by whatever they open (4.2, 4.8; BR-07, BR-16, BR-29, BR-36).

A case is played step by step among people with unmistakable names, scores and words.  After each step everybody opens
everything.  `looking.ALLOWED` says which planted word may be found by whom, and from which step on: all else is found
nowhere.  Experts are shown the very same as before whatever the others do, so that not even a date tells of another.
MERCE_TEST_BLINDNESS=all looks with everybody's eyes after every step, until a revised programme has its experts again.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote_plus, unquote_plus

import pytest
import time_machine
from flask import Flask

from tests.blueprints.counting import counted
from tests.blueprints.crawling import Crawler, addresses
from tests.blueprints.looking import LOOKS_AT_ALL, NAMES, PLAY, SHORT, Blindness
from tests.blueprints.planted import EXPERTS, word_of
from tests.conftest import empty_tables
from tests.stages import TUESDAY

#: No record has this number.
NONE = "987654"


@pytest.fixture
def blindness(application: Flask) -> Iterator[Blindness]:
    with time_machine.travel(TUESDAY, tick=False) as clock:
        yield Blindness(application, clock)
        with application.app_context():
            empty_tables()


def test_nobody_finds_what_is_not_theirs_to_know(blindness: Blindness) -> None:
    for turn in PLAY:
        blindness.take(turn)
        blindness.look_after(turn)
        if LOOKS_AT_ALL and turn.name in ("begun_again", "consolidation", "spare_accepts_again"):
            blindness.look_deep(turn.name)

    assert "\n".join(blindness.found) == ""
    assert blindness.looks > 15
    assert blindness.pages > 50 * blindness.looks


@pytest.fixture
def diverging(blindness: Blindness) -> Blindness:
    """The case with two closed reviews, one that is void, and a control expert at work."""
    for turn in SHORT[: NAMES.index("control_accepts") + 1]:
        blindness.take(turn)
    return blindness


def told(crawler: Crawler, address: str) -> tuple[int, str]:
    """Status and words, headers included, without the address itself."""
    answer = crawler.open(address)
    return answer.status, answer.still.replace(address, "…")


@pytest.mark.parametrize("part", ["expert_a", "control", "stranger", "nobody"])
def test_what_one_may_not_know_of_answers_as_what_does_not_exist(part: str, diverging: Blindness) -> None:
    with diverging.app.app_context():
        known = [one for one in addresses(diverging.app, forms=False) if re.match(r"/[a-z-]+/\d+", one)]
    crawler = diverging.crawlers[part]
    hidden = {one: told(crawler, one) for one in known if crawler.open(one).status in (302, 404)}

    missing = {one: told(crawler, re.sub(r"\d+", NONE, one, count=1)) for one in hidden}

    assert len(hidden) > 25
    assert [one for one in hidden if hidden[one] != missing[one]] == []


def test_no_question_more_is_asked_about_ones_own_case_than_about_a_foreign_one(diverging: Blindness) -> None:
    """How long a refusal takes must not tell an expert that a number belongs to a case of theirs."""
    own, foreign = diverging.crawlers["expert_a"], diverging.crawlers["outsider"]
    with diverging.app.app_context():
        known = [one for one in addresses(diverging.app, forms=False) if one.startswith(("/assignments/", "/reviews/"))]
    hidden = [one for one in known if {own.open(one).status, foreign.open(one).status} == {404}]

    asked: dict[str, list[int]] = {}
    for one in hidden:
        for crawler in (own, foreign):
            with counted() as sent:
                crawler.open(one)
            asked.setdefault(one, []).append(len(sent))

    assert len(hidden) > 8
    assert {one: counts for one, counts in asked.items() if len(set(counts)) > 1} == {}


@pytest.mark.parametrize("part", ["staff", "observer", "member", "nobody"])
def test_no_list_is_searched_or_sorted_by_what_one_may_not_see(part: str, diverging: Blindness) -> None:
    crawler = diverging.crawlers[part]
    lists = ["/cases/", "/cases/table.csv", "/meetings/", "/registry", "/registry/table.csv", "/overview"]
    others = [(family, given, word_of(one, "reason")) for one, (family, given, _) in EXPERTS.items() if one != part]
    hidden = [f"{name}={value}" for name in ("expert", "reviewer", "officer", "score") for value in ("1", "84")]
    hidden += [f"sort={sign}{name}" for sign in ("", "-") for name in ("expert", "score", "total", "result", "officer")]
    opened = [address for address in lists if crawler.open(address).status == 200]

    for address in opened:
        nonsense = asked(crawler, address, "words=xqyz")
        assert [word for row in others for word in row if asked(crawler, address, f"words={word}") != nonsense] == []
        plain = asked(crawler, address, "nosuch=1")
        assert [one for one in hidden if asked(crawler, address, one) != plain] == []
    assert len(opened) > 1


def asked(crawler: Crawler, address: str, question: str) -> str:
    """What a list says when it is asked this, without the question itself."""
    name, _, words = question.partition("=")
    answer = crawler.open(f"{address}?{name}={quote_plus(words)}")
    return unquote_plus(answer.still).replace(words if name == "words" else question, "…")
