"""Annexes: several at once, each wrong one named; one by one where scripts run."""

import hashlib
import io
from datetime import date

import pytest
from PIL import Image
from sqlalchemy import func, select

from models.attachment import Attachment
from models.db import db
from models.states import CaseState
from tests.factories import a_case, the_people
from tests.workflow.test_picturing import a_photograph
from tests.workflow.test_scanning import SIGN, a_clamd
from workflow.acts.erasing import preview_place
from workflow.notices.jobs import make_previews
from workflow.storage import Store, place

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


def latest(case):
    return db.session.scalars(select(Attachment).where(Attachment.case_id == case.id).order_by(Attachment.id)).all()[-1]


def test_an_annex_has_its_title_date_and_flag_and_is_described_anew_while_it_is_open(case, staff):
    staff.post(
        f"/cases/{case.id}/attachments",
        data=several(("a.pdf", PDF), title="Bérlet", dated_on="2026-05-01", personal_data="y"),
    )
    annex = latest(case)
    before = [annex.title, annex.dated_on, annex.personal_data]
    page = staff.get(f"/cases/{case.id}/attachments").text

    answer = staff.post(f"/attachments/{annex.id}/description", data={"title": "Szerződés", "dated_on": "2026-06-02"})

    db.session.refresh(annex)
    assert before == ["Bérlet", date(2026, 5, 1), True]
    assert ['datetime="2026-05-01"' in page, "személyes adat</span>" in page] == [True, True]
    assert [answer.status_code, annex.title, annex.dated_on, annex.personal_data] == [
        303,
        "Szerződés",
        date(2026, 6, 2),
        False,
    ]


@pytest.mark.parametrize("day", ["2027-01-01", "2026-13-01"], ids=["to come", "no day"])
def test_a_wrong_date_is_told_beside_its_field_and_the_rest_is_kept(case, staff, day):
    annex = latest(case)

    answer = staff.post(f"/attachments/{annex.id}/description", data={"title": "Új címe", "dated_on": day})

    assert [answer.status_code, 'id="dated_on-error"' in answer.text, "Új címe" in answer.text] == [422, True, True]


def test_what_was_submitted_is_not_described_anew(people, sign_in):
    submitted = a_case(CaseState.SUBMITTED, cast=people)
    db.session.commit()
    annex = latest(submitted)

    answer = sign_in(people.representative).post(f"/attachments/{annex.id}/description", data={"title": "Más"})

    db.session.refresh(annex)
    assert [answer.status_code, annex.title] == [409, "M5"]


def test_a_photograph_is_shown_small_to_whoever_may_read_it_without_place_and_device(app, case, people, staff, sign_in):
    staff.post(
        f"/cases/{case.id}/attachments", data=several(("kert.jpg", a_photograph()), ("b.pdf", PDF), title="Kert")
    )
    photograph = db.session.scalars(select(Attachment).where(Attachment.file_name == "kert.jpg")).one()
    address = f"/attachments/{photograph.id}/preview"
    before = staff.get(address).status_code

    make_previews()

    db.session.expire_all()
    page, shown = staff.get(f"/cases/{case.id}/attachments").text, staff.get(address)
    assert [before, shown.status_code, shown.mimetype] == [404, 200, "image/webp"]
    assert Image.open(io.BytesIO(shown.data)).size == (320, 480)
    assert [page.count("<img"), f'src="{address}" alt="kert.jpg"' in page] == [1, True]
    assert b"Titkos" not in shown.data
    assert b"Titkos" in staff.get(f"/attachments/{photograph.id}").data
    assert [
        sign_in(person).get(address).status_code for person in (people.stranger, people.head, people.expert_a.user)
    ] == [404] * 3
    assert Store(app.config["STORAGE_URL"]).has(preview_place(photograph.sha256))


def test_what_cannot_be_shown_small_is_tried_once_and_is_an_annex_all_the_same(case, staff):
    staff.post(f"/cases/{case.id}/attachments", data=several(("rossz.png", b"\x89PNG\r\n\x1a\n" + bytes(100))))

    make_previews()

    db.session.expire_all()
    annex = latest(case)
    assert [annex.has_preview, staff.get(f"/attachments/{annex.id}").status_code] == [False, 200]


@pytest.fixture
def scanned(app):
    """The installation has a scanner."""
    with a_clamd() as url:
        app.config["SCANNER_URL"] = url
        yield
        app.config["SCANNER_URL"] = ""


@pytest.mark.usefixtures("scanned")
def test_an_infected_file_is_refused_and_nothing_of_it_is_kept(app, case, staff):
    infected = PDF + SIGN
    before = db.session.scalar(select(func.count(Attachment.id)))

    answer = staff.post(f"/cases/{case.id}/attachments", data=several(("a.pdf", PDF), ("b.pdf", infected)))
    clean = staff.post(f"/cases/{case.id}/attachments", data=several(("a.pdf", PDF)))

    assert [answer.status_code, "b.pdf: A víruskereső kártevőt talált" in answer.text, clean.status_code] == [
        422,
        True,
        303,
    ]
    assert db.session.scalar(select(func.count(Attachment.id))) == before + 1
    digest = hashlib.sha256(infected).hexdigest()
    assert not Store(app.config["STORAGE_URL"]).has(place(digest))


@pytest.mark.usefixtures("scanned")
def test_in_parts_an_infected_file_is_refused_too(case, staff):
    content = PDF + SIGN
    said = {"kind": "M6", "file": "b.pdf", "size": len(content), "mark": "b"}
    address = staff.post(f"/cases/{case.id}/uploads", data=said).headers["Location"]
    staff.post(
        f"{address}/parts", data=content, headers={"Upload-Offset": "0"}, content_type="application/octet-stream"
    )

    answer = staff.post(f"{address}/completion")

    assert [answer.status_code, "A víruskereső kártevőt talált" in answer.text] == [422, True]
    assert staff.get(address).status_code == 410


@pytest.mark.parametrize(("when_silent", "status"), [("refuse", 422), ("take", 303)])
def test_while_the_scanner_is_away_it_depends_on_the_settings(app, case, staff, tmp_path, when_silent, status):
    app.config.update(SCANNER_URL=f"unix://{tmp_path}/nobody", SCANNER_SILENT=when_silent)

    answer = staff.post(f"/cases/{case.id}/attachments", data=several(("a.pdf", PDF)))

    app.config.update(SCANNER_URL="", SCANNER_SILENT="refuse")
    assert [answer.status_code, "Próbálja meg néhány perc múlva" in answer.text] == [status, status == 422]


@pytest.mark.usefixtures("scanned")
def test_whether_the_scanner_answers_is_told_to_monitors(app, saved):
    there = app.test_client().get("/readyz").json["scanner"]
    app.config["SCANNER_URL"] = "tcp://127.0.0.1:1"
    away = app.test_client().get("/readyz").json["scanner"]
    app.config["SCANNER_URL"] = ""

    assert [there, away, "scanner" in app.test_client().get("/readyz").json] == ["ok", "down", False]
