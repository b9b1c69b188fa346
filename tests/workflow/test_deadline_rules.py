import re
from datetime import date

import pytest

from workflow.calendar import PUBLISHED
from workflow.deadline_rules import DEADLINE_RULES, due, reminder_days
from workflow.text import Text

day = date.fromisoformat


@pytest.mark.parametrize(
    ("code", "start", "last"),
    [
        ("H01", "2026-11-23", "2026-11-24"),
        ("H02", "2026-11-23", "2026-12-07"),
        ("H03", "2026-11-26", "2026-12-10"),
        ("H03-extension", "2026-12-10", "2026-12-16"),
        ("H04", "2026-12-08", "2026-12-14"),
        ("H05", "2026-12-11", "2026-12-17"),
        ("H33", "2026-12-11", "2027-03-11"),
        ("H06", "2026-12-14", "2026-12-17"),
        ("H07", "2026-12-16", "2027-01-11"),
        ("H09", "2027-01-08", "2027-01-13"),
        ("H10", "2027-01-12", "2027-01-26"),
        ("H11", "2027-01-20", "2027-01-27"),
        ("H12", "2027-01-25", "2027-02-01"),
        ("H13", "2027-02-18", "2027-01-28"),
        ("H14", "2027-02-18", "2027-02-08"),
        ("H15-draft", "2027-02-18", "2027-02-25"),
        ("H15", "2027-02-18", "2027-03-04"),
        ("H16", "2027-02-18", "2027-03-04"),
        ("H17", "2027-02-26", "2027-03-16"),
        ("H19", "2027-02-26", "2027-03-05"),
        ("H20", "2027-02-26", "2027-05-27"),
        ("H21", "2027-05-20", "2027-06-03"),
        ("H23", "2027-02-18", "2032-02-18"),
        ("H24", "2027-12-31", "2028-03-31"),
        ("H26-opening", "2027-02-18", "2028-08-18"),
        ("H26", "2027-02-18", "2030-02-18"),
        ("H28-opening", "2032-02-18", "2031-08-22"),
        ("H28", "2032-02-18", "2031-11-20"),
        ("H29", "2032-02-18", "2032-01-19"),
        ("H34", "2026-11-20", "2027-11-20"),
    ],
)
def test_the_full_path_has_its_deadlines(code, start, last):
    assert due(code, day(start)) == day(last)


def test_every_deadline_of_the_rules_from_h01_to_h34_is_there():
    codes = {re.match(r"H\d\d", code)[0] for code in DEADLINE_RULES}

    assert codes == {f"H{number:02}" for number in range(1, 35)}
    assert codes <= set(DEADLINE_RULES)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("H03", Text("10 munkanap a közléstől", "10 working days from communication")),
        ("H01", Text("1 munkanap az érkezéstől", "1 working day from arrival")),
        ("H14", Text("8 munkanappal az ülés előtt", "8 working days before the meeting")),
        ("H17", Text("15 naptári nap a közléstől", "15 calendar days from communication")),
        ("H23", Text("5 év a döntés keltétől", "5 years from the date of the decision")),
    ],
)
def test_a_deadline_says_in_words_how_it_is_counted(code, words):
    assert DEADLINE_RULES[code].describe() == words


@pytest.mark.parametrize(
    ("code", "last", "reminders"),
    [
        ("H03", "2026-12-10", ("2026-12-07",)),
        ("H07", "2027-01-11", ("2027-01-04", "2027-01-08", "2027-01-12")),
        ("H20", "2027-05-27", ("2027-04-27", "2027-05-20")),
        ("H24", "2028-03-31", ("2028-03-01", "2028-03-24", "2028-03-31", "2028-04-07")),
        ("H01", "2026-11-24", ()),
    ],
)
def test_people_are_reminded_before_and_after_the_last_day(code, last, reminders):
    assert reminder_days(code, day(last)) == tuple(day(one) for one in reminders)


def test_a_condition_may_be_given_its_own_time_within_30_and_180_days():
    assert due("H20", day("2027-02-26"), length=30) == day("2027-03-30")  # the 28th is Easter Sunday
    with pytest.raises(ValueError, match="H20: 29 is outside 30 to 180"):
        due("H20", day("2027-02-26"), length=29)
    with pytest.raises(ValueError, match="H20: 181 is outside 30 to 180"):
        due("H20", day("2027-02-26"), length=181)


def test_stopped_periods_lengthen_the_target_of_the_whole_procedure():
    assert due("H33", day("2026-12-11"), length=90 + 7) == day("2027-03-18")


def test_a_fixed_deadline_cannot_be_given_another_length():
    with pytest.raises(ValueError, match="H17: the length is fixed at 15"):
        due("H17", day("2027-02-26"), length=20)


def test_a_suspension_ends_on_its_day_even_if_it_is_not_worked():
    assert due("H30", day("2027-02-16")) == day("2027-08-15")  # a Sunday: 180 days are the most


def test_a_deadline_counts_by_the_corrected_calendar():
    corrected = PUBLISHED.corrected(working=[day("2027-03-13")])

    assert due("H17", day("2027-02-26"), calendar=corrected) == day("2027-03-13")


def test_an_unknown_deadline_is_an_error():
    with pytest.raises(KeyError, match="H99"):
        due("H99", day("2027-02-26"))
