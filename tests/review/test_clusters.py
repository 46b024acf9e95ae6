# SPDX-License-Identifier: MIT
"""Entries of several lists in clusters, at most one of each list."""

from __future__ import annotations

import random

from curator.review.clusters import Clusters, Place, Scoring, joined

SEED = 7


def scoring(scores: dict[tuple[str, str], int]) -> Scoring:
    """Scores of entries named by list and place: "A0", "B2"."""

    def score(one: Place, other: Place) -> int:
        names = tuple(f"{'ABCD'[side]}{at}" for side, at in (one, other))
        return scores.get((names[0], names[1]), 0)

    return score


def named(clusters: list[dict[int, int]]) -> set[str]:
    return {" ".join(f"{'ABCD'[side]}{at}" for side, at in sorted(cluster.items())) for cluster in clusters}


def test_three_lists_are_joined_from_the_highest_score_down() -> None:
    score = scoring({("A0", "B0"): 9, ("B0", "C0"): 5, ("A0", "C1"): 7})
    assert named(joined([1, 1, 2], score)) == {"A0 B0 C1", "C0"}


def test_what_is_left_is_paired_again() -> None:
    """A1 and C0 fit each other, but at first C0 is wanted by B0, which then goes with C1."""
    score = scoring(
        {("A0", "B0"): 9, ("A0", "C1"): 8, ("B0", "C0"): 7, ("A0", "C0"): 6, ("A1", "C0"): 4, ("A1", "C1"): 6}
    )
    assert named(joined([2, 1, 2], score)) == {"A0 B0 C1", "A1 C0"}


def test_two_lists_come_out_alike_by_both_ways() -> None:
    print(f"seed {SEED}")
    chance = random.Random(SEED)
    for _ in range(200):
        sizes = [chance.randint(0, 4), chance.randint(0, 4)]
        table = {
            (f"A{row}", f"B{column}"): chance.randint(0, 5) for row in range(sizes[0]) for column in range(sizes[1])
        }
        clusters = Clusters(sizes)
        clusters.join_by(scoring(table))
        assert named(clusters.made()) == named(joined(sizes, scoring(table)))


def test_no_cluster_has_two_of_a_list_and_nothing_that_fits_is_left() -> None:
    print(f"seed {SEED}")
    chance = random.Random(SEED + 1)
    for _ in range(200):
        sizes = [chance.randint(0, 3) for _ in range(4)]
        places = [(side, at) for side, size in enumerate(sizes) for at in range(size)]
        table = {
            (one, other): chance.choice((0, 0, 1, 2, 3)) for one in places for other in places if one[0] < other[0]
        }
        made = joined(sizes, lambda one, other, table=table: table[one, other])  # type: ignore[misc]
        assert sorted(place for cluster in made for place in cluster.items()) == places
        for first in made:
            for second in made:
                if first is not second and not first.keys() & second.keys():
                    assert not any(
                        table.get((one, other), 0) for one in first.items() for other in second.items()
                    )  # fmt: skip
