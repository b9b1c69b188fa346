"""The style guide shows every part in every state, where people look at the house and nowhere else."""

import re

import pytest

from blueprints.styleguide import PARTS


@pytest.fixture
def looked_at(app, monkeypatch):
    monkeypatch.setitem(app.config, "MERCE_MODE", "demo")
    return app.test_client()


def test_every_part_stands_on_the_page_under_its_title(looked_at):
    page = looked_at.get("/styleguide")

    shown = re.findall(r'<section id="part-([a-z_]+)"', page.text)
    assert [page.status_code, shown] == [200, [name for name, _ in PARTS]]


def test_what_is_wrong_with_a_whole_list_is_said_beside_it_and_linked_from_the_summary(looked_at):
    page = looked_at.get("/styleguide")

    summary = page.text.partition('id="error-summary"')[2].partition("</ul>")[0]
    assert re.findall(r'href="#wrong-people(?:-0-name)?"', summary) == [
        'href="#wrong-people"',
        'href="#wrong-people-0-name"',
    ]
    assert page.text.count('id="wrong-people-error"') == 1
    assert page.text.count('id="wrong-people" tabindex="-1" aria-describedby="wrong-people-error"') == 1


def test_there_is_no_style_guide_where_people_work(app, monkeypatch):
    monkeypatch.setitem(app.config, "MERCE_MODE", "production")

    assert app.test_client().get("/styleguide").status_code == 404
