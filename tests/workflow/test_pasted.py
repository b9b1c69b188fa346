"""What is pasted from Word keeps its paragraphs and lists and nothing else; tidying twice is tidying once."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workflow.application.pasted import tidy

#: A page of a programme as Word puts it on the clipboard as plain text.
FROM_WORD = (
    "A csoport célja\r\n\r\n\r\n\r\n\r\n"
    "A kö\u00adzös\u00adség\u200b három utcában él,\xa0közel 1\u202f200 emberrel.\v"
    "Ez ugyanaz a bekezdés.\r\n"
    "·\tközös kert\r\n"
    "o\tágyások\r\n"
    "§\tszerszámok\r\n"
    "\uf0b7\tkomposztáló\r\n"
    "1.\tElső alkalom\r\n"
    "2.\tMásodik alkalom\r\n"
    "a)\tbemutatkozás\r\n"
)
KEPT = (
    "A csoport célja\n\n\n"
    "A közösség három utcában él, közel 1 200 emberrel.\n"
    "Ez ugyanaz a bekezdés.\n"
    "– közös kert\n"
    "– ágyások\n"
    "– szerszámok\n"
    "– komposztáló\n"
    "1. Első alkalom\n"
    "2. Második alkalom\n"
    "a) bemutatkozás\n"
)
SIGNS = st.sampled_from(list("aő·•o§*-–—1.) \t\n\r\v") + ["\u00ad", "\u200b", "\xa0", "\uf0b7", "\ufeff", "\u2028"])
TEXTS = st.one_of(st.text(), st.text(SIGNS))


def test_a_page_from_word_keeps_paragraphs_and_lists() -> None:
    assert tidy(FROM_WORD) == KEPT


def test_four_thousand_characters_from_word_lose_no_word() -> None:
    page = (FROM_WORD * 20)[:4000]

    before = re.findall(r"[a-záéíóöőúüű]{2,}", page.replace("\u00ad", "").replace("\u200b", ""))

    assert re.findall(r"[a-záéíóöőúüű]{2,}", tidy(page)) == before


@pytest.mark.parametrize(
    "text", ["", "§ 12. bekezdés", "o betű", "a – b", "- tétel", "5·3", "két  szóköz ", "egy\n\n\nkettő"]
)
def test_what_is_written_by_hand_stays_as_it_is(text: str) -> None:
    assert tidy(text) == text


@given(TEXTS)
@example("·\uf0b7 x")
@example("\uf0b7• x")
def test_tidying_twice_is_tidying_once(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(TEXTS)
def test_no_letter_or_figure_is_lost_but_the_o_of_a_list(text: str) -> None:
    def seen(some: str) -> str:
        return "".join(sign for sign in some if sign.isalnum() and sign != "o")

    assert seen(tidy(text)) == seen(text)


@given(TEXTS)
def test_nothing_unseen_is_left(text: str) -> None:
    assert not re.search("[\t\r\v\xa0\u00ad\u200b\ufeff\ue000-\uf8ff]|\n{4}", tidy(text))
