"""Two fictitious applications of our own, for the demonstration and the tests: nobody and nothing in them exists."""

import json
from pathlib import Path
from typing import Any

SAMPLES = json.loads(Path(__file__).with_name("samples.json").read_text(encoding="utf-8"))


def a_complete_application(**changes: Any) -> dict[str, Any]:
    """The answers of a programme in Zala that lacks nothing but its annexes (M1-M5), with `changes` by code.

    A code with a hyphen is changed as in `a_complete_application(**{"J-1": []})`.
    """
    return {**_copy("complete"), **changes}


def a_paper_submission() -> dict[str, Any]:
    """The answers of a paper submission as the office records it: with everything missing that 6.2 shows missing."""
    return _copy("paper")


def _copy(name: str) -> dict[str, Any]:
    answers: dict[str, Any] = json.loads(json.dumps(SAMPLES[name]))
    return answers
