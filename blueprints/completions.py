"""The completion request: the office prepares and sends it, the applicant answers it, the office judges the answer."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from blueprints.language import language
from blueprints.shared import SAFE, carry_out, find, moved, shown, still
from blueprints.stepping import take_step
from forms.checks import judgement_form
from forms.completions import item_form
from forms.drafts import answers_form
from forms.steps import ConfirmForm, ReasonForm
from models.case import Case
from models.states import CaseState, ItemState
from workflow import permissions
from workflow.acts import completing, requesting
from workflow.acts.checking import judge_items
from workflow.acts.drafting import open_fields
from workflow.acts.submitting import version_in_writing
from workflow.application import form_of, is_required
from workflow.guards.completion import CONFIRMATIONS
from workflow.queries.checklist import gaps_of, offer_for
from workflow.queries.completion import supplied

bp = Blueprint("completions", __name__, url_prefix="/cases")


@bp.route("/<int:id>/completion-request", methods=["GET", "POST"])
def prepare(id: int) -> ResponseReturnValue:
    """The items so far, what could be the next ones, and the form of the next one: filled by ?from=, or empty."""
    case = find(Case, id, still(permissions.may_prepare_request))
    offer = offer_for(case)
    form = item_form(offer.chosen(request.args.get("from", "")), offer.gaps, edition=offer.form)
    return carry_out(
        form,
        lambda: requesting.add_item(case, by=current_user, **form.words),
        again=lambda status: _request_page(case, form, offer, status),
        done=lambda _: moved(url_for(".prepare", id=id)),
    )


@bp.route("/<int:id>/completion-request/items/<int:ordinal>", methods=["GET", "POST"])
def change_item(id: int, ordinal: int) -> ResponseReturnValue:
    """Write an item anew."""
    case = find(Case, id, still(permissions.may_prepare_request))
    prepared = case.request_in_preparation
    item = next((each for each in (prepared.items if prepared else ()) if each.ordinal == ordinal), None)
    if item is None and request.method in SAFE:
        abort(404)
    form = item_form(item, gaps_of(case), edition=form_of(case.version))
    return carry_out(
        form,
        lambda: requesting.change_item(case, by=current_user, ordinal=ordinal, **form.words),
        again=lambda status: shown(
            "completions/change", "completion/item", status, case=case, form=form, ordinal=ordinal
        ),
        done=lambda _: moved(url_for(".prepare", id=id), gettext("Saved.")),
    )


@bp.post("/<int:id>/completion-request/items/<int:ordinal>/rise")
def raise_item(id: int, ordinal: int) -> ResponseReturnValue:
    """One place up."""
    return _rearrange(id, lambda case: requesting.raise_item(case, by=current_user, ordinal=ordinal))


@bp.post("/<int:id>/completion-request/items/<int:ordinal>/removal")
def remove_item(id: int, ordinal: int) -> ResponseReturnValue:
    """Take an item out again."""
    return _rearrange(id, lambda case: requesting.remove_item(case, by=current_user, ordinal=ordinal))


def _rearrange(id: int, act: Callable[[Case], None]) -> ResponseReturnValue:
    case, form = find(Case, id, still(permissions.may_prepare_request)), ConfirmForm()
    offer = offer_for(case)

    def page(status: int) -> ResponseReturnValue:
        empty = item_form(None, offer.gaps, edition=offer.form, fresh=True)
        empty.form_errors = form.form_errors
        return _request_page(case, empty, offer, status)

    return carry_out(form, lambda: act(case), again=page, done=lambda _: moved(url_for(".prepare", id=id)))


def _request_page(case: Case, form: Any, offer: Any, status: int) -> ResponseReturnValue:
    return shown("completions/prepare", "completion/items", status, case=case, form=form, offer=offer)


@bp.route("/<int:id>/completion-request/sending", methods=["GET", "POST"])
def send(id: int) -> ResponseReturnValue:
    """T06, and T06b after a completion."""
    again = find(Case, id).state == CaseState.COMPLETION_RECEIVED
    name = "request_completion_again" if again else "request_completion"
    verb = requesting.request_completion_again if again else requesting.request_completion
    lead = gettext(
        "The itemised letter goes to the applicant and the clock stops. It can be sent only once for this version."
    )
    return take_step(
        id,
        name,
        ConfirmForm(),
        lambda case: verb(case, by=current_user),
        lead=lead,
        paper=lambda case: requesting.request_paper(case, by=current_user),
    )


@bp.route("/<int:id>/completion-extension/request", methods=["GET", "POST"])
def ask_extension(id: int) -> ResponseReturnValue:
    """The representative asks for five more working days."""
    case = find(Case, id, still(permissions.may_ask_extension))
    form = ReasonForm()
    return carry_out(
        form,
        lambda: completing.ask_extension(case, by=current_user, reason=form.reason.data),
        again=lambda status: (render_template("pages/completions/extension.html", case=case, form=form), status),
        done=lambda _: moved(url_for("cases.show", id=id), gettext("The office has your request.")),
    )


@bp.get("/<int:id>/completion")
def show(id: int) -> ResponseReturnValue:
    """The request item by item, with the fields that are open."""
    case = find(Case, id, permissions.may_edit_completion)
    opened = open_fields(case)
    sections = [
        part
        for part in form_of(case.version).sections
        if any(field.code in opened and field.kind not in ("annex", "declaration") for field in part.fields)
    ]
    return render_template(
        "pages/completions/show.html", case=case, sections=sections, version=version_in_writing(case), opened=opened
    )


@bp.route("/<int:id>/completion/sending", methods=["GET", "POST"])
def complete(id: int) -> ResponseReturnValue:
    """T09: an answer to every item, and for what came on paper the representative's declarations."""
    case = find(Case, id)
    items = case.request.items if case.request else []
    codes = _declarations(case)
    form = answers_form(
        [(f"item_{i.ordinal}", f"{i.ordinal}. {i.fields} – {i.to_supply}", i.missing) for i in items],
        codes,
        form_of(case.version),
    )
    return take_step(
        id,
        "complete",
        form,
        lambda case: completing.complete(
            case,
            by=current_user,
            answers={i.ordinal: form[f"item_{i.ordinal}"].data or "" for i in items},
            declarations=[code for code in codes if form[code].data],
        ),
        onward=url_for("receipts.latest", id=id),
        lead=gettext("Answer item by item. After sending, nothing more can be changed."),
    )


@bp.route("/<int:id>/completion/judgement", methods=["GET", "POST"])
def judge(id: int) -> ResponseReturnValue:
    """Was each item supplied?  The answer and what differs in its fields stand beside it."""
    case = find(Case, id, still(permissions.may_judge_items))
    items = supplied(case, language())
    form = judgement_form([each.item for each in items])

    def act() -> Any:
        given = {each.item.ordinal: form[f"item_{each.item.ordinal}"].data for each in items}
        states = {ordinal: ItemState(said) for ordinal, said in given.items() if said}
        return judge_items(case, by=current_user, states=states)

    return carry_out(
        form,
        act,
        again=lambda status: shown(
            "completions/judge", "completion/judging", status, case=case, form=form, items=items
        ),
        done=lambda _: moved(url_for("checks.show", id=id), gettext("Saved. Now go through the check-list.")),
    )


def _declarations(case: Case) -> list[str]:
    """What the representative has to confirm: everything on paper, N8 where minors take part."""
    if not case.version.recorded:
        return []
    version = version_in_writing(case)
    asked = form_of(version).fields
    more = [code for code in ("N8",) if code in asked and is_required(asked[code], version.answers)]
    return [*CONFIRMATIONS, *more, "N9", "N10"]
