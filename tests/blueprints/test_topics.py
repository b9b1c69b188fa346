"""Topics of the workshop that are no cases: listed, discussed, voted on, in the minutes."""

import pytest
from sqlalchemy import select

from models.db import db
from models.meeting import AgendaItem
from models.states import ItemKind, ItemStage
from tests import stages
from tests.blueprints.workshop import browsers
from tests.factories import the_people
from workflow.acts import convening, voting
from workflow.queries.minutes import drafted, minutes_of, readable
from workflow.refusals import Refused

TOPIC = {
    "kind": "planning",
    "title": "A hálózat jövő évi működése",
    "paper": "Négy megyében új segítő kell.",
}
RESOLUTION = {"text": "A Műhely a 2027. évi tervet elfogadja."}


@pytest.fixture
def people(saved):
    return the_people()


@pytest.fixture
def browse(sign_in):
    return browsers(sign_in)


@pytest.fixture
def meeting(people, tuesday):
    meeting = stages.meeting_in(people)
    db.session.commit()
    return meeting


def begun(meeting, people, clock, *, present):
    """The meeting is in session with so many members of ten there."""
    clock.move_to(meeting.starts_at)
    stages.open_with(meeting, people, present=present)
    db.session.commit()


def voted(item, people, votes):
    """A resolution is proposed, and the members vote in their order."""
    proposal = voting.propose_resolution(item, by=people.chair, text=RESOLUTION["text"])
    stages.cast_votes(proposal, people, votes)
    voting.close_vote(proposal, by=people.chair)
    return proposal


def test_a_topic_goes_from_the_agenda_to_a_numbered_resolution_in_the_minutes(people, meeting, tuesday, browse, mails):
    there, head, chair = f"/meetings/{meeting.id}", browse(people.head), browse(people.chair)
    empty = head.post(f"{there}/topics/new", data={**TOPIC, "title": ""})
    listed = head.post(f"{there}/topics/new", data={**TOPIC, "presenter": people.chair.id})
    item = db.session.scalars(select(AgendaItem)).unique().one()
    begun(meeting, people, tuesday, present=6)
    page = browse(people.members[2]).get(f"/agenda-items/{item.id}").text
    chair.post(f"/agenda-items/{item.id}/discussion", data={"text": "Mindenki egyetértett."})
    proposed = chair.post(f"/agenda-items/{item.id}/resolutions", data=RESOLUTION)
    proposal = item.proposals[0]
    for member, choice in zip(people.members[:6], ("yes", "yes", "yes", "yes", "no", "abstention"), strict=True):
        browse(member).post(f"/proposals/{proposal.id}/ballots", data={"choice": choice})
    board = chair.get(there).text
    closed = chair.post(f"/proposals/{proposal.id}/closing")
    ended = chair.post(f"{there}/closing", data={"yes": 6, "no": 0, "abstention": 0, "guests": ""})

    db.session.expire_all()
    number = "OFM 1/2026. (X. 15.) sz. határozat"
    minutes = drafted(meeting.id, "hu", certifier=None)
    assert (empty.status_code, TOPIC["paper"] in empty.text, listed.location) == (422, True, f"/agenda-items/{item.id}")
    assert {who for who, words in mails() if words == "ERT-17 topic"} == {one.email for one in people.members}
    assert [word in page for word in (TOPIC["title"], TOPIC["paper"], "Hálózati működés tervezése")] == [True] * 3
    assert "Javasolt határozat" in board
    assert [answer.status_code for answer in (proposed, closed, ended)] == [303, 303, 303]
    assert (item.stage, proposal.resolution_number, proposal.carried) == (ItemStage.RESOLVED, number, True)
    assert minutes["agenda"][0]["title"] == "Hálózati működés tervezése: A hálózat jövő évi működése"
    assert minutes["items"][0]["resolution"] == {"number": number, "text": RESOLUTION["text"]}
    assert readable(minutes)["items"][0]["about"] == "Hálózati működés tervezése, „A hálózat jövő évi működése”"
    assert minutes_of(meeting, "hu")["items"][0]["summary"] == "Mindenki egyetértett."


@pytest.mark.parametrize(
    ("kind", "present", "votes", "carried"),
    [
        (ItemKind.OTHER, 6, "YYYYNN", True),
        (ItemKind.OTHER, 6, "YYYNNN", False),
        (ItemKind.CRITERIA, 7, "YYYYNNN", False),
        (ItemKind.CRITERIA, 7, "YYYYYNN", True),
        (ItemKind.SUSPENSION_OR_WITHDRAWAL, 6, "YYYNNA", False),
    ],
)
def test_more_than_half_of_those_present_carry_a_topic_and_two_thirds_where_the_rules_say_so(
    people, meeting, tuesday, kind, present, votes, carried
):
    item = stages.a_topic(meeting, people, kind)
    begun(meeting, people, tuesday, present=present)

    proposal = voted(item, people, votes)

    stage = ItemStage.RESOLVED if carried else ItemStage.LISTED
    assert (proposal.carried, item.stage, bool(proposal.resolution_number)) == (carried, stage, carried)


def test_a_topic_needs_a_quorum_and_a_summary_and_comes_off_with_a_reason(people, meeting, tuesday, browse):
    item, other = stages.a_topic(meeting, people), stages.a_topic(meeting, people, ItemKind.LOCAL_EXPERIENCES)
    begun(meeting, people, tuesday, present=3)
    chair, there = browse(people.chair), f"/agenda-items/{item.id}"

    alone = chair.post(f"{there}/resolutions", data=RESOLUTION)
    with pytest.raises(Refused, match="items_open"):
        convening.close_meeting(meeting, by=people.chair)
    refused = browse(people.members[2]).post(f"{there}/removal", data={"reason": "Nem kell."})
    removed = browse(people.head).post(f"{there}/removal", data={"reason": "Nincs határozatképesség."})
    convening.close_meeting(meeting, by=people.chair, discussions={other.id: "Két megye számolt be."})

    db.session.flush()
    assert (alone.status_code, RESOLUTION["text"] in alone.text, "Nincs határozatképesség" in alone.text) == (
        409, True, True,
    )  # fmt: skip
    assert (refused.status_code, removed.status_code) == (403, 303)
    assert (item.stage, item.taken_off_reason) == (ItemStage.TAKEN_OFF, "Nincs határozatképesség.")
    assert (other.stage, other.discussion) == (ItemStage.DISCUSSED, "Két megye számolt be.")


def test_those_who_call_meetings_see_which_purpose_of_the_workshop_the_year_still_lacks(people, meeting, browse):
    said, purposes = "Az idei napirendeken még nem szerepelt:", ("Hálózati működés tervezése", "Helyi tapasztalatok")
    before = browse(people.head).get("/meetings/").text
    stages.a_topic(meeting, people)
    db.session.commit()

    after, member = (browse(one).get("/meetings/").text for one in (people.head, people.members[3]))

    assert [said in before, *(purpose in before for purpose in purposes)] == [True, True, True]
    assert [said in after, *(purpose in after for purpose in purposes)] == [True, False, True]
    assert said not in member


def test_the_agenda_closes_for_topics_too_and_a_case_has_no_topics_form(people, meeting, tuesday, browse):
    tuesday.move_to(stages.TUESDAY.replace(day=25))

    late = browse(people.head).post(f"/meetings/{meeting.id}/topics/new", data={**TOPIC, "presenter": people.chair.id})
    member = browse(people.members[3]).get(f"/meetings/{meeting.id}/topics/new")

    assert (late.status_code, TOPIC["paper"] in late.text, "lezárult" in late.text) == (422, True, True)
    assert member.status_code == 403
