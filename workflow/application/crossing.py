"""Answers that contradict one another (procedure rules, 6.1: G8 against G5, G7, F3, D4, J-1, J-2 against E3, years)."""

from datetime import date
from decimal import Decimal

from workflow.application.cells import hours
from workflow.application.completeness import Answers
from workflow.application.editions import NEWEST
from workflow.application.fields import Form
from workflow.application.rows import row_problems
from workflow.application.showing import amount
from workflow.application.tables import placed
from workflow.text import Text

#: The column whose cells the system adds up: the hours of the schedule.
HOURS = ("G8", 4)


def cross_problems(answers: Answers, form: Form = NEWEST, on: date | None = None) -> list[tuple[str, Text]]:
    """The code of the field to mend and a sentence, for each contradiction; `on` is the day, today by default.

    What is missing is passed over, and so is what this form does not ask.
    """
    rows = [(field.code, placed(field, wrong)) for field, wrong in row_problems(answers, form, on)]
    return [*sum_problems(answers, form), *rows]


def sum_problems(answers: Answers, form: Form = NEWEST) -> list[tuple[str, Text]]:
    """The same, without what can be said of single rows."""
    checks = (_hours, _group_size, _volunteers, _concerned)
    asked = {code: value for code, value in answers.items() if code in form.fields}
    return [found for check in checks if (found := check(asked))]


def _hours(answers: Answers) -> tuple[str, Text] | None:
    code, place = HOURS
    wanted = _number(answers, "G5")
    rows = [row for row in answers.get(code) or [] if isinstance(row, list) and len(row) > place]
    given = [hours(str(row[place])) for row in rows]
    if wanted is None or not given or None in given:
        return None
    total = sum((each for each in given if each is not None), Decimal(0))
    if total == wanted:
        return None
    return code, Text(
        "Az órák összege {total}, a G5 mezőben {wanted} áll. A kettőnek egyeznie kell.",
        "The hours add up to {total}; field G5 says {wanted}. The two must be equal.",
    ).filled(total=_hours_said(total), wanted=_hours_said(wanted))


def _group_size(answers: Answers) -> tuple[str, Text] | None:
    return _not_above(
        answers,
        ("G7a", "G7b"),
        Text(
            "A legkisebb csoportlétszám ({less}) nem lehet több a legnagyobbnál ({more}).",
            "The smallest group size ({less}) cannot be above the largest ({more}).",
        ),
    )


def _volunteers(answers: Answers) -> tuple[str, Text] | None:
    return _not_above(
        answers,
        ("F3b", "F3a"),
        Text(
            "Az önkéntesek száma ({less}) nem lehet több a lakosokénál ({more}).",
            "There cannot be more volunteers ({less}) than residents ({more}).",
        ),
    )


def _concerned(answers: Answers) -> tuple[str, Text] | None:
    residents, concerned = _number(answers, "F3a"), _number(answers, "D4")
    if residents is None or concerned is None or residents <= concerned:
        return None
    return "D4", Text(
        "Az érintettek száma ({concerned}) nem lehet kevesebb a részt vevő lakosokénál ({residents}, F3).",
        "The number concerned ({concerned}) cannot be below the residents who take part ({residents}, F3).",
    ).filled(concerned=amount(float(concerned)), residents=amount(float(residents)))


def _not_above(answers: Answers, codes: tuple[str, str], sentence: Text) -> tuple[str, Text] | None:
    less, more = (_number(answers, code) for code in codes)
    if less is None or more is None or less <= more:
        return None
    return codes[0], sentence.filled(less=amount(float(less)), more=amount(float(more)))


def _number(answers: Answers, code: str) -> Decimal | None:
    value = answers.get(code)
    return Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _hours_said(number: Decimal) -> Text:
    return amount(float(number), places=max(1, -int(number.normalize().as_tuple().exponent)))
