"""What a copy must have of its own: title, numbers, codes, addresses, and everything that is searched or signed."""

import json
import re
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy import Connection, delete, insert, select

from models.setting import NumberSeries
from workflow.application import fingerprint
from workflow.demo.copying import Copier, Copy, Row
from workflow.hungarian import fold, searched, sort_key
from workflow.numbering import meeting_number, verification_code

Owner = Mapping[str, Mapping[int, int]]
LONGEST_TITLE = 160


class Numbered(NamedTuple):
    """A number of a series in every form in which texts hold it: (as it is, the pattern of a new one)."""

    series: str
    year: int
    forms: tuple[tuple[str, str], ...]


class Naming:
    """Gives copies their own names and numbers; the numbers go on where the series of the office stand."""

    def __init__(self, connection: Connection, copier: Copier, owner: Owner):
        self.connection = connection
        self.copier = copier
        self.owner = owner
        rows = connection.execute(select(NumberSeries.series, NumberSeries.year, NumberSeries.last))
        self.last = Counter({(series, year): last for series, year, last in rows})
        self.changes: dict[str, Callable[[Row, Copy], None]] = {
            "organisations": self._organisation,
            "users": self._user,
            "programmes": self._programme,
            "versions": self._version,
            "cases": self._case,
            "accreditations": self._accreditation,
            "meetings": self._meeting,
        }

    def copies(self, counted: Iterable[tuple[int, int]]) -> list[Copy]:
        """Each (prototype, nth) with the words that are exchanged in all its texts."""
        numbers = {prototype: list(self._numbers(prototype)) for prototype in self.owner["programmes"]}
        return [self._copy(prototype, nth, numbers[prototype]) for prototype, nth in counted]

    def save(self) -> None:
        """The series of the office stand where the last copy left them."""
        self.connection.execute(delete(NumberSeries))
        rows = [{"series": series, "year": year, "last": last} for (series, year), last in self.last.items()]
        self.connection.execute(insert(NumberSeries), rows)

    def _copy(self, prototype: int, nth: int, numbers: Iterable[Numbered]) -> Copy:
        programme = self.copier.shelves["programmes"].rows[prototype]
        organisations = self.copier.shelves["organisations"]
        holder = organisations.rows[programme["organisation_id"]]["name"]
        words = {
            programme["title"]: title_of(programme["title"], nth),
            holder: name_of(holder, organisations.turn(nth)),
        }
        for number in numbers:
            n = self._next(number.series, number.year)
            words |= {old: pattern.format(n=n) for old, pattern in number.forms}
        for row in self._of("certificates", prototype):
            words[row["code"]] = verification_code(secrets.token_bytes(12))
        return Copy(prototype, nth, tuple(words), tuple(words.values()))

    def _numbers(self, prototype: int) -> Iterator[Numbered]:
        for row in self._of("programmes", prototype):
            if row["number"]:
                year = row["number"].split("-")[1]
                yield Numbered("RP", int(year), ((row["number"], f"RP-{year}-{{n:04}}"),))
        for row in self._of("cases", prototype):
            if row["number"]:
                _, n, year = row["number"].split("/")
                yield Numbered("AKR", int(year), ((f"AKR/{n}/", "AKR/{n}/"), (f"AKR/{n}-", "AKR/{n}-")))
        for row in self._of("decisions", prototype):
            n, year = re.findall(r"\d+", row["resolution_number"])[:2]
            yield Numbered("OFM", int(year), ((f"OFM {n}/{year}.", f"OFM {{n}}/{year}."),))
        for row in self._of("accreditations", prototype):
            year = row["number"].split("/")[1]
            yield Numbered("RPA", int(year), ((row["number"], f"RPA/{year}/{{n:04}}"),))

    def _of(self, table: str, prototype: int) -> Iterator[Row]:
        rows = self.copier.shelves[table].rows
        return (rows[id] for id, whose in self.owner[table].items() if whose == prototype)

    def _next(self, series: str, year: int) -> int:
        self.last[series, year] += 1
        return self.last[series, year]

    def _organisation(self, row: Row, copy: Copy) -> None:
        row["name"] = name_of(row["name"], self.copier.shelves["organisations"].turn(copy.nth))
        row["folded_name"] = fold(row["name"])

    def _user(self, row: Row, copy: Copy) -> None:
        nth = self.copier.shelves["users"].turn(copy.nth) + 1
        name, _, domain = row["email"].partition("@")
        row |= {"email": f"{name}.{nth}.{row['id']}@{domain}", "fs_uniquifier": uuid4().hex, "suffix": f"{nth}."}

    def _programme(self, row: Row, copy: Copy) -> None:
        row["sort_key"] = sort_key(row["title"])
        row["searched"] = searched(row["title"], copy.news[1])

    def _version(self, row: Row, copy: Copy) -> None:
        if row["fingerprint"]:
            row["fingerprint"] = fingerprint(json.loads(row["answers"]))

    def _case(self, row: Row, copy: Copy) -> None:
        row["birth_token"] = uuid4().hex

    def _accreditation(self, row: Row, copy: Copy) -> None:
        row["sort_key"] = sort_key(row["title"])
        told = (row[name] for name in ("title", "summary", "holder", "places", "number"))
        row["searched"] = fold(" ".join(told))[:4000]

    def _meeting(self, row: Row, copy: Copy) -> None:
        year = int(row["number"].split("/")[1])
        row["number"] = meeting_number(self._next("OFM-meeting", year), year)
        if row["minutes"]:
            row["minutes"] = json.dumps({**json.loads(row["minutes"]), "number": row["number"]}, ensure_ascii=False)


def title_of(title: str, nth: int) -> str:
    """Kertek alatt – 12. helyszín"""
    ending = f" – {nth + 1}. helyszín"
    return title[: LONGEST_TITLE - len(ending)] + ending


def name_of(organisation: str, turn: int) -> str:
    """Minta Közösségekért Egyesület (fiktív) 12."""
    return f"{organisation} {turn + 1}."


def together(copies: Iterable[Copy]) -> Iterable[Copy]:
    """The copies of the same nth as one: the words of a meeting that treated them together."""
    merged: dict[int, Copy] = {}
    for copy in copies:
        before = merged.get(copy.nth)
        olds, news = (before.olds, before.news) if before else ((), ())
        merged[copy.nth] = Copy(copy.prototype, copy.nth, olds + copy.olds, news + copy.news)
    return merged.values()
