"""The batch of proposals: which of them are confirmed."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField, ValidationError

from forms.plain import PlainForm

WRITTEN = re.compile(r"([0-9]{1,9})-([0-9]{1,9})-([0-9]{1,9})-([0-9]{1,9})")


class Confirmed(NamedTuple):
    """One confirmed proposal: a case, two experts, the reserve (ids of profiles)."""

    case: int
    expert_a: int
    expert_b: int
    reserve: int

    def __str__(self) -> str:
        return "-".join(map(str, self))


class BatchForm(PlainForm):  # type: ignore[misc]
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
        return [Confirmed(*map(int, written.split("-"))) for written in self.chosen.data]
