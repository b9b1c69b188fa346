"""The inbox: what waits comes first, the nearest deadline on top; notices are read once."""

import re

import pytest
from sqlalchemy import select

from models.db import db
from models.outbox import Notice
from models.states import CaseState
from tests import stages
from tests.factories import a_case, the_people
from workflow.notices import announce
from workflow.queries import inbox

pytestmark = pytest.mark.usefixtures("tuesday")


@pytest.fixture
def people(saved):
    people = the_people()
    db.session.commit()
    return people


def waiting(page):
    """The addresses of the work that waits, in order; nothing waits where the section holds no list."""
    work = re.search(r'<section id="inbox-work">(.*?)</section>', page.text, re.S).group(1)
    return re.findall(r'href="([^"]+)"', work) if '<ul class="inbox"' in work else []


def test_an_empty_inbox_says_so(people, sign_in):
    page = sign_in(people.observer).get("/inbox/")

    assert [page.status_code, waiting(page), page.text.count('class="empty"')] == [200, [], 2]


def test_each_finds_the_case_in_which_to_act(people, sign_in):
    submitted = a_case(CaseState.SUBMITTED, cast=people)
    checked = a_case(CaseState.UNDER_FORMAL_CHECK, cast=people)
    requested = a_case(CaseState.COMPLETION_REQUESTED, cast=people)
    db.session.commit()

    found = {
        part: set(waiting(sign_in(people.by_part[part]).get("/inbox/")))
        for part in ("head", "officer", "staff", "stranger")
    }

    assert found == {
        "head": {f"/cases/{submitted.id}", f"/cases/{checked.id}"},
        "officer": {f"/cases/{checked.id}"},
        "staff": {f"/cases/{requested.id}"},
        "stranger": set(),
    }


def test_an_expert_finds_invitations_and_reviews(people, sign_in):
    invited = a_case(CaseState.EXPERTS_BEING_INVITED, cast=people)
    review = stages.assignment_of(a_case(CaseState.UNDER_EXPERT_REVIEW, cast=people), people.expert_a).review
    db.session.commit()
    invitation = stages.assignment_of(invited, people.expert_a)

    page = sign_in(people.expert_a.user).get("/inbox/")

    assert set(waiting(page)) == {f"/assignments/{invitation.id}", f"/reviews/{review.id}"}


def test_the_nearest_deadline_stands_on_top(people, sign_in, tuesday):
    late = a_case(CaseState.SUBMITTED, cast=people)
    tuesday.shift(-10 * 24 * 3600)
    early = a_case(CaseState.SUBMITTED, cast=people)
    tuesday.shift(10 * 24 * 3600)
    db.session.commit()

    assert waiting(sign_in(people.head).get("/inbox/")) == [f"/cases/{early.id}", f"/cases/{late.id}"]


def test_work_stands_under_what_is_to_be_done_with_it(people, sign_in, tuesday):
    decided = a_case(CaseState.DECISION_BEING_ISSUED, cast=people)
    tuesday.shift(-10 * 24 * 3600)
    accepted = a_case(CaseState.ACCEPTED_FOR_REVIEW, cast=people)
    tuesday.shift(10 * 24 * 3600)
    submitted = [a_case(CaseState.SUBMITTED, cast=people) for _ in range(2)]
    db.session.commit()

    page = sign_in(people.head).get("/inbox/").text
    groups = re.findall(
        r"<h3>([^<]+)</h3>(.*?)</ul>", re.search(r'id="inbox-work">(.*?)</section>', page, re.S)[1], re.S
    )

    assert [(title, re.findall(r'href="/cases/(\d+)"', items)) for title, items in groups if "/cases/" in items] == [
        ("Szakértők kijelölése", [str(accepted.id)]),
        ("Ügyintéző kijelölése", [str(case.id) for case in submitted]),
    ]
    assert f'href="/cases/{decided.id}"' in sign_in(people.president).get("/inbox/").text


def test_every_state_that_waits_for_somebody_says_what_for():
    waiting_for_people = {*inbox.APPLICANTS, *inbox.OFFICERS, *inbox.HEADS, CaseState.DECISION_BEING_ISSUED}

    assert set(inbox.NEXT_ACT) == waiting_for_people


def test_notices_are_read_at_once_and_nobody_elses(people, sign_in):
    announce(stages.submit(stages.draft(people), people))

    answer = sign_in(people.head).post("/inbox/reading")

    db.session.expire_all()
    unread = {notice.user_id for notice in db.session.scalars(select(Notice).where(Notice.opened_at.is_(None)))}
    assert [answer.status_code, answer.headers["Location"]] == [303, "/inbox/"]
    assert [people.head.id in unread, people.representative.id in unread] == [False, True]


def test_a_notice_leads_to_what_it_tells_of(people, sign_in):
    case = stages.draft(people)
    announce(stages.submit(case, people))
    browser = sign_in(people.head)

    page = browser.get("/inbox/").text

    assert [case.title in page, browser.get(f"/cases/{case.id}").status_code, f'href="/cases/{case.id}"' in page] == [
        True,
        200,
        True,
    ]


def test_whoever_is_signed_out_is_sent_to_sign_in(saved, sign_in):
    answer = sign_in(None).get("/inbox/")

    assert [answer.status_code, answer.headers["Location"].partition("?")[0]] == [302, "/login"]
