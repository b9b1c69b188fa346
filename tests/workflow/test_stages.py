"""The stages hold every state of the way once."""

from collections import Counter

from models.states import CLOSED, CaseState
from workflow.stages import STAGE_OF, STAGES


def test_every_state_but_the_draft_and_the_closed_ones_stands_in_one_stage():
    found = Counter(state for stage in STAGES for state in stage.states)

    assert found == Counter(set(CaseState) - CLOSED - {CaseState.DRAFT})
    assert {state: stage.code for state, stage in STAGE_OF.items()} == {
        state: stage.code for stage in STAGES for state in stage.states
    }
