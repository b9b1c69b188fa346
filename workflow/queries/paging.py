"""Lists by pages: in which order, which page, how many rows there are."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, case, func
from sqlalchemy import cast as sql_cast
from sqlalchemy.orm import InstrumentedAttribute

from models.db import db
from workflow.counties import COUNTIES

PAGE = 50
#: So many rows of a file are read together.
TOGETHER = 500
#: What a list can be sorted by: a name (it stands in the address) and the columns that decide, one after the other.
Sorts = Mapping[str, Sequence[Any]]


@dataclass(frozen=True)
class Page:
    """One page of a list: its rows, its number from 1, the number of the last page, how many rows there are in all.

    `open_ids` are the rows whose own page the person may open, where some rows are but lines (BR-29).
    """

    rows: Sequence[Any]
    number: int
    last: int
    total: int
    open_ids: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Order:
    """By what a list is sorted, and whether from the end; in an address "title" or "-title".  By nothing: as usual."""

    by: str = ""
    falls: bool = False

    def __str__(self) -> str:
        return f"-{self.by}" if self.falls else self.by


def order_of(asked: str, known: Collection[str], usual: Order) -> Order:
    """The order that an address asks for, if the list knows it; else the usual one.  Never an error."""
    order = Order(asked.removeprefix("-"), asked.startswith("-"))
    return order if order.by in known else usual


def ordered(sorts: Sorts, order: Order, *usual: Any) -> list[ColumnElement[Any]]:
    """For ORDER BY: the columns of `order`, then the `usual` ones, which decide between equal rows.

    What is empty comes last, whichever way: left to themselves SQLite and PostgreSQL put it at opposite ends.
    """
    columns = [column.desc() if order.falls else column.asc() for column in sorts.get(order.by, ())]
    return [*(column.nulls_last() for column in columns), *usual]


def cut(number: int, total: int, *, size: int = PAGE) -> tuple[int, int]:
    """The page to show when page `number` was asked for, and the last one there is."""
    last = max(1, -(-total // size))
    return min(max(1, number), last), last


def read_through(statement: Select[*tuple[Any, ...]]) -> Iterator[Any]:
    """Every row of a list without pages, some at a time, in one query (each some ask for what hangs on them).

    Asked for when the first row is wanted: a file is sent after its view has answered, in a session of its own.
    """
    yield from db.session.execute(statement.execution_options(yield_per=TOGETHER))


def by_number(column: InstrumentedAttribute[Any]) -> tuple[Any, ...]:
    """Numbers such as AKR/9/2026 and AKR/10/2026: by year, then as they were given; as text 10 stands before 9."""
    year = sql_cast(func.substr(column, func.length(column) - 3), Integer)
    return (year, func.length(column), column)


def by_county(column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    """The place of the county in the Hungarian alphabet: codes have an order of their own."""
    return by_rank(column, list(COUNTIES))


def by_rank(column: InstrumentedAttribute[Any], values: Sequence[Any]) -> ColumnElement[Any]:
    """The place of what is stored among `values`."""
    return case({value: place for place, value in enumerate(values)}, value=column)
