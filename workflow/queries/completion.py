"""A completion as the officer judges it: item by item, what was answered and what differs in the fields it names."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from models.attachment import Attachment
from models.case import Case
from models.completion import CompletionItem
from models.db import db
from workflow.application import Form, form_of
from workflow.checklist.proposals import named_in
from workflow.comparison import Difference, difference


@dataclass(frozen=True)
class Supplied:
    """One item: the fields it names in the version before and in the completed one, and what was attached to it.

    `unchanged` are the fields that it names and that say what they said before.
    """

    item: CompletionItem
    changed: list[Difference]
    unchanged: list[Difference]
    annexes: list[Attachment]


def supplied(case: Case, locale: object) -> list[Supplied]:
    """The items of the latest request with what came for each; one query."""
    request = case.request
    if request is None:
        return []
    form = form_of(case.version)
    before = next(version.answers for version in case.programme.versions if version.id == request.version_id)
    files = db.session.scalars(
        select(Attachment)
        .where(Attachment.case_id == case.id, Attachment.version_number == case.version.number)
        .order_by(Attachment.kind, Attachment.id)
    ).all()
    return [_supplied(item, before, case.version.answers, form, files, locale) for item in request.items]


def _supplied(
    item: CompletionItem,
    before: dict[str, object],
    after: dict[str, object],
    form: Form,
    files: Sequence[Attachment],
    locale: object,
) -> Supplied:
    codes = named_in(form, item.fields)
    asked = [form.fields[code] for code in codes if form.fields[code].kind != "annex"]
    found = [difference(field, before.get(field.code), after.get(field.code), locale) for field in asked]
    kinds = {*codes, *({"M5"} if "I1" in codes else ())}
    return Supplied(
        item=item,
        changed=[each for each in found if each.is_changed],
        unchanged=[each for each in found if not each.is_changed],
        annexes=[file for file in files if file.kind in kinds],
    )
