# SPDX-License-Identifier: MIT
"""Sets of incidents as bytes do what Python's sets do, whatever numbers are in them."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.store import incident_list, marked
from curator.store.incident_list import numbers_in
from curator.store.marked import both, marks_of, numbers_of, with_more, without

some = st.sets(st.integers(1, 60))


def of(numbers: set[int], more: int = 0) -> bytes:
    return marks_of(numbers, max(numbers, default=0) + more)


@given(some, some, st.integers(0, 9))
def test_sets_of_incidents_are_joined_cut_and_lessened_as_pythons_are(a: set[int], b: set[int], more: int) -> None:
    assert set(numbers_of(both(of(a), of(b, more)))) == a & b
    assert set(numbers_of(with_more(of(a, more), of(b)))) == a | b
    assert set(numbers_of(without(of(a), b))) == a - b
    assert of(a).count(1) == len(a)


@given(some)
@pytest.mark.parametrize("at_once", [1, 7, 200_000])
def test_numbers_come_from_the_lowest_however_many_are_taken_at_once(at_once: int, numbers: set[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(marked, "_AT_ONCE", at_once)
        assert numbers_of(of(numbers, 3)) == array("q", sorted(numbers))


@given(st.lists(st.integers(1, 10**12)), st.integers(1, 30))
def test_joined_numbers_are_read_in_pieces(numbers: list[int], at_once: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(incident_list, "_READ_AT_ONCE", at_once)
        assert numbers_in(",".join(map(str, numbers))) == array("q", numbers)
