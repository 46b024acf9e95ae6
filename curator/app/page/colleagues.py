# SPDX-License-Identifier: MIT
"""Whether colleagues' work stands beside one's own in the article on show.

What lives here: taking it out and bringing it back, where it may be seen. What does not: what may not be seen yet
(store/layers.py), comparing it (review).
Who codes an article looks at the own incidents; what others made of it, once it is open, is a wish or a place somebody
wants to go to. Who has nothing in an article sees everybody's.
"""

from __future__ import annotations

from curator.domain.coding import ArticleCoding
from curator.shape import replace


class Colleagues:
    """One for each page. `wished`: always show them. `aside`: how many of their incidents are left out now."""

    def __init__(self) -> None:
        self.wished = False
        self.aside = 0
        self._brought = ""  # the article in which they were asked for

    def bring(self, article: str) -> None:
        """Let them be seen in this article, until another one is read."""
        self._brought = article

    def narrowed(self, coding: ArticleCoding, coder: str, others: int) -> ArticleCoding:
        """The coding as it is to be shown to `coder` (an id). `others`: how many incidents colleagues have that may be
        seen."""
        if coding.article.id != self._brought:
            self._brought = ""
        if self.wished or self._brought or not coder or coding.reading.get(coder, "unread") == "unread":
            self.aside = 0
            return coding
        own = tuple(each for each in coding.incidents if each.coder == coder)
        self.aside = others
        there = {"", *(each.id for each in own)}
        return replace(
            coding,
            incidents=own,
            not_codable=tuple(each for each in coding.not_codable if each.coder == coder),
            comments=tuple(each for each in coding.comments if each.incident in there),
        )
