# SPDX-License-Identifier: MIT
"""The window on the flow: which pieces are seen, and where.

What lives here: the place held while heights above and below are still guesses. What does not: the scroll bar itself
(view.py). The place is a piece and pixels below its top, never a distance from the top of the article: so a corrected
height never moves what the user is looking at.
"""

from __future__ import annotations

from curator.app.reader.flow import Flow
from curator.app.reader.layout import LaidPiece
from curator.shape import Frozen

ABOVE, BELOW = 24, 56  # pixels of air before the first and behind the last piece
CONTEXT = 0.3  # of the window's height left above what is scrolled to


class Seen(Frozen):
    """A piece in the window; `y` of its top counted from the window's top."""

    index: int
    y: int
    piece: LaidPiece


class Scroll:
    """A window `height` pixels high on a flow."""

    def __init__(self, flow: Flow, height: int) -> None:
        self.flow = flow
        self.height = height
        self._index = 0
        self._below = -ABOVE  # pixels between the piece's top and the window's top
        self._pinned: tuple[int, int] | None = None

    # -- figures for the scroll bar --

    @property
    def maximum(self) -> int:
        return max(0, ABOVE + self.flow.heights.total + BELOW - self.height)

    @property
    def value(self) -> int:
        return ABOVE + self.flow.heights.top(self._index) + self._below

    # -- moving --

    def move(self, pixels: int) -> None:
        """Move by laid-out heights, for wheel and keys: exact at any place."""
        self._pinned = None
        self._below += pixels
        self._settle()

    def jump(self, value: int) -> None:
        """Go where the scroll bar says; between the ends that is an estimate."""
        self._pinned = None
        if value >= self.maximum:
            self._index, self._below = len(self.flow.pieces) - 1, self.flow.height(len(self.flow.pieces) - 1)
        else:
            self._index, self._below = self.flow.heights.find(value - ABOVE)
            self._below = min(value - ABOVE, 0) or self._scaled(self._index, self._below)
        self._settle()

    def _scaled(self, index: int, below: int) -> int:
        """The same part of the piece once its height is known."""
        guess = self.flow.heights[index]
        return below * self.flow.height(index) // guess if guess else 0

    def put(self, pos: int, y: int) -> None:
        """Place the line of `pos` so that its top lies `y` below the window's top."""
        index, piece = self.flow.piece_of(pos)
        self._index = index
        self._below = piece.lines[piece.line_of(pos)].top - y
        self._settle()

    def hold(self, pos: int, y: int) -> None:
        """After a new layout: the pinned position back to its place, and pinned still."""
        self.put(pos, y)
        self._pinned = pos, y

    def reveal(self, start: int, end: int) -> None:
        """Bring the words into view with context; nothing moves when they stand comfortably already."""
        top, bottom = self.line_y(start), self.line_y(max(start, end - 1))
        margin = self.flow.style.pitch
        if top is not None and bottom is not None and top[0] >= margin and bottom[1] <= self.height - margin:
            return
        self._pinned = None
        self.put(start, round(self.height * CONTEXT))

    def keep_in_view(self, pos: int) -> None:
        """Move by the least so that the line of `pos` is seen whole."""
        place = self.line_y(pos)
        if place is None:
            self.reveal(pos, pos)
        elif place[0] < 0:
            self.move(place[0] - (ABOVE if pos == 0 else 4))
        elif place[1] > self.height:
            self.move(place[1] - self.height + 4)

    def line_y(self, pos: int) -> tuple[int, int] | None:
        """Top and bottom of the line of `pos` in the window; None where its piece is not seen."""
        index = self.flow.pieces.at(pos)
        for seen in self.visible():
            if seen.index == index:
                line = seen.piece.lines[seen.piece.line_of(pos)]
                return seen.y + line.top, seen.y + line.top + line.height
        return None

    # -- what is seen --

    def visible(self) -> list[Seen]:
        """The pieces in the window from top to bottom, laid out; at least one, even in a window without height."""
        found: list[Seen] = []
        index, y = self._index, -self._below
        while (y < self.height or not found) and index < len(self.flow.pieces):
            piece = self.flow.piece(index)
            found.append(Seen(index, y, piece))
            y += piece.height
            index += 1
        return found

    def seen_at(self, y: float) -> Seen:
        """The piece at `y` in the window, clamped to the first and last one seen."""
        visible = self.visible()
        for seen in visible:
            if y < seen.y + seen.piece.height:
                return seen
        return visible[-1]

    # -- keeping the place --

    def pin(self) -> tuple[int, int]:
        """The first position of the top line that is seen and its y: kept until the user scrolls, so that many small
        resizes do not wander off."""
        if self._pinned is None:
            self._pinned = self._top_line()
        return self._pinned

    def _top_line(self) -> tuple[int, int]:
        for seen in self.visible():
            for line in seen.piece.lines:
                if seen.y + line.top + line.height > 0:
                    return line.start, seen.y + line.top
        return self.flow.pieces.starts[self._index], 0

    def resize(self, height: int) -> None:
        self.height = height
        self._settle()

    def refresh(self) -> None:
        """Heights may have changed (highlights): settle again."""
        self._settle()

    def _settle(self) -> None:
        self._walk()
        missing = self.height - BELOW - self._bottom()
        if missing > 0:
            self._below -= missing
            self._walk()
        if self._index == 0 and self._below < -ABOVE:
            self._below = -ABOVE
        self.visible()  # all that is seen has its true height before the scroll bar hears of it

    def _walk(self) -> None:
        """Make the piece at the window's top the one the place is counted from."""
        flow = self.flow
        while self._below < 0 and self._index > 0:
            self._index -= 1
            self._below += flow.height(self._index)
        while self._index < len(flow.pieces) - 1 and self._below >= flow.height(self._index):
            self._below -= flow.height(self._index)
            self._index += 1

    def _bottom(self) -> int:
        """Where the article ends in the window, or its height where it ends further down."""
        index, y = self._index, -self._below
        while y <= self.height and index < len(self.flow.pieces):
            y += self.flow.height(index)
            index += 1
        return y if index == len(self.flow.pieces) and y < self.height - BELOW else self.height
