"""Which questions of the application can bear on which criterion: what a revision did not touch keeps its score.

The form (procedure rules, 6) read against the questions and anchors of set 1.0 (5.4); docs/decisions.md says how.
Where in doubt a field stands at a criterion: then the score is only looked at once more.
"""

import re
from collections.abc import Collection, Iterable

from workflow.criteria import Rubric, first_rubric

#: By criterion; a field with parts ("F1a", "H1v") stands under its number.
FIELDS: dict[str, frozenset[str]] = {
    code: frozenset(fields.split())
    for code, fields in {
        "K1": "D2 D3 D4 E4 F1 F2 F3 F4 F6 G4 J-1 J-4 M4",
        "K2": "E1 E2 E3 F1 F2 G9 G11 J-2 J-3 J-4 KF1 M4",
        "K3": "C1 C2 C3 C4 C5 C6 D1 D3 D4 E1 E3 E4 F4 F6 G10 J-2 J-4 M4",
        "K4": "D2 E4 F1 F2 F5 I1 I2 J-2 J-3 M4 M5",
        "K5": "C2 E4 I1 I2 J-1 KF1 M4 M5",
        "K6": "B3 B4 D1 D2 E1 E2 E3 F6 G1 G2 G3 G4 G5 G6 G7 G8 G9 G10 G11 G12 H1 H2 H3 J-6 M3 M6",
        "K7": "E3 G11 I1 I2 J-1 J-2 J-3 KF1 KF2 KF3 M4 M5",
        "K8": "B3 B4 G3 G7 G8 G9 G10 G12 H2 J-1 J-6 KF2 L1 L2 L3 L4 L5 M4 M6",
        "K9": "D1 D2 E3 F3 J-1 J-2 J-3 J-4 J-5 J-6 KF3 L3 M4 M5 M6 M7",
    }.items()
}
#: Who applies, under which title, in which kind of procedure, with which papers and declarations: no criterion asks it.
NEUTRAL = re.compile(r"(A\d+|B[12567]|M[12]|N\d+|O|source)[a-z]?")
PARTS_OF = re.compile(r"[a-z]$")


def familiar(rubric: Rubric) -> frozenset[str]:
    """The criteria of this set that ask what those of the same code in set 1.0 ask: only for them the table speaks."""
    first = {one.code: (one.anchors, one.questions) for one in first_rubric().criteria}
    return frozenset(one.code for one in rubric.criteria if first.get(one.code) == (one.anchors, one.questions))


def touched(
    changed: Iterable[str], criteria: Collection[str], known: Collection[str] = FIELDS.keys()
) -> frozenset[str]:
    """The `criteria` on which any of these fields or annexes can bear; the table speaks for those that are `known`.

    A field that the table does not know bears on all of them, and so does every field for a criterion that it does not
    know: of another set or edition nothing is taken for granted.
    """
    fields = {PARTS_OF.sub("", code) for code in changed if not NEUTRAL.fullmatch(code)}
    if fields - frozenset().union(*FIELDS.values()):
        return frozenset(criteria)
    asked = {code: FIELDS.get(code, fields) if code in known else fields for code in criteria}
    return frozenset(code for code in criteria if fields and not fields.isdisjoint(asked[code]))


def bears_on(field: str, criterion: str, known: Collection[str] = FIELDS.keys()) -> bool:
    """Whether this field or kind of annex can bear on the criterion."""
    return criterion in touched([field], [criterion], known)
