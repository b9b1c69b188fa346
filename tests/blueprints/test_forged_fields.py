"""A field that no form asks (role, state, owner, version, a hidden one) changes nothing, however a draft is written."""

import io

import pytest
from sqlalchemy import select

from models.case import Case
from models.db import db
from models.states import CaseState
from tests.factories import a_case, the_people
from workflow.application import SECTIONS

pytestmark = pytest.mark.usefixtures("tuesday")
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
#: Names of columns and of things that somebody would like to be.
FIELDS_OF_B = [field.code for section in SECTIONS if section.code == "B" for field in section.fields]
FORGED = {
    **dict.fromkeys(("id", "case_id", "programme_id", "organisation_id", "owner_id", "owner", "user_id", "by_id"), "1"),
    **dict.fromkeys(("officer_id", "created_by_id", "uploaded_by_id", "frozen_by_id", "step_count", "edit"), "7"),
    **dict.fromkeys(("role", "part", "roles"), "head_of_office"),
    **dict.fromkeys(("state", "outcome", "status"), "accredited"),
    **dict.fromkeys(("version", "version_id", "number", "form", "criteria_version", "review_round"), "9"),
    **dict.fromkeys(
        ("frozen_at", "created_at", "submitted_at", "arrived_on", "fingerprint", "signatory"), "2020-01-01"
    ),
    **dict.fromkeys(("answers", "marks", "birth_token", "sender", "recorded", "is_draft", "draft"), "x"),
    **{"N1": "y", "N4": "y", "M1": "x", "A1": "Más Egyesület", "L1": "Máshol kérdezik.", "X9": "x"},
}
#: What sending an answer may change besides the answer itself.
MOVES = {
    "cases": {"written_at"},
    "programmes": {"title", "sort_key", "searched"},
    "versions": {"answers", "marks", "edit"},
}
#: Tables that grow by the very act: (address) -> what may be new.
GROWS = {
    "attachments": {"attachments", "erasures", "errands"},
    "co-writers": {"co_writers", "users", "events", "notices", "mails"},
}


@pytest.fixture
def people(saved):
    return the_people()


@pytest.fixture
def case(people):
    case = a_case(CaseState.DRAFT, cast=people, title="Kertek alatt")
    db.session.commit()
    return case


def rows():
    """Everything that is stored, by table and first column, but for what an answer may move."""
    db.session.rollback()
    found = {}
    for table in db.metadata.sorted_tables:
        kept = [column for column in table.columns if column.name not in MOVES.get(table.name, ())]
        key = next(iter(table.primary_key))
        found[table.name] = {row[0]: tuple(row) for row in db.session.execute(select(key, *kept))}
    return found


def changed(before, after, grown=frozenset()):
    """Tables in which a row was changed, or is new where none may be."""
    return {
        name
        for name, there in after.items()
        if any(before[name].get(key, None if name in grown else ()) not in (None, row) for key, row in there.items())
        or before[name].keys() - there.keys()
    }


def sendings(case):
    base = f"/cases/{case.id}"
    file = {"kind": "M3", "title": "Bérlet", "file": (io.BytesIO(b"%PDF-1.7 egy irat"), "irat.pdf")}
    return {
        "section": (f"{base}/draft/B", {"B1": "Kertek fölött"}, {}),
        "section by htmx": (f"{base}/draft/B", {"B1": "Kertek fölött"}, HTMX),
        "field": (f"{base}/draft/fields/B1", {"B1": "Kertek fölött"}, HTMX),
        "rows": (f"{base}/draft/I", {"I1-0-0": "Könyvtár", "rows": "I1:add:1"}, {}),
        "submission": (f"{base}/submission", {"signatory": "Minta Béla"}, {}),
        "resubmission": (f"{base}/resubmission", {}, {}),
        "completion": (f"{base}/completion/sending", {}, {}),
        "attachments": (f"{base}/attachments", file, {}),
        "co-writers": (f"{base}/co-writers", {"email": "uj@kert.example", "family_name": "Új"}, {}),
    }


@pytest.mark.parametrize(
    "way",
    [
        "section",
        "section by htmx",
        "field",
        "rows",
        "submission",
        "resubmission",
        "completion",
        "attachments",
        "co-writers",
    ],
)
def test_a_forged_field_changes_nothing(case, people, sign_in, way):
    address, said, headers = sendings(case)[way]
    answers, before = dict(case.version.answers), rows()

    sign_in(people.staff).post(address, data={**FORGED, **said}, headers=headers)

    db.session.expire_all()
    assert changed(before, rows(), GROWS.get(way, frozenset())) == set()
    # a section is sent whole: what is not ticked is unticked
    asked = set(FIELDS_OF_B) if way.startswith("section") else {"B1"}
    assert {code for code, value in case.version.answers.items() if answers.get(code, value) != value} <= asked
    assert case.version.answers.keys() <= answers.keys() | asked


def test_a_new_programme_is_a_draft_of_ones_own_organisation_whatever_else_is_sent(people, sign_in):
    db.session.commit()
    said = {"title": "Új program", "organisation": people.organisation.id, "token": "egy"}

    sign_in(people.staff).post("/cases/new", data={**FORGED, **said})
    foreign = sign_in(people.staff).post("/cases/new", data={**said, "organisation": 999, "token": "ketto"})

    found = rows()
    (case,) = db.session.scalars(select(Case)).all()
    assert [case.state, case.officer_id, case.organisation_id, case.version.number] == [
        CaseState.DRAFT,
        None,
        people.organisation.id,
        "1.0",
    ]
    assert [foreign.status_code, len(found["cases"])] == [422, 1]
    assert not {"N1", "L1", "X9"} & set(case.version.answers)


def test_what_was_changed_is_seen_by_this_test(case):
    before = rows()
    case.state = CaseState.SUBMITTED
    db.session.commit()

    assert changed(before, rows()) == {"cases"}
