"""The sums in words (4.8, 5.5): what held, what failed and by how much, who was called and who counts."""

from fractions import Fraction

import pytest

from tests.criteria import RUBRIC_1_0
from workflow.reckoning import exactly, reckon
from workflow.scoring import REVIEWERS, assess


def words(*reviews: str):
    scores = [[int(score) for score in review] for review in reviews]
    found = assess(scores)
    codes = [criterion.code for criterion in RUBRIC_1_0.criteria]
    figures = {
        "totals": found.totals,
        "divergence": found.divergence,
        "retained": found.retained,
        "total": str(found.total),
        "core": str(found.core),
        "minimum": str(found.minimum),
        "means": {code: str(mean) for code, mean in zip(codes, found.means, strict=True)},
    }
    assert len(scores) <= len(REVIEWERS)
    return reckon(figures, [dict(zip(codes, each, strict=True)) for each in scores], RUBRIC_1_0)


@pytest.mark.parametrize(
    ("value", "hu", "en"), [("179/3", "59,7 (59 2/3)", "59.7 (59 2/3)"), ("143/2", "71,5", "71.5"), ("3", "3,0", "3.0")]
)
def test_an_exact_number_stands_beside_one_that_misleads(value, hu, en) -> None:
    assert (exactly(Fraction(value), "hu"), exactly(Fraction(value), "en")) == (hu, en)


def test_a_mean_of_59_and_two_thirds_is_told_to_be_below_60() -> None:
    # ELT3 alone: all three count, 60 + 60 + 59 over three
    said = words("513333333", "343333331", "333333333").result

    assert [one.hu for one in said][1].startswith(
        "„feltételekkel akkreditálásra javasolt”: nem, mert az összpontszám 59,7 (59 2/3), legalább 60 kellene "
        "(hiányzik 0,3 (1/3))"
    )


def test_agreement_says_why_nobody_was_called() -> None:
    told = words("443344343", "434334344")

    assert [one.hu for one in told.control] == [
        "A: 72 pont, B: 71 pont, a különbség 1 pont.",
        "A különbség kisebb 20 pontnál. Kiemelt szempontban nincs 3 fokozatos eltérés. A két összpontszám nem esik a "
        "60 pontos határ két oldalára legalább 10 pont különbséggel. Kontrollszakértő nem kellett.",
    ]
    assert [one.en for one in told.result] == [
        "“recommended for accreditation”: no, because the total is 71.5, at least 75 is needed (short by 3.5).",
        "“recommended with conditions”: yes, because the total is 71.5 (at least 60 is needed), the mean of the core "
        "criterion K1 is 4.0 (at least 3 is needed), the mean of the core criterion K2 is 3.5 (at least 3 is needed), "
        "the lowest mean (K4, K7) is 3.0 (at least 1 is needed).",
    ]
    assert (told.retained, told.differences) == ((), ())


def test_where_both_fail_it_says_that_nobody_is_called() -> None:
    told = words("222222222", "101112111")

    assert "Mindkét összpontszám 45 alatt van." in told.control[1].hu
    assert told.result[-1].hu == "„elutasításra javasolt”: mert egyik sem teljesül."


@pytest.mark.parametrize(
    ("reviews", "said"),
    [
        (("554444344", "333333332", "444444344"), "B nem számít bele, mert legalább 20 pontra van tőlük."),
        (("514444444", "544444444", "534444444"), "Csak kiemelt szempontban volt nagy az eltérés"),
        (("444444444", "333333333", "333333333"), "A nem számít bele"),
    ],
)
def test_which_of_three_count_is_told_with_its_reason(reviews, said) -> None:
    assert said in words(*reviews).retained[0].hu
