"""Agenda items on the screen: listing, papers, leaving, discussion, proposals and votes."""

import re

import pytest
from sqlalchemy import select

from models.db import db
from models.meeting import Exclusion, Proposal
from models.states import CaseState, Choice, ItemStage, Outcome, Role
from tests import stages
from tests.blueprints.workshop import CONDITION, HTMX, a_case_in_session, a_listed_case, browsers
from tests.factories import LISTED, REVIEWED, a_case, a_person, a_relation, play, the_people
from workflow.acts import agenda_keeping
from workflow.acts.voting import ask_secrecy, close_vote
from workflow.queries.minutes import drafted, readable
from workflow.refusals import Refused


@pytest.fixture
def people(saved):
    return the_people()


@pytest.fixture
def browse(sign_in):
    return browsers(sign_in)


@pytest.fixture
def waiting(people, tuesday):
    case = a_case(CaseState.WAITING_FOR_A_MEETING, cast=people)
    db.session.commit()
    return case


@pytest.fixture
def listed(people, tuesday):
    return a_listed_case(people, tuesday)


@pytest.fixture
def in_session(people, tuesday):
    return a_case_in_session(people, tuesday)


@pytest.fixture
def voting(people, in_session):
    proposal = stages.propose(in_session, people, Outcome.ACCREDITED_WITH_CONDITIONS)
    db.session.commit()
    return proposal


def stage_of(case):
    db.session.expire_all()
    return [case.state, case.agenda_item.stage]


def item_at(case, noun=""):
    return f"/agenda-items/{case.agenda_item.id}{noun}"


# Secret votes (4.9)


def test_a_member_asks_for_a_secret_vote_on_the_board_and_the_minutes_say_so(people, in_session, voting, browse):
    board = f"/meetings/{voting.item.meeting_id}"
    stages.cast_votes(voting, people, "Y")
    db.session.commit()
    member = browse(people.members[3])

    offered = f'action="/proposals/{voting.id}/secrecy"' in member.get(board).text
    asked = member.post(f"/proposals/{voting.id}/secrecy")
    again = member.post(f"/proposals/{voting.id}/secrecy", headers=HTMX)
    member.post(f"/proposals/{voting.id}/ballots", data={"choice": "no"})
    own = member.get(board).text

    db.session.expire_all()
    assert [offered, asked.status_code, asked.headers["Location"], again.status_code] == [True, 303, board, 409]
    assert [(ballot.member_id, ballot.choice) for ballot in voting.ballots] == [(people.members[3].id, None)]
    assert ["Titkosan szavazott" in own, "Ön így szavazott" in own, "secrecy" in own] == [True, False, False]


def test_the_minutes_tell_a_secret_vote_and_its_counts(people, in_session, voting, browse):
    ask_secrecy(voting, by=people.members[3])
    stages.cast_votes(voting, people, "YYYYYYYNN")
    close_vote(voting, by=people.chair)
    db.session.commit()

    facts = drafted(voting.item.meeting_id, "hu", certifier=None)

    assert [facts["items"][0]["secret"], facts["items"][0]["votes"]] == [True, {"yes": 7, "no": 2, "abstention": 0}]
    assert ["Szavazás (titkos)", "7 igen, 2 nem, 0 tartózkodás"] in [
        list(line) for line in readable(facts)["items"][0]["lines"]
    ]


# On and off the agenda (T23, T24)


def test_the_form_offers_meetings_whose_agenda_is_open_and_members_without_a_conflict(people, waiting, browse):
    stages.meeting_in(people, 10)
    open_one = stages.meeting_in(people, 40)
    people.members[3].appointments[0].to_on = waiting.arrived_on
    db.session.commit()

    page = browse(people.head).get(f"/cases/{waiting.id}/agenda").text

    assert page.count('name="meeting"') == 1
    assert f'name="meeting" type="radio" value="{open_one.id}"' in page
    assert [member.display_name in page for member in people.members[2:5]] == [True, False, True]


def test_the_head_of_office_puts_a_case_on_the_agenda(people, waiting, browse):
    meeting = stages.meeting_in(people, 40)
    db.session.commit()

    answer = browse(people.head).post(
        f"/cases/{waiting.id}/agenda", data={"meeting": meeting.id, "rapporteur": people.members[2].id}
    )

    assert [answer.status_code, answer.headers["Location"]] == [303, f"/cases/{waiting.id}"]
    assert stage_of(waiting) == [CaseState.ON_THE_AGENDA, ItemStage.LISTED]
    assert [waiting.agenda_item.meeting, waiting.agenda_item.rapporteur] == [meeting, people.members[2]]


def test_the_chair_finds_the_waiting_case_reads_it_and_puts_it_on_the_agenda(people, waiting, browse):
    meeting = stages.meeting_in(people, 40)
    db.session.commit()
    chair, address = browse(people.chair), f"/cases/{waiting.id}"

    found = [f'href="{address}"' in chair.get(page).text for page in ("/cases/", "/inbox/")]
    read = chair.get(address)
    answer = chair.post(f"{address}/agenda", data={"meeting": meeting.id, "rapporteur": people.members[2].id})

    assert [found, read.status_code, f'href="{address}/agenda"' in read.text] == [[True, True], 200, True]
    assert [answer.status_code, stage_of(waiting)] == [303, [CaseState.ON_THE_AGENDA, ItemStage.LISTED]]


def test_a_chair_in_conflict_sees_that_a_case_waits_and_nothing_of_it(people, waiting, browse):
    meeting = stages.meeting_in(people, 40)
    a_relation(people.chair, people.organisation)
    db.session.commit()
    chair, address = browse(people.chair), f"/cases/{waiting.id}"
    chosen = {"meeting": meeting.id, "rapporteur": people.members[2].id}

    asked = [chair.get(address), chair.get(f"{address}/application"), chair.post(f"{address}/agenda", data=chosen)]
    cases, inbox = chair.get("/cases/").text, chair.get("/inbox/").text

    assert [answer.status_code for answer in asked] == [404, 404, 404]
    assert [waiting.title in cases, f'href="{address}"' in cases, waiting.title in inbox] == [True, False, False]


def test_of_two_chairs_only_the_one_without_a_conflict_lists_a_case(people, waiting):
    meeting = stages.meeting_in(people, 40)
    a_relation(people.chair, people.organisation)
    free = a_person(Role.WORKSHOP_CHAIR)

    with pytest.raises(Refused, match="chair_in_conflict"):
        agenda_keeping.put_on_agenda(waiting, by=people.chair, meeting=meeting, rapporteur=people.members[2])

    assert (
        agenda_keeping.put_on_agenda(waiting, by=free, meeting=meeting, rapporteur=people.members[2]).by_id == free.id
    )


def test_without_a_rapporteur_nothing_is_put_on_the_agenda_and_the_meeting_stays_chosen(people, waiting, browse):
    meeting = stages.meeting_in(people, 40)
    db.session.commit()

    answer = browse(people.head).post(
        f"/cases/{waiting.id}/agenda", data={"meeting": meeting.id, "rapporteur": ""}, headers=HTMX
    )

    assert [answer.status_code, waiting.state] == [422, CaseState.WAITING_FOR_A_MEETING]
    assert answer.text.startswith(f'<section id="case-{waiting.id}-progress">')
    kept = f'checked class="govuk-radios__input" id="meeting-0" name="meeting" type="radio" value="{meeting.id}"'
    assert kept in answer.text


def test_putting_on_the_agenda_is_not_the_officers_nor_known_to_strangers_nor_possible_twice(people, listed, browse):
    address = f"/cases/{listed.id}/agenda"

    asked = [browse(one).get(address).status_code for one in (people.officer, people.stranger, people.head)]

    assert asked == [403, 404, 409]


def test_the_chair_takes_a_case_off_the_agenda_once_for_a_reason(people, listed, browse):
    reason = "A szervezet képviselője beteg."

    taken = browse(people.chair).post(f"/cases/{listed.id}/agenda-removal", data={"reason": reason})
    after = stage_of(listed)
    stages.put_on_agenda(listed, people)
    db.session.commit()
    again = browse(people.chair).post(f"/cases/{listed.id}/agenda-removal", data={"reason": reason})

    assert [taken.status_code, *after] == [303, CaseState.WAITING_FOR_A_MEETING, ItemStage.TAKEN_OFF]
    assert [again.status_code, reason in again.text] == [422, True]


# Papers


def test_the_page_of_an_item_holds_the_fragment_that_htmx_gets(people, in_session, browse):
    page, fragment = (browse(people.chair).get(item_at(in_session), headers=headers) for headers in ({}, HTMX))

    assert fragment.text.startswith(f'<section id="item-{in_session.agenda_item.id}">')
    assert fragment.text in page.text


def test_members_read_the_opinions_with_the_one_left_out_marked_and_no_expert_named(people, tuesday, browse):
    way = (
        *REVIEWED,
        (5, stages.diverge),
        (1, stages.call_control),
        (1, stages.accept_control),
        (1, stages.close_control),
        *LISTED[-3:],
    )
    case = play(way, cast=people, outcome=Outcome.ACCREDITED_WITH_CONDITIONS)
    db.session.commit()

    page = browse(people.members[1]).get(item_at(case)).text

    left_out = [opinion["letter"] for opinion in case.assessments[-1].opinions if not opinion["retained"]]
    assert [len(left_out), page.count('class="badge tone-waiting"')] == [1, 1]
    assert [expert.user.display_name for expert in people.experts if expert.user.display_name in page] == []
    assert "A lakosok részvétele erős." in page


def test_who_may_not_read_the_opinions_sees_the_item_without_them(people, in_session, browse):
    page = browse(people.secretary).get(item_at(in_session))

    assert [page.status_code, "A lakosok részvétele erős." in page.text] == [200, False]


def test_an_excluded_member_and_the_administrator_are_told_of_no_item(people, voting, in_session, browse):
    voting.item.exclusions.append(Exclusion(member=people.members[4], ground="KO4", found_by_system=False))
    db.session.commit()

    asked = [browse(one).get(item_at(in_session)).status_code for one in (people.members[4], people.administrator)]
    board = browse(people.members[4]).get(f"/meetings/{voting.item.meeting_id}").text

    assert asked == [404, 404]
    assert [voting.text in board, f'href="{item_at(in_session)}"' in board] == [False, False]


# Leaving


def test_the_secretary_excludes_a_member_with_the_ground(people, in_session, browse):
    said = {"member": people.members[4].id, "ground": "KO10", "note": "Munkatársak voltak."}

    answer = browse(people.secretary).post(item_at(in_session, "/exclusions"), data=said)

    row = in_session.agenda_item.exclusions[0]
    assert [answer.status_code, answer.headers["Location"]] == [303, item_at(in_session)]
    assert [row.member, row.ground, row.note, row.found_by_system] == [
        people.members[4], "KO10", "Munkatársak voltak.", False,
    ]  # fmt: skip


def test_a_member_declares_a_conflict_and_sees_the_papers_no_more(people, in_session, browse):
    own = people.members[5]

    answer = browse(own).post(
        item_at(in_session, "/exclusions"), data={"member": own.id, "ground": "KO6"}, headers=HTMX
    )
    after = browse(own).get(item_at(in_session))

    assert [answer.status_code, answer.headers["HX-Redirect"]] == [
        204,
        f"/meetings/{in_session.agenda_item.meeting_id}",
    ]
    assert after.status_code == 404


def test_a_member_cannot_exclude_another_and_a_ground_is_needed(people, in_session, browse):
    address = item_at(in_session, "/exclusions")
    other = {"member": people.members[6].id, "ground": "KO6"}

    by_member = browse(people.members[5]).post(address, data=other)
    groundless = browse(people.secretary).post(
        address, data={"member": people.members[6].id, "note": "Ezt írtam."}, headers=HTMX
    )
    by_officer = browse(people.officer).post(address, data=other)

    assert [by_member.status_code, groundless.status_code, by_officer.status_code] == [422, 422, 403]
    assert "Ezt írtam.</textarea>" in groundless.text
    assert in_session.agenda_item.exclusions == []


def test_nobody_leaves_while_a_vote_goes_on(people, voting, in_session, browse):
    said = {"member": people.members[4].id, "ground": "KO10"}

    answer = browse(people.secretary).post(item_at(in_session, "/exclusions"), data=said)

    assert [answer.status_code, in_session.agenda_item.exclusions] == [409, []]


# Discussion


def test_the_discussion_is_noted_by_who_keeps_the_minutes_and_only_in_session(people, listed, browse):
    address, said = item_at(listed, "/discussion"), {"text": "A Műhely megvitatta."}

    early = browse(people.secretary).post(address, data=said)
    stages.open_meeting(listed, people)
    db.session.commit()
    by_member = browse(people.members[1]).post(address, data=said)
    too_long = browse(people.secretary).post(address, data={"text": "x" * 10001})
    noted = browse(people.secretary).post(address, data=said)

    assert [early.status_code, by_member.status_code, too_long.status_code, noted.status_code] == [409, 403, 422, 303]
    assert "A Műhely megvitatta.</textarea>" in early.text
    db.session.expire_all()
    assert listed.agenda_item.discussion == "A Műhely megvitatta."


# Proposals


def test_the_draft_of_a_proposal_is_the_experts_result_in_the_words_of_the_rules(people, in_session, browse):
    page = browse(people.chair).get(item_at(in_session, "/proposals")).text

    number = in_session.programme.number
    assert 'name="outcome" type="hidden" value="accredited_with_conditions"' in page
    assert f"({number}, 1.0 verzió) az alábbi feltételekkel akkreditálja." in page
    assert 'name="departure_reason"' not in page


def test_one_step_away_is_offered_after_the_rule_result_asks_for_reasons_and_two_steps_never(
    people, in_session, voting, browse
):
    stages.cast_votes(voting, people, "NNNNNNNNN")
    close_vote(voting, by=people.chair)
    db.session.commit()

    page = browse(people.chair).get(item_at(in_session, "/proposals?outcome=accredited")).text

    assert [name in page for name in ('name="departure_reason"', 'name="points-0-text"')] == [True, False]
    assert "outcome=refused" not in page


def test_before_the_rule_result_was_put_nothing_else_is_offered_or_taken(people, in_session, browse):
    chair, address = browse(people.chair), item_at(in_session, "/proposals")

    page = chair.get(f"{address}?outcome=accredited").text
    answer = chair.post(address, data={"outcome": "accredited", "text": "Javaslat.", "departure_reason": "á" * 200})

    offered = re.findall(r'hx-get="[^"]*outcome=(\w+)"', page)
    assert [offered, 'name="departure_reason"' in page] == [["accredited_with_conditions"], False]
    assert [answer.status_code, "Először a szakértői értékelés" in answer.text] == [422, True]


def test_a_row_is_added_without_scripts_and_what_was_typed_is_kept(people, in_session, browse):
    answer = browse(people.chair).post(item_at(in_session, "/proposals"), data=CONDITION | {"add_point": "1"})

    assert [answer.status_code, in_session.agenda_item.proposals] == [200, []]
    assert [name in answer.text for name in (CONDITION["points-0-text"], 'name="points-1-text"')] == [True, True]


def test_the_chair_puts_a_proposal_to_the_vote(people, in_session, browse):
    empty_row = {"points-1-criterion": "K7", "points-1-text": "", "points-1-proof": "", "points-1-due_days": "90"}

    answer = browse(people.chair).post(item_at(in_session, "/proposals"), data=CONDITION | empty_row)

    proposal = db.session.scalars(select(Proposal)).one()
    assert [answer.status_code, answer.headers["Location"]] == [303, f"/meetings/{proposal.item.meeting_id}"]
    assert [proposal.outcome, proposal.text] == [Outcome.ACCREDITED_WITH_CONDITIONS, CONDITION["text"]]
    assert proposal.points == [
        {"criterion": "K4", "text": "Tegye nyilvánossá a beszámolót", "proof": "a honlap címe", "due_days": 90}
    ]


def test_a_condition_without_proof_is_refused_on_top_and_everything_typed_is_kept(people, in_session, browse):
    answer = browse(people.chair).post(
        item_at(in_session, "/proposals"), data=CONDITION | {"points-0-proof": ""}, headers=HTMX
    )

    summary = answer.text.partition("</ul>")[0]
    assert [answer.status_code, answer.text[:14]] == [422, '<section id="i']
    assert "feltételhez bizonyíték és 30–180 napos határidő kell." in summary
    assert f"{CONDITION['points-0-text']}</textarea>" in answer.text


def test_a_proposal_is_the_chairs_alone_and_one_at_a_time(people, voting, in_session, browse):
    address = item_at(in_session, "/proposals")

    asked = [browse(one).get(address).status_code for one in (people.members[1], people.stranger, people.chair)]
    second = browse(people.chair).post(address, data=CONDITION)

    assert [*asked, second.status_code] == [403, 404, 409, 409]
    assert CONDITION["points-0-text"] in second.text


# Votes


def test_a_member_votes_once_with_one_tap(people, voting, browse):
    address, member = f"/proposals/{voting.id}/ballots", people.members[2]

    first = browse(member).post(address, data={"choice": "no"})
    second = browse(member).post(address, data={"choice": "yes"}, headers=HTMX)

    db.session.expire_all()
    assert [first.status_code, first.headers["Location"]] == [303, f"/meetings/{voting.item.meeting_id}"]
    assert [second.status_code, second.text[:11]] == [409, "<section id"]
    assert [(ballot.member, ballot.choice) for ballot in voting.ballots] == [(member, Choice.NO)]


def test_htmx_gets_the_board_with_the_own_vote(people, voting, browse):
    answer = browse(people.members[2]).post(
        f"/proposals/{voting.id}/ballots", data={"choice": "abstention"}, headers=HTMX
    )

    assert [answer.status_code, 'name="choice"' in answer.text] == [200, False]
    assert answer.text.startswith(f'<section id="meeting-{voting.item.meeting_id}-board"')


def test_only_members_who_are_present_vote_and_only_yes_no_or_abstention(people, voting, in_session, browse):
    voting.item.meeting.attendances[8].presence = stages.Presence.ABSENT
    db.session.commit()
    address = f"/proposals/{voting.id}/ballots"

    asked = [
        browse(one).post(address, data={"choice": choice}).status_code
        for one, choice in (
            (people.members[8], "yes"),
            (people.secretary, "yes"),
            (people.administrator, "yes"),
            (people.members[1], "perhaps"),
        )
    ]

    db.session.expire_all()
    assert [asked, voting.ballots] == [[403, 403, 404, 422], []]


def test_the_chair_closes_the_vote_and_the_count_stands_on_the_board(people, voting, in_session, browse):
    stages.cast_votes(voting, people, "YYYYYNA--")
    db.session.commit()

    by_member = browse(people.members[1]).post(f"/proposals/{voting.id}/closing")
    closed = browse(people.chair).post(f"/proposals/{voting.id}/closing", headers=HTMX)
    again = browse(people.chair).post(f"/proposals/{voting.id}/closing")

    assert [by_member.status_code, closed.status_code, again.status_code] == [403, 200, 409]
    assert stage_of(in_session) == [CaseState.DECISION_BEING_ISSUED, ItemStage.RESOLVED]
    assert [voting.yes, voting.no, voting.abstained, voting.carried] == [5, 1, 3, True]
    assert in_session.decision.resolution_number in closed.text


def test_a_vote_that_is_not_carried_leaves_the_item_open_for_the_next_proposal(people, voting, in_session, browse):
    stages.cast_votes(voting, people, "YYYYNNNNN")
    db.session.commit()

    browse(people.chair).post(f"/proposals/{voting.id}/closing")
    page = browse(people.chair).get(item_at(in_session))

    assert stage_of(in_session) == [CaseState.ON_THE_AGENDA, ItemStage.LISTED]
    assert f'href="{item_at(in_session, "/proposals")}"' in page.text
