# SPDX-License-Identifier: MIT
"""Where words of one text stand in another version of it: for certain, or where they may stand.

What lives here: pure functions over two texts. What does not: what is done with the places (operations), comparing
texts as wholes (review/texts_beside.py).
A place is certain where the words together with what stands beside them, 40 code points either side, are found exactly
once in the new text, and stood exactly once in the old one; blanks count as one blank, however many and of whatever
kind. All offsets are code points, half open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

BESIDE = 40  # code points of context either side
MOST_PLACES = 20
_BLANKS = re.compile(r"\s+")


class Folded:
    """A text with every run of blanks as one space, and the way back to the text itself."""

    def __init__(self, text: str) -> None:
        self.original = text
        self.text = _BLANKS.sub(" ", text)
        self._starts: list[int] = []  # of runs of several blanks, in the text itself
        self._ends: list[int] = []
        self._at: list[int] = []  # where each is in the folded text
        shorter = 0
        for run in _BLANKS.finditer(text):
            if run.end() - run.start() > 1:
                self._starts.append(run.start())
                self._ends.append(run.end())
                self._at.append(run.start() - shorter)
                shorter += run.end() - run.start() - 1

    def folded(self, at: int) -> int:
        """The place in the folded text of a character of the text itself."""
        run = bisect_right(self._starts, at) - 1
        if run < 0:
            return at
        if at < self._ends[run]:
            return self._at[run]
        return self._at[run] + 1 + at - self._ends[run]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """What these characters (at least one) of the folded text are in the text itself."""
        return self._first(start), self._last(end - 1) + 1

    def _first(self, at: int) -> int:
        run = bisect_right(self._at, at) - 1
        if run < 0:
            return at
        return self._starts[run] if at == self._at[run] else self._ends[run] + at - self._at[run] - 1

    def _last(self, at: int) -> int:
        run = bisect_right(self._at, at) - 1
        return self._ends[run] - 1 if run >= 0 and at == self._at[run] else self._first(at)


def certain_place(old: Folded, new: Folded, start: int, end: int) -> tuple[int, int] | None:
    """Where the words `start` to `end` of the old text stand in the new one; None where that is not certain."""
    first, last = old.folded(start), old.folded(end - 1) + 1
    begin = max(0, first - BESIDE)
    context = old.text[begin : last + BESIDE]
    if _once(old.text, context) < 0:
        return None
    found = _once(new.text, context)
    if found < 0:
        return None
    return new.span(found + first - begin, found + last - begin)


def beside(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after these words, 40 code points of each."""
    return text[max(0, start - BESIDE) : start], text[end : end + BESIDE]


def possible_places(new: Folded, quote: str, before: str, after: str) -> list[tuple[int, int]]:
    """Where words that are not placed for certain may stand: each place where they are found, in capitals or not, the
    one whose neighbours are most like theirs first; at most 20."""
    words = _BLANKS.sub(" ", quote)
    folded_before, folded_after = _BLANKS.sub(" ", before), _BLANKS.sub(" ", after)
    found = [
        (-_likeness(new.text, start, end, folded_before, folded_after), start, end)
        for start, end in _occurrences(new.text, words)
    ]
    return [new.span(start, end) for _, start, end in sorted(found)[:MOST_PLACES]]


def _occurrences(text: str, words: str) -> Iterator[tuple[int, int]]:
    if words.strip():
        for found in re.finditer(re.escape(words), text, re.IGNORECASE):
            yield found.span()


def _likeness(text: str, start: int, end: int, before: str, after: str) -> int:
    """How many code points agree with the old neighbours, going away from the words."""
    count = 0
    for here, there in zip(reversed(text[max(0, start - BESIDE) : start]), reversed(before), strict=False):
        if here != there:
            break
        count += 1
    for here, there in zip(text[end : end + BESIDE], after, strict=False):
        if here != there:
            break
        count += 1
    return count


def _once(text: str, words: str) -> int:
    """Where `words` stand in a text that holds them exactly once; -1 otherwise."""
    first = text.find(words)
    return first if first >= 0 and text.find(words, first + 1) < 0 else -1
