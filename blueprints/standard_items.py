"""The office's standard sentences for completion requests: the list, one of them, retiring and taking up again."""

from collections.abc import Callable

from flask import Blueprint, abort, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from blueprints.shared import allowed, carry_out, moved, shown
from forms.completions import item_form
from forms.steps import ConfirmForm
from models.standard_item import StandardItem
from workflow import permissions
from workflow.acts import standard_items as keeping
from workflow.queries.standard_items import standard_item, standard_items

bp = Blueprint("standard_items", __name__, url_prefix="/standard-items")


@bp.route("/", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    """Those that are offered, those that are retired, and the form of a new one."""
    return _form(None, "")


@bp.route("/<int:id>", methods=["GET", "POST"])
def change(id: int) -> ResponseReturnValue:
    """One of them, to be written anew."""
    return _form(_found(id), gettext("The sentence is saved. Requests that went out keep their words."))


@bp.post("/<int:id>/retirement")
def retire(id: int) -> ResponseReturnValue:
    """Offer it no more."""
    item = _found(id)
    return _settle(lambda: keeping.retire(item, by=current_user))


@bp.post("/<int:id>/return")
def take_up(id: int) -> ResponseReturnValue:
    """Offer it again."""
    item = _found(id)
    return _settle(lambda: keeping.take_up(item, by=current_user))


def _found(id: int) -> StandardItem:
    allowed(permissions.may_keep_standard_items)
    return standard_item(id) or abort(404)


def _form(item: StandardItem | None, said: str) -> ResponseReturnValue:
    allowed(permissions.may_keep_standard_items)
    form = item_form(item)
    return carry_out(
        form,
        lambda: keeping.write_standard_item(item, by=current_user, **form.words) and [],
        again=lambda status: _page(form, item, status),
        done=lambda _: moved(url_for(".index"), said or gettext("The sentence is entered.")),
    )


def _settle(act: Callable[[], None]) -> ResponseReturnValue:
    form = ConfirmForm()
    return carry_out(
        form,
        act,
        again=lambda status: _page(item_form(None, fresh=True), None, status),
        done=lambda _: moved(url_for(".index")),
    )


def _page(form: object, item: StandardItem | None, status: int) -> ResponseReturnValue:
    context = {"offered": standard_items(), "retired": standard_items(retired=True)}
    return shown("standard_items/index", "standard_item/list", status, form=form, item=item, **context)
