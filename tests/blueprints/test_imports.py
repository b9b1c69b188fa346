"""Taking over from a document: brought, read by an errand, laid beside the form, taken over field by field."""

import io
import re

import pytest
from sqlalchemy import select

from models.attachment import Attachment
from models.case import Case
from models.db import db
from models.reading import Reading
from models.states import CaseState
from tests import stages
from tests.blueprints.counting import queries_of
from tests.factories import a_case, the_people
from tests.workflow.importing.damage import locked, pdf_of
from tests.workflow.importing.making import docx_of, odt_of, txt_of, with_part, zipped
from workflow.acts import drafting, writing
from workflow.importing.blocks import REASONS
from workflow.notices import announce
from workflow.notices.errands import do_errands

pytestmark = pytest.mark.usefixtures("tuesday")
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
LEFT = "Köszönjük a polgárőröknek a vizet."
PLAIN = ["E1", "G2", "G3", "I1"]
DERIVED = ["G4", "G5", "G9"]


@pytest.fixture
def people(saved):
    return the_people()


@pytest.fixture
def case(people):
    case, _ = drafting.open_draft("Kertek alatt", people.organisation, by=people.staff, token=stages.token())
    db.session.commit()
    return case.id


@pytest.fixture
def staff(people, sign_in, case):
    return sign_in(people.staff)


def bring(client, case, content=None, name="program.docx", **typed):
    """What the form is answered with."""
    sent = {"token": stages.token(), **typed}
    if content is not None:
        sent["file"] = (io.BytesIO(content), name)
    return client.post(f"/cases/{case}/import", data=sent)


def read(client, case, content=None, name="program.docx", **typed):
    """The address of the comparison, as the page of the errand names it."""
    errand = bring(client, case, content, name, **typed).location
    db.session.rollback()
    do_errands()
    return re.search(r'href="(/imports/\d+)"', client.get(errand).text).group(1)


def answers(case):
    db.session.rollback()
    db.session.expire_all()
    return db.session.get(Case, case).version.answers


def ticked(page):
    boxes = re.findall(r"<input[^>]*checkbox[^>]*>", page.text)
    return [re.search(r'name="([^"]+)"', box).group(1) for box in boxes if " checked" in box]


def seen_in(page):
    return dict(re.findall(r'name="(seen-[^"]+)" value="(\d+)"', page.text))


def test_a_document_is_brought_read_compared_taken_over_and_stands_in_the_section(staff, case):
    address = read(staff, case, docx_of())

    page = staff.get(address)
    answer = staff.post(address, data={**seen_in(page), **dict.fromkeys(ticked(page), "y")})
    section = staff.get(f"/cases/{case}/draft/E")

    assert ticked(page) == PLAIN
    assert [answer.status_code, answer.location] == [303, address]
    assert answers(case)["E1"].startswith("Három utca lakói közös kertet művelnek")
    assert answers(case)["G2"] == ["talaj és víz", "közös döntés"]
    assert answers(case)["I1"] == [["Kertvárosi Iskola", "közoktatás", "helyet ad", "van"]]
    assert not set(answers(case)) & set(DERIVED)
    assert "Három utca lakói közös kertet művelnek" in section.text


def test_the_original_is_kept_as_a_source_that_the_applicant_may_remove(staff, case):
    content = docx_of()
    read(staff, case, content)
    source = db.session.scalars(select(Attachment)).one()

    assert [source.kind, source.file_name] == ["source", "program.docx"]
    assert staff.get(f"/attachments/{source.id}").data == content
    assert staff.post(f"/attachments/{source.id}/removal").status_code == 303
    assert db.session.scalars(select(Attachment)).all() == []


@pytest.mark.parametrize(
    ("content", "name"),
    [(docx_of(), "a.docx"), (odt_of(), "a.odt"), (txt_of(), "a.txt")],
    ids=["docx", "odt", "txt"],
)
def test_every_kind_of_document_is_taken(staff, case, content, name):
    page = staff.get(read(staff, case, content, name))

    assert set(ticked(page)) >= {"E1", "G2", "G3"}
    assert LEFT in page.text


def test_pasted_text_is_kept_as_a_text_file_with_its_paragraphs_and_lists(staff, case):
    pasted = txt_of().decode()
    address = read(staff, case, text=pasted)
    page = staff.get(address)
    staff.post(address, data={**seen_in(page), "E1": "y", "G2": "y"})
    source = db.session.scalars(select(Attachment)).one()

    assert [source.file_name, source.media_type] == ["beillesztett-szoveg.txt", "text/plain"]
    assert answers(case)["E1"].count("\n\n") == 1
    assert answers(case)["G2"] == ["talaj és víz", "közös döntés"]


def test_wrong_letters_of_old_files_are_mended_on_the_way(staff, case):
    old = "A program célja\n\nA gyûjtõ körút fõbb célja, hogy mindenki szóljon.".encode()
    address = read(staff, case, old, "regi.txt")

    staff.post(address, data={"E1": "y", "seen-E1": "0"})

    assert answers(case)["E1"] == "A gyűjtő körút főbb célja, hogy mindenki szóljon."


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"  \r\n", "ures.txt", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "kep.txt", "kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "regi.doc", "old_word"),
        (docx_of()[:2000], "felbe.docx", "broken"),
        (with_part(docx_of(), "word/vbaProject.bin", b"x"), "makro.docm", "macros"),
        (with_part(docx_of(), "word/media/image1.png", b"\0" * (61 * 1024 * 1024)), "bomba.docx", "too_large"),
        (zipped({"xl/workbook.xml": b"<x/>"}), "tabla.xlsx", "kind"),
    ],
)
def test_what_cannot_be_read_says_why_beside_the_field_and_brings_nothing(staff, case, content, name, reason):
    answer = bring(staff, case, content, name)

    assert answer.status_code == 422
    error = re.search(r'id="file-error"[^>]*>(.*?)</p>', answer.text, re.DOTALL).group(1)
    assert REASONS[reason].hu in error
    assert db.session.scalars(select(Reading)).all() == db.session.scalars(select(Attachment)).all() == []


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (odt_of(manifest="<manifest><encryption-data/></manifest>"), "titkos.odt", "encrypted"),
        (b"%PDF-1.7\nnothing", "romlott.pdf", "broken"),
        (pdf_of("#rect(width: 5cm, height: 5cm)"), "kep.pdf", "scanned"),
        (locked(pdf_of("Titkos szöveg."), "titok"), "titkos.pdf", "encrypted"),
        (odt_of(more={"content.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), "csapda.odt", "broken"),
        (("A program célja\n\n" + "Hosszú mondat. " * 70_000).encode(), "hosszu.txt", "too_much"),
    ],
)
def test_what_shows_only_when_it_is_read_is_said_on_the_way_and_then_beside_the_field(
    staff, case, content, name, reason
):
    errand = bring(staff, case, content, name).location
    db.session.rollback()
    do_errands()

    page = staff.get(errand)
    back = re.search(r'href="(/cases/\d+/import\?after=\d+)"', page.text).group(1)

    assert REASONS[reason].hu in page.text
    assert REASONS[reason].hu in re.search(r'id="file-error"[^>]*>(.*?)</p>', staff.get(back).text, re.DOTALL).group(1)


@pytest.mark.parametrize("typed", [{}, {"text": " \n- \n"}, {"text": "szöveg", "file": True}])
def test_one_of_file_and_text_must_be_there_and_what_was_typed_stays(staff, case, typed):
    content = docx_of() if typed.pop("file", False) else None

    answer = bring(staff, case, content, **typed)

    assert [answer.status_code, 'id="text-error"' in answer.text] == [422, True]
    assert typed.get("text", "").strip() in answer.text


def test_a_second_click_reads_nothing_twice(staff, case):
    token = stages.token()

    errands = {bring(staff, case, docx_of(), token=token).location for _ in range(2)}

    db.session.rollback()
    assert [len(errands), len(db.session.scalars(select(Reading)).all())] == [1, 1]
    assert len(db.session.scalars(select(Attachment)).all()) == 1


def test_what_is_answered_or_derived_is_not_ticked_beforehand_and_can_be_taken_over(staff, case, people):
    draft = db.session.get(Case, case)
    drafting.write_answers(draft, draft.version, {"E1": "Saját szöveg."}, by=people.staff)
    db.session.commit()
    address = read(staff, case, docx_of())
    page = staff.get(address)

    staff.post(address, data={**seen_in(page), "E1": "y", "G5": "y"})

    assert ticked(page) == ["G2", "G3", "I1"]
    assert page.text.count("megerősítendő") == len(DERIVED)
    assert "Saját szöveg." in page.text
    assert [answers(case)["E1"][:11], answers(case)["G5"]] == ["Három utca ", 12.0]


def test_what_another_wrote_meanwhile_is_shown_and_not_overwritten(staff, case, people):
    address = read(staff, case, docx_of())
    page = staff.get(address)
    draft = db.session.get(Case, case)
    writing.write_seen(draft, draft.version, {"E1": "A képviselő szövege."}, seen={}, by=people.representative)
    db.session.commit()

    refused = staff.post(address, data={**seen_in(page), "E1": "y", "G3": "y"})
    between = answers(case)
    again = staff.post(address, data={**seen_in(refused), "E1": "y", "G3": "y"})

    assert [refused.status_code, again.status_code] == [409, 303]
    assert [between["E1"], "G3" in between] == ["A képviselő szövege.", False]
    assert ["A képviselő szövege." in refused.text, ticked(refused)] == [True, ["E1", "G3"]]
    assert answers(case)["E1"].startswith("Három utca")


def test_a_text_over_its_limit_is_marked_and_kept_whole(staff, case):
    long = "Hosszú mondat a kertről. " * 200
    address = read(staff, case, f"A program célja\n\n{long}".encode(), "hosszu.txt")
    page = staff.get(address)

    staff.post(address, data={**seen_in(page), "E1": "y"})

    assert "Legfeljebb" in re.search(r'class="offer-wrong">([^<]+)', page.text).group(1)
    assert answers(case)["E1"] == long.strip()


def test_ticking_nothing_is_told_and_changes_nothing(staff, case):
    address = read(staff, case, docx_of())
    before = answers(case)

    answer = staff.post(address)

    assert [answer.status_code, "Jelölje be, mit vesz át." in answer.text, answers(case)] == [422, True, before]


def test_what_found_no_place_stands_beside_every_section_until_it_is_placed(staff, case):
    address = read(staff, case, docx_of())
    beside = staff.get(f"/cases/{case}/draft/B")
    place = re.search(r'action="(/imports/\d+/passages/0/placing\?section=B)"', beside.text).group(1)

    fragment = staff.post(place, headers=HTMX)
    gone = staff.get(f"/cases/{case}/draft/B")
    folded = staff.get(address)
    back = staff.post(f"{address}/passages/0/return")

    assert LEFT in beside.text
    assert [fragment.status_code, fragment.text.strip().startswith('<div id="passages-left"')] == [200, True]
    assert [LEFT in fragment.text, LEFT in gone.text, LEFT in folded.text] == [False, False, True]
    assert [back.status_code, back.location] == [303, address]
    assert LEFT in staff.get(f"/cases/{case}/draft/B").text


def test_a_passage_or_section_that_is_not_there_is_no_server_error(staff, case):
    address = read(staff, case, docx_of())

    assert staff.post(f"{address}/passages/7/placing").status_code == 409
    assert staff.post(f"{address}/passages/0/placing?section=X").status_code == 404


def test_a_discarded_draft_takes_its_readings_along_and_the_page_of_the_errand_stands(staff, case):
    errand = bring(staff, case, docx_of()).location
    waiting = staff.post(f"/cases/{case}/discarding")
    do_errands()

    page = staff.get(errand)

    assert [waiting.status_code, page.status_code] == [303, 200]
    assert [db.session.scalars(select(Reading)).all(), "elvetették" in page.text] == [[], True]


def test_once_it_is_submitted_nothing_is_taken_over_any_more(people, sign_in):
    draft = a_case(CaseState.DRAFT, cast=people)
    db.session.commit()
    staff = sign_in(people.staff)
    address = read(staff, draft.id, docx_of())
    db.session.rollback()
    announce(stages.submit(db.session.get(Case, draft.id), people))

    assert [staff.get(address).status_code, staff.post(address, data={"E1": "y"}).status_code] == [409, 409]


def test_the_office_and_experts_see_nothing_of_a_reading(people, sign_in, staff, case):
    address = read(staff, case, docx_of())

    for part in ("head", "officer", "president", "expert_a"):
        person = getattr(people, part)
        assert sign_in(getattr(person, "user", person)).get(address).status_code == 404


def test_three_documents_ask_the_database_no_more_often_than_one(staff, case):
    read(staff, case, docx_of())
    address = f"/cases/{case}/import"
    short, beside = queries_of(staff, address), queries_of(staff, f"/cases/{case}/draft/B")
    for _ in range(2):
        read(staff, case, odt_of())

    assert [queries_of(staff, address), queries_of(staff, f"/cases/{case}/draft/B")] == [short, beside]
    assert max(short, beside) <= 10


def test_a_document_over_fifty_megabytes_is_told_beside_the_field(staff, case):
    answer = bring(staff, case, b"x" * (50 * 1024 * 1024 + 1), "nagy.txt", text="")

    assert answer.status_code == 422
    assert "A fájl legfeljebb 50 MB lehet." in re.search(r'id="file-error"[^>]*>(.*?)</p>', answer.text, re.DOTALL)[1]
