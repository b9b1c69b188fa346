"""The procedure in a handful of stages, for pictures: which states belong together, in the order of the way.

Every state but the draft and the closed ones stands in exactly one stage.
"""

from dataclasses import dataclass

from models.states import CaseState
from workflow.text import Text

S = CaseState


@dataclass(frozen=True, slots=True)
class Stage:
    """States that people see as one part of the way.  `is_usual`: every case that is decided passes it."""

    code: str
    name: Text
    states: tuple[CaseState, ...]
    is_usual: bool = True


STAGES: tuple[Stage, ...] = (
    Stage(
        "check",
        Text("Formai ellenőrzés", "Formal check"),
        (S.SUBMITTED, S.UNDER_FORMAL_CHECK, S.COMPLETION_REQUESTED, S.COMPLETION_RECEIVED),
    ),
    Stage(
        "review",
        Text("Szakértői értékelés", "Expert review"),
        (S.ACCEPTED_FOR_REVIEW, S.EXPERTS_BEING_INVITED, S.UNDER_EXPERT_REVIEW, S.UNDER_THIRD_REVIEW),
    ),
    Stage(
        "assessment",
        Text("Összesítés, észrevétel", "Assessment, remarks"),
        (S.CONSOLIDATION, S.WAITING_FOR_APPLICANTS_REMARKS),
    ),
    Stage("workshop", Text("Műhelyülés", "Workshop meeting"), (S.WAITING_FOR_A_MEETING, S.ON_THE_AGENDA)),
    Stage("decision", Text("Határozat", "Decision"), (S.DECISION_BEING_ISSUED,)),
    Stage("revision", Text("Átdolgozás", "Revision"), (S.RETURNED_FOR_REVISION,), is_usual=False),
    Stage("appeal", Text("Jogorvoslat", "Appeal"), (S.UNDER_APPEAL,), is_usual=False),
)
STAGE_OF: dict[CaseState, Stage] = {state: stage for stage in STAGES for state in stage.states}
