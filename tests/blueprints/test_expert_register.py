"""The register of experts: the office's list, the table that is saved and read in, the yearly public list."""

import csv
import io
from datetime import date

import pytest
from sqlalchemy import func, select

from models.db import db
from models.expert import ExpertPause, ExpertProfile
from models.organisation import Bond
from models.outbox import EventRow
from models.states import ExpertStanding, Role
from models.user import User
from tests.cast import an_expert
from tests.factories import the_people
from workflow.clock import today
from workflow.parties import holds

pytestmark = pytest.mark.usefixtures("tuesday")

HEADINGS = (
    "E-mail;Családi név;Utónév;Megye;Szakterületek;Végzettség;Szakmai gyakorlat;Közösségfejlesztői gyakorlat;"
    "Munkahely;Megbízás kezdete;Megbízás vége;Utolsó felkészítés;Évente legfeljebb;Egyszerre legfeljebb;"
    "Szünetek;Kapcsolatok;Törölve;Nyilvános"
)
LINE = (
    "uj@merce.example;Új;Ubul;Zala;K-A, K-C;szociológus;12;5;;2026-09-01;2029-08-31;2026-06-01;8;3;"
    "2025-01-10–2025-03-01;;;igen"
)


@pytest.fixture
def people(saved):
    people = the_people()
    db.session.commit()
    return people


@pytest.fixture
def office(people, sign_in):
    return sign_in(people.head)


def table(*lines):
    return "\r\n".join([HEADINGS, *lines])


def take(office, text, act="take", **more):
    return office.post("/experts/register/import", data={"table": text, "act": act, **more})


def sheet(email="uj@merce.example"):
    return db.session.scalar(select(ExpertProfile).join(User).where(User.email == email))


def test_a_table_makes_experts_of_people_who_were_unknown(office, mails):
    answer = take(office, table(LINE))

    found = sheet()
    assert [answer.status_code, answer.location] == [303, "/experts/register"]
    assert [found.user.display_name, found.county_code, found.fields, found.is_public] == [
        "Új Ubul", "20", ["K-A", "K-C"], True,
    ]  # fmt: skip
    assert [found.appointed_from, found.practice_years, found.community_years] == [date(2026, 9, 1), 12, 5]
    assert [holds(found.user, Role.COUNTY_EXPERT), mails()] == [True, []]


def test_newcomers_are_invited_if_asked(office, mails):
    take(office, table(LINE), invites="y")

    assert mails() == [("uj@merce.example", "invitation")]


def test_a_look_saves_nothing_and_keeps_the_table(office):
    answer = take(office, table(LINE), act="check")

    assert [answer.status_code, "1 új, 0 változott, 0 változatlan." in answer.text] == [200, True]
    assert "uj@merce.example" in answer.text
    assert sheet() is None


def test_what_is_saved_reads_in_again_without_a_change(office, people):
    saved = office.post("/experts/register/export", data={"purpose": "évi ellenőrzés"}).text
    rows = list(csv.reader(io.StringIO(saved.lstrip("\ufeff")), delimiter=";"))

    answer = take(office, saved, act="check")

    assert len(rows) == 1 + db.session.scalar(select(func.count(ExpertProfile.id)))
    assert f"0 új, 0 változott, {len(rows) - 1} változatlan." in answer.text


def test_saving_the_list_writes_down_what_for(office):
    office.post("/experts/register/export", data={"purpose": "évi ellenőrzés"})

    (kept,) = db.session.scalars(select(EventRow).where(EventRow.name == "PeopleExported")).all()
    assert kept.payload["purpose"] == "évi ellenőrzés"


def test_a_changed_line_changes_that_sheet_alone(office, people):
    take(office, table(LINE))
    take(office, table(LINE.replace("Zala", "Vas"), LINE.replace("uj@", "masik@")))

    assert [sheet().county_code, sheet("masik@merce.example").county_code] == ["18", "20"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Zala", "Zalla", "3. sor, Megye: Nincs ilyen megye."),
        ("uj@merce.example", "uj", "3. sor, E-mail: Ez nem e-mail-cím."),
        ("K-A, K-C", "K-X", "3. sor, Szakterületek: A szakterület K-A és K-F közötti jel lehet."),
        ("K-A, K-C", "K-A, K-B, K-C", "3. sor: Legfeljebb két szakterület választható."),
        ("2026-09-01", "szeptember", "3. sor, Megbízás kezdete: A napot így írja: 2026-09-01."),
        ("2029-08-31", "2020-08-31", "3. sor: A vége nem lehet a kezdete előtt."),
        (";8;3;", ";sok;3;", "3. sor, Évente legfeljebb: Egész számot írjon."),
        (";8;3;", ";;3;", "3. sor, Évente legfeljebb: Üres."),
        ("5;;2026", "5;Nincs Ilyen Egyesület;2026", "3. sor: Nincs ilyen szervezet: Nincs Ilyen Egyesület."),
        (";igen", ";talán", "3. sor, Nyilvános: Igent vagy nemet írjon."),
        (";12;5;", ";5;12;", "3. sor: A közösségfejlesztői gyakorlat nem lehet hosszabb a szakmainál."),
    ],
)
def test_a_fault_is_told_with_its_line_and_nothing_of_the_table_is_kept(office, old, new, said):
    answer = take(office, table(LINE.replace("uj@", "jo@"), LINE.replace(old, new)))

    assert [answer.status_code, said in answer.text] == [422, True]
    assert sheet("jo@merce.example") is None
    assert "jo@merce.example" in answer.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("E-mail;Megye\r\na@b.hu;Zala", "Hiányzik ez az oszlop: Családi név."),
        (HEADINGS, "A táblázatban nincs sor."),
        ("", "Válasszon fájlt, vagy illessze be a táblázatot."),
    ],
)
def test_a_table_that_is_none_says_what_it_lacks(office, text, said):
    answer = take(office, text)

    assert [answer.status_code, said in answer.text] == [422, True]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
def test_a_file_is_read_as_spreadsheets_write_it(office, encoding):
    file = (io.BytesIO(table(LINE.replace("Ubul", "Őszőke")).encode(encoding)), "szakertok.csv")

    office.post("/experts/register/import", data={"file": file, "act": "take"}, content_type="multipart/form-data")

    assert sheet().user.given_name == "Őszőke"


def test_pauses_and_ties_go_out_with_the_table_and_come_in_with_it(office, people):
    name = people.organisation.name
    full = LINE.replace(
        "2025-01-10–2025-03-01;;", f'"2025-01-10–2025-03-01; 2026-09-01–";"{name} (tag) 2020-01-01–2021-12-31";'
    )
    take(office, table(full))
    saved = office.post("/experts/register/export", data={"purpose": "Ellenőrzés"}).get_data(as_text=True)
    again = take(office, saved)
    older = take(
        office,
        "\r\n".join(line.replace(";Szünetek;Kapcsolatok", "") for line in [HEADINGS, LINE]).replace(
            ";2025-01-10–2025-03-01;;;igen", ";;igen"
        ),
    )
    wrong = take(office, table(LINE.replace("2025-01-10–2025-03-01;;", '2025-01-01;"Minta (tag)";')))

    found = sheet()
    assert [(one.from_on, one.to_on) for one in found.pauses] == [
        (date(2025, 1, 10), date(2025, 3, 1)), (date(2026, 9, 1), None),
    ]  # fmt: skip
    assert [(one.organisation.name, one.bond, one.to_on) for one in found.ties] == [
        (name, Bond.MEMBER, date(2021, 12, 31))
    ]
    assert [again.status_code, older.status_code, wrong.status_code] == [303, 303, 422]
    assert "Szünetek: A szünetet így írja" in wrong.text
    assert "Kapcsolatok: A kapcsolatot így írja" in wrong.text


def test_the_list_is_filtered_by_county_and_standing(office, people):
    paused, gone = an_expert("Szünetelő Szilvia", county="05"), an_expert("Törölt Tamás", county="05")
    an_expert("Aktív Anna", county="05")
    paused.pauses, gone.removed_on = [ExpertPause(from_on=today())], today()
    db.session.commit()

    seen = {
        one: [name for name in ("Aktív Anna", "Szünetelő Szilvia", "Törölt Tamás") if name in page.text]
        for one in ExpertStanding
        for page in [office.get(f"/experts/register?county=05&standing={one.value}")]
    }

    assert seen == {
        ExpertStanding.ACTIVE: ["Aktív Anna"],
        ExpertStanding.PAUSED: ["Szünetelő Szilvia"],
        ExpertStanding.REMOVED: ["Törölt Tamás"],
    }


def test_the_public_list_shows_those_who_consented_and_were_appointed_that_year(people, sign_in):
    for name, columns in {
        "Nyilvános Nóra": {"is_public": True},
        "Rejtett Rita": {},
        "Tavalyi Tivadar": {"is_public": True, "appointed_to": date(2025, 12, 31)},
        "Törölt Tamás": {"is_public": True, "removed_on": date(2026, 1, 15)},
    }.items():
        an_expert(name, **columns)
    db.session.commit()
    visitor = sign_in(None)

    def shown(year):
        page = visitor.get(f"/experts/{year}").text
        return [name for name in ("Nyilvános Nóra", "Rejtett Rita", "Tavalyi Tivadar", "Törölt Tamás") if name in page]

    assert [shown(2026), shown(2025)] == [["Nyilvános Nóra"], ["Nyilvános Nóra", "Tavalyi Tivadar", "Törölt Tamás"]]
    assert [visitor.get(f"/experts/{year}").status_code for year in (2027, 1999)] == [404, 404]
    assert "@" not in visitor.get("/experts/").text.split("<main")[1].split("</main")[0]


def test_however_many_experts_the_list_asks_the_same_questions(office, people, count_queries):
    for _ in range(3):
        an_expert()
    db.session.commit()
    with count_queries() as few:
        office.get("/experts/register")
    for _ in range(20):
        an_expert()
    db.session.commit()
    with count_queries() as many:
        office.get("/experts/register")

    assert len(many) == len(few) <= 6
