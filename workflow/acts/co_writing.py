"""Co-writers of one application: inviting, accepting, removing.

Whoever is invited writes in this case and nowhere else; the applicant's people alone submit, complete and withdraw.
"""

from datetime import timedelta

from models.case import Case
from models.co_writer import CoWriter
from models.user import User
from workflow.acts.about import about
from workflow.acts.appointing import enter_person
from workflow.clock import day_of, now
from workflow.events import CoWriterInvited, CoWriterJoined, CoWriterLeft, CoWriterRemoved, Event
from workflow.keeping import session_of
from workflow.permissions import demand, may_answer_co_writing, may_end_co_writing, may_invite_co_writer, works_on
from workflow.refusals import Refusal, Refused
from workflow.text import Text

#: For how long an invitation may be accepted.
DAYS = 14
#: Co-writers and open invitations of one case; invitations of one day, so that nobody floods others with letters.
MOST, MOST_A_DAY = 10, 20
MEMBER = Text(
    hu="Ő a szervezet munkatársa vagy képviselője: már írhatja a kérelmet.",
    en="This person acts for the organisation and may write already.",
)
WRITES = Text(hu="Ő már társszerző ebben a kérelemben.", en="This person is a co-writer already.")
FULL = Text(
    hu="Egy kérelemnek legfeljebb 10 társszerzője lehet. Előbb vegyen le valakit.",
    en="An application may have at most 10 co-writers. Remove somebody first.",
)
TOO_MANY = Text(
    hu="Ma már 20 meghívót küldtek ehhez a kérelemhez. Holnap folytathatja.",
    en="20 invitations were sent for this application today. You can go on tomorrow.",
)
AT_WORK = Text(
    hu="Ön ebben az ügyben ügyintéz, értékel vagy dönt, ezért nem lehet társszerző.",
    en="You handle, review or decide this case, so you cannot be its co-writer.",
)


def invite(
    case: Case, *, by: User, email: str, family_name: str, given_name: str = "", locale: str = "hu"
) -> tuple[CoWriter, Event]:
    """Ask somebody to write in this case for the next 14 days; an invitation that waits is replaced by the new one.

    Refused at `email`: who acts for the organisation, who writes already, and what goes over the limits.
    """
    demand(may_invite_co_writer, by, case)
    moment = now()
    person = enter_person(email=email, family_name=family_name, given_name=given_name, locale=locale)
    opened = {row.user_id: row for row in case.co_writers if row.ended_at is None}
    _demand_room(case, person, opened)
    if person.id in opened:
        opened[person.id].ended_at, opened[person.id].ended_by_id = moment, by.id
        session_of(case).flush()
    row = CoWriter(
        case=case, user=person, invited_by=by, invited_at=moment, expires_at=moment + timedelta(days=DAYS)
    )  # fmt: skip
    session_of(case).add(row)
    session_of(case).flush()
    return row, CoWriterInvited(
        **about(case, by), co_writer_id=row.id, user_id=person.id, inviter=by.display_name,
        until_on=day_of(row.expires_at).isoformat(),
    )  # fmt: skip


def accept(row: CoWriter, *, by: User) -> Event:
    """From now on the person writes in the case.  Refused for whoever handles, reviews or decides it."""
    _take_turns(row)
    demand(may_answer_co_writing, by, row)
    if works_on(by, row.case):
        raise Refused([Refusal("at_work", AT_WORK)])
    row.accepted_at = now()
    return CoWriterJoined(**about(row.case, by), person=by.display_name)


def end(row: CoWriter, *, by: User) -> Event:
    """Nobody writes by it any more, from this moment: removed by the applicant, declined, or left."""
    _take_turns(row)
    demand(may_end_co_writing, by, row)
    row.ended_at, row.ended_by_id = now(), by.id
    if by.id == row.user_id:
        return CoWriterLeft(**about(row.case, by), person=by.display_name, inviter_id=row.invited_by_id)
    return CoWriterRemoved(**about(row.case, by), user_id=row.user_id)


def _take_turns(row: CoWriter) -> None:
    """Wait for whoever is answering or ending this very invitation, and read what they did."""
    session = session_of(row.case)
    session.flush()
    session.refresh(row, with_for_update=True)


def _demand_room(case: Case, person: User, opened: dict[int, CoWriter]) -> None:
    today = [row for row in case.co_writers if row.invited_at > now() - timedelta(days=1)]
    for code, is_wrong, said in (
        ("member", person.id in {one.user_id for one in case.programme.organisation.memberships}, MEMBER),
        ("writes", person.id in opened and opened[person.id].is_writing, WRITES),
        ("full", person.id not in opened and len(opened) >= MOST, FULL),
        ("too_many", len(today) >= MOST_A_DAY, TOO_MANY),
    ):
        if is_wrong:
            raise Refused([Refusal(f"co_writer_{code}", said, "email")])
