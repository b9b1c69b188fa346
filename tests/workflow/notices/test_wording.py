"""Notices in words: every line of the table can be said, in both languages, and nothing in a fact can act."""

from dataclasses import fields

import pytest
from flask import Flask

from models.outbox import Notice
from workflow.events import EVENTS
from workflow.notices.notify import HEARERS, UNHEARD
from workflow.notices.wording import neutral, say
from workflow.notices.words import WORDINGS
from workflow.notices.words.accounts import ACCOUNTS

#: A value for every fact that a wording may name.
FACTS = {
    "errand_id": 7,
    "errand_kind": "cases_export",
    "case_id": 7,
    "document_id": 8,
    "assignment_id": 9,
    "review_id": 10,
    "clarification_id": 11,
    "title": "Önsegítő csoportok ösztönzése",
    "case_number": "AKR/118/2026",
    "due_on": "2026-12-10",
    "discarded_on": "2026-12-10",
    "target_on": "2027-03-01",
    "meeting_on": "2027-02-18",
    "starts_at": "2027-02-18T09:00:00+00:00",
    "meeting_id": 3,
    "meeting_number": "1/2027",
    "items": 11,
    "reason": "határozatképtelenség",
    "outcome": "accredited",
    "code": "H02",
    "resolution_number": "OFM 7/2027. (II. 18.)",
    "accreditation_number": "RPA/2027/0007",
    "request_id": 12,
    "person": "Kerti Kata",
    "inviter": "Minta Anna",
    "until_on": "2026-12-10",
    "co_writer_id": 13,
    "item_id": 14,
    "set_id": 15,
    "in_force_on": "2027-03-20",
    "calibration_id": 14,
    "held_on": "2027-03-02",
    "place": "Budapest, Corvin tér 8.",
    "trained_until_on": "2029-03-02",
    "next_on": "2027-03-02",
    "path": "/reset/abc-def",
}

SUBJECTS = {
    "ERT-01": "Átvételi elismervény: Önsegítő csoportok ösztönzése (AKR/118/2026)",
    "ERT-02": "Új kérelem érkezett: Önsegítő csoportok ösztönzése",
    "ERT-03": "Önre szignált ügy: AKR/118/2026",
    "ERT-04": "Értesítés befogadásról",
    "ERT-05": "Hiánypótlási felhívás – határidő: 2026. december 10.",
    "ERT-06": "Emlékeztető: a hiánypótlás határideje 2026. december 10.",
    "ERT-07": "A hiánypótlási határidő meghosszabbítása 2026. december 10-éig",
    "ERT-08": "Az eljárás megszüntetése",
    "ERT-09": "Döntés formai okból történő elutasításról",
    "ERT-10": "Felkérés szakértői értékelésre – válasz: 2026. december 10.",
    "ERT-11": "Értékelési megbízás, határidő: 2026. december 10.",
    "ERT-12": "Emlékeztető: szakértői értékelés",
    "ERT-12 overdue": "Lejárt határidő: szakértői értékelés",
    "T17 reported": "Szakértő összeférhetetlenséget jelzett: AKR/118/2026",
    "T17 applicant": "Új összesítő értékelés készül",
    "T16b": "Értékelését újranyitottuk, határidő: 2026. december 10.",
    "ERT-13": "Felmentés az értékelés alól",
    "ERT-14": "Tisztázó kérdés – válaszadás: 2026. december 10.",
    "ERT-15": "Értékelési eltérés: kontrollszakértő szükséges",
    "ERT-16": "Az összesítő értékelés megküldése észrevételre",
    "ERT-17": "Meghívó az Országos Fejlesztési Műhely ülésére (1/2027)",
    "ERT-18": "Értesítés napirendre tűzésről, meghallgatás lehetősége",
    "ERT-19": "A napirendi pont elnapolása",
    "ERT-20": "Határozat: akkreditálva – Önsegítő csoportok ösztönzése",
    "ERT-21": "Tájékoztatás a döntésről",
    "ERT-22": "Új akkreditált referenciaprogram",
    "ERT-38": "Módszertani felkészítés esedékes",
    "ERT-40": "Elhagyott piszkozat: törlés 2026. december 10.",
}


@pytest.mark.parametrize(("key", "subject"), SUBJECTS.items())
def test_the_subject_is_the_one_of_the_procedure_rules(key: str, subject: str) -> None:
    assert say(WORDINGS[key], FACTS, "hu").subject == subject


@pytest.mark.parametrize("key", WORDINGS)
def test_every_wording_can_be_said_in_both_languages(key: str) -> None:
    hungarian, english = (say(WORDINGS[key], FACTS, locale) for locale in ("hu", "en"))

    assert hungarian.subject != english.subject
    assert hungarian.path == english.path
    assert [text for said in (hungarian, english) for text in (said.subject, *said.said) if "{" in text] == []
    assert (hungarian.todo is None) == (english.todo is None)


def test_every_wording_gets_its_facts_from_every_event_that_uses_it() -> None:
    missing = {}
    for event, hearings in HEARERS.items():
        for hearing in hearings:
            own = hearing.personal.names if hearing.personal else frozenset()
            lacks = WORDINGS[hearing.words].facts - own - {field.name for field in fields(event)}
            missing |= {(event.__name__, hearing.words): lacks} if lacks else {}

    assert missing == {}


def test_every_event_is_heard_or_named_as_unheard() -> None:
    assert set(EVENTS.values()) == set(HEARERS) | UNHEARD
    assert set(HEARERS) & UNHEARD == set()


def test_no_wording_is_left_over() -> None:
    used = {hearing.words for hearings in HEARERS.values() for hearing in hearings}

    assert set(WORDINGS) == used | set(ACCOUNTS)


@pytest.mark.parametrize(
    ("fact", "harmless"),
    [
        ("Kiss\r\nBcc: all@example.org", "Kiss Bcc: all@example. org"),
        ("see https://evil.example/x", "see https: //evil. example/x"),
        ("www.evil.hu", "www. evil. hu"),
        ("dr.Nagy Ádám", "dr. Nagy Ádám"),
        ("2. ülés, J4. pont, 71,5 pont", "2. ülés, J4. pont, 71,5 pont"),
        ("a\x00b\u202ec\u200bd\u2028e", "abcd e"),
        ("x" * 1000, "x" * 299 + "…"),
    ],
)
def test_what_people_typed_becomes_one_harmless_line(fact: str, harmless: str) -> None:
    assert neutral(fact) == harmless


@pytest.mark.parametrize("path", ["//evil.example", "https://evil.example", "/a b", "/a\nb", "evil", "/\\evil.example"])
def test_a_notice_links_to_us_only(path: str) -> None:
    with pytest.raises(ValueError, match="cannot link"):
        say(WORDINGS["reset"], {"path": path}, "hu")


@pytest.mark.parametrize("key", WORDINGS)
def test_every_notice_links_to_a_page_that_exists(app: Flask, key: str) -> None:
    path = say(WORDINGS[key], FACTS, "hu").path

    assert app.url_map.bind("merce.example").match(path, method="GET")


def test_the_article_follows_the_sound_of_the_title() -> None:
    said = say(WORDINGS["ERT-01"], FACTS, "hu").said[0]

    assert said == "Az „Önsegítő csoportok ösztönzése” című program akkreditációs kérelmét átvettük."


def test_every_notice_fits_its_column() -> None:
    hearings = [hearing for hearings in HEARERS.values() for hearing in hearings]

    assert max(len(hearing.code) for hearing in hearings) <= Notice.__table__.c.code.type.length
    assert max(len(hearing.words) for hearing in hearings) <= Notice.__table__.c.wording.type.length
