# SPDX-License-Identifier: MIT
"""How far two coders marked the same words: whole spans that are equal, and code points that both marked.

What lives here: comparing spans of one article. What does not: which spans belong together (alignment.py).
A span is (start, end) in code points, half open. Precision, recall and F1 as in C. J. van Rijsbergen, "Information
Retrieval" (1979), chapter 7, the second coder standing for what should be found; F1 is the same either way round.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True)
class Found:
    """What two have in common: `both`, and how much the `first` and the `second` have in all.

    A share is None where there is nothing it could be a share of.
    """

    both: int
    first: int
    second: int

    @property
    def precision(self) -> float | None:
        """The share of the first's that the second has too."""
        return self.both / self.first if self.first else None

    @property
    def recall(self) -> float | None:
        """The share of the second's that the first has too."""
        return self.both / self.second if self.second else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None where neither has anything."""
        return 2 * self.both / (self.first + self.second) if self.first + self.second else None

    @property
    def turned(self) -> Found:
        """The same with the two in the other order."""
        return Found(self.both, self.second, self.first)

    def __add__(self, other: Found) -> Found:
        return Found(self.both + other.both, self.first + other.first, self.second + other.second)


NOTHING = Found(0, 0, 0)


def exact(first: Collection[Span], second: Collection[Span]) -> Found:
    """Spans with equal start and end; the same span given twice by one coder counts once."""
    one = set(first)
    if first == second:
        return Found(len(one), len(one), len(one))
    other = set(second)
    return Found(len(one & other), len(one), len(other))


def overlap(first: Collection[Span], second: Collection[Span]) -> Found:
    """Code points that both marked; what one coder marked twice counts once."""
    one = merged(first)
    return overlap_of_merged(one, one if first == second else merged(second))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same code points as spans in order that neither overlap nor touch."""
    ordered = sorted(spans)
    if len(ordered) < 2:
        return tuple(ordered)
    whole: list[Span] = []
    for start, end in ordered:
        if whole and start <= whole[-1][1]:
            if end > whole[-1][1]:
                whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return tuple(whole)


def length(spans: Sequence[Span]) -> int:
    """How many code points merged spans cover."""
    return sum(end - start for start, end in spans)


def overlap_of_merged(first: Sequence[Span], second: Sequence[Span]) -> Found:
    """`overlap` for spans that are merged already."""
    if first == second:
        whole = length(first)
        return Found(whole, whole, whole)
    both = at = to = 0
    while at < len(first) and to < len(second):
        (start, end), (begin, stop) = first[at], second[to]
        common = min(end, stop) - max(start, begin)
        if common > 0:
            both += common
        if end <= stop:
            at += 1
        else:
            to += 1
    return Found(both, length(first), length(second))
