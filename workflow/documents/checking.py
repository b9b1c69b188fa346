"""Facts against their shape: a document is made of complete facts or not at all."""

from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, NotRequired, get_args, get_origin, get_type_hints, is_typeddict


class FactsError(ValueError):
    """A fact is missing, unknown or of the wrong kind; the message names its place."""


def checked(facts: object, shape: Any, place: str) -> Any:
    """A copy of `facts` in the `shape` of `workflow.documents.shapes`, ISO texts turned into times.

    Raises FactsError, naming the `place` of the first fault.
    """
    if is_typeddict(shape):
        return _record(facts, shape, place)
    if get_origin(shape) is UnionType:
        return _one_of(facts, get_args(shape), place)
    if get_origin(shape) is list:
        return _list(facts, get_args(shape)[0], place)
    if shape in (date, datetime):
        return _time(facts, shape, place)
    if type(facts) is not shape:
        raise FactsError(f"{place}: {shape.__name__} expected, not {facts!r}")
    return facts


def _record(facts: object, shape: Any, place: str) -> dict[str, Any]:
    if not isinstance(facts, dict):
        raise FactsError(f"{place}: a record expected, not {facts!r}")
    fields = get_type_hints(shape, include_extras=True)
    if unknown := sorted(map(str, facts.keys() - fields.keys())):
        raise FactsError(f"{place}: unknown {', '.join(unknown)}")
    found: dict[str, Any] = {}
    for name, kind in fields.items():
        optional = get_origin(kind) is NotRequired
        if name in facts:
            inner = get_args(kind)[0] if optional else kind
            found[name] = checked(facts[name], inner, f"{place}.{name}")
        elif not optional:
            raise FactsError(f"{place}: {name} is missing")
    return found


def _one_of(facts: object, kinds: tuple[Any, ...], place: str) -> Any:
    if facts is None and NoneType in kinds:
        return None
    kinds = tuple(kind for kind in kinds if kind is not NoneType)
    for kind in kinds[:-1]:
        if type(facts) is kind:
            return facts
    return checked(facts, kinds[-1], place)


def _list(facts: object, kind: Any, place: str) -> list[Any]:
    if not isinstance(facts, list | tuple):
        raise FactsError(f"{place}: a list expected, not {facts!r}")
    return [checked(fact, kind, f"{place}[{index}]") for index, fact in enumerate(facts)]


def _time(facts: object, kind: type[date], place: str) -> date:
    if isinstance(facts, str):
        try:
            facts = kind.fromisoformat(facts)
        except ValueError as fault:
            raise FactsError(f"{place}: {facts!r} is not an ISO {kind.__name__}") from fault
    if type(facts) is not kind:
        raise FactsError(f"{place}: {kind.__name__} expected, not {facts!r}")
    if isinstance(facts, datetime) and facts.tzinfo is None:
        raise FactsError(f"{place}: a moment without a time zone")
    return facts
