"""What may bias somebody: reported by an expert, objected to by the applicant, decided in writing."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from blueprints.shared import carry_out, find, moved, shown, still
from forms.conflicts import LateConflictForm, NameForm, RulingForm
from models.case import Case
from models.circumstance import Circumstance
from models.db import db
from models.review import Review
from models.user import User
from workflow import permissions
from workflow.acts import objecting, releasing
from workflow.declarations import GROUND_NAMES
from workflow.permissions import May
from workflow.queries.conflicts import people_of_the_register
from workflow.queries.reviews import SHEET
from workflow.screening import objection_to, objections

bp = Blueprint("circumstances", __name__)
DECIDE = permissions.may_decide_objections
SEEN = May(permissions.may_see_conflicts)


@bp.route("/reviews/<int:id>/conflict", methods=["GET", "POST"])
def report(id: int) -> ResponseReturnValue:
    """An expert at work reports a conflict that has come up, the review closed or not (4.7)."""
    review, may = find(Review, id, loaded=SHEET), permissions.may_report_conflict
    permissions.demand(still(may), current_user, review.assignment)
    form = LateConflictForm().offer_grounds()
    return carry_out(
        form,
        lambda: releasing.report_conflict(
            review.assignment, by=current_user, ground=form.ground.data, reason=form.reason.data
        ),
        again=lambda status: shown(
            "conflicts/report", "conflict/report", status, review=review, case=review.assignment.case, form=form
        ),
        done=lambda _: moved(url_for("inbox.index"), gettext("Thank you. The head of office has been told.")),
    )


@bp.route("/circumstances/<int:id>/decision", methods=["GET", "POST"])
def decide(id: int) -> ResponseReturnValue:
    """The head of office decides on what an expert reported: stays, or is relieved."""
    row = find(Circumstance, id, still(permissions.may_decide_circumstance))
    if row.assignment_id is None:
        abort(404)
    form = RulingForm().offer(gettext("Stays in the case"), gettext("Is relieved, and the review is void"))
    said = {"ground": GROUND_NAMES.get(row.ground), "text": row.text, "told_at": row.told_at, "named": ""}

    def act() -> Any:
        return releasing.decide_circumstance(row, by=current_user, stays=form.stays.data, reason=form.reason.data)

    return _rule(row.case, row.user, form, act, said)


@bp.route("/cases/<int:id>/conflicts/objections/<int:person>", methods=["GET", "POST"])
def decide_objection(id: int, person: int) -> ResponseReturnValue:
    """KO12: the head of office decides on the applicant's objection before the expert can be asked."""
    case = find(Case, id, SEEN)
    permissions.demand(still(DECIDE), current_user, case)
    user = db.session.get(User, person) or abort(404)
    told = next((row for row in case.circumstances if row.user_id == user.id and row.assignment_id is None), None)
    objection = objection_to(case, user)
    if told is None and objection is None:
        abort(404)
    form = RulingForm().offer(
        gettext("The objection is refused: may be asked"), gettext("The objection is accepted: excluded from this case")
    )
    said = {
        "ground": GROUND_NAMES["KO12"],
        "text": told.text if told else objection.reason if objection else "",
        "told_at": case.version.frozen_at,
        "named": told.named if told else objection.name if objection else "",
    }

    def act() -> Any:
        return objecting.decide_objection(case, user, by=current_user, stays=form.stays.data, reason=form.reason.data)

    return _rule(case, user, form, act, said)


@bp.route("/cases/<int:id>/conflicts/names/<int:place>", methods=["GET", "POST"])
def tie(id: int, place: int) -> ResponseReturnValue:
    """A name of A11 that the register does not know is tied by hand to one of its people."""
    case = find(Case, id, SEEN)
    permissions.demand(still(DECIDE), current_user, case)
    named = objections(case)
    if not 1 <= place <= len(named):
        abort(404)
    people = {one.id: one for one in people_of_the_register()}
    form = NameForm().offer(people.values())

    def done(_: Any) -> ResponseReturnValue:
        return moved(url_for(".decide_objection", id=id, person=form.person.data))

    return carry_out(
        form,
        lambda: objecting.tie_objection(case, named[place - 1], people[form.person.data], by=current_user),
        again=lambda status: (
            render_template("pages/conflicts/name.html", case=case, objection=named[place - 1], place=place, form=form),
            status,
        ),
        done=done,
    )


def _rule(
    case: Case, person: User, form: RulingForm, act: Callable[[], Any], said: dict[str, Any]
) -> ResponseReturnValue:
    return carry_out(
        form,
        act,
        again=lambda status: (
            render_template("pages/conflicts/ruling.html", case=case, person=person, form=form, **said),
            status,
        ),
        done=lambda _: moved(url_for("conflicts.show", id=case.id), gettext("The decision is entered.")),
    )
