"""All cases as tables: what the head of office may open, a row each, with nothing that a spreadsheet calculates."""

import csv
import io
import zipfile

import pytest
from sqlalchemy import func, select

from models.case import Case, Step
from models.db import db
from models.states import CaseState
from tests.factories import a_case, the_people
from workflow.clock import now
from workflow.errands import export
from workflow.errands.export import CASES, STEPS, export_cases
from workflow.errands.kinds import Task

pytestmark = pytest.mark.usefixtures("tuesday")


@pytest.fixture
def people(saved):
    return the_people()


def exported(people, language: str = "hu") -> tuple[dict[str, list[dict[str, str]]], list[tuple]]:
    """The rows of each file, and what was reported."""
    db.session.commit()
    reports: list[tuple] = []
    task = Task(1, "cases_export", {"language": language, "purpose": "próba"}, people.head.id, now())
    made = export_cases(task, lambda *said: reports.append(said))
    archive = zipfile.ZipFile(io.BytesIO(made.content))
    files = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    return {name: list(csv.DictReader(io.StringIO(text), delimiter=";")) for name, text in files.items()}, reports


def test_a_row_a_case_and_a_row_a_step_and_progress_counts_both(people):
    submitted = a_case(CaseState.SUBMITTED, cast=people)
    accredited = a_case(CaseState.ACCREDITED, cast=people)
    a_case(CaseState.DRAFT, cast=people)

    files, reports = exported(people)

    steps = db.session.scalar(select(func.count(Step.id)).join(Case).where(Case.id.in_((submitted.id, accredited.id))))
    assert [row["Ügyszám"] for row in files["ugyek.csv"]] == [submitted.number, accredited.number]
    assert len(files["lepesek.csv"]) == steps
    assert reports == [(0, steps + 2, CASES), (2, steps + 2, CASES), (steps + 2, steps + 2, STEPS)]
    assert [row["Döntés"] for row in files["ugyek.csv"]] == ["", "Akkreditálva"]
    assert files["ugyek.csv"][1]["Akkreditációs szám"] == accredited.accreditation.number


def test_many_cases_are_read_in_portions(people, monkeypatch):
    monkeypatch.setattr(export, "PORTION", 2)
    cases = [a_case(CaseState.SUBMITTED, cast=people) for _ in range(5)]

    files, reports = exported(people)

    assert [row["Ügyszám"] for row in files["ugyek.csv"]] == [case.number for case in cases]
    assert [done for done, _, _ in reports] == sorted(done for done, _, _ in reports)


def test_it_is_written_in_english_too(people):
    a_case(CaseState.SUBMITTED, cast=people)

    files, _ = exported(people, "en")

    assert [row["State"] for row in files["cases.csv"]] == ["Submitted"]
    assert files["steps.csv"][-1]["Step"] == "Submit"


def test_no_cell_is_a_formula(people):
    case = a_case(CaseState.SUBMITTED, cast=people)
    case.programme.title = '=HYPERLINK("https://evil.example")'

    files, _ = exported(people)

    assert files["ugyek.csv"][0]["Program"] == '\'=HYPERLINK("https://evil.example")'


def test_no_expert_is_named_and_no_decision_before_it_is_issued(people):
    a_case(CaseState.DECISION_BEING_ISSUED, cast=people)

    files, _ = exported(people)

    written = str(files)
    assert [expert.user.display_name for expert in people.experts if expert.user.display_name in written] == []
    assert files["ugyek.csv"][0]["Döntés"] == ""
