"""The table of changes of a revised programme: what was changed for each revision task, and where (T31)."""

from collections.abc import Mapping, Sequence

from models.case import Case
from models.change import Change
from models.programme import Version
from models.states import CaseState
from models.user import User
from workflow.acts.submitting import version_to_write
from workflow.application import form_of
from workflow.clock import now, today
from workflow.engine import lock
from workflow.guards.revision import every_task_is_answered
from workflow.keeping import session_of
from workflow.permissions import demand, may_edit_revision
from workflow.queries.changes import changes_of
from workflow.refusals import Given, Refusal


def write_changes(case: Case, *, by: User, answers: Mapping[int, str], fields: Mapping[int, Sequence[str]]) -> Version:
    """Write the table down, half of it if need be: `answers` and `fields` by the task's ordinal.

    It belongs to the version in writing, which is opened by it if need be.  Codes that the form does not know are
    left out.  Raises NotYours for somebody who does not write for the applicant, Refused once the revision is sent.
    """
    lock(case)
    demand(may_edit_revision, by, case)
    version, session = version_to_write(case), session_of(case)
    session.flush()
    known, stored = form_of(version).fields, changes_of(version)
    for point in case.decision.points if case.decision else []:
        change = stored.get(point.ordinal) or Change(version_id=version.id, point_id=point.id)
        change.text = (answers.get(point.ordinal) or "").strip()
        change.fields = [code for code in fields.get(point.ordinal) or () if code in known]
        session.add(change)
    case.written_at = now()
    session.flush()
    return version


def unanswered(case: Case, *, by: User) -> list[Refusal]:
    """A refusal, at the task's place, for every task that the table as it is written does not answer."""
    facts = {"answers": told_so_far(case)}
    return list(every_task_is_answered(case, Given(by=by, today=today(), session=session_of(case), facts=facts)))


def told_so_far(case: Case) -> dict[int, str]:
    """What the table of the version in writing says of each task, by its ordinal."""
    version = case.programme.versions[-1]
    if case.state != CaseState.RETURNED_FOR_REVISION or version.frozen_at is not None:
        return {}
    return {ordinal: change.text for ordinal, change in changes_of(version).items()}
