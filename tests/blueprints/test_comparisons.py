"""Two versions side by side: for whoever may read the application, frozen versions only."""

import re

import pytest

from models.db import db
from models.programme import Version
from models.states import CaseState
from tests.factories import a_case, the_people
from workflow.clock import now

pytestmark = pytest.mark.usefixtures("tuesday")


@pytest.fixture
def people(saved):
    return the_people()


@pytest.fixture
def case(people):
    """A case under review whose programme has 1.0, 1.1 and 2.0, and 3.0 in writing."""
    case = a_case(CaseState.UNDER_EXPERT_REVIEW, cast=people)
    first = case.version.answers
    b2, places = "A lakók közösen gondozzák a kertet.", ["Zalaszentgrót", "Türje", "Zalabér"]
    for number, changes, moment in (
        ("1.1", {"B2": f"{b2} Hetente.", "C2": places[:2]}, now()),
        ("2.0", {"B2": f"{b2} Naponta.", "C2": places}, now()),
        ("3.0", {"B2": "Titkos vázlat."}, None),
    ):
        db.session.add(
            Version(
                programme=case.programme,
                number=number,
                form="1.0",
                answers={**first, **changes},
                created_at=now(),
                frozen_at=moment,
                fingerprint="0" * 64,
            )
        )
    db.session.commit()
    return case


def marks(answer, tag):
    """What stands between <ins> or <del>, without what only screen readers hear."""
    inside = re.findall(rf"<{tag}><span[^>]*>[^<]*</span>([^<]*)<span", answer.text)
    return [words.strip() for words in inside]


def test_the_last_two_versions_are_compared_unless_others_are_named(case, people, sign_in):
    head = sign_in(people.head)

    last = head.get(f"/cases/{case.id}/comparison")
    named = head.get(f"/cases/{case.id}/comparison?from=2.0&to=1.1")

    assert [marks(last, "del"), marks(last, "ins")] == [["Hetente"], ["Naponta", "Zalabér"]]
    assert [marks(named, "del"), marks(named, "ins")] == [["Naponta", "Zalabér"], ["Hetente"]]
    assert ["[törölve:" in last.text, "[új:" in last.text] == [True, True]


def test_what_stayed_is_folded_and_can_be_left_out(case, people, sign_in):
    head = sign_in(people.head)

    everything = head.get(f"/cases/{case.id}/comparison")
    changed = head.get(f"/cases/{case.id}/comparison?only=changed")

    assert ["Kiinduló helyzet" in everything.text, "Kiinduló helyzet" in changed.text] == [True, False]
    assert [everything.text.count("<h3>") > 50, changed.text.count("<h3>")] == [True, 2]
    assert "2 válasz különbözik." in changed.text


def test_two_versions_that_say_the_same_say_so(case, people, sign_in):
    answer = sign_in(people.head).get(f"/cases/{case.id}/comparison?from=1.1&to=1.1")

    assert "A két változat ugyanazt mondja." in answer.text


@pytest.mark.parametrize("asked", ["from=1.0&to=3.0", "from=9.9&to=1.0", "from=&to=1.1"])
def test_what_was_never_submitted_is_not_compared(case, people, sign_in, asked):
    answer = sign_in(people.staff).get(f"/cases/{case.id}/comparison?{asked}")

    assert [answer.status_code, "Titkos vázlat" in answer.text] == [404, False]


def test_an_application_with_one_version_has_nothing_to_compare(people, sign_in):
    case = a_case(CaseState.SUBMITTED, cast=people)
    db.session.commit()
    head = sign_in(people.head)

    assert head.get(f"/cases/{case.id}/comparison").status_code == 404
    assert "/comparison" not in head.get(f"/cases/{case.id}").text


def test_the_experts_at_work_may_compare_what_they_may_read(case, people, sign_in):
    answers = {
        part: sign_in(person).get(f"/cases/{case.id}/comparison").status_code
        for part, person in (
            ("expert", people.expert_a.user),
            ("not asked", people.reserve.user),
            ("applicant", people.staff),
            ("stranger", people.stranger),
        )
    }

    assert answers == {"expert": 200, "not asked": 404, "applicant": 200, "stranger": 404}


def test_the_papers_of_a_completed_case_lead_to_what_changed(people, sign_in):
    case = a_case(CaseState.COMPLETION_RECEIVED, cast=people)
    db.session.commit()
    head = sign_in(people.head)

    page = head.get(f"/cases/{case.id}")

    assert f'href="/cases/{case.id}/comparison"' in page.text
    assert head.get(f"/cases/{case.id}/comparison").status_code == 200
