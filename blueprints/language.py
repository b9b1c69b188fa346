"""The language of the request, asked once: a page of fifty rows asks for words some hundreds of times."""

from functools import lru_cache
from typing import Any

from flask import Flask, g
from flask_babel import get_locale, get_translations


def language() -> str:
    """ "hu" or "en"."""
    known: str | None = g.get("language")
    if known is None:
        known = g.language = str(get_locale())
    return known


def words() -> Any:
    """The catalogue of the request's language."""
    known = g.get("words")
    if known is None:
        known = g.words = get_translations()
    return known


def set_up_words(app: Flask) -> None:
    """Give the templates the request's own catalogue instead of one that is looked up for every word."""
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda text: words().ugettext(text),
        ngettext=lambda one, many, number: words().ungettext(one, many, number),
        newstyle=True,
    )


@lru_cache(maxsize=4096)
def remembered(form: Any, value: Any, *more: Any) -> str:
    """`form(value, *more)`, remembered: dates of a list are the same few days."""
    return str(form(value, *more))
