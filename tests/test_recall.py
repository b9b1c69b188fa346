"""A case that is written again is the case that was played, row for row."""

import re
from itertools import count

import pytest
from sqlalchemy import text

from models.case import Case
from models.db import db
from models.organisation import Part
from models.states import CaseState
from tests import cast, recall, stages
from tests.conftest import empty_tables
from tests.factories import WAYS, a_case, a_membership, a_person, the_people
from workflow.acts import submitting

pytestmark = pytest.mark.usefixtures("tuesday")

#: What is drawn by lot: marks, fingerprints, the codes of certificates.
BY_LOT = re.compile(r"\b[0-9a-f]{32,64}\b|\b[0-9A-Z]{4}(?:-[0-9A-Z]{4})+\b")


@pytest.fixture(autouse=True)
def _nothing_kept(saved, monkeypatch):
    """Nothing was played before; numbers begin at one, on PostgreSQL too."""
    monkeypatch.setattr(recall, "_kept", type(recall._kept)())
    empty_tables()
    if db.engine.dialect.name == "postgresql":
        numbered = [table.name for table in db.metadata.sorted_tables if "id" in table.columns]
        db.session.execute(text("; ".join(f"ALTER SEQUENCE {name}_id_seq RESTART" for name in numbered)))
        db.session.commit()


@pytest.mark.parametrize("state", WAYS)
def test_a_case_that_is_written_again_equals_one_that_is_played(state, monkeypatch):
    monkeypatch.setattr(cast, "_number", count(1))
    monkeypatch.setattr(stages, "_titles", count(1))
    played = _after(state)
    written = _after(state)
    recall._kept.clear()
    monkeypatch.setattr(cast, "_number", count(1))
    monkeypatch.setattr(stages, "_titles", count(1))
    played_anew = _after(state)

    assert written == played
    assert _without_lots(written) == _without_lots(played_anew)
    assert written != played_anew  # it was indeed written: the lots are those of the first


def test_a_case_goes_on_from_where_it_was_written():
    for _ in range(2):
        case = a_case(CaseState.SUBMITTED, cast=(people := the_people()))
        submitting.withdraw(case, by=people.representative, statement="Visszalépünk.")
        again = a_case(CaseState.SUBMITTED, cast=people)

        assert [row.state for row in db.session.query(Case).order_by(Case.id)] == [
            CaseState.WITHDRAWN_BY_APPLICANT,
            CaseState.SUBMITTED,
        ]
        assert again.id > case.id
        db.session.rollback()


def test_who_was_changed_before_makes_another_beginning():
    a_case(CaseState.SUBMITTED, cast=the_people())
    db.session.rollback()
    people = the_people()
    people.staff.given_name = "Bence"
    a_membership(a_person(), people.organisation, Part.STAFF)

    case = a_case(CaseState.SUBMITTED, cast=people)

    assert case.steps[0].by.given_name == "Bence"
    assert len(people.organisation.memberships) == 3


def _after(state):
    """All rows after a case in this state, which is saved and then emptied away."""
    case = a_case(state)
    assert (case.state, case.programme.organisation.name) == (state, "Minta Közösségekért Egyesület (fiktív)")
    db.session.commit()
    assert db.session.execute(text("SELECT count(*) FROM cases")).scalar() == 1
    rows = recall.stored()
    db.session.rollback()
    empty_tables()
    return rows


def _without_lots(rows):
    return {
        name: [BY_LOT.sub("?", row if isinstance(row, str) else repr(row)) for row in there]
        for name, there in rows.items()
    }
