"""A draft of the next criteria set: begun as a copy of the one in force, written criterion by criterion."""

import copy
import re
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from models.criteria_set import CriteriaSet
from models.db import db
from models.states import CRITERIA_UNDER_WAY, CriteriaSetState
from models.user import User
from workflow.acts.criteria_keeping import VERSION
from workflow.clock import now
from workflow.criteria_path import advance
from workflow.permissions import demand, may_begin_criteria, may_edit_criteria
from workflow.refusals import Refusal, Refused
from workflow.text import Text

MEANWHILE = Refusal(
    "saved_meanwhile",
    Text(
        hu="Ezt valaki más közben mentette. Amit írt, itt megvan: mentse újra, ha ez maradjon.",
        en="Somebody else saved this meanwhile. What you wrote is still here: save again to keep it.",
    ),
)


def begin(*, by: User, version: str, change_log: str) -> CriteriaSet:
    """Copy the set in force into a draft; one set at a time is under way."""
    demand(may_begin_criteria, by)
    if refusals := _not_to_begin(version):
        raise Refused(refusals)
    current = db.session.scalars(select(CriteriaSet).where(CriteriaSet.state == CriteriaSetState.IN_FORCE)).one()
    row = CriteriaSet(
        version=version,
        state=CriteriaSetState.DRAFT,
        content=copy.deepcopy(current.content),
        change_log=change_log,
        replaces=current,
        crosswalk={one["code"]: {"to": [one["code"]], "note": ""} for one in current.content["criteria"]},
        created_at=now(),
    )
    db.session.add(row)
    advance(row, "begin", by=by)
    return row


def write_criterion(row: CriteriaSet, code: str | None, *, by: User, seen: int, criterion: Mapping[str, Any]) -> None:
    """Put `criterion` in the place of the one with this code, or (None) add it; they stand in the order of codes."""
    _may_write(row, by, seen)
    others = [one for one in row.content["criteria"] if one["code"] != code]
    if criterion["code"] in {one["code"] for one in others}:
        said = Text(hu="Ez a jel már foglalt.", en="This code is taken.")
        raise Refused([Refusal("code_taken", said, "code")])
    if code is not None and code != criterion["code"]:
        row.crosswalk = _renamed(row.crosswalk, {code: [criterion["code"]]})
    _put(row, criteria=sorted([*others, dict(criterion)], key=_place))


def remove_criterion(row: CriteriaSet, code: str, *, by: User, seen: int) -> None:
    """Take a criterion out of the draft, and out of what earlier ones became."""
    _may_write(row, by, seen)
    row.crosswalk = _renamed(row.crosswalk, {code: []})
    _put(row, criteria=[one for one in row.content["criteria"] if one["code"] != code])


def write_numbers(row: CriteriaSet, *, by: User, seen: int, **parts: Mapping[str, Any]) -> None:
    """Thresholds, limits of divergence, the rule of proof: the named parts of the content."""
    _may_write(row, by, seen)
    _put(row, **parts)


def write_eligibility(row: CriteriaSet, *, by: User, seen: int, eligibility: Sequence[Mapping[str, Any]]) -> None:
    """The list of what the office checks before anybody scores."""
    _may_write(row, by, seen)
    _put(row, eligibility=sorted(map(dict, eligibility), key=_place))


def write_passage(row: CriteriaSet, *, by: User, seen: int, change_log: str, crosswalk: Mapping[str, Any]) -> None:
    """What changed, and what became of each criterion of the set that is replaced."""
    _may_write(row, by, seen)
    row.change_log, row.crosswalk = change_log, dict(crosswalk)
    db.session.flush()


def _may_write(row: CriteriaSet, by: User, seen: int) -> None:
    demand(may_edit_criteria, by, row)
    if seen != row.edit:
        raise Refused([MEANWHILE])


def _put(row: CriteriaSet, **parts: Any) -> None:
    row.content = {**row.content, **parts}
    db.session.flush()


def _renamed(crosswalk: Mapping[str, Any], became: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    return {
        old: {**passage, "to": [new for one in passage["to"] for new in became.get(one, [one])]}
        for old, passage in crosswalk.items()
    }


def _place(one: Mapping[str, Any]) -> tuple[int, str]:
    number = re.search(r"\d+", str(one["code"]))
    return (int(number[0]) if number else 0, str(one["code"]))


def _not_to_begin(version: str) -> list[Refusal]:
    refusals = []
    if db.session.scalar(select(CriteriaSet.id).where(CriteriaSet.state.in_(CRITERIA_UNDER_WAY)).limit(1)):
        said = Text(hu="Már készül egy szempontrendszer.", en="A criteria set is under way already.")
        refusals.append(Refusal("set_under_way", said))
    if not VERSION.fullmatch(version):
        said = Text(hu="A szám ilyen legyen: 1.1.", en="Write the number like 1.1.")
        refusals.append(Refusal("version_malformed", said, "version"))
    elif db.session.scalar(select(CriteriaSet.id).where(CriteriaSet.version == version)):
        said = Text(hu="Ilyen számú szempontrendszer már van.", en="There is a criteria set of this number already.")
        refusals.append(Refusal("version_taken", said, "version"))
    return refusals
