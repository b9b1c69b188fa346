"""The public register and the verification of certificates: what is public is there, and nothing else ever is."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import event

from models.db import db
from models.states import AccreditationStatus as Status
from models.states import CaseState, Outcome
from tests.entries import an_entry
from tests.factories import a_case, the_people
from workflow.clock import today

#: Where a page says what was asked of it: the field of the search, the filters that are set, the links that keep them.
ECHO = re.compile(r'value="[^"]*"|<a class="filter".*?</a>|(?:href|hx-get)="[^"]*"')
FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def visitor(sign_in):
    """A browser of somebody who has no account."""
    return sign_in(None)


def titles(answer):
    """The titles of the rows, in their order."""
    return [part.split("</a>")[0].split(">")[-1] for part in answer.text.split('role="rowheader"')[1:]]


def asked(visitor, **filters):
    return titles(visitor.get("/registry", query_string=filters))


def test_the_register_stands_in_hungarian_order(visitor, saved):
    for title in ("Zárt kör", "Ősz", "Csend", "Cukor", "Ágas", "Óra"):
        an_entry(title)
    saved.commit()

    assert asked(visitor) == ["Ágas", "Cukor", "Csend", "Óra", "Ősz", "Zárt kör"]


def test_the_page_holds_the_fragment_that_htmx_gets(visitor, saved):
    an_entry("Közös kert")
    saved.commit()

    fragment = visitor.get("/registry", headers=FRAGMENT).text
    page = visitor.get("/registry").text

    assert fragment.lstrip().startswith('<section id="register-rows"')
    assert fragment.strip() in page


@pytest.mark.parametrize(
    "words",
    [
        "önsegítő",
        "ONSEGITO",
        "önsegítők",
        "csoportok",
        "referencia-program",
        "referencia program",
        "zalaszentgrót",
        "RPA/2026",
    ],
)
def test_search_minds_no_accent_capital_hyphen_or_ending(visitor, saved, words):
    an_entry("Önsegítő csoport mint referenciaprogram", places="Zalaszentgrót")
    an_entry("Kertek", number="RPB/2020/0001")
    saved.commit()

    assert asked(visitor, words=words) == ["Önsegítő csoport mint referenciaprogram"]


def test_a_short_stem_does_not_find_half_the_register(visitor, saved):
    an_entry("Három kerület")
    saved.commit()

    assert [asked(visitor, words=words) for words in ("roma", "kert")] == [[], []]


def test_signs_of_the_search_are_only_signs(visitor, saved):
    an_entry("Kertek")
    saved.commit()

    assert [asked(visitor, words=words) for words in ("%", "_", "'", "\\")] == [[], [], [], []]


def test_filters_stand_in_the_address_and_narrow_the_list_together(visitor, saved):
    an_entry("A", county_codes=["20", "18"], programme_types=["club", "workshop"], level="county")
    an_entry("B", county_codes=["18"], programme_types=["workshop"], level="county")
    an_entry("C", county_codes=["02"], programme_types=["club"], level="settlement", status=Status.SUSPENDED)
    saved.commit()

    assert asked(visitor, county="18") == ["A", "B"]
    assert asked(visitor, type="club") == ["A", "C"]
    assert asked(visitor, level="county", county="20") == ["A"]
    assert asked(visitor, status="suspended") == ["C"]
    assert asked(visitor, county="18", type="club", words="kertek") == []


def test_a_filter_that_is_no_choice_asks_for_nothing(visitor, saved):
    an_entry("A")
    saved.commit()

    answers = [asked(visitor, **{name: "'; --"}) for name in ("county", "type", "level", "status", "page")]

    assert answers == [["A"]] * 5


def test_a_programme_past_its_last_day_has_expired_though_nobody_entered_it(visitor, saved):
    entry = an_entry("Régi", valid_to=today() - timedelta(days=1))
    an_entry("Mai", valid_to=today())
    saved.commit()

    assert [asked(visitor, status=status) for status in ("in_force", "expired")] == [["Mai"], ["Régi"]]
    assert visitor.get(f"/registry/{entry.number}/certificate.pdf").status_code == 404


def test_pages_of_twenty_five_keep_the_filters(visitor, saved):
    for nth in range(30):
        an_entry(f"Kert {nth:02}")
    an_entry("Klub", county_codes=["01"])
    saved.commit()

    second = visitor.get("/registry?words=kert&page=2")

    assert titles(second) == [f"Kert {nth}" for nth in range(25, 30)]
    assert 'rel="prev" href="/registry?words=kert"' in second.text
    assert 'href="/registry?words=kert&amp;page=2" hx-get="/registry?words=kert&amp;page=2" aria-current' in second.text
    assert asked(visitor, page=99, words="kert") == titles(second)


@pytest.mark.parametrize("headers", [{}, FRAGMENT])
def test_the_list_and_its_map_take_three_queries_at_one_row_and_at_thirty(visitor, saved, headers):
    counts = []
    for rows in (1, 29):
        for _ in range(rows):
            an_entry()
        saved.commit()
        counts.append(len(queries_of(visitor, "/registry", headers=headers)))

    assert counts == [3, 3]


def queries_of(visitor, address, **more):
    """The statements that the answer takes, but the beginning of a transaction."""
    sent = []

    def note(_connection, _cursor, statement, *_rest):
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert visitor.get(address, **more).status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return [statement for statement in sent if not statement.startswith("BEGIN")]


def test_the_empty_register_says_so_and_shows_the_way_on(visitor, saved):
    answer = visitor.get("/registry")

    assert answer.status_code == 200
    assert '<div class="empty">' in answer.text
    assert 'href="/procedure"' in answer.text.split('id="register-rows"')[1]


def test_an_entry_shows_its_public_fields_and_its_whole_history(visitor, saved):
    with_conditions = a_case(CaseState.ACCREDITED_WITH_CONDITIONS, title="Kertek a falu alatt")
    saved.commit()
    entry = with_conditions.programme.accreditations[0]

    page = visitor.get(f"/registry/{entry.number}")

    public = [entry.number, "Kertek a falu alatt", entry.holder, "Zalaszentgrót", "Zala", entry.contact]
    public += [entry.changes[0].ground, with_conditions.decision.points[0].text]
    assert [page.status_code, [fact for fact in public if fact not in page.text]] == [200, []]


def test_conditions_are_shown_only_while_they_are_open(visitor, saved):
    case = a_case(CaseState.ACCREDITED_WITH_CONDITIONS)
    case.decision.points[0].text = "Nyitott feltétel szövege"
    entry = case.programme.accreditations[0]
    saved.commit()
    open_page = visitor.get(f"/registry/{entry.number}").text
    entry.status = Status.IN_FORCE
    saved.commit()

    closed_page = visitor.get(f"/registry/{entry.number}").text

    assert ["Nyitott feltétel" in page for page in (open_page, closed_page)] == [True, False]


@pytest.mark.parametrize("number", ["RPA/2026/9999", "x", "RPA", "../../etc/passwd"])
def test_an_unknown_number_is_not_found(visitor, saved, number):
    assert visitor.get(f"/registry/{number}").status_code == 404


def test_no_score_no_expert_and_no_personal_contact_is_public_anywhere(visitor, saved):
    cast = the_people()
    secrets = plant(cast)
    case = a_case(
        CaseState.ACCREDITED_WITH_CONDITIONS,
        cast=cast,
        outcome=Outcome.ACCREDITED_WITH_CONDITIONS,
        **secrets["answers"],
    )
    entry = case.programme.accreditations[0]
    code = entry.certificates[0].code
    hidden = [*secrets["names"], *secrets["answers"].values(), "7177"]
    assessment = case.assessments[0]
    assessment.figures = {**assessment.figures, "total": "7177/97"}
    saved.commit()

    found = {
        (address, word)
        for address in public_addresses(entry.number, code, hidden)
        for headers in ({}, FRAGMENT)
        for word in [*hidden, "73,9"]
        if word in ECHO.sub("", visitor.get(address, headers=headers).text)
    }

    assert found == set()


def plant(cast):
    """Names and answers that occur nowhere else."""
    for nth, expert in enumerate(cast.experts):
        expert.user.family_name = f"Rejtő{nth}Szakértő"
    cast.representative.family_name = "Rejtett-Képviselő"
    cast.officer.family_name = "Rejtett-Ügyintéző"
    answers = {
        "A6": "Képvisel Őtitkos",
        "A7": "Kapcsolat Őtitkos",
        "A7e": "otitkos@kapcsolat.example",
        "A7t": "+36 30 717 7717",
        "H1": "Szakmai Őtitkos",
    }
    names = [expert.user.family_name for expert in cast.experts]
    return {"answers": answers, "names": [*names, "Rejtett-Képviselő", "Rejtett-Ügyintéző"]}


def public_addresses(number, code, hidden):
    return [
        "/",
        "/registry",
        f"/registry/{number}",
        f"/verify/{code}",
        "/procedure",
        *(f"/registry?words={word}" for word in hidden),
    ]


def test_a_secret_word_finds_no_programme(visitor, saved):
    cast = the_people()
    secrets = plant(cast)
    a_case(CaseState.ACCREDITED, cast=cast, **secrets["answers"])
    saved.commit()

    found = [word for word in [*secrets["names"], *secrets["answers"].values()] if asked(visitor, words=word)]

    assert [len(asked(visitor)), found] == [1, []]


def test_the_certificate_in_force_is_a_pdf_for_everybody(visitor, saved):
    case = a_case(CaseState.ACCREDITED)
    number = case.programme.accreditations[0].number
    saved.commit()

    answer = visitor.get(f"/registry/{number}/certificate.pdf")

    assert [answer.status_code, answer.mimetype, answer.data[:5]] == [200, "application/pdf", b"%PDF-"]
    assert answer.headers["Content-Disposition"] == f"inline; filename={number.replace('/', '-')}.pdf"


@pytest.mark.parametrize("status", [Status.SUSPENDED, Status.EXPIRED, Status.WITHDRAWN, Status.SURRENDERED])
def test_what_is_not_in_force_gives_no_certificate(visitor, saved, status):
    entry = an_entry(status=status)
    saved.commit()

    assert visitor.get(f"/registry/{entry.number}/certificate.pdf").status_code == 404


VERDICTS = {
    Status.IN_FORCE: "success",
    Status.IN_FORCE_RENEWAL_PENDING: "success",
    Status.IN_FORCE_WITH_OPEN_CONDITIONS: "warning",
    Status.SUSPENDED: "error",
    Status.EXPIRED: "error",
    Status.WITHDRAWN: "error",
    Status.SURRENDERED: "error",
}


@pytest.mark.parametrize(("status", "kind"), VERDICTS.items())
def test_a_code_says_at_once_how_its_programme_stands(visitor, saved, status, kind):
    entry = an_entry("Közös kert", status=status)
    saved.commit()

    answer = visitor.get(f"/verify/{entry.certificates[0].code}")

    assert answer.status_code == 200
    assert f'<div id="verified" class="message {kind}">' in answer.text
    assert [fact for fact in ("Közös kert", entry.number, entry.holder) if fact not in answer.text] == []


def test_a_code_is_known_however_it_is_typed(visitor, saved):
    entry = an_entry()
    code = entry.certificates[0].code
    saved.commit()
    typed = code.lower().replace("-", " ").replace("0", "o")

    answer = visitor.get("/verify/", query_string={"code": f" {typed} "})

    assert [answer.status_code, answer.location] == [303, f"/verify/{code}"]
    assert visitor.get(f"/verify/{typed}").status_code == 200


def test_a_mistyped_code_is_told_at_the_field_and_kept(visitor, saved):
    answer = visitor.get("/verify/", query_string={"code": "K7QX-0M2D-9VRT-4HBX"})

    assert [answer.status_code, 'value="K7QX-0M2D-9VRT-4HBX"' in answer.text, 'id="code-error"' in answer.text] == [
        422,
        True,
        True,
    ]


def test_an_empty_code_asks_for_one(visitor, saved):
    assert [visitor.get(address).status_code for address in ("/verify/", "/verify/?code=")] == [200, 422]


@pytest.mark.parametrize("code", ["K7QX-0M2D-9VRT-4HBE", "K7QX-0M2D-9VRT-4HBX", "x", "<script>", "a" * 500])
def test_an_unknown_code_proves_nothing(visitor, saved, code):
    an_entry()
    saved.commit()

    answer = visitor.get(f"/verify/{code}")

    assert [answer.status_code, 'id="verified"' in answer.text, "<script>" in answer.text] == [404, False, False]
