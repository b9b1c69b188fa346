"""The procedure in words leaves nothing of the table out."""

from workflow.guide import DEADLINES, told
from workflow.guide.called import HEARERS_CALLED, PAPERS
from workflow.guide.words import NEEDED
from workflow.notices.notify import HEARERS
from workflow.transitions import ROWS


def test_every_step_is_told_once_in_the_order_of_the_table():
    steps = [step.row.code for stage in told() for step in stage.steps]

    assert steps == [row.code for row in ROWS]


def test_a_step_says_what_it_needs_exactly_if_it_needs_something():
    assert set(NEEDED) == {row.code for row in ROWS if row.guards or row.needs}


def test_every_paper_and_every_hearer_has_words_and_none_is_left_over():
    papers = {kind for row in ROWS for _, kind in row.documents}
    heard = {hearing.words for row in ROWS for hearing in HEARERS.get(row.event, ())}

    assert [set(PAPERS), set(HEARERS_CALLED)] == [papers, heard]


def test_the_deadlines_run_from_registration_to_the_revised_programme():
    codes = list(dict.fromkeys(rule.code[:3] for rule in DEADLINES))

    assert codes == [f"H{number:02}" for number in range(1, 23)]


def test_a_step_names_the_deadline_it_must_keep_and_those_it_starts():
    [step] = [step for stage in told() for step in stage.steps if step.row.name == "request_completion"]

    assert ([rule.code for rule in step.due], [rule.code for rule in step.starts]) == (["H02"], ["H03"])
