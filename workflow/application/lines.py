"""Short texts typed one on each line."""

import re
from collections.abc import Sequence

LINE = re.compile(r"\r\n|\r|\n")


def lines_from_text(text: str) -> list[str]:
    """The lines of what was typed; empty ones count for nothing."""
    return [line.strip() for line in LINE.split(text) if line.strip()]


def lines_to_text(lines: Sequence[object]) -> str:
    """The lines as they would be typed: the inverse of `lines_from_text`."""
    return "\n".join(LINE.sub(" ", str(line)) for line in lines)
