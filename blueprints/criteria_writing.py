"""The draft of a criteria set as the office writes it: criteria, numbers, requirements, what changed."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, abort, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext
from flask_login import current_user

from blueprints.shared import carry_out, find, moved, shown, still
from forms.criteria_sets import CriterionForm, EligibilityForm, Seen, numbers_form, passage_form
from models.criteria_set import CriteriaSet
from workflow import permissions
from workflow.acts import criteria_drafting
from workflow.criteria.checking import DIVERGENCE, THRESHOLDS

bp = Blueprint("criteria_writing", __name__, url_prefix="/criteria/drafts/<int:id>")


@bp.route("/criteria/new", methods=["GET", "POST"])
def add(id: int) -> ResponseReturnValue:
    """One more criterion."""
    return write_criterion(id, None)


@bp.route("/criteria/<code>/text", methods=["GET", "POST"])
def change(id: int, code: str) -> ResponseReturnValue:
    """What one criterion says."""
    return write_criterion(id, code)


@bp.route("/criteria/<code>/removal", methods=["GET", "POST"])
def remove(id: int, code: str) -> ResponseReturnValue:
    """Take one criterion out."""
    row = writable(id)
    criterion_in(row, code)
    form = Seen(data={"seen": row.edit})
    return written(
        row,
        form,
        lambda: criteria_drafting.remove_criterion(row, code, by=current_user, seen=form.edition),
        title=gettext("Remove criterion %(code)s", code=code),
        button=gettext("Remove it"),
    )


@bp.route("/numbers", methods=["GET", "POST"])
def numbers(id: int) -> ResponseReturnValue:
    """Thresholds, limits of divergence, the rule of proof."""
    row = writable(id)
    form = numbers_form(row.content, row.edit)

    def act() -> None:
        proof = {language: form.rule_of_proof.form[language].data.strip() for language in ("hu", "en")}
        parts = {
            "thresholds": form.numbers(THRESHOLDS), "divergence": form.numbers(DIVERGENCE), "rule_of_proof": proof,
        }  # fmt: skip
        criteria_drafting.write_numbers(row, by=current_user, seen=form.edition, **parts)

    return written(row, form, act, title=gettext("Thresholds and divergence"))


@bp.route("/eligibility", methods=["GET", "POST"])
def eligibility(id: int) -> ResponseReturnValue:
    """What the office checks; a row can be added without scripts."""
    row = writable(id)
    form = EligibilityForm(data={"eligibility": row.content["eligibility"], "seen": row.edit})
    title = gettext("Requirements of eligibility")
    if form.add_row.data:
        form.eligibility.append_entry()
        return asked(row, form, 200, title=title)
    return written(
        row,
        form,
        lambda: criteria_drafting.write_eligibility(row, by=current_user, seen=form.edition, eligibility=form.rows),
        title=title,
    )


@bp.route("/passage", methods=["GET", "POST"])
def passage(id: int) -> ResponseReturnValue:
    """What changed, and what became of each earlier criterion."""
    row = writable(id)
    earlier = row.replaces.content["criteria"] if row.replaces else []
    old = [(one["code"], one[str(get_locale())[:2]]) for one in earlier]
    form = passage_form(old, row.change_log, row.crosswalk, row.edit)

    def act() -> None:
        said = (form.change_log.data or "").strip()
        crosswalk = form.crosswalk([code for code, _ in old])
        criteria_drafting.write_passage(row, by=current_user, seen=form.edition, change_log=said, crosswalk=crosswalk)

    return written(row, form, act, title=gettext("What changed"))


def write_criterion(id: int, code: str | None) -> ResponseReturnValue:
    """The form of a criterion, an empty one for None."""
    row = writable(id)
    form = CriterionForm.of(None if code is None else criterion_in(row, code), row.edit)
    return written(
        row,
        form,
        lambda: criteria_drafting.write_criterion(
            row, code, by=current_user, seen=form.edition, criterion=form.criterion
        ),
        title=gettext("Add a criterion") if code is None else gettext("Criterion %(code)s", code=code),
    )


def writable(id: int) -> CriteriaSet:
    """The set for whoever writes it; what comes too late is told beside what was typed."""
    return find(CriteriaSet, id, still(permissions.may_edit_criteria))


def criterion_in(row: CriteriaSet, code: str) -> Mapping[str, Any]:
    """The criterion of this code; 404 if the set has none."""
    found: Mapping[str, Any] | None = next((one for one in row.content["criteria"] if one["code"] == code), None)
    return found or abort(404)


def written(
    row: CriteriaSet, form: Seen, act: Callable[[], None], *, title: str, button: str = ""
) -> ResponseReturnValue:
    """Carry `act` out on the draft and go back to it."""

    def again(status: int) -> ResponseReturnValue:
        if status == 409:  # whoever saves again has seen that somebody else did
            form.seen.data = row.edit
        return asked(row, form, status, title=title, button=button)

    return carry_out(
        form,
        act,
        again=again,
        done=lambda _: moved(url_for("criteria_sets.show", id=row.id), gettext("The draft is saved.")),
    )


def asked(row: CriteriaSet, form: Seen, status: int, **words: str) -> ResponseReturnValue:
    """The page of the form."""
    return shown("criteria_sets/write", "criteria_set/write", status, row=row, form=form, **words)
