"""Outgoing letters of a case: what is stored of them, and how they are read again in either language.

A letter is stored as its facts, not as words: dates as ISO text, exact numbers as {"exact": "127/2"}, texts of the
field as {"hu": …, "en": …}.  `composed` gives the words, `printable` everything that the PDF needs.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from models.case import Case
from models.document import Document
from models.states import Role
from models.user import User
from workflow.association import HEAD_OF_OFFICE, NAME, PLACE, PRESIDENT
from workflow.clock import now
from workflow.letters import compose
from workflow.parties import Actor
from workflow.queries.people import holders
from workflow.text import Text


def letter(
    case: Case, kind: str, *, by: Actor, to_expert: User | None = None, signed_by: User | None = None, **facts: Any
) -> dict[str, Any]:
    """The paper (see `keeping.register`) of the letter `kind`, to the applicant or to one expert.

    `facts` are what `workflow.letters.needs(kind)` names beyond title, case number, organisation and salutation.
    `signed_by` is the president where the president signs; else the head of office does.
    """
    organisation = case.programme.organisation
    told = {
        "title": case.title,
        "case_number": case.number or "",
        "organisation": organisation.name,
        "address_as": Text(hu="Benyújtó", en="Applicant"),
        **facts,
    }
    heads = holders(Role.HEAD_OF_OFFICE)
    signatory = signed_by or (heads[0] if heads else by)
    officer = case.officer or (by if isinstance(by, User) else signatory)
    addressee = (
        [to_expert.display_name] if to_expert else [*_representatives(case), organisation.name, organisation.seat]
    )
    return {
        "subject": compose(kind, told)["subject"],
        "addressee": ", ".join(line for line in addressee if line)[:300],
        "addressee_id": to_expert.id if to_expert else None,
        "to_applicant": to_expert is None,
        "version_id": case.version_id,
        "facts": {
            "letter": kind,
            "told": stored(told),
            "officer": {"name": _name(officer), "contact": getattr(officer, "email", "")},
            "signature": {
                "name": _name(signatory),
                "office": stored(PRESIDENT if signed_by else HEAD_OF_OFFICE),
            },
            "addressee": [line for line in addressee if line],
            "made_at": now().isoformat(),
            "version": case.version.number,
        },
    }


def letter_to_come(paper: Mapping[str, Any], locale: str) -> dict[str, Any]:
    """A letter before it is sent, as it would go out today; nothing is changed.

    Number and day are given on sending, without gaps (BR-22).
    """
    return in_full(paper["facts"], locale)


def in_full(facts: Mapping[str, Any], locale: str) -> dict[str, Any]:
    """The words of a letter from the facts of its document or paper, with its addressee, officer and signature."""
    return {
        **compose(facts["letter"], restored(facts["told"]), locale),
        "addressee": facts["addressee"],
        "officer": facts["officer"],
        "version": facts.get("version"),
        "signature": _signature(facts, locale),
    }


def composed(document: Document, locale: str) -> dict[str, Any]:
    """The words of a stored letter in "hu" or "en" (see `workflow.letters.compose`)."""
    return compose(document.facts["letter"], restored(document.facts["told"]), locale)


def printable(document: Document, locale: str) -> dict[str, Any]:
    """The facts of `workflow.documents.render("letter", …)` for a registered letter."""
    facts = {**document.facts, "version": version_named(document)}
    return letter_printed(facts, number=document.number, dated=document.on, locale=locale)


def letter_printed(facts: Mapping[str, Any], *, number: str, dated: date, locale: str) -> dict[str, Any]:
    """The facts of `workflow.documents.render("letter", …)` from those of the letter, with its number and day."""
    return {
        **compose(facts["letter"], restored(facts["told"]), locale),
        "language": locale,
        "created_at": facts["made_at"],
        "author": NAME,
        "sender": {"name": NAME, "seat": PLACE, "contact": []},
        "number": number,
        "version": facts.get("version"),
        "officer": facts["officer"],
        "addressee": facts["addressee"],
        "place": PLACE,
        "dated": dated,
        "signature": {**_signature(facts, locale), "copy": True},
    }


def version_named(document: Document) -> str | None:
    """The number of the version that a paper speaks of; None where it speaks of none (an invitation to a meeting)."""
    return document.version.number if document.version else None


def stored(value: Any) -> Any:
    """Facts as JSON can hold them."""
    if isinstance(value, Text):
        return {"hu": value.hu, "en": value.en}
    if isinstance(value, Fraction):
        return {"exact": f"{value.numerator}/{value.denominator}"}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: stored(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [stored(part) for part in value]
    return value


def restored(value: Any) -> Any:
    """The facts again as they were told (days stay ISO text, which letters can read)."""
    if isinstance(value, dict):
        if value.keys() == {"hu", "en"}:
            return Text(**value)
        if value.keys() == {"exact"}:
            return Fraction(value["exact"])
        return {name: restored(part) for name, part in value.items()}
    if isinstance(value, list):
        return [restored(part) for part in value]
    return value


def _signature(facts: Mapping[str, Any], locale: str) -> dict[str, Any]:
    signed = facts["signature"]
    return {"name": signed["name"], "office": restored(signed["office"]).in_(locale)}


def _representatives(case: Case) -> list[str]:
    named = str(case.version.answers.get("A6") or "").strip()
    return [named] if named else []


def _name(person: Actor) -> str:
    return person.display_name if isinstance(person, User) else NAME
