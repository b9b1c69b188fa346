"""Choosing experts for a case."""

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from forms.plain import PlainForm
from workflow.counties import COUNTIES
from workflow.queries.experts import Candidate

CHOOSE = [InputRequired(_("Choose somebody."))]


class ChoiceOfExperts(PlainForm):  # type: ignore[misc]
    """Any form whose fields each name one expert."""

    def offer(self, eligible: Sequence[Candidate]) -> "ChoiceOfExperts":
        """Offer these in every field.  What is not among them is refused by the rules, which say why."""
        for field in self:
            if isinstance(field, SelectField):
                field.choices = [SelectChoice(candidate.expert.id, in_words(candidate)) for candidate in eligible]
        return self


class InvitationForm(ChoiceOfExperts):
    """Two experts and a reserve (T13)."""

    expert_a = SelectField(_("First expert"), CHOOSE, coerce=int, validate_choice=False)
    expert_b = SelectField(_("Second expert"), CHOOSE, coerce=int, validate_choice=False)
    reserve = SelectField(
        _("Reserve"),
        CHOOSE,
        coerce=int,
        validate_choice=False,
        description=_("Is asked only if one of the two declines or does not answer."),
    )


class ExpertForm(ChoiceOfExperts):
    """One expert: a replacement, or the control expert."""

    expert = SelectField(_("Expert"), CHOOSE, coerce=int, validate_choice=False)


def in_words(candidate: Candidate) -> str:
    """Name, county and load, as the head of office compares them; short, because a phone cuts off the rest."""
    expert = candidate.expert
    return gettext(
        "%(name)s, %(county)s: %(open)s/%(most)s, %(taken)s/%(limit)s",
        name=expert.user.display_name,
        county=COUNTIES[expert.county_code].name,
        open=candidate.open_reviews,
        most=expert.parallel_limit,
        taken=candidate.this_year,
        limit=expert.yearly_limit,
    )
