"""Copies rows with everything that hangs on them: new ids, references inside the copy kept inside, words exchanged.

Rows are read once and written again as the driver takes them, some hundred thousand of them in seconds.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import JSON, Connection, Enum, String, Table, func, insert, select, text

Row = dict[str, Any]
CHUNK = 5000
#: Facts of events and notices that are ids, by the table they point to.
FACTS = {
    "case_id": "cases",
    "document_id": "documents",
    "clarification_id": "clarifications",
    "meeting_id": "meetings",
    "by_id": "users",
    "expert_id": "users",
    "expert_ids": "users",
    "assigned_ids": "users",
}
HELD_FACTS = {"events": "payload", "notices": "facts"}


@dataclass(frozen=True)
class Copy:
    """The `nth` copy of what belongs to a prototype; each word of `olds` becomes the one of `news`."""

    prototype: int
    nth: int
    olds: tuple[str, ...] = ()
    news: tuple[str, ...] = ()


class Shelf:
    """The rows of one table that are copied, ready to be written again.

    `turn` gives the place of a copy's row in the table: its nth, or a group that several copies share.
    """

    def __init__(
        self,
        connection: Connection,
        table: Table,
        rows: Iterable[Mapping[Any, Any]],
        turn: Callable[[int], int],
        targets: Iterable[str],
    ):
        self.table = table
        self.turn = turn
        self.processors = {
            column.name: column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
            for column in table.columns
            if not isinstance(column.type, JSON)
        }
        self.rows = {row["id"]: self._plain(row) for row in rows}
        self.stride = max(self.rows, default=0)
        self.first = connection.scalar(select(func.max(table.c.id))) or 0
        pairs = [(key.parent.name, key.column.table.name) for key in table.foreign_keys]
        self.references = [pair for pair in pairs if pair[1] in targets]
        self.texts = [column.name for column in table.columns if _is_text(column.type)]

    def new_id(self, old: int, nth: int) -> int:
        """The id that the nth copy of this row has."""
        return self.first + (self.turn(nth) - 1) * self.stride + old

    def _plain(self, row: Mapping[Any, Any]) -> Row:
        """Values as the driver takes them; JSON as text."""
        plain: Row = {}
        for name, value in row.items():
            if name in self.processors:
                process = self.processors[name]
                plain[name] = process(value) if process else value
            else:
                plain[name] = None if value is None else json.dumps(value, ensure_ascii=False)
        return plain


class Copier:
    """Writes copies of rows.  What is referred to must be taken before what refers to it."""

    def __init__(self, connection: Connection):
        self.connection = connection
        self.shelves: dict[str, Shelf] = {}

    def take(
        self, table: Table, rows: Iterable[Mapping[Any, Any]], turn: Callable[[int], int] = lambda nth: nth
    ) -> Shelf:
        """Put these rows on the shelf: whatever refers to them will refer to their copies."""
        self.shelves[table.name] = Shelf(self.connection, table, rows, turn, self.shelves.keys())
        return self.shelves[table.name]

    def copied(
        self, table: str, ids: Sequence[int], copy: Copy, change: Callable[[Row, Copy], None] | None = None
    ) -> Iterator[Row]:
        """The rows `ids` of the table as they stand in the copy; `change` gives what must be new besides."""
        shelf = self.shelves[table]
        for old in ids:
            row = dict(shelf.rows[old])
            for name, target in shelf.references:
                if row[name] in self.shelves[target].rows:
                    row[name] = self.shelves[target].new_id(row[name], copy.nth)
            for name in shelf.texts:
                if row[name]:
                    row[name] = _exchanged(row[name], copy)
            if table in HELD_FACTS:
                self._point_facts(row, HELD_FACTS[table], copy.nth)
            row["id"] = shelf.new_id(old, copy.nth)
            if change:
                change(row, copy)
            yield row

    def write(self, table: str, rows: Iterable[Row]) -> None:
        """Insert them, and let the database's own counting go on behind them."""
        compiled = insert(self.shelves[table].table).compile(dialect=self.connection.dialect)
        places = compiled.positiontup
        left = iter(rows)
        while chunk := list(islice(left, CHUNK)):
            given: Any = [tuple(row[name] for name in places) for row in chunk] if places else chunk
            self.connection.exec_driver_sql(str(compiled), given)
        if self.connection.dialect.name == "postgresql":
            counted = f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"  # noqa: S608
            self.connection.execute(text(counted))

    def _point_facts(self, row: Row, column: str, nth: int) -> None:
        facts = json.loads(row[column])
        for name in FACTS.keys() & facts.keys():
            facts[name] = self._pointed(facts[name], self.shelves[FACTS[name]], nth)
        row[column] = json.dumps(facts, ensure_ascii=False)

    def _pointed(self, value: Any, shelf: Shelf, nth: int) -> Any:
        if isinstance(value, list):
            return [self._pointed(one, shelf, nth) for one in value]
        return shelf.new_id(value, nth) if value in shelf.rows else value


def _is_text(kind: object) -> bool:
    return isinstance(kind, JSON) or (isinstance(kind, String) and not isinstance(kind, Enum))


def _exchanged(value: str, copy: Copy) -> str:
    for old, new in zip(copy.olds, copy.news, strict=True):
        if old in value:
            value = value.replace(old, new)
    return value
