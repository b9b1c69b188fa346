"""The patterns of numbers and codes (procedure rules, 4.10 and 9.6). Which number comes next is not decided here.

A bad year or number raises ValueError.
"""

import re
from datetime import date

from workflow.hungarian import roman_month

CASE = re.compile(r"AKR/([1-9][0-9]*)/([0-9]{4})")
# Crockford's figures and letters: no I, L, O and U, which are misread or misspell
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD = str.maketrans("ILO", "110")
CODE_LENGTH = 16
GROUP = 4
BITS = 5
CODE_BYTES = 10


def programme_number(year: int, number: int) -> str:
    """RP-2026-0042"""
    return f"RP-{_year(year)}-{_nth(number):04}"


def case_number(number: int, year: int) -> str:
    """AKR/118/2026; kept for life, whatever the year."""
    return f"AKR/{_nth(number)}/{_year(year)}"


def document_number(case: str, sub: int) -> str:
    """The `sub`-th document of a case: AKR/118/2026 and 3 give AKR/118-3/2026."""
    parts = CASE.fullmatch(case)
    if not parts:
        raise ValueError(f"{case!r} is not a case number like AKR/118/2026")
    return f"AKR/{parts[1]}-{_nth(sub)}/{parts[2]}"


def resolution_number(number: int, day: date) -> str:
    """OFM 7/2027. (II. 18.) sz. határozat"""
    return f"{resolution_reference(number, day)} sz. határozat"


def resolution_reference(number: int, day: date) -> str:
    """The resolution number as lists and the certificate cite it: OFM 7/2027. (II. 18.)"""
    return f"OFM {_dated(number, day)}"


def appeal_number(number: int, day: date) -> str:
    """JB 1/2027. (IV. 12.) sz. határozat"""
    return f"JB {_dated(number, day)} sz. határozat"


def accreditation_number(year: int, number: int) -> str:
    """RPA/2027/0007"""
    return f"RPA/{_year(year)}/{_nth(number):04}"


def replacement_number(accreditation: str, copy: int) -> str:
    """The number of a replacement certificate: the second copy (másodlat) is RPA/2027/0007-M2."""
    if _nth(copy) < 2:
        raise ValueError("the first copy is the original and has no suffix")
    return f"{accreditation}-M{copy}"


def monitoring_number(year: int, number: int) -> str:
    """MON/2028/014"""
    return f"MON/{_year(year)}/{_nth(number):03}"


def meeting_number(number: int, year: int) -> str:
    """1/2027"""
    return f"{_nth(number)}/{_year(year)}"


def verification_code(random_bytes: bytes) -> str:
    """A code to type from a certificate, "K7QX-0M2D-9VRT-4HBE": 75 random bits and a check character.

    The same bytes give the same code; at least ten of them are needed.
    """
    if len(random_bytes) < CODE_BYTES:
        raise ValueError(f"{CODE_BYTES} random bytes are needed, not {len(random_bytes)}")
    number = int.from_bytes(random_bytes[:CODE_BYTES], "big")
    values = [number >> BITS * place & 31 for place in range(CODE_LENGTH - 1)]
    return _grouped([*values, _times_x(_checksum(values))])


def canonical_code(typed: str) -> str | None:
    """The code as it was issued, however it was typed (small letters, spaces, O for 0), or None if it cannot be one."""
    characters = re.sub(r"[\W_]", "", typed).upper().translate(MISREAD)
    if len(characters) != CODE_LENGTH or not set(characters) <= set(ALPHABET):
        return None
    values = [ALPHABET.index(character) for character in characters]
    return None if _checksum(values) else _grouped(values)


def is_well_formed(typed: str) -> bool:
    """Whether a typed code can have been issued; one wrong or two exchanged characters are always found out."""
    return canonical_code(typed) is not None


def _checksum(values: list[int]) -> int:
    """A polynomial over the field of 32 elements: every place has a factor of its own, so exchanges show too."""
    checksum = 0
    for value in values:
        checksum = _times_x(checksum) ^ value
    return checksum


def _times_x(value: int) -> int:
    # x^5 + x^2 + 1, which is primitive: the factors repeat only after 31 places
    return (value << 1) ^ (0b100101 if value & 0b10000 else 0)


def _grouped(values: list[int]) -> str:
    characters = "".join(ALPHABET[value] for value in values)
    return "-".join(characters[start : start + GROUP] for start in range(0, CODE_LENGTH, GROUP))


def _dated(number: int, day: date) -> str:
    return f"{_nth(number)}/{_year(day.year)}. ({roman_month(day.month)}. {day.day}.)"


def _year(year: int) -> int:
    if isinstance(year, bool) or not isinstance(year, int) or not 1000 <= year <= 9999:
        raise ValueError(f"{year!r} is not a year of four figures")
    return year


def _nth(number: int) -> int:
    if isinstance(number, bool) or not isinstance(number, int) or number < 1:
        raise ValueError(f"{number!r} is not a number from 1 up")
    return number
