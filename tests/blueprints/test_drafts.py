"""Writing an application: one draft for however many clicks, sections, two windows, annexes, discarding."""

import io
import re

import pytest
from sqlalchemy import func, select

from models.attachment import Attachment
from models.case import Case
from models.db import db
from models.states import CaseState
from tests import stages
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


def a_title(people, **more):
    return {"title": "Kertek alatt", "organisation": people.organisation.id, "token": stages.token(), **more}


def test_a_new_programme_opens_its_task_list(people, staff):
    answer = staff.post("/cases/new", data=a_title(people))

    case = db.session.scalars(select(Case)).one()
    assert [answer.status_code, answer.headers["Location"]] == [303, f"/cases/{case.id}/draft"]
    assert [case.title, case.state, case.organisation_id] == ["Kertek alatt", "draft", people.organisation.id]


def test_two_clicks_open_one_programme(people, staff):
    form = a_title(people)

    places = {staff.post("/cases/new", data=form).headers["Location"] for _ in range(2)}

    assert [len(places), db.session.scalar(select(func.count(Case.id)))] == [1, 1]


def test_a_programme_without_title_is_asked_for_again(people, staff):
    answer = staff.post("/cases/new", data=a_title(people, title=""))

    assert [answer.status_code, 'id="error-summary"' in answer.text] == [422, True]
    assert db.session.scalar(select(func.count(Case.id))) == 0


def test_the_task_list_names_every_section_and_what_is_missing(people, sign_in):
    bare, _ = stages.drafting.open_draft("Üres", people.organisation, by=people.staff, token=stages.token())
    db.session.commit()

    page = sign_in(people.staff).get(f"/cases/{bare.id}/draft")

    sections = [f"/cases/{bare.id}/draft/{code}" in page.text for code in "ABCDEFGHIJKL"]
    assert [page.status_code, sections] == [200, [True] * 12]
    assert [page.text.count(">Nincs elkezdve<") > 5, page.text.count(">Folyamatban<") > 0] == [True, True]
    assert [">Kész<" in page.text, ">Javítani kell<" in page.text] == [False, False]


def test_one_button_goes_on_where_something_is_missing_and_is_gone_when_nothing_is(case, staff):
    address = f"/cases/{case.id}/draft"
    complete = staff.get(address).text
    staff.post(f"{address}/E", data={"E1": "", "E2": "Legyen kert."})

    open_again = staff.get(address).text

    assert ["Folytatás:" in complete, complete.count(">Kész<") > 10] == [False, True]
    assert re.search(rf'class="govuk-button" href="{address}/E">Folytatás: E\.', open_again)
    assert open_again.count('class="govuk-button"') == 1


def test_a_wrong_answer_is_said_to_need_attention(case, staff):
    staff.post(f"/cases/{case.id}/draft/fields/D4", data={"D4": "vagy száz", "seen-D4": "0"}, headers=HTMX)

    page = staff.get(f"/cases/{case.id}/draft").text

    assert [">Javítani kell<" in page, "1 javítandó válasz" in page, "Folytatás: D." in page] == [True, True, True]


def test_the_task_list_and_the_field_say_who_else_wrote_last_and_when(case, people, staff, sign_in):
    staff.post(f"/cases/{case.id}/draft/fields/E2", data={"E2": "Legyen kert.", "seen-E2": "0"}, headers=HTMX)
    theirs = sign_in(people.representative)
    said = 'Mentve <time datetime="2026-09-15T08:00:00+00:00">10:00</time> · Minta Béla'

    found = [theirs.get(f"/cases/{case.id}/draft{place}").text.count(said) for place in ("", "/E")]

    assert found == [1, 1]
    assert "Minta Béla" not in staff.get(f"/cases/{case.id}/draft").text.partition("<main")[2]


def test_a_section_holds_its_fragment_and_is_kept_however_little_it_says(case, staff):
    address = f"/cases/{case.id}/draft/B"
    fragment, page = (
        re.sub(r'name="window" value="\w+"', "", staff.get(address, headers=headers).text.strip())
        for headers in (HTMX, {})
    )

    answer = staff.post(address, data={"B1": "Kertek fölött"})

    db.session.expire_all()
    assert [fragment in page, "<html" in fragment, fragment.startswith('<section id="draft-section"')] == [
        True,
        False,
        True,
    ]
    assert [answer.status_code, answer.headers["Location"]] == [303, f"/cases/{case.id}/draft"]
    assert [case.title, case.version.answers["B1"]] == ["Kertek fölött", "Kertek fölött"]


def test_htmx_is_sent_on_to_the_task_list(case, staff):
    data = {"B1": "Kertek fölött"}

    answer = staff.post(f"/cases/{case.id}/draft/B", data=data, headers=HTMX)

    assert [answer.status_code, answer.headers["HX-Redirect"]] == [204, f"/cases/{case.id}/draft"]


def test_an_answer_that_is_too_long_is_kept_on_the_screen_and_not_stored(case, staff):
    long = "Kertek " * 100

    answer = staff.post(f"/cases/{case.id}/draft/B", data={"B1": long})

    db.session.expire_all()
    assert [answer.status_code, long.strip() in answer.text, case.version.answers["B1"]] == [422, True, "Kertek alatt"]


def test_two_windows_never_overwrite_each_other_unseen(case, staff):
    address = f"/cases/{case.id}/draft/B"
    staff.post(address, data={"B1": "Az első ablakban"})

    second = staff.post(address, data={"B1": "A másodikban"})
    db.session.expire_all()
    kept = case.version.answers["B1"]
    on_purpose = staff.post(address, data={"B1": "A másodikban", "seen-B1": "1"})

    db.session.expire_all()
    assert [second.status_code, "A másodikban" in second.text, kept] == [409, True, "Az első ablakban"]
    assert [on_purpose.status_code, case.version.answers["B1"]] == [303, "A másodikban"]


def test_what_is_written_after_submission_comes_too_late_and_stays_on_the_screen(case, people, staff):
    stages.submit(case, people)
    db.session.commit()

    answer = staff.post(f"/cases/{case.id}/draft/B", data={"B1": "Még valami"})

    db.session.expire_all()
    assert [answer.status_code, "Még valami" in answer.text, case.version.answers["B1"]] == [409, True, "Kertek alatt"]


def test_a_completion_opens_the_named_fields_only(people, sign_in):
    case = a_case(CaseState.COMPLETION_REQUESTED, cast=people)
    db.session.commit()
    version = case.programme.versions[-1]
    before = version.answers.get("C3")

    sign_in(people.staff).post(f"/cases/{case.id}/draft/C", data={"C2": "Zalaszentgrót", "C3": "x"})

    db.session.expire_all()
    assert [version.answers["C2"] != case.version.answers["C2"], version.answers.get("C3")] == [True, before]


def test_there_is_no_section_z(case, staff):
    assert staff.get(f"/cases/{case.id}/draft/Z").status_code == 404


def test_a_draft_is_discarded_after_a_question(case, staff):
    asked = staff.get(f"/cases/{case.id}/discarding")

    answer = staff.post(f"/cases/{case.id}/discarding")

    assert [asked.status_code, answer.status_code, answer.headers["Location"]] == [200, 303, "/cases/"]
    assert db.session.scalar(select(func.count(Case.id))) == 0


def test_a_submitted_case_is_not_discarded(case, people, staff):
    stages.submit(case, people)
    db.session.commit()

    answer = staff.post(f"/cases/{case.id}/discarding")

    assert [answer.status_code, 'id="error-summary"' in answer.text] == [409, True]
    assert db.session.scalar(select(func.count(Case.id))) == 1


# Annexes


def an_upload(content=PDF, name="bérleti szerződés.pdf", **more):
    return {"kind": "M3", "title": "Bérlet", "file": (io.BytesIO(content), name), **more}


def uploads(case):
    return db.session.scalars(
        select(Attachment).where(Attachment.case_id == case.id, Attachment.title == "Bérlet")
    ).all()


def test_a_file_that_the_store_has_lost_is_told_in_words_and_logged(case, staff, caplog):
    staff.post(f"/cases/{case.id}/attachments", data=an_upload())
    (annex,) = uploads(case)
    annex.sha256 = "0" * 64
    db.session.commit()

    answer = staff.get(f"/attachments/{annex.id}")

    assert [answer.status_code, "Ez a fájl hiányzik" in answer.text] == [410, True]
    assert f"no file 00/00/{'0' * 64} in the store for /attachments/{annex.id}" in caplog.text


@pytest.mark.parametrize(("partner", "said"), [("van", "M1–M5 melléklet kötelező"), ("nincs", "M1–M4 melléklet")])
def test_the_agreement_is_asked_for_where_the_application_names_one(case, staff, partner, said):
    case.version.answers = {**case.version.answers, "I1": [["Könyvtár", "intézmény", "helyet ad", partner]]}
    db.session.commit()

    assert said in staff.get(f"/cases/{case.id}/attachments").text


def test_an_annex_comes_back_as_it_was_sent_and_never_opens_in_the_page(case, staff):
    answer = staff.post(f"/cases/{case.id}/attachments", data=an_upload(personal_data="y"))

    (annex,) = uploads(case)
    found = staff.get(f"/attachments/{annex.id}")
    assert [answer.status_code, annex.media_type, annex.size, annex.personal_data] == [
        303,
        "application/pdf",
        len(PDF),
        True,
    ]
    assert [found.status_code, found.data, found.mimetype] == [200, PDF, "application/pdf"]
    assert found.headers["Content-Disposition"].startswith("attachment; filename")
    assert found.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert found.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "ures.pdf"),
        (b"<script>alert(1)</script>", "kep.png"),
        (b"MZ\x90\x00", "program.pdf"),
        (PDF + b" " * 50 * 1024 * 1024, "nagy.pdf"),
    ],
    ids=["empty", "page", "program", "over fifty megabytes"],
)
def test_what_is_no_annex_is_not_taken(case, staff, content, name):
    answer = staff.post(f"/cases/{case.id}/attachments", data=an_upload(content, name))

    assert [answer.status_code, 'id="file-error"' in answer.text, 'value="Bérlet"' in answer.text] == [
        422,
        True,
        True,
    ]
    assert uploads(case) == []


def test_no_file_is_asked_for_again(case, staff):
    answer = staff.post(f"/cases/{case.id}/attachments", data={"kind": "M3", "title": "Bérlet"})

    assert [answer.status_code, 'value="Bérlet"' in answer.text] == [422, True]


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["browser", "htmx"])
def test_what_is_larger_than_the_server_takes_is_told_in_words(case, staff, headers):
    with staff.session_transaction() as cookie:
        cookie["locale"] = "en"

    answer = staff.post(
        f"/cases/{case.id}/attachments", data=an_upload(PDF + b" " * 105 * 1024 * 1024), headers=headers
    )

    assert [answer.status_code, "send less at a time" in answer.text, "<html" in answer.text] == [
        413,
        True,
        not headers,
    ]


def test_a_name_cannot_lead_out_of_the_store(case, staff):
    staff.post(f"/cases/{case.id}/attachments", data=an_upload(name="../../etc/passwd.pdf"))

    assert [annex.file_name for annex in uploads(case)] == ["passwd.pdf"]


def test_an_annex_is_taken_off_again(case, staff):
    staff.post(f"/cases/{case.id}/attachments", data=an_upload())
    (annex,) = uploads(case)

    answer = staff.post(f"/attachments/{annex.id}/removal")

    assert [answer.status_code, answer.headers["Location"], uploads(case)] == [303, f"/cases/{case.id}/attachments", []]


def test_an_annex_that_comes_after_submission_is_too_late(case, people, staff):
    stages.submit(case, people)
    db.session.commit()

    answer = staff.post(f"/cases/{case.id}/attachments", data=an_upload())

    assert [answer.status_code, 'value="Bérlet"' in answer.text, uploads(case)] == [409, True, []]


def test_a_button_of_a_row_answers_the_form_with_what_was_typed_and_keeps_nothing(case, staff):
    before = dict(case.version.answers)
    typed = {"I1-0-0": "Könyvtár", "I1-0-3": "nem tudni", "I2": "Segít.", "rows": "I1:add:1"}

    page = staff.post(f"/cases/{case.id}/draft/I", data=typed)
    fragment = staff.post(f"/cases/{case.id}/draft/I", data=typed, headers=HTMX)

    db.session.expire_all()
    assert [page.status_code, fragment.status_code, case.version.answers] == [200, 200, before]
    for answer in (page, fragment):
        assert ["Könyvtár" in answer.text, "Segít." in answer.text, 'name="I1-1-0"' in answer.text] == [True] * 3
        assert ["Új sor: 2. sor." in answer.text, "aria-invalid" in answer.text, answer.text.count("data-focus")] == [
            True,
            False,
            1,
        ]
    assert ["<main" in page.text, "<main" in fragment.text] == [True, False]


def test_a_row_that_grows_in_an_old_window_does_not_hide_that_somebody_saved(case, staff):
    staff.post(f"/cases/{case.id}/draft/I", data={"I2": "Az első ablakban"})

    grown = staff.post(f"/cases/{case.id}/draft/I", data={"I2": "A második", "rows": "I1:add:1"})
    second = staff.post(f"/cases/{case.id}/draft/I", data={"I2": "A második"})

    assert ['name="seen-I2" value="0"' in grown.text, second.status_code] == [True, 409]


def test_rows_are_kept_as_lists_and_shown_as_a_table(case, staff):
    row = {f"I1-0-{at}": cell for at, cell in enumerate(["Könyvtár", "civil", "helyet ad", "van"])}

    staff.post(f"/cases/{case.id}/draft/I", data={**row})

    db.session.expire_all()
    shown = staff.get(f"/cases/{case.id}/application")
    assert case.version.answers["I1"] == [["Könyvtár", "civil", "helyet ad", "van"]]
    assert ["<td>Könyvtár</td>" in shown.text, '<th scope="col">megállapodás</th>' in shown.text] == [True, True]


def test_what_is_wrong_in_a_cell_is_linked_from_the_summary(case, staff):
    answer = staff.post(f"/cases/{case.id}/draft/I", data={"I1-0-0": "Könyvtár"})

    assert [answer.status_code, 'href="#I1-0-3"' in answer.text, 'id="I1-0-3-error"' in answer.text] == [
        422,
        True,
        True,
    ]
