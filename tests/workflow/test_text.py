import pytest

from workflow.text import Text

DEADLINE = Text("Határidő: {day} ({length})", "Deadline: {day} ({length})")


@pytest.mark.parametrize(
    ("locale", "said"), [("hu", "igen"), ("en", "yes"), ("en_GB", "yes"), ("EN", "yes"), (None, "igen")]
)
def test_a_text_is_hungarian_unless_english_is_asked_for(locale, said):
    assert Text("igen", "yes").in_(locale) == said


def test_both_sides_are_filled_and_a_fact_with_two_sides_goes_in_by_language():
    filled = DEADLINE.filled(day="2026. 12. 10.", length=Text("10 munkanap", "10 working days"))

    assert filled == Text("Határidő: 2026. 12. 10. (10 munkanap)", "Deadline: 2026. 12. 10. (10 working days)")


def test_a_place_without_a_fact_is_an_error():
    with pytest.raises(KeyError, match="length"):
        DEADLINE.filled(day="2026. 12. 10.")
