"""Recording what came on paper or by e-mail (T02b): facts of arrival first, then the answers word for word."""

import secrets
from typing import Any

from flask import Blueprint, current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from blueprints.accounts import invite
from blueprints.shared import allowed, carry_out, moved
from forms.application import answers_from, section_form
from forms.drafts import RecordForm
from models.organisation import Organisation, Part
from models.states import Arrival
from workflow import permissions
from workflow.acts import appointing, submitting
from workflow.acts.drafting import AlreadyOpened
from workflow.application import Form, Section, form_in_force
from workflow.clock import today
from workflow.counties import COUNTIES
from workflow.queries.cases import case_opened_with
from workflow.queries.organisations import all_organisations
from workflow.storage import Store, Unacceptable

bp = Blueprint("recordings", __name__, url_prefix="/cases/recording")


@bp.route("/", methods=["GET", "POST"])
def record() -> ResponseReturnValue:
    """T02b"""
    allowed(permissions.may_record)
    known = all_organisations()
    form = RecordForm(token=secrets.token_urlsafe(16), arrived_on=today(), arrival=Arrival.PAPER.value)
    form.offer(known, [(code, county.name) for code, county in COUNTIES.items()])
    edition = form_in_force(today())
    copied = _copied(edition)
    sections = [section_form(section.code, {}, edition=edition) for section in copied]

    def again(status: int) -> ResponseReturnValue:
        parts = list(zip(copied, sections, strict=True))
        return render_template("pages/recordings/new.html", form=form, parts=parts), status

    if any(part.is_reshaped for part in sections):
        return again(200)
    are_right = [part.validate() for part in sections] if form.is_submitted() else []
    if not all(are_right):
        form.validate()
        form.form_errors = [gettext("Some answers of the application cannot be stored as they are: see below.")]
        return again(422)
    return carry_out(
        form,
        lambda: _record(
            form, {code: said for part in sections for code, said in answers_from(part).items() if said}, known
        ),
        again=again,
        done=_done,
    )


def _copied(form: Form) -> list[Section]:
    """What can be copied from paper; annexes and declarations come with the completion."""
    return [section for section in form.sections if section.code not in {"M", "N"}]


def _record(form: RecordForm, answers: dict[str, Any], known: Any) -> Any:
    first_click = case_opened_with(form.token.data)
    if first_click is not None:  # before a new organisation is entered once more
        return first_click, [], None
    try:
        stored = Store(current_app.config["STORAGE_URL"]).keep(form.source.data.filename, form.source.data.read())
    except Unacceptable as wrong:
        raise appointing.refusal_of_file(wrong.code, "source") from None
    organisation = next((o for o in known if o.id == form.organisation.data), None) or appointing.enter_organisation(
        form.organisation_name.data, county_code=form.county.data or None
    )
    representative = _representative(form, organisation)
    try:
        result = submitting.record(
            form.title.data,
            organisation,
            by=current_user,
            token=form.token.data,
            answers={"B1": form.title.data, **answers},
            sender=form.sender.data,
            arrived_on=form.arrived_on.data,
            arrival=Arrival(form.arrival.data),
            source=vars(stored),
        )
    except AlreadyOpened as first:
        return first.case, [], None
    return (*result, representative)


def _done(result: Any) -> ResponseReturnValue:
    case, _, representative = result
    if representative is not None:
        invite(representative)
    return moved(url_for("cases.show", id=case.id))


def _representative(form: RecordForm, organisation: Organisation) -> Any:
    if not form.representative_email.data:
        return None
    return appointing.enter_member(
        organisation,
        email=form.representative_email.data,
        family_name=form.representative_family_name.data or form.sender.data,
        given_name=form.representative_given_name.data or "",
        part=Part.REPRESENTATIVE,
        by=current_user,
    )
