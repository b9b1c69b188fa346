"""A form whose answers have marks (workflow/acts/marking.py): what each began from, and which window sends it."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from forms.plain import PlainForm


class MarkedForm(PlainForm):  # type: ignore[misc]
    """A form that one or many windows save, answer by answer or whole.

    `marks` say how often each answer was written; `seen` is the number that each answer of this form began from.
    """

    seen: dict[str, int]
    #: The button that chose between two texts: "E1:mine", "E1:theirs".
    keep: str
    #: The page that it is sent from, and the how manieth that page sends.
    window: str
    turn: int
    marks: Mapping[str, int]

    def __init__(self, *args: Any, marks: Mapping[str, int] | None = None, **kwargs: Any) -> None:
        self.marks = marks or {}
        super().__init__(*args, **kwargs)

    @property
    def with_marks(self) -> Iterable[str]:
        """The answers of this form that have a mark, by code."""
        raise NotImplementedError

    def process(self, formdata: Any = None, *args: Any, **kwargs: Any) -> None:
        """As ever; besides, which mark each answer began from, and which button chose between two texts."""
        super().process(formdata, *args, **kwargs)
        sent = self.meta.wrap_formdata(self, formdata)
        self.keep = str(sent.get("keep", "")) if sent else ""
        self.window = (str(sent.get("window", "")) if sent else "")[:16] or secrets.token_hex(4)
        self.turn = _number(sent.get("turn")) if sent else 0
        # what is sent without a mark has seen nothing
        self.seen = {
            code: _number(sent.get(f"seen-{code}")) if sent else self.marks.get(code, 0) for code in self.with_marks
        }


def _number(text: Any) -> int:
    return int(text) if str(text or "").isdecimal() else 0
