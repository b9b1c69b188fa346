"""Settlements are found by typing once the list of the statistical office is loaded; until then they are plain text."""

import re
from pathlib import Path

import pytest
from sqlalchemy import func, select

from models.db import db
from models.settlement import Settlement
from models.states import CaseState
from tests import stages
from tests.factories import a_case, the_people
from workflow.application import FIELDS, place_name, shown
from workflow.gazetteer import NotAGazetteer, read_gazetteer
from workflow.refusals import Refused

pytestmark = pytest.mark.usefixtures("tuesday")
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
SHARED = Path(__file__).parents[3] / "shared" / "data" / "settlements_ksh_2024.csv"
HEAD = "ksh_code,name,legal_status,county,district_code,district,population\n"
LIST = (
    HEAD
    + "90001,Mintafalva,község,Zala,201 0,Mintai,100\n"
    + "90002,Őrminta,község,Vas,202 0,Példai,200\n"
    + "90003,Alsó-Példahely,község,Zala,201 0,Mintai,300\n"
    + "90004,Kettősfalu,község,Zala,201 0,Mintai,400\n"
    + "90005,Kettősfalu,község,Vas,202 0,Példai,500\n"
)


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


@pytest.fixture
def load(app, tmp_path):
    """Runs the command on a file of this text."""

    def run(text):
        path = tmp_path / "list.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return app.test_cli_runner().invoke(args=["settlements", "load", str(path)])

    return run


def offered(answer):
    return re.findall(r'name="settlement" value="(\d+)"[^>]*>(.*?)</button>', answer.text)


def lines(answer):
    return re.search(r'<textarea[^>]*id="C2"[^>]*>\s*(.*?)</textarea>', answer.text, re.DOTALL)[1].splitlines()


def test_loading_twice_changes_nothing_and_says_what_was_new_changed_and_gone(people, load):
    assert load(LIST).output == "5 new, 0 changed, 0 gone, 0 as they were.\n"
    assert load(LIST).output == "0 new, 0 changed, 0 gone, 5 as they were.\n"

    later = LIST.replace("Őrminta", "Újminta").replace("90005,Kettősfalu,község,Vas,202 0,Példai,500\n", "")

    assert load(later + "90006,Hatodik,község,Vas,1,Példai,1\n").output == "1 new, 1 changed, 1 gone, 3 as they were.\n"
    assert db.session.scalar(select(func.count()).select_from(Settlement)) == 5


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "list.csv: line 1: there is no column ksh_code, name, county, district."),
        ("ksh_code,name\n1,x\n", "list.csv: line 1: there is no column county, district."),
        (HEAD, "list.csv: there is no settlement in the file."),
        (HEAD + "1,Mintafalva,község,Zala,1,M,1\n", "list.csv: line 2: '1' is no code of five digits."),
        (HEAD + "90001,,község,Zala,1,M,1\n", "list.csv: line 2: the name is empty or longer than 80 characters."),
        (HEAD + "90001,Mintafalva,község,Zalavár,1,M,1\n", "list.csv: line 2: there is no county 'Zalavár'."),
        (
            HEAD + "90001,A,község,Zala,1,M,1\n90001,B,község,Zala,1,M,1\n",
            "list.csv: line 3: the code 90001 stands there twice.",
        ),
        ("Őr".encode("iso-8859-2"), "list.csv: the file is not written in UTF-8."),
    ],
)
def test_a_bad_list_is_refused_in_one_line_and_changes_nothing(people, load, text, line):
    load(LIST)

    answer = load(text)

    assert (answer.exit_code, answer.output) == (1, f"Error: {line}\n")
    assert db.session.scalar(select(func.count()).select_from(Settlement)) == 5


def test_without_the_list_settlements_are_plain_text(case, staff):
    page = staff.get(f"/cases/{case.id}/draft/C").text

    assert ('id="C2"' in page, 'id="place"' in page) == (True, False)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("minta", ["90001", "90002"]),
        ("rm", []),
        ("orMINTA", ["90002"]),
        ("ŐRM", ["90002"]),
        ("peldahely", ["90003"]),
        ("kettos", ["90004", "90005"]),
        ("%", []),
        ("", []),
        ("nincs ilyen", []),
    ],
)
def test_a_settlement_is_found_by_its_beginning_or_a_longer_part_with_or_without_accents(
    case, staff, load, typed, codes
):
    load(LIST)

    answer = staff.get(f"/cases/{case.id}/draft/settlements", query_string={"place": typed}, headers=HTMX)

    assert [code for code, _ in offered(answer)] == codes
    assert answer.text.lstrip().startswith('<div id="settlements-found" role="status">')


def test_without_scripts_the_section_finds_and_takes_it_and_keeps_what_was_typed(case, staff, load):
    load(LIST)
    address = f"/cases/{case.id}/draft/C"
    typed = {"C2": "Zalaszentgrót", "C6": "Félbehagyott mond"}

    found = staff.post(address, data={**typed, "place": "orm", "find": "C2"})
    assert (found.status_code, offered(found)) == (200, [("90002", "Őrminta (Vas)")])
    entered = staff.post(address, data={**typed, "place": "orm", "enter": "1"})
    assert offered(entered) == offered(found)
    taken = staff.post(address, data={**typed, "place": "orm", "settlement": "90002"})

    assert (taken.status_code, lines(taken)) == (200, ["Zalaszentgrót", "Őrminta (KSH 90002)"])
    assert "Félbehagyott mond" in taken.text
    assert "Őrminta a listában van." in taken.text
    again = staff.post(address, data={"C2": "Őrminta (KSH 90002)", "settlement": "90002"})
    assert lines(again) == ["Őrminta (KSH 90002)"]
    there = staff.get(f"/cases/{case.id}/draft/settlements?place=orm")
    assert (there.status_code, there.headers["Location"]) == (303, f"{address}?place=orm")
    assert offered(staff.get(there.headers["Location"])) == [("90002", "Őrminta (Vas)")]


def test_a_name_that_two_settlements_bear_must_be_chosen(people, case, staff, load, sign_in):
    load(LIST)
    sentence = "Több ilyen nevű település van: Kettősfalu (Zala, Vas). Keresse meg, és válassza ki a megyével."

    answer = staff.post(f"/cases/{case.id}/draft/C", data={"C2": "kettosfalu"})

    assert (answer.status_code, sentence.replace("Kettősfalu", "kettosfalu") in answer.text) == (422, True)
    with pytest.raises(Refused) as refused:
        stages.submit(stages.draft(people, answers={"C2": ["Kettősfalu"]}), people)
    assert [(one.code, one.field, one.text.hu) for one in refused.value.refusals] == [
        ("settlement_ambiguous", "C2", sentence)
    ]
    stages.submit(stages.draft(people, answers={"C2": ["Kettősfalu (KSH 90005)"]}), people)


def test_people_read_the_name_without_its_code():
    assert shown(FIELDS["C2"], ["Őrminta (KSH 90002)", "Kisfalu, Vas"], "hu") == ["Őrminta", "Kisfalu, Vas"]
    assert place_name("Őrminta (KSH 90002)") == "Őrminta"


@pytest.mark.skipif(not SHARED.exists(), reason="the list of the statistical office is not at hand")
def test_the_list_of_the_statistical_office_is_read_whole():
    places = read_gazetteer(SHARED)

    assert (len(places), len({place.county_code for place in places})) == (3177, 20)


def test_a_file_that_is_no_csv_is_told(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(HEAD + '90001,"' + "x" * 200_000, encoding="utf-8")

    with pytest.raises(NotAGazetteer, match="the file is no CSV"):
        read_gazetteer(path)
