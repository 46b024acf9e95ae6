# SPDX-License-Identifier: MIT
"""The hits of the current search in one article and which of them is the current one.

What lives here: stepping through hits. What does not: the search itself (find.py), the bar (find_bar.py).
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from curator.app.reader.find import Finder

Span = tuple[int, int]


class Search:
    """Hits in code points, in order; `current` is an index, -1 without hits."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.hits: list[Span] = []
        self.current = -1

    @cached_property
    def _finder(self) -> Finder:
        from curator.app.reader.find import Finder  # read when something is looked for, not at start

        return Finder(self._text)

    @property
    def more(self) -> bool:
        """True when there may be hits beyond the limit."""
        from curator.app.reader.find import MOST_HITS

        return len(self.hits) >= MOST_HITS

    @property
    def current_hit(self) -> Span | None:
        return self.hits[self.current] if self.current >= 0 else None

    def look_for(self, words: str, case_sensitive: bool, from_pos: int) -> int:
        """Find all hits; the first at or behind `from_pos` is the current one. The number of hits."""
        self.hits = self._finder.find(words, case_sensitive)
        self.current = bisect_left(self.hits, (from_pos, 0)) % len(self.hits) if self.hits else -1
        return len(self.hits)

    def step(self, by: int) -> Span | None:
        """The next (1) or previous (-1) hit, around the ends."""
        if self.hits:
            self.current = (self.current + by) % len(self.hits)
        return self.current_hit

    def clear(self) -> None:
        self.hits, self.current = [], -1
