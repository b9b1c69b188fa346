"""The sentences that the office keeps for completion requests: written, changed, retired, taken up again."""

from models.db import db
from models.standard_item import StandardItem
from models.user import User
from workflow.acts.requesting import UNKNOWN
from workflow.application import expand
from workflow.clock import now
from workflow.permissions import demand, may_keep_standard_items
from workflow.refusals import Refusal, Refused


def write_standard_item(
    item: StandardItem | None, *, by: User, fields: str, missing: str, to_supply: str, legal_basis: str
) -> StandardItem:
    """Write a new one (None), or an old one anew: requests that went out with it keep their words.

    Raises NotYours for somebody outside the office, Refused at "fields" for an unknown code.
    """
    demand(may_keep_standard_items, by)
    try:
        expand(fields)
    except ValueError:
        raise Refused([Refusal("unknown_field", UNKNOWN, "fields")]) from None
    item = item or StandardItem()
    item.fields, item.missing, item.to_supply, item.legal_basis = fields, missing, to_supply, legal_basis
    item.written_at, item.written_by_id = now(), by.id
    db.session.add(item)
    db.session.flush()
    return item


def retire(item: StandardItem, *, by: User) -> None:
    """It is offered no more."""
    demand(may_keep_standard_items, by)
    item.retired_at = item.retired_at or now()


def take_up(item: StandardItem, *, by: User) -> None:
    """A retired one is offered again."""
    demand(may_keep_standard_items, by)
    item.retired_at = None
