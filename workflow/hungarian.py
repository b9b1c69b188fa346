"""The Hungarian language in lists, search and generated sentences (procedure rules, 9.3-9.4; Rule BR-38)."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from fractions import Fraction

MONTHS = (
    *("január", "február", "március", "április", "május", "június"),
    *("július", "augusztus", "szeptember", "október", "november", "december"),
)
WEEKDAYS = ("hétfő", "kedd", "szerda", "csütörtök", "péntek", "szombat", "vasárnap")
ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
# Days whose ordinal has back vowels: másodikán, harmadikán, hatodikán, ... but tizenkettedikén
BACK_VOWEL_DAYS = frozenset({2, 3, 6, 8, 13, 16, 18, 20, 23, 26, 28, 30})
# A number must not break over two lines
SPACE = "\N{NO-BREAK SPACE}"

VOWELS = frozenset("aáeéiíoóöőuúüű")
# Consonants whose spoken name begins with a vowel: eff, ell, emm, enn, err, ess, iksz, ipszilon
SPOKEN_WITH_VOWEL = frozenset("flmnrsxy")

# Letters that are one at first sight stand in one group; their order inside it decides only ties.
ALPHABET = (
    *("aá", "b", "c", "cs", "d", "dz", "dzs", "eé", "f", "g", "gy", "h", "ií", "j", "k", "l", "ly", "m", "n", "ny"),
    *("oó", "öő", "p", "q", "r", "s", "sz", "t", "ty", "uú", "üű", "v", "w", "x", "y", "z", "zs"),
)
LONGER_LETTERS = ("dzs", "cs", "dz", "gy", "ly", "ny", "sz", "ty", "zs")
# ssz is sz + sz, ddzs is dzs + dzs
DOUBLED = {letter[0] + letter: letter for letter in LONGER_LETTERS}
# In running text a letter of two signs is written cs, Cs or CS; a cS falls apart into c and S
WRITTEN = {form for one in (*DOUBLED, *LONGER_LETTERS) for form in (one, one.capitalize(), one.upper())}
LETTER = re.compile("|".join((*sorted(WRITTEN, key=len, reverse=True), ".")), re.DOTALL)
# A space before a hyphen: Nagy Zoltán stands before Nagy-Bakay Anna. Then other signs, figures, letters.
SIGNS = " -_,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789"
FOREIGN = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "„": '"', "”": '"', "’": "'"}

PLACES = {sign: (f"{place:02}", "0") for place, sign in enumerate(SIGNS, start=1)} | {
    letter: (f"{place:02}", str(rank))
    for place, group in enumerate(ALPHABET, start=len(SIGNS) + 1)
    for rank, letter in enumerate([group] if group in LONGER_LETTERS else group)
}

DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
# Compounds that old texts write as two words
WRITTEN_APART = re.compile(r"\b(referencia|tapasztalatcsere) (?=program|latogatas)")


def sort_key(text: str) -> str:
    """A key of figures whose plain order, in Python and in any database, is the Hungarian order of the texts.

    Short and long vowels, then foreign letters, then capitals decide only between texts that are otherwise equal.
    Titles and the order of names are the caller's affair.
    """
    signs = unicodedata.normalize("NFC", " ".join(text.split()))
    known = [_known(sign) for sign in signs]
    letters = [written for found in LETTER.findall("".join(known)) for written in _undoubled(found)]
    placed = [_placed(letter.lower()) for letter in letters]
    levels = (
        (place for place, _ in placed),
        (rank for _, rank in placed),
        ("0" if one == sign else "1" for one, sign in zip(known, signs, strict=True)),
        ("0" if letter == letter.lower() else "1" for letter in letters),
    )
    # "00" is below every letter, so that a shorter text comes before a longer one that begins with it
    return "00".join("".join(level) for level in levels)


def fold(text: str) -> str:
    """The text as search compares it: no accents, small letters, one spelling of hyphens.

    "Referencia-program", "referencia program" and "referenciaprogram" are equal.
    """
    plain = unicodedata.normalize("NFKD", text.replace("\u00ad", "")).casefold()
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))
    bare = re.sub(f"[{DASHES}]", "-", bare)
    bare = re.sub(r"(?<=[^\W\d_])-(?=[^\W\d_])", "", bare).replace("-", " ")
    return WRITTEN_APART.sub(r"\1", " ".join(bare.split()))


def searched(title: str, *more: str) -> str:
    """What a list keeps of an entry to search: the title folded on the first line, everything else on the second."""
    return f"{fold(title)}\n{fold(' '.join(more))}"


def mend_old_letters(text: str) -> str:
    """Turn õ and û, which a wrong code page left in old texts, into ő and ű."""
    return unicodedata.normalize("NFC", text).translate(str.maketrans("õûÕÛ", "őűŐŰ"))


def long_date(day: date) -> str:
    """The date in full: "2026. november 20."."""
    return f"{day.year}. {MONTHS[day.month - 1]} {day.day}."


def short_date(day: date) -> str:
    """The date in figures: "2026. 11. 20."."""
    return f"{day.year}. {day.month:02}. {day.day:02}."


def interval(first: date, last: date) -> str:
    """ "2026. március 2–6.", over the end of a month "2026. április 11. – 2026. október 10."."""
    if first == last:
        return long_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year}. {MONTHS[first.month - 1]} {first.day}–{last.day}."
    return f"{long_date(first)} – {long_date(last)}"


def weekday(day: date) -> str:
    """The name of the day of the week, in lower case: "csütörtök"."""
    return WEEKDAYS[day.weekday()]


def roman_month(month: int) -> str:
    """The month as in resolution numbers: 2 is "II"."""
    if not 1 <= month <= 12:
        raise ValueError(f"{month!r} is not a month from 1 to 12")
    return ROMAN_MONTHS[month - 1]


def day_on(day: int) -> str:
    """On the day: "1-jén", "2-án", "12-én"."""
    return _suffixed(day, first="jén", back="án", front="én")


def day_until(day: int) -> str:
    """Until the day: "1-jéig", "2-áig", "12-éig"."""
    return _suffixed(day, first="jéig", back="áig", front="éig")


def date_on(day: date) -> str:
    """On the date: "2027. február 18-án"."""
    return f"{day.year}. {MONTHS[day.month - 1]} {day_on(day.day)}"


def date_until(day: date) -> str:
    """Until the date: "2026. december 16-áig"."""
    return f"{day.year}. {MONTHS[day.month - 1]} {day_until(day.day)}"


def decimal(value: int | Fraction | Decimal, places: int = 1) -> str:
    """The number with a decimal comma, rounded half away from zero: "71,5", "12 345,0"."""
    exact = Fraction(value)
    whole, part = divmod(int(abs(exact) * 10**places + Fraction(1, 2)), 10**places)
    sign = "-" if exact < 0 and (whole or part) else ""
    return f"{sign}{thousands(whole)}" + (f",{part:0{places}}" if places else "")


def thousands(number: int) -> str:
    """The whole number with a (no-break) space at the thousands, from five digits on: "1234", "10 000"."""
    return str(number) if abs(number) < 10_000 else f"{number:,}".replace(",", SPACE)


def article(what: str | int) -> str:
    """The definite article "a" or "az" before a word, a number or an abbreviation, by its sound.

    az 5, az 1000, a 2026, az egyesület, az RPA/2027/0007, a KÖFE.
    """
    spoken = str(what).lstrip(" \u00a0„”\"'»«([{–-")
    number = re.match(r"[0-9]{1,3}(?:[ \u00a0][0-9]{3})+(?![0-9])|[0-9]+", spoken)
    begins_with_vowel = _number_begins_with_vowel(number[0]) if number else _word_begins_with_vowel(spoken)
    return "az" if begins_with_vowel else "a"


def the(what: str | int) -> str:
    """A word, number or sign with its definite article, at the head of a sentence: A K1, Az 1.1."""
    return f"{article(what).capitalize()} {what}"


def _undoubled(written: str) -> list[str]:
    """Ssz as the two letters that it stands for; any other letter alone."""
    letter = DOUBLED.get(written.lower())
    return [letter.capitalize() if written[0].isupper() else letter, letter] if letter else [written]


def _known(sign: str) -> str:
    """The sign as the alphabet has it: ä as a, ß as ss; a sign of another script as it is."""
    if sign.lower() in PLACES:
        return sign
    decomposed = unicodedata.normalize("NFKD", FOREIGN.get(sign.lower(), sign))
    bare = "".join(part for part in decomposed if not unicodedata.combining(part))
    return bare if bare and all(part.lower() in PLACES for part in bare) else sign


def _placed(letter: str) -> tuple[str, str]:
    # What the alphabet does not know comes after z, by code point
    return PLACES.get(letter) or (f"99{ord(letter):07}", "0")


def _suffixed(day: int, *, first: str, back: str, front: str) -> str:
    if not 1 <= day <= 31:
        raise ValueError(f"{day!r} is not a day from 1 to 31")
    if day == 1:
        return f"1-{first}"
    return f"{day}-{back if day in BACK_VOWEL_DAYS else front}"


def _number_begins_with_vowel(digits: str) -> bool:
    # öt, ötven, ötszáz, ...; egy, ezer, egymillió, egymilliárd: a leading group of three that is exactly 1
    figures = re.sub(r"\D", "", digits).lstrip("0")
    return figures.startswith("5") or (figures.startswith("1") and len(figures) % 3 == 1)


def _word_begins_with_vowel(word: str) -> bool:
    letters = re.match(r"[^\W\d_]*", word)
    token = letters[0] if letters else ""
    first, second = token[:1].lower(), token[1:2].lower()
    if first in VOWELS:
        return True
    if token.isupper() and (len(token) == 1 or second not in VOWELS):
        # Spelt out letter by letter: MTA is em-té-á. KÖFE or NAIH, which begin like a word, are read as one.
        return first in SPOKEN_WITH_VOWEL
    return first == "y" and second != "" and second not in VOWELS
