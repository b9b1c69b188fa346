"""How far the scores can be trusted: what the head of office sees, what each expert sees, what nobody sees yet."""

import pytest

from models.db import db
from models.states import CaseState, Outcome
from tests.blueprints.counting import queries_of
from tests.factories import CONSOLIDATED, REVIEWED, SENT, a_case, play, the_people
from tests.stages import assignment_of
from workflow.scoring import total

pytestmark = pytest.mark.usefixtures("tuesday")
S = CaseState
OUTCOME = Outcome.ACCREDITED_WITH_CONDITIONS


@pytest.fixture
def people(saved):
    people = the_people()
    for expert in people.experts:
        expert.yearly_limit = expert.parallel_limit = 100
    saved.commit()
    return people


def lines(answer):
    """The rows of a CSV file, each the list of its cells."""
    return [line.strip('"').split('";"') for line in answer.get_data(as_text=True).lstrip("\ufeff").splitlines()]


def a_sent_case(people, title="Kész program"):
    case = play(SENT, cast=people, outcome=OUTCOME, title=title)
    db.session.commit()
    return case


def totals(case, people):
    """What both wrote: the totals of A and B."""
    return case.assessments[-1].figures["totals"]


def test_the_head_of_office_sees_each_expert_beside_the_other(people, sign_in):
    case = a_sent_case(people)
    one, other = totals(case, people)

    rows = {row[0]: row[1:] for row in lines(sign_in(people.head).get("/agreement/experts.csv"))[1:]}

    apart = f"{abs(one - other)},0"
    signs = ("", "-") if one > other else ("-", "")
    assert {name: row[:5] for name, row in rows.items()} == {
        "Szakértő Aranka": ["1", "1", signs[0] + apart, f"{one},0", "0,0"],
        "Szakértő Barna": ["1", "1", signs[1] + apart, f"{other},0", "0,0"],
    }
    grades = case.assessments[-1].opinions
    first = [opinion["scores"]["K1"] for opinion in grades]
    assert {row[5] for row in rows.values()} == {f"{first[0] - first[1]},0", f"{first[1] - first[0]},0"}


def test_the_figures_stand_in_picture_table_and_file_alike(people, sign_in):
    a_sent_case(people)
    a_sent_case(people, "Másik kész program")
    head = sign_in(people.head)

    page, table = head.get("/agreement").text, lines(head.get("/agreement/table.csv"))

    assert [row[0].split()[0] for row in table[1:]] == [
        "K1",
        "K2",
        "K3",
        "K4",
        "K5",
        "K6",
        "K7",
        "K8",
        "K9",
        "Összpontszám",
    ]
    assert [row[-1] for row in table[1:]] == ["2"] * 10
    assert all(f">{cell}<" in page for row in table[1:] for cell in row[1:])
    assert "Kevés még a program" in page


@pytest.mark.parametrize("way", [REVIEWED, CONSOLIDATED], ids=["under review", "closed but not sent"])
def test_nothing_of_a_case_enters_before_its_assessment_was_sent(people, sign_in, way):
    play(way, cast=people, outcome=OUTCOME, title="Nyitott program")
    db.session.commit()

    answers = [sign_in(people.head).get("/agreement"), sign_in(people.expert_a.user).get("/agreement/own")]

    assert ["Nincs még" in answers[1].text, "agreement-reading" in answers[0].text] == [True, False]
    assert len(lines(sign_in(people.head).get("/agreement/experts.csv"))) == 1


def test_the_period_counts_by_the_day_on_which_the_assessment_was_sent(people, sign_in):
    case = a_sent_case(people)
    day = case.assessments[-1].sent_at.date().isoformat()
    head = sign_in(people.head)

    found = [
        len(lines(head.get(f"/agreement/experts.csv?{asked}"))) - 1
        for asked in (f"first={day}&last={day}", f"last={day}", "first=2026-09-16", "last=2026-09-01")
    ]

    assert found == [2, 2, 0, 0]


@pytest.mark.parametrize("asked", ["first=2026-12-01&last=2026-01-01", "first=tegnap"])
def test_a_period_that_is_none_is_told_beside_the_field_and_shows_no_figure(people, sign_in, asked):
    a_sent_case(people)

    answer = sign_in(people.head).get(f"/agreement?{asked}")

    assert [answer.status_code, "agreement-reading" in answer.text, "govuk-error-message" in answer.text] == [
        422,
        False,
        True,
    ]


def test_an_expert_sees_the_own_deviation_by_fives_and_nothing_of_anybody_else(people, sign_in):
    cases = [a_sent_case(people, f"Program {nth}") for nth in range(4)]
    expert, shown = sign_in(people.expert_a.user), []
    for nth in range(3):
        shown.append(expert.get("/agreement/own").text)
        cases.append(a_sent_case(people, f"Újabb {nth}"))
    one, other = totals(cases[0], people)

    own = f"{'+' if one > other else '−'}{abs(one - other)},0"
    assert [own in page for page in shown] == [False, True, True]
    # with the sixth programme nothing changes, so that nobody can subtract the fifth from it
    assert ["5 értékelés alapján" in page for page in shown] == [False, True, True]
    assert [name for name in ("Barna", "Cecília", "Dénes", "Emma") if name in shown[-1]] == []


def test_an_expert_who_scored_nothing_is_told_when_it_begins(people, sign_in):
    a_sent_case(people)

    page = sign_in(people.spare.user).get("/agreement/own").text

    assert ["Nincs még mit összevetni" in page, "Kész program" in page] == [True, False]


def test_a_void_review_does_not_count(people, sign_in):
    case = a_sent_case(people)
    assignment_of(case, people.expert_b).review.voided_at = case.assessments[-1].sent_at
    db.session.commit()

    assert len(lines(sign_in(people.head).get("/agreement/experts.csv"))) == 2
    assert "agreement-reading" not in sign_in(people.head).get("/agreement").text


def test_a_contested_programme_that_waits_is_proposed_for_the_agenda_before_the_others(people, sign_in):
    decided = a_case(S.ACCREDITED_WITH_CONDITIONS, cast=people, title="Eldöntött vita")
    waiting = a_case(S.WAITING_FOR_A_MEETING, cast=people, title="Várakozó vita")
    calm = a_case(S.WAITING_FOR_A_MEETING, cast=people, title="Nyugodt program")
    for case, score in ((decided, 0), (waiting, 1)):
        assignment_of(case, people.expert_a).review.scores[4].score = score
        assignment_of(case, people.expert_b).review.scores[4].score = 5
    db.session.commit()

    page = sign_in(people.head).get("/agreement").text.split('id="agreement-disputes"')[1].split("</section>")[0]

    assert page.index("Várakozó vita") < page.index("Eldöntött vita")
    assert [calm.title in page, page.count("/agenda")] == [False, 1]
    assert f"/cases/{waiting.id}/agenda" in page


def test_an_expert_finds_the_contested_among_the_own_programmes(people, sign_in):
    cases = [a_sent_case(people, f"Vitatott program {nth}") for nth in range(5)]
    review = assignment_of(cases[2], people.expert_a).review
    review.scores[4].score, assignment_of(cases[2], people.expert_b).review.scores[4].score = 0, 5
    db.session.commit()

    page = sign_in(people.expert_a.user).get("/agreement/own").text

    assert f'<a href="/reviews/{review.id}">Vitatott program 2</a>' in page
    assert ["Vitatott program 1" in page, "K5</li>" in page] == [False, False]


def test_the_head_of_office_reads_the_normalised_total_beside_the_raw_one_and_nobody_else_does(people, sign_in):
    cases = [a_sent_case(people, f"Program {nth}") for nth in range(5)]
    for nth, case in enumerate(cases):
        assignment_of(case, people.expert_a).review.scores[8].score = nth
    db.session.commit()
    review = assignment_of(cases[-1], people.expert_a).review

    pages = [
        sign_in(person).get(f"/reviews/{review.id}").text
        for person in (people.head, people.president, people.expert_a.user)
    ]

    assert ["Normalizált:" in page for page in pages] == [True, False, False]
    assert f"<strong>{sum_of(review)} pont</strong>" in pages[0]


def sum_of(review):
    return total([row.score for row in review.scores])


def test_whoever_composes_the_agenda_finds_the_contested_cases_first_with_the_reason(people, sign_in):
    calm = a_case(S.WAITING_FOR_A_MEETING, cast=people, title="Nyugodt program")
    contested = a_case(S.WAITING_FOR_A_MEETING, cast=people, title="Vitatott program")
    assignment_of(contested, people.expert_a).review.scores[4].score = 0
    assignment_of(contested, people.expert_b).review.scores[4].score = 5
    db.session.commit()

    pages = [sign_in(person).get("/meetings/waiting").text for person in (people.head, people.chair)]

    for page in pages:
        assert page.index("Vitatott program") < page.index("Nyugodt program")
        assert page.count("vitatott</span>") == 1
        assert "K5" in page
        assert f"/cases/{contested.id}/agenda" in page
    head = sign_in(people.head)
    assert "/meetings/waiting" in head.get("/meetings/").text
    assert queries_of(head, "/meetings/waiting") <= 10
    assert calm.state == S.WAITING_FOR_A_MEETING


def test_the_page_asks_the_database_as_often_for_three_programmes_as_for_one(people, sign_in):
    a_sent_case(people)
    head = sign_in(people.head)
    once = queries_of(head, "/agreement")
    a_sent_case(people, "Második")
    a_sent_case(people, "Harmadik")

    assert queries_of(head, "/agreement") == once <= 10


@pytest.mark.parametrize("address", ["/agreement", "/agreement/table.csv", "/agreement/experts.csv"])
def test_nobody_but_the_head_of_office_sees_all_experts(people, sign_in, address):
    others = (
        people.officer,
        people.president,
        people.chair,
        people.administrator,
        people.expert_a.user,
        people.observer,
    )

    assert [sign_in(person).get(address).status_code for person in others] == [403] * 6
