"""Every outgoing letter: complete in both languages, word for word where the rules give the words."""

import re
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from workflow.documents import render
from workflow.letters import PATTERNS, LetterError, compose, needs, plain_text
from workflow.letters.pattern import Heading, Numbered, Table, When
from workflow.text import Text

TITLE = "Plain title"
RESULT = Text("feltételekkel akkreditálásra javasolt", "recommended with conditions")
REMEDY = (
    "A határozat ellen a közléstől számított 15 napon belül jogorvoslati kérelem nyújtható be a jogorvoslati "
    "bizottsághoz eljárási szabálysértésre, összeférhetetlenségre, nyilvánvaló ténybeli vagy számítási hibára, illetve "
    "az indokolás hiányára hivatkozva. A kérelemben új szakmai tény nem hozható fel."
)
#: Facts for any letter: plain ASCII, so that a Hungarian letter in an English text would be seen.
FACTS: dict[str, Any] = {
    "accepted_on": date(2026, 12, 11),
    "accreditation_number": "RPA/2027/0007",
    "address_as": "Anna Plain",
    "agenda": [{"title": "Item one"}, {"title": "Item two"}],
    "annexes": [{"kind": "M1", "title": "Statutes", "size": "12 kB", "sha256": "0123456789abcdef"}],
    "arrival": Text("papíron", "on paper"),
    "case_number": "AKR/118/2026",
    "check_due": date(2026, 12, 7),
    "conditions": [{"condition": "Plan", "proof": "paper", "due": "2027-05-27"}],
    "county": "Zala",
    "criteria": [{"criterion": "K1", "mean": Fraction(7, 2), "opinion": "Good."}],
    "criteria_version": "1.0",
    "due": date(2026, 12, 10),
    "fingerprint": "0123456789abcdef" * 4,
    "grounds": [{"point": "J1", "condition": "Legal entity", "reason": "No statutes."}],
    "held_on": date(2027, 2, 18),
    "items": [{"field": "A1", "missing": "Name", "supply": "Please give it.", "point": "J1"}] * 11,
    "meeting": "1/2027",
    "officer_due": date(2026, 11, 24),
    "organisation": "Minta Egylet",
    "missed_on": date(2026, 12, 10),
    "place": "Budapest",
    "planned_end": date(2027, 3, 11),
    "programme_id": "RP-2026-0042",
    "question": "How many?",
    "reason": "Illness.",
    "reasons": [{"criterion": "K4", "mean": Fraction(2), "reason": "Not shown."}],
    "received_on": date(2026, 11, 23),
    "registered_as": "AKR/118-1/2026",
    "reply_due": date(2027, 2, 10),
    "resolution": "OFM 7/2027. (II. 18.)",
    "result": RESULT,
    "starts": "10.00",
    "tasks": [{"criterion": "K4", "task": "Describe it."}],
    "title": TITLE,
    "total": Fraction(127, 2),
    "type": "SZM",
    "valid_from": date(2027, 2, 18),
    "valid_until": date(2032, 2, 18),
    "verification_url": "https://example.org/verify/X",
    "version": "1.1",
}
EVERY_LETTER = pytest.mark.parametrize("kind", sorted(PATTERNS))


def facts_for(kind: str, **changes: Any) -> dict[str, Any]:
    return {name: FACTS[name] for name in needs(kind)} | changes


def body(kind: str, locale: str = "hu", **changes: Any) -> str:
    return plain_text(compose(kind, facts_for(kind, **changes), locale))


def everything_in(letter: dict[str, Any]) -> str:
    annex = letter["annex"] or {"title": "", "columns": [], "rows": []}
    cells = [cell for row in annex["rows"] for cell in row]
    parts = [letter["subject"], plain_text(letter), letter["enclosures"] or "", annex["title"]]
    return "\n".join([*parts, *annex["columns"], *cells, *letter["copies_to"]])


def test_every_step_that_sends_a_letter_has_one() -> None:
    assert set(PATTERNS) == {
        *("receipt", "completion_request", "completion_receipt", "extension", "termination_no_completion"),
        *("formal_rejection", "acceptance", "expert_request", "control_request", "expert_release"),
        *(
            "clarification_question",
            "assessment_for_remarks",
            "assessment_void",
            "agenda_notice",
            "adjournment",
            "meeting_invitation",
        ),
        *("decision_accredited", "decision_with_conditions", "decision_revision", "decision_refused"),
        *("certificate_cover", "revision_receipt", "termination_no_revision", "withdrawal_receipt"),
        *("excuse_granted", "excuse_refused", "excuse_refused_after"),
    }


@EVERY_LETTER
@pytest.mark.parametrize("locale", ["hu", "en"])
def test_a_letter_is_complete(kind: str, locale: str) -> None:
    letter = compose(kind, facts_for(kind), locale)

    text = everything_in(letter)
    assert not re.search(r"[{}*<>]|a\(z\)|None|\.\.|  ", text, re.IGNORECASE)
    assert letter["subject"]
    assert letter["salutation"]
    assert letter["closing"]
    assert len(letter["paragraphs"]) >= 1


@EVERY_LETTER
def test_the_english_letter_says_the_same_in_english(kind: str) -> None:
    hungarian, english = (compose(kind, facts_for(kind), locale) for locale in ("hu", "en"))

    assert not set("áéíóöőúüűÁÉÍÓÖŐÚÜŰ„”") & set(everything_in(english)) - {"”"}
    assert [block["style"] for block in hungarian["paragraphs"]] == [block["style"] for block in english["paragraphs"]]
    strong = [
        [sum(run["strong"] for line in block["lines"] for run in line) for block in letter["paragraphs"]]
        for letter in (hungarian, english)
    ]
    assert strong[0] == strong[1]


@EVERY_LETTER
@pytest.mark.parametrize("locale", ["hu", "en"])
def test_a_letter_can_be_set_as_a_document(kind: str, locale: str) -> None:
    frame = {
        "language": locale,
        "created_at": "2026-11-26T09:00:00+00:00",
        "author": "Egyesület",
        "sender": {"name": "Egyesület", "seat": "Budapest", "contact": []},
        "number": "AKR/118-2/2026",
        "officer": {"name": "Ügyes Ágnes", "contact": "ugyes@example.org"},
        "addressee": ["Anna Plain"],
        "place": "Budapest",
        "dated": "2026-11-26",
        "signature": {"name": "Vezető Vilma", "office": "irodavezető"},
    }

    assert render("letter", frame | compose(kind, facts_for(kind), locale)).startswith(b"%PDF-1.7")


def test_the_completion_request_is_word_for_word() -> None:
    letter = compose("completion_request", facts_for("completion_request", title="Önsegítő csoportok"))

    assert letter["subject"] == "Hiánypótlási felhívás – „Önsegítő csoportok”"
    assert letter["enclosures"] == "1 db tételjegyzék"
    assert plain_text(letter) == (
        "Tisztelt Anna Plain!\n\n"
        "Az „Önsegítő csoportok” című referenciaprogram akkreditációja iránt 2026. november 23. napján "
        "érkezett kérelmét "
        "megvizsgáltuk. A kérelem a mellékelt jegyzékben felsorolt 11 pontban hiányos.\n\n"
        "Kérjük, hogy a hiányokat 2026. december 10. napjáig pótolja. Válaszát tételenként adja meg; a kérelem többi "
        "részét nem kell újra benyújtani.\n\n"
        "A határidő lejárta előtt, indokolt kérelemre egy alkalommal, 5 munkanappal meghosszabbítható. Ha a "
        "hiányokat a "
        "határidőig nem pótolja, az eljárást megszüntetjük; ez nem akadálya új kérelem benyújtásának. Hiánypótlásra "
        "ugyanabban a kérdésben csak egyszer hívjuk fel.\n\n"
        "Kérdés esetén az ügyintéző készséggel áll rendelkezésére.\n\n"
        "Tisztelettel:"
    )
    strong = [run["text"] for block in letter["paragraphs"] for line in block["lines"] for run in line if run["strong"]]
    assert strong == ["2026. december 10."]
    assert letter["annex"]["columns"] == ["Ssz.", "Mező", "Hiány", "Pótlás módja", "Jogosultsági pont"]
    assert letter["annex"]["rows"][10] == ["11", "A1", "Name", "Please give it.", "J1"]


def test_the_acceptance_is_word_for_word() -> None:
    assert (
        "Értesítem, hogy „Plain title” című programjának kérelmét 2026. december 11. napján befogadtuk; az ügy száma: "
        "AKR/118/2026. A programot két, egymástól független megyei szakértő értékeli, ezt követően az "
        "összesítő értékelést "
        "észrevételezésre megküldjük, majd a programot az Országos Fejlesztési Műhely tárgyalja. Az eljárás tervezett "
        "befejezése: 2027. március 11."
    ) in body("acceptance").split("\n\n")


def test_the_expert_request_is_word_for_word() -> None:
    assert body("expert_request").split("\n\n")[:2] == [
        "Tisztelt Szakértő!",
        "Felkérem a „Plain title” című referenciaprogram (Zala, SZM) szakértői értékelésére. A program anyaga az "
        "összeférhetetlenségi és titoktartási nyilatkozat megtétele után válik hozzáférhetővé. Kérem, hogy "
        "2026. december "
        "10. napjáig jelezze, elfogadja-e a felkérést. Elfogadás esetén az értékelés határideje az "
        "elfogadástól számított "
        "15 munkanap. Ha eddig nem válaszol, a felkérést elutasítottnak tekintjük.",
    ]


def test_the_invitation_to_a_meeting_is_word_for_word() -> None:
    assert (
        "Az Országos Fejlesztési Műhely 1/2027. ülésére 2027. február 18-án (csütörtök) 10.00 órára "
        "tisztelettel meghívom. "
        "Kérem, hogy részvételét és az esetleges összeférhetetlenséget napirendi pontonként jelezze."
    ) in body("meeting_invitation").split("\n\n")


@pytest.mark.parametrize(
    ("kind", "operative"),
    [
        (
            "decision_accredited",
            "Az Országos Fejlesztési Műhely a Minta Egylet „Plain title” című programját (RP-2026-0042, 1.1 verzió) "
            "referenciaprogramként akkreditálja. Az akkreditáció 2027. február 18. napjától 2032. február 18. napjáig "
            "érvényes. Akkreditációs szám: RPA/2027/0007.",
        ),
        (
            "decision_with_conditions",
            "Az Országos Fejlesztési Műhely a Minta Egylet „Plain title” című programját (RP-2026-0042, 1.1 verzió) "
            "az alábbi feltételekkel akkreditálja:\n\n1. Plan; igazolása: paper; határideje: 2027. május 27.",
        ),
        (
            "decision_revision",
            "Az Országos Fejlesztési Műhely a Minta Egylet „Plain title” című programját (RP-2026-0042, 1.1 verzió) "
            "átdolgozásra visszaadja. Az átdolgozás szempontjai:\n\n1. K4: Describe it.\n\n"
            "Az átdolgozott program 2026. december 10. napjáig nyújtható be.",
        ),
        (
            "decision_refused",
            "Az Országos Fejlesztési Műhely a Minta Egylet „Plain title” című programjára (RP-2026-0042, 1.1 verzió) "
            "vonatkozó, akkreditáció iránti kérelmét elutasítja.",
        ),
    ],
)
def test_a_decision_is_word_for_word_and_says_how_to_appeal(kind: str, operative: str) -> None:
    text = body(kind)

    assert text.startswith(f"Tisztelt Anna Plain!\n\n{operative}\n\n")
    assert text.endswith(f"Jogorvoslat\n\n{REMEDY}\n\nTisztelettel:")
    assert "63,5 pont: feltételekkel akkreditálásra javasolt." in text
    assert "1. K4 (átlag: 2,0): Not shown." in text
    assert "eltért" not in text


def test_a_departure_from_the_reviews_is_explained() -> None:
    assert (
        "A Műhely a szakértői értékelés eredményétől (63,5 pont, feltételekkel akkreditálásra javasolt) "
        "egy fokozattal eltért, mert a helyi nyilvánosság hiányzik."
    ) in body("decision_revision", departure="a helyi nyilvánosság hiányzik.").split("\n\n")


def test_the_failed_condition_leads_to_suspension() -> None:
    assert "A feltételek elmulasztása az akkreditáció felfüggesztését vonja maga után." in body(
        "decision_with_conditions"
    )


@pytest.mark.parametrize("kind", ["formal_rejection", "termination_no_completion", "termination_no_revision"])
def test_an_early_end_says_how_to_appeal(kind: str) -> None:
    assert f"Jogorvoslat\n\n{REMEDY}" in body(kind)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ("2026-12-16", "2026. december 16-áig"),
        (date(2026, 12, 1), "2026. december 1-jéig"),
        (date(2026, 12, 22), "2026. december 22-éig"),
    ],
)
def test_an_extension_carries_the_suffix_of_its_day(due: object, words: str) -> None:
    assert f"a hiánypótlás határidejét {words} meghosszabbítjuk." in body("extension", due=due)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Ösvény", "Az „Ösvény” című"),
        ("Falu", "A „Falu” című"),
        ("5 falu", "Az „5 falu” című"),
        ("10 falu", "A „10 falu” című"),
    ],
)
def test_the_article_fits_the_title(title: str, words: str) -> None:
    assert words in body("extension", title=title)


def test_dates_and_figures_are_english_in_english() -> None:
    text = body("agenda_notice", "en") + body("decision_refused", "en")

    assert "Time: Thursday, 18 February 2027, 10.00; place: Budapest." in text
    assert "63.5 points: recommended with conditions." in text


def test_what_people_type_is_never_filled_or_set_strong() -> None:
    letter = compose("extension", facts_for("extension", reason="{title} **so** {0} {due:until}"))

    run = letter["paragraphs"][1]["lines"][0]
    assert run == [{"text": "A meghosszabbítás indoka: {title} **so** {0} {due:until}", "strong": False}]


def test_a_letter_without_its_facts_is_refused() -> None:
    facts = facts_for("extension")
    del facts["due"], facts["reason"]

    with pytest.raises(LetterError, match="^extension: due, reason missing$"):
        compose("extension", facts)
    with pytest.raises(LetterError, match="^decision_revision: task missing in a list$"):
        compose("decision_revision", facts_for("decision_revision", tasks=[{"criterion": "K4"}]))
    with pytest.raises(LetterError, match="'love_letter' is not a letter"):
        compose("love_letter", {})


@EVERY_LETTER
def test_places_of_a_letter_are_the_same_in_both_languages(kind: str) -> None:
    pattern = PATTERNS[kind]
    texts = [pattern.subject, pattern.salutation]
    for part in (part.text if isinstance(part, When) else part for part in pattern.parts):
        texts.append(part.line if isinstance(part, Numbered) else part.text if isinstance(part, Heading) else part)
    if isinstance(pattern.annex, Table):
        texts += [head for _, head in pattern.annex.columns]

    for text in texts:
        assert set(re.findall(r"\{(\w+)", text.hu)) == set(re.findall(r"\{(\w+)", text.en))
