"""Where somebody works, as far as that is stored: at the seat of the employer (KO9)."""

import re

from models.case import Case
from models.expert import ExpertProfile
from workflow.hungarian import fold
from workflow.screening.obstacles import Obstacle, Source, obstacle

#: "8790 Zalaszentgrót, Példa utca 1.": the settlement stands between the postal code and the comma.
SEAT = re.compile(r"^\s*(?:\d{4}\s+)?([^,\d]+?)\s*(?:,|$)")


def settlement_of(seat: str) -> str:
    """The settlement of a seat as it is written, or "" where none can be told."""
    found = SEAT.match(seat)
    return found[1] if found else ""


def same_settlement(expert: ExpertProfile, case: Case) -> list[Obstacle]:
    """KO9, to be reported and decided: the employer has its seat in the settlement of the applicant's."""
    theirs = settlement_of(case.programme.organisation.seat)
    own = settlement_of(expert.employer.seat) if expert.employer else ""
    if not own or fold(own) != fold(theirs):
        return []
    return [
        obstacle(
            "KO9",
            f"A munkahelye székhelye a benyújtó településén van ({own}). Magában nem zárja ki.",
            f"The employer has its seat in the applicant's settlement ({own}). By itself this keeps nobody off.",
            Source.SHEET,
        )
    ]
