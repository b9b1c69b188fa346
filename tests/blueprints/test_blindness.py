"""Nobody learns what is not theirs to know, by whatever they open (4.2, 4.8; BR-07, BR-16, BR-29, BR-36).

A case is played step by step among people with unmistakable names, scores and words.  After each step everybody opens
everything.  `looking.ALLOWED` says which planted word may be found by whom, and from which step on: all else is found
nowhere.  Experts are shown the very same as before whatever the others do, so that not even a date tells of another.
MERCE_TEST_BLINDNESS=all looks with everybody's eyes after every step, to the second review of a revised programme.
"""

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask

from tests.blueprints.looking import PLAY, Blindness
from tests.conftest import empty_tables
from tests.stages import TUESDAY


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

    assert "\n".join(blindness.found) == ""
    assert blindness.looks > 15
    assert blindness.pages > 50 * blindness.looks
