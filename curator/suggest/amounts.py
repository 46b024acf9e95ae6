# SPDX-License-Identifier: MIT
"""How many: figures with their qualifier by the rules of figures, and how figures of several groups add up.

What lives here: the figures a phrase gives, made from what was read. What does not: reading (english_counts.py,
arabic_counts.py). The rules are those a codebook of incidents prints: "at least 6" and "more than 6" are low 6,
best 6; "up to 6" is high 6 alone; "about 6" is best 6; "10 to 15" is low 10, high 15; "dozens" is low 12.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from curator.domain.coding import Scalar

MOST = 10_000_000_000  # more are no persons


@dataclass(frozen=True)
class Amount:
    """Figures of persons, each None where the words give none; `qualifier` is a fixed meaning of kinds.py."""

    low: int | None
    best: int | None
    high: int | None
    qualifier: str

    @property
    def values(self) -> dict[str, Scalar]:
        """The parts by their fixed names; parts without a figure are left out."""
        figures = {"low": self.low, "best": self.best, "high": self.high}
        return {**{part: figure for part, figure in figures.items() if figure is not None}, "qualifier": self.qualifier}


def exact(figure: int) -> Amount:
    return Amount(figure, figure, figure, "exact" if figure else "explicit_zero")


def vague(low: int | None = None) -> Amount:
    return Amount(low, None, None, "vague")


def between(low: int, high: int) -> Amount:
    return Amount(low, None, high, "range") if low < high else exact(high)


def qualified(figure: int, qualifier: str) -> Amount:
    """The figure under this qualifier: "exact", "at_least", "at_most" or "approximate"."""
    if qualifier == "at_least":
        return Amount(figure, figure, None, qualifier)
    if qualifier == "at_most":
        return Amount(None, None, figure, qualifier)
    if qualifier == "approximate":
        return Amount(None, figure, None, qualifier)
    return exact(figure)


def total(amounts: Sequence[Amount]) -> Amount:
    """The figures of all groups together.

    The least exact one qualifies the total. A part is given where every group gives it; where a group has no low,
    the others' lows still are a low of all.
    """
    if len(amounts) == 1:
        return amounts[0]
    kinds = {amount.qualifier for amount in amounts} - {"exact", "explicit_zero"}
    lows = [amount.low for amount in amounts if amount.low is not None]
    bests = [amount.best for amount in amounts if amount.best is not None]
    highs = [amount.high for amount in amounts if amount.high is not None]
    whole = len(amounts)
    best = sum(bests) if len(bests) == whole else None
    high = sum(highs) if len(highs) == whole else None
    if not kinds:
        return exact(sum(bests))
    if kinds == {"approximate"}:
        return Amount(None, best, None, "approximate")
    if kinds == {"at_least"}:
        return Amount(sum(lows), best, None, "at_least")
    if kinds == {"at_most"}:
        return Amount(None, None, high, "at_most")
    if kinds <= {"range", "at_most"} and high is not None:
        return Amount(sum(lows), None, high, "range")
    return vague(sum(lows) or None)
