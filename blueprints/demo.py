"""The demonstration: signing in as an invented person with one click, the mails that were sent, and the commands.

The routes answer in demo mode only; in production neither they nor the commands exist.
"""

import json
from typing import Any, NamedTuple

import click
from flask import Blueprint, abort, current_app, redirect, render_template, request, session, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext
from flask_security import hash_password, login_user
from sqlalchemy import exists, select

from blueprints.listing import Filter, asked_of, listed
from models.db import db
from models.outbox import Mail
from models.user import User
from workflow.counties import COUNTIES
from workflow.demo import load, multiply
from workflow.demo.mailbox import SORTS, USUAL, page_of_mails, recipients
from workflow.demo.people import the_people
from workflow.labels import label
from workflow.notices.mail import letter_of
from workflow.storage import Store

bp = Blueprint("demo", __name__, cli_group="demo")

#: Everybody's.  It protects nobody: all of them are invented, and demo mode does not exist in production.
PASSWORD = "merce-demo-2026"  # noqa: S105
MAIL_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"


class Person(NamedTuple):
    """Somebody of the demonstration, as the sign-in page lists them."""

    id: int
    name: str
    roles: list[str]
    email: str


@bp.record_once
def list_people_at_the_door(state: BlueprintSetupState) -> None:
    """The sign-in page of a demonstration lists its people."""
    if state.app.config["MERCE_MODE"] == "demo":
        state.app.extensions["security"].login_context_processor(lambda: {"demo_people": demo_people()})


def demo_people() -> list[Person]:
    """Everybody of the demonstration, in the order of the file, with the roles in words."""
    return [Person(user.id, user.display_name, roles_of(user, str(get_locale())), user.email) for user in the_people()]


def roles_of(user: User, locale: str) -> list[str]:
    """What the person is appointed to, in words; a county role with its county."""
    return [
        label(held.role).in_(locale) + (f" ({COUNTIES[held.county_code].name})" if held.county_code else "")
        for held in user.appointments
    ]


@bp.before_request
def only_in_demo_mode() -> None:
    """404 unless this server is a demonstration."""
    if current_app.config["MERCE_MODE"] != "demo":
        abort(404)


@bp.post("/demo/entrance/<int:id>")
def enter(id: int) -> ResponseReturnValue:
    """Sign in as this person; whatever the session held before is forgotten."""
    person = next((user for user in the_people() if user.id == id), None)
    if person is None:
        abort(404)
    session.clear()
    login_user(person)
    return redirect(url_for("inbox.index"), 303)


@bp.get("/demo/mailbox")
def mailbox() -> ResponseReturnValue:
    """Every mail, newest first; ?to= shows one person's."""
    people = {address: f"{name} ({address})" for address, name in recipients()}
    if asked := request.args.get("to", ""):  # somebody whom nobody wrote to is told so
        people.setdefault(asked, asked)
    to = Filter("to", gettext("Recipient"), list(people.items()), gettext("Everybody"))
    listing = asked_of(".mailbox", (to,), sorts=SORTS, usual=USUAL)
    page = page_of_mails(address=listing.asked["to"], order=listing.order, number=listing.number)
    return listed("demo/mailbox", "demo/mails", listing, page=page)


@bp.get("/demo/mailbox/<int:id>")
def mail(id: int) -> ResponseReturnValue:
    """One mail as text, with the way to its HTML part."""
    found = db.get_or_404(Mail, id)
    return render_template("pages/demo/mail.html", mail=found, letter=letter_of(found))


@bp.get("/demo/mailbox/<int:id>/html")
def as_html(id: int) -> ResponseReturnValue:
    """The HTML part of one mail, in a sandbox: its own styles, no script, nothing fetched."""
    letter = letter_of(db.get_or_404(Mail, id))
    return letter.html, 200, {"Content-Security-Policy": MAIL_POLICY}


@bp.cli.command("load")
@click.option("--programmes", type=click.IntRange(min=1), help="How many programmes there shall be in all.")
def load_command(programmes: int | None) -> None:
    """Fill the database with invented people and programmes."""
    refuse_in_production()
    if not db.session.scalar(select(exists().where(User.id.is_not(None)))):
        loaded = load(
            password=hash_password(PASSWORD),
            store=Store(current_app.config["STORAGE_URL"]),
            verify_at=lambda code: f"{current_app.config['PUBLIC_URL'].rstrip('/')}/verify/{code}",
        )
        click.echo(f"{loaded.people} people and {loaded.programmes} programmes.")
    elif not the_people():
        raise click.ClickException("This database holds real people: the demonstration needs an empty one.")
    elif programmes is None:
        raise click.ClickException("The demonstration is loaded already.")
    if programmes is not None:
        click.echo(f"{multiply(programmes)} programmes.")


@bp.cli.command("people")
@click.option("--json", "as_json", is_flag=True, help="For programs: a list of objects.")
def people_command(as_json: bool) -> None:
    """Print everybody's e-mail address, password, roles and county."""
    refuse_in_production()
    people = [described(user) for user in the_people()]
    if as_json:
        click.echo(json.dumps(people, ensure_ascii=False, indent=1))
        return
    click.echo(f"People of the demonstration; everybody's password is {PASSWORD}\n")
    width = max((len(person["email"]) for person in people), default=0)
    for user, person in zip(the_people(), people, strict=True):
        click.echo(f"  {person['email']:{width}}  {person['name']}: {', '.join(roles_of(user, 'hu'))}")


def described(user: User) -> dict[str, Any]:
    """A person of the demonstration as `people --json` gives them."""
    return {
        "id": user.id,
        "name": user.display_name,
        "email": user.email,
        "password": PASSWORD,
        "roles": [held.role.value for held in user.appointments],
        "county": user.county_code,
        "counties": sorted({held.county_code for held in user.appointments if held.county_code}),
    }


def refuse_in_production() -> None:
    """Invented people with a known password have no place there."""
    if current_app.config["MERCE_MODE"] == "production":
        raise click.ClickException("Demo commands do not run in production.")
