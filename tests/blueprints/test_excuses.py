"""A missed deadline excused, on the screen and without a script: asked for with a proof, decided by the head."""

import io

import pytest

from models.db import db
from models.states import CaseState
from tests import stages
from tests.factories import a_case, the_people
from workflow.acts import checking

pytestmark = pytest.mark.usefixtures("tuesday")
WHY = "Kórházban feküdt a képviselőnk."
REASON = "A kezelés a határidő előtt véget ért."


@pytest.fixture
def people(saved):
    return the_people()


@pytest.fixture
def late(people, tuesday):
    case = a_case(CaseState.COMPLETION_REQUESTED, cast=people)
    db.session.commit()
    tuesday.move_to(stages.TUESDAY.replace(month=10, day=5))
    return case


def asking(**changes):
    file = (io.BytesIO(b"%PDF-1.7 igazolas"), "zarojelentes.pdf")
    return {"obstacle": WHY, "obstacle_ended_on": "2026-10-02", "proof": file, **changes}


def test_the_case_page_leads_to_the_request_and_the_request_to_the_head_of_office(late, people, sign_in, mails):
    representative = sign_in(people.representative)
    before = len(mails())

    page = representative.get(f"/cases/{late.id}").text
    form = representative.get(f"/cases/{late.id}/excuse").text
    answer = representative.post(f"/cases/{late.id}/excuse", data=asking())

    db.session.expire_all()
    assert [f"/cases/{late.id}/excuse" in page, 'enctype="multipart/form-data"' in form] == [True, True]
    assert [answer.status_code, late.pending_excuse.obstacle, late.pending_excuse.proof.file_name] == [
        303,
        WHY,
        "zarojelentes.pdf",
    ]
    assert {address for address, _ in mails()[before:]} == {people.head.email, people.officer.email}


@pytest.mark.parametrize(
    "wrong",
    [
        {"obstacle": ""},
        {"obstacle_ended_on": ""},
        {"obstacle_ended_on": "2026-09-01"},
        {"proof": (io.BytesIO(b""), "")},
        {"proof": (io.BytesIO(b"MZ not a paper"), "virus.exe")},
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(late, people, sign_in, wrong):
    answer = sign_in(people.representative).post(f"/cases/{late.id}/excuse", data=asking(**wrong))

    db.session.expire_all()
    kept = wrong.get("obstacle", WHY)
    assert [answer.status_code, "error-summary" in answer.text, kept in answer.text, late.excuses] == [
        422,
        True,
        True,
        [],
    ]


def test_the_head_reads_reason_and_proof_and_grants(late, people, sign_in):
    stages.ask_excuse(late, people.representative)
    db.session.commit()
    head = sign_in(people.head)

    page, preview = head.get(f"/cases/{late.id}").text, head.get(f"/cases/{late.id}/excuse/grant").text
    answer = head.post(f"/cases/{late.id}/excuse/grant")

    db.session.expire_all()
    assert [WHY in page, f"/attachments/{late.excuses[0].proof_id}" in page, "helyt adunk" in preview] == [True] * 3
    assert [answer.status_code, late.excuses[0].granted, str(late.deadline("H03").due_on)] == [303, True, "2026-10-19"]


def test_after_the_termination_the_day_may_still_be_excused_as_its_letter_says(late, people, sign_in):
    checking.terminate_unanswered(late, by=people.head)
    db.session.commit()
    representative, head, address = sign_in(people.representative), sign_in(people.head), f"/cases/{late.id}/excuse"

    told = representative.get(f"/letters/{late.documents[-1].id}")
    page, asked = representative.get(f"/cases/{late.id}").text, representative.post(address, data=asking())
    inbox, preview = head.get("/inbox/").text, head.get(f"{address}/grant").text
    granted = head.post(f"{address}/grant")

    db.session.expire_all()
    assert [told.status_code, f'href="{address}"' in page, asked.status_code] == [200, True, 303]
    assert [late.title in inbox, "helyt adunk" in preview, granted.status_code] == [True, True, 303]
    assert [late.state, str(late.deadline("H03").due_on)] == [CaseState.COMPLETION_REQUESTED, "2026-10-19"]


def test_a_refusal_has_its_reason(late, people, sign_in):
    stages.ask_excuse(late, people.representative)
    db.session.commit()
    head, address = sign_in(people.head), f"/cases/{late.id}/excuse/refusal"

    short, right = head.post(address, data={"reason": "Nem."}), head.post(address, data={"reason": REASON})
    again = head.post(address, data={"reason": REASON})

    assert [short.status_code, "Nem." in short.text, right.status_code, again.status_code] == [422, True, 303, 409]


def test_the_president_does_not_read_why_the_day_was_missed(late, people, sign_in):
    stages.ask_excuse(late, people.representative)
    db.session.commit()

    pages = {part: sign_in(people.by_part[part]).get(f"/cases/{late.id}") for part in ("president", "officer", "staff")}

    assert {part: WHY in page.text for part, page in pages.items()} == {
        "president": False,
        "officer": True,
        "staff": True,
    }
