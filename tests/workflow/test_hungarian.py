from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.hungarian import (
    article,
    date_on,
    date_until,
    day_on,
    day_until,
    decimal,
    fold,
    interval,
    long_date,
    mend_old_letters,
    roman_month,
    short_date,
    sort_key,
    the,
    thousands,
    weekday,
)

BACK_VOWELS = {2, 3, 6, 8, 13, 16, 18, 20, 23, 26, 28, 30}

IN_ORDER = [
    ["Bács-Kiskun", "Baranya", "Békés", "Borsod-Abaúj-Zemplén", "Csongrád-Csanád", "Fejér", "Győr-Moson-Sopron"],
    ["Hajdú-Bihar", "Heves", "Jász-Nagykun-Szolnok", "Komárom-Esztergom", "Nógrád", "Pest", "Somogy"],
    ["Somogy", "Szabolcs-Szatmár-Bereg", "Tolna", "Vas", "Veszprém", "Zala"],
    list("aábc") + ["cs", "d", "dz", "dzs"] + list("eéfg") + ["gy"] + list("hiíjkl") + ["ly", "m", "n", "ny"],
    list("oóöőpqrs") + ["sz", "t", "ty"] + list("uúüűvwxyz") + ["zs"],
    ["cukor", "cuppant", "csalit", "csata"],
    ["Czuczor", "Csabai"],
    ["kas", "kasza", "kassza"],  # ka + sz + a, then ka + sz + sz + a
    ["megy", "megye", "meggy"],  # me + gy + e before me + gy + gy
    ["kor", "kór", "kora", "korall"],
    ["Kovács Anna", "Kovács Áron", "Kovács Béla", "Kovácsné Anna"],
    ["Nagy", "Nagy Zoltán", "Nagy-Bakay Anna", "Nagyné"],
    ["öl", "őr", "öv"],
    ["olló", "ótvar", "öböl"],
    ["Szabó", "szűcs", "Tóth"],
    ["minta", "Minta", "mintá"],
    ["Zala", "zöld", "Zsolt", "Ж"],
    ["2. műhely", "Műhely"],
    ["Mader", "Mäder", "Mador", "Muller", "Müller"],
    ["Lukasz", "Łukasz", "Strasse", "Straße"],
]


@pytest.mark.parametrize("words", IN_ORDER, ids=lambda words: words[0])
def test_words_stand_in_hungarian_order(words):
    turned = words[::-1]

    assert sorted(turned, key=sort_key) == words
    assert all(sort_key(one) < sort_key(other) for one, other in pairwise(words))


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_sort_key_is_plain_figures_and_blind_to_outer_space(one, other):
    assert set(sort_key(one)) <= set("0123456789")
    assert sort_key(f"  {one} \n") == sort_key(" ".join(one.split()))
    assert sort_key(" ".join(one.split())) <= sort_key(f"{' '.join(one.split())}x{other}")


@given(st.text("aábcdzsgylntyőöoűüu -", max_size=12), st.text("aábcdzsgylntyőöoűüu -", max_size=12))
def test_only_equal_texts_have_equal_keys(one, other):
    one, other = " ".join(one.split()), " ".join(other.split())

    # ssz and szsz are the same letters, so they are left out
    if not any(doubled in one + other for doubled in ("ccs", "ddz", "ggy", "lly", "nny", "ssz", "tty", "zzs")):
        assert (sort_key(one) == sort_key(other)) == (one == other)


@pytest.mark.parametrize(
    "written",
    [
        "referenciaprogramok",
        "referencia-programok",
        "Referencia programok",
        "REFERENCIAPROGRAMOK",
        "referencia\u00adprogramok",
        "referencia\u2011programok",
        "referencia–programok",
        "referenciaprogramók",
    ],
)
def test_search_finds_every_spelling_of_a_reference_programme(written):
    assert fold(written) == "referenciaprogramok"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tapasztalatcsere látogatás", "tapasztalatcsere-látogatás"),
        ("Őrség", "orseg"),
        ("Öntõzés", "öntőzés"),
        ("Minta-Kovács  Anna", "minta‐kovács anna"),
        ("2004–2005", "2004-2005"),
    ],
)
def test_search_treats_accents_case_hyphens_and_spaces_as_equal(one, other):
    assert fold(one) == fold(other)


def test_search_keeps_different_words_apart():
    assert len({fold(word) for word in ("közösség", "közösségek", "közös ség", "118-3", "1183")}) == 5


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("day", range(1, 32))
def test_a_day_takes_the_suffix_of_its_ordinal(day):
    suffix = "jé" if day == 1 else "á" if day in BACK_VOWELS else "é"

    assert day_on(day) == f"{day}-{suffix}n"
    assert day_until(day) == f"{day}-{suffix}ig"


def test_dates_are_written_the_hungarian_way():
    assert long_date(date(2026, 11, 20)) == "2026. november 20."
    assert short_date(date(2026, 1, 2)) == "2026. 01. 02."
    assert date_on(date(2027, 2, 18)) == "2027. február 18-án"
    assert date_until(date(2026, 12, 16)) == "2026. december 16-áig"
    assert weekday(date(2027, 2, 18)) == "csütörtök"
    assert interval(date(2026, 3, 2), date(2026, 3, 6)) == "2026. március 2–6."
    assert interval(date(2026, 4, 11), date(2026, 10, 10)) == "2026. április 11. – 2026. október 10."
    assert interval(date(2026, 3, 2), date(2026, 3, 2)) == "2026. március 2."


def test_months_of_resolutions_are_roman():
    assert " ".join(roman_month(month) for month in range(1, 13)) == "I II III IV V VI VII VIII IX X XI XII"


@pytest.mark.parametrize(
    "refused", [lambda: roman_month(0), lambda: roman_month(13), lambda: day_on(32), lambda: day_until(0)]
)
def test_a_month_or_day_that_does_not_exist_is_refused(refused):
    with pytest.raises(ValueError, match="is not a (month|day)"):
        refused()


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        *[(number, "az") for number in (1, 5, 50, 51, 500, 5000, 50_000, 1000, 1956, 1999, 10**6, 1_999_999, 10**9)],
        *[(number, "a") for number in (0, 2, 10, 11, 15, 100, 150, 2026, 10_000, 15_000, 100_000, 2_000_000)],
        *[
            (word, "az")
            for word in ("egyesület", "Országos Fejlesztési Műhely", "Őrség", "„Önsegítő csoportok”", "ügy")
        ],
        *[(word, "a") for word in ("közösség", "Szabolcs", "„Minta” program", "yard", "hiánypótlás", "")],
        *[(word, "az") for word in ("OFM", "MTA", "RPA/2027/0007", "RP-2026-0042", "N1", "R2", "AKR/118/2026", "E3")],
        *[(word, "a") for word in ("KÖFE", "NAIH", "JB 1/2027", "GDPR", "K1", "J4", "H17", "T02", "Minta")],
        *[(word, "az") for word in ("1-jén", "5. pont", "1 000 000 Ft", "1000 Ft", "1,5 óra", "Ybl", "M2", "5%")],
        *[(word, "a") for word in ("10 000 Ft", "71,5 pont", "2026. november 20.", "12-én", "100 000 Ft", "10.00 óra")],
    ],
)
def test_the_article_goes_by_the_sound_of_what_follows(what, expected):
    assert article(what) == expected
    assert the(what) == f"{expected.capitalize()} {what}"


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (Fraction(143, 2), 1, "71,5"),
        (Fraction(1, 8), 2, "0,13"),
        (Decimal("-2.25"), 1, "-2,3"),
        (12345, 1, "12\u00a0345,0"),
        (Fraction(19999, 2), 0, "10\u00a0000"),
        (Fraction(-1, 100), 1, "0,0"),
    ],
)
def test_decimals_have_a_comma(value, places, written):
    assert decimal(value, places) == written


@pytest.mark.parametrize(
    ("number", "written"), [(0, "0"), (9999, "9999"), (10_000, "10\u00a0000"), (-1_234_567, "-1\u00a0234\u00a0567")]
)
def test_thousands_have_a_space_from_five_digits_on(number, written):
    assert thousands(number) == written


def test_letters_of_a_wrong_code_page_are_mended():
    assert mend_old_letters("gyûjtõ, ÛRLAP, Õrség, o\u0303") == "gyűjtő, ŰRLAP, Őrség, ő"
    assert mend_old_letters("ôtvar õ ö ő") == "ôtvar ő ö ő"
