"""Criteria sets that are under way: the list, the draft part by part, the steps from consultation to force."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext
from flask_login import current_user
from flask_wtf import FlaskForm

from blueprints.shared import allowed, carry_out, changed, find, moved, shown
from forms.criteria_sets import BeginForm
from forms.criteria_steps import BringForm, ConsultForm, DayForm
from forms.steps import ReasonForm
from models.criteria_set import CriteriaSet
from workflow import permissions
from workflow.acts import criteria_adopting, criteria_drafting
from workflow.criteria_path import TURNS, given_now, hindrances
from workflow.guards.criteria import earliest_day, earliest_end, faults_of
from workflow.permissions import May
from workflow.queries.criteria_sets import comments_for, is_one_under_way, next_turns, next_version, sets_for
from workflow.queries.meeting_lists import meetings_open_for_papers
from workflow.queries.meetings import presenters

bp = Blueprint("criteria_sets", __name__, url_prefix="/criteria/drafts")


@bp.get("/")
def index() -> ResponseReturnValue:
    """The sets that the person may see, the latest first."""
    allowed(May(permissions.may_see_criteria_drafts))
    sets = sets_for(current_user._get_current_object())
    return shown("criteria_sets/index", "criteria_set/rows", sets=sets, is_one_under_way=is_one_under_way(sets))


@bp.route("/new", methods=["GET", "POST"])
def begin() -> ResponseReturnValue:
    """A draft begins as a copy of the set in force."""
    allowed(permissions.may_begin_criteria)
    form = BeginForm(version=next_version())

    def act() -> Any:
        said = (form.change_log.data or "").strip()
        return criteria_drafting.begin(by=current_user, version=form.version.data.strip(), change_log=said)

    return carry_out(
        form,
        act,
        again=lambda status: shown("criteria_sets/begin", "criteria_set/begin", status, form=form),
        done=lambda row: moved(url_for(".show", id=row.id), gettext("The draft is a copy of the set in force.")),
    )


@bp.get("/<int:id>")
def show(id: int) -> ResponseReturnValue:
    """Where the set stands, what it says, what is still wrong with it, how it came here."""
    return shown("criteria_sets/show", "criteria_set/progress", **about(find(CriteriaSet, id)))


@bp.route("/<int:id>/consultation", methods=["GET", "POST"])
def consult(id: int) -> ResponseReturnValue:
    """Open the draft for comments."""
    form = ConsultForm(until=earliest_end(given_now()))
    lead = gettext("At least 15 working days. Experts, county developers and the workshop are told at once.")
    return take(id, form, lambda row: criteria_adopting.consult(row, by=current_user, until=form.until.data), lead)


@bp.route("/<int:id>/workshop", methods=["GET", "POST"])
def bring_to_workshop(id: int) -> ResponseReturnValue:
    """Put the set on the agenda of a meeting."""
    meetings = {meeting.id: meeting for meeting in meetings_open_for_papers()}
    people = {person.id: person for person in presenters()}
    form = BringForm().offer(meetings.values(), people.values())
    lead = gettext("It is adopted by two thirds of those present. Agendas close 15 working days before the meeting.")
    if not meetings:
        lead = gettext("No planned meeting takes items any more. Call one at least 15 working days ahead.")

    def act(row: CriteriaSet) -> Any:
        return criteria_adopting.bring_to_workshop(
            row,
            by=current_user,
            meeting=meetings[form.meeting.data],
            presenter=people.get(form.presenter.data),
            paper=form.paper.data.strip(),
        )

    return take(id, form, act, lead)


@bp.route("/<int:id>/return", methods=["GET", "POST"])
def return_to_draft(id: int) -> ResponseReturnValue:
    """The workshop wants it written anew."""
    form = ReasonForm()
    lead = gettext("It is the office's draft again, and needs another consultation.")
    return take(
        id, form, lambda row: criteria_adopting.return_to_draft(row, by=current_user, reason=form.reason.data), lead
    )


@bp.route("/<int:id>/dropping", methods=["GET", "POST"])
def drop(id: int) -> ResponseReturnValue:
    """Nothing comes of the draft."""
    form = ReasonForm()
    lead = gettext("The draft and its comments are kept, but nothing can be done with it any more.")
    return take(id, form, lambda row: criteria_adopting.drop(row, by=current_user, reason=form.reason.data), lead)


@bp.route("/<int:id>/day", methods=["GET", "POST"])
def set_day(id: int) -> ResponseReturnValue:
    """The president sets the first day in force."""
    row = find(CriteriaSet, id)
    form = DayForm(day=row.in_force_from or earliest_day(row, given_now()))
    lead = gettext("At least 30 days after the adoption. What is submitted from that day on is judged by this set.")
    return take(id, form, lambda row: criteria_adopting.set_day(row, by=current_user, day=form.day.data), lead)


def take(id: int, form: FlaskForm, act: Callable[[CriteriaSet], Any], lead: str) -> ResponseReturnValue:
    """Show the form of the step that the view is named after, or why it is not possible, or carry it out."""
    name = request.endpoint.rpartition(".")[2]
    turn, row = TURNS[name], find(CriteriaSet, id)
    permissions.demand(May(lambda person, _: turn.is_for(person)), current_user, row)
    asked = {"form": form, "turn": turn, "lead": lead}

    def again(status: int) -> ResponseReturnValue:
        return shown("criteria_sets/show", "criteria_set/progress", status, **about(row), **asked)

    if not form.is_submitted() and (reasons := hindrances(name, row)):
        asked["hindered"] = [reason.text for reason in reasons]
        return again(409)

    def done(_: Any) -> ResponseReturnValue:
        return changed("criteria_set/progress", url_for(".show", id=id), **about(row))

    return carry_out(form, lambda: act(row), again=again, done=done)


def about(row: CriteriaSet) -> dict[str, Any]:
    """What the page of a set shows to this person."""
    person = current_user._get_current_object()
    return {
        "row": row,
        "turns": next_turns(person, row),
        "comments": comments_for(person, row),
        "faults": faults_of(row) if permissions.may_edit_criteria.who(person, row) else [],
        "path": TURNS,
        "locale": str(get_locale()),
    }
