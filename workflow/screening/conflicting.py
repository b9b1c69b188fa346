"""Which stored facts are a conflict with which case: KO1–KO3, KO5, what was declared in the case, and KO12."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from models.case import Case
from models.organisation import Bond, Part
from models.user import User
from workflow.deadlines import months_later, years_later
from workflow.declarations import ground_in
from workflow.hungarian import fold
from workflow.labels import label
from workflow.screening.names import Name
from workflow.screening.objections import objections
from workflow.screening.obstacles import Obstacle, Source, obstacle
from workflow.screening.ties import (
    ADVICE,
    ADVICE_MONTHS,
    DECLARED,
    LEAVES,
    OBJECTION,
    OPEN,
    ORGANISATION,
    OWN_CASE,
    RELATION_YEARS,
    STAYS,
    WRITING,
    Tie,
    kept_ties,
    read_ties,
    session_of,
)
from workflow.text import Text


def conflicts(people: Iterable[User], case: Case, today: date) -> dict[int, list[Obstacle]]:
    """The conflicts (KO1–KO3, KO5, declared ones, KO12) of each person with the case, by user id.

    One query however many people.
    """
    ((_, found),) = conflicts_by_case(people, [case], today)
    return found


def conflicts_by_case(
    people: Iterable[User], cases: Sequence[Case], today: date
) -> Iterator[tuple[Case, dict[int, list[Obstacle]]]]:
    """The same for many cases, one after the other; one query however many of either."""
    everybody = list(people)
    ties = read_ties(session_of(cases[0]), [person.id for person in everybody], today) if cases else {}
    named = [(person, Name(person)) for person in everybody]
    for case in cases:
        facts = _Facts(case)
        # nearly everybody has no tie and is not named: for these the case is asked nothing more
        touched = [one for one in named if one[0].id in ties or one[1].folded in facts.everything]
        own = {person.id: list(_obstacles(name, ties.get(person.id, []), facts)) for person, name in touched}
        yield case, {user_id: obstacles for user_id, obstacles in own.items() if obstacles}


def is_conflicted(person: User, case: Case, today: date) -> bool:
    """Whether anything keeps this person off the case; the same person is looked up once in a transaction.

    What is still to be decided in writing does not.
    """
    found = _obstacles(Name(person), kept_ties(session_of(case), person, today), _Facts(case))
    return any(not one.is_pending for one in found)


class _Facts:
    """What of a case is compared with people, folded once."""

    def __init__(self, case: Case) -> None:
        self.case_id, self.programme_id = case.id, case.programme_id
        self.organisation_id = case.programme.organisation_id
        self.organisations = {fold(name) for name in _named_organisations(case)}
        self.texts = _texts_with_names(case)
        self.objections = [fold(objection.name) for objection in objections(case)]
        self.everything = "\n".join([*self.texts, *self.objections])


def _obstacles(name: Name, ties: Sequence[Tie], facts: _Facts) -> Iterator[Obstacle]:
    for tie in ties:
        if tie.kind == ORGANISATION and (tie.record_id == facts.organisation_id or tie.folded in facts.organisations):
            yield _tied(tie)
    for tie in ties:
        if tie.kind == OWN_CASE and tie.record_id != facts.case_id:
            yield obstacle(
                "KO5",
                f"Saját programja ugyanarra az ülésre kerülhet ({tie.called}).",
                f"A programme of their own may come before the same meeting ({tie.called}).",
                Source.CASES,
            )
    for tie in ties:
        if tie.kind == ADVICE and tie.record_id == facts.programme_id:
            yield _advised(tie)
    if any(tie.kind == WRITING and tie.record_id == facts.programme_id for tie in ties):
        yield obstacle(
            "KO2", "Társszerzőként írta a kérelmet.", "Wrote the application as a co-writer.", Source.CO_WRITERS
        )
    if name.is_in(facts.texts):
        yield obstacle(
            "KO2",
            "A kérelem a program szakembereként vagy képviselőjeként nevezi meg.",
            "The application names this person as its specialist or representative.",
            Source.APPLICATION,
        )
    yield from _declared(ties, facts)
    yield from _objected(name, ties, facts)


def _declared(ties: Sequence[Tie], facts: _Facts) -> Iterator[Obstacle]:
    """Whoever was in conflict in this case once stays out of it, in whatever part; why is for the register alone."""
    for tie in ties:
        if tie.kind == DECLARED and tie.record_id == facts.case_id:
            yield obstacle(
                ground_in(tie.called),
                "Ebben az ügyben összeférhetetlen volt.",
                "Was in conflict in this case.",
                Source.ASSIGNMENTS,
            )


def _objected(name: Name, ties: Sequence[Tie], facts: _Facts) -> Iterator[Obstacle]:
    """KO12: accepted in writing; or named, or tied by hand to a name, and not decided yet."""
    rulings = {tie.bond: tie for tie in ties if tie.kind == OBJECTION and tie.record_id == facts.case_id}
    if LEAVES in rulings:
        why = rulings[LEAVES].called
        yield obstacle(
            "KO12",
            f"A benyújtó kifogását az irodavezető elfogadta: {why}",
            f"The head of office accepted the applicant's objection: {why}",
            Source.RULINGS,
        )
    elif STAYS not in rulings and (OPEN in rulings or name.is_in(facts.objections)):
        yield Obstacle(
            "KO12",
            Text(
                hu="A benyújtó kifogást emelt ellene. Amíg az irodavezető írásban nem dönt róla, nem kérhető fel.",
                en="The applicant objects to this person, who cannot be asked before the head of office has decided.",
            ),
            Source.APPLICATION,
            is_pending=True,
        )


def _tied(tie: Tie) -> Obstacle:
    """KO1, with how: it counts until three years after it ended."""
    how = _bond(tie)
    return obstacle(
        "KO1",
        f"Kapcsolatban áll vagy állt ezzel a szervezettel: {tie.called}. Kapcsolata: {how.hu}.",
        f"Is or was tied to: {tie.called}. How: {how.en}.",
        Source(tie.source),
        from_on=tie.from_on,
        to_on=tie.to_on,
        until=years_later(tie.to_on, RELATION_YEARS) if tie.to_on else None,
    )


def _bond(tie: Tie) -> Text:
    match Source(tie.source):
        case Source.TIES:
            words = label(Bond(tie.bond))
        case Source.MEMBERS:
            words = label(Part(tie.bond))
        case _:
            words = Text(hu="munkahely", en="employer")
    return Text(hu=words.hu.lower(), en=words.en.lower())


def _advised(tie: Tie) -> Obstacle:
    """KO3: it counts for 24 months."""
    subject = f": {tie.bond}" if tie.bond else ""
    return obstacle(
        "KO3",
        f"Tanácsot adott ehhez a programhoz ({tie.called}){subject}.",
        f"Gave advice on this programme ({tie.called}){subject}.",
        Source.ADVICE,
        from_on=tie.from_on,
        until=months_later(tie.from_on, ADVICE_MONTHS) if tie.from_on else None,
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
