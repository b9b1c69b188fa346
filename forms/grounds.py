"""The grounds of conflict of interest as choices."""

from collections.abc import Mapping

from flask_babel import get_locale, gettext
from wtforms.fields.choices import SelectChoice

from workflow.text import Text


def grounds_to_choose(words: Mapping[str, Text]) -> list[SelectChoice]:
    """Each ground by its code and words, after an empty choice."""
    named = [SelectChoice(code, f"{code} – {text.in_(get_locale())}") for code, text in words.items() if code != "KO"]
    return [SelectChoice("", gettext("– choose –")), *named]
