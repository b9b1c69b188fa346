"""Calibration days through the screens: prepared, scored, discussed, closed (4.8 rule 12)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models.calibration import Calibration, PracticeSheet
from models.db import db
from models.expert import ExpertProfile
from models.states import CaseState
from tests.blueprints.counting import queries_of
from tests.factories import a_case, the_people
from tests.stages import LONG
from workflow.clock import today
from workflow.notices.jobs import watch_trainings
from workflow.scoring import RULES_1_0

pytestmark = pytest.mark.usefixtures("tuesday")
CODES = RULES_1_0.codes
SECRET = "Titkos indok, amelyet más nem olvashat a megbeszélés előtt. "


@pytest.fixture
def people(saved):
    people = the_people()
    saved.commit()
    return people


def facts(people, **changes):
    return {
        "title": "Közös pontozás 2026",
        "held_on": today().isoformat(),
        "place": "Budapest, Corvin tér 8.",
        "leader": str(people.head.id),
        **changes,
    }


def planned(people, sign_in, **changes):
    """A day with the sample as its practice programme, entered by the head of office."""
    head = sign_in(people.head)
    made = head.post("/calibrations/new", data=facts(people, **changes)).location
    head.post(f"{made}/programme/sample")
    return head, made


def opened(people, sign_in, **changes):
    head, address = planned(people, sign_in, **changes)
    assert head.post(f"{address}/opening").status_code == 303
    return head, address


def sheet_of(person):
    return db.session.scalars(
        select(PracticeSheet).where(PracticeSheet.user_id == person.id).order_by(PracticeSheet.id.desc())
    ).first()


def said(grades, reason=SECRET):
    """A whole sheet as the form sends it."""
    return {
        f"{code}_{name}": value
        for code, grade in zip(CODES, grades, strict=True)
        for name, value in (("score", grade), ("reason", reason + LONG), ("evidence", "E1"), ("to_raise", "Több adat."))
    }


def scores(sign_in, person, grades, reason=SECRET):
    """Score and close; the address of the sheet."""
    browser, address = sign_in(person), f"/practice/{sheet_of(person).id}"
    assert browser.post(address, data=said(grades, reason) | {"next": "check"}).location == f"{address}/check"
    assert browser.post(f"{address}/closing").status_code == 303
    return browser


def test_the_head_of_office_prepares_a_day_and_every_expert_in_force_is_invited(people, sign_in, mails):
    head = sign_in(people.head)
    made = head.post("/calibrations/new", data=facts(people)).location
    people.spare.appointed_to = today() - timedelta(days=1)
    db.session.commit()

    too_short = head.post(f"{made}/opening")
    head.post(f"{made}/programme/sample")
    section = head.get(f"{made}/programme/sections/E").text
    written = head.post(f"{made}/programme/sections/D", data={"D1": "Átírt helyzet.", "D4": "30"})
    done = head.post(f"{made}/opening")
    again = head.post(f"{made}/opening")

    assert [too_short.status_code, written.status_code, done.status_code, again.status_code] == [409, 303, 303, 409]
    assert "legalább 5 hosszabb választ" in too_short.text
    assert "<textarea" in section
    invited = [people.expert_a, people.expert_b, people.reserve, people.control]
    assert sorted(mails()) == sorted((one.user.email, "CALIBRATION") for one in invited)
    assert "Átírt helyzet." in sign_in(people.expert_a.user).get(f"{made}/programme").text
    assert head.get(f"{made}/programme/sections/E").status_code == 409


def test_a_day_needs_title_day_place_and_leader_and_keeps_what_was_typed(people, sign_in):
    answer = sign_in(people.head).post("/calibrations/new", data={"title": "Csak cím", "held_on": "tegnap"})

    assert [answer.status_code, answer.text.count("govuk-error-message"), 'value="Csak cím"' in answer.text] == [
        422,
        3,
        True,
    ]
    assert db.session.scalars(select(Calibration)).all() == []


def test_an_expert_scores_with_the_sheet_of_a_real_review_part_by_part(people, sign_in):
    opened(people, sign_in)
    browser, sheet = sign_in(people.expert_a.user), sheet_of(people.expert_a.user)
    address = f"/practice/{sheet.id}"

    kept = browser.post(f"{address}/parts/K1", data={"K1_score": "4", "K1_reason": "Jó.", "window": "a", "turn": "1"})
    crossed = browser.post(
        f"{address}/parts/K1", data={"K1_score": "1", "K1_reason": "Más.", "window": "b", "turn": "1"}
    )
    early = browser.post(f"{address}/closing")
    page = browser.get(address).text

    assert [kept.status_code, crossed.status_code, early.status_code] == [200, 409, 422]
    assert 'data-seen="1"' in kept.text
    assert "12" in kept.text
    assert "K2: adjon pontot 0 és 5 között." in early.text
    assert f'data-save="{address}/parts/K2"' in page
    assert 'name="K1_score" value="4" checked' in page
    assert "Javaslata" not in page
    assert address in browser.get("/inbox/").text
    assert browser.post(f"{address}/parts/strengths", data={}).status_code == 404


def test_nobody_reads_anothers_answers_before_own_are_closed_and_the_day_is_laid_open(people, sign_in):
    head, day = opened(people, sign_in)
    first = scores(sign_in, people.expert_a.user, "544444444")
    second = sign_in(people.expert_b.user)
    a, b = sheet_of(people.expert_a.user), sheet_of(people.expert_b.user)

    before = [one.get(f"{day}/answers").status_code for one in (head, first, second)]
    others = [head.get(f"/practice/{a.id}").status_code, second.get(f"/practice/{a.id}").status_code]
    assert [before, others] == [[409, 409, 409], [404, 404]]
    assert SECRET not in head.get(day).text + second.get(day).text

    assert head.post(f"{day}/discussion").status_code == 303

    assert [one.get(f"{day}/answers").status_code for one in (head, first, second)] == [200, 200, 403]
    assert f"{day}/answers" not in second.get(day).text
    late = scores(sign_in, people.expert_b.user, "333333333", "Saját indok. ")
    assert late.get(f"{day}/answers/K9").text.count(SECRET) == 1
    assert [one.get(f"{day}/answers/K10").status_code for one in (head, late)] == [404, 404]
    assert b.letter != a.letter


def test_side_by_side_shows_letters_to_experts_and_names_to_the_head_of_office(people, sign_in, mails):
    head, day = opened(people, sign_in)
    reference = head.post(
        f"/practice/{sheet_of(people.head).id}", data=said("444444444", "Etalon. ") | {"next": "check"}
    )
    head.post(reference.location.replace("/check", "/closing"))
    scores(sign_in, people.expert_a.user, "555555555", "Aranka indoka. ")
    scores(sign_in, people.expert_b.user, "333333333", "Barna indoka. ")
    head.post(f"{day}/discussion")

    of_expert, of_head = (
        "".join(browser.get(f"{day}/answers{code}").text for code in ("", "/K1", "/K9"))
        for browser in (sign_in(people.expert_a.user), head)
    )

    names = [person.user.display_name for person in people.experts]
    assert [name for name in names if name in of_expert] == ["Szakértő Aranka"]  # the own name, in the head of the page
    assert [name for name in names if name in of_head] == ["Szakértő Aranka", "Szakértő Barna"]
    assert "+40,0" in of_expert
    assert "−40,0" in of_head
    assert of_expert.count("Barna indoka.") == of_expert.count("Etalon.") == 2
    assert sheet_of(people.expert_a.user).letter in "AB"
    assert {template for _, template in mails()} == {"CALIBRATION", "CALIBRATION discussed"}


def test_attended_and_scored_is_method_training_and_never_goes_back(people, sign_in, mails):
    head, day = opened(people, sign_in)
    for expert in people.experts[:3]:
        scores(sign_in, expert.user, "444444444")
    people.reserve.trained_on = newer = today() + timedelta(days=1)
    db.session.commit()
    head.post(f"{day}/discussion")
    there = [sheet_of(expert.user).id for expert in (people.expert_a, people.reserve, people.control)]
    before = people.expert_b.trained_on

    ticked = head.post(f"{day}/attendance", data={"attended": there})
    closed = head.post(f"{day}/closing")

    db.session.expire_all()
    assert [ticked.status_code, closed.status_code] == [303, 303]
    trained = {expert.user.given_name: expert.trained_on for expert in people.experts}
    assert trained == {"Aranka": today(), "Barna": before, "Cecília": newer, "Dénes": before, "Emma": before}
    assert [address for address, template in mails() if template == "CALIBRATION trained"] == sorted(
        (people.expert_a.user.email, people.reserve.user.email)
    )
    shown = [head.get(f"/people/{expert.user_id}/sheet").text for expert in people.experts[:2]]
    assert ["Közös pontozás 2026" in page for page in shown] == [True, False]
    assert "Közös pontozás 2026" in head.get("/experts/register").text
    assert head.post(f"{day}/attendance", data={"attended": []}).status_code == 409


def test_whoever_is_appointed_after_the_invitation_can_still_be_invited(people, sign_in, mails):
    people.spare.appointed_from = today() + timedelta(days=1)
    db.session.commit()
    head, day = opened(people, sign_in)
    nobody = head.post(f"{day}/invitations")
    people.spare.appointed_from = today()
    db.session.commit()

    done = head.post(f"{day}/invitations")

    assert [nobody.status_code, done.status_code, mails()[-1]] == [409, 303, (people.spare.user.email, "CALIBRATION")]
    assert len(mails()) == 5


def test_attendance_waits_for_the_day(people, sign_in):
    head, day = opened(people, sign_in, held_on=(today() + timedelta(days=3)).isoformat())
    scores(sign_in, people.expert_a.user, "444444444")
    head.post(f"{day}/discussion")

    answers = [head.post(f"{day}/attendance", data={}), head.post(f"{day}/closing")]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert all("A nap még nem jött el" in answer.text for answer in answers)


def test_a_real_programme_loses_its_names_and_is_read_through_before_anybody_is_invited(people, sign_in):
    case = a_case(CaseState.SUBMITTED, cast=people)
    db.session.commit()
    head, day = planned(people, sign_in)

    unknown = head.post(f"{day}/programme/copy", data={"programme": "RP-1999-0001"})
    head.post(f"{day}/programme/copy", data={"programme": case.programme.number.lower()})
    unread = head.post(f"{day}/opening")
    page = head.get(f"{day}/programme").text
    head.post(f"{day}/programme/reading")

    known = ("Minta Közösségekért", "Zalaszentgrót", "Mintáné", "Minta Anna", "Minta Városi Könyvtár", case.title)
    assert [name for name in known if name.casefold() in page.casefold()] == []
    assert "[település]" in page
    assert "[1. partner]" in page
    assert [unknown.status_code, unread.status_code] == [422, 409]
    assert head.post(f"{day}/opening").status_code == 303


def test_practice_enters_no_figure_of_real_reviews(people, sign_in):
    head, day = opened(people, sign_in)
    for expert in people.experts:
        scores(sign_in, expert.user, "555555555")
    head.post(f"{day}/discussion")

    assert "agreement-reading" not in head.get("/agreement").text
    assert head.get("/agreement/experts.csv").get_data(as_text=True).count("\n") == 1
    assert "Nincs még mit összevetni" in sign_in(people.expert_a.user).get("/agreement/own").text


def test_an_expert_hears_sixty_and_fourteen_days_before_the_training_lapses_each_once(people, sign_in, mails, tuesday):
    people.expert_a.trained_on = today().replace(year=today().year - 2) + timedelta(days=60)
    db.session.commit()
    heard = []
    for days in (0, 1, 46, 3, 30):
        tuesday.shift(timedelta(days=days))
        if days == 46:
            planned(people, sign_in, held_on=(today() + timedelta(days=5)).isoformat())
        watch_trainings()
        heard.append(len(mails()))

    assert heard == [1, 1, 2, 2, 2]
    assert mails() == [(people.expert_a.user.email, "ERT-38 no day"), (people.expert_a.user.email, "ERT-38")]


def test_a_day_that_moves_is_told_to_whoever_was_invited(people, sign_in, mails):
    head, day = opened(people, sign_in)
    told = len(mails())

    head.post(f"{day}/change", data=facts(people, title="Másik cím"))
    unheard = len(mails()) - told
    taken_over = head.post(f"{day}/change", data=facts(people, leader=str(people.expert_a.user_id)))
    head.post(f"{day}/change", data=facts(people, place="Online"))

    assert [unheard, taken_over.status_code, len(mails()) - told] == [0, 422, 5]
    assert db.session.scalars(select(Calibration)).one().led_by_id == people.head.id


def test_an_expert_who_leads_gives_the_reference_and_reads_letters_only(people, sign_in):
    head, day = planned(people, sign_in, leader=str(people.expert_a.user_id))
    leader = sign_in(people.expert_a.user)

    assert leader.post(f"{day}/opening").status_code == 303
    scores(sign_in, people.expert_b.user, "333333333")
    reference = sheet_of(people.expert_a.user)
    assert reference.is_reference
    assert leader.post(f"{day}/discussion").status_code == 303

    page = "".join(leader.get(f"{day}/answers{code}").text for code in ("", "/K1"))
    assert ["Szakértő Barna" in page, SECRET in page] == [False, True]
    # too late for a reference: the others' answers are known
    assert leader.post(f"/practice/{reference.id}/parts/K1", data={"K1_score": "3"}).status_code == 409
    assert sign_in(people.officer).get(day).status_code == 404


def test_the_page_of_the_answers_asks_the_database_as_often_for_five_as_for_one(people, sign_in):
    head, day = opened(people, sign_in)
    scores(sign_in, people.expert_a.user, "444444444")
    head.post(f"{day}/discussion")
    once = [queries_of(head, address) for address in (f"{day}/answers", day, "/calibrations/")]
    for expert in people.experts[1:]:
        scores(sign_in, expert.user, "333333333")

    assert [queries_of(head, address) for address in (f"{day}/answers", day, "/calibrations/")] == once
    assert max(once) <= 10
    assert db.session.scalars(select(ExpertProfile)).all()
