"""A list and its address: what is asked for there, the links that keep the rest of it, the list as CSV.

`?words=kert&county=20&sort=-title&page=2`: what is no choice of the list is left out and never an error.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import Response, make_response, request, stream_with_context, url_for
from flask.typing import ResponseReturnValue

from blueprints.shared import shown, wants_fragment
from workflow.clock import today
from workflow.queries.paging import Order, order_of
from workflow.spreadsheets import csv_of

LONGEST = 100


@dataclass(frozen=True)
class Filter:
    """One filter: its name in the address, its title, what may be chosen; without choices, words that are typed.

    `anything` is what choosing nothing is called.  A folded filter stands with the rarer ones.
    """

    name: str
    title: str
    choices: Sequence[tuple[str, str]] | None = None
    anything: str = ""
    is_folded: bool = False

    def read(self, typed: str) -> str:
        """What was typed as far as it asks for anything: signs that nobody sees are dropped, blanks made one."""
        seen = "".join(sign for sign in typed if sign.isprintable() or sign.isspace())
        asked = " ".join(seen.split())[:LONGEST]
        return asked if self.choices is None or asked in dict(self.choices) else ""

    def shown(self, value: str) -> str:
        """The value in words."""
        return value if self.choices is None else dict(self.choices)[value]


class Active(NamedTuple):
    """A filter that is set: its title, its value in words, the address of the list without it."""

    title: str
    words: str
    address: str


class SortLink(NamedTuple):
    """The address that sorts by a column (from the end, if it is sorted by it), and how it stands for aria-sort."""

    address: str
    standing: str


@dataclass(frozen=True)
class Listing:
    """What the address asks of a list; `asked` holds every filter's value, "" where it asks for nothing."""

    endpoint: str
    filters: Sequence[Filter]
    asked: Mapping[str, str]
    order: Order
    usual: Order
    number: int

    def address(self, endpoint: str = "", **changes: Any) -> str:
        """The address of this very list with these values changed; an empty one is left out."""
        query = {name: value for name, value in {**self.asked, "sort": self.sorting, **changes}.items() if value}
        base = _address_of(endpoint) if endpoint else self.base
        return f"{base}?{urlencode(query)}" if query else base

    @cached_property
    def base(self) -> str:
        return _address_of(self.endpoint)

    def page(self, number: int) -> str:
        """The address of another page."""
        return self.address(page=number if number > 1 else "")

    def sort(self, by: str) -> SortLink:
        """The way to this list sorted by a column."""
        stands = self.order.by == by
        other = Order(by, stands and not self.order.falls)
        standing = ("descending" if self.order.falls else "ascending") if stands else ""
        return SortLink(self.address(sort="" if other == self.usual else str(other)), standing)

    @property
    def active(self) -> list[Active]:
        """The filters that are set."""
        return [
            Active(one.title, one.shown(self.asked[one.name]), self.address(**{one.name: ""}))
            for one in self.filters
            if self.asked[one.name]
        ]

    @property
    def set_names(self) -> list[str]:
        """The names of the filters that are set."""
        return [name for name, value in self.asked.items() if value]

    @property
    def sorting(self) -> str:
        """What a form of this list must send along to keep its order; "" for the usual one."""
        return str(self.order) if self.order != self.usual else ""

    @property
    def bare(self) -> str:
        """The address with no filter, in the same order."""
        return self.address(**dict.fromkeys(self.asked, ""))


def _address_of(endpoint: str) -> str:
    """Of the same record, where the list belongs to one."""
    return url_for(endpoint, **(request.view_args or {}))


def asked_of(
    endpoint: str, filters: Sequence[Filter], *, sorts: Collection[str], usual: Order | None = None
) -> Listing:
    """Read the address of the request."""
    usual = usual or Order()
    return Listing(
        endpoint,
        filters,
        {one.name: one.read(request.args.get(one.name, "")) for one in filters},
        order_of(request.args.get("sort", ""), sorts, usual),
        usual,
        request.args.get("page", 1, type=int),
    )


def listed(page: str, partial: str, listing: Listing, /, **context: Any) -> ResponseReturnValue:
    """The list (`page` of it) for htmx, the page of the screen that includes it for everybody else.

    A form sends its empty fields along, too: in the history of the browser they stand for nothing.
    """
    answer = make_response(shown(page, partial, listing=listing, **context))
    if wants_fragment():
        answer.headers["HX-Push-Url"] = listing.page(context["page"].number)
    return answer


def as_csv(name: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response:
    """The rows as a file to save, sent while they are read: `name` and the day are its name."""
    answer = Response(stream_with_context(csv_of(headings, rows)), mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}-{today().isoformat()}.csv")
    return answer
