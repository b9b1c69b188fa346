"""Mail that a person has to look at: what may or may not have left, and what could not be sent."""

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from blueprints.listing import Filter, Listing, asked_of, listed
from blueprints.shared import allowed
from forms.steps import ConfirmForm
from models.outbox import MailStatus
from workflow import permissions
from workflow.notices.settling import note_arrival, send_again
from workflow.notices.standing import SORTS, USUAL, page_of_held_mails

bp = Blueprint("mails", __name__, url_prefix="/mails")


@bp.get("/held")
def held() -> ResponseReturnValue:
    """Addresses and subjects only."""
    allowed(permissions.may_resend_mail)
    listing = asked()
    status = listing.asked["status"]
    page = page_of_held_mails(MailStatus(status) if status else None, order=listing.order, number=listing.number)
    return listed("mails/held", "mail/rows", listing, page=page)


@bp.post("/<int:id>/resending")
def resend(id: int) -> ResponseReturnValue:
    """Send it again."""
    return _settle(send_again, id, gettext("It is sent again."))


@bp.post("/<int:id>/arrival")
def arrived(id: int) -> ResponseReturnValue:
    """It did arrive: nothing more is sent."""
    return _settle(note_arrival, id, gettext("Noted: it had arrived."))


def _settle(act: object, id: int, message: str) -> ResponseReturnValue:
    allowed(permissions.may_resend_mail)
    if not ConfirmForm().validate_on_submit():
        abort(400)
    if not act(id):  # type: ignore[operator]
        abort(409)
    flash(message, "success")
    return redirect(url_for(".held"), 303)


def asked() -> Listing:
    """What the address asks of the mails that are held."""
    kinds = [
        (MailStatus.UNCERTAIN.value, gettext("may have left")),
        (MailStatus.DEAD.value, gettext("could not be sent")),
    ]
    return asked_of(
        ".held", (Filter("status", gettext("Why"), kinds, gettext("Any reason")),), sorts=SORTS, usual=USUAL
    )
