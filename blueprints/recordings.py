"""Recording what came on paper or by e-mail (T02b): facts of arrival first, then the answers word for word."""

import secrets
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from blueprints.accounts import invite
from blueprints.files import FORM_WITH_FILES, scanner, store, takes_up_to
from blueprints.shared import allowed, carry_out, moved
from forms.application import answers_from, section_form
from forms.drafts import RecordForm
from models.db import let_go
from models.organisation import Organisation, Part
from models.reading import Reading
from models.states import Arrival
from workflow import permissions
from workflow.acts import appointing, importing, submitting
from workflow.acts.attaching import refusal_of_file
from workflow.acts.drafting import AlreadyOpened
from workflow.application import Form, Section, form_in_force
from workflow.clock import today
from workflow.counties import COUNTIES
from workflow.queries.cases import case_opened_with
from workflow.queries.organisations import all_organisations
from workflow.queries.readings import original_facts, reading_to_record, said_plainly
from workflow.storage import Unacceptable, examined

bp = Blueprint("recordings", __name__, url_prefix="/cases/recording")


@bp.route("/", methods=["GET", "POST"])
@takes_up_to(FORM_WITH_FILES)
def record() -> ResponseReturnValue:
    """T02b"""
    allowed(permissions.may_record)
    known = all_organisations()
    edition = form_in_force(today())
    reading = reading_to_record(request.values.get("reading", type=int), current_user)
    values = said_plainly(reading, edition) if reading else {}
    form = _form(known, reading, values)
    parts = [(section, section_form(section.code, values, edition=edition)) for section in _copied(edition)]
    sections = [answered for _, answered in parts]

    def again(status: int) -> ResponseReturnValue:
        facts = {"form": form, "parts": parts, "reading": reading, "values": values, "edition": edition}
        return render_template("pages/recordings/new.html", **facts), status

    if any(part.is_reshaped for part in sections):
        return again(200)
    are_right = [part.validate() for part in sections] if form.is_submitted() else []
    if not all(are_right):
        form.validate()
        form.form_errors = [gettext("Some answers of the application cannot be stored as they are: see below.")]
        return again(422)
    answers = {code: said for part in sections for code, said in answers_from(part).items() if said}
    return carry_out(form, lambda: _record(form, answers, reading), again=again, done=_done)


def _form(known: Any, reading: Reading | None, values: Mapping[str, Any]) -> RecordForm:
    """With what the document that was read says of itself."""
    form = RecordForm(
        token=secrets.token_urlsafe(16),
        arrived_on=today(),
        arrival=Arrival.E_MAIL.value if reading else Arrival.PAPER.value,
        title=values.get("B1", ""),
        reading=reading.id if reading else "",
    )
    return form.offer(known, [(code, county.name) for code, county in COUNTIES.items()])


def _copied(form: Form) -> list[Section]:
    """What can be copied from paper; annexes and declarations come with the completion."""
    return [section for section in form.sections if section.code not in {"M", "N"}]


def _record(form: RecordForm, answers: dict[str, Any], reading: Reading | None) -> Any:
    first_click = case_opened_with(form.token.data)
    if first_click is not None:  # before a new organisation is entered once more
        return first_click, [], None
    source = _source(form, reading)
    known = {one.id: one for one in all_organisations()}
    organisation = known.get(form.organisation.data) or appointing.enter_organisation(
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
            source=source,
        )
    except AlreadyOpened as first:
        return first.case, [], None
    if reading is not None:
        importing.put_away(reading)
    return (*result, representative)


def _source(form: RecordForm, reading: Reading | None) -> Mapping[str, Any] | None:
    """The file that was sent, else the original of what was read; None where neither is there any more."""
    if not form.source.data:
        return original_facts(reading) if reading else None
    file = form.source.data
    let_go()
    try:
        stored = examined(file.filename, file.stream, scanner())
    except Unacceptable as wrong:
        raise refusal_of_file(wrong.code, "source") from None
    store().lay(stored.sha256, file.stream)
    return vars(stored)


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
