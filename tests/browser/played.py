"""The demonstration as it is played: who of its people looks at what, on the day of the world."""

from pathlib import Path

import time_machine
from flask import Flask
from sqlalchemy import func, select

from models.case import Case
from models.db import db
from models.expert import Assignment
from models.organisation import Membership, Part
from models.programme import Accreditation, Programme, Version
from models.review import Review
from models.states import CaseState, Role
from models.user import Appointment, User
from tests.blueprints.world import World
from tests.browser.site import Site, start
from tests.browser.visits import Visit
from tests.stages import TUESDAY

ROLES = {
    "head": Role.HEAD_OF_OFFICE,
    "officer": Role.CASE_OFFICER,
    "chair": Role.WORKSHOP_CHAIR,
    "president": Role.PRESIDENT,
    "administrator": Role.ADMINISTRATOR,
}
#: Where the demonstration shows more than a world with one record of each kind.
PLAYED = {
    "demo-home": Visit("", "/"),
    "demo-sign-in": Visit("", "/login"),
    "demo-register": Visit("", "/registry"),
    "demo-register-programme": Visit("", "/registry/{number}"),
    "demo-verified": Visit("", "/verify/{code}"),
    "demo-inbox-head": Visit("head", "/inbox/"),
    "demo-inbox-officer": Visit("officer", "/inbox/"),
    "demo-inbox-chair": Visit("chair", "/inbox/"),
    "demo-inbox-president": Visit("president", "/inbox/"),
    "demo-inbox-expert": Visit("expert", "/inbox/"),
    "demo-inbox-applicant": Visit("applicant", "/inbox/"),
    "demo-cases-head": Visit("head", "/cases/"),
    "demo-case-head": Visit("head", "/cases/{under_expert_review}"),
    "demo-case-applicant": Visit("applicant", "/cases/{completion_requested}"),
    "demo-review": Visit("expert", "/reviews/{review}"),
    "demo-meetings-chair": Visit("chair", "/meetings/"),
    "demo-people": Visit("administrator", "/people/"),
    "demo-mailbox": Visit("head", "/demo/mailbox"),
}


def played_site(place: Path) -> tuple[Site, World]:
    """A demonstration filled by the command that people type."""
    site = start(place, TUESDAY.replace(tzinfo=None).isoformat(), mode="demo", fill=_play)
    with site.app.app_context():
        return site, _world()


def played_visits(world: World) -> dict[str, Visit]:
    """By name, with the addresses of this demonstration."""
    return {name: Visit(visit.part, visit.address.format(**world.at)) for name, visit in PLAYED.items()}


def _play(app: Flask) -> None:
    with time_machine.travel(TUESDAY, tick=True):
        app.test_cli_runner().invoke(args=["demo", "load"], catch_exceptions=False)


def _world() -> World:
    """Who is who, and a record of each kind."""
    cases = select(Case.state, func.min(Case.id)).group_by(Case.state)
    world = World(at={state.value: id for state, id in db.session.execute(cases)})
    world.people = {part: _first(role).fs_uniquifier for part, role in ROLES.items()}
    _add_applicant(world)
    _add_expert(world)
    accredited = db.session.scalars(select(Accreditation).order_by(Accreditation.id)).all()[0]
    world.at |= {"number": accredited.number, "code": accredited.certificates[-1].code}
    return world


def _first(role: Role) -> User:
    held = select(User).join(User.appointments).where(Appointment.role == role).order_by(User.id)
    return db.session.scalars(held).all()[0]


def _add_applicant(world: World) -> None:
    """Whoever represents the applicant of the case that waits for its completion."""
    of_case = (
        select(User)
        .join(Membership, Membership.user_id == User.id)
        .join(Programme, Programme.organisation_id == Membership.organisation_id)
        .join(Version, Version.programme_id == Programme.id)
        .join(Case, Case.version_id == Version.id)
        .where(Case.id == world.at[CaseState.COMPLETION_REQUESTED.value], Membership.part == Part.REPRESENTATIVE)
    )
    world.people["applicant"] = db.session.scalars(of_case).all()[0].fs_uniquifier


def _add_expert(world: World) -> None:
    """Whoever writes the first review that is still open, and that review."""
    open_ones = (
        select(Review)
        .join(Assignment)
        .join(Case)
        .where(Review.closed_at.is_(None), Case.state == CaseState.UNDER_EXPERT_REVIEW)
        .order_by(Review.id)
    )
    review = db.session.scalars(open_ones).all()[0]
    world.people["expert"] = review.assignment.expert.user.fs_uniquifier
    world.at["review"] = review.id
