# SPDX-License-Identifier: MIT
"""Which entries of several lists belong together, at most one of each list.

What lives here: clusters from pairwise scores, for incidents of coders and for rows of groups alike. What does not:
the scores (likeness.py, rows.py), what a person decided about them (alignment.py says which pairs are fixed).

Each two lists are paired by the best one-to-one assignment; the pairs of all of them are then joined from the highest
score down, as long as no cluster gets two entries of one list; what is left is paired again, until nothing fits any
more. With two lists this is the assignment itself. Nothing
depends on the order of the lists as long as their entries' order and their own are set by the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from curator.review.assignment import best_pairs

Place = tuple[int, int]  # (list, place in it)
Pair = tuple[Place, Place]
# The score of two entries as a whole number; 0: they do not belong together.
Scoring = Callable[[Place, Place], int]


def joined(sizes: Sequence[int], score: Scoring) -> list[dict[int, int]]:
    """The clusters that follow from the scores alone: for each list that takes part the place in it."""
    if len(sizes) != 2:
        clusters = Clusters(sizes)
        clusters.join_by(score)
        return clusters.made()
    rows, columns = sizes
    of_row = dict(best_pairs([[score((0, row), (1, column)) for column in range(columns)] for row in range(rows)]))
    made = [{0: row, 1: of_row[row]} if row in of_row else {0: row} for row in range(rows)]
    return made + [{1: column} for column in range(columns) if column not in of_row.values()]


class Clusters:
    """Clusters in the making over lists of these sizes."""

    def __init__(self, sizes: Sequence[int], forbidden: Iterable[Pair] = ()) -> None:
        self.sizes = sizes
        self._of: dict[Place, dict[int, int]] = {
            (side, at): {side: at} for side, size in enumerate(sizes) for at in range(size)
        }
        self._forbidden = {frozenset(pair) for pair in forbidden}

    def join(self, one: Place, other: Place) -> bool:
        """Put two entries, and all that are with them, into one cluster; False where that may not be."""
        first, second = self._of[one], self._of[other]
        if first is second:
            return True
        if self._apart(first, second):
            return False
        first.update(second)
        for place in second.items():
            self._of[place] = first
        return True

    def join_by(self, score: Scoring) -> None:
        """Join what belongs together by its score and is not yet with an entry of the other list."""
        while self._round(score) and len(self.sizes) > 2:
            pass

    def _round(self, score: Scoring) -> bool:
        """Whether any were joined."""
        found: list[tuple[int, Pair]] = []
        for side, beside in combinations(range(len(self.sizes)), 2):
            rows = [at for at in range(self.sizes[side]) if beside not in self._of[side, at]]
            columns = [at for at in range(self.sizes[beside]) if side not in self._of[beside, at]]
            scores = [[self._score(score, (side, row), (beside, column)) for column in columns] for row in rows]
            for row, column in best_pairs(scores):
                found.append((scores[row][column], ((side, rows[row]), (beside, columns[column]))))
        found.sort(key=lambda each: (-each[0], each[1]))
        return sum(self.join(*pair) for _, pair in found) > 0

    def made(self) -> list[dict[int, int]]:
        """The clusters: for each list that takes part the place in it."""
        return list({id(cluster): cluster for cluster in self._of.values()}.values())

    def _score(self, score: Scoring, one: Place, other: Place) -> int:
        return 0 if self._apart(self._of[one], self._of[other]) else score(one, other)

    def _apart(self, first: dict[int, int], second: dict[int, int]) -> bool:
        if first.keys() & second.keys():
            return True
        if not self._forbidden:
            return False
        return any(frozenset((one, other)) in self._forbidden for one in first.items() for other in second.items())
