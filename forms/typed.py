"""An answer as it is typed into a form, and back to how it is stored."""

import re
from typing import Any

from workflow.application import Field, is_empty, lines_from_text, lines_to_text, read_rows

LINE_END = re.compile(r"\r\n|\r")
SPACES = re.compile(r"\s")
WHOLE = re.compile(r"-?[0-9]{1,12}")
# At most two decimals: 1,000 may be a thousand or one, so it is not read at all.
DECIMAL = re.compile(r"-?[0-9]{1,9}([.,][0-9]{1,2})?")
YES_NO = {"yes": True, "no": False}


def typed(field: Field, value: Any, locale: object) -> Any:
    """The stored answer as the form shows it.  What does not fit its kind is shown as the text it is."""
    match field.kind:
        case "multi" | "county":
            return value if isinstance(value, list) else []
        case "declaration":
            return value is True
        case "lines" if isinstance(value, list):
            return lines_to_text(value)
        case "rows":
            return value if isinstance(value, list) else []
        case "yes_no" if isinstance(value, bool):
            return "yes" if value else "no"
        case "decimal" if isinstance(value, float):
            text = str(value).removesuffix(".0")
            return text if str(locale).startswith("en") else text.replace(".", ",")
    return "" if is_empty(value) else str(value)


def read(field: Field, data: Any) -> Any:
    """What was typed or ticked, as it is stored.  A number or a yes that cannot be read stays the text it is."""
    match field.kind:
        case "multi" | "county":
            return list(data or [])
        case "declaration":
            return bool(data)
        case "lines":
            return lines_from_text(data or "")
        case "rows":
            return read_rows(field, data or [])
        case "yes_no":
            return YES_NO.get(data, data or None)
        case "choice":
            return data or None
        case "integer" | "decimal":
            return _number(field.kind, data or "")
    text = LINE_END.sub("\n", data or "")
    return text.strip() if field.kind == "text" else text if text.strip() else ""


def _number(kind: str, text: str) -> int | float | str | None:
    digits = SPACES.sub("", text)
    if not digits:
        return None
    if kind == "integer":
        return int(digits) if WHOLE.fullmatch(digits) else text
    return float(digits.replace(",", ".")) if DECIMAL.fullmatch(digits) else text
