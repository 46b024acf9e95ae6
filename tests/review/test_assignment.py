# SPDX-License-Identifier: MIT
"""Pairs one to one: the best sum there is, found by trying everything."""

from __future__ import annotations

import random
import time
from itertools import permutations

import pytest

from curator.review.assignment import Scores, best_pairs

SEED = 1955


def tried(scores: Scores) -> int:
    """The greatest sum over all ways to pair."""
    rows, columns = len(scores), len(scores[0])
    if rows > columns:
        return tried(list(zip(*scores, strict=True)))
    ways = permutations(range(columns), rows)
    return max(sum(scores[row][column] for row, column in enumerate(way)) for way in ways)


@pytest.mark.parametrize("most", [1, 3, 1000])
def test_no_other_way_to_pair_has_a_greater_sum(most: int) -> None:
    print(f"seed {SEED}")
    chance = random.Random(SEED + most)
    for _ in range(400):
        rows, columns = chance.randint(1, 6), chance.randint(1, 6)
        scores = [[chance.randint(0, most) for _ in range(columns)] for _ in range(rows)]
        pairs = best_pairs(scores)
        assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
        assert all(scores[row][column] > 0 for row, column in pairs)
        assert sum(scores[row][column] for row, column in pairs) == tried(scores)
        assert best_pairs(scores) == pairs


def test_taking_the_best_pair_first_would_be_wrong_here() -> None:
    assert best_pairs([[9, 8], [8, 1]]) == [(0, 1), (1, 0)]


def test_what_may_not_be_paired_stays_alone() -> None:
    assert best_pairs([[0, 0], [0, 5]]) == [(1, 1)]
    assert best_pairs([]) == best_pairs([[]]) == best_pairs([[], []]) == []


def test_more_rows_than_columns() -> None:
    assert best_pairs([[1], [7], [3]]) == [(1, 0)]


def test_sixty_incidents_each_are_paired_at_once() -> None:
    chance = random.Random(SEED)
    scores = [[chance.randint(0, 10**6) for _ in range(60)] for _ in range(60)]
    start = time.process_time()
    assert len(best_pairs(scores)) == 60
    assert time.process_time() - start < 1.0
