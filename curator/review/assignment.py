# SPDX-License-Identifier: MIT
"""The best way to pair two lists one to one.

What lives here: the optimal assignment over a table of scores. What does not: what a score means (likeness.py).
Source: the Hungarian method with potentials and shortest augmenting paths, H. W. Kuhn (1955), J. Munkres (1957),
R. Jonker and A. Volgenant (1987): O(rows x rows x columns).
"""

from __future__ import annotations

from collections.abc import Sequence

# Whole numbers, so that no rounding decides between two ways to pair.
Scores = Sequence[Sequence[int]]


def best_pairs(scores: Scores) -> list[tuple[int, int]]:
    """The pairs (row, column), in order of rows, with the greatest sum of scores; pairs with a score of 0 are left out.

    Scores are 0 or more; 0 says that the two may not be paired. All rows have the same length. Of several best ways one
    is taken, always the same for the same scores.
    """
    if not scores or not scores[0]:
        return []
    if len(scores) > len(scores[0]):
        return sorted((row, column) for column, row in best_pairs(list(zip(*scores, strict=True))))
    row_of = _assigned([[-score for score in row] for row in scores])
    pairs = ((row, column) for column, row in enumerate(row_of) if row is not None)
    return sorted((row, column) for row, column in pairs if scores[row][column] > 0)


def _assigned(costs: Sequence[Sequence[int]]) -> list[int | None]:
    """For each column its row, every row assigned, at the least cost; no more rows than columns.

    Row by row the cheapest path of exchanges to a free column is looked for, with costs made positive by potentials.
    The last column is a stand-in for "not yet assigned".
    """
    rows, columns = len(costs), len(costs[0])
    of_row, of_column = [0] * rows, [0] * (columns + 1)
    row_of: list[int | None] = [None] * (columns + 1)
    for row in range(rows):
        row_of[columns] = row
        at = columns
        least: list[int | None] = [None] * columns
        before = [columns] * columns
        seen = [False] * (columns + 1)
        while (here := row_of[at]) is not None:
            seen[at] = True
            nearest, step = -1, 0
            for column in range(columns):
                if seen[column]:
                    continue
                cost = costs[here][column] - of_row[here] - of_column[column]
                known = least[column]
                if known is None or cost < known:
                    least[column], before[column], known = cost, at, cost
                if nearest < 0 or known < step:
                    nearest, step = column, known
            for column in range(columns + 1):
                held = row_of[column]
                if seen[column] and held is not None:
                    of_row[held] += step
                    of_column[column] -= step
                elif column < columns:
                    known = least[column]
                    least[column] = known - step if known is not None else None
            at = nearest
        while at != columns:
            row_of[at] = row_of[before[at]]
            at = before[at]
    return row_of[:columns]
