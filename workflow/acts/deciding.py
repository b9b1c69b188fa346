"""The president issues the decision; accreditation, certificate and register follow in the same transaction."""

import secrets
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from models.case import Case
from models.decision import Decision
from models.meeting import Meeting
from models.programme import Accreditation, Certificate, StatusChange
from models.states import AccreditationStatus, Outcome
from models.user import User
from workflow.acts.about import about
from workflow.acts.agenda_keeping import list_item
from workflow.acts.papers import letter, stored
from workflow.application import form_of, place_name, shown
from workflow.association import NAME, PLACE
from workflow.calendar.stored import stored_calendar
from workflow.clock import now, today
from workflow.criteria.stored import rubric_of
from workflow.deadline_rules import DEADLINE_RULES, due
from workflow.deadlines import expiry
from workflow.engine import allow, lock, move
from workflow.events import DecisionIssued, Event, SentBack
from workflow.hungarian import fold, sort_key
from workflow.keeping import next_number, session_of
from workflow.numbering import accreditation_number, verification_code
from workflow.refusals import Refusal, Refused
from workflow.text import Text

#: Each outcome's step in the table and its letter.
STEPS = {
    Outcome.ACCREDITED: ("accredit", "decision_accredited"),
    Outcome.ACCREDITED_WITH_CONDITIONS: ("accredit_with_conditions", "decision_with_conditions"),
    Outcome.RETURNED_FOR_REVISION: ("return_for_revision", "decision_revision"),
    Outcome.REFUSED: ("refuse", "decision_refused"),
}
POSITIVE = frozenset({Outcome.ACCREDITED, Outcome.ACCREDITED_WITH_CONDITIONS})
#: What stands in a letter that is read before it is issued: the number is given on issue, without gaps (BR-22).
NUMBER_TO_COME = "RPA/…"


def decision_paper(case: Case, decision: Decision, *, by: User) -> dict[str, Any]:
    """The paper of the decision as it would be issued today; nothing is changed, no number is taken."""
    _, kind = STEPS[decision.outcome]
    number = NUMBER_TO_COME if decision.outcome in POSITIVE else None
    return letter(case, kind, by=by, signed_by=by, **_told(case, decision, number))


def issue(case: Case, *, by: User, verify_at: Callable[[str], str]) -> Event:
    """T26–T29: issue what the workshop resolved.  `verify_at` gives the public address of a verification code."""
    lock(case)
    decision = case.decision
    if decision is None:
        raise Refused([Refusal("undecided", Text(hu="A Műhely még nem döntött.", en="The workshop has not decided."))])
    name, kind = STEPS[decision.outcome]
    allow(case, name, by=by)
    positive = decision.outcome in POSITIVE
    number = (
        accreditation_number(today().year, next_number(session_of(case), "RPA", today().year)) if positive else None
    )
    paper = letter(case, kind, by=by, signed_by=by, **_told(case, decision, number))
    papers: dict[str, list[dict[str, Any]]] = {"decision": [paper]}
    if positive:
        papers["certificate"] = [
            {"subject": f"Tanúsítvány: {case.title}", "version_id": case.version_id, "facts": {}, "to_applicant": False}
        ]
    documents = move(case, name, by=by, papers=papers)
    decision.issued_at, decision.issued_by_id, decision.document = now(), by.id, documents[0]
    if positive and number is not None:
        accredit(case, decision, number, by=by, verify_at=verify_at)
    if decision.outcome == Outcome.ACCREDITED_WITH_CONDITIONS:
        _date_conditions(case, decision)
    return DecisionIssued(
        **about(case, by),
        document_id=documents[0].id,
        outcome=decision.outcome.value,
        resolution_number=decision.resolution_number,
        accreditation_number=number,
    )


def accredit(
    case: Case, decision: Decision, number: str, *, by: User, verify_at: Callable[[str], str]
) -> Accreditation:
    """Enter the accreditation in the public register and issue its first certificate (BR-22, BR-23)."""
    answers = case.version.answers
    conditional = decision.outcome == Outcome.ACCREDITED_WITH_CONDITIONS
    status = AccreditationStatus.IN_FORCE_WITH_OPEN_CONDITIONS if conditional else AccreditationStatus.IN_FORCE
    places = ", ".join(place_name(place) for place in answers.get("C2") or [])
    accreditation = Accreditation(
        programme=case.programme,
        case_id=case.id,
        number=number,
        status=status,
        valid_from=decision.decided_on,
        valid_to=expiry(decision.decided_on),
        title=case.title,
        summary=str(answers.get("B2") or ""),
        holder=case.programme.organisation.name,
        places=places[:1000],
        county_codes=answers.get("C1") or [case.programme.county_code or ""],
        programme_types=answers.get("B3") or [],
        level=str(answers.get("B4") or ""),
        contact=str(answers.get("A10") or case.programme.organisation.contact),
        sort_key=sort_key(case.title)[:1000],
    )
    accreditation.searched = fold(
        " ".join((accreditation.title, accreditation.summary, accreditation.holder, places, number))
    )[:4000]
    accreditation.changes.append(StatusChange(status=status, on=decision.decided_on, ground=decision.resolution_number))
    code = verification_code(secrets.token_bytes(12))
    accreditation.certificates.append(
        Certificate(
            number=number,
            code=code,
            issued_at=now(),
            issued_by_id=by.id,
            facts=stored(_certificate(case, decision, accreditation, code, by, verify_at(code))),
        )
    )
    session_of(case).add(accreditation)
    return accreditation


def send_back(case: Case, *, by: User, reason: str, meeting: Meeting | None) -> Event:
    """T30: for a fault of procedure only, once; the item goes before another meeting with the same rapporteur."""
    lock(case)
    decision, item = case.decision, case.agenda_item
    paper = {"subject": f"Elnöki visszaküldés: {case.title}", "version_id": case.version_id}
    move(case, "send_back", by=by, reason=reason, meeting=meeting, papers={"send_back": [paper]})
    if decision is None or item is None or meeting is None:
        raise Refused([])
    decision.sent_back_at, decision.sent_back_reason = now(), reason
    list_item(case, meeting, item.rapporteur)
    return SentBack(**about(case, by), meeting_number=meeting.number, reason=reason)


def _told(case: Case, decision: Decision, number: str | None) -> dict[str, Any]:
    """What the decision letter names beyond the ordinary."""
    assessment = case.assessments[-1]
    means = {code: Fraction(value) for code, value in assessment.figures["means"].items()}
    rubric = rubric_of(case)
    names = {criterion.code: criterion.name for criterion in rubric.criteria}
    calendar = stored_calendar(session_of(case))
    told: dict[str, Any] = {
        "resolution": decision.resolution_number.removesuffix(" sz. határozat"),
        "programme_id": case.programme.number or "",
        "version": case.version.number,
        "criteria_version": case.criteria_version,
        "total": Fraction(assessment.figures["total"]),
        "result": rubric.results[assessment.result],
        "reasons": [
            {
                "criterion": Text(hu=f"{code} {names[code].hu}", en=f"{code} {names[code].en}"),
                "mean": mean,
                "reason": "; ".join(point.text for point in decision.points if point.criterion == code)
                or Text(hu="a szakértői vélemények szerint megfelelő", en="adequate by the experts' opinions"),
            }
            for code, mean in means.items()
        ],
    }
    if decision.departure_reason:
        told["departure"] = decision.departure_reason
    if number is not None:
        told |= {
            "accreditation_number": number,
            "valid_from": decision.decided_on,
            "valid_until": expiry(decision.decided_on),
        }
    if decision.outcome == Outcome.ACCREDITED_WITH_CONDITIONS:
        told["conditions"] = [
            {
                "condition": point.text.rstrip(". "),
                "proof": point.proof.rstrip(". "),
                "due": due("H20", today(), calendar=calendar, length=point.due_days),
            }
            for point in decision.points
        ]
    if decision.outcome == Outcome.RETURNED_FOR_REVISION:
        told["due"] = due("H22", today(), calendar=calendar)
        told["tasks"] = [{"criterion": point.criterion, "task": point.text} for point in decision.points]
    return told


def _date_conditions(case: Case, decision: Decision) -> None:
    """Each condition's own day, counted from the sending until the decision is opened; H20 is the last of them."""
    calendar = stored_calendar(session_of(case))
    for point in decision.points:
        if point.due_days:
            point.due_on = due("H20", today(), calendar=calendar, length=point.due_days)
    longest = max((point.due_days or 0 for point in decision.points), default=0)
    deadline = case.deadline("H20")
    if deadline is not None and longest:
        words = DEADLINE_RULES["H20"].describe(length=longest)
        deadline.due_on = due("H20", today(), calendar=calendar, length=longest)
        deadline.rule_hu, deadline.rule_en = words.hu, words.en


def _certificate(
    case: Case, decision: Decision, accreditation: Accreditation, code: str, president: User, address: str
) -> dict[str, Any]:
    """The facts of `workflow.documents.render("certificate", …)`."""
    answers = case.version.answers
    level = shown(form_of(case.version).fields["B4"], answers.get("B4") or "", "hu") if answers.get("B4") else ""
    return {
        "language": "hu",
        "created_at": now().isoformat(),
        "author": NAME,
        "issuer": NAME,
        "number": accreditation.number,
        "title": accreditation.title,
        "programme_id": case.programme.number or "",
        "version": case.version.number,
        "holder": accreditation.holder,
        "area": ", ".join(part for part in (accreditation.places, str(level)) if part),
        "criteria_version": case.criteria_version,
        "resolution": decision.resolution_number.removesuffix(" sz. határozat"),
        "valid_from": accreditation.valid_from,
        "valid_until": accreditation.valid_to,
        "conditions": [point.text for point in decision.points]
        if decision.outcome == Outcome.ACCREDITED_WITH_CONDITIONS
        else [],
        "place": PLACE,
        "issued_on": today(),
        "president": president.display_name,
        "verification_code": code,
        "verification_url": address,
    }
