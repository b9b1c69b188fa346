"""Meetings of the workshop: called, opened, who is present, closed, their minutes."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext
from flask_login import current_user
from flask_wtf import FlaskForm

from blueprints.listing import Filter, Listing, as_csv, asked_of, listed
from blueprints.shared import allowed, carry_out, changed, find, moved, shown, signed_in, wants_fragment
from forms.meetings import ClosingForm, ConveneForm, presence_form
from forms.steps import ConfirmForm
from models.meeting import Meeting
from models.states import MeetingState
from workflow import permissions
from workflow.acts import convening
from workflow.clock import BUDAPEST, today
from workflow.documents import render
from workflow.labels import label
from workflow.permissions import May
from workflow.queries.agendas import waiting_for
from workflow.queries.meeting_lists import (
    AHEAD,
    SORTS,
    USUAL,
    MeetingFilters,
    all_past_meetings,
    meetings_ahead,
    page_of_past_meetings,
    purposes_to_come,
)
from workflow.queries.meetings import board_of
from workflow.queries.minutes import has_minutes, minutes_of, readable

bp = Blueprint("meetings", __name__, url_prefix="/meetings")


@bp.get("/")
def index() -> ResponseReturnValue:
    """The meetings to come, the next one first, and those that were held: filters, order, page stand in the address."""
    allowed(May(permissions.may_see_meeting))
    listing = asked()
    past = page_of_past_meetings(filters_of(listing), order=listing.order, number=listing.number)
    lacking = purposes_to_come(today().year) if permissions.may_convene(current_user) else []
    return listed("meetings/index", "meeting/rows", listing, ahead=meetings_ahead(), page=past, lacking=lacking)


@bp.get("/table.csv")
def table() -> ResponseReturnValue:
    """The meetings held as CSV, from the first row of the list to the last."""
    allowed(May(permissions.may_see_meeting))
    listing, locale = asked(), get_locale()
    return as_csv(
        "ulesek",
        [gettext("Number"), gettext("When"), gettext("Place"), gettext("Agenda items"), gettext("State")],
        (
            (
                line.meeting.number,
                line.meeting.starts_at.astimezone(BUDAPEST).strftime("%Y-%m-%d %H:%M"),
                line.meeting.place,
                line.items,
                label(line.meeting.state).in_(locale),
            )
            for line in all_past_meetings(filters_of(listing), order=listing.order)
        ),
    )


@bp.route("/new", methods=["GET", "POST"])
def convene() -> ResponseReturnValue:
    """Call a meeting."""
    allowed(permissions.may_convene)
    form = ConveneForm()

    def act() -> Any:
        starts_at = form.starts_at.data.replace(tzinfo=BUDAPEST)
        return convening.convene(by=current_user, starts_at=starts_at, place=form.place.data.strip())

    return carry_out(
        form,
        act,
        again=lambda status: shown("meetings/convene", "meeting/call", status, form=form),
        done=lambda result: moved(url_for(".show", id=result[0].id), gettext("The meeting is called.")),
    )


@bp.get("/waiting")
def waiting() -> ResponseReturnValue:
    """The cases that wait for a meeting, the contested ones first, to be put on an agenda."""
    allowed(permissions.may_compose_agenda)
    return render_template("pages/meetings/waiting.html", waiting=waiting_for(signed_in()))


@bp.get("/<int:id>")
def show(id: int) -> ResponseReturnValue:
    """The meeting as it stands: read again every few seconds with the mark of what was seen (204: nothing new)."""
    find(Meeting, id)
    context, seen = room(id), request.args.get("seen", "")
    if wants_fragment() and seen == context["board"].mark:
        return "", 204
    if wants_fragment() and context["board"].has_another_state_than(seen):
        return moved(url_for(".show", id=id))
    return shown("meetings/show", "meeting/board", **context)


@bp.post("/<int:id>/opening")
def open_meeting(id: int) -> ResponseReturnValue:
    """The chair opens the meeting."""
    return take(id, permissions.may_open_meeting, ConfirmForm(), lambda m: convening.open_meeting(m, by=current_user))


@bp.post("/<int:id>/presence")
def record_presence(id: int) -> ResponseReturnValue:
    """Chair or secretary write down who is there."""
    form = presence_form(find(Meeting, id).attendances)
    return take(
        id,
        permissions.may_record_presence,
        form,
        lambda meeting: convening.record_presence(meeting, by=current_user, presence=form.presence()),
        presence=form,
    )


@bp.post("/<int:id>/closing")
def close_meeting(id: int) -> ResponseReturnValue:
    """The chair closes the meeting."""
    form = ClosingForm()
    return take(
        id,
        permissions.may_close_meeting,
        form,
        lambda meeting: convening.close_meeting(meeting, by=current_user, noted=form.noted()),
        closing=form,
    )


@bp.get("/<int:id>/minutes")
def minutes(id: int) -> ResponseReturnValue:
    """The minutes to read: a draft, or as they were certified."""
    meeting = find(Meeting, id, May(permissions.may_see_meeting, has_minutes))
    return told(meeting, ConfirmForm(formdata=None), 200)


@bp.get("/<int:id>/minutes.pdf")
def print_minutes(id: int) -> ResponseReturnValue:
    """The minutes on paper."""
    meeting = find(Meeting, id, May(permissions.may_see_meeting, has_minutes))
    answer: Response = make_response(render("minutes", minutes_of(meeting, str(get_locale()))))
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="emlekezteto-{meeting.number.replace("/", "-")}.pdf"'
    return answer


@bp.post("/<int:id>/certification")
def certify(id: int) -> ResponseReturnValue:
    """A certifier signs the minutes, which lock as they are."""
    meeting, form = find(Meeting, id, May(permissions.may_certify.who, has_minutes)), ConfirmForm()
    return carry_out(
        form,
        lambda: convening.certify(
            meeting, by=current_user, minutes=minutes_of(meeting, "hu", certifier=current_user._get_current_object())
        ),
        again=lambda status: told(meeting, form, status),
        done=lambda _: changed("meeting/minutes", url_for(".minutes", id=id), **words_of(meeting, form)),
    )


def take(id: int, may: May, form: FlaskForm, act: Callable[[Meeting], Any], **typed: FlaskForm) -> ResponseReturnValue:
    """Carry `act` out on the meeting and answer with the room; `typed` is the form of the room that was sent."""
    meeting = find(Meeting, id, May(may.who))

    def again(status: int) -> ResponseReturnValue:
        return shown("meetings/show", "meeting/room", status, **room(id, form=form, **typed))

    def done(_: Any) -> ResponseReturnValue:
        return changed("meeting/room", url_for(".show", id=id), **room(id))

    return carry_out(form, lambda: act(meeting), again=again, done=done)


def room(id: int, **typed: FlaskForm | None) -> dict[str, Any]:
    """What the page of a meeting shows: the board, and the forms of those who conduct it."""
    board = board_of(id)
    return {
        "board": board,
        "meeting": board.meeting,
        "presence": presence_form(board.meeting.attendances, formdata=None),
        "closing": ClosingForm(formdata=None, yes=board.present),
        "form": None,
        **typed,
    }


def told(meeting: Meeting, form: FlaskForm, status: int) -> ResponseReturnValue:
    """The page of the minutes."""
    return shown("meetings/minutes", "meeting/minutes", status, **words_of(meeting, form))


def words_of(meeting: Meeting, form: FlaskForm) -> dict[str, Any]:
    """The minutes in the language of the screen."""
    return {"meeting": meeting, "form": form, "minutes": readable(minutes_of(meeting, str(get_locale())))}


def asked() -> Listing:
    """What the address asks of the meetings held."""
    locale = get_locale()
    states = [(state.value, label(state).in_(locale)) for state in MeetingState if state not in AHEAD]
    filters = (
        Filter("words", gettext("Number or place")),
        Filter("state", gettext("State"), states, gettext("Any state")),
    )
    return asked_of(".index", filters, sorts=SORTS, usual=USUAL)


def filters_of(listing: Listing) -> MeetingFilters:
    """The filters as the query asks for them."""
    state = listing.asked["state"]
    return MeetingFilters(listing.asked["words"], MeetingState(state) if state else None)
