# SPDX-License-Identifier: MIT
"""How far a figure would move with other articles of the same kind: bootstrap intervals over articles.

What lives here: drawing articles again and again, and the interval that follows. What does not: what is summed over
articles for a figure (sums.py).

Articles are drawn with replacement, as many as there are, because the incidents of one article are not independent of
each other; the interval runs from the 2.5th to the 97.5th percentile of the figure in the rounds where it is defined.
Source: B. Efron and R. Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13. The seed is part of the
interval: the same articles (in order of their ids), rounds and seed give the same interval on every machine.

To be quick, the sums of an article for all figures stand side by side in one large whole number, 32 bits for each, or
64 for those that may grow larger, so that one addition adds them all.
"""

from __future__ import annotations

import random
import sys
from array import array
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from curator.review.sums import Recipe

SHARE = 0.95
ROUNDS = 1000
SEED = 1
Given = tuple[object, ...]
_TYPES = {array(code).itemsize: code for code in "IQ"}  # unsigned, by how many bytes they have: 4 and 8


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
    """A figure and for each article its sums, side by side in one number, `size` bytes for each."""

    recipe: Recipe
    size: int
    sums: Sequence[int]


def summed(
    recipe: Recipe, places: Sequence[int], units: Sequence[Hashable], values: Mapping[Hashable, Given], articles: int
) -> Summed | None:
    """Sum a figure over articles. `places`: the place of each unit's article; `values`: what of a unit counts.

    Units without an entry in `values` add nothing. None where a draw of articles could exceed what one place holds.
    """
    numbers = {unit: recipe.numbers(given) for unit, given in values.items()}
    most = max(Counter(places).values(), default=0)
    largest = max((max(each) for each in numbers.values()), default=0) * most * articles
    size = next((size for size in sorted(_TYPES) if largest < 2 ** (8 * size)), None)
    if size is None:
        return None
    packed = {unit: _packed(each, size) for unit, each in numbers.items()}
    sums = [0] * articles
    for place, number in zip(places, map(packed.get, units), strict=True):
        if number is not None:
            sums[place] += number
    return Summed(recipe, size, sums)


def intervals(figures: Sequence[Summed], rounds: int = ROUNDS, seed: int = SEED) -> list[Interval | None]:
    """The interval of each figure, all from the same draws. None: no rounds, fewer than two articles, or a figure that
    is not defined in half of the rounds."""
    articles = len(figures[0].sums) if figures else 0
    if rounds < 1 or articles < 2:
        return [None] * len(figures)
    order = sorted(range(len(figures)), key=lambda at: figures[at].size)
    lines = [_line([figures[at] for at in order], article) for article in range(articles)]
    narrow, wide = (sum(figure.recipe.width for figure in figures if figure.size == size) for size in sorted(_TYPES))
    found: list[list[float]] = [[] for _ in figures]
    parts, end = [], 0
    for at in order:
        start, end = end, end + figures[at].recipe.width
        parts.append((figures[at].recipe.value, slice(start, end), found[at]))
    draw = random.Random(seed)
    for _ in range(rounds):
        sums = _unpacked(sum(draw.choices(lines, k=articles)), narrow, wide)
        for value_of, part, values in parts:
            value = value_of(sums[part])
            if value is not None:
                values.append(value)
    return [_interval(values, rounds, seed) for values in found]


def _line(figures: Sequence[Summed], article: int) -> int:
    """The sums of an article for all figures, the first lowest."""
    parts = (figure.sums[article].to_bytes(figure.recipe.width * figure.size, "little") for figure in figures)
    return int.from_bytes(b"".join(parts), "little")


def _packed(numbers: Sequence[int], size: int) -> int:
    """All numbers in one, the first lowest."""
    return int.from_bytes(b"".join(number.to_bytes(size, "little") for number in numbers), "little")


def _unpacked(packed: int, narrow: int, wide: int) -> list[int]:
    """So many numbers of four bytes, and after them so many of eight."""
    small, large = sorted(_TYPES)
    line = packed.to_bytes(narrow * small + wide * large, "little")
    numbers: list[int] = []
    for size, part in ((small, line[: narrow * small]), (large, line[narrow * small :])):
        held = array(_TYPES[size], part)
        if sys.byteorder == "big":
            held.byteswap()
        numbers += held.tolist()
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
