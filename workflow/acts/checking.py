"""The office's formal check: assigning the officer, the check-list, acceptance, rejection, termination."""

from collections.abc import Mapping
from typing import Any

from models.case import Case
from models.completion import EligibilityFinding, FormalCheck
from models.states import CaseState, Finding, ItemState
from models.user import User
from workflow.acts.about import about
from workflow.acts.papers import letter
from workflow.clock import now, today
from workflow.criteria.stored import rubric_of
from workflow.deadline_rules import due
from workflow.engine import lock, move
from workflow.events import (
    AcceptanceSigned,
    AcceptedForReview,
    Event,
    OfficerAssigned,
    RejectedOnFormalGrounds,
    TerminatedUnanswered,
    TerminatedUnrevised,
)
from workflow.guards.check import check_is_passed
from workflow.keeping import session_of
from workflow.parties import Actor
from workflow.permissions import demand, may_check, may_judge_items
from workflow.refusals import Given, Refused


def assign_officer(case: Case, *, by: User, officer: User | None) -> Event:
    """T04: the case is registered and has its officer."""
    move(case, "assign_officer", by=by, officer=officer)
    case.officer = officer
    session_of(case).flush()  # whose case it is goes by the id
    return OfficerAssigned(**about(case, by), officer_id=officer.id if officer else 0)


def begin_check(case: Case) -> FormalCheck:
    """The check-list of the current version; findings of the version before are taken over to be looked at again."""
    if case.check is not None:
        return case.check
    earlier = case.checks[-1] if case.checks else None
    check = FormalCheck(version_id=case.version_id, programme_type_confirmed=False)
    if earlier is not None:
        check.findings = [
            EligibilityFinding(code=row.code, finding=row.finding, note=row.note) for row in earlier.findings
        ]
    case.checks.append(check)
    return check


def write_check(
    case: Case, *, by: User, findings: Mapping[str, tuple[Finding | None, str]], type_confirmed: bool
) -> FormalCheck:
    """Write the check-list down: `findings` maps J1…J11 to finding (None: not looked at yet) and note.

    A change takes back an earlier signature.  Raises NotYours unless `by` checks this case, Refused once that is over.
    """
    lock(case)
    demand(may_check, by, case)
    check = begin_check(case)
    for item in rubric_of(case).eligibility:
        finding, note = findings.get(item.code, (None, ""))
        row = check.finding(item.code)
        if finding is None:
            if row is not None:
                check.findings.remove(row)
                session_of(case).delete(row)
        elif row is None:
            check.findings.append(EligibilityFinding(code=item.code, finding=finding, note=note))
        else:
            row.finding, row.note = finding, note
    check.programme_type_confirmed = type_confirmed
    check.signed_at = check.signed_by_id = None
    session_of(case).flush()
    return check


def sign_check(case: Case, *, by: User) -> Event:
    """The officer signs the passed check-list; the head of office is told to countersign."""
    lock(case)
    demand(may_check, by, case)
    refusals = list(check_is_passed(case, Given(by=by, today=today(), session=session_of(case))))
    if refusals or case.check is None:
        raise Refused(refusals)
    case.check.signed_at, case.check.signed_by_id = now(), by.id
    return AcceptanceSigned(**about(case, by))


def judge_items(case: Case, *, by: User, states: Mapping[int, ItemState]) -> None:
    """The officer says of each completion item whether it was supplied; `states` maps ordinals to states."""
    lock(case)
    demand(may_judge_items, by, case)
    for item in case.request.items if case.request else []:
        item.state = states.get(item.ordinal, item.state)


def accept(case: Case, *, by: User) -> Event:
    """T05: countersigned by the head of office, the case goes to review; the procedure's 90 days begin."""
    return _accept(case, "accept", by=by)


def accept_completed(case: Case, *, by: User) -> Event:
    """T11: as T05, after completion."""
    return _accept(case, "accept_completed", by=by)


def _accept(case: Case, name: str, *, by: User) -> Event:
    target = due("H33", today())
    (document,) = move(case, name, by=by, papers={"acceptance": [acceptance_paper(case, by=by)]})
    deadline = case.deadline("H33")
    return AcceptedForReview(
        **about(case, by),
        document_id=document.id,
        target_on=(deadline.due_on if deadline else target).isoformat(),
    )


def acceptance_paper(case: Case, *, by: User) -> dict[str, Any]:
    """The letter that tells the applicant of the acceptance."""
    return letter(case, "acceptance", by=by, accepted_on=today(), planned_end=due("H33", today()))


def reject(case: Case, *, by: User, reason: str) -> Event:
    """T07: an item that cannot be completed is not met."""
    return _reject(case, "reject", by=by, reason=reason)


def reject_uncompleted(case: Case, *, by: User, reason: str) -> Event:
    """T12: something was not supplied."""
    return _reject(case, "reject_uncompleted", by=by, reason=reason)


def _reject(case: Case, name: str, *, by: User, reason: str) -> Event:
    paper = letter(case, "formal_rejection", by=by, grounds=_grounds(case, reason))
    (document,) = move(case, name, by=by, reason=reason, papers={"formal_rejection": [paper]})
    return RejectedOnFormalGrounds(**about(case, by), document_id=document.id, reason=reason)


def _grounds(case: Case, reason: str) -> list[dict[str, object]]:
    """The items that are not met, each with the officer's note; the reason alone where nothing was supplied."""
    names = {item.code: item.name for item in rubric_of(case).eligibility}
    failed = [row for row in (case.check.findings if case.check else []) if row.finding == Finding.NOT_MET]
    return [{"point": row.code, "condition": names[row.code], "reason": row.note or reason} for row in failed] or [
        {"point": "J4", "condition": names["J4"], "reason": reason}
    ]


def terminate_unanswered(case: Case, *, by: User) -> Event:
    """T10: the head of office confirms what the system marked."""
    paper = termination_paper(case, by=by)
    (document,) = move(case, "terminate_unanswered", by=by, papers={"termination": [paper]})
    return TerminatedUnanswered(**about(case, by), document_id=document.id)


def terminate_unrevised(case: Case, *, by: Actor) -> Event:
    """T32: no revised programme came within 180 days."""
    paper = termination_paper(case, by=by)
    (document,) = move(case, "terminate_unrevised", by=by, papers={"termination": [paper]})
    return TerminatedUnrevised(**about(case, by), document_id=document.id)


def termination_paper(case: Case, *, by: Actor) -> dict[str, Any]:
    """The letter that ends the procedure: no completion came, or no revised programme."""
    code, kind = "H03", "termination_no_completion"
    if case.state == CaseState.RETURNED_FOR_REVISION:
        code, kind = "H22", "termination_no_revision"
    deadline = case.deadline(code)
    return letter(case, kind, by=by, due=deadline.due_on if deadline else today())
