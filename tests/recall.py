"""What was played once from the same beginning is written again as it was: the same rows, without playing.

A beginning is all that stands in all tables, and the moment at which the clock stands still.  Where either differs, it
is played.  Nothing outlives the process, so what is recalled was played by the code under test.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeVar

from sqlalchemy import Table, inspect
from time_machine import escape_hatch

from models.db import db
from workflow.clock import now

#: By table, each row in the database's own form: a tuple (SQLite) or a line of COPY (PostgreSQL).
Rows = dict[str, list[Any]]
KEPT_AT_MOST = 300
T = TypeVar("T")


@dataclass
class Played:
    """The rows that came and went, and what finds the result among them."""

    gone: Rows
    come: Rows
    mark: Any


_kept: OrderedDict[Hashable, Played] = OrderedDict()


def once(what: Hashable, play: Callable[[], T], *, mark: Callable[[T], Any], find: Callable[[Any], T]) -> T:
    """What `play()` leaves behind and gives; `mark` makes of the result what `find` finds it by in another session."""
    if not escape_hatch.is_travelling():
        return play()
    db.session.flush()
    before = stored()
    key = (what, now(), sha256(repr(before).encode()).digest())
    if key in _kept:
        _kept.move_to_end(key)
        _write(_kept[key])
        return find(_kept[key].mark)
    result = play()
    db.session.flush()
    after = stored()
    _kept[key] = Played(gone=_without(before, after), come=_without(after, before), mark=mark(result))
    if len(_kept) > KEPT_AT_MOST:
        _kept.popitem(last=False)
    return result


def stored() -> Rows:
    """All that stands in the tables that hold something, in the order of their keys, uncommitted rows too."""
    read = _read_postgresql if _on_postgresql() else _read_sqlite
    return read()


def _without(rows: Rows, others: Rows) -> Rows:
    """The rows that are not among the others."""
    left = {}
    for name, there in rows.items():
        known = set(others.get(name, ()))
        left[name] = [row for row in there if row not in known]
    return {name: there for name, there in left.items() if there}


def _write(played: Played) -> None:
    """Into the session's own transaction.  What the session had loaded of it is loaded anew."""
    write = _write_postgresql if _on_postgresql() else _write_sqlite
    write(played)
    session = db.session()
    session.info.clear()
    if played.gone:
        session.expire_all()
    for row in list(session.identity_map.values()):
        session.expire(row, inspect(type(row)).relationships.keys())


def _on_postgresql() -> bool:
    return db.engine.dialect.name == "postgresql"


def _tables() -> list[Table]:
    return db.metadata.sorted_tables


def _columns(table: Table) -> str:
    return ", ".join(f'"{column.name}"' for column in table.columns)


def _ordered(table: Table) -> str:
    keys = ", ".join(column.name for column in table.primary_key)
    return f"SELECT {_columns(table)} FROM {table.name} ORDER BY {keys}"  # noqa: S608  the names are our own


# SQLite


def _read_sqlite() -> Rows:
    cursor = db.session.connection().connection.cursor()
    found = {table.name: cursor.execute(_ordered(table)).fetchall() for table in _tables()}
    return {name: rows for name, rows in found.items() if rows}


def _write_sqlite(played: Played) -> None:
    cursor = db.session.connection().connection.cursor()
    cursor.execute("PRAGMA defer_foreign_keys = ON")
    for table in _tables():
        same = " AND ".join(f'"{column.name}" IS ?' for column in table.columns)
        cursor.executemany(f"DELETE FROM {table.name} WHERE {same}", played.gone.get(table.name, ()))  # noqa: S608
        places = ", ".join("?" * len(table.columns))
        into = f"INSERT INTO {table.name} ({_columns(table)}) VALUES ({places})"  # noqa: S608
        cursor.executemany(into, played.come.get(table.name, ()))


# PostgreSQL


def _read_postgresql() -> Rows:
    cursor = db.session.connection().connection.driver_connection.cursor()
    asked = " UNION ALL ".join(
        f"SELECT '{table.name}' WHERE EXISTS (SELECT 1 FROM {table.name})"  # noqa: S608
        for table in _tables()
    )
    holding = {name for (name,) in cursor.execute(asked)}
    return {table.name: _lines(cursor, table) for table in _tables() if table.name in holding}


def _lines(cursor: Any, table: Table) -> list[str]:
    with cursor.copy(f"COPY ({_ordered(table)}) TO STDOUT") as rows:
        return b"".join(bytes(part) for part in rows).decode().split("\n")[:-1]


def _write_postgresql(played: Played) -> None:
    """Foreign keys wait until all is there; the numbers go on behind the rows."""
    cursor = db.session.connection().connection.driver_connection.cursor()
    cursor.execute("SET LOCAL session_replication_role = replica")
    for table in _tables():
        if gone := played.gone.get(table.name):
            _delete_lines(cursor, table, gone)
        if come := played.come.get(table.name):
            with cursor.copy(f"COPY {table.name} ({_columns(table)}) FROM STDIN") as rows:
                rows.write("".join(f"{line}\n" for line in come))
            if "id" in table.columns:
                last = f"SELECT GREATEST(max(id), (SELECT last_value FROM {table.name}_id_seq)) FROM {table.name}"  # noqa: S608
                cursor.execute(f"SELECT setval('{table.name}_id_seq', ({last}))")
    cursor.execute("SET LOCAL session_replication_role = origin")


def _delete_lines(cursor: Any, table: Table, lines: list[str]) -> None:
    keys = [column.name for column in table.primary_key]
    places = [list(table.columns.keys()).index(key) for key in keys]
    same = " AND ".join(f"{key}::text = %s" for key in keys)
    for line in lines:
        fields = line.split("\t")
        cursor.execute(f"DELETE FROM {table.name} WHERE {same}", [fields[place] for place in places])  # noqa: S608
