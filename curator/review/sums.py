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

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from math import lcm
from operator import add, mul
from typing import Any

from curator.review.distances import Distance
from curator.review.metrics import Metric
from curator.review.spans import Found

MOST_VALUES = 100  # beyond so many different values alpha has no interval, except on an interval scale
_FRACTION = 2**30
_LEVELS = 2**16

Unit = tuple[Any, ...]  # the values of a pairable unit
Article = Mapping[Unit, int]  # how often each unit occurs in an article


@dataclass(frozen=True)
class Summed:
    """A statistic of bootstrap.py."""

    sums: Sequence[Sequence[int]]
    of: Callable[[Sequence[int]], float | None]

    def value(self, sums: Sequence[int]) -> float | None:
        return self.of(sums)


def percent_sums(articles: Sequence[Article]) -> Summed:
    """Percent agreement: the sum of the units' shares of agreeing pairs, and how many units there are."""
    whole = lcm(*(size * (size - 1) for size in _sizes(articles)), 1)

    def numbers(unit: Unit) -> tuple[int, ...]:
        agreeing = sum(one == other for one in unit for other in unit) - len(unit)
        return (whole * agreeing // (len(unit) * (len(unit) - 1)), 1)

    return Summed(_sums(articles, numbers, 2), lambda sums: sums[0] / whole / sums[1] if sums[1] else None)


def alpha_sums(articles: Sequence[Article], metric: Metric) -> Summed | None:
    """Krippendorff's alpha by this metric; None where there are too many different values."""
    values = sorted({value for article in articles for unit in article for value in unit}, key=repr)
    if metric.name == "interval":
        return _interval_sums(articles, values)
    if len(values) > MOST_VALUES or (metric.name == "ratio" and values and min(values) < 0):
        return None
    if metric.name == "ordinal":
        return _ordinal_sums(articles, [value for value in metric.order if value in values], metric)
    return _fixed_sums(articles, values, metric.distance({}), metric.name == "nominal")


def found_sums(articles: Sequence[Found]) -> Summed:
    """F1 of what two have in common."""
    sums = [(found.both, found.first, found.second) for found in articles]
    return Summed(sums, lambda sums: Found(*sums).f1)


def _fixed_sums(articles: Sequence[Article], values: Sequence[Any], distance: Distance, nominal: bool) -> Summed:
    """Alpha where the distance of two values is always the same: observed disagreement, and how often each occurs."""
    rest = lcm(*(size - 1 for size in _sizes(articles)), 1)
    whole = rest * (1 if nominal else _FRACTION)
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
            there = [at for at, n in enumerate(times) if n]
            expected = sum(times[one] * sum(map(mul, apart[one], times)) for one in there)
        return 1 - sums[0] / whole * (total - 1) / expected if expected else None

    return Summed(_sums(articles, numbers, len(values) + 1), figure)


def _ordinal_sums(articles: Sequence[Article], values: Sequence[Any], metric: Metric) -> Summed:
    """Alpha where the distances follow from how often values occur: how often each two values meet."""
    whole = lcm(*(size - 1 for size in _sizes(articles)), 1)
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

    return Summed(_sums(articles, numbers, len(pairs)), figure)


def _interval_sums(articles: Sequence[Article], values: Sequence[Any]) -> Summed:
    """Alpha on an interval scale: by sums and sums of squares, however many values there are."""
    whole = lcm(*(size - 1 for size in _sizes(articles)), 1)
    base, reach = (min(values), max(values) - min(values)) if values else (0, 0)
    exact = reach <= _LEVELS and all(isinstance(value, int) for value in values)
    scaled = {value: value - base if exact else round((value - base) / reach * _LEVELS) for value in values if reach}

    def numbers(unit: Unit) -> tuple[int, ...]:
        given = [scaled.get(value, 0) for value in unit]
        squares = sum(value * value for value in given)
        observed = 2 * (len(given) * squares - sum(given) ** 2)
        return (observed * (whole // (len(unit) - 1)), len(given), sum(given), squares)

    def figure(sums: Sequence[int]) -> float | None:
        observed, total, linear, squares = sums
        expected = 2 * (total * squares - linear * linear)
        return 1 - observed / whole * (total - 1) / expected if expected else None

    return Summed(_sums(articles, numbers, 4), figure)


def _sizes(articles: Sequence[Article]) -> set[int]:
    return {len(unit) for article in articles for unit in article}


def _sums(
    articles: Sequence[Article], numbers: Callable[[Unit], tuple[int, ...]], width: int
) -> list[tuple[int, ...]]:  # fmt: skip
    """The numbers of each article's units, added up."""
    known: dict[Unit, tuple[int, ...]] = {}
    nothing = (0,) * width
    lines = []
    for article in articles:
        line = nothing
        for unit, times in article.items():
            if unit not in known:
                known[unit] = numbers(unit)
            for _ in range(times):
                line = tuple(map(add, line, known[unit]))
        lines.append(line)
    return lines
