"""Which stored ties are a conflict with which case: KO1–KO3 and KO5."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from models.case import Case
from models.user import User
from workflow.hungarian import fold
from workflow.screening.ties import (
    ADVICE,
    ORGANISATION,
    OWN_CASE,
    WRITING,
    Obstacle,
    Tie,
    kept_ties,
    obstacle,
    read_ties,
    session_of,
)


def conflicts(people: Iterable[User], case: Case, today: date) -> dict[int, list[Obstacle]]:
    """The conflicts KO1–KO3 and KO5 of each person with the case, by user id; one query however many people."""
    everybody = list(people)
    ties = read_ties(session_of(case), [person.id for person in everybody], today)
    found = {person.id: list(_obstacles(person, ties.get(person.id, []), case)) for person in everybody}
    return {user_id: obstacles for user_id, obstacles in found.items() if obstacles}


def is_conflicted(person: User, case: Case, today: date) -> bool:
    """Whether anything keeps this person off the case; the same person is looked up once in a transaction."""
    return any(_obstacles(person, kept_ties(session_of(case), person, today), case))


def _obstacles(person: User, ties: Sequence[Tie], case: Case) -> Iterator[Obstacle]:
    named = {fold(name) for name in _named_organisations(case)}
    for tie in ties:
        if tie.kind == ORGANISATION and (tie.record_id == case.programme.organisation_id or tie.folded in named):
            yield obstacle(
                "KO1",
                f"Kapcsolatban áll vagy állt ezzel a szervezettel: {tie.called}.",
                f"Is or was tied to: {tie.called}.",
            )
    for tie in ties:
        if tie.kind == OWN_CASE and tie.record_id != case.id:
            yield obstacle(
                "KO5",
                f"Saját programja ugyanarra az ülésre kerülhet ({tie.called}).",
                f"A programme of their own may come before the same meeting ({tie.called}).",
            )
    for tie in ties:
        if tie.kind == ADVICE and tie.record_id == case.programme_id:
            yield obstacle(
                "KO3",
                f"Tanácsot adott ehhez a programhoz ({tie.called}).",
                f"Gave advice on this programme ({tie.called}).",
            )
    if any(tie.kind == WRITING and tie.record_id == case.programme_id for tie in ties):
        yield obstacle("KO2", "Társszerzőként írta a kérelmet.", "Wrote the application as a co-writer.")
    if any(_name_in_texts(person).search(text) for text in _texts_with_names(case)):
        yield obstacle(
            "KO2",
            "A kérelem a program szakembereként vagy képviselőjeként nevezi meg.",
            "The application names this person as its specialist or representative.",
        )


def _named_organisations(case: Case) -> list[str]:
    """The host (A9) and the partners (first column of I1), as the application names them."""
    answers = case.version.answers
    partners = [row[0] if isinstance(row, list) else row for row in answers.get("I1") or [] if row]
    return [name for name in (str(answers.get("A9") or ""), *map(str, partners)) if name.strip()]


def _texts_with_names(case: Case) -> list[str]:
    """Where the application names its people, folded: the author, representative and contact, the specialists."""
    answers = case.version.answers
    authors = [fold(str(answers.get(code) or "")) for code in ("H1", "A6", "A7")]
    return [*authors, " ".join(fold(str(row)) for row in answers.get("H2") or [])]


def _name_in_texts(person: User) -> re.Pattern[str]:
    """Finds the whole name and no part of a longer one; a name of one word only where it stands alone."""
    name = re.escape(fold(f"{person.family_name} {person.given_name}"))
    return re.compile(rf"\b{name}\b" if person.given_name.strip() else rf"^{name}(?=,|$)")
