# SPDX-License-Identifier: MIT
"""Coefficients of agreement over a table of units and coders.

What lives here: percent agreement, Cohen's kappa (plain and weighted), Fleiss' kappa, Krippendorff's alpha, Gwet's AC1,
for one table. What does not: what a unit is (alignment.py), which coefficient a field takes (metrics.py), intervals
(bootstrap.py).

A table has one row for each unit and one cell for each coder; None: this coder gave no value. A unit is pairable where
two coders or more gave a value; the others cannot say anything of agreement and are left out of every figure.
Where nothing varies, agreement by chance is complete and a coefficient that corrects for chance is not defined.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isfinite
from typing import Any

from curator.review.distances import Distance, Marginals, interval, nominal, ratio

Unit = Sequence[Hashable | None]
Table = Sequence[Unit]
Patterns = Mapping[tuple[Any, ...], int]
Weighing = Callable[[Marginals], Distance]

NO_PAIRS = "no unit has values of two coders"
NO_VARIATION = "all values are the same"
TOO_LARGE = "the values are too large to be squared"
NOT_TWO = "this figure is for two coders"
UNEVEN = "the units do not all have the same number of values"


@dataclass(frozen=True)
class Figure:
    """One figure. `value` is None where it is not defined, and `reason` says why.

    `units`: pairable units that count; `values`: the values in them; `given`: units of the table, pairable or not.
    """

    name: str
    value: float | None
    reason: str
    units: int
    values: int
    given: int

    @property
    def defined(self) -> bool:
        return self.value is not None


@dataclass(frozen=True)
class Counted:
    """A table with its equal units counted, which all figures share: `counted(table)` once, then any of them.

    `rated`: the values of each kind of unit with any value, how often each was given in it, and how many such units.
    """

    patterns: Patterns
    rated: tuple[tuple[Mapping[Any, int], int, int], ...]
    given: int

    @cached_property
    def pairable(self) -> tuple[tuple[Mapping[Any, int], int, int], ...]:
        """The kinds of units with two values or more: (times of each value, how many values, how many such units)."""
        return tuple(each for each in self.rated if each[1] > 1)

    @cached_property
    def units(self) -> int:
        return sum(number for _, _, number in self.pairable)

    @cached_property
    def values(self) -> int:
        return sum(size * number for _, size, number in self.pairable)

    @cached_property
    def marginals(self) -> Mapping[Any, int]:
        """How often each value was given in pairable units."""
        total: defaultdict[Any, int] = defaultdict(int)
        for times, _, number in self.pairable:
            for value, n in times.items():
                total[value] += n * number
        return total

    @cached_property
    def agreement(self) -> float | None:
        """The share of pairs of coders with the same value, a mean over pairable units."""
        shares = 0.0
        for times, size, number in self.pairable:
            if len(times) == 1:
                shares += number
            else:
                shares += number * sum(n * (n - 1) for n in times.values()) / (size * (size - 1))
        return shares / self.units if self.units else None

    def figure(self, name: str, value: float | None, reason: str = "") -> Figure:
        return Figure(name, value, reason if value is None else "", self.units, self.values, self.given)


def counted(table: Table | Counted | Patterns) -> Counted:
    """The table, or how often each unit stands in it, with equal units counted."""
    if isinstance(table, Counted):
        return table
    patterns: Patterns = table if isinstance(table, Mapping) else Counter(map(tuple, table))
    rated = []
    for unit, number in patterns.items():
        times: dict[Any, int] = {}
        for value in unit:
            if value is not None:
                times[value] = times.get(value, 0) + 1
        if times:
            rated.append((times, sum(times.values()), number))
    return Counted(patterns, tuple(rated), sum(patterns.values()))


def percent(table: Table | Counted) -> Figure:
    """The share of pairs of coders with the same value, a mean over pairable units.

    Source: J. L. Fleiss, "Measuring nominal scale agreement among many raters" (1971), formula 2 and 3 (P-bar).
    """
    told = counted(table)
    return told.figure("percent", told.agreement, NO_PAIRS)


def cohen(table: Table | Counted, weight: Distance = nominal, name: str = "Cohen's kappa") -> Figure:
    """1 - observed / expected disagreement of two coders, each with the shares of values of their own.

    `weight` is the weight of a disagreement, 0 for the same value. Source: J. Cohen (1960), "A coefficient of agreement
    for nominal scales"; weighted: J. Cohen (1968), "Weighted kappa", formula 4.
    """
    told = counted(table)
    if any(len(unit) != 2 for unit in told.patterns):
        return told.figure(name, None, NOT_TWO)
    if not told.units:
        return told.figure(name, None, NO_PAIRS)
    first: Counter[Any] = Counter()
    second: Counter[Any] = Counter()
    observed = 0.0
    for (one, other), number in told.patterns.items():
        if one is not None and other is not None:
            first[one] += number
            second[other] += number
            observed += number * weight(one, other)
    if weight is nominal:
        expected = float(told.units**2 - sum(n * second[value] for value, n in first.items()))
    else:
        expected = sum(n * m * weight(one, other) for one, n in first.items() for other, m in second.items())
    return told.figure(name, 1 - observed * told.units / expected if expected else None, NO_VARIATION)


def linear(order: Sequence[Hashable]) -> Distance:
    """The weight of a disagreement in Cohen's weighted kappa: how many steps two values lie apart in this order."""
    steps = {value: step for step, value in enumerate(order)}
    return lambda one, other: float(abs(steps[one] - steps[other]))


def quadratic(order: Sequence[Hashable]) -> Distance:
    """The same, squared."""
    steps = linear(order)
    return lambda one, other: steps(one, other) ** 2


def fleiss(table: Table | Counted) -> Figure:
    """(agreement - agreement by chance) / (1 - agreement by chance), chance by the values of all coders together.

    For the same number of values in each pairable unit, whoever gave them; else not defined. Source: Fleiss (1971),
    formula 7.
    """
    told, name = counted(table), "Fleiss' kappa"
    if told.agreement is None:
        return told.figure(name, None, NO_PAIRS)
    if len({size for _, size, _ in told.pairable}) > 1:
        return told.figure(name, None, UNEVEN)
    if len(told.marginals) < 2:
        return told.figure(name, None, NO_VARIATION)
    chance = sum((times / told.values) ** 2 for times in told.marginals.values())
    return told.figure(name, (told.agreement - chance) / (1 - chance))


def gwet(table: Table | Counted) -> Figure:
    """AC1: as Fleiss' kappa with chance sum(p (1 - p)) / (q - 1), p the mean share of a value, q how many values occur.

    Source: K. L. Gwet, "Computing inter-rater reliability and its variance in the presence of high agreement" (2008);
    missing values as in his Handbook of Inter-Rater Reliability (4th edition, 2014), chapter 2: agreement over pairable
    units, shares over all units with a value. The values that occur stand for the list of possible ones.
    """
    told, name = counted(table), "Gwet's AC1"
    if told.agreement is None:
        return told.figure(name, None, NO_PAIRS)
    rated = sum(number for _, _, number in told.rated)
    shares: defaultdict[Any, float] = defaultdict(float)
    for times, size, number in told.rated:
        for value, n in times.items():
            shares[value] += n * number / size / rated
    if len(shares) < 2:
        return told.figure(name, None, NO_VARIATION)
    chance = sum(share * (1 - share) for share in shares.values()) / (len(shares) - 1)
    return told.figure(name, (told.agreement - chance) / (1 - chance))


def alpha(table: Table | Counted, distance: Distance | None = None, weighing: Weighing | None = None,
          name: str = "Krippendorff's alpha") -> Figure:  # fmt: skip
    """1 - observed / expected disagreement, for any number of coders and with values missing.

    Give a `distance` (usual: nominal), or with `weighing` one that is made from how often the values occur (ordinal).
    Source: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C and D.
    """
    told = counted(table)
    if not told.units:
        return told.figure(name, None, NO_PAIRS)
    apart = weighing(told.marginals) if weighing is not None else distance or nominal
    observed = sum(disagreement(times, apart) * number / (size - 1) for times, size, number in told.pairable)
    expected = disagreement(told.marginals, apart) / (told.values - 1)
    if not isfinite(expected) or not isfinite(observed):
        return told.figure(name, None, TOO_LARGE)
    return told.figure(name, 1 - observed / expected if expected else None, NO_VARIATION)


def disagreement(times: Mapping[Any, int], apart: Distance) -> float:
    """The sum of the distances over all ordered pairs of values, each value given so many times."""
    if len(times) == 1:
        return 0.0
    if apart is nominal:
        total = sum(times.values())
        return float(total * total - sum(n * n for n in times.values()))
    if apart is interval:  # the same sum by way of the mean of squares, which needs no pairs
        base = min(times)
        whole = sum((value - base) * n for value, n in times.items())
        squares = sum((value - base) * (value - base) * n for value, n in times.items())
        return float(2 * (sum(times.values()) * squares - whole * whole))
    if apart is ratio:  # many different values are common here: without a call for each two
        numbers = [(float(value), n) for value, n in times.items()]
        return 2 * sum(
            n * sum([m * ((one - other) / (one + other)) ** 2 for other, m in numbers[at + 1 :]])
            for at, (one, n) in enumerate(numbers)
        )
    values = list(times.items())
    return 2 * sum(
        n * m * apart(one, other) for at, (one, n) in enumerate(values) for other, m in values[at + 1 :]
    )  # fmt: skip
