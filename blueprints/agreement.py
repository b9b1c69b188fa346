"""How far the scores can be trusted: all experts for the head of office, one's own for each expert."""

from collections.abc import Sequence
from typing import NamedTuple

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from blueprints.listing import as_csv
from blueprints.pictures.agreement import (
    alphas,
    distributions,
    figure,
    figures,
    figures_of_expert,
    headings,
    headings_of_experts,
    named,
)
from blueprints.shared import allowed, signed_in
from forms.agreement import PeriodForm
from models.case import Case
from models.states import CaseState
from models.user import User
from workflow import permissions
from workflow.agreement import ENOUGH, Agreement, Contest, Habit, Rating, agreements, contests, habits, in_blocks
from workflow.agreement.experts import normalised
from workflow.agreement.ratings import Value
from workflow.clock import today
from workflow.criteria import Rubric
from workflow.permissions import May
from workflow.queries import agreement as reviewed
from workflow.queries.agreement import Period

bp = Blueprint("agreement", __name__, url_prefix="/agreement")
#: As many contested programmes as the page shows.
MOST = 20


class Scorer(NamedTuple):
    """An expert with their habits."""

    person: User
    habit: Habit


class Told(NamedTuple):
    """One review of a contested programme: by whom, its total, and the same with strictness taken out (or None)."""

    person: User
    total: Value
    normalised: float | None


class Dispute(NamedTuple):
    """A contested programme with its reviews; it waits for a meeting, or it is past that."""

    contest: Contest
    case: Case
    told: Sequence[Told]
    waits: bool


@bp.get("")
def index() -> ResponseReturnValue:
    """The figures of ?first=2026-01-01&last=2026-12-31&criteria=1.0: all days without either, else the newest set."""
    allowed(May(permissions.may_see_agreement))
    form, period = _asked()
    rubric, sets = _set(period)
    found = reviewed.ratings(period, rubric) if period else []
    rows = agreements(found, rubric.rules)
    return render_template(
        "pages/agreement/index.html",
        form=form,
        query=_query(period),
        rubric=rubric,
        sets=sets,
        year=today().year,
        whole=rows[-1],
        pairs=_pairs(rows),
        top=(top := headings()),
        columns=[top[0], *((heading, "number") for heading in top[1:])],
        lines=[(named(row.code, rubric), figures(row)) for row in rows],
        alphas=alphas(rows, rubric),
        distributions=distributions(rows, rubric),
        scorers=_scorers(found),
        disputes=_disputes(found, rubric),
        figure=figure,
    ), 200 if period else 422


@bp.get("/table.csv")
def table() -> ResponseReturnValue:
    """The figures by criterion."""
    allowed(May(permissions.may_see_agreement))
    _, period = _asked()
    rubric, _ = _set(period)
    rows = agreements(reviewed.ratings(period or Period(), rubric), rubric.rules)
    return as_csv("egyetertes", headings(), ([named(row.code, rubric), *figures(row)] for row in rows))


@bp.get("/experts.csv")
def experts() -> ResponseReturnValue:
    """The figures by expert."""
    allowed(May(permissions.may_see_agreement))
    _, period = _asked()
    rubric, _ = _set(period)
    scorers = _scorers(reviewed.ratings(period or Period(), rubric))
    rows = (figures_of_expert(one.person.display_name, one.habit, rubric.codes) for one in scorers)
    return as_csv("szakertok-elterese", headings_of_experts(rubric.codes), rows)


@bp.get("/own")
def own() -> ResponseReturnValue:
    """An expert's own deviation, and the contested among their own programmes; nothing of anybody else."""
    allowed(May(permissions.may_see_own_agreement))
    form, period = _asked()
    rubric, sets = _set(period)
    everything, me = reviewed.ratings_beside(signed_in(), period or Period(), rubric)
    found = in_blocks(everything, me) if me else []
    habit = next((one for one in habits(found) if one.rater == me), None)
    mine = contests(found, rubric.rules)[:MOST]
    cases = reviewed.cases_of([one.unit for one in mine])
    reviews = reviewed.own_reviews(signed_in(), [one.unit for one in mine])
    return render_template(
        "pages/agreement/own.html",
        form=form,
        habit=habit if period else None,
        query=_query(period),
        rubric=rubric,
        sets=sets,
        criteria=[(named(code, rubric), value) for code, value in habit.by_code(rubric.codes).items()] if habit else [],
        disputes=[(cases[one.unit[0]], reviews[one.unit]) for one in mine if one.unit in reviews],
        least=ENOUGH,
        figure=figure,
    ), 200 if period else 422


def _asked() -> tuple[PeriodForm, Period | None]:
    """The form as it was sent, and the period; None if that is no period."""
    form = PeriodForm(request.args)
    return form, Period(form.first.data, form.last.data) if form.validate() else None


def _set(period: Period | None) -> tuple[Rubric, Sequence[Rubric]]:
    """The set of criteria that the address names, else the newest of the period; and all of these."""
    known = reviewed.sets_of(period or Period())
    return next((one for one in known if one.version == request.args.get("criteria")), known[0]), known


def _query(period: Period | None) -> dict[str, str]:
    """What the links to the same figures carry."""
    days = {"first": period.first, "last": period.last} if period else {}
    asked = {"criteria": request.args["criteria"]} if request.args.get("criteria") else {}
    return {name: day.isoformat() for name, day in days.items() if day} | asked


def _pairs(rows: Sequence[Agreement]) -> dict[str, int]:
    """Of ten pairs of scores of one criterion of one programme, how many are the same and how many close."""
    criteria = [row for row in rows if row.code]
    return {
        "same": round(10 * sum(row.same or 0 for row in criteria) / len(criteria)),
        "close": round(10 * sum(row.close or 0 for row in criteria) / len(criteria)),
    }


def _scorers(found: Sequence[Rating]) -> list[Scorer]:
    """The experts in the order of their names."""
    known = habits(found)
    people = reviewed.names_of([habit.rater for habit in known])
    return sorted((Scorer(people[habit.rater], habit) for habit in known), key=lambda one: one.person.sort_key)


def _disputes(found: Sequence[Rating], rubric: Rubric) -> list[Dispute]:
    """The contested programmes, those first that wait for a meeting: the workshop may put them first."""
    contested = contests(found, rubric.rules)
    cases = reviewed.cases_of([one.unit for one in contested])
    known = {one.habit.rater: one for one in _scorers(found)}
    disputes = [
        Dispute(
            one,
            cases[one.unit[0]],
            [_told(rating, known[rating.rater], found) for rating in one.ratings],
            cases[one.unit[0]].state == CaseState.WAITING_FOR_A_MEETING,
        )
        for one in contested
    ]
    return sorted(disputes, key=lambda dispute: not dispute.waits)[:MOST]


def _told(rating: Rating, scorer: Scorer, found: Sequence[Rating]) -> Told:
    return Told(scorer.person, rating.total, normalised(rating, scorer.habit, found))
