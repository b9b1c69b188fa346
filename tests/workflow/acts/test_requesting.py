"""The completion request in preparation: items changed and put in order, the office's sentences kept."""

import pytest

from models.states import CaseState
from tests import stages
from tests.cast import Cast
from tests.factories import a_case
from workflow.acts import requesting, standard_items
from workflow.engine import NotYours
from workflow.queries.standard_items import standard_items as kept

pytestmark = pytest.mark.usefixtures("tuesday")
WORDS = {"fields": "B2", "missing": "Nincs összefoglaló.", "to_supply": "Kérjük.", "legal_basis": "J4"}


@pytest.fixture
def case(cast: Cast):
    case = a_case(CaseState.UNDER_FORMAL_CHECK, cast=cast)
    for fields in ("A1", "B1", "C1"):
        stages.item(case, cast, fields=fields)
    return case


def items(case):
    return [(item.ordinal, item.fields) for item in case.request_in_preparation.items]


def test_an_item_is_written_anew_and_keeps_its_place(case, cast: Cast, refused):
    requesting.change_item(case, by=cast.officer, ordinal=2, **WORDS)

    assert items(case) == [(1, "A1"), (2, "B2"), (3, "C1")]
    assert case.request_in_preparation.items[1].missing == "Nincs összefoglaló."
    with refused("unknown_field", field="fields"):
        requesting.change_item(case, by=cast.officer, ordinal=2, **WORDS | {"fields": "Q9"})
    with refused("wrong_state"):
        requesting.change_item(case, by=cast.officer, ordinal=4, **WORDS)


@pytest.mark.parametrize(
    ("ordinal", "order"), [(1, ["A1", "B1", "C1"]), (2, ["B1", "A1", "C1"]), (3, ["A1", "C1", "B1"])]
)
def test_an_item_rises_by_one_place(case, cast: Cast, ordinal: int, order: list[str]):
    requesting.raise_item(case, by=cast.officer, ordinal=ordinal)

    assert items(case) == list(enumerate(order, start=1))


def test_items_are_changed_by_the_officer_and_only_before_the_request_goes_out(case, cast: Cast, refused):
    for person in (cast.representative, cast.other_officer, cast.president):
        with pytest.raises(NotYours):
            requesting.raise_item(case, by=person, ordinal=2)
    requesting.request_completion(case, by=cast.officer)

    with refused("wrong_state"):
        requesting.change_item(case, by=cast.officer, ordinal=1, **WORDS)
    with refused("wrong_state"):
        requesting.raise_item(case, by=cast.officer, ordinal=2)


def test_the_office_writes_changes_retires_and_takes_up_its_sentences(cast: Cast, refused):
    first = standard_items.write_standard_item(None, by=cast.officer, **WORDS)
    second = standard_items.write_standard_item(None, by=cast.head, **WORDS | {"fields": "E3"})
    standard_items.write_standard_item(first, by=cast.other_officer, **WORDS | {"fields": "B2, B3"})

    standard_items.retire(second, by=cast.officer)

    assert [[item.fields for item in kept()], [item.fields for item in kept(retired=True)]] == [["B2, B3"], ["E3"]]
    standard_items.take_up(second, by=cast.officer)
    assert [item.fields for item in kept()] == ["B2, B3", "E3"]
    with refused("unknown_field", field="fields"):
        standard_items.write_standard_item(first, by=cast.officer, **WORDS | {"fields": "A0"})


@pytest.mark.parametrize("part", ["representative", "president", "administrator"])
def test_nobody_else_keeps_the_sentences(cast: Cast, part: str):
    item = standard_items.write_standard_item(None, by=cast.officer, **WORDS)
    person = cast.by_part[part]

    with pytest.raises(NotYours):
        standard_items.write_standard_item(None, by=person, **WORDS)
    with pytest.raises(NotYours):
        standard_items.retire(item, by=person)
