"""Short texts typed one on each line."""

import re
from collections.abc import Sequence

#: Behind a settlement that was chosen from the gazetteer.
CODE = re.compile(r" \(KSH \d{5}\)$")
LINE = re.compile(r"\r\n|\r|\n")


def lines_from_text(text: str) -> list[str]:
    """The lines of what was typed; empty ones count for nothing."""
    return [line.strip() for line in LINE.split(text) if line.strip()]


def lines_to_text(lines: Sequence[object]) -> str:
    """The lines as they would be typed: the inverse of `lines_from_text`."""
    return "\n".join(LINE.sub(" ", str(line)) for line in lines)


def is_placed(line: str) -> bool:
    """Whether a settlement was chosen from the gazetteer: "Zalaszentgrót (KSH 05236)"."""
    return bool(CODE.search(line))


def place_name(line: object) -> str:
    """The settlement as people read it, without its code."""
    return CODE.sub("", str(line))
