"""What the office will probably ask for, told before the application is submitted (procedure rules, 5.1, 6.3 and 8.1).

Nothing here stops anybody: what must be there is asked by `workflow.application`.  Each concern names a field and says
what to do.
"""

from collections.abc import Iterable
from datetime import date

from workflow.application import NEWEST, Answers, Form
from workflow.foresight.concern import Annex, Concern
from workflow.foresight.persons import persons
from workflow.foresight.places import place_is_named
from workflow.foresight.practice import finished_implementation, practised_lead, six_months_of_practice
from workflow.foresight.telling import annexes_are_named, hungarian, indicators, partners, residents, schedule, thin

__all__ = ["Annex", "Concern", "foresee"]

RULES = (indicators, partners, place_is_named, practised_lead, residents, schedule, thin)


def foresee(answers: Answers, annexes: Iterable[Annex], on: date, form: Form = NEWEST) -> list[Concern]:
    """The concerns about what was answered, in the order of the form; empty answers are not among them.

    `on` is the day on which it would be submitted: implementations count for five years (J3).
    """
    found = [concern for rule in RULES for concern in rule(answers)]
    found += [*hungarian(answers, form), *persons(answers, form)]
    found += [*finished_implementation(answers, on), *six_months_of_practice(answers, on)]
    found += annexes_are_named(answers, list(annexes))
    place = {code: number for number, code in enumerate(form.fields)}
    return sorted(found, key=lambda concern: place.get(concern.field, len(place)))
