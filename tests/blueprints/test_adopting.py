"""A criteria set on its way: drafted, commented on, before the workshop, adopted, dated, in force (4.12)."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from models.criteria_life import CriteriaComment
from models.criteria_set import CriteriaSet
from models.db import db
from models.states import CriteriaSetState, ItemStage
from tests import stages
from tests.blueprints.workshop import HTMX, browsers, queries_of
from tests.factories import the_people
from workflow.acts import convening, voting
from workflow.acts.criteria_adopting import enter_into_force
from workflow.clock import BUDAPEST
from workflow.criteria.stored import version_in_force
from workflow.notices.jobs import move_on
from workflow.refusals import Refused

S = CriteriaSetState
#: 15 September 2026 is a Tuesday: fifteen working days later it is 6 October.
EARLIEST = "2026-10-06"
COMMENT = "A harmadik mondat nem mérhető."


@pytest.fixture
def people(saved, tuesday):
    people = the_people()
    db.session.commit()
    return people


@pytest.fixture
def browse(sign_in):
    return browsers(sign_in)


def the_draft():
    db.session.expire_all()
    return db.session.scalars(select(CriteriaSet).where(CriteriaSet.version == "1.1")).one()


def states():
    db.session.expire_all()
    return {row.version: row.state for row in db.session.scalars(select(CriteriaSet))}


def begun(browse, people):
    browse(people.head).post("/criteria/drafts/new", data={"version": "1.1", "change_log": "Pontosabb súlyok."})
    return the_draft()


def consulted(browse, people):
    row = begun(browse, people)
    answer = browse(people.head).post(f"/criteria/drafts/{row.id}/consultation", data={"until": EARLIEST})
    assert answer.status_code == 303
    return the_draft()


def text_of(criterion, **other):
    """The form of a criterion as it stands, with other words in some fields."""
    sentences = {
        f"anchor_{score}-{language}": words[language]
        for score, words in enumerate(criterion["anchors"])
        for language in ("hu", "en")
    }
    questions = {f"questions-{language}": words for language, words in criterion.get("questions", {}).items()}
    plain = {name: criterion[name] for name in ("code", "hu", "en", "weight")}
    core = {"is_core": "y", "minimum": criterion["minimum"]} if criterion["is_core"] else {}
    return {**sentences, **questions, **plain, **core, **other}


def before_the_workshop(browse, people, clock):
    """The consultation is over, and the set is the only item of a meeting in session with seven members."""
    row = consulted(browse, people)
    clock.move_to(datetime(2026, 10, 7, 10, tzinfo=BUDAPEST))
    meeting = stages.meeting_in(people, 40)
    db.session.commit()
    data = {"meeting": meeting.id, "presenter": people.chair.id, "paper": "Az 1.1 számú tervezet."}
    brought = browse(people.head).post(f"/criteria/drafts/{row.id}/workshop", data=data)
    assert (brought.status_code, the_draft().state) == (303, S.WORKSHOP)
    clock.move_to(meeting.starts_at)
    stages.open_with(meeting, people, present=7)
    db.session.commit()
    return the_draft()


def adopted(browse, people, clock, votes="YYYYYNN"):
    """The workshop has voted, and the minutes are certified."""
    row = before_the_workshop(browse, people, clock)
    item = row.agenda_items[0]
    proposal = voting.propose_resolution(item, by=people.chair, text="A Műhely elfogadja.")
    stages.cast_votes(proposal, people, votes)
    voting.close_vote(proposal, by=people.chair)
    item.discussion = "Vita volt."
    convening.close_meeting(item.meeting, by=people.chair)
    stages.sign_minutes(item.meeting, people)
    db.session.commit()
    return the_draft()


def test_a_set_goes_from_draft_to_force_and_exactly_one_is_in_force_at_every_moment(people, tuesday, browse, mails):
    head, expert = browse(people.head), browse(people.expert_a.user)
    row = begun(browse, people)
    hidden = expert.get(f"/criteria/drafts/{row.id}").status_code
    head.post(f"/criteria/drafts/{row.id}/consultation", data={"until": EARLIEST})
    told = {address for address, words in mails() if words == "CRITERIA consultation"}
    sent = expert.post(f"/criteria/drafts/{row.id}/criteria/K3/comments", data={"text": COMMENT})
    said = db.session.scalars(select(CriteriaComment)).one()
    tuesday.move_to(datetime(2026, 10, 6, 23, 50, tzinfo=BUDAPEST))
    changed = expert.post(f"/criteria/comments/{said.id}", data={"text": f"{COMMENT} Kérem javítani."})
    unread = COMMENT in browse(people.expert_b.user).get(f"/criteria/drafts/{row.id}/criteria/K3").text
    tuesday.move_to(datetime(2026, 10, 7, 0, 5, tzinfo=BUDAPEST))
    late = expert.post(f"/criteria/drafts/{row.id}/criteria/K3/comments", data={"text": "Elkésett véleményem."})
    read = COMMENT in browse(people.expert_b.user).get(f"/criteria/drafts/{row.id}/criteria/K3").text
    early = head.get(f"/criteria/drafts/{row.id}/workshop")
    head.post(f"/criteria/comments/{said.id}/answer", data={"taken_over": "no", "reason": "Így marad mérhető."})
    tuesday.move_to(datetime(2026, 10, 7, 10, tzinfo=BUDAPEST))
    meeting = stages.meeting_in(people, 40)
    db.session.commit()
    data = {"meeting": meeting.id, "presenter": people.chair.id, "paper": "Az 1.1 számú tervezet."}
    head.post(f"/criteria/drafts/{row.id}/workshop", data=data)
    tuesday.move_to(meeting.starts_at)
    stages.open_with(meeting, people, present=7)
    db.session.commit()
    chair, item = browse(people.chair), the_draft().agenda_items[0]
    drafted = chair.get(f"/agenda-items/{item.id}/resolutions").text
    chair.post(f"/agenda-items/{item.id}/resolutions", data={"text": "A Műhely az 1.1-et elfogadja."})
    for member, vote in zip(people.members[:7], ["yes"] * 5 + ["no"] * 2, strict=True):
        browse(member).post(f"/proposals/{item.proposals[0].id}/ballots", data={"choice": vote})
    chair.post(f"/proposals/{item.proposals[0].id}/closing")
    president, there = browse(people.president), f"/criteria/drafts/{row.id}/day"
    uncertified = president.get(there)
    held = the_draft().agenda_items[0].meeting
    convening.close_meeting(held, by=people.chair)
    stages.sign_minutes(held, people)
    db.session.commit()
    first = (meeting.starts_at + timedelta(days=30)).date()
    near = president.post(there, data={"day": (first - timedelta(days=1)).isoformat()})
    dated = president.post(there, data={"day": first.isoformat()})
    tuesday.move_to(datetime.combine(first, datetime.min.time(), BUDAPEST) - timedelta(seconds=1))
    move_on()
    before, judged_before = states(), version_in_force(db.session, first - timedelta(days=1))
    tuesday.move_to(datetime.combine(first, datetime.min.time(), BUDAPEST))
    move_on()
    move_on()

    after = states()
    assert (hidden, people.expert_a.user.email in told, people.developer.email in told) == (404, True, True)
    assert [answer.status_code for answer in (sent, changed, late, early, uncertified, near, dated)] == [
        303, 303, 409, 409, 409, 422, 303,
    ]  # fmt: skip
    assert ("Elkésett véleményem." in late.text, unread, read) == (True, False, True)
    assert "1 véleményre nem válaszolt" in early.text
    assert "elfogadja az 1.1 számú szempontrendszert" in drafted
    assert (before, after) == ({"1.0": S.IN_FORCE, "1.1": S.ADOPTED}, {"1.0": S.REPLACED, "1.1": S.IN_FORCE})
    assert (judged_before, version_in_force(db.session, first)) == ("1.0", "1.1")
    row = the_draft()
    assert row.resolution_number == "OFM 1/2026. (XI. 16.) sz. határozat"
    assert [step.name for step in row.steps] == [
        "begin", "consult", "bring_to_workshop", "adopt", "set_day", "enter_into_force",
    ]  # fmt: skip
    assert "Hatálybalépés" in browse(people.head).get(f"/criteria/drafts/{row.id}").text


def test_the_draft_is_written_in_forms_and_the_check_says_what_is_wrong(people, browse):
    row = begun(browse, people)
    head, there = browse(people.head), f"/criteria/drafts/{row.id}"
    first = row.content["criteria"][0]
    form = text_of(first, weight=14, seen=row.edit)

    saved = head.post(f"{there}/criteria/K1/text", data=form)
    wrong = head.get(there).text
    refused = head.post(f"{there}/consultation", data={"until": EARLIEST})
    stale = head.post(f"{there}/criteria/K1/text", data={**form, "weight": 13})
    taken = head.post(f"{there}/criteria/new", data={**form, "code": "K2", "seen": the_draft().edit})
    added = head.post(f"{there}/criteria/new", data={**form, "code": "K10", "weight": 1, "seen": the_draft().edit})
    faultless = head.get(there).text
    renamed = head.post(f"{there}/criteria/K9/text", data={
        **text_of(row.content["criteria"][8]), "code": "K11", "seen": the_draft().edit,
    })  # fmt: skip
    removed = head.post(f"{there}/criteria/K10/removal", data={"seen": the_draft().edit})
    numbers = {**row.content["thresholds"], **row.content["divergence"], "accredited_total": 80}
    proof = {f"rule_of_proof-{language}": words for language, words in row.content["rule_of_proof"].items()}
    numbered = head.post(f"{there}/numbers", data={**numbers, **proof, "seen": the_draft().edit})
    eligibility = {"eligibility-0-code": "J1", "eligibility-0-hu": "Jogképes.", "eligibility-0-en": "Legal entity."}
    listed = head.post(f"{there}/eligibility", data={**eligibility, "seen": the_draft().edit})
    passage = {f"to_K{number}": f"K{number}" for number in range(1, 9)} | {"to_K9": "k11, K1", "note_K9": "Kettévált."}
    passed = head.post(f"{there}/passage", data={**passage, "change_log": "Új lista.", "seen": the_draft().edit})

    row = the_draft()
    assert "A súlyok összege 100 legyen, most 99." in wrong
    assert (refused.status_code, "most 99" in refused.text) == (409, True)
    assert (stale.status_code, 'value="13"' in stale.text, "közben mentette" in stale.text) == (409, True, True)
    assert taken.status_code == 422
    assert "A súlyok összege" not in faultless
    assert [answer.status_code for answer in (saved, added, renamed, removed, numbered, listed, passed)] == [303] * 7
    assert [one["code"] for one in row.content["criteria"]] == [*(f"K{number}" for number in range(1, 9)), "K11"]
    assert row.content["thresholds"]["accredited_total"] == 80
    assert [one["code"] for one in row.content["eligibility"]] == ["J1"]
    assert row.crosswalk["K9"] == {"to": ["K11", "K1"], "note": "Kettévált."}
    assert row.content["criteria"][0]["anchors"] == first["anchors"]


def test_nobody_but_the_office_knows_of_a_draft_and_a_consultation_is_never_short(people, browse):
    row = begun(browse, people)
    head, there = browse(people.head), f"/criteria/drafts/{row.id}"
    strangers = [browse(one).get(there).status_code for one in (people.officer, people.president, people.chair)]
    short = head.post(f"{there}/consultation", data={"until": "2026-10-05"})
    offered = "/criteria/drafts/new" in head.get("/criteria/drafts/").text
    second = head.post("/criteria/drafts/new", data={"version": "1.2", "change_log": ""})
    head.post(f"{there}/consultation", data={"until": EARLIEST})
    editing = head.get(f"{there}/criteria/K1/text")
    after = [browse(one).get(there).status_code for one in (people.officer, people.president, people.chair)]
    dropped = head.post(f"{there}/dropping", data={"reason": "Más irányba megyünk tovább."}, headers=HTMX)

    assert (strangers, after) == ([404] * 3, [404, 200, 200])
    assert (short.status_code, "15 munkanap" in short.text, "2026-10-06" in short.text) == (422, True, True)
    assert (offered, second.status_code, editing.status_code) == (False, 409, 409)
    assert "/criteria/drafts/new" in browse(people.head).get("/criteria/drafts/").text
    assert (dropped.status_code, the_draft().state) == (200, S.DROPPED)
    assert browse(people.chair).get(there).status_code == 404


def test_less_than_two_thirds_adopt_nothing_and_the_set_goes_back_with_the_reason(people, tuesday, browse):
    row = adopted(browse, people, tuesday, votes="YYYYNNN")
    state, stage = row.state, row.agenda_items[0].stage
    back = browse(people.chair).post(f"/criteria/drafts/{row.id}/return", data={"reason": "A K4 súlya túl nagy."})

    row = the_draft()
    assert (state, stage, row.resolution_number) == (S.WORKSHOP, ItemStage.DISCUSSED, "")
    assert (back.status_code, row.state, row.steps[-1].reason) == (303, S.DRAFT, "A K4 súlya túl nagy.")


def test_two_sets_are_never_in_force_and_none_before_its_day(people, tuesday, browse):
    row = adopted(browse, people, tuesday)
    with pytest.raises(Refused, match="day_not_come"):
        list(enter_into_force(row))
    db.session.rollback()
    db.session.add(
        CriteriaSet(
            version="9.9", state=S.IN_FORCE, content={}, in_force_from=date(2026, 1, 1), created_at=row.created_at
        )
    )

    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()
    assert states()["1.0"] == S.IN_FORCE


def test_a_set_asks_the_database_as_often_with_three_comments_as_with_one(people, browse):
    row = consulted(browse, people)
    address, of_one = f"/criteria/drafts/{row.id}", f"/criteria/drafts/{row.id}/criteria/K1"
    writers = (people.expert_a.user, people.developer, people.chair)
    counts = []
    for writer in writers:
        browse(writer).post(f"{of_one}/comments", data={"text": COMMENT})
        head = browse(people.head)
        counts.append([len(queries_of(head, place)) for place in (address, of_one, "/criteria/drafts/")])

    assert counts[0] == counts[2]
    assert max(counts[0]) <= 10, counts
