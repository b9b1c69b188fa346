"""What a row of the access matrix is, and whom the rows name."""

from typing import NamedTuple


def parts(words: str) -> frozenset[str]:
    """The names in a line."""
    return frozenset(words.split())


APPLICANT = parts("representative staff")
#: Whom the applicant invited to write its applications: they see its cases, and write where it writes.
CO_WRITER, INVITED, FORMER = parts("co_writer"), parts("invited_co_writer"), parts("former_co_writer")
WRITERS = APPLICANT | CO_WRITER
REPRESENTATIVE, STAFF = parts("representative"), parts("staff")
HEAD, OFFICER, PRESIDENT, CHAIR = parts("head"), parts("officer"), parts("president"), parts("chair")
CASE_OFFICE = HEAD | OFFICER
OFFICE = CASE_OFFICE | parts("other_officer")
INSIDE = CASE_OFFICE | PRESIDENT
#: Who sees a submitted case at all; before it has its officer every officer does.
SEE = WRITERS | INSIDE
SEE_NEW = SEE | parts("other_officer")
#: Members of the workshop who are entitled to the item.
MEMBERS = parts("chair member")
#: An item that was voted on kept nobody out.
SEE_DECIDED = SEE | MEMBERS | parts("excluded_member")
AT_MEETINGS = OFFICE | PRESIDENT | MEMBERS | parts("secretary certifier later_member")
ALL_AT_MEETINGS = AT_MEETINGS | parts("excluded_member")
KEEPERS = parts("head administrator")
#: Whoever holds the role, whatever case they have.
ALL_EXPERTS = parts("expert_a expert_b reserve control spare control_by_role")
#: Everybody in the register whose appointment is in force.
INVITED_EXPERTS = parts("expert_a expert_b reserve control spare")
EXPERT_A, EXPERTS = parts("expert_a"), parts("expert_a expert_b")
LISTS = ALL_AT_MEETINGS - parts("secretary certifier") | WRITERS | parts("stranger developer far_developer observer")
NOBODY: frozenset[str] = frozenset()


class Row(NamedTuple):
    """`address` is filled in from the world.  `rest` is what everybody else gets: 404, 403, or None for the public."""

    endpoint: str
    method: str
    address: str
    may: frozenset[str] = NOBODY
    not_theirs: frozenset[str] = NOBODY
    rest: int | None = 404


def both(
    endpoint: str,
    address: str,
    may: frozenset[str],
    seen_by: frozenset[str] = NOBODY,
    *,
    rest: int = 404,
    late: str = "",
) -> list[Row]:
    """A form: looking at it, and sending it (to `late`, where sending needs no input)."""
    return [
        Row(endpoint, "GET", address, may, seen_by - may, rest),
        Row(endpoint, "POST", late or address, may, seen_by - may, rest),
    ]


def page(
    endpoint: str, address: str, may: frozenset[str], seen_by: frozenset[str] = NOBODY, *, rest: int = 404
) -> list[Row]:
    """Only to look at."""
    return [Row(endpoint, "GET", address, may, seen_by - may, rest)]


def act(
    endpoint: str, address: str, may: frozenset[str], seen_by: frozenset[str] = NOBODY, *, rest: int = 404
) -> list[Row]:
    """Only to send."""
    return [Row(endpoint, "POST", address, may, seen_by - may, rest)]


def public(endpoint: str, address: str, *methods: str) -> list[Row]:
    """For everybody, signed in or not."""
    return [Row(endpoint, method, address, rest=None) for method in methods or ("GET",)]
