"""Meetings on the screen: called, followed live, opened, closed, and their minutes."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from models.db import db
from models.meeting import Meeting
from models.states import CaseState, MeetingState, Presence
from tests import stages
from tests.blueprints.workshop import (
    HTMX,
    a_case_in_session,
    a_closed_meeting,
    a_listed_case,
    browsers,
    queries_of,
)
from tests.factories import a_case, the_people
from workflow.acts import agenda_keeping
from workflow.clock import now


@pytest.fixture
def people(saved):
    return the_people()


@pytest.fixture
def browse(sign_in):
    return browsers(sign_in)


@pytest.fixture
def planned(people, tuesday):
    meeting = stages.meeting_in(people)
    db.session.commit()
    return meeting


@pytest.fixture
def listed(people, tuesday):
    return a_listed_case(people, tuesday)


def state_of(meeting):
    db.session.expire_all()
    return meeting.state


# The list


def test_the_next_meeting_stands_first_and_those_held_stand_below(people, tuesday, browse):
    later, sooner, held = (stages.meeting_in(people, days) for days in (60, 30, 40))
    held.state = MeetingState.CERTIFIED
    db.session.commit()

    page = browse(people.members[1]).get("/meetings/").text

    assert re.findall(r'href="/meetings/(\d+)"', page) == [str(sooner.id), str(later.id), str(held.id)]


def test_the_list_is_read_with_as_many_queries_for_thirty_meetings_as_for_one(people, planned, browse):
    few = queries_of(browse(people.chair), "/meetings/")
    for days in range(1, 31):
        stages.meeting_in(people, days)
    db.session.commit()
    many = queries_of(browse(people.chair), "/meetings/")

    assert len(many) == len(few)


def test_the_page_of_the_list_holds_the_fragment_that_htmx_gets(people, planned, browse):
    page, fragment = browse(people.chair).get("/meetings/"), browse(people.chair).get("/meetings/", headers=HTMX)

    assert fragment.text.startswith('<section id="meeting-rows" ')
    assert fragment.text in page.text


def test_who_has_no_part_in_the_workshop_is_told_of_no_meeting(people, planned, browse):
    asked = [
        (browse(person).get("/meetings/").status_code, browse(person).get(f"/meetings/{planned.id}").status_code)
        for person in (people.administrator, people.representative, people.observer)
    ]

    assert asked == [(403, 404)] * 3


# Calling


def test_a_meeting_is_called_for_the_hour_on_the_clock_of_budapest(people, tuesday, browse):
    db.session.commit()

    answer = browse(people.head).post("/meetings/new", data={"starts_at": "2027-07-01T10:00", "place": "Budapest"})

    meeting = db.session.scalars(select(Meeting)).one()
    assert [answer.status_code, answer.headers["Location"]] == [303, f"/meetings/{meeting.id}"]
    assert [meeting.number, meeting.starts_at] == ["1/2027", datetime(2027, 7, 1, 8, tzinfo=UTC)]


def test_a_meeting_in_the_past_is_not_called_and_what_was_typed_is_kept(people, tuesday, browse):
    db.session.commit()

    answer = browse(people.head).post("/meetings/new", data={"starts_at": "2020-07-01T10:00", "place": "A kis terem"})

    assert answer.status_code == 422
    assert 'value="A kis terem"' in answer.text
    assert answer.text.count("Az ülés ideje jövőbeli legyen.") == 2
    assert db.session.scalars(select(Meeting)).all() == []


def test_htmx_gets_the_form_back_with_what_is_missing(people, tuesday, browse):
    db.session.commit()

    answer = browse(people.head).post("/meetings/new", data={"place": "Itt"}, headers=HTMX)

    assert [answer.status_code, answer.text[:28]] == [422, '<section id="meeting-call">\n']


def test_only_who_keeps_the_meetings_calls_one(people, tuesday, browse):
    db.session.commit()

    asked = [
        browse(one).get("/meetings/new").status_code for one in (people.secretary, people.chair, people.members[1])
    ]

    assert asked == [200, 200, 403]


# The board


def test_the_page_of_a_meeting_holds_the_board_that_htmx_gets(people, listed, browse):
    address = f"/meetings/{listed.agenda_item.meeting_id}"

    page, board = browse(people.members[1]).get(address), browse(people.members[1]).get(address, headers=HTMX)

    assert board.text.startswith(f'<section id="meeting-{listed.agenda_item.meeting_id}-board"')
    assert board.text in page.text


def test_a_board_that_was_seen_is_answered_with_nothing_until_something_changes(people, tuesday, browse):
    case = a_case_in_session(people, tuesday)
    address = f"/meetings/{case.agenda_item.meeting_id}"
    seen = re.search(r'hx-get="([^"]+)"', browse(people.members[1]).get(address).text)[1]

    before = browse(people.members[1]).get(seen, headers=HTMX)
    stages.propose(case, people, stages.Outcome.ACCREDITED_WITH_CONDITIONS)
    db.session.commit()
    after = browse(people.members[1]).get(seen, headers=HTMX)

    assert [before.status_code, before.text, after.status_code] == [204, "", 200]
    assert f'id="proposal-{case.agenda_item.proposals[0].id}"' in after.text


def test_who_waits_for_the_opening_reads_the_whole_page_again_once_it_is_open(people, listed, browse):
    address = f"/meetings/{listed.agenda_item.meeting_id}"
    seen = re.search(r'hx-get="([^"]+)"', browse(people.secretary).get(address).text)[1]
    stages.open_meeting(listed, people)
    db.session.commit()

    answer = browse(people.secretary).get(seen, headers=HTMX)

    assert [answer.status_code, answer.headers["HX-Redirect"]] == [204, address]


def test_the_board_is_read_with_as_many_queries_for_three_cases_as_for_one(people, listed, browse):
    meeting = listed.agenda_item.meeting
    address = f"/meetings/{meeting.id}"
    few = queries_of(browse(people.members[1]), address)
    for _ in range(2):
        other = a_case(CaseState.WAITING_FOR_A_MEETING, cast=people)
        agenda_keeping.list_item(other, meeting, people.members[2])
    db.session.commit()
    many = queries_of(browse(people.members[1]), address)

    assert len(many) == len(few)


# Opening, presence, closing


def test_the_chair_opens_the_meeting_on_its_day(people, listed, browse):
    meeting = listed.agenda_item.meeting

    answer = browse(people.chair).post(f"/meetings/{meeting.id}/opening")

    assert [answer.status_code, answer.headers["Location"]] == [303, f"/meetings/{meeting.id}"]
    assert state_of(meeting) == MeetingState.IN_SESSION


def test_a_meeting_is_not_opened_before_its_day_nor_twice_nor_by_a_member(people, planned, tuesday, browse):
    address = f"/meetings/{planned.id}/opening"

    early = browse(people.chair).post(address)
    tuesday.move_to(planned.starts_at)
    others = browse(people.members[1]).post(address)
    browse(people.chair).post(address)
    twice = browse(people.chair).post(address, headers=HTMX)

    assert [early.status_code, others.status_code, twice.status_code] == [409, 403, 409]
    assert "Az ülést a napja előtt nem lehet megnyitni." in early.text
    assert twice.text.startswith(f'<section id="meeting-{planned.id}-room">')


def test_the_secretary_writes_down_who_is_present(people, tuesday, browse):
    case = a_case_in_session(people, tuesday, present=0)
    meeting = case.agenda_item.meeting
    here = {f"member-{member.id}": "present" for member in people.members[:7]}
    said = here | {f"member-{people.members[7].id}": "excused", f"member-{people.members[8].id}": "absent"}

    answer = browse(people.secretary).post(f"/meetings/{meeting.id}/presence", data=said, headers=HTMX)

    db.session.expire_all()
    assert [answer.status_code, answer.text[:40]] == [200, f'<section id="meeting-{meeting.id}-room">\n<section i']
    assert [row.presence for row in meeting.attendances] == [
        *[Presence.PRESENT] * 7, Presence.EXCUSED, Presence.ABSENT,
    ]  # fmt: skip


def test_a_presence_that_is_none_is_refused_beside_the_member(people, tuesday, browse):
    case = a_case_in_session(people, tuesday, present=0)
    meeting = case.agenda_item.meeting

    answer = browse(people.secretary).post(
        f"/meetings/{meeting.id}/presence", data={f"member-{people.members[0].id}": "asleep"}
    )

    db.session.expire_all()
    assert [answer.status_code, meeting.attendances[0].presence] == [422, Presence.ABSENT]


def test_a_meeting_with_an_open_item_is_not_closed_and_the_guests_stay_typed(people, tuesday, browse):
    case = a_case_in_session(people, tuesday)
    meeting = case.agenda_item.meeting
    said = {"yes": "9", "no": "0", "abstention": "0", "guests": "Vendég Vera"}

    answer = browse(people.chair).post(f"/meetings/{meeting.id}/closing", data=said)

    assert [answer.status_code, state_of(meeting)] == [409, MeetingState.IN_SESSION]
    assert "Van még nyitott napirendi pont" in answer.text
    assert "Vendég Vera</textarea>" in answer.text


def test_the_chair_closes_and_says_how_the_agenda_was_adopted(people, listed, browse):
    meeting = listed.agenda_item.meeting
    stages.resolve(listed, people)
    db.session.commit()

    empty = browse(people.chair).post(f"/meetings/{meeting.id}/closing", data={"no": "0", "abstention": "0"})
    answer = browse(people.chair).post(
        f"/meetings/{meeting.id}/closing", data={"yes": "8", "no": "0", "abstention": "1", "guests": "Vendég Vera\n\n"}
    )

    assert [empty.status_code, answer.status_code, state_of(meeting)] == [422, 303, MeetingState.CLOSED]
    assert meeting.minutes == {
        "agenda_votes": {"yes": 8, "no": 0, "abstention": 1},
        "guests": ["Vendég Vera"],
    }


# Minutes


def test_there_are_no_minutes_of_a_meeting_that_goes_on(people, tuesday, browse):
    case = a_case_in_session(people, tuesday)
    address = f"/meetings/{case.agenda_item.meeting_id}"

    asked = [browse(people.chair).get(f"{address}/{what}").status_code for what in ("minutes", "minutes.pdf")]

    assert asked == [409, 409]


def test_the_minutes_say_what_was_recorded(people, tuesday, browse):
    meeting = a_closed_meeting(people, tuesday)

    page = browse(people.members[1]).get(f"/meetings/{meeting.id}/minutes")
    fragment = browse(people.members[1]).get(f"/meetings/{meeting.id}/minutes", headers=HTMX)

    decision = meeting.items[0].case.decision
    said = [
        "A Műhely a napirendet 8 igen, 0 nem, 1 tartózkodás mellett elfogadta:",
        "Vendég Vera",
        "A pontra jogosultak száma: 9, jelen van: 9, határozatképes.",
        "9 igen, 0 nem, 0 tartózkodás",
        decision.resolution_number,
        decision.text,
    ]
    assert [page.status_code, fragment.text in page.text] == [200, True]
    assert [words for words in said if words not in page.text] == []


def test_the_minutes_are_printed(people, tuesday, browse):
    meeting = a_closed_meeting(people, tuesday)

    paper = browse(people.secretary).get(f"/meetings/{meeting.id}/minutes.pdf")

    assert [paper.status_code, paper.mimetype, paper.data[:5]] == [200, "application/pdf", b"%PDF-"]


def test_two_certifiers_lock_the_minutes_as_they_were_read(people, tuesday, browse):
    meeting = a_closed_meeting(people, tuesday)
    discussed = meeting.items[0]

    address = f"/meetings/{meeting.id}"
    first, second = (browse(one) for one in people.certifiers)
    first.post(f"{address}/certification")
    waiting = [browser.get(f"{address}/minutes").text for browser in (first, second)]
    answer = second.post(f"{address}/certification")
    db.session.expire_all()
    discussed.discussion = "Utólag írták be."
    db.session.commit()
    page = browse(people.members[1]).get(f"/meetings/{meeting.id}/minutes").text

    assert [answer.status_code, answer.headers["Location"]] == [303, f"/meetings/{meeting.id}/minutes"]
    assert [f'action="{address}/certification"' in page for page in waiting] == [False, True]
    assert ["Hites Henrik" in page and "tervezet" in page for page in waiting] == [True, True]
    assert [meeting.state, meeting.certifier, meeting.second_certifier, meeting.certified_at] == [
        MeetingState.CERTIFIED, *people.certifiers, now(),
    ]  # fmt: skip
    assert [meeting.minutes["certifiers"], meeting.minutes["draft"]] == [["Hites Henrik", "Hites Hajnal"], False]
    assert "Utólag írták be." not in page


def test_minutes_are_certified_once_and_by_a_certifier(people, tuesday, browse):
    meeting = a_closed_meeting(people, tuesday)
    address = f"/meetings/{meeting.id}/certification"

    by_chair = browse(people.chair).post(address)
    browse(people.certifier).post(address)
    again = browse(people.certifier).post(address, headers=HTMX)

    assert [by_chair.status_code, again.status_code] == [403, 409]
    assert again.text.startswith(f'<section id="meeting-{meeting.id}-minutes">')


def test_a_certified_meeting_stands_among_those_held_the_latest_first(people, tuesday, browse):
    first = a_closed_meeting(people, tuesday)
    tuesday.shift(timedelta(days=40))
    second = a_closed_meeting(people, tuesday)

    page = browse(people.chair).get("/meetings/").text

    assert re.findall(r'href="/meetings/(\d+)"', page) == [str(second.id), str(first.id)]
