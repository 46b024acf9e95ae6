# SPDX-License-Identifier: MIT
"""How far a figure would move with other articles of the same kind: bootstrap intervals over articles.

What lives here: drawing articles again and again, and the interval that follows. What does not: what is summed over
articles for a figure (sums.py).

Articles are drawn with replacement, as many as there are, because the incidents of one article are not independent of
each other; the interval runs from the 2.5th to the 97.5th percentile of the figure in the rounds where it is defined.
Source: B. Efron and R. Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13. The seed is part of the
interval: the same articles (in order of their ids), rounds and seed give the same interval on every machine.

To be quick, the sums of an article for all figures stand side by side in one large whole number, 64 bits for each, so
that one addition adds them all.
"""

from __future__ import annotations

import random
import sys
from array import array
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from curator.review.sums import Recipe

SHARE = 0.95
ROUNDS = 1000
SEED = 1
_BYTES = 8
_LIMIT = 2 ** (8 * _BYTES)


@dataclass(frozen=True)
class Interval:
    """From `low` to `high` in `share` of the `rounds`; `defined`: in how many of them the figure was defined."""

    low: float
    high: float
    rounds: int
    defined: int
    seed: int
    share: float = SHARE


@dataclass(frozen=True)
class Summed:
    """A figure and for each article its sums, side by side in one number."""

    recipe: Recipe
    sums: Sequence[int]


def summed(
    recipe: Recipe, units: Iterable[tuple[int, Hashable]], values: dict[Hashable, tuple[object, ...]], articles: int
) -> Summed | None:
    """Sum a figure over articles. `units`: (place of the article, unit) for each; `values`: what of each unit counts.

    Units without an entry in `values` add nothing. None where a draw of articles could exceed what one place holds.
    """
    numbers = {unit: recipe.numbers(given) for unit, given in values.items()}
    packed = {unit: _packed(each) for unit, each in numbers.items()}
    sums, many = [0] * articles, [0] * articles
    for at, unit in units:
        if unit in packed:
            sums[at] += packed[unit]
            many[at] += 1
    largest = max((max(each) for each in numbers.values()), default=0)
    return Summed(recipe, sums) if largest * max(many, default=0) * articles < _LIMIT else None


def intervals(figures: Sequence[Summed], rounds: int = ROUNDS, seed: int = SEED) -> list[Interval | None]:
    """The interval of each figure, all from the same draws. None: no rounds, fewer than two articles, or a figure that
    is not defined in half of the rounds."""
    articles = len(figures[0].sums) if figures else 0
    if rounds < 1 or articles < 2:
        return [None] * len(figures)
    widths = [figure.recipe.width for figure in figures]
    lines = [
        int.from_bytes(
            b"".join(
                figure.sums[at].to_bytes(width * _BYTES, "little")
                for figure, width in zip(figures, widths, strict=True)
            ),
            "little",
        )
        for at in range(articles)
    ]
    ends = [sum(widths[: at + 1]) for at in range(len(widths))]
    parts = [
        (figure.recipe.value, slice(end - width, end)) for figure, width, end in zip(figures, widths, ends, strict=True)
    ]
    found: list[list[float]] = [[] for _ in figures]
    draw = random.Random(seed)
    for _ in range(rounds):
        drawn = sum(map(lines.__getitem__, draw.choices(range(articles), k=articles)))
        sums = _unpacked(drawn, ends[-1])
        for values, (value_of, part) in zip(found, parts, strict=True):
            value = value_of(sums[part])
            if value is not None:
                values.append(value)
    return [_interval(values, rounds, seed) for values in found]


def _packed(numbers: Sequence[int]) -> int:
    """All numbers in one, the first lowest."""
    return int.from_bytes(b"".join(number.to_bytes(_BYTES, "little") for number in numbers), "little")


def _unpacked(packed: int, width: int) -> Sequence[int]:
    numbers = array("Q")
    numbers.frombytes(packed.to_bytes(width * _BYTES, "little"))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _interval(values: list[float], rounds: int, seed: int) -> Interval | None:
    if 2 * len(values) <= rounds:
        return None
    values.sort()
    outside = (1 - SHARE) / 2
    low, high = (_quantile(values, share) for share in (outside, 1 - outside))
    return Interval(low, high, rounds, len(values), seed)


def _quantile(ordered: Sequence[float], share: float) -> float:
    """Between the two values around this share of them, in proportion (R. Hyndman and Y. Fan, 1996, definition 7)."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
