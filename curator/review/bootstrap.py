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
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

SHARE = 0.95
ROUNDS = 1000
SEED = 1
_BITS = 64
_BYTES = _BITS // 8


@dataclass(frozen=True)
class Interval:
    """From `low` to `high` in `share` of the `rounds`; `defined`: in how many of them the figure was defined."""

    low: float
    high: float
    rounds: int
    defined: int
    seed: int
    share: float = SHARE


class Statistic(Protocol):
    """A figure that follows from sums over articles."""

    @property
    def sums(self) -> Sequence[Sequence[int]]:
        """For each article the numbers, 0 or more, that are summed; as many for each."""

    def value(self, sums: Sequence[int]) -> float | None:
        """The figure for these sums; None where it is not defined."""


def intervals(statistics: Sequence[Statistic], rounds: int = ROUNDS, seed: int = SEED) -> list[Interval | None]:
    """The interval of each figure, all from the same draws. None: no rounds, fewer than two articles, sums too large
    to be added, or a figure that is not defined in half of the rounds."""
    articles = len(statistics[0].sums) if statistics else 0
    if rounds < 1 or articles < 2:
        return [None] * len(statistics)
    fitting = [statistic if _fits(statistic.sums) else None for statistic in statistics]
    packed = [_packed([each.sums[at] for each in fitting if each is not None]) for at in range(articles)]
    width = sum(len(each.sums[0]) for each in fitting if each is not None)
    found: list[list[float]] = [[] for _ in statistics]
    draw = random.Random(seed)
    for _ in range(rounds):
        total = sum(map(packed.__getitem__, draw.choices(range(articles), k=articles)))
        sums = array("Q")
        sums.frombytes(total.to_bytes(width * _BYTES, sys.byteorder))
        if sys.byteorder == "big":
            sums.reverse()
        at = 0
        for values, statistic in zip(found, fitting, strict=True):
            if statistic is None:
                continue
            here = at + len(statistic.sums[0])
            value = statistic.value(sums[at:here])
            at = here
            if value is not None:
                values.append(value)
    return [_interval(values, rounds, seed) for values in found]


def _fits(sums: Sequence[Sequence[int]]) -> bool:
    """Whether no draw of articles can exceed what one place holds."""
    return len(sums) * max(max(line) for line in sums) < int(2**_BITS)


def _packed(parts: Sequence[Sequence[int]]) -> int:
    """All numbers in one, the first lowest."""
    line = array("Q")
    for part in parts:
        line.extend(part)
    if sys.byteorder == "big":
        line.reverse()
    return int.from_bytes(line.tobytes(), sys.byteorder)


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
