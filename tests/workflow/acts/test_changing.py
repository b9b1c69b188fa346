"""The table of changes: an answer to each revision task, what differs for it, and what differs besides (T31)."""

from datetime import timedelta

import pytest
import time_machine

from models.states import CaseState
from tests import stages
from tests.cast import Cast
from tests.factories import a_case
from workflow.acts import changing, drafting, submitting
from workflow.clock import now
from workflow.engine import NotYours
from workflow.queries.changes import table_being_written, table_of
from workflow.queries.printed import printed_application

pytestmark = pytest.mark.usefixtures("tuesday")
S = CaseState


@pytest.fixture
def returned(cast: Cast):
    """G3 and KF3 are revised; the decision has its tasks."""
    case = a_case(S.RETURNED_FOR_REVISION, cast=cast)
    version = submitting.version_to_write(case)
    drafting.write_answers(case, version, {"G3": "Átdolgozott módszertan.", "KF3": "Fél év után is."}, by=cast.staff)
    return case


def tell(case, cast: Cast, fields=("G3",)):
    first = case.decision.points[0].ordinal
    changing.write_changes(case, by=cast.staff, answers=stages.tasks_of(case), fields={first: fields})


def test_the_table_tells_of_each_task_what_differs_and_the_rest_is_other_changes(returned, cast: Cast):
    tell(returned, cast)

    table = table_being_written(returned, "hu")

    assert table.changed == ["G3", "KF3"]
    assert [[found.field.code for found in task.differences] for task in table.tasks][0] == ["G3"]
    assert [found.field.code for found in table.others] == ["KF3"]
    assert [task.text for task in table.tasks] == list(stages.tasks_of(returned).values())


def test_the_table_stays_with_the_version_that_it_came_with(returned, cast: Cast):
    tell(returned, cast)
    submitting.resubmit(returned, by=cast.representative, answers=changing.told_so_far(returned))

    table = table_of(returned, returned.version, "hu")

    assert (table.version.number, table.before.number, table.tasks[0].fields) == ("2.0", "1.0", ["G3"])
    assert table_of(returned, table.before, "hu") is None
    with pytest.raises(Exception, match="wrong_state"):
        tell(returned, cast)


def test_a_field_that_says_what_it_said_is_no_change_even_if_it_is_named(returned, cast: Cast):
    tell(returned, cast, fields=("G3", "B1", "nincs ilyen"))

    assert table_being_written(returned, "hu").tasks[0].fields == ["G3"]


def test_every_task_is_answered_before_the_programme_goes_out(returned, cast: Cast, refused):
    first = returned.decision.points[0].ordinal
    changing.write_changes(returned, by=cast.staff, answers={}, fields={})

    lacking = changing.unanswered(returned, by=cast.staff)

    assert lacking[0].field == f"item_{first}"
    assert len(lacking) == len(returned.decision.points)
    with refused(*["task_unanswered"] * len(lacking)):
        submitting.resubmit(returned, by=cast.representative, answers=changing.told_so_far(returned))


def test_half_a_table_is_kept_and_written_over(returned, cast: Cast):
    first = returned.decision.points[0].ordinal

    for text in ("Először.", "  Másodszor. "):
        changing.write_changes(returned, by=cast.staff, answers={first: text}, fields={})

    assert changing.told_so_far(returned)[first] == "Másodszor."


def test_only_who_writes_for_the_applicant_writes_the_table(returned, cast: Cast):
    for person in (cast.stranger, cast.officer, cast.head, cast.president):
        with pytest.raises(NotYours):
            changing.write_changes(returned, by=person, answers={}, fields={})


def test_after_the_deadline_the_table_is_still_there_and_the_programme_is_refused(returned, cast: Cast, refused):
    tell(returned, cast)

    with time_machine.travel(now() + timedelta(days=200), tick=False), refused("revision_late"):
        submitting.resubmit(returned, by=cast.representative, answers=changing.told_so_far(returned))

    assert changing.told_so_far(returned) == stages.tasks_of(returned)


def test_the_table_stands_first_on_paper(returned, cast: Cast):
    tell(returned, cast)
    submitting.resubmit(returned, by=cast.representative, answers=changing.told_so_far(returned))

    first = printed_application(returned, returned.version, {})["parts"][0]

    assert first["title"] == "A változások táblázata"
    assert first["answers"][0]["lines"] == [stages.tasks_of(returned)[1], "G3 Módszertan"]
    assert first["answers"][-1] == {"label": "Egyéb változások", "lines": ["KF3 Utánkövetés"]}
    assert printed_application(returned, returned.programme.versions[0], {})["parts"][0]["title"].startswith("A. ")
