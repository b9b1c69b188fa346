"""J10: which other cases the register finds."""

import pytest

from models.states import CaseState, Outcome
from tests import stages
from tests.factories import a_case
from workflow.queries.checklist import material_of, other_cases

pytestmark = pytest.mark.usefixtures("tuesday")
S = CaseState


def test_an_open_case_of_the_same_title_by_the_same_organisation_is_found_and_a_draft_is_not(cast):
    first = a_case(S.SUBMITTED, cast=cast)
    stages.draft(cast, title=first.title)
    stages.draft(cast, title="Egészen más")
    again = stages.draft(cast, title=first.title.upper())
    stages.submit(again, cast)

    assert [(other.number, other.how) for other in other_cases(again)] == [(first.number, "open")]
    assert [other.number for other in other_cases(first)] == [again.number]


def test_a_refusal_is_found_with_its_day(cast, tuesday):
    refused = a_case(S.REFUSED, cast=cast, outcome=Outcome.REFUSED)
    again = stages.draft(cast, title=refused.title)

    [other] = other_cases(again)

    assert (other.number, other.how, other.on) == (refused.number, "refused", refused.steps[-1].at.date())


def test_what_the_office_recorded_has_nobodys_declaration_until_the_representative_confirms_it(cast):
    case, _ = stages.record(cast)
    before = material_of(case)
    stages.assign(case, cast)
    stages.request_completion(case, cast)
    stages.complete(case, cast)

    after = material_of(case)

    assert [(before.signatory, before.declared_on is None), after.signatory] == [
        ("", True), cast.representative.display_name,
    ]  # fmt: skip
    assert set(after.annexes) == {"source"}
