# SPDX-License-Identifier: MIT
"""Two texts side by side: which words are the same, and which are not.

What lives here: the comparison, by sentences first and by words between them. What does not: showing it
(app/versions/beside.py).
Sentences that each text holds once, and then runs of words, are fixed points, in the longest order that both have
("patience", B. Cohen). What lies between two of them is compared word by word for the shortest change (E. Myers, 1986)
as long as that takes few steps; a stretch that is rewritten altogether is one difference.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

_SIGNS = "\u3040-\u30ff\u3400-\u9fff"  # of East Asia, where no blanks stand between words
_TOKEN = re.compile(rf"([{_SIGNS}]|[^\s{_SIGNS}]*)(\s*)")
_SENTENCE_ENDS = tuple(".!?؟。！？")
_RUNS = (5, 2, 1)  # words
_MOST_CHANGED = 300  # words of one stretch, for the shortest change; the steps grow by its square
_MOST_STEPS = 4_000_000  # for both texts together: some seconds


class Piece(NamedTuple):
    """A stretch of both texts. `same`: both hold it; else `one` is only in the first, `other` only in the second."""

    same: bool
    one: str
    other: str


class _Common(NamedTuple):
    """So many words are the same from these places on."""

    left: int
    right: int
    length: int


def pieces_of(one: str, other: str, cancelled: Callable[[], bool] = lambda: False) -> list[Piece]:
    """The texts as stretches; put together, the `one` of all give the first text and the `other` of all the second.
    Same and differing ones alternate. Once `cancelled`, what was not compared yet counts as different."""
    left, right = _tokens(one), _tokens(other)
    numbers: dict[str, int] = {}
    words = [[numbers.setdefault(word, len(numbers)) for word, _ in tokens] for tokens in (left, right)]
    ends = [[_ends_sentence(*token) for token in tokens] for tokens in (left, right)]
    comparison = _Comparison(words[0], words[1], ends[0], ends[1], cancelled)
    return _joined(_told(left, right, comparison.common()))


def _tokens(text: str) -> list[tuple[str, str]]:
    """Words, each with the white space after it."""
    return [(word, blank) for word, blank in _TOKEN.findall(text) if word or blank]


def _ends_sentence(word: str, blank: str) -> bool:
    return "\n" in blank or word.endswith(_SENTENCE_ENDS)


class _Comparison:
    """Of words by number; `*_ends`: whether a sentence ends with each."""

    def __init__(
        self, left: list[int], right: list[int], left_ends: list[bool], right_ends: list[bool],
        cancelled: Callable[[], bool],
    ) -> None:  # fmt: skip
        self._left, self._right, self._left_ends, self._right_ends = left, right, left_ends, right_ends
        self._cancelled = cancelled
        self._steps = _MOST_STEPS

    def common(self) -> list[_Common]:
        """What both have in common, in order."""
        found: list[_Common] = []
        waiting = [(0, len(self._left), 0, len(self._right), 0)]
        while waiting and not self._cancelled():
            a, b, c, d, level = waiting.pop()
            a, b, c, d = self._trimmed(a, b, c, d, found)
            if a == b or c == d:
                continue
            if level > len(_RUNS):
                found += self._shortest(a, b, c, d)
                continue
            last_a, last_c = a, c
            for start, end in self._anchors(a, b, c, d, level):
                waiting.append((last_a, start, last_c, end, level if start - last_a < b - a else level + 1))
                last_a, last_c = start, end
            waiting.append((last_a, b, last_c, d, level + 1))
        return sorted(found)

    def _trimmed(self, a: int, b: int, c: int, d: int, found: list[_Common]) -> tuple[int, int, int, int]:
        """The stretch without what is the same at its beginning and its end."""
        left, right = self._left, self._right
        first, last = (a, c), (b, d)
        while a < b and c < d and left[a] == right[c]:
            a, c = a + 1, c + 1
        while a < b and c < d and left[b - 1] == right[d - 1]:
            b, d = b - 1, d - 1
        if a > first[0]:
            found.append(_Common(*first, a - first[0]))
        if b < last[0]:
            found.append(_Common(b, d, last[0] - b))
        return a, b, c, d

    # -- fixed points -----------------------------------------------------------------------------------------------
    def _anchors(self, a: int, b: int, c: int, d: int, level: int) -> list[tuple[int, int]]:
        """Places in both at which the same sentence (level 0) or run of words begins that each stretch holds once."""
        if level == 0:
            here, there = _sentences(self._left, self._left_ends, a, b), _sentences(self._right, self._right_ends, c, d)
        else:
            length = _RUNS[level - 1]
            here, there = _runs(self._left, a, b, length), _runs(self._right, c, d, length)
        mine, others = _once(here), _once(there)
        pairs = sorted((place, others[unit]) for unit, place in mine.items() if unit in others)
        return _longest_rising(pairs)

    # -- word by word -----------------------------------------------------------------------------------------------
    def _shortest(self, a: int, b: int, c: int, d: int) -> list[_Common]:
        """What is common in the shortest change from one stretch to the other; nothing where it is long."""
        left, right = self._left, self._right
        furthest, trail = {1: 0}, []
        for changes in range(min(_MOST_CHANGED, b - a + d - c) + 1):
            self._steps -= changes + 1
            if self._steps < 0 or self._cancelled():
                return []
            trail.append(furthest)
            furthest = dict(furthest)
            for way in range(-changes, changes + 1, 2):
                down = way == -changes or (way != changes and furthest.get(way - 1, -1) < furthest.get(way + 1, -1))
                x = furthest[way + 1] if down else furthest[way - 1] + 1
                y = x - way
                while x < b - a and y < d - c and left[a + x] == right[c + y]:
                    x, y = x + 1, y + 1
                furthest[way] = x
                if x >= b - a and y >= d - c:
                    return [_Common(a + at, c + there, many) for at, there, many in _back(trail, b - a, d - c)]
        return []


def _back(trail: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int, int]]:
    """The common stretches on the way to the ends of both, from what was furthest after each number of changes."""
    found = []
    for changes in range(len(trail) - 1, -1, -1):
        furthest, way = trail[changes], x - y
        down = way == -changes or (way != changes and furthest.get(way - 1, -1) < furthest.get(way + 1, -1))
        before = way + 1 if down else way - 1
        start = furthest[before] if down else furthest[before] + 1
        if x > start:
            found.append((start, start - way, x - start))
        x, y = furthest[before], furthest[before] - before
    return found


def _sentences(words: list[int], ends: list[bool], start: int, end: int) -> Iterator[tuple[tuple[int, ...], int]]:
    first = start
    for at in range(start, end):
        if ends[at] or at == end - 1:
            yield tuple(words[first : at + 1]), first
            first = at + 1


def _runs(words: list[int], start: int, end: int, length: int) -> Iterator[tuple[tuple[int, ...], int]]:
    shifted = (words[start + at : end] for at in range(length))
    return ((run, start + at) for at, run in enumerate(zip(*shifted, strict=False)))


def _once(units: Iterator[tuple[tuple[int, ...], int]]) -> dict[tuple[int, ...], int]:
    """Where each unit begins that is there once."""
    places: dict[tuple[int, ...], int] = {}
    for unit, place in units:
        places[unit] = -1 if unit in places else place
    return {unit: place for unit, place in places.items() if place >= 0}


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of places in both texts, ascending in the first, as many as can be that ascend in the second too."""
    tops: list[int] = []  # the least place in the second with which so many end
    ends: list[int] = []
    before: list[int] = []
    for number, (_, there) in enumerate(pairs):
        at = bisect_left(tops, there)
        before.append(ends[at - 1] if at else -1)
        tops[at : at + 1], ends[at : at + 1] = [there], [number]
    found, number = [], ends[-1] if ends else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


# -- from common words to stretches -----------------------------------------------------------------------------------
def _told(
    left: list[tuple[str, str]], right: list[tuple[str, str]], common: list[_Common]
) -> Iterator[Piece]:  # fmt: skip
    """The stretches; white space that differs after a word that is the same is told by itself."""
    a = c = 0
    for start, there, length in [*common, _Common(len(left), len(right), 0)]:
        yield Piece(False, _text(left, a, start), _text(right, c, there))
        for (word, blank), (_, other) in zip(left[start : start + length], right[there : there + length], strict=True):
            if blank == other:
                yield Piece(True, word + blank, word + blank)
            else:
                yield Piece(True, word, word)
                yield Piece(False, blank, other)
        a, c = start + length, there + length


def _text(tokens: list[tuple[str, str]], start: int, end: int) -> str:
    return "".join(word + blank for word, blank in tokens[start:end])


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """The stretches with their neighbours of the same kind; without empty ones."""
    joined: list[Piece] = []
    same, ones, others = True, list[str](), list[str]()

    def end() -> None:
        if any(ones) or any(others):
            joined.append(Piece(same, "".join(ones), "".join(others)))
        ones.clear()
        others.clear()

    for piece in pieces:
        if piece.one or piece.other:
            if piece.same != same:
                end()
                same = piece.same
            ones.append(piece.one)
            others.append(piece.other)
    end()
    return joined
