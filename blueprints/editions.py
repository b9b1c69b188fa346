"""Editions of the application form: a command that checks the file of the next one.  No routes."""

import json
from pathlib import Path

import click
from flask import Blueprint

from workflow.application import EDITIONS
from workflow.application.checking import faults

bp = Blueprint("editions", __name__, cli_group="form")


@bp.cli.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check_command(file: Path) -> None:
    """Say what is wrong with the FILE of a new edition of the form, a line each."""
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, UnicodeDecodeError) as broken:
        raise click.ClickException(f"{file.name} is no JSON: {broken}") from None
    found = faults(raw)
    for fault in found:
        click.echo(fault)
    if found:
        raise click.ClickException(f"{file.name} cannot be published yet.")
    asked = sum(len(part["fields"]) for part in raw["sections"])
    click.echo(f"{file.name} is right: edition {raw['edition']}, {asked} fields, from {raw['in_force_from']}.")


@bp.cli.command("list")
def list_command() -> None:
    """Name the published editions of the form, with the day from which each is in force."""
    for form in sorted(EDITIONS.values(), key=lambda form: form.in_force_from):
        click.echo(f"{form.edition}  from {form.in_force_from}  {len(form.fields)} fields")
