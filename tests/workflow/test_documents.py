"""The paper side: archival and accessible, legible, the same every time, and deaf to markup in what people type."""

import io
import json
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
import zxingcpp

from workflow.documents import FONTS, FactsError, certificate, render
from workflow.documents.legible import COVERED, legible
from workflow.documents.words import bare_resolution

SIGNED = {"name": "Vezető Vilma", "office": "irodavezető", "copy": True, "seal": True}
VERIFY = "https://merce.example.hu/verify/K7QF-3MXP-9TRD"
HOSTILE = (
    '#image("/etc/passwd") #read("base.typ") $x^2$ *bold* _it_ `raw` @ref <label> // comment\n'
    '= Heading\n#import "@preview/x:0.1.0": * \\u{41} https://evil.example/x file:///etc/passwd [] {} ~ -- \'"'
)


def a_certificate(**changes: Any) -> dict[str, Any]:
    return {
        "language": "hu",
        "created_at": "2027-03-01T09:00:00+00:00",
        "author": "Közösségfejlesztők Egyesülete",
        "issuer": "Közösségfejlesztők Egyesülete",
        "number": "RPA/2027/0007",
        "title": "Bőségszarú: őrült fűzfák ŐŰ",
        "programme_id": "RP-2026-0042",
        "holder": "Minta Közösségekért Egyesület",
        "area": "Zala megye",
        "criteria_version": "1.0",
        "resolution": "OFM 7/2027. (II. 18.) sz. határozat",
        "valid_from": "2027-02-18",
        "valid_until": "2032-02-18",
        "conditions": ["A fenntartás terve; igazolása: ütemterv; határideje: 2027. május 27."],
        "place": "Budapest",
        "issued_on": "2027-03-01",
        "president": "Fűzfa Őszike",
        "verification_code": "K7QF-3MXP-9TRD",
        "verification_url": VERIFY,
    } | changes


def a_letter(**changes: Any) -> dict[str, Any]:
    return {
        "language": "hu",
        "created_at": datetime(2026, 11, 26, 9, tzinfo=UTC),
        "author": "Közösségfejlesztők Egyesülete",
        "sender": {"name": "Egyesület", "seat": "1011 Budapest, Példa utca 8.", "contact": ["iroda@example.org"]},
        "number": "AKR/118-2/2026",
        "officer": {"name": "Ügyes Ágnes", "contact": "ugyes@example.org"},
        "their_number": "12/2026",
        "addressee": ["Mintaő Űrsula", "elnök", "Minta Egyesület", "Zalaegerszeg", "Fő utca 1.", "8900"],
        "subject": "Hiánypótlási felhívás",
        "enclosures": "1 db tételjegyzék",
        "salutation": "Tisztelt Elnök Asszony!",
        "paragraphs": [
            "Egyszerű bekezdés.",
            {"style": "heading", "lines": [[{"text": "Indokolás", "strong": False}]]},
            {"style": "text", "lines": [[{"text": "Fontos ", "strong": False}, {"text": "nap", "strong": True}]]},
            {"style": "numbered", "lines": [[{"text": "Első.", "strong": False}]]},
        ],
        "annex": {"title": "Tételjegyzék", "columns": ["Ssz.", "Hiány"], "rows": [["1", "Nincs adat."]]},
        "place": "Budapest",
        "dated": "2026-11-26",
        "closing": "Tisztelettel:",
        "signature": SIGNED,
        "copies_to": ["Címzett", "Irattár"],
    } | changes


def some_minutes(**changes: Any) -> dict[str, Any]:
    item = {
        "number": "3/a",
        "case_number": "AKR/118/2026",
        "title": "Önsegítő csoportok",
        "rapporteur": "Tag Tibor",
        "excluded": [{"name": "Kizárt Kálmán", "ground": "KO1"}],
        "entitled": 8,
        "present": 6,
        "quorate": True,
        "summary": "A tagok a nyilvánosságról beszéltek.",
        "proposals": ["A Műhely a programot feltétellel akkreditálja."],
        "secret": False,
        "votes": {"yes": 5, "no": 0, "abstention": 1},
        "resolution": {"number": "OFM 7/2027. (II. 18.)", "text": "A Műhely a programot akkreditálja."},
        "tasks": [{"what": "A határozat közlése", "who": "Vezető Vilma", "due": "2027-03-04"}],
    }
    return {
        "language": "hu",
        "created_at": "2027-02-25T09:00:00+00:00",
        "author": "Közösségfejlesztők Egyesülete",
        "number": "1/2027",
        "place": "Budapest",
        "held_on": "2027-02-18",
        "starts": "10.00",
        "ends": "15.30",
        "chair": "Elnöklő Elemér",
        "secretary": "Titkár Tünde",
        "certifiers": ["Hiteles Hédi", "Aláíró Aladár"],
        "entitled": 9,
        "present": ["Elnöklő Elemér", "Szűcs Őrs"],
        "excused": [],
        "absent": [],
        "guests": [],
        "quorate": True,
        "agenda": [{"number": "1", "title": "A hálózat tervezése"}],
        "agenda_votes": {"yes": 7, "no": 0, "abstention": 0},
        "items": [item],
        "draft": False,
    } | changes


def an_application(**changes: Any) -> dict[str, Any]:
    grid = {"columns": ["téma", "óra"], "rows": [["Kik élnek itt?", "2"], ["Mink van?", "2,5"]]}
    return {
        "language": "hu",
        "created_at": "2026-11-23T09:00:00+00:00",
        "author": "Közösségfejlesztők Egyesülete",
        "case_number": "AKR/118/2026",
        "programme_id": "RP-2026-0042",
        "title": "Őrült fűzfák",
        "applicant": "Minta Egyesület",
        "version": "1.0",
        "frozen_at": "2026-11-23T09:00:00+00:00",
        "recorded": False,
        "fingerprint": "0123456789abcdef" * 4,
        "parts": [
            {
                "title": "G. Tartalom és módszertan",
                "answers": [
                    {"label": "G1 Szakmai alapelvek", "text": "Első bekezdés.\n\nMásodik bekezdés."},
                    {"label": "G2 Főbb témakörök", "lines": ["Ismerkedés", "Tervezés"]},
                    {"label": "G8 Részletes tematika", "grid": grid},
                    {"label": "G12 Kockázatok", "text": ""},
                ],
            }
        ],
        "annexes": [{"kind": "M1 Létesítő okirat", "title": "Alapszabály", "size": 182044, "sha256": "ab" * 32}],
        "declarations": [{"text": "N1 Az adatok valósak.", "made": True}, {"text": "N9 Közzététel.", "made": False}],
        "signatory": "Minta Anna, elnök",
    } | changes


EVERY_KIND = [
    ("application", an_application),
    ("certificate", a_certificate),
    ("letter", a_letter),
    ("minutes", some_minutes),
]


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range() for page in document]
    return " ".join(unicodedata.normalize("NFC", " ".join(pages)).split())


@pytest.mark.parametrize(("kind", "facts"), EVERY_KIND)
def test_a_document_says_that_it_is_archival_and_accessible(kind: str, facts: Any) -> None:
    pdf = pypdf.PdfReader(io.BytesIO(render(kind, facts())))

    xmp = pdf.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert pdf.trailer["/Root"]["/Lang"] == "hu"
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"].value is True
    assert pdf.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert pdf.metadata is not None
    assert pdf.metadata.author == "Közösségfejlesztők Egyesülete"
    assert pdf.metadata.title


@pytest.mark.parametrize(("kind", "facts"), EVERY_KIND)
def test_a_document_carries_its_letters_and_only_ours(kind: str, facts: Any) -> None:
    pdf = pypdf.PdfReader(io.BytesIO(render(kind, facts())))

    families = set()
    for page in pdf.pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font["/DescendantFonts"][0].get_object()
            descriptor = inner["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)
            families.add(str(inner["/BaseFont"]).partition("+")[2].partition("-")[0])
    assert families <= {"AtkinsonHyperlegibleNext", "Bitter"}


def test_only_the_house_fonts_are_known() -> None:
    assert FONTS.families() == ["Atkinson Hyperlegible Next", "Bitter"]


@pytest.mark.parametrize(("kind", "facts"), EVERY_KIND)
def test_the_same_facts_give_the_same_bytes(kind: str, facts: Any) -> None:
    stored = json.loads(json.dumps(facts(), default=str))

    assert render(kind, facts()) == render(kind, facts()) == render(kind, stored)


def test_another_moment_gives_other_bytes() -> None:
    assert render("letter", a_letter()) != render("letter", a_letter(created_at="2026-11-26T09:00:01+00:00"))


def test_a_certificate_holds_what_the_rules_ask_for() -> None:
    text = text_of(render("certificate", a_certificate()))

    for words in (
        "KÖZÖSSÉGFEJLESZTŐK EGYESÜLETE",
        "Tanúsítvány akkreditált referenciaprogramról",
        "A Közösségfejlesztők Egyesülete tanúsítja, hogy",
        "Bőségszarú: őrült fűzfák ŐŰ",
        "RP-2026-0042; benyújtó: Minta Közösségekért Egyesület",
        "az Országos Fejlesztési Műhely OFM 7/2027. (II. 18.) sz. határozata alapján akkreditált referenciaprogram.",
        "RPA/2027/0007",
        "2027. február 18. – 2032. február 18.",
        "A fenntartás terve; igazolása: ütemterv; határideje: 2027. május 27.",
        "Budapest, 2027. március 1.",
        "Fűzfa Őszike",
        "P. H.",
        "K7QF-3MXP-9TRD",
        VERIFY,
        "A tanúsítvány a nyilvántartással együtt érvényes.",
    ):
        assert words in text


def test_a_certificate_is_one_page_whatever_the_title() -> None:
    long = a_certificate(title="Hosszú című program " * 10, holder="Igen hosszú nevű egyesület " * 5)
    long["conditions"] = ["Feltétel; igazolása: okirat; határideje: 2027. május 27."] * 6

    assert len(pypdf.PdfReader(io.BytesIO(render("certificate", long))).pages) == 1


def test_an_english_certificate_is_english() -> None:
    pdf = render("certificate", a_certificate(language="en", issuer="Association for Community Development"))

    text = text_of(pdf)
    assert "Certificate of an accredited reference programme" in text
    assert "18 February 2027 to 18 February 2032" in text
    assert pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/Lang"] == "en"


def test_certificate_minutes_and_letters_name_the_version_that_they_speak_of() -> None:
    minutes = some_minutes()
    minutes["items"][0]["version"] = "2.0"

    assert "RP-2026-0042, 2.0 változat; benyújtó:" in text_of(render("certificate", a_certificate(version="2.0")))
    assert "AKR/118/2026, „Önsegítő csoportok”, 2.0 változat" in text_of(render("minutes", minutes))
    assert "A kérelem változata: 2.0" in text_of(render("letter", a_letter(version="2.0")))


def test_the_code_on_a_certificate_leads_to_its_verification() -> None:
    page = pypdfium2.PdfDocument(render("certificate", a_certificate()))[0]
    bitmap = page.render(scale=4, grayscale=True)

    seen = memoryview(bitmap.buffer).cast("B").cast("B", (bitmap.height, bitmap.stride))
    assert [code.text for code in zxingcpp.read_barcodes(seen)] == [VERIFY]


def alternatives(node: Any) -> list[str]:
    node = node.get_object()
    if isinstance(node, list):
        return [words for kid in node for words in alternatives(kid)]
    if not isinstance(node, dict):
        return []
    own = [str(node["/Alt"])] if "/Alt" in node else []
    return own + (alternatives(node["/K"]) if "/K" in node else [])


def test_the_code_has_words_for_who_cannot_see_it() -> None:
    pdf = pypdf.PdfReader(io.BytesIO(render("certificate", a_certificate())))

    words = alternatives(pdf.trailer["/Root"]["/StructTreeRoot"])
    assert words == [f"QR-kód a tanúsítvány ellenőrzéséhez: {VERIFY}"]


def test_a_letter_has_the_parts_of_a_formal_letter_in_order() -> None:
    text = text_of(render("letter", a_letter()))

    parts = [
        *("Egyesület", "Iktatószám:", "AKR/118-2/2026", "Ügyintéző:", "Hivatkozási szám:", "12/2026", "Tárgy:"),
        *("Melléklet:", "Tisztelt Elnök Asszony!", "Egyszerű bekezdés.", "Indokolás", "Fontos nap", "Első."),
        *("Budapest, 2026. november 26.", "Tisztelettel:", "Vezető Vilma s. k.", "irodavezető"),
        *("Kapják:", "1. Címzett", "2. Irattár", "Tételjegyzék", "Nincs adat."),
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert "Mintaő Űrsula elnök Minta Egyesület Zalaegerszeg Fő utca 1. 8900" in text


def test_pages_are_numbered_from_the_second() -> None:
    document = pypdfium2.PdfDocument(render("letter", a_letter(paragraphs=["Hosszú szöveg. " * 60] * 8)))

    last_lines = [page.get_textpage().get_text_range().split()[-1] for page in document]
    assert last_lines[1:] == [str(number) for number in range(2, len(document) + 1)]
    assert last_lines[0] != "1"


def test_minutes_hold_the_quorum_the_vote_and_the_resolution() -> None:
    text = text_of(render("minutes", some_minutes(draft=True)))

    for words in (
        "Emlékeztető",
        "az Országos Fejlesztési Műhely 1/2027. üléséről",
        "Tervezet",
        "2027. február 18. (csütörtök), 10.00–15.30",
        "a mellékelt jelenléti ív szerint 9 szavazati jogú tagból 2: Elnöklő Elemér, Szűcs Őrs",
        "A Műhely a napirendet 7 igen, 0 nem, 0 tartózkodás mellett elfogadta:",
        "AKR/118/2026, „Önsegítő csoportok”",
        "Kizárt tag: Kizárt Kálmán (KO1)",
        "A terem elhagyása után a pontra jogosultak száma: 8, jelen van: 6, határozatképes.",
        "Szavazás (nyílt): 5 igen, 0 nem, 1 tartózkodás",
        "OFM 7/2027. (II. 18.) sz. határozat: A Műhely a programot akkreditálja.",
        "Határidő: 2027. március 4.",
        "K. m. f.",
    ):
        assert words in text


@pytest.mark.parametrize(("kind", "facts"), EVERY_KIND)
def test_markup_that_people_type_stays_what_they_typed(kind: str, facts: Any) -> None:
    grid = {"columns": [HOSTILE], "rows": [[HOSTILE]]}
    answers = [{"label": HOSTILE, "text": HOSTILE}, {"label": "E3", "grid": grid}, {"label": "G2", "lines": [HOSTILE]}]
    told = {
        "application": {"title": HOSTILE, "parts": [{"title": HOSTILE, "answers": answers}], "signatory": HOSTILE},
        "certificate": {"title": HOSTILE, "holder": HOSTILE, "conditions": [HOSTILE, HOSTILE], "president": HOSTILE},
        "letter": {
            "paragraphs": [HOSTILE],
            "subject": HOSTILE,
            "addressee": [HOSTILE],
            "annex": {"title": HOSTILE, "columns": [HOSTILE], "rows": [[HOSTILE]]},
        },
        "minutes": {"chair": HOSTILE, "guests": [HOSTILE], "place": HOSTILE},
    }[kind]

    text = text_of(render(kind, facts(**told))).replace(" ", "")
    assert '#image("/etc/passwd")#read("base.typ")$x^2$*bold*_it_`raw`@ref<label>//comment' in text
    assert '=Heading#import"@preview/x:0.1.0":*\\u{41}https://evil.example/xfile:///etc/passwd[]{}~--' in text
    assert "root:" not in text


def test_an_application_is_printed_whole_with_its_fingerprint_on_every_page() -> None:
    pdf = render("application", an_application(parts=an_application()["parts"] * 12))
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]

    for words in (
        "Őrült fűzfák Az ügy száma AKR/118/2026 Programazonosító RP-2026-0042 Benyújtó Minta Egyesület Változat 1.0",
        "Lezárva 2026. november 23. 10:00",
        "G. Tartalom és módszertan G1 Szakmai alapelvek Első bekezdés. Második bekezdés.",
        "G8 Részletes tematika téma óra Kik élnek itt? 2 Mink van? 2,5 G12 Kockázatok nincs válasz",
        "M1 Létesítő okirat Alapszabály 177,8 kB abababababababab…",
        "N1 Az adatok valósak. igen N9 Közzététel. nem Nyilatkozatot tett: Minta Anna, elnök, 2026. november 23. 10:00",
    ):
        assert words in text_of(pdf).replace("• ", "")
    foot = f"AKR/118/2026 · 1.0 változat · Lenyomat: {'0123456789abcdef' * 4}"
    assert [foot in page.replace("\r\n", " ") for page in pages] == [True] * len(pages)
    assert len(pages) > 3


def test_a_draft_of_an_application_says_so_on_every_page() -> None:
    pdf = render("application", an_application(frozen_at=None, case_number=None, parts=an_application()["parts"] * 12))
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]

    assert ["TERVEZET: nincs benyújtva" in page for page in pages] == [True] * len(pages)
    assert "A nyilatkozatokat a törvényes képviselő a benyújtáskor teszi meg." in text_of(pdf)
    assert "Nyilatkozatot tett" not in text_of(pdf)


def test_a_word_without_an_end_stays_on_the_page() -> None:
    link = "https://pelda.example/" + "x" * 270
    answers = [{"label": "L3", "grid": {"columns": ["név", "hivatkozás"], "rows": [["Leírás", link]]}}]
    page = pypdfium2.PdfDocument(render("application", an_application(parts=[{"title": "L", "answers": answers}])))[0]

    boxes = [page.get_textpage().get_charbox(place) for place in range(page.get_textpage().count_chars())]
    assert max(right for _, _, right, _ in boxes) < page.get_width() - 50


def test_a_character_that_no_font_has_never_stops_a_letter() -> None:
    strange = "emoji 😀, zéró\u200bszélesség, \x00\x07, 中, ﬁ, ế, Ж, \ud800, \u202edrow, naïve→jobb"

    text = text_of(render("letter", a_letter(paragraphs=[strange])))

    assert "emoji ?, zérószélesség, , ?, fi, e, Ж, , drow, naïve->jobb" in text.replace("ê", "e")


def test_every_letter_that_counts_as_covered_can_be_set() -> None:
    everything = " ".join(sorted(COVERED - {"\n"}))

    assert legible(everything) == unicodedata.normalize("NFC", everything)
    assert render("letter", a_letter(paragraphs=[everything]))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": None}, "certificate.title: str expected, not None"),
        ({"valid_from": "tomorrow"}, "certificate.valid_from: 'tomorrow' is not an ISO date"),
        ({"conditions": "none"}, "certificate.conditions: a list expected, not 'none'"),
        ({"conditions": [3]}, "certificate.conditions[0]: str expected, not 3"),
        ({"score": 63}, "certificate: unknown score"),
        ({"created_at": "2027-03-01T09:00:00"}, "certificate.created_at: a moment without a time zone"),
        ({"language": "de"}, "certificate.language: 'de' is not one of hu, en"),
    ],
)
def test_wrong_facts_are_named(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(FactsError) as fault:
        render("certificate", a_certificate(**changes))

    assert str(fault.value) == message


def test_missing_facts_and_unknown_kinds_are_named() -> None:
    facts = a_letter()
    del facts["officer"]["contact"]

    with pytest.raises(FactsError, match=r"^letter\.officer: contact is missing$"):
        render("letter", facts)
    with pytest.raises(FactsError, match="'diploma' is not one of certificate, letter, minutes"):
        render("diploma", {})


def test_a_resolution_number_is_given_with_or_without_its_words() -> None:
    numbers = ["OFM 7/2027. (II. 18.)", "OFM 7/2027. (II. 18.) sz.", "OFM 7/2027. (II. 18.) sz. határozat"]

    assert {bare_resolution(number) for number in numbers} == {"OFM 7/2027. (II. 18.)"}


def test_the_screens_have_the_same_fonts_with_their_licences() -> None:
    fonts = Path(certificate.__file__).parents[2] / "static" / "fonts"

    assert {path.name for path in fonts.iterdir()} >= {
        *(f"atkinson-hyperlegible-next-{weight}.woff2" for weight in (400, 700)),
        *("OFL-atkinson-hyperlegible-next.txt", "OFL-bitter.txt"),
    }
