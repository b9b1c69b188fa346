"""Lists in their addresses: sorting, filters that are set, pages, and the list as a file (BR-29, BR-37, BR-38)."""

import csv
import io
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from models.db import db
from models.outbox import EventRow, Mail, MailStatus
from models.states import AssignmentState, CaseState, MeetingState, Role
from tests import stages
from tests.blueprints.counting import queries_of
from tests.cast import a_person
from tests.entries import an_entry
from tests.factories import a_case, the_people
from workflow.notices import announce

pytestmark = pytest.mark.usefixtures("tuesday")
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


@pytest.fixture
def people(saved):
    people = the_people()
    db.session.commit()
    return people


@pytest.fixture
def three(people):
    """Arrived on three days, in three states and counties; their titles stand in no order of theirs."""
    titles = {
        "Őszi körök": CaseState.UNDER_FORMAL_CHECK,
        "Ócska holmik": CaseState.SUBMITTED,
        "Ági kertje": CaseState.DRAFT,
    }
    made = [a_case(state, cast=people, title=title) for title, state in titles.items()]
    for case, county in zip(made, ("20", "02", "03"), strict=True):
        case.programme.county_code = county
    db.session.commit()
    return made


def heads(answer):
    """What stands first in each row."""
    return re.findall(r'role="rowheader"[^>]*>(?:<a[^>]*>)?([^<]+)', answer.text)


def rows_of(answer):
    """The cells of a file, row by row; the first row are the headings."""
    text = answer.get_data(as_text=True)
    assert text.startswith(BOM)
    return list(csv.reader(io.StringIO(text.removeprefix(BOM)), delimiter=";"))


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("title", ["Ági kertje", "Ócska holmik", "Őszi körök"]),
        ("-title", ["Őszi körök", "Ócska holmik", "Ági kertje"]),
        ("county", ["Ági kertje", "Ócska holmik", "Őszi körök"]),
        ("state", ["Ági kertje", "Ócska holmik", "Őszi körök"]),
        ("-state", ["Őszi körök", "Ócska holmik", "Ági kertje"]),
        ("number", ["Őszi körök", "Ócska holmik", "Ági kertje"]),
        ("-number", ["Ócska holmik", "Őszi körök", "Ági kertje"]),
        ("-arrived", ["Ócska holmik", "Őszi körök", "Ági kertje"]),
        ("organisation", ["Ági kertje", "Ócska holmik", "Őszi körök"]),
        ("--title", ["Ági kertje", "Ócska holmik", "Őszi körök"]),
        ("title;drop", ["Ági kertje", "Ócska holmik", "Őszi körök"]),
        ("", ["Ági kertje", "Ócska holmik", "Őszi körök"]),
    ],
)
def test_cases_are_sorted_by_what_they_show_and_by_nothing_else(three, people, sign_in, sort, found):
    answer = sign_in(people.staff).get("/cases/", query_string={"sort": sort})

    assert [answer.status_code, heads(answer)] == [200, found]


def test_ten_stands_after_nine_and_a_year_after_the_year_before(three, people, sign_in):
    for case, number in zip(three, ("AKR/10/2026", "AKR/9/2026", "AKR/11/2025"), strict=True):
        case.number = number
    db.session.commit()

    answer = sign_in(people.staff).get("/cases/?sort=number")

    assert re.findall(r"AKR/\d+/\d+", answer.text) == ["AKR/11/2025", "AKR/9/2026", "AKR/10/2026"]


def test_the_heading_says_how_the_list_stands_and_leads_to_the_other_way(three, people, sign_in):
    page = sign_in(people.staff).get("/cases/?sort=title&county=20&page=1").text

    assert re.findall(r'aria-sort="(\w+)"><a class="sort" href="([^"]+)"', page) == [
        ("ascending", "/cases/?county=20&amp;sort=-title")
    ]
    assert 'href="/cases/?county=20&amp;sort=number"' in page
    assert '<input type="hidden" name="sort" value="title">' in page


def test_each_filter_that_is_set_is_told_with_the_way_to_clear_it(three, people, sign_in):
    page = sign_in(people.head).get("/cases/?words=kert&state=submitted&county=20&sort=-title").text

    assert re.findall(r'<a class="filter" href="([^"]+)"', page) == [
        "/cases/?state=submitted&amp;county=20&amp;sort=-title",
        "/cases/?words=kert&amp;county=20&amp;sort=-title",
        "/cases/?words=kert&amp;state=submitted&amp;sort=-title",
    ]
    assert page.count('href="/cases/?sort=-title"') == 2
    assert "table.csv" not in page


def test_the_history_of_the_browser_knows_what_is_asked_and_no_more(three, people, sign_in):
    browser, asked = sign_in(people.head), "/cases/?words=&state=submitted&county=&sort=-title&page=7"

    fragment, page = browser.get(asked, headers=HTMX), browser.get(asked)

    assert fragment.headers["HX-Push-Url"] == "/cases/?state=submitted&sort=-title"
    assert "HX-Push-Url" not in page.headers


@pytest.mark.parametrize("address", ["/cases/", "/people/", "/meetings/", "/mails/held", "/registry"])
def test_no_address_is_an_error(three, people, sign_in, address):
    browser = sign_in(people.head)
    odd = "\0\u202e'\"<%_\\", "x" * 5000, "-", "٣", "99999999999999999999", "-1"

    told = [
        browser.get(address, query_string=dict.fromkeys(("words", "sort", "page", "state", "status", "county"), value))
        for value in odd
    ]

    assert [answer.status_code for answer in told] == [200] * len(odd)


@pytest.mark.parametrize(
    ("address", "part", "region"),
    [
        ("/cases/?state=draft", "head", "case-rows"),
        ("/people/?words=nincs+ilyen", "head", "person-rows"),
        ("/registry?words=nincs+ilyen", "stranger", "register-rows"),
        ("/meetings/?words=nincs+ilyen", "chair", "meeting-rows"),
        ("/mails/held?status=dead", "head", "mail-rows"),
    ],
)
def test_where_nothing_matches_the_way_to_the_whole_list_is_shown(three, people, sign_in, address, part, region):
    browser = sign_in(people.by_part[part])

    page, fragment = browser.get(address).text, browser.get(address, headers=HTMX).text.strip()

    whole = address.partition("?")[0]
    assert fragment.startswith(f'<section id="{region}" hx-target:inherited="#{region}"')
    assert [fragment in page, f'<a href="{whole}" hx-get="{whole}">' in fragment] == [True, True]


def test_people_are_found_by_role_and_county_and_sorted_by_address(people, sign_in):
    browser = sign_in(people.head)

    assert heads(browser.get("/people/?role=county_developer")) == ["Megyei Mária", "Megyei Márton"]
    assert heads(browser.get("/people/?role=county_developer&county=17")) == ["Megyei Márton"]
    addresses = re.findall(r">([\w.-]+@merce\.example)<", browser.get("/people/?sort=-email").text)
    assert addresses == sorted(addresses, reverse=True)


def test_who_no_longer_holds_a_role_is_not_found_by_it(people, sign_in):
    assert heads(sign_in(people.administrator).get("/people/?role=head_of_office")) == ["Irodai Vilma"]


def test_meetings_held_are_sorted_and_found_by_state(people, sign_in):
    first, second, third = (stages.meeting_in(people, days) for days in (30, 40, 50))
    first.state, second.state, third.state = MeetingState.CERTIFIED, MeetingState.CLOSED, MeetingState.CERTIFIED
    db.session.commit()
    browser = sign_in(people.chair)

    found = [heads(browser.get(f"/meetings/{asked}")) for asked in ("", "?sort=day", "?sort=-number", "?state=closed")]

    latest = [meeting.number for meeting in (third, second, first)]
    assert found == [latest, latest[::-1], latest, [second.number]]


def test_held_mail_is_sorted_and_found_by_what_befell_it(people, sign_in):
    announce(stages.submit(stages.draft(people), people))
    mails = db.session.scalars(select(Mail).order_by(Mail.address)).all()
    for mail in mails:
        mail.status = MailStatus.DEAD
    mails[0].status = MailStatus.UNCERTAIN
    db.session.commit()
    browser = sign_in(people.head)

    assert heads(browser.get("/mails/held?sort=-address")) == [mail.address for mail in reversed(mails)]
    assert heads(browser.get("/mails/held?status=uncertain")) == [mails[0].address]


# The list as a file


def test_the_file_holds_the_list_that_one_sees_in_the_same_order(three, people, sign_in):
    browser = sign_in(people.head)
    asked = "sort=title&state=submitted"

    answer = browser.get(f"/cases/table.csv?{asked}")

    page = browser.get(f"/cases/?{asked}").text
    assert f'href="/cases/table.csv?{asked.split("&")[1]}&amp;sort=title"' in page
    assert rows_of(answer) == [
        ["Program", "Szám", "Megye", "Állapot", "Érkezett"],
        ["Ócska holmik", three[1].number, "Baranya", "Benyújtva", "2026-09-15"],
    ]
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == "attachment; filename=ugyek-2026-09-15.csv"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_file_has_no_pages_and_asks_the_database_no_more_often_for_being_long(people, sign_in):
    a_case(CaseState.SUBMITTED, cast=people)
    db.session.commit()
    browser = sign_in(people.head)
    short = queries_of(browser, "/cases/table.csv")
    programme = a_case(CaseState.SUBMITTED, cast=people)
    for _ in range(59):
        a_case(CaseState.SUBMITTED, cast=people, title=programme.title)
    db.session.commit()

    assert [queries_of(browser, "/cases/table.csv"), short <= 3] == [short, True]
    assert len(rows_of(browser.get("/cases/table.csv?page=2"))) == 62


@pytest.mark.parametrize("title", ["=1+1", "+36 1", "-2", "@SUM(A1)", "＝1+1", '=HYPERLINK("http://x.example";"a")'])
def test_no_cell_is_a_formula(people, sign_in, title):
    a_case(CaseState.SUBMITTED, cast=people, title=title)
    db.session.commit()

    answer = sign_in(people.head).get("/cases/table.csv")

    assert rows_of(answer)[1][0] == f"'{title}"
    assert "\r\n\"'" in answer.get_data(as_text=True)


def test_a_line_tells_title_place_and_state_and_nothing_by_sort_or_search(three, people, sign_in):
    hidden = [three[0].number, three[1].number, "2026-09-15"]
    for part in ("observer", "developer"):
        browser = sign_in(people.by_part[part])
        seen = rows_of(browser.get("/cases/table.csv"))
        page = browser.get("/cases/").text

        assert {(row[1], row[4]) for row in seen[1:]} == {("", "")}
        assert [word in page for word in hidden] == [False] * 3
        usual = heads(browser.get("/cases/"))
        for sort in ("number", "-number", "arrived", "-arrived"):
            assert heads(browser.get(f"/cases/?sort={sort}")) == usual
        for words in (three[0].number, people.organisation.name, "merce.example"):
            assert heads(browser.get("/cases/", query_string={"words": words})) == []
    assert heads(sign_in(people.observer).get("/cases/?words=OSZI")) == ["Őszi körök"]


def test_a_draft_is_in_nobodys_file_but_the_applicants(three, people, sign_in):
    found = {
        part: [row[0] for row in rows_of(sign_in(people.by_part[part]).get("/cases/table.csv?sort=title"))[1:]]
        for part in ("head", "staff", "stranger")
    }

    assert found == {
        "head": ["Ócska holmik", "Őszi körök"],
        "staff": ["Ági kertje", "Ócska holmik", "Őszi körök"],
        "stranger": [],
    }


def test_the_register_is_everybodys_to_save(saved, sign_in):
    an_entry("Ősz", holder="=cmd")
    an_entry("Csend", county_codes=["01", "20"])
    an_entry("Cukor")
    saved.commit()

    answer = sign_in(None).get("/registry/table.csv?county=20")

    rows = rows_of(answer)
    assert [[row[0] for row in rows[1:]], rows[2][2], rows[3][1]] == [
        ["Cukor", "Csend", "Ősz"],
        "Budapest, Zala",
        "'=cmd",
    ]


def test_meetings_are_saved_with_the_hour_of_budapest(people, sign_in):
    meeting = stages.meeting_in(people, 30)
    meeting.state = MeetingState.CLOSED
    db.session.commit()

    rows = rows_of(sign_in(people.chair).get("/meetings/table.csv"))

    assert rows[1:] == [[meeting.number, "2026-10-15 10:00", meeting.place, "0", "Lezárt"]]


def test_people_are_saved_once_it_is_said_what_for(people, sign_in):
    a_person(Role.OBSERVER, name="=2+2 Ede")
    db.session.commit()
    browser, address = sign_in(people.head), "/people/export?role=observer"

    form, mute, answer = browser.get(address), browser.post(address), browser.post(address, data={"purpose": "meghívó"})

    assert [form.status_code, mute.status_code, answer.status_code] == [200, 422, 200]
    assert [row[0] for row in rows_of(answer)[1:]] == ["'=2+2 Ede", "Megfigyelő Manó"]
    logged = db.session.scalars(select(EventRow).where(EventRow.name == "PeopleExported")).all()
    assert [(row.payload["by_id"], row.payload["purpose"], row.payload["people"]) for row in logged] == [
        (people.head.id, "meghívó", 2)
    ]


def test_in_english_the_file_is_english(three, people, sign_in):
    people.head.locale = "en"
    db.session.commit()

    rows = rows_of(sign_in(people.head).get("/cases/table.csv?state=submitted"))

    assert [rows[0], rows[1][3]] == [["Programme", "Number", "County", "State", "Arrived"], "Submitted"]


def test_a_file_is_read_after_its_view_has_answered_and_the_session_of_the_request_is_gone(app, saved):
    for _ in range(3):
        an_entry()
    saved.commit()

    with ThreadPoolExecutor() as elsewhere:  # where nobody holds a context of the application, as in a server
        answer = elsewhere.submit(app.test_client().get, "/registry/table.csv", buffered=True).result()

    assert len(rows_of(answer)) == 4


# Whom to choose for a case


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("", ["Barna", "Cecília", "Dénes", "Emma", "Aranka"]),
        ("-open", ["Aranka", "Barna", "Cecília", "Dénes", "Emma"]),
        ("name", ["Aranka", "Barna", "Cecília", "Dénes", "Emma"]),
        ("county", ["Emma", "Cecília", "Aranka", "Dénes", "Barna"]),
        ("email", ["Barna", "Cecília", "Dénes", "Emma", "Aranka"]),
    ],
)
def test_candidates_are_sorted_by_name_county_and_load(people, sign_in, sort, found):
    case, under_review = (
        a_case(state, cast=people) for state in (CaseState.ACCEPTED_FOR_REVIEW, CaseState.UNDER_EXPERT_REVIEW)
    )
    stages.assignment_of(under_review, people.expert_b).state = AssignmentState.DECLINED
    db.session.commit()

    answer = sign_in(people.head).get(f"/cases/{case.id}/experts", query_string={"sort": sort})

    assert [name.removeprefix("Szakértő ") for name in heads(answer)] == found
