"""The proposal for every waiting case as a table: how far it is, what stands in it, what it does not do."""

import pytest

from models.db import db
from models.expert import ExpertPause
from models.states import CaseState
from tests.cast import LONG_AGO
from tests.factories import a_case, the_people
from workflow.clock import now
from workflow.errands import matching as errand
from workflow.errands.kinds import CannotBeDone, Task
from workflow.errands.matching import SCREENING, propose_experts
from workflow.matching import apart

pytestmark = pytest.mark.usefixtures("tuesday")


@pytest.fixture
def people(saved):
    return the_people()


def proposed():
    """The rows of the table without its headings, and what was reported."""
    reports = []
    task = Task(1, "experts_proposal", {"language": "hu"}, 1, now())
    made = propose_experts(task, lambda *said: reports.append(said))
    lines = made.content.decode().lstrip("\ufeff").splitlines()
    return [line.strip('"').split('";"') for line in lines[1:]], reports


def test_every_waiting_case_stands_in_the_table_with_three_and_nobody_is_asked(people):
    cases = [a_case(CaseState.ACCEPTED_FOR_REVIEW, cast=people, title=title) for title in ("Kertek köre", "Mesekör")]
    db.session.commit()

    rows, reports = proposed()

    names = {expert.user.display_name for expert in people.experts}
    assert [(row[1], row[2], len(set(row[3:6]) & names), row[6]) for row in rows] == [
        ("Kertek köre", "Zala", 3, "0"),
        ("Mesekör", "Zala", 3, "0"),
    ]
    assert reports[:2] == [(0, 2, SCREENING), (2, 2, SCREENING)]
    assert [case.assignments for case in cases] == [[], []]


def test_a_case_that_cannot_be_filled_says_how_many_are_missing(people):
    a_case(CaseState.ACCEPTED_FOR_REVIEW, cast=people, title="Kertek köre")
    for expert in people.experts[2:]:
        expert.pauses = [ExpertPause(from_on=LONG_AGO)]
    db.session.commit()

    rows, _ = proposed()

    assert [row[3:] for row in rows] == [["", "", "", "1"]]


def test_a_solver_that_comes_to_no_end_fails_in_words(people, monkeypatch):
    a_case(CaseState.ACCEPTED_FOR_REVIEW, cast=people, title="Kertek köre")
    db.session.commit()
    monkeypatch.setattr(apart, "BREATH_SECONDS", 0.001)
    monkeypatch.setattr(errand, "MOST_SECONDS", 0)

    with pytest.raises(CannotBeDone) as failed:
        proposed()

    assert failed.value.why.hu == "A számítás nem ért véget. Válasszon kézzel."


def test_no_waiting_case_gives_an_empty_table(people):
    db.session.commit()

    assert proposed() == ([], [(0, 0, SCREENING)])
