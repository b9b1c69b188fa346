"""A real programme without its names, as material for practice (8.1): what is known is exchanged, what looks like a
name is taken out, and a person reads the rest through before anybody else does."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from models.programme import Version
from workflow.counties import COUNTIES
from workflow.foresight.persons import E_MAIL, LENGTHENED, NAME, PHONE

#: Who leads it, where it came from, where it lies: nothing that is scored.
UNSAID = ("H1", "H1v", "B7t", "C1", "C3", "C4")
PRACTICE_TITLE = "Gyakorlóprogram"
#: A shorter name would be found inside other words.
SHORTEST = 3

Exchange = tuple[re.Pattern[str], str]


def without_names(version: Version) -> dict[str, Any]:
    """The answers with signs in place of the applicant's names, partners, settlements, county, people and addresses."""
    answers = {code: value for code, value in version.answers.items() if code not in UNSAID}
    exchanges = list(_exchanges(version))
    told = {code: _exchanged(value, exchanges) for code, value in answers.items()}
    return {**told, "B1": PRACTICE_TITLE}


def _exchanges(version: Version) -> Iterator[Exchange]:
    """The longer ones first, so that no name is torn by a shorter one inside it."""
    known = {name.strip(): sign for name, sign in _known(version) if len(name.strip()) >= SHORTEST}
    for name in sorted(known, key=len, reverse=True):
        yield _pattern(name), known[name]
    yield from ((E_MAIL, "[e-mail-cím]"), (PHONE, "[telefonszám]"), (NAME, "[név]"))


def _known(version: Version) -> Iterator[tuple[str, str]]:
    answers, organisation = version.answers, version.programme.organisation
    for name in (organisation.name, answers.get("A1"), answers.get("A9")):
        yield from _spoken(name, "[szervezet]")
    for code in ("A6", "A7", "H1"):
        yield from _spoken(str(answers.get(code) or "").split(",")[0], "[név]")
    for membership in organisation.memberships:
        yield from _spoken(membership.user.display_name, "[név]")
    for nth, row in enumerate(answers.get("I1") or (), start=1):
        yield from _spoken(row[0], f"[{nth}. partner]")
    places = [*(answers.get("C2") or ()), *(answers.get("C3") or ()), *(row[0] for row in answers.get("J-1") or ())]
    for place in places:
        yield from _spoken(re.sub(r"\s*\(.*", "", str(place)), "[település]")
    for code in answers.get("C1") or ():
        yield from _spoken(COUNTIES[code].name if code in COUNTIES else "", "[megye]")
    yield from _spoken(version.programme.title, "[a program]")


def _spoken(name: Any, sign: str) -> Iterator[tuple[str, str]]:
    """As it is written, and as people say it: without what stands in brackets."""
    full = str(name or "")
    yield full, sign
    yield re.sub(r"\s*\([^)]*\)", "", full), sign


def _pattern(name: str) -> re.Pattern[str]:
    """The name with whatever is put on its end, in capital or small letters: Zalaszentgróton, zalaszentgróti."""
    stem, last = re.escape(name[:-1]), name[-1]
    end = last.translate(LENGTHENED) if last in "ae" else re.escape(last)
    return re.compile(rf"(?<!\w){stem}{end}\w*", re.IGNORECASE)


def _exchanged(value: Any, exchanges: Sequence[Exchange]) -> Any:
    if isinstance(value, str):
        for pattern, sign in exchanges:
            value = pattern.sub(sign, value)
        return value
    if isinstance(value, Mapping):
        return {key: _exchanged(part, exchanges) for key, part in value.items()}
    return [_exchanged(part, exchanges) for part in value] if isinstance(value, list) else value
