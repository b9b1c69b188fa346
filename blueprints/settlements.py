"""Settlements: finding one while section C is written; the command that loads the list of the statistical office."""

from pathlib import Path

import click
from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from blueprints.shared import find, wants_fragment
from models.case import Case
from models.db import db
from workflow import permissions
from workflow.acts.gazetteer_keeping import load_gazetteer
from workflow.gazetteer import NotAGazetteer, read_gazetteer
from workflow.queries.settlements import settlements_like

bp = Blueprint("settlements", __name__, cli_group="settlements")


@bp.get("/cases/<int:id>/draft/settlements")
def search(id: int) -> ResponseReturnValue:
    """Those that fit what was typed so far; without scripts section C shows them itself."""
    find(Case, id, permissions.may_write_application)
    place = request.args.get("place", "")[:80]
    address = url_for("drafts.section", id=id, code="C")
    if not wants_fragment():
        return redirect(url_for("drafts.section", id=id, code="C", place=place), 303)
    context = {"section_address": address, "place": place, "found": settlements_like(place)}
    return render_template("partials/settlement/found.html", **context)


@bp.cli.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def load_command(file: Path) -> None:
    """Make the gazetteer say what FILE says: the list of settlements of the statistical office (KSH), as CSV."""
    try:
        loaded = load_gazetteer(read_gazetteer(file))
    except NotAGazetteer as why:
        raise click.ClickException(f"{file.name}: {why}.") from None
    db.session.commit()
    click.echo(f"{loaded.new} new, {loaded.changed} changed, {loaded.gone} gone, {loaded.same} as they were.")
