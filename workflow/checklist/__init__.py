"""What the system can tell of the check-list J1–J11 (procedure rules, 5.1) before a person looks.

Everything here is a proposal: the officer takes it over, changes it, or finds otherwise.  Nothing is stored.
"""

from workflow.checklist import applicant, programme
from workflow.checklist.gaps import Gaps, gaps, made_between
from workflow.checklist.seen import Fact, Material, OtherCase, Seen
from workflow.rubric import ELIGIBILITY

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


def look(material: Material) -> dict[str, Seen]:
    """What the system sees of each item, in the order of the list."""
    return {item.code: LOOKS[item.code](material) for item in ELIGIBILITY}
