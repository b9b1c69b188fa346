"""An application as it is printed: the facts of `workflow.documents.render("application", …)`."""

from collections.abc import Collection, Mapping
from typing import Any

from models.attachment import Attachment
from models.case import Case
from models.programme import Version
from workflow.application import Field, Table, fingerprint, form_of, shown
from workflow.association import NAME
from workflow.clock import now
from workflow.criteria.stored import rubric_of
from workflow.queries.attachments import attachments_of
from workflow.queries.changes import table_of
from workflow.self_assessment import TITLE, is_begun
from workflow.text import Text

#: The form is asked, and answered, in Hungarian.
LANGUAGE = "hu"
#: What has a table of its own at the end.
ANNEXES, DECLARATIONS = "M", "N"
CHANGES, OTHERS = "A változások táblázata", "Egyéb változások"
SOURCE = Text("A beérkezett irat másolata", "Copy of what arrived")


def printed_application(
    case: Case, version: Version, own: Mapping[str, Any], hidden: Collection[str] = ()
) -> dict[str, Any]:
    """The version whole: every question of the form, the annexes that came up to it, its declarations.

    `own` is the self-assessment as far as whoever gets the paper may read it: reviewers may not (6.1 O); `hidden` are
    the fields that are not printed for them.
    """
    form = form_of(version)
    return {
        "language": LANGUAGE,
        "created_at": version.frozen_at or now(),
        "author": NAME,
        "case_number": case.number,
        "programme_id": case.programme.number,
        "title": str(version.answers.get("B1") or case.title),
        "applicant": str(version.answers.get("A1") or case.programme.organisation.name),
        "version": version.number,
        "frozen_at": version.frozen_at,
        "recorded": version.recorded,
        "fingerprint": version.fingerprint or fingerprint(version.answers),
        "parts": [
            *_changes(case, version),
            *(
                {
                    "title": f"{section.code}. {section.title.in_(LANGUAGE)}",
                    "answers": [
                        _answer(field, version.answers.get(field.code))
                        for field in section.fields
                        if field.code not in hidden
                    ],
                }
                for section in form.sections
                if section.code not in (ANNEXES, DECLARATIONS)
            ),
            *([_self_assessment(case, own)] if is_begun(own) else []),
        ],
        "annexes": [_annex(file, version) for file in annexes_up_to(case, version)],
        "declarations": [
            {"text": _label(field), "made": version.answers.get(field.code) is True}
            for field in form.fields.values()
            if field.section == DECLARATIONS
        ],
        "signatory": version.signatory,
    }


def _changes(case: Case, version: Version) -> list[dict[str, Any]]:
    """The table of changes that a revised programme came with (T31), as the first part; nothing for any other."""
    table = table_of(case, version, LANGUAGE)
    if table is None:
        return []
    answers = [
        {
            "label": f"{task.point.ordinal}. {task.point.criterion} – {task.point.text}",
            "lines": [task.text, *(_label(found.field) for found in task.differences)],
        }
        for task in table.tasks
    ]
    others = [_label(found.field) for found in table.others]
    return [{"title": CHANGES, "answers": [*answers, *([{"label": OTHERS, "lines": others}] if others else [])]}]


def _self_assessment(case: Case, own: Mapping[str, Any]) -> dict[str, Any]:
    """Section O: of each criterion the score with its words, and the reason."""
    rubric, answers = rubric_of(case), []
    for criterion in rubric.criteria:
        score, reason, _ = own.get(criterion.code, (None, "", 0))
        said = "" if score is None else f"{score}: {rubric.scale[score].in_(LANGUAGE)}"
        label = f"{criterion.code} {criterion.name.in_(LANGUAGE)}"
        answers.append({"label": label, "text": "\n".join(filter(None, (said, reason)))})
    return {"title": f"O. {TITLE.in_(LANGUAGE)}", "answers": answers}


def annexes_up_to(case: Case, version: Version) -> list[Attachment]:
    """The annexes that came with this version or with one before it."""
    last = _order(version.number)
    return [file for file in attachments_of(case) if _order(file.version_number) <= last]


def _answer(field: Field, value: Any) -> dict[str, Any]:
    said = shown(field, value, LANGUAGE)
    if isinstance(said, Table):
        return {"label": _label(field), "grid": {"columns": said.heads, "rows": said.rows}}
    return {"label": _label(field), "text": said} if isinstance(said, str) else {"label": _label(field), "lines": said}


def annex_label(version: Version, kind: str) -> Text:
    """What an annex is called, by its kind: "M1 Létesítő okirat …"; the scan of what came on paper is no annex."""
    field = form_of(version).fields.get(kind)
    return Text(f"{kind} {field.label.hu}", f"{kind} {field.label.en}") if field else SOURCE


def _annex(file: Attachment, version: Version) -> dict[str, Any]:
    kind = annex_label(version, file.kind).in_(LANGUAGE)
    return {"kind": kind, "title": file.title, "size": file.size, "sha256": file.sha256}


def _label(field: Field) -> str:
    return f"{field.code} {field.label.in_(LANGUAGE)}"


def _order(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))
