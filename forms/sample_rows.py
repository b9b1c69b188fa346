"""Forms of the style guide for tables that grow, uploads and scores: they are shown and never sent."""

from typing import Any

from flask_babel import get_locale
from werkzeug.datastructures import MultiDict
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice

from forms.annexes import AnnexForm
from forms.plain import PlainForm
from forms.rows import RowsInput
from workflow.application import FIELDS

PARTNERS = [["Minta Könyvtár", "közművelődés", "helyet ad", "van"], ["Példa Óvoda", "köznevelés", "hirdet", "nincs"]]
#: Six scores, and none yet.
SCORES = [*(SelectChoice(str(score), str(score)) for score in range(6)), SelectChoice("", "–")]


def tables() -> dict[str, RowsInput]:
    """The table of the partners as it begins, filled, after a button, with errors; one column; none; full."""
    wrong = [["", "", "", ""], ["x" * 301, "civil", "helyet ad", "talán"]]
    return {
        "begun": _table("begun", "I1", []),
        "filled": _table("filled", "I1", PARTNERS),
        "changed": _table("changed", "I1", PARTNERS, button="down:0"),
        "wrong": _table("wrong", "I1", wrong, checked=True),
        "one_column": _table("one_column", "G2", [["Ismerkedés"], ["Közös tervezés"], ["Önálló működés"]]),
        "none": _table("none", "J-3", [], none="y"),
        "full": _table("full", "A11", [["Példa Péter", "korábban együtt dolgoztunk"], ["Minta Mária", "rokonom"]]),
    }


def upload_form() -> AnnexForm:
    """What goes with the files."""
    return AnnexForm(formdata=None, prefix="sample-").offer({"M1", "M2", "M6"})


def scores() -> dict[str, RadioField]:
    """A score that was not given, one that was, one that must be."""
    form_class = type(
        "SampleScores", (PlainForm,), {name: RadioField(choices=SCORES) for name in ("open", "given", "asked")}
    )
    form = form_class(formdata=None, data={"open": "", "given": "3", "asked": ""}, prefix="score-")
    form.asked.errors = [FIELDS["B4"].label.in_(get_locale())]
    return {name: form[name] for name in ("open", "given", "asked")}


def _table(
    name: str, code: str, rows: list[list[str]], *, button: str = "", checked: bool = False, **more: str
) -> RowsInput:
    question, field_name = FIELDS[code], f"sample-{name}"
    sent = {f"{field_name}-{row}-{at}": cell for row, cells in enumerate(rows) for at, cell in enumerate(cells)}
    sent |= {f"{field_name}-{key}": value for key, value in more.items()}
    if more:
        sent |= {f"{field_name}-0-{at}": "" for at in range(len(question.columns))}
    if button:
        sent["rows"] = f"{field_name}:{button}"
    facts: dict[str, Any] = {"label": question.label.in_(get_locale()), "question": question}
    form = type("SampleTable", (PlainForm,), {name: RowsInput(**facts)})(MultiDict(sent), prefix="sample-")
    field: RowsInput = form[name]
    if checked:
        field.errors = []
        field.check()
    return field
