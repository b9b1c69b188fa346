"""Every page that there is, and who looks at it: taken from the access matrix, so that no page is forgotten."""

from typing import NamedTuple

from tests.blueprints.matrix import DEMONSTRATION, OWN, PUBLIC, ROWS
from tests.blueprints.world import STATES, World

#: What a browser saves or a machine reads: no page.
NO_PAGES = {
    "attachments.download",
    "demo.as_html",  # a mail in a sandbox where no script runs, not even axe
    "health.healthz",
    "health.readyz",
    "letters.pdf",
    "meetings.print_minutes",
    "registry.certificate",
    "sheets.sheet",
    "static",
}
#: Whoever of these may open a page looks at it: one from each side of the desk.
APPLICANTS = ("representative", "staff", "stranger")
INSIDERS = ("officer", "head", "president", "administrator")
OTHERS = ("chair", "expert_a", "certifier", "excluded_member")
#: Who has something to do on the page of a case.
AT_THE_CASE = ("representative", "officer", "head")
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
    ("chair", "/cases/{on_the_agenda}"),
    ("president", "/cases/{decision_being_issued}"),
    ("president", "/cases/{decision_being_issued}/decision"),
    ("", "/registry?words=nincs+ilyen"),
    ("", "/verify/ROSSZ-KOD"),
    ("", "/no-such-page"),
    ("head", "/cases/999999"),
    ("stranger", "/people/"),
]


class Visit(NamedTuple):
    """Somebody (`part` of the world; "" is nobody) opens `address`."""

    part: str
    address: str


def visits(world: World) -> list[Visit]:
    """Every page once for each side that may see it, and the page of a case in every state."""
    rows = [row for row in [*ROWS, *DEMONSTRATION, *PUBLIC] if row.method == "GET" and row.endpoint not in NO_PAGES]
    there = [
        Visit(part, row.address) for row in rows for part in _readers(row.may, public=not row.may and row.rest is None)
    ]
    there += [
        Visit("head", row.address) for row in DEMONSTRATION if row.method == "GET" and row.endpoint not in NO_PAGES
    ]
    there += [Visit("head", address) for _, method, address in OWN if method == "GET"]
    there += [Visit(part, f"/cases/{{{state.value}}}") for state in STATES for part in AT_THE_CASE]
    there += [Visit(*more) for more in MORE]
    hidden = {f"/cases/{{{STATES[0].value}}}"}
    filled = [Visit(part, address.format(**world.at)) for part, address in there if address not in hidden]
    return list(dict.fromkeys(filled))


def _readers(may: frozenset[str], *, public: bool) -> list[str]:
    if public:
        return [""]
    sides = (APPLICANTS, INSIDERS, OTHERS)
    found = [next((part for part in side if part in may), "") for side in sides]
    return [part for part in found if part] or sorted(may)[:1]
