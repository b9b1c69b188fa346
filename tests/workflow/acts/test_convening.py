"""Meetings of the workshop: calling, agenda, presence, exclusions, closing, certified minutes."""

from datetime import date, timedelta

import pytest
import time_machine

from models.case import Case
from models.states import CaseState, DeadlineState, ItemStage, MeetingState, Outcome, Presence, Role
from tests import stages
from tests.cast import Cast, a_membership, a_person, a_relation, an_organisation
from tests.factories import a_case
from tests.stages import TUESDAY
from workflow.acts import agenda_keeping, convening
from workflow.clock import now
from workflow.engine import NotYours
from workflow.events import MeetingConvened, MinutesCertified, PutOnAgenda, TakenOffAgenda
from workflow.permissions import may_read_agenda_papers, may_see_item

S = CaseState
REASON = "Az előadó megbetegedett."


def listed(cast: Cast) -> Case:
    return a_case(S.ON_THE_AGENDA, cast=cast)


def on_the_day() -> time_machine.travel:
    return time_machine.travel(now() + timedelta(days=30), tick=False)


def test_a_meeting_gets_its_number_of_the_year_and_the_members_of_its_day(cast: Cast) -> None:
    retiring = a_person(Role.WORKSHOP_MEMBER, to_on=date(2026, 9, 30))
    coming = a_person(Role.WORKSHOP_MEMBER, from_on=date(2026, 10, 1))
    starts_at = TUESDAY.replace(month=10, day=15)

    meeting, event = convening.convene(by=cast.secretary, starts_at=starts_at, place="Budapest")

    assert event == MeetingConvened(
        case_id=None,
        by_id=cast.secretary.id,
        title="Budapest",
        case_number=None,
        meeting_id=meeting.id,
        meeting_number="1/2026",
        starts_at=starts_at.isoformat(),
    )
    entitled = {row.member_id for row in meeting.attendances}
    assert entitled == {member.id for member in cast.members} | {coming.id}
    assert retiring.id not in entitled
    assert stages.meeting_in(cast).number == "2/2026"


def test_a_meeting_lies_ahead_and_is_called_by_those_who_run_the_workshop(cast: Cast, refused) -> None:
    with refused("meeting_past", field="starts_at"):
        convening.convene(by=cast.head, starts_at=TUESDAY, place="Budapest")
    for part in ("member", "officer", "president", "administrator", "representative"):
        with pytest.raises(NotYours):
            convening.convene(by=cast.by_part[part], starts_at=TUESDAY + timedelta(days=30), place="Budapest")


# The agenda


def test_a_case_is_listed_with_its_rapporteur_and_members_may_read_the_papers(cast: Cast) -> None:
    case = a_case(S.WAITING_FOR_A_MEETING, cast=cast)
    meeting = stages.meeting_in(cast)
    assert not may_read_agenda_papers(cast.members[4], case)

    event = agenda_keeping.put_on_agenda(case, by=cast.chair, meeting=meeting, rapporteur=cast.members[4])

    assert event == PutOnAgenda(
        case_id=case.id,
        by_id=cast.chair.id,
        title=case.title,
        case_number=case.number,
        meeting_id=meeting.id,
        meeting_number="1/2026",
        meeting_on="2026-10-15",
    )
    item = case.agenda_item
    assert (item.ordinal, item.rapporteur, item.stage, item.exclusions) == (1, cast.members[4], ItemStage.LISTED, [])
    assert all(may_read_agenda_papers(member, case) for member in cast.members)
    # the papers are with the members, so their deadline is met
    assert (case.deadline("H14").due_on, case.deadline("H14").state) == (date(2026, 10, 5), DeadlineState.MET)
    other = a_case(S.WAITING_FOR_A_MEETING, cast=cast)
    agenda_keeping.put_on_agenda(other, by=cast.head, meeting=meeting, rapporteur=cast.members[4])
    assert other.agenda_item.ordinal == 2


def test_the_agenda_closes_fifteen_working_days_before_the_meeting(cast: Cast, refused) -> None:
    case = a_case(S.WAITING_FOR_A_MEETING, cast=cast)
    near, far = stages.meeting_in(cast, days=20), stages.meeting_in(cast, days=21)
    assert (convening.agenda_closes_on(near), convening.agenda_closes_on(far)) == (date(2026, 9, 14), date(2026, 9, 15))
    assert convening.papers_due_on(far) == date(2026, 9, 24)

    with refused("agenda_closed", field="meeting"):
        agenda_keeping.put_on_agenda(case, by=cast.head, meeting=near, rapporteur=cast.members[1])
    agenda_keeping.put_on_agenda(case, by=cast.head, meeting=far, rapporteur=cast.members[1])

    assert case.state == S.ON_THE_AGENDA


def test_meeting_and_rapporteur_are_named(cast: Cast, refused) -> None:
    with refused("meeting_missing", "rapporteur_missing"):
        agenda_keeping.put_on_agenda(
            a_case(S.WAITING_FOR_A_MEETING, cast=cast), by=cast.head, meeting=None, rapporteur=None
        )


def test_a_reviewer_of_the_case_is_not_its_rapporteur_nor_is_anybody_in_conflict(cast: Cast, refused) -> None:
    case = a_case(S.WAITING_FOR_A_MEETING, cast=cast)
    meeting = stages.meeting_in(cast)
    a_relation(cast.members[2], cast.organisation)

    with refused("rapporteur_ko8", field="rapporteur"):
        agenda_keeping.put_on_agenda(case, by=cast.head, meeting=meeting, rapporteur=cast.expert_a.user)
    with refused("rapporteur_ko1", field="rapporteur"):
        agenda_keeping.put_on_agenda(case, by=cast.head, meeting=meeting, rapporteur=cast.members[2])


def test_members_in_conflict_are_excluded_by_the_screen_and_do_not_get_the_papers(cast: Cast) -> None:
    case = a_case(S.WAITING_FOR_A_MEETING, cast=cast)
    a_relation(cast.members[2], cast.organisation)
    own = an_organisation("A tag egyesülete")
    a_membership(cast.members[3], own)
    a_case(
        S.SUBMITTED,
        cast=Cast(**{**vars(cast), "organisation": own, "staff": cast.members[3], "representative": cast.members[3]}),
    )
    reviewer = a_person(Role.WORKSHOP_MEMBER)
    cast.expert_a.user.appointments.extend(reviewer.appointments)

    stages.put_on_agenda(case, cast)

    item = case.agenda_item
    assert {(row.member_id, row.ground, row.found_by_system) for row in item.exclusions} == {
        (cast.members[2].id, "KO1", True),
        (cast.members[3].id, "KO5", True),
        (cast.expert_a.user_id, "KO8", True),
    }
    for excluded in (cast.members[2], cast.members[3], cast.expert_a.user):
        assert not may_read_agenda_papers(excluded, case)
        assert not may_see_item(excluded, item)
    assert may_read_agenda_papers(cast.members[4], case)


def test_a_case_is_taken_off_at_most_once_for_the_same_reason(cast: Cast, refused) -> None:
    case = listed(cast)

    event = agenda_keeping.take_off_agenda(case, by=cast.chair, reason=REASON)

    assert event == TakenOffAgenda(
        case_id=case.id,
        by_id=cast.chair.id,
        title=case.title,
        case_number=case.number,
        meeting_number="1/2026",
        reason=REASON,
    )
    assert (case.state, case.agenda_item.stage) == (S.WAITING_FOR_A_MEETING, ItemStage.TAKEN_OFF)
    assert not may_read_agenda_papers(cast.members[1], case)
    stages.put_on_agenda(case, cast)
    with refused("adjourned_before", field="reason"):
        agenda_keeping.take_off_agenda(case, by=cast.chair, reason=f" {REASON.upper()}")
    agenda_keeping.take_off_agenda(case, by=cast.chair, reason="Nincs határozatképesség.")
    assert [item.meeting.number for item in case.agenda_items] == ["1/2026", "2/2026"]


def test_a_case_is_not_listed_again_for_the_meeting_it_was_taken_off(cast: Cast, refused) -> None:
    case = listed(cast)
    meeting = case.agenda_item.meeting
    agenda_keeping.take_off_agenda(case, by=cast.chair, reason=REASON)

    with refused("meeting_again", field="meeting"):
        agenda_keeping.put_on_agenda(case, by=cast.head, meeting=meeting, rapporteur=cast.members[1])


def test_nothing_is_taken_off_while_it_is_voted_on(cast: Cast, refused) -> None:
    case = listed(cast)
    with on_the_day():
        stages.open_meeting(case, cast)
        stages.propose(case, cast, Outcome.ACCREDITED_WITH_CONDITIONS)

        with refused("item_not_listed"):
            agenda_keeping.take_off_agenda(case, by=cast.chair, reason=REASON)


# The meeting


def test_the_chair_opens_the_meeting_on_its_day_and_not_before(cast: Cast, refused) -> None:
    meeting = listed(cast).agenda_item.meeting

    with refused("meeting_early"):
        convening.open_meeting(meeting, by=cast.chair)
    with on_the_day():
        with pytest.raises(NotYours):
            convening.open_meeting(meeting, by=cast.secretary)
        convening.open_meeting(meeting, by=cast.chair)
        assert (meeting.state, meeting.chair, meeting.secretary, meeting.opened_at) == (
            MeetingState.IN_SESSION,
            cast.chair,
            cast.secretary,
            now(),
        )
        with refused("wrong_state"):
            convening.open_meeting(meeting, by=cast.chair)


def test_presence_is_written_down_by_chair_or_secretary_while_the_meeting_sits(cast: Cast, refused) -> None:
    meeting = listed(cast).agenda_item.meeting
    here = {cast.members[1].id: Presence.PRESENT, cast.members[2].id: Presence.EXCUSED, cast.staff.id: Presence.PRESENT}

    with refused("wrong_state"):
        convening.record_presence(meeting, by=cast.chair, presence=here)
    with on_the_day():
        convening.open_meeting(meeting, by=cast.chair)
        with pytest.raises(NotYours):
            convening.record_presence(meeting, by=cast.members[1], presence=here)
        convening.record_presence(meeting, by=cast.secretary, presence=here)

    presence = {row.member_id: row.presence for row in meeting.attendances}
    assert (presence[cast.members[1].id], presence[cast.members[2].id]) == (Presence.PRESENT, Presence.EXCUSED)
    assert presence[cast.members[3].id] == Presence.ABSENT
    assert cast.staff.id not in presence


def test_a_member_declares_a_conflict_for_oneself_and_the_chair_for_others(cast: Cast, refused) -> None:
    case = listed(cast)
    item = case.agenda_item

    agenda_keeping.exclude(item, by=cast.members[2], member_id=cast.members[2].id, ground="KO4", note="A sógorom.")
    agenda_keeping.exclude(item, by=cast.chair, member_id=cast.members[3].id, ground="KO10")

    assert [(row.member_id, row.ground, row.found_by_system) for row in item.exclusions] == [
        (cast.members[2].id, "KO4", False),
        (cast.members[3].id, "KO10", False),
    ]
    assert not may_read_agenda_papers(cast.members[2], case)
    with pytest.raises(NotYours):  # once excluded, the item is not theirs
        agenda_keeping.exclude(item, by=cast.members[2], member_id=cast.members[2].id, ground="KO4")
    with refused("not_entitled", field="member"):
        agenda_keeping.exclude(item, by=cast.secretary, member_id=cast.members[3].id, ground="KO4")
    with pytest.raises(NotYours):
        agenda_keeping.exclude(item, by=cast.members[4], member_id=cast.members[5].id, ground="KO10")


def test_nobody_is_excluded_while_the_vote_is_open(cast: Cast, refused) -> None:
    case = listed(cast)
    with on_the_day():
        stages.open_meeting(case, cast)
        stages.propose(case, cast, Outcome.ACCREDITED_WITH_CONDITIONS)

        with refused("wrong_state"):
            agenda_keeping.exclude(case.agenda_item, by=cast.chair, member_id=cast.members[4].id, ground="KO10")


def test_a_meeting_closes_once_every_item_is_decided_or_taken_off(cast: Cast, refused) -> None:
    case = listed(cast)
    meeting = case.agenda_item.meeting
    with on_the_day():
        stages.open_meeting(case, cast, present=4)
        with refused("items_open"):
            convening.close_meeting(meeting, by=cast.chair)

        agenda_keeping.note_discussion(case.agenda_item, by=cast.secretary, text="Nem volt határozatképes.")
        agenda_keeping.take_off_agenda(case, by=cast.chair, reason="Nincs határozatképesség.")
        convening.close_meeting(meeting, by=cast.chair)

    assert (meeting.state, meeting.items[0].discussion) == (MeetingState.CLOSED, "Nem volt határozatképes.")
    assert case.state == S.WAITING_FOR_A_MEETING


def test_the_minutes_are_certified_once_by_two_certifiers_who_did_not_chair(cast: Cast, refused) -> None:
    case = a_case(S.DECISION_BEING_ISSUED, cast=cast)
    meeting = case.agenda_item.meeting
    with refused("wrong_state"):
        convening.certify(meeting, by=cast.certifier, minutes={})
    convening.close_meeting(meeting, by=cast.chair)
    cast.chair.appointments.extend(a_person(Role.CERTIFIER).appointments)
    for person in (cast.chair, cast.secretary, cast.members[1], cast.president, cast.administrator):
        with pytest.raises(NotYours):
            convening.certify(meeting, by=person, minutes={})

    first, second = cast.certifiers

    assert convening.certify(meeting, by=first, minutes={"text": "Emlékeztető"}) == []
    assert (meeting.state, meeting.certifier) == (MeetingState.CLOSED, first)
    with refused("signed_already"):
        convening.certify(meeting, by=first, minutes={"text": "Emlékeztető"})
    (event,) = convening.certify(meeting, by=second, minutes={"text": "Emlékeztető"})

    assert event == MinutesCertified(
        case_id=None,
        by_id=second.id,
        title="Budapest",
        case_number=None,
        meeting_id=meeting.id,
        meeting_number="1/2026",
    )
    assert (meeting.state, meeting.minutes, meeting.certified_at) == (
        MeetingState.CERTIFIED,
        {"text": "Emlékeztető"},
        now(),
    )
    assert case.deadline("H15").state == DeadlineState.MET
    with refused("wrong_state"):
        convening.certify(meeting, by=cast.certifier, minutes={"text": "Más"})
