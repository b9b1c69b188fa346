"""Every page that there is, and who looks at it: taken from the access matrix, so that no page is forgotten."""

import re
from typing import NamedTuple

from tests.blueprints.matrix import DEMONSTRATION, OWN, PUBLIC, ROWS
from tests.blueprints.rows import Row
from tests.blueprints.world import STATES, World

#: What a browser saves or a machine reads: no page.
NO_PAGES = {
    "attachments.download",
    "attachments.preview",
    "cases.table",
    "errands.fetch",
    "demo.as_html",  # a mail in a sandbox where no script runs, not even axe
    "health.healthz",
    "health.readyz",
    "meetings.print_minutes",
    "meetings.table",
    "registry.certificate",
    "registry.table",
    "sheets.sheet",
    "static",
    "uploads.show",
}
#: What a browser saves, by the end of its address.
FILES = (".csv", ".pdf")
#: The first of these who may open a page looks at it: whoever has something to do there.
READERS = ("chair", "expert_a", "certifier", "president", "head", "officer", "representative", "stranger")
#: Who has something to do on the page of a case.
AT_THE_CASE = ("representative", "head")
#: Pages that exist in more than one shape.
MORE = [
    ("representative", "/inbox/"),
    ("expert_a", "/inbox/"),
    ("chair", "/inbox/"),
    ("without_role", "/inbox/"),
    ("member", "/meetings/{voting_meeting}"),
    ("excluded_member", "/meetings/{voting_meeting}"),
    ("chair", "/meetings/{meeting}"),
    ("chair", "/agenda-items/{voting_item}/proposals?outcome=accredited_with_conditions"),
    ("expert_a", "/reviews/{closed_review}"),
    ("expert_a", "/assignments/{accepted_invitation}"),
    ("developer", "/cases/"),
    ("head", "/cases/?words=nincs+ilyen"),
    ("head", "/cases/?state=submitted&county=20&sort=-arrived"),
    ("head", "/cases/{objected}/conflicts"),
    ("head", "/cases/{under_expert_review}/conflicts"),
    ("head", "/people/?words=nincs+ilyen"),
    ("chair", "/cases/{on_the_agenda}"),
    ("president", "/cases/{decision_being_issued}"),
    ("president", "/cases/{decision_being_issued}/decision"),
    ("", "/registry?words=nincs+ilyen"),
    ("", "/verify/ROSSZ-KOD"),
    ("", "/no-such-page"),
    ("head", "/cases/999999"),
    ("stranger", "/people/"),
    ("head", "/errands/{waiting_errand}"),
    ("officer", "/cases/recording/?reading={office_reading}"),
]


class Visit(NamedTuple):
    """Somebody (`part` of the world; "" is nobody) opens `address`."""

    part: str
    address: str


def visits(world: World) -> list[Visit]:
    """Every page once, the page of a case in every state from both sides of the desk, and the rest of the shapes."""
    return list(named_visits(world).values())


def named_visits(world: World) -> dict[str, Visit]:
    """The same, each under a name made of what it shows and who looks: "cases-draft-draft-representative"."""
    there = [
        *(Visit(_reader(row.may), row.address) for row in ROWS if _is_page(row) and row.may),
        *(Visit("head", row.address) for row in DEMONSTRATION if _is_page(row)),
        *(Visit("", row.address) for row in PUBLIC if _is_page(row)),
        *(Visit("head", address) for _, method, address in OWN if method == "GET"),
        *(Visit(part, f"/cases/{{{state.value}}}") for state in STATES[1:] for part in AT_THE_CASE),
        *(Visit(*more) for more in MORE),
    ]
    named: dict[str, Visit] = {}
    for visit in there:
        opened = Visit(visit.part, visit.address.format(**world.at))
        if opened not in named.values():
            named[_name(visit)] = opened
    return named


def _name(visit: Visit) -> str:
    words = re.findall(r"[a-z0-9]+", visit.address.lower()) or ["home"]
    return "-".join([*words, *visit.part.split("_")]).strip("-")


def _is_page(row: Row) -> bool:
    return row.method == "GET" and row.endpoint not in NO_PAGES and not row.address.endswith(FILES)


def _reader(may: frozenset[str]) -> str:
    return next((part for part in READERS if part in may), min(may))
