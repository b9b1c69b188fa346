"""Annexes: several at once, each wrong one named; one by one where scripts run."""

import io

import pytest
from sqlalchemy import func, select

from models.attachment import Attachment
from models.db import db
from models.states import CaseState
from tests.factories import a_case, the_people

pytestmark = pytest.mark.usefixtures("tuesday")
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
PDF = b"%PDF-1.7 egy irat"


@pytest.fixture
def people(saved):
    return the_people()


@pytest.fixture
def case(people):
    case = a_case(CaseState.DRAFT, cast=people, title="Kertek alatt")
    db.session.commit()
    return case


@pytest.fixture
def staff(people, sign_in):
    db.session.commit()
    return sign_in(people.staff)


def several(*files, **more):
    return {"kind": "M3", "file": [(io.BytesIO(content), name) for name, content in files], **more}


def test_several_files_are_attached_at_once_by_their_names(case, staff):
    answer = staff.post(f"/cases/{case.id}/attachments", data=several(("a.pdf", PDF), ("b.pdf", PDF + b"b"), title="x"))

    names = db.session.scalars(
        select(Attachment.title).where(Attachment.case_id == case.id).order_by(Attachment.id)
    ).all()
    assert [answer.status_code, names[-2:]] == [303, ["a.pdf", "b.pdf"]]


def test_of_several_files_every_wrong_one_is_named_and_none_is_taken(case, staff):
    before = db.session.scalar(select(func.count(Attachment.id)))

    answer = staff.post(
        f"/cases/{case.id}/attachments", data=several(("a.pdf", PDF), ("b.pdf", b""), ("c.png", b"<p>"))
    )

    assert [answer.status_code, "b.pdf: A fájl üres." in answer.text, "c.png: Ezt a fájltípust" in answer.text] == [
        422,
        True,
        True,
    ]
    assert db.session.scalar(select(func.count(Attachment.id))) == before


def test_a_file_sent_by_script_is_answered_with_the_list_or_with_what_is_wrong(case, staff):
    address = f"/cases/{case.id}/attachments"

    good = staff.post(address, data=several(("Bérlet.pdf", PDF)), headers=HTMX)
    bad = staff.post(address, data=several(("Bérlet.pdf", b"")), headers=HTMX)

    assert [good.status_code, good.text.strip().startswith('<div id="annexes"'), "Bérlet" in good.text] == [
        200,
        True,
        True,
    ]
    assert [bad.status_code, 'id="upload-refused"' in bad.text, "A fájl üres." in bad.text, "<form" in bad.text] == [
        422,
        True,
        True,
        False,
    ]


def test_the_limits_are_told_before_anything_is_sent(case, staff):
    assert "legfeljebb 50 MB" in staff.get(f"/cases/{case.id}/attachments").text
