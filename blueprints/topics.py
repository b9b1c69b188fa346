"""Topics of the workshop that are no cases: put on the agenda, taken off, a resolution proposed."""

from typing import Any

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from blueprints.shared import carry_out, find, moved, shown, still
from forms.steps import ReasonForm
from forms.topics import ResolutionForm, TopicForm
from models.meeting import AgendaItem, Meeting
from models.states import ItemKind
from workflow import permissions
from workflow.acts import agenda_keeping, voting
from workflow.queries.meetings import presenters
from workflow.queries.proposals import drafted_resolution

bp = Blueprint("topics", __name__)


@bp.route("/meetings/<int:id>/topics/new", methods=["GET", "POST"])
def put(id: int) -> ResponseReturnValue:
    """A topic goes on the agenda with its paper."""
    meeting = find(Meeting, id, still(permissions.may_list_topic))
    people = {person.id: person for person in presenters()}
    form = TopicForm().offer(people.values())

    def act() -> Any:
        return agenda_keeping.list_topic(
            meeting,
            by=current_user,
            kind=ItemKind(form.kind.data),
            title=form.title.data.strip(),
            presenter=people.get(form.presenter.data),
            paper=form.paper.data.strip(),
        )

    return carry_out(
        form,
        act,
        again=lambda status: shown("topics/put", "topic/put", status, meeting=meeting, form=form),
        done=lambda result: moved(
            url_for("agendas.show", id=result[0].id), gettext("The topic is on the agenda; the workshop is told.")
        ),
    )


@bp.route("/agenda-items/<int:id>/removal", methods=["GET", "POST"])
def take_off(id: int) -> ResponseReturnValue:
    """A topic comes off the agenda, with the reason."""
    item = find(AgendaItem, id, still(permissions.may_take_off_topic), seen=permissions.may_see_topic)
    form = ReasonForm()
    return carry_out(
        form,
        lambda: agenda_keeping.take_off_topic(item, by=current_user, reason=form.reason.data.strip()),
        again=lambda status: shown("topics/take_off", "topic/take_off", status, item=item, form=form),
        done=lambda _: moved(url_for("meetings.show", id=item.meeting_id), gettext("The topic is off the agenda.")),
    )


@bp.route("/agenda-items/<int:id>/resolutions", methods=["GET", "POST"])
def propose(id: int) -> ResponseReturnValue:
    """The chair puts the text of a resolution to the vote."""
    item = find(AgendaItem, id, still(permissions.may_propose), seen=permissions.may_see_topic)
    form = ResolutionForm(text=drafted_resolution(item))
    return carry_out(
        form,
        lambda: voting.propose_resolution(item, by=current_user, text=form.text.data.strip()),
        again=lambda status: shown("topics/propose", "topic/propose", status, item=item, form=form),
        done=lambda _: moved(url_for("meetings.show", id=item.meeting_id)),
    )
