"""A set of criteria by which no programme could be judged is told so, a sentence for each fault."""

import json
from copy import deepcopy

import pytest

from models.criteria_set import CriteriaSet, SettledCriteriaChanged
from models.db import db
from models.states import CriteriaSetState
from workflow.acts.criteria_keeping import criteria_faults, load_criteria
from workflow.criteria import content_of, first_set, rubric
from workflow.criteria.checking import faults
from workflow.criteria.crosswalk import crosswalk, crosswalk_faults
from workflow.scoring import RULES_1_0

FIRST = content_of(first_set())
SAME = {row["code"]: {"to": [row["code"]]} for row in FIRST["criteria"]}


def spoiled(**changes):
    """What is said of set 1.0 when `changes`, functions of its parts, have been at it."""
    content = deepcopy(FIRST)
    for part, spoil in changes.items():
        spoil(content[part])
    return [(fault.where, fault.said.en) for fault in faults(content)]


def test_the_first_set_is_without_fault_and_gives_the_rules_of_the_sums():
    assert faults(FIRST) == []
    assert rubric("1.0", FIRST).rules == RULES_1_0
    assert rubric("1.0", deepcopy(FIRST)) is rubric("1.0", FIRST)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"criteria": lambda rows: rows[2].update(weight=12)},
            [("criteria", "The weights must add up to 100; they come to 102.")],
        ),
        (
            {"criteria": lambda rows: rows[8]["anchors"][4].update(en=" ")},
            [("K9", "Score 4 of K9 needs its sentence in both languages.")],
        ),
        (
            {"criteria": lambda rows: rows[8]["anchors"].pop()},
            [("K9", "Score 5 of K9 needs its sentence in both languages.")],
        ),
        ({"criteria": lambda rows: rows[3].update(code="K1")}, [("K1", "The code K1 stands there twice.")]),
        (
            {"criteria": lambda rows: [row.update(is_core=False, minimum=None) for row in rows]},
            [("criteria", "At least one criterion must be a core criterion.")],
        ),
        (
            {"criteria": lambda rows: rows[0].update(minimum=None)},
            [("K1", "K1 is a core criterion: its minimum must be a number up to 5.")],
        ),
        (
            {"criteria": lambda rows: rows[4].update(minimum=2)},
            [("K5", "K5 is no core criterion, so it has no minimum.")],
        ),
        (
            {"criteria": lambda rows: rows[4].update(weight="10")},
            [("K5", "The weight of K5 must be a whole number from 1 to 100.")],
        ),
        (
            {"thresholds": lambda numbers: numbers.update(conditions_total=75)},
            [
                (
                    "thresholds",
                    "The totals must fall from accreditation to conditions to revision; they are [75, 75, 45].",
                )
            ],
        ),
        (
            {"divergence": lambda numbers: numbers.pop("crossed_total")},
            [("divergence", "divergence: crossed_total must be a whole number from 0 to 100.")],
        ),
        ({"eligibility": lambda rows: rows[0].update(hu="")}, [("J1", "J1 needs its words in both languages.")]),
        (
            {"scale": lambda words: words.pop()},
            [("scale", "Each of the six scores (0 to 5) needs its name in both languages.")],
        ),
    ],
)
def test_every_fault_is_told_where_it_is(changes, said):
    assert spoiled(**changes) == said


@pytest.mark.parametrize("nonsense", [None, [], "1.0", {}, {"criteria": [None, 5]}, dict.fromkeys(FIRST, 1)])
def test_a_file_of_something_else_is_told_too(nonsense):
    assert faults(nonsense)


def test_the_crosswalk_mentions_every_old_criterion_and_only_new_ones_that_exist():
    content = deepcopy(FIRST)
    content["criteria"][1]["code"], content["criteria"][2]["code"] = "K10", "K11"
    old, new = rubric("1.0", FIRST), rubric("1.1", content)
    way = deepcopy(SAME) | {
        "K2": {"to": ["K10"]},
        "K3": {"to": ["K10", "K11"], "note": "Kettévált."},
        "K9": {"to": []},
    }

    found = crosswalk(old, new, way)

    assert crosswalk_faults(way, old, new) == []
    assert [one.code for one in found.earlier("K10")] == ["K2", "K3"]
    assert found.earlier("K9") == ()
    assert [(one.criterion.code, [other.code for other in one.others], one.note) for one in found.back[1:3]] == [
        ("K10", ["K2", "K3"], "Kettévált."),
        ("K11", ["K3"], "Kettévált."),
    ]
    broken = {code: to for code, to in way.items() if code != "K4"} | {"K12": {"to": ["K1"]}, "K5": {"to": ["K2"]}}
    assert [fault.said.en for fault in crosswalk_faults(broken, old, new)] == [
        "The crosswalk does not say what became of the old K4.",
        "The old set has no criterion K12.",
        "K5 became K2, which the new set does not have.",
    ]


def test_a_set_is_loaded_as_a_draft_whatever_its_file_says(session):
    raw = {"version": "1.1", "in_force_from": "2020-01-01", "change_log": "Új súlyok.", "crosswalk": SAME, **FIRST}

    assert criteria_faults(session, raw) == []
    row = load_criteria(session, raw)

    assert (row.state, row.in_force_from, row.replaces.version) == (CriteriaSetState.DRAFT, None, "1.0")
    assert [fault.said.en for fault in criteria_faults(session, raw)] == ["version: there is a set 1.1 already."]


def test_what_was_adopted_never_changes(session):
    first = session.scalars(db.select(CriteriaSet)).one()
    first.content = {**first.content, "scale": []}

    with pytest.raises(SettledCriteriaChanged):
        session.flush()


def test_the_commands_say_what_is_wrong_and_load_what_is_right(app, saved, tmp_path):
    runner, path = app.test_cli_runner(), tmp_path / "1.1.json"
    raw = {"version": "1.1", "crosswalk": SAME, **FIRST}

    path.write_text(json.dumps({**raw, "crosswalk": {}, "version": "1.x"}), encoding="utf-8")
    wrong = runner.invoke(args=["criteria", "check", str(path)])
    path.write_text(json.dumps(raw), encoding="utf-8")
    right = [runner.invoke(args=["criteria", verb, str(path)]) for verb in ("check", "load")]

    assert (wrong.exit_code, wrong.output.splitlines()[0]) == (1, 'version: write it like "1.1".')
    assert [found.exit_code for found in right] == [0, 0]
    assert right[0].output == "1.1.json is right: set 1.1, 9 criteria.\n"
    assert {row.version: row.state for row in db.session.scalars(db.select(CriteriaSet))} == {
        "1.0": CriteriaSetState.IN_FORCE,
        "1.1": CriteriaSetState.DRAFT,
    }
