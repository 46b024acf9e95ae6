# SPDX-License-Identifier: MIT
"""Spans compared whole and by code points."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from curator.review.spans import Found, exact, merged, overlap

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda pair: (pair[0], sum(pair))), max_size=8)


def test_spans_are_the_same_only_with_both_edges() -> None:
    assert exact([(0, 5), (10, 12)], [(0, 5), (10, 13), (20, 21)]) == Found(1, 2, 3)


def test_one_code_point_more_costs_one_code_point() -> None:
    found = overlap([(0, 10)], [(0, 11)])
    assert (found.both, found.first, found.second) == (10, 10, 11)
    assert (found.precision, found.recall, found.f1) == (1.0, 10 / 11, 20 / 21)
    assert (found.turned.precision, found.turned.recall, found.turned.f1) == (10 / 11, 1.0, 20 / 21)


def test_words_marked_twice_count_once() -> None:
    assert overlap([(0, 10), (5, 12), (0, 10)], [(0, 12)]) == Found(12, 12, 12)
    assert exact([(0, 10), (0, 10)], [(0, 10)]) == Found(1, 1, 1)


def test_where_nothing_is_marked_there_is_no_share() -> None:
    nothing = overlap([], [])
    assert (nothing.precision, nothing.recall, nothing.f1) == (None, None, None)
    assert (overlap([], [(0, 4)]).precision, overlap([], [(0, 4)]).recall, overlap([], [(0, 4)]).f1) == (None, 0.0, 0.0)


def test_found_adds_up() -> None:
    assert overlap([(0, 4)], [(2, 6)]) + overlap([(0, 1)], []) == Found(2, 5, 4)


@given(SPANS, SPANS)
def test_code_points_are_counted_as_sets_would_be(first: list[tuple[int, int]], second: list[tuple[int, int]]) -> None:
    one, other = ({place for span in spans for place in range(*span)} for spans in (first, second))
    found = overlap(first, second)
    assert found == Found(len(one & other), len(one), len(other))
    assert overlap(second, first).f1 == found.f1
    assert {place for span in merged(first) for place in range(*span)} == one
