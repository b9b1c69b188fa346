"""Reading a table into the register of experts: it is taken whole or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from models.db import db
from models.expert import ExpertProfile
from models.organisation import Organisation
from models.user import User
from workflow.acts.appointing import enter_person
from workflow.acts.register_table import fault, read_table, table_of
from workflow.acts.registering import keep_sheet, keep_tie, sheet_of
from workflow.hungarian import fold
from workflow.permissions import demand, may_keep_experts
from workflow.refusals import Refusal, Refused
from workflow.text import Text


@dataclass(frozen=True, slots=True)
class Imported:
    """What a table came to: how many sheets are new, changed and as they were; the people who are new to Mérce."""

    new: int
    changed: int
    same: int
    newcomers: Sequence[User]


def take_in(table: str, *, by: User) -> Imported:
    """Read a table and write the sheets that differ; somebody unknown gets an account (the invitation is to be sent).

    Raises Refused at `table` with every fault and its line; then nothing may be kept.
    """
    demand(may_keep_experts, by)
    lines = read_table(table)
    wrong: list[Refusal] = []
    counts, newcomers = {"new": 0, "changed": 0, "same": 0}, []
    for number, facts in lines:
        try:
            known = db.session.scalar(select(User.id).where(func.lower(User.email) == facts["email"]))
            person, what = _keep(facts, by)
            counts[what] += 1
            newcomers += [] if known else [person]
        except Refused as why:
            wrong += [fault(number, refusal.text) for refusal in why.refusals]
    if wrong:
        raise Refused(wrong)
    return Imported(**counts, newcomers=newcomers)


def _keep(facts: Mapping[str, Any], by: User) -> tuple[User, str]:
    person = enter_person(
        email=facts["email"], family_name=facts["family_name"], given_name=facts.get("given_name", ""),
        county_code=facts["county_code"],
    )  # fmt: skip
    before = _said(sheet_of(person))
    employer = facts.get("employer")
    apart = ("email", "family_name", "given_name", "employer", "ties")
    named = {name: facts[name] for name in facts if name not in apart}
    sheet = keep_sheet(person, by=by, employer_id=_organisation(employer).id if employer else None, **named)
    for one in facts.get("ties", ()):
        keep_tie(person, _organisation(one.organisation), by=by, bond=one.bond, from_on=one.from_on, to_on=one.to_on)
    db.session.expire(sheet, ["ties"])
    if before is None:
        return person, "new"
    return person, "same" if before == _said(sheet) else "changed"


def _said(sheet: ExpertProfile | None) -> list[object] | None:
    """What the sheet says, as a row of the table."""
    return None if sheet is None else next(iter(table_of([sheet])))


def _organisation(name: str) -> Organisation:
    found = db.session.scalar(select(Organisation).where(Organisation.folded_name == fold(name)))
    if found is None:
        unknown = Text("Nincs ilyen szervezet: {name}.", "There is no such organisation: {name}.").filled(name=name)
        raise Refused([Refusal("organisation_unknown", unknown, "table")])
    return found
