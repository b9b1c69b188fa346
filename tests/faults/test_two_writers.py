"""Two processes write one draft at once: what was acknowledged is in it, or the other writer was shown it."""

from pathlib import Path

import pytest

from bench.two_writers import Log, found_in, two_writers

pytestmark = pytest.mark.slow


def test_a_thousand_edits_of_two_writers_lose_nothing(tmp_path: Path) -> None:
    found = two_writers(tmp_path, 1_000)

    assert found.lost == set()
    assert found.acknowledged > 500
    assert found.conflicts > 25
    assert found.late > 0


def test_the_same_edits_without_marks_would_lose_words(tmp_path: Path) -> None:
    assert two_writers(tmp_path, 300, blind=True).lost


def test_a_word_that_is_nowhere_is_lost() -> None:
    logs = [Log(acknowledged={"there", "shown", "removed", "gone"}, removed={"removed"}), Log(shown={"shown"})]

    assert found_in(logs, {"there"}, 1.0).lost == {"gone"}
