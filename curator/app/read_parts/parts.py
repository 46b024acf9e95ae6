# SPDX-License-Identifier: MIT
"""The paragraphs of one article, and which of them were on the screen, and for long enough to be read.

What lives here: the sums, without Qt. What does not: looking at the screen (watch.py), the file (kept.py).

A paragraph was seen when every line of it was on the screen. It counts as read when it was there for as long as a quick
reader needs, at least a second; or when words of it are coded; or when the coder says so. Positions are code points.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cache

from curator.shape import Mutable

Span = tuple[int, int]
Runs = list[list[int]]  # first and last of paragraphs that follow one another, both counted in
PACE = 12.0  # words a second: quicker than anybody reads, so that nobody is made to wait
LEAST = 1.0  # seconds
_UNSEEN, _SEEN, _READ = 0, 1, 2


@cache
def _run(states: bytes) -> re.Pattern[bytes]:
    """Paragraphs in one of these states that follow one another."""
    return re.compile(b"[" + states + b"]+")


class _Look(Mutable):
    """What was seen of a paragraph so far."""

    low: int
    high: int
    seconds: float = 0.0


class ReadParts:
    """One article. `seen` and `read` are runs of paragraphs as `runs` gave them; what does not fit is left out."""

    def __init__(self, text: str, seen: Runs | None = None, read: Runs | None = None) -> None:
        self._text = text
        self._starts, self._ends = array("q"), array("q")
        at = 0
        for line in text.split("\n"):
            if line and not line.isspace():
                self._starts.append(at)
                self._ends.append(at + len(line))
            at += len(line) + 1
        self._state = bytearray(len(self._starts))
        self._length = sum(self._ends) - sum(self._starts)
        self._read_length = 0
        self._looks: dict[int, _Look] = {}
        for runs, state in ((seen, _SEEN), (read, _READ)):
            for first, last in runs or ():
                for at in range(max(0, first), min(last + 1, len(self._state))):
                    self._raise(at, state)

    def __len__(self) -> int:
        return len(self._state)

    def _raise(self, at: int, state: int) -> bool:
        """Say that a paragraph is at least so far; True where that is news."""
        if self._state[at] >= state:
            return False
        if state == _READ:
            self._read_length += self._ends[at] - self._starts[at]
        self._state[at] = state
        return True

    def _between(self, start: int, end: int) -> range:
        """The paragraphs that lie in `start`:`end`, also in part."""
        return range(bisect_right(self._ends, start), bisect_left(self._starts, end))

    def look(self, start: int, end: int, seconds: float) -> bool:
        """`start`:`end` was on the screen for so long; True where a paragraph is seen or read by that."""
        news = False
        for at in self._between(start, end):
            if self._state[at] == _READ:
                continue
            first, last = self._starts[at], self._ends[at]
            low, high = max(start, first), min(end, last)
            before = self._looks.setdefault(at, _Look(low, high))
            if low <= before.high and high >= before.low:
                before.low, before.high = min(low, before.low), max(high, before.high)
            before.seconds += seconds * (high - low) / (last - first)
            if before.low <= first and before.high >= last:
                done = before.seconds >= self._needed(at)
                news = self._raise(at, _READ if done else _SEEN) or news
                if done:
                    del self._looks[at]
        return news

    def _needed(self, at: int) -> float:
        return max(LEAST, len(self._text[self._starts[at] : self._ends[at]].split()) / PACE)

    def all_read(self, start: int, end: int) -> bool:
        """Whether every paragraph in `start`:`end` was read."""
        return all(self._state[at] == _READ for at in self._between(start, end))

    def mark_read(self, spans: Iterable[Span]) -> bool:
        """The paragraphs of these words count as read; True where that is news."""
        news = [self._raise(at, _READ) for start, end in spans for at in self._between(start, end)]
        return any(news)

    def mark_to(self, pos: int) -> bool:
        """Everything to the end of the paragraph at `pos` counts as read; True where that is news."""
        return self.mark_read([(0, pos + 1)])

    def share(self) -> float:
        """How much of the text was read, 0 to 1; 1 where there is nothing to read."""
        return self._read_length / self._length if self._length else 1.0

    def unread(self) -> list[Span]:
        """What was not read yet, from paragraph to paragraph."""
        runs = _run(bytes((_UNSEEN, _SEEN))).finditer(self._state)
        return [(self._starts[match.start()], self._ends[match.end() - 1]) for match in runs]

    def unseen(self) -> list[Span]:
        """The paragraphs that were never on the screen from their first line to their last."""
        return [(self._starts[at], self._ends[at]) for at, state in enumerate(self._state) if state == _UNSEEN]

    def seen_runs(self) -> Runs:
        """The paragraphs that were seen but not read, for the file."""
        return self._runs(_SEEN)

    def read_runs(self) -> Runs:
        """The paragraphs that were read, for the file."""
        return self._runs(_READ)

    def _runs(self, state: int) -> Runs:
        return [[match.start(), match.end() - 1] for match in _run(bytes((state,))).finditer(self._state)]
