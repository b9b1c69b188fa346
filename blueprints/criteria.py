"""Sets of criteria: reading those that judge or have judged; commands that check and load the file of the next one."""

import json
from pathlib import Path
from typing import Any

import click
from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from models.db import db
from workflow.acts.criteria_keeping import criteria_faults, load_criteria
from workflow.criteria.telling import divergence_told, results_told
from workflow.queries.criteria import public_set, public_sets

bp = Blueprint("criteria", __name__, cli_group="criteria")
FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@bp.get("/criteria/")
def index() -> ResponseReturnValue:
    """Every set that is or was in force, for everybody."""
    return render_template("pages/criteria/index.html", sets=public_sets())


@bp.get("/criteria/<version>")
def show(version: str) -> ResponseReturnValue:
    """One of them, whole; a draft is not there."""
    one = public_set(version)
    if one is None:
        abort(404)
    told = {"results": results_told(one.rubric), "divergence": divergence_told(one.rubric)}
    return render_template("pages/criteria/show.html", one=one, **told)


@bp.cli.command("check")
@FILE
def check_command(file: Path) -> None:
    """Say what is wrong with the FILE of a set of criteria, a line each."""
    raw = _read(file)
    click.echo(f"{file.name} is right: set {raw['version']}, {len(raw['criteria'])} criteria.")


@bp.cli.command("load")
@FILE
def load_command(file: Path) -> None:
    """Store the set of criteria in FILE as a draft."""
    row = load_criteria(db.session, _read(file))
    db.session.commit()
    click.echo(f"Set {row.version} is stored as a draft. It comes into force only by way of the workshop.")


def _read(file: Path) -> dict[str, Any]:
    """What the file says; ends the command with its faults, if it has any."""
    try:
        raw: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, UnicodeDecodeError) as broken:
        raise click.ClickException(f"{file.name} is no JSON: {broken}") from None
    found = criteria_faults(db.session, raw)
    for fault in found:
        click.echo(fault.said.en)
    if found:
        raise click.ClickException(f"{file.name} cannot be loaded.")
    return raw
