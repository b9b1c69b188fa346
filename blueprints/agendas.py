"""Agenda items: put on and taken off, their papers, who leaves, what is said, proposals and votes."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext
from flask_login import current_user
from flask_wtf import FlaskForm

from blueprints.shared import carry_out, changed, find, moved, shown
from blueprints.stepping import take_step
from forms.meetings import BallotForm, DiscussionForm, ExclusionForm, PutForm, proposal_form
from forms.steps import ConfirmForm, ReasonForm
from models.case import Case
from models.meeting import AgendaItem, Proposal
from models.states import Choice, Outcome
from workflow import permissions
from workflow.acts import agenda_keeping, voting
from workflow.criteria.stored import rubric_of
from workflow.declarations import GROUND_NAMES
from workflow.engine import stale
from workflow.permissions import May
from workflow.queries import proposals
from workflow.queries.assessments import reckoned_of
from workflow.queries.meeting_lists import meetings_open_for_papers
from workflow.queries.meetings import board_of, fit_rapporteurs, members_for

bp = Blueprint("agendas", __name__)
may_leave = May(
    lambda person, item: (
        permissions.may_exclude.who(person, item) or permissions.may_declare_own_conflict.who(person, item)
    )
)


@bp.route("/cases/<int:id>/agenda", methods=["GET", "POST"])
def put(id: int) -> ResponseReturnValue:
    """T23"""
    meetings = {meeting.id: meeting for meeting in meetings_open_for_papers()}
    members = {member.id: member for member in fit_rapporteurs(find(Case, id))}
    form = PutForm().offer(meetings.values(), members.values())
    lead = gettext("An agenda closes 15 working days before the meeting. Members in conflict are excluded at once.")
    if not meetings:
        lead = gettext("No planned meeting takes cases any more. Call one at least 15 working days ahead.")
    return take_step(
        id,
        "put_on_agenda",
        form,
        lambda case: agenda_keeping.put_on_agenda(
            case,
            by=current_user,
            meeting=meetings.get(form.meeting.data),
            rapporteur=members.get(form.rapporteur.data),
        ),
        lead=lead,
    )


@bp.route("/cases/<int:id>/agenda-removal", methods=["GET", "POST"])
def take_off(id: int) -> ResponseReturnValue:
    """T24"""
    form = ReasonForm()
    lead = gettext("The case waits for the next meeting. It may be taken off only once for the same reason.")
    return take_step(
        id,
        "take_off_agenda",
        form,
        lambda case: agenda_keeping.take_off_agenda(case, by=current_user, reason=form.reason.data),
        lead=lead,
    )


@bp.get("/agenda-items/<int:id>")
def show(id: int) -> ResponseReturnValue:
    """The item with its papers."""
    return shown("agendas/show", "agenda_item/progress", **about(find(AgendaItem, id)))


@bp.post("/agenda-items/<int:id>/exclusions")
def exclude(id: int) -> ResponseReturnValue:
    """A member leaves for the item: whom chair or secretary name, or oneself."""
    item = find(AgendaItem, id, may_leave)
    form = exclusion_form(item)
    return take(
        item,
        form,
        lambda: agenda_keeping.exclude(
            item, by=current_user, member_id=form.member.data, ground=form.ground.data, note=form.note.data or ""
        ),
        exclusion=form,
    )


@bp.post("/agenda-items/<int:id>/discussion")
def note_discussion(id: int) -> ResponseReturnValue:
    """What was said, for the minutes."""
    item = find(AgendaItem, id, May(permissions.may_note_discussion.who))
    form = DiscussionForm()
    return take(
        item,
        form,
        lambda: agenda_keeping.note_discussion(item, by=current_user, text=form.text.data or ""),
        discussion=form,
    )


@bp.route("/agenda-items/<int:id>/proposals", methods=["GET", "POST"])
def propose(id: int) -> ResponseReturnValue:
    """The chair writes a proposal on a case and puts it to the vote; a row can be added without scripts."""
    item = find(AgendaItem, id, May(permissions.may_propose.who), seen=permissions.may_see_listed_case)
    form = proposal_form(rubric_of(item.case)) if request.method == "POST" else drafted(item)

    def again(status: int) -> ResponseReturnValue:
        form.lift_errors()
        offered = proposals.choices(item.case)
        return shown("agendas/propose", "proposal/form", status, item=item, form=form, choices=offered, Outcome=Outcome)

    if request.method == "GET" and not permissions.may_propose.when(item):
        form.form_errors = [stale().text.in_(str(get_locale()))]
        return again(409)
    if form.add_point.data:
        form.add()
        return again(200)
    return carry_out(
        form,
        lambda: voting.propose(
            item,
            by=current_user,
            outcome=Outcome(form.outcome.data),
            text=form.text.data.strip(),
            departure_reason=(form.departure_reason.data or "").strip(),
            points=form.written(),
        ),
        again=again,
        done=lambda _: moved(url_for("meetings.show", id=item.meeting_id)),
    )


@bp.post("/proposals/<int:id>/ballots")
def cast(id: int) -> ResponseReturnValue:
    """One vote: the button is the form."""
    proposal, form = find(Proposal, id, May(permissions.may_vote.who)), BallotForm()
    return vote(proposal, form, lambda: voting.cast(proposal, by=current_user, choice=Choice(form.choice.data)))


@bp.post("/proposals/<int:id>/secrecy")
def ask_secrecy(id: int) -> ResponseReturnValue:
    """Whoever votes may ask for a secret vote: it begins anew."""
    proposal = find(Proposal, id, May(permissions.may_ask_secrecy.who))
    return vote(proposal, ConfirmForm(), lambda: voting.ask_secrecy(proposal, by=current_user))


@bp.post("/proposals/<int:id>/closing")
def close_vote(id: int) -> ResponseReturnValue:
    """The chair closes the vote: T25 if it is carried."""
    proposal = find(Proposal, id, May(permissions.may_close_vote.who))
    return vote(proposal, ConfirmForm(), lambda: voting.close_vote(proposal, by=current_user))


def take(item: AgendaItem, form: FlaskForm, act: Callable[[], Any], **typed: FlaskForm) -> ResponseReturnValue:
    """Carry `act` out on the item and answer with it, or with the meeting once its papers are closed to the person."""

    def again(status: int) -> ResponseReturnValue:
        return shown("agendas/show", "agenda_item/progress", status, **about(item, form=form, **typed))

    def done(_: Any) -> ResponseReturnValue:
        if not permissions.may_see_item(current_user, item):
            return moved(url_for("meetings.show", id=item.meeting_id), gettext("You leave the room for this item."))
        return changed("agenda_item/progress", url_for(".show", id=item.id), **about(item))

    return carry_out(form, act, again=again, done=done)


def vote(proposal: Proposal, form: FlaskForm, act: Callable[[], Any]) -> ResponseReturnValue:
    """Carry `act` out on the vote and answer with the board of its meeting."""
    id = proposal.item.meeting_id

    def again(status: int) -> ResponseReturnValue:
        return shown("agendas/vote", "meeting/board", status, board=board_of(id), form=form)

    def done(_: Any) -> ResponseReturnValue:
        return changed("meeting/board", url_for("meetings.show", id=id), board=board_of(id))

    return carry_out(form, act, again=again, done=done)


def about(item: AgendaItem, **typed: FlaskForm | None) -> dict[str, Any]:
    """What the page of an item shows, with its forms."""
    return {
        "item": item,
        "grounds": GROUND_NAMES,
        "exclusion": exclusion_form(item, formdata=None),
        "discussion": DiscussionForm.of(item),
        **(papers_of(item.case) if item.case else {}),
        "form": None,
        **typed,
    }


def papers_of(case: Case) -> dict[str, Any]:
    """What the workshop reads of a case."""
    rubric = rubric_of(case)
    return {
        "criteria": rubric.criteria,
        "results": rubric.results,
        "reckoned": reckoned_of(case),
    }


def exclusion_form(item: AgendaItem, **options: Any) -> ExclusionForm:
    """Chair and secretary name any member who is still entitled; everybody else only oneself."""
    members = members_for(item)
    if not permissions.may_exclude.who(current_user, item):
        members = [member for member in members if member.id == current_user.id]
    return ExclusionForm(**options).offer(members)


def drafted(item: AgendaItem) -> FlaskForm:
    """The form of a proposal with its draft; the outcome stands in the address, the rule result if none does."""
    wanted = request.args.get("outcome", "")
    offered = [choice.outcome for choice in proposals.choices(item.case)]
    outcome = next((one for one in offered if one.value == wanted), offered[0])
    draft = proposals.draft(item.case, outcome)
    return proposal_form(
        rubric_of(item.case), formdata=None, outcome=outcome.value, text=draft.text, points=draft.points
    )
