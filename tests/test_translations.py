"""Every word of the screens, English in the code, stands in the Hungarian catalogue."""

import re
from pathlib import Path

import pytest
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
PLACES = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    """The messages of code and templates, as bin/translate finds them."""
    found = tmp_path_factory.mktemp("words") / "messages.pot"
    options = [
        "--quiet",
        "extract",
        "--mapping",
        "pyproject.toml",
        "--keywords",
        "lazy_gettext",
        "--output",
        str(found),
    ]
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(ROOT)
        CommandLineInterface().run(["pybabel", *options, "."])
    with found.open("rb") as source:
        return read_po(source)


@pytest.fixture(scope="module")
def hungarian():
    with (ROOT / "translations/hu/LC_MESSAGES/messages.po").open("rb") as source:
        return read_po(source, locale="hu")


def sentences(strings):
    return [strings] if isinstance(strings, str) else list(strings or [])


def test_every_word_of_the_screens_stands_in_hungarian(spoken, hungarian):
    lacking = [
        message.id
        for message in spoken
        if message.id
        and not (
            (known := hungarian.get(message.id, message.context)) and not known.fuzzy and all(sentences(known.string))
        )
    ]

    assert [len(spoken) > 0, lacking] == [True, []]


def test_the_catalogue_holds_nothing_that_no_screen_says(spoken, hungarian):
    left_over = [message.id for message in hungarian if message.id and message.id not in spoken]

    assert left_over == []


def places(strings):
    return {place for sentence in sentences(strings) for place in PLACES.findall(sentence)}


def test_a_translation_keeps_every_place_where_a_fact_goes(hungarian):
    changed = [message.id for message in hungarian if message.id and places(message.string) != places(message.id)]

    assert changed == []
