"""The batch of proposals: the plan as it is shown, what is fixed in it, and which of it is confirmed."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, SelectMultipleField, StringField, ValidationError

from forms.experts import InvitationForm
from forms.plain import PlainForm
from workflow.matching.by_hand import Totals

WRITTEN = re.compile(r"([0-9]{1,9})-([0-9]{1,9})-([0-9]{1,9})-([0-9]{1,9})")

SUMS = re.compile(r"([0-9]{1,9})-([0-9]{1,9})-([0-9]{1,9})")


class Confirmed(NamedTuple):
    """One proposal: a case, two experts, the reserve (ids of profiles)."""

    case: int
    expert_a: int
    expert_b: int
    reserve: int

    def __str__(self) -> str:
        return "-".join(map(str, self))


class PlanForm(PlainForm):  # type: ignore[misc]
    """Every proposal as it was shown, those that a person fixed, and what the best plan comes to."""

    row = SelectMultipleField(validate_choice=False)
    fixed = SelectMultipleField(validate_choice=False)
    best = StringField()

    @property
    def plan(self) -> Sequence[Confirmed]:
        """The rows; what is not written as we wrote it is left out."""
        return _read(self.row.data or ())

    @property
    def best_totals(self) -> Totals | None:
        """What the best plan came to when the page was made."""
        numbers = SUMS.fullmatch(self.best.data or "")
        return Totals(*map(int, numbers.groups())) if numbers else None

    @property
    def kept(self) -> Sequence[Confirmed]:
        """Those of them that are fixed."""
        return _read(self.fixed.data or ())


class ChangeForm(PlanForm):
    """The one case that is changed by hand, or whose choice is fixed or let go."""

    case = IntegerField()
    release = IntegerField()


class BatchForm(PlanForm):
    """The ticked proposals, each as it was shown: what is confirmed is what was read."""

    chosen = SelectMultipleField(_("Proposals"), validate_choice=False)

    def validate_chosen(self, field: SelectMultipleField) -> None:
        """At least one, each written as we wrote it."""
        if not field.data:
            raise ValidationError(_("Tick at least one proposal."))
        if not all(WRITTEN.fullmatch(written) for written in field.data):
            raise ValidationError(_("This page was changed on its way. Please load it again."))

    @property
    def confirmed(self) -> Sequence[Confirmed]:
        """The proposals, once the form is valid."""
        return _read(self.chosen.data)


def three_of(case_id: int, proposed: Confirmed | None) -> InvitationForm:
    """The three of one case, by hand: fields of their own beside those of other cases, filled with the proposal."""
    return InvitationForm(data=proposed._asdict() if proposed else {}, prefix=f"case-{case_id}-")


def _read(written: Iterable[str]) -> Sequence[Confirmed]:
    found = (WRITTEN.fullmatch(one) for one in written)
    return [Confirmed(*map(int, one.groups())) for one in found if one]
