"""The consolidated assessment while the officer writes it, and the applicant's remarks on it."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, TextAreaField
from wtforms.validators import Length

from forms.marked import MarkedForm
from forms.meetings import MOST_POINTS, with_points
from workflow.criteria import Rubric

LONG = Length(max=5000, message=_("At most 5,000 characters."))
CELLS = ("criterion", "text", "proof", "due_days")


class KeptForm(MarkedForm):
    """A form whose parts are kept while they are written; half of it is valid, what must be there is asked on sending.

    `pressed` is the button that keeps instead of sending: "save", "add", "drop-2"; "" for sending.
    """

    kept: tuple[str, ...] = ()
    pressed: str = ""

    @property
    def with_marks(self) -> Iterable[str]:
        """Every part that is kept."""
        return self.kept

    @property
    def parts(self) -> dict[str, Any]:
        """What it says, by part."""
        return {part: self.said(part) for part in self.kept}

    def process(self, formdata: Any = None, *args: Any, **kwargs: Any) -> None:
        """As ever; besides, which button was pressed."""
        super().process(formdata, *args, **kwargs)
        sent = self.meta.wrap_formdata(self, formdata)
        self.pressed = str(sent.get("pressed", "")) if sent else ""

    def said(self, part: str) -> Any:
        """One part."""
        return (self[part].data or "").strip()

    def takes_the_other(self, stored: Mapping[str, Any]) -> bool:
        """Whether the button "strengths:theirs" asked for what is `stored` in place of what was typed."""
        part, _, whose = self.keep.partition(":")
        if whose != "theirs" or part not in self.kept:
            return False
        self[part].process(None, stored[part])
        self.seen[part] = self.marks.get(part, 0)
        return True


class AssessmentForm(KeptForm):
    """Strengths, weaknesses, proposed conditions or tasks (T21)."""

    kept = ("strengths", "weaknesses", "points")

    strengths = TextAreaField(_("Strengths"), [LONG])
    weaknesses = TextAreaField(_("What to improve"), [LONG])

    def said(self, part: str) -> Any:
        """One part: a text, or the rows in which something stands."""
        if part != "points":
            return super().said(part)
        return [row for row in self.rows if any(row[name] for name in CELLS[:3])]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Every row as it was typed."""
        return [
            {name: row[name].strip() if isinstance(row[name], str) else row[name] for name in CELLS}
            for row in self.points.data
        ]

    def reshape(self) -> None:
        """What the button asks: one more row, or one less."""
        verb, _, place = self.pressed.partition("-")
        if verb == "add" and len(self.points) < MOST_POINTS:
            self.points.append_entry({"due_days": 90})
        if verb == "drop" and place.isdecimal() and int(place) < len(self.points):
            rows = [row for number, row in enumerate(self.points.data) if number != int(place)]
            self.points.process(None, rows)


def assessment_form(rubric: Rubric, **options: Any) -> AssessmentForm:
    """The form whose points name the criteria of this set."""
    form: AssessmentForm = with_points(AssessmentForm, rubric, _("Proposed conditions and tasks"))(**options)
    return form


class RemarksForm(KeptForm):
    """The applicant's remarks on the assessment, or their waiver (T22)."""

    kept = ("remarks",)

    remarks = TextAreaField(
        _("Remarks"),
        [LONG],
        description=_("At most 5,000 characters. The workshop reads them with the assessment."),
    )
    waived = BooleanField(_("We have no remarks"))
