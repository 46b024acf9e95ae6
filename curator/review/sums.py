# SPDX-License-Identifier: MIT
"""Figures of agreement as sums over articles, so that they can be drawn again quickly.

What lives here: for percent agreement, alpha of each metric, and F1 the numbers that are summed, and the figure that
follows from sums. What does not: the formulas from a table (coefficients.py; the tests hold both against each other),
drawing (bootstrap.py).

All sums are whole numbers: shares are multiplied by what makes them whole; distances that are fractions (of sets and
ratios) are rounded to 2^-30, and values on an interval scale to 1/65,536 of their range where they are not whole or
reach further.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from math import lcm
from operator import mul
from typing import Any

from curator.review.distances import Distance
from curator.review.metrics import Metric

MOST_VALUES = 100  # beyond so many different values alpha has no interval, except on an interval scale
_FRACTION = 2**30
_LEVELS = 2**16
_LARGEST = 1e150  # beyond, squares are no numbers any more

Unit = tuple[Any, ...]  # the values of a pairable unit


@dataclass(frozen=True)
class Recipe:
    """A figure by sums: the `width` numbers, 0 or more, that a unit adds, and what follows from their sums."""

    width: int
    numbers: Callable[[Unit], Sequence[int]]
    value: Callable[[Sequence[int]], float | None]


def percent_recipe(units: Collection[Unit]) -> Recipe:
    """Percent agreement: the sum of the units' shares of agreeing pairs, and how many units there are.

    `units` here and below: every unit that will be added, each at least once.
    """
    whole = lcm(*(size * (size - 1) for size in _sizes(units)))

    def numbers(unit: Unit) -> tuple[int, ...]:
        if len(unit) == 2:
            return (whole if unit[0] == unit[1] else 0, 1)
        agreeing = sum(one == other for one in unit for other in unit) - len(unit)
        return (whole * agreeing // (len(unit) * (len(unit) - 1)), 1)

    return Recipe(2, numbers, lambda sums: sums[0] / whole / sums[1] if sums[1] else None)


def alpha_recipe(units: Collection[Unit], metric: Metric) -> Recipe | None:
    """Krippendorff's alpha by this metric; None where there are too many different or too large values."""
    different = {value for unit in units for value in unit}
    if metric.name in ("interval", "ratio") and max(map(abs, different)) > _LARGEST:
        return None
    if metric.name == "interval":
        return _interval_recipe(units, different)
    if len(different) > MOST_VALUES or (metric.name == "ratio" and min(different) < 0):
        return None
    values = sorted(different, key=_in_order)
    if metric.name == "ordinal":
        return _ordinal_recipe(units, [value for value in metric.order if value in values], metric)
    return _fixed_recipe(units, values, metric.distance({}), metric.name == "nominal")


def _in_order(value: Any) -> str:
    """Makes one order of values on every machine; that of a set's own writing changes from run to run."""
    return repr(sorted(value)) if isinstance(value, frozenset) else repr(value)


def found_recipe() -> Recipe:
    """F1 of what two have in common, as of a Found, whose numbers are those of a unit: both, first, second."""
    return Recipe(3, lambda unit: unit, lambda sums: 2 * sums[0] / (sums[1] + sums[2]) if sums[1] + sums[2] else None)


def _fixed_recipe(units: Collection[Unit], values: Sequence[Any], distance: Distance, nominal: bool) -> Recipe:
    """Alpha where the distance of two values is always the same: observed disagreement, and how often each occurs."""
    whole = _common(units) * (1 if nominal else _FRACTION)
    places = {value: at for at, value in enumerate(values)}
    apart = [[distance(one, other) for other in values] for one in values]

    def numbers(unit: Unit) -> tuple[int, ...]:
        given = [places[value] for value in unit]
        observed = sum(apart[one][other] for one in given for other in given) / (len(unit) - 1)
        return (round(observed * whole), *(given.count(at) for at in range(len(values))))

    def figure(sums: Sequence[int]) -> float | None:
        times = sums[1:]
        total = sum(times)
        if nominal:
            expected = float(total * total - sum(map(mul, times, times)))
        else:
            expected = sum(n * sum(map(mul, far, times)) for n, far in zip(times, apart, strict=True) if n)
        return 1 - sums[0] / whole * (total - 1) / expected if expected else None

    return Recipe(len(values) + 1, numbers, figure)


def _ordinal_recipe(units: Collection[Unit], values: Sequence[Any], metric: Metric) -> Recipe:
    """Alpha where the distances follow from how often values occur: how often each two values meet."""
    whole = _common(units)
    pairs = list(combinations_with_replacement(range(len(values)), 2))
    place = {pair: at for at, pair in enumerate(pairs)}
    rank = {value: at for at, value in enumerate(values)}

    def numbers(unit: Unit) -> tuple[int, ...]:
        met = [0] * len(pairs)
        given = sorted(rank[value] for value in unit)
        for at, low in enumerate(given):
            for high in given[at + 1 :]:
                met[place[low, high]] += whole // (len(unit) - 1)
        return tuple(met)

    def figure(sums: Sequence[int]) -> float | None:
        times = [0.0] * len(values)
        for (low, high), met in zip(pairs, sums, strict=True):
            times[low] += met / whole
            times[high] += met / whole
        distance = metric.distance(dict(zip(values, times, strict=True)))
        apart = [distance(values[low], values[high]) for low, high in pairs]
        observed = sum(map(mul, sums, apart)) / whole
        expected = sum(times[low] * times[high] * far for (low, high), far in zip(pairs, apart, strict=True))
        return 1 - observed * (sum(times) - 1) / expected if expected else None

    return Recipe(len(pairs), numbers, figure)


def _interval_recipe(units: Collection[Unit], values: Collection[Any]) -> Recipe:
    """Alpha on an interval scale: by sums and sums of squares, however many values there are."""
    whole = _common(units)
    base, reach = min(values), max(values) - min(values)
    exact = reach <= _LEVELS and all(isinstance(value, int) for value in values)
    scaled = {value: value - base if exact else round((value - base) / (reach or 1) * _LEVELS) for value in values}

    def numbers(unit: Unit) -> tuple[int, ...]:
        given = [scaled[value] for value in unit]
        squares = sum(value * value for value in given)
        observed = 2 * (len(given) * squares - sum(given) ** 2)
        return (observed * (whole // (len(unit) - 1)), len(given), sum(given), squares)

    def figure(sums: Sequence[int]) -> float | None:
        observed, total, linear, squares = sums
        expected = 2 * (total * squares - linear * linear)
        return 1 - observed / whole * (total - 1) / expected if expected else None

    return Recipe(4, numbers, figure)


def _sizes(units: Collection[Unit]) -> set[int]:
    return {len(unit) for unit in units}


def _common(units: Collection[Unit]) -> int:
    """What makes the weight of every unit's pairs, 1 / (values - 1), whole."""
    return lcm(*(size - 1 for size in _sizes(units)))
