"""Joining: somebody without an account asks to write for an organisation; the office confirms it."""

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, abort, current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext
from flask_login import current_user
from itsdangerous import BadSignature, URLSafeTimedSerializer

from blueprints.accounts import invite
from blueprints.shared import allowed, carry_out, moved, still
from forms.joining import AcceptanceForm, JoiningForm
from forms.steps import ConfirmForm, ReasonForm
from models.db import db
from models.joining import JoinRequest
from models.organisation import Organisation, Part
from models.states import LegalForm
from models.user import User
from workflow import permissions
from workflow.acts import joining
from workflow.clock import now
from workflow.counties import COUNTIES
from workflow.hungarian import fold
from workflow.notices import post
from workflow.notices.hearing import Contact
from workflow.queries.joining import waiting_requests
from workflow.queries.organisations import all_organisations

bp = Blueprint("joining", __name__, url_prefix="/join")
#: The link in the letter holds for as long as an unconfirmed request is kept.
LINK_SECONDS = joining.UNCONFIRMED_DAYS * 24 * 3600


@bp.route("/", methods=["GET", "POST"])
def ask() -> ResponseReturnValue:
    """What one says of oneself and the organisation; whatever is known already, the answer is the same."""
    form = JoiningForm().offer()
    texts = ("email", "family_name", "given_name", "organisation_name", "seat", "intention")

    def act() -> JoinRequest | None:
        return joining.ask(
            **{name: form[name].data or "" for name in texts},
            part=Part(form.part.data),
            legal_form=LegalForm(form.legal_form.data),
            county_code=form.county.data,
            locale=str(get_locale()),
        )

    def done(request: JoinRequest | None) -> ResponseReturnValue:
        if request is not None:
            path = urlsplit(url_for(".confirm", token=signer().dumps(request.id))).path
            sender = Contact(request.email, request.display_name, request.locale)
            post(sender, wording="joining", facts={"path": path}, key=f"joining:{request.id}")
        return moved(url_for(".sent"))

    return carry_out(
        form, act, again=lambda status: (render_template("pages/joining/ask.html", form=form), status), done=done
    )


@bp.get("/sent")
def sent() -> ResponseReturnValue:
    """A letter is on its way."""
    return render_template("pages/joining/sent.html", days=joining.UNCONFIRMED_DAYS)


@bp.route("/confirmation/<token>", methods=["GET", "POST"])
def confirm(token: str) -> ResponseReturnValue:
    """The address is one's own: confirmed by a button, because programs that look through mail follow links, too."""
    try:
        request = db.session.get(JoinRequest, signer().loads(token, max_age=LINK_SECONDS))
    except BadSignature:
        request = None
    if request is None:
        return render_template("pages/joining/expired.html"), 410
    return carry_out(
        ConfirmForm(),
        lambda: joining.confirm(request),
        again=lambda status: (render_template("pages/joining/confirm.html", asked=request, token=token), status),
        done=lambda _: moved(url_for(".confirm", token=token)),
    )


@bp.get("/requests")
def index() -> ResponseReturnValue:
    """What waits for the office, the oldest first."""
    allowed(permissions.may_keep_people)
    return render_template("pages/joining/index.html", requests=waiting_requests())


@bp.route("/requests/<int:id>", methods=["GET", "POST"])
def settle(id: int) -> ResponseReturnValue:
    """Accepting: the person acts for the organisation from now on, and is invited."""
    request, known = _find(id), all_organisations()
    same = next((one.id for one in known if one.folded_name == fold(request.organisation_name)), 0)
    form = AcceptanceForm(organisation=same).offer(known)

    def act() -> User:
        chosen = db.session.get(Organisation, form.organisation.data) if form.organisation.data else None
        return joining.accept(request, by=current_user, organisation=chosen)

    def done(person: User) -> ResponseReturnValue:
        welcome(person)
        return moved(url_for(".index"), gettext("The invitation is on its way."))

    return carry_out(form, act, again=lambda status: _page(request, status, form=form), done=done)


@bp.post("/requests/<int:id>/refusal")
def refuse(id: int) -> ResponseReturnValue:
    """Refusing, with the reason that the person gets."""
    request, form = _find(id), ReasonForm()
    return carry_out(
        form,
        lambda: joining.refuse(request, by=current_user, reason=form.reason.data),
        again=lambda status: _page(request, status, refusal=form),
        done=lambda _: moved(url_for(".index"), gettext("The answer is on its way.")),
    )


def welcome(person: User) -> None:
    """The letter with the way in: a first password, or for somebody who has one the inbox."""
    if person.password is None:
        invite(person)
    else:
        post(person, wording="joined", facts={"path": url_for("inbox.index")}, key=f"joined:{person.id}:{now()}")


def _find(id: int) -> JoinRequest:
    allowed(still(permissions.may_keep_people))
    request = db.session.get(JoinRequest, id)
    if request is None or request.confirmed_at is None:
        abort(404)
    return request


def _page(request: JoinRequest, status: int, **forms: Any) -> ResponseReturnValue:
    offered = {
        "form": AcceptanceForm(formdata=None).offer(all_organisations()),
        "refusal": ReasonForm(formdata=None),
    }
    return render_template(
        "pages/joining/settle.html", asked=request, counties=COUNTIES, **{**offered, **forms}
    ), status


def signer() -> URLSafeTimedSerializer:
    """Makes and reads the key in the link of the letter."""
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="joining")
