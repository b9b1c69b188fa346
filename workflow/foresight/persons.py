"""Whether somebody could be recognised from a text (J7; procedure rules, 8.1): names, telephone numbers, addresses.

A name is told by its given name, so that places and bodies ("Zala megye", "Országos Fejlesztési Műhely") are left
alone.  Streets, schools and libraries are named after people, too: what follows the name tells them apart.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from workflow.application import Answers, Field, Form
from workflow.foresight.concern import Concern, said, whole
from workflow.text import Text

GIVEN_NAMES = Path(__file__).with_name("given_names.txt").read_text(encoding="utf-8").split()
#: What is named after a person, and is none.
NAMED_AFTER = (
    r"(?:utc|tér|téren|tere|út\b|úti|körút|sétány|iskol|általános|művelődési|könyvtár|gimnázium|óvod|közösségi|ház|"
    r"kollégium|egyetem|múzeum|lakótelep|díj|program|kultur|szakkör|egyesület|alapítvány|kör\b|szobor|park)"
)
#: Anna, Annát, Annával, Annáék: the last vowel is lengthened before a suffix.
LENGTHENED = str.maketrans({"a": "[aá]", "e": "[eé]"})
STEMS = "|".join(f"{name[:-1]}{name[-1].translate(LENGTHENED)}" for name in sorted(GIVEN_NAMES, key=len, reverse=True))
SMALL, CAPITAL = "a-záéíóöőúüű", "A-ZÁÉÍÓÖŐÚÜŰ"
NAME = re.compile(
    rf"\b((?:[{CAPITAL}][{SMALL}]+(?:-[{CAPITAL}][{SMALL}]+)?|[{CAPITAL}]\.) (?:{STEMS}))(?:né)?[{SMALL}]{{0,6}}\b"
    rf"(?!\s+(?i:{NAMED_AFTER}))"
)
PHONE = re.compile(r"(?:\+36|\b06)[\s/()-]*\d{1,2}[\s/()-]*\d{3}[\s-]*\d{2,4}\b")
E_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
#: A single name may be a person of public life; several are participants.
SEVERAL = 2
#: Here a name belongs: who the applicant is, who leads it, whom it would not have as an expert.
NAMES_BELONG = frozenset({"H1", "H1v"})
READ = ("text", "long_text", "lines", "rows")


def persons(answers: Answers, form: Form) -> Iterator[Concern]:
    """One concern for each field in which somebody might be recognised."""
    known = " ".join(said(answers, code) for code in ("A6", "A7", "H1"))
    asked = (field for field in form.fields.values() if field.section != "A" and field.code not in NAMES_BELONG)
    for field in asked:
        if field.kind not in READ:
            continue
        found = _found(whole(field, answers), known)
        if found:
            yield _concern(field, found)


def _found(text: str, known: str) -> list[str]:
    """What would be recognised by, as it stands in the text; names that the applicant's own part gives are known."""
    reached = [match[0].strip() for pattern in (PHONE, E_MAIL) for match in pattern.finditer(text)]
    names = list(dict.fromkeys(match[1] for match in NAME.finditer(text) if match[1] not in known))
    return reached + (names if len(names) >= SEVERAL else [])


def _concern(field: Field, found: list[str]) -> Concern:
    return Concern(
        "J7",
        field.code,
        Text(
            "Ebből felismerhető lehet valaki: {found}. Résztvevőről név nélkül írjon; elég az összesített szám.",
            "Somebody may be recognised from this: {found}. Write of participants without names; totals are enough.",
        ).filled(found=", ".join(found[:3]) + ("…" if len(found) > 3 else "")),
    )
