"""Tests of acts: nothing is committed, and the clock stands still on a Tuesday."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
import time_machine

from workflow.refusals import Refused


@pytest.fixture(autouse=True)
def _still(tuesday: time_machine.Traveller) -> None:
    """It is 15 September 2026, ten o'clock, until a test says otherwise."""


@pytest.fixture
def refused() -> Callable[..., AbstractContextManager[None]]:
    """`with refused("code", field="reason"):` the act inside is refused for exactly these reasons."""

    @contextmanager
    def exactly(*codes: str, field: str | None = None) -> Iterator[None]:
        with pytest.raises(Refused) as caught:
            yield
        assert [refusal.code for refusal in caught.value.refusals] == list(codes)
        assert field is None or {refusal.field for refusal in caught.value.refusals} == {field}
        assert all(refusal.text.hu and refusal.text.en for refusal in caught.value.refusals)

    return exactly
