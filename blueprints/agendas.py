"""Agenda items: put on and taken off, papers, exclusions, proposals, votes."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from blueprints.shared import find
from models.case import Case
from models.meeting import AgendaItem, Proposal

bp = Blueprint("agendas", __name__)


@bp.route("/cases/<int:id>/agenda", methods=["GET", "POST"])
def put(id: int) -> ResponseReturnValue:
    """T23"""
    return str(find(Case, id).id)


@bp.route("/cases/<int:id>/agenda-removal", methods=["GET", "POST"])
def take_off(id: int) -> ResponseReturnValue:
    """T24"""
    return str(find(Case, id).id)


@bp.get("/agenda-items/<int:id>")
def show(id: int) -> ResponseReturnValue:
    """The papers of an item."""
    return str(find(AgendaItem, id).id)


@bp.post("/agenda-items/<int:id>/exclusions")
def exclude(id: int) -> ResponseReturnValue:
    """A member leaves for the item."""
    return str(find(AgendaItem, id).id)


@bp.post("/agenda-items/<int:id>/discussion")
def discuss(id: int) -> ResponseReturnValue:
    """The note of the discussion."""
    return str(find(AgendaItem, id).id)


@bp.post("/agenda-items/<int:id>/proposals")
def propose(id: int) -> ResponseReturnValue:
    """The chair puts a proposal."""
    return str(find(AgendaItem, id).id)


@bp.post("/proposals/<int:id>/ballots")
def cast(id: int) -> ResponseReturnValue:
    """One vote."""
    return str(find(Proposal, id).id)


@bp.post("/proposals/<int:id>/closing")
def close_vote(id: int) -> ResponseReturnValue:
    """T25 if carried."""
    return str(find(Proposal, id).id)
