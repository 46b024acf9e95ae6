# SPDX-License-Identifier: MIT
"""How far two values of a field lie apart, as the coefficients of agreement need it.

What lives here: one distance for each level of measurement, from 0 (the same) up. What does not: the coefficients
(coefficients.py), which distance a field takes (metrics.py).

Sources: nominal, ordinal, interval, ratio: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011),
section E; the differences there are squared already. Jaccard: P. Jaccard (1908), as a distance: 1 - J, where J is the
share of what is in both sets in what is in either.
MASI: R. Passonneau, "Measuring Agreement on Set-valued Items (MASI) for Semantic and Pragmatic Annotation" (LREC
2006): 1 - J x M, with M = 1 for equal sets, 2/3 where one holds the other, 1/3 where they only overlap, 0 where they do
not.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence, Set
from typing import Any

# Between two values, knowing how often each value occurs among the pairable ones (only ordinal looks at it).
Distance = Callable[[Any, Any], float]
Marginals = Mapping[Any, float]


def nominal(one: Hashable, other: Hashable) -> float:
    """0 for the same, 1 for any other."""
    return 0.0 if one == other else 1.0


def interval(one: float, other: float) -> float:
    """(one - other) squared."""
    apart = float(one - other)
    return apart * apart


def ratio(one: float, other: float) -> float:
    """((one - other) / (one + other)) squared; 0 for twice zero. For values that are not negative."""
    share = float((one - other) / (one + other)) if one != other else 0.0
    return share * share


def jaccard(one: Set[Hashable], other: Set[Hashable]) -> float:
    """1 less the share of what is in both sets in what is in either; two empty sets are the same."""
    return 0.0 if one == other else 1.0 - len(one & other) / len(one | other)


def masi(one: Set[Hashable], other: Set[Hashable]) -> float:
    """Jaccard's likeness, lowered where neither set holds the other; two empty sets are the same."""
    if one == other:
        return 0.0
    common = len(one & other)
    holds = 2 / 3 if one <= other or other <= one else 1 / 3
    return 1.0 - common / len(one | other) * holds


def ordinal(order: Sequence[Hashable], marginals: Marginals) -> Distance:
    """The distance of ranks: all values met on the way, the two ends by half, squared.

    `order`: the values from low to high; each value compared must be among them. `marginals`: how often each occurs.
    """
    middles: dict[Hashable, float] = {}
    passed = 0.0
    for value in order:
        times = marginals.get(value, 0.0)
        middles[value] = passed + times / 2
        passed += times
    return lambda one, other: float(middles[one] - middles[other]) ** 2
