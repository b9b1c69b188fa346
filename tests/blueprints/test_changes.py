"""The table of changes on the screen: written by half or whole, looked through, sent, and read by those who judge."""

import pytest

from models.db import db
from models.states import CaseState
from tests import stages
from tests.blueprints.counting import queries_of
from tests.factories import a_case, the_people
from workflow.acts import changing, drafting, submitting

pytestmark = pytest.mark.usefixtures("tuesday")
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
NEW = "Átdolgozott módszertan."


@pytest.fixture
def people(saved):
    return the_people()


@pytest.fixture
def returned(people):
    case = a_case(CaseState.RETURNED_FOR_REVISION, cast=people)
    version = submitting.version_to_write(case)
    drafting.write_answers(case, version, {"G3": NEW, "KF3": "Fél év után is."}, by=people.staff)
    db.session.commit()
    return case


def answered(case):
    return {f"item_{point.ordinal}": f"Átdolgoztuk: {point.text}" for point in case.decision.points} | {
        "fields_1": ["G3"]
    }


def test_the_page_offers_the_fields_that_differ_and_holds_its_fragment(returned, people, sign_in):
    staff, address = sign_in(people.staff), f"/cases/{returned.id}/changes"

    fragment, page = staff.get(address, headers=HTMX).text.strip(), staff.get(address).text

    assert [fragment.startswith('<section id="changes-form"'), fragment in page] == [True, True]
    assert {code: f'value="{code}"' in fragment for code in ("G3", "KF3", "B1")} == {
        "G3": True,
        "KF3": True,
        "B1": False,
    }


def test_half_a_table_is_kept_and_what_is_missing_is_said_beside_its_task(returned, people, sign_in):
    staff, address = sign_in(people.staff), f"/cases/{returned.id}/changes"

    half = staff.post(address, data={"item_1": "Az elsőt."})
    checked = staff.post(address, data={"item_1": "", "check": "1"})

    assert [half.status_code, checked.status_code, 'id="item_1-error"' in checked.text] == [303, 422, True]


def test_what_was_written_is_kept_when_something_is_missing(returned, people, sign_in):
    data = answered(returned) | {"check": "1"}
    last = max(point.ordinal for point in returned.decision.points)
    data[f"item_{last}"] = " "

    answer = sign_in(people.staff).post(f"/cases/{returned.id}/changes", data=data | {"fields_1": ["G3"]})

    db.session.expire_all()
    assert answer.status_code == 422
    assert changing.told_so_far(returned).get(last) == ""


def test_a_field_that_does_not_differ_cannot_be_ticked(returned, people, sign_in):
    answer = sign_in(people.staff).post(f"/cases/{returned.id}/changes", data=answered(returned) | {"fields_1": ["B1"]})

    assert answer.status_code == 422


def test_whoever_sends_it_reads_it_first_and_it_goes_to_officer_and_experts(returned, people, sign_in):
    representative = sign_in(people.representative)
    to_check = representative.post(f"/cases/{returned.id}/changes", data=answered(returned) | {"check": "1"})
    look = representative.get(to_check.headers["Location"]).text
    sent = representative.post(to_check.headers["Location"])

    db.session.expire_all()
    read = sign_in(people.officer).get(f"/cases/{returned.id}/application").text
    assert [to_check.status_code, to_check.headers["Location"]] == [303, f"/cases/{returned.id}/resubmission"]
    assert [NEW in look, "Egyéb változások" in look, sent.status_code] == [True, True, 303]
    assert [returned.version.number, NEW in read, "A változások táblázata" in read] == ["2.0", True, True]

    stages.accept(returned, people)
    stages.invite(returned, people)
    stages.accept_all(returned, people)
    db.session.commit()
    review = stages.assignment_of(returned, people.expert_a).review
    expert = sign_in(people.expert_a.user).get(f"/reviews/{review.id}/programme").text
    assert ["A változások táblázata" in expert, NEW in expert] == [True, True]


def test_an_unanswered_table_is_not_sent(returned, people, sign_in):
    answer = sign_in(people.representative).post(f"/cases/{returned.id}/resubmission")

    db.session.expire_all()
    assert [answer.status_code, returned.state] == [422, CaseState.RETURNED_FOR_REVISION]


def test_the_table_asks_the_database_little(returned, people, sign_in):
    assert queries_of(sign_in(people.staff), f"/cases/{returned.id}/changes") <= 10
