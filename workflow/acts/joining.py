"""Joining: somebody without an account asks to write for an organisation, and the office confirms it (4.2).

Nobody learns here whether an address or an organisation is known: the answer is always the same letter.
"""

from datetime import timedelta

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from models.db import db
from models.joining import JoinRequest
from models.organisation import Organisation, Part
from models.states import LegalForm
from models.user import User
from workflow.acts.appointing import enter_member, enter_organisation
from workflow.clock import now
from workflow.events import JoiningAsked, JoiningRefused
from workflow.permissions import demand, may_keep_people
from workflow.refusals import Refusal, Refused
from workflow.text import Text

#: Letters to one address, and to all together, in a day: nobody's mailbox is to be filled by a stranger.
MOST_TO_ONE = 3
MOST_IN_ALL = 300
#: Days that an unconfirmed request is kept, and one that was settled: then the names are needed no more (8.1).
UNCONFIRMED_DAYS = 7
SETTLED_DAYS = 30
SETTLED = Text(hu="Erről a kérésről már döntöttek.", en="This request has been settled already.")
NO_REASON = Text(hu="Írja le, miért nem fogadja el.", en="Write why you do not accept it.")
TOO_MANY = Text(
    hu="Ma már túl sok kérés érkezett. Próbálja meg holnap, vagy írjon az irodának.",
    en="Too many requests came today. Please try again tomorrow, or write to the office.",
)


def ask(
    *,
    email: str,
    family_name: str,
    given_name: str,
    part: Part,
    organisation_name: str,
    legal_form: LegalForm,
    county_code: str,
    seat: str = "",
    intention: str = "",
    locale: str = "hu",
) -> JoinRequest | None:
    """Write the request down; the letter with the link is still to be sent.  None: that address got enough today.

    Raises Refused when too many came today.
    """
    address, since = email.strip().lower(), now() - timedelta(days=1)
    today = select(func.count(JoinRequest.id)).where(JoinRequest.asked_at > since)
    if (db.session.scalar(today) or 0) >= MOST_IN_ALL:
        raise Refused([Refusal("too_many_requests", TOO_MANY)])
    if (db.session.scalar(today.where(JoinRequest.email == address)) or 0) >= MOST_TO_ONE:
        return None
    request = JoinRequest(
        email=address, family_name=family_name.strip(), given_name=given_name.strip(), part=part,
        organisation_name=organisation_name.strip(), legal_form=legal_form, county_code=county_code,
        seat=seat.strip(), intention=intention.strip(), locale=locale, asked_at=now(),
    )  # fmt: skip
    db.session.add(request)
    db.session.flush()
    return request


def confirm(request: JoinRequest) -> list[JoiningAsked]:
    """The address is the person's own: the office is told.  Following the link again changes nothing."""
    if request.confirmed_at is not None:
        return []
    request.confirmed_at = now()
    told = JoiningAsked(
        case_id=None, by_id=None, title=request.organisation_name, case_number=None,
        request_id=request.id, person=request.display_name,
    )  # fmt: skip
    return [told]


def accept(request: JoinRequest, *, by: User, organisation: Organisation | None) -> User:
    """The person acts for `organisation`, or for a new one as the request says (None); the invitation is to be sent.

    Raises NotYours, and Refused when it is settled already or an organisation of that name is known.
    """
    _demand_open(request, by)
    chosen = organisation or enter_organisation(
        request.organisation_name, county_code=request.county_code, legal_form=request.legal_form, seat=request.seat
    )
    person = enter_member(
        chosen, email=request.email, family_name=request.family_name, given_name=request.given_name,
        part=request.part, by=by,
    )  # fmt: skip
    request.settled_at, request.settled_by_id = now(), by.id
    return person


def refuse(request: JoinRequest, *, by: User, reason: str) -> JoiningRefused:
    """The office says no, and why: that goes to the address.  Raises NotYours, and Refused without a reason."""
    _demand_open(request, by)
    if len(reason.strip()) < 10:
        raise Refused([Refusal("reason_missing", NO_REASON, "reason")])
    request.settled_at, request.settled_by_id, request.reason = now(), by.id, reason.strip()
    return JoiningRefused(
        case_id=None, by_id=by.id, title=request.organisation_name, case_number=None,
        request_id=request.id, reason=request.reason,
    )  # fmt: skip


def forget(session: Session) -> int:
    """Delete what nobody confirmed within 7 days, and what was settled 30 days ago; how many these were."""
    gone = delete(JoinRequest).where(
        or_(
            JoinRequest.confirmed_at.is_(None) & (JoinRequest.asked_at < now() - timedelta(days=UNCONFIRMED_DAYS)),
            JoinRequest.settled_at < now() - timedelta(days=SETTLED_DAYS),
        )
    )
    return int(session.execute(gone).rowcount)  # type: ignore[attr-defined]


def _demand_open(request: JoinRequest, by: User) -> None:
    demand(may_keep_people, by)
    if not request.is_waiting:
        raise Refused([Refusal("joining_settled", SETTLED)])
