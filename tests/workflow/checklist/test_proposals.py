"""Completion items ready to take over: which sentences fit, to what they are narrowed, what is left for plain items."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from workflow.application import FIELDS, SECTIONS, bases, contract, expand
from workflow.application.samples import a_complete_application, a_paper_submission
from workflow.checklist import Material, gaps, look, made_between
from workflow.checklist.proposals import of_item, proposed, whole

RULES = json.loads((Path(__file__).parents[1] / "completion_items.json").read_text(encoding="utf-8"))
SENTENCES = [SimpleNamespace(id=number, **item) for number, item in enumerate(RULES, start=1)]
ANNEXES = {"M1", "M2", "M3", "M4", "M5"}
DECLARED = {f"N{number}": True for number in range(1, 9)}
WHOLE = a_complete_application() | DECLARED


def test_of_the_paper_submission_the_sentences_of_the_rules_fit_and_what_they_leave_is_asked_for_plainly():
    found = gaps(a_paper_submission(), set())

    items = proposed(SENTENCES, found, a_paper_submission())

    # the paper says when the developer leaves (G11, sentence 8); that it says too little, only a person sees
    assert [item.key for item in items[:10]] == [f"s{number}" for number in range(1, 12) if number != 8]
    assert [item.fields for item in items[:2]] == ["A1–A7, M1, M2", "C1, C2, C6"]
    covered = [code for item in items for code in expand(item.fields)]
    assert set(found) <= set(covered)
    assert {item.legal_basis for item in items[10:]} == {"J4"}


def test_a_whole_application_calls_for_nothing():
    assert [gaps(WHOLE, ANNEXES), proposed(SENTENCES, {}, WHOLE)] == [{}, []]


def test_a_sentence_that_says_too_much_is_not_offered_and_the_gap_is_named_plainly():
    [item] = proposed(SENTENCES, gaps(WHOLE, ANNEXES - {"M2"}), WHOLE)

    assert (item.key, item.fields) == ("gM", "M2")
    assert FIELDS["M2"].label.hu in item.missing


def test_a_sentence_is_narrowed_to_what_is_missing_and_what_was_asked_for_already_is_left_out():
    found = gaps(WHOLE | {"C1": [], "C2": []}, ANNEXES)

    assert [item.fields for item in proposed(SENTENCES, found, WHOLE)] == ["C1, C2"]
    assert [item.fields for item in proposed(SENTENCES, found, WHOLE, asked=["C1"])] == ["C2"]
    [left] = proposed(
        SENTENCES, gaps(WHOLE | {"A1": "", "A6": "", "A7": ""}, {"M4", "M3", "M5"}), WHOLE, expand("A1–A7, M1")
    )
    assert (left.key, left.fields) == ("gM", "M2")
    assert whole(SENTENCES[1]).fields == "C1, C2, C6"


def test_what_the_system_saw_of_an_item_of_the_check_list_makes_a_completion_item():
    seen = look(Material(answers=a_paper_submission()))["J3"]

    item = of_item(seen)

    assert (item.fields, item.legal_basis, item.missing.startswith("J-1: nincs megvalósítás")) == (
        "J-1, M4",
        "J3",
        True,
    )


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.code)
def test_codes_are_written_short_and_read_again(section):
    every = [field.code for field in section.fields]
    some = expand(", ".join(bases(section)[::2]))

    assert [expand(contract(every)), expand(contract(some))] == [every, some]


@pytest.mark.parametrize("fields", ["A1–A7, M1, M2", "J-1, J-2, M4", "G6–G8", "E3", "KF1–KF3, L1, L2, L4, L5"])
def test_what_the_rules_write_is_written_so_again(fields):
    assert contract(expand(fields)) == fields


@pytest.mark.parametrize(
    ("before", "after", "made"),
    [
        ({}, {"C2": {"missing"}}, {"C2": {"missing"}}),
        ({"C2": {"missing"}}, {"C2": {"missing"}}, {}),
        ({"C2": {"missing"}}, {"C2": {"unnamed"}}, {"C2": {"unnamed"}}),
        ({"C2": {"missing"}}, {}, {}),
    ],
)
def test_only_what_was_in_order_before_is_made_by_the_completion(before, after, made):
    assert made_between(before, after) == made
