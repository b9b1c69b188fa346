"""The public page of the procedure says everything that the tables say, in both languages; the command draws it."""

from xml.etree import ElementTree as ET

import pytest
from markupsafe import escape

from tests.criteria import CRITERIA, ELIGIBILITY
from workflow.diagram import draw
from workflow.guide import DEADLINES, told
from workflow.transitions import ROWS

LOCALES = pytest.mark.parametrize("locale", ["hu", "en"])


@pytest.fixture
def page(sign_in, saved):
    """The page in a language."""
    visitor = sign_in(None)

    def read(locale):
        visitor.post("/language", data={"locale": locale, "next": "/procedure"})
        return visitor.get("/procedure").text

    return read


def missing(texts, page, locale):
    return [text for text in texts if str(escape(text.in_(locale))) not in page]


@LOCALES
def test_the_page_holds_the_drawing(page, locale):
    assert draw(locale).strip() in page(locale)


@LOCALES
def test_every_step_stands_with_who_takes_it_what_it_needs_and_who_is_told(page, locale):
    steps = [step for stage in told() for step in stage.steps]
    texts = [text for step in steps for text in (step.row.label, step.row.who.label, *step.papers, *step.hearers)]
    texts += [step.needed for step in steps if step.needed] + [stage.lead for stage in told()]

    shown = page(locale)

    assert missing(texts, shown, locale) == []
    assert [row.code for row in ROWS if f'<details id="{row.code}">' not in shown] == []


@LOCALES
def test_every_deadline_stands_with_its_length(page, locale):
    shown = page(locale).split('<section id="deadlines">')[1]

    assert missing([text for rule in DEADLINES for text in (rule.name, rule.describe())], shown, locale) == []


@LOCALES
def test_every_requirement_and_every_criterion_stands_with_the_way_to_its_levels(page, locale):
    shown = page(locale)

    assert missing([item.name for item in (*ELIGIBILITY, *CRITERIA)], shown, locale) == []
    assert [c.code for c in CRITERIA if f'href="/criteria/1.0#{c.code}"' not in shown] == []


@LOCALES
def test_the_command_writes_the_drawing_to_the_screen(app, locale):
    result = app.test_cli_runner().invoke(args=["workflow", "diagram", "--locale", locale])

    assert [result.exit_code, result.output] == [0, draw(locale)]


def test_the_command_writes_the_drawing_to_a_file(app, tmp_path):
    file = tmp_path / "machine.svg"

    result = app.test_cli_runner().invoke(args=["workflow", "diagram", "--output", str(file)])

    assert [result.exit_code, file.read_text(encoding="utf-8")] == [0, draw("hu")]
    assert ET.parse(file).getroot().tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314  our own drawing


def test_the_command_knows_two_languages(app):
    assert app.test_cli_runner().invoke(args=["workflow", "diagram", "--locale", "de"]).exit_code == 2
