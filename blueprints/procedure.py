"""The procedure as the table has it, for everybody; and its diagram as a command."""

from pathlib import Path

import click
from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from markupsafe import Markup

from workflow import guide
from workflow.diagram import draw
from workflow.queries.criteria import rubric_today

bp = Blueprint("procedure", __name__, cli_group="workflow")


@bp.get("/procedure")
def show() -> ResponseReturnValue:
    """The diagram, the steps, the deadlines and the criteria."""
    return render_template(
        "pages/procedure/show.html",
        diagram=Markup(draw(get_locale())),  # noqa: S704  our own drawing, its words escaped
        stages=guide.told(),
        deadlines=guide.DEADLINES,
        rubric=rubric_today(),
    )


@bp.cli.command("diagram")
@click.option(
    "--locale", type=click.Choice(["hu", "en"]), default="hu", show_default=True, help="Language of the words."
)
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where to write it; else to the screen."
)
def diagram(locale: str, output: Path | None) -> None:
    """Draw the states and steps of a case as SVG, from the table."""
    drawing = draw(locale)
    if output is None:
        click.echo(drawing, nl=False)
    else:
        output.write_text(drawing, encoding="utf-8")
        click.echo(f"written to {output}")
