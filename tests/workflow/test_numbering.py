from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow import numbering
from workflow.numbering import ALPHABET, canonical_code, is_well_formed, verification_code

random_bytes = st.binary(min_size=10, max_size=32)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (numbering.programme_number(2026, 42), "RP-2026-0042"),
        (numbering.programme_number(2026, 12345), "RP-2026-12345"),
        (numbering.case_number(118, 2026), "AKR/118/2026"),
        (numbering.document_number("AKR/118/2026", 3), "AKR/118-3/2026"),
        (numbering.resolution_number(7, date(2027, 2, 18)), "OFM 7/2027. (II. 18.) sz. határozat"),
        (numbering.resolution_reference(7, date(2027, 2, 18)), "OFM 7/2027. (II. 18.)"),
        (numbering.resolution_number(12, date(2026, 11, 3)), "OFM 12/2026. (XI. 3.) sz. határozat"),
        (numbering.appeal_number(1, date(2027, 4, 12)), "JB 1/2027. (IV. 12.) sz. határozat"),
        (numbering.accreditation_number(2027, 7), "RPA/2027/0007"),
        (numbering.replacement_number("RPA/2027/0007", 2), "RPA/2027/0007-M2"),
        (numbering.monitoring_number(2028, 14), "MON/2028/014"),
        (numbering.meeting_number(1, 2027), "1/2027"),
    ],
)
def test_a_number_is_written_as_the_rules_write_it(number, written):
    assert number == written


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        (lambda: numbering.programme_number(2026, 0), "0 is not a number from 1 up"),
        (lambda: numbering.programme_number(26, 1), "26 is not a year of four figures"),
        (lambda: numbering.case_number(True, 2026), "True is not a number"),
        (lambda: numbering.document_number("AKR/118-3/2026", 3), "is not a case number"),
        (lambda: numbering.document_number("AKR/0118/2026", 3), "is not a case number"),
        (lambda: numbering.document_number("AKR/118/2026\n", 3), "is not a case number"),
        (lambda: numbering.replacement_number("RPA/2027/0007", 1), "the first copy is the original"),
        (lambda: verification_code(b"123456789"), "10 random bytes are needed, not 9"),
    ],
)
def test_a_number_that_cannot_be_is_refused(refused, message):
    with pytest.raises(ValueError, match=message):
        refused()


def test_a_code_stands_in_four_groups_of_four():
    code = verification_code(bytes(range(10)))

    assert [len(group) for group in code.split("-")] == [4, 4, 4, 4]
    assert set(code) <= {*ALPHABET, "-"}


@given(random_bytes)
def test_a_code_is_found_however_it_was_typed(given_bytes):
    code = verification_code(given_bytes)

    for typed in (code, code.lower(), code.replace("-", ""), f" {code.replace('-', ' – ')}\n", code.replace("0", "o")):
        assert canonical_code(typed) == code
    assert canonical_code(code.replace("1", "l")) == canonical_code(code.replace("1", "I")) == code


@given(random_bytes, st.integers(0, 15), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_found_out(given_bytes, place, wrong):
    characters = list(verification_code(given_bytes).replace("-", ""))
    is_wrong = characters[place] != wrong
    characters[place] = wrong

    assert is_well_formed("".join(characters)) == (not is_wrong)


@given(random_bytes, st.integers(0, 15), st.integers(0, 15))
def test_two_exchanged_characters_are_found_out(given_bytes, one, other):
    characters = list(verification_code(given_bytes).replace("-", ""))
    is_exchanged = characters[one] != characters[other]
    characters[one], characters[other] = characters[other], characters[one]

    assert is_well_formed("".join(characters)) == (not is_exchanged)


@given(st.text(max_size=40))
def test_anything_may_be_typed(typed):
    found = canonical_code(typed)

    assert found is None or canonical_code(found) == found


@pytest.mark.parametrize("typed", ["", "----", "K7QX", "K7QX-0M2D-9VRT-4HBU", "' OR 1=1 --", "٣" * 16, "K" * 17])
def test_what_was_never_issued_is_not_well_formed(typed):
    assert not is_well_formed(typed)


@given(random_bytes, random_bytes)
def test_other_random_bytes_give_another_code(one, other):
    same_bits = int.from_bytes(one[:10], "big") % 2**75 == int.from_bytes(other[:10], "big") % 2**75

    assert (verification_code(one) == verification_code(other)) == same_bits
