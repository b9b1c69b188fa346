"""What the system can tell of the check-list J1–J11 (procedure rules, 5.1) before a person looks.

Everything here is a proposal: the officer takes it over, changes it, or finds otherwise.  Nothing is stored.
"""

from collections.abc import Iterable

from workflow.checklist import applicant, programme
from workflow.checklist.gaps import Gaps, gaps, made_between
from workflow.checklist.seen import Fact, Material, OtherCase, Seen

__all__ = ["Fact", "Gaps", "Material", "OtherCase", "Seen", "gaps", "look", "made_between"]

LOOKS = {
    "J1": applicant.j1,
    "J2": programme.j2,
    "J3": programme.j3,
    "J4": programme.j4,
    "J5": applicant.j5,
    "J6": applicant.j6,
    "J7": programme.j7,
    "J8": programme.j8,
    "J9": applicant.j9,
    "J10": applicant.j10,
    "J11": programme.j11,
}


def look(material: Material, codes: Iterable[str] = tuple(LOOKS)) -> dict[str, Seen]:
    """What the system sees of the items of these codes, in their order; of one that it does not know, nothing."""
    return {code: LOOKS[code](material) if code in LOOKS else Seen(code, None, ()) for code in codes}
