# SPDX-License-Identifier: MIT
"""Going through the words of a value by keyboard: one span of them after the other, one line of words after the other.

What lives here: which words are next. What does not: lighting them up (reader/), which key it is (keys.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from curator.app.values.line import Line, LineKind
from curator.domain.codebook.scalars import one_line

if TYPE_CHECKING:
    from curator.app.values.view import ValuesView


class WordSteps:
    """Those of one view."""

    def __init__(self, view: ValuesView) -> None:
        self._view = view
        self._at = -1  # which span of the chosen line is next; -1: all of them

    def forget(self) -> None:
        """Another line is chosen: its words light up together first."""
        self._at = -1

    def begin(self) -> None:
        """The words of the chosen line light up together already."""
        self._at = 0

    def next_of(self, line: Line) -> None:
        """Light the line's words; at each further Enter only the next span of them."""
        if self._at < 0 or len(line.words) < 2:
            self._at = 0
            self._view.chosen.emit(line, True)
            return
        span = line.words[self._at % len(line.words)]
        self._at += 1
        self._view.chosen.emit(Line(LineKind.WORDS, line.target, text=one_line(span.quote), words=(span,)), True)

    def step(self, by: int) -> None:
        """Go on to the next line of words below the chosen one, or back up to its value."""
        row = self._view.currentIndex().row() + by
        if not 0 <= row < self._view.lines.rowCount():
            return
        there, here = self._view.lines.line(row), self._view.current_line()
        same = here is not None and there.kind in (LineKind.WORDS, LineKind.VALUE, LineKind.ROW)
        if same and (there.kind is LineKind.WORDS or by < 0):
            self._view.choose_row(row)
            self._view.reveal(row)
            self._view.chosen.emit(self._view.lines.line(row), True)
