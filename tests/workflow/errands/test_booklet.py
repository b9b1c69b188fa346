"""The booklet of the register: public facts of what is in force, archival, accessible, in both languages."""

import io

import pypdf
import pytest
from sqlalchemy import update

from models.db import db
from models.programme import Accreditation
from models.states import AccreditationStatus, CaseState, Outcome
from tests.factories import a_case, the_people
from tests.workflow.test_documents import text_of
from workflow.clock import now
from workflow.documents.apart import NotSet, render_apart
from workflow.errands.booklet import READING, SETTING, make_booklet
from workflow.errands.kinds import Task

pytestmark = pytest.mark.usefixtures("tuesday")


@pytest.fixture
def people(saved):
    return the_people()


def a_task(language: str = "hu") -> Task:
    return Task(1, "register_booklet", {"language": language, "url": "https://merce.example/registry"}, 1, now())


def accredited(people, **changes: object) -> Accreditation:
    case = a_case(CaseState.ACCREDITED_WITH_CONDITIONS, cast=people, outcome=Outcome.ACCREDITED_WITH_CONDITIONS)
    db.session.flush()
    for name, value in changes.items():
        setattr(case.accreditation, name, value)
    db.session.commit()
    return case.accreditation


def reported(language: str = "hu") -> tuple[bytes, list[tuple]]:
    reports: list[tuple] = []
    made = make_booklet(a_task(language), lambda *said: reports.append(said))
    return made.content, reports


def test_it_is_archival_and_accessible_and_has_a_table_of_contents(people):
    accredited(people, title="Közös kert", sort_key="b")
    accredited(people, title="Árnyas pad", sort_key="a")

    content, reports = reported()

    pdf = pypdf.PdfReader(io.BytesIO(content))
    xmp = pdf.trailer["/Root"]["/Metadata"].get_data().decode()
    wanted = ("<pdfaid:part>2", "<pdfaid:conformance>A", "<pdfuaid:part>1")
    assert [part for part in wanted if part not in xmp] == []
    assert pdf.trailer["/Root"]["/Lang"] == "hu"
    assert [entry.title for entry in pdf.outline[-1]] == ["Árnyas pad", "Közös kert"]
    contents = pdf.pages[1].extract_text()
    assert contents.index("Árnyas pad") < contents.index("Közös kert")
    assert reports == [(0, 2, READING), (2, 2, READING), (2, None, SETTING)]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("hu", ["Akkreditált referenciaprogramok", "1 hatályos program", "Nyitott feltétel"]),
        ("en", ["Accredited reference programmes", "1 programme in force", "Open condition"]),
    ],
)
def test_it_is_written_in_either_language(people, language, words):
    accredited(people)

    text = text_of(reported(language)[0])

    assert [part for part in words if part not in text] == []


def test_what_is_not_in_force_is_not_in_it(people):
    accredited(people, title="Hatályos program")
    accredited(people, title="Felfüggesztett program", status=AccreditationStatus.SUSPENDED)
    over = accredited(people, title="Lejárt program")
    db.session.execute(update(Accreditation).where(Accreditation.id == over.id).values(valid_to=over.valid_from))
    db.session.commit()

    text = text_of(reported()[0])

    assert [("Hatályos" in text), ("Felfüggesztett" in text), ("Lejárt" in text)] == [True, False, False]


def test_nobody_who_judged_it_is_named_in_it(people):
    accredited(people)

    text = text_of(reported()[0])

    names = [expert.user.display_name for expert in people.experts] + [member.display_name for member in people.members]
    assert [name for name in names if name in text] == []


def test_an_empty_register_makes_a_booklet_that_says_so(people):
    assert "nem volt hatályos akkreditáció" in text_of(reported()[0])


def test_what_breathing_raises_ends_the_process_that_sets_it(monkeypatch):
    entry = dict.fromkeys(("number", "title", "summary", "holder", "places", "area", "contact", "status"), "ő " * 200)
    entry |= {"valid_from": "2027-02-18", "valid_to": "2032-02-18", "conditions": []}
    facts = {
        "language": "hu",
        "created_at": "2027-03-01T09:00:00+00:00",
        "author": "Egyesület",
        "as_of": "2027-03-01",
        "url": "https://merce.example/registry",
        "entries": [entry] * 2000,
    }

    def breathe() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        render_apart("booklet", facts, breathe=breathe)


def test_facts_that_cannot_be_printed_are_told_and_make_nothing():
    with pytest.raises(NotSet, match="language"):
        render_apart("booklet", {}, breathe=lambda: None)
