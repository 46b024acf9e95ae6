# SPDX-License-Identifier: MIT
"""Highlights as formats of the text that screen readers ask.

What lives here: the background and underline that a highlight's letters have there, put on in small portions. What does
not: its name: the formats of Qt have no place for one, so the name is said when the caret comes to it (spoken.py).
"""

from __future__ import annotations

from collections import deque

from PySide6.QtGui import QColor, QFont, QGuiApplication, QTextCharFormat, QTextCursor, QTextDocument

from curator.app.reader.flow import Flow
from curator.app.reader.highlights import Highlight, Highlights, Kind
from curator.app.reader.palette import ReaderPalette

PORTION = 300  # spans: 3-5 ms
_Underline = QTextCharFormat.UnderlineStyle
UNDERLINES: dict[Kind, _Underline] = {
    "mention": _Underline.SingleUnderline,
    "value": _Underline.DashUnderline,
    "article": _Underline.DotLine,
    "not_codable": _Underline.DashDotLine,
}


def in_points(font: QFont) -> QFont:
    """The same font with its size in points: of pixels, which the reader counts in, screen readers are told “-1pt”."""
    other, screen = QFont(font), QGuiApplication.primaryScreen()
    if screen is not None and font.pixelSize() > 0:
        other.setPointSizeF(font.pixelSize() * 72 / screen.logicalDotsPerInchY())
    return other


class SpokenMarks:
    """The formats of one document. Where highlights overlap, the shortest one's is seen, as under the mouse."""

    def __init__(self, document: QTextDocument, flow: Flow) -> None:
        self._document = document
        self._flow = flow
        self._palette: ReaderPalette | None = None
        self._wanted: tuple[Highlights, int, ReaderPalette] | None = None
        self._shown = Highlights(flow.pieces, len(flow.text))
        self._waiting: deque[tuple[int, int]] = deque()

    def want(self, highlights: Highlights, palette: ReaderPalette) -> None:
        """These are to be seen; `work` brings it about."""
        if self._wanted == (highlights, highlights.changes, palette):
            return
        self._wanted = highlights, highlights.changes, palette
        if palette is not self._palette:
            self._palette = palette
            self._waiting.extend((each.start, each.end) for each in self._shown)
        gone, other = self._shown.difference(highlights)
        for highlight_id in [*gone, *(each.id for each in other)]:
            before = self._shown.get(highlight_id)
            if before is not None:
                self._waiting.append((before.start, before.end))
                self._shown.remove(highlight_id)
        for highlight in other:
            self._shown.add(highlight)
            self._waiting.append((highlight.start, highlight.end))

    def work(self) -> bool:
        """Do a portion of what waits; whether more does."""
        for _ in range(min(PORTION, len(self._waiting))):
            start, end = self._waiting.popleft()
            for index in self._shown.touched(start, end):
                self.dress(index, start, end)
        return bool(self._waiting)

    def dress(self, index: int, start: int = 0, end: int | None = None) -> None:
        """Give the letters of one piece, or those from `start` to `end` of them, the formats they are to have."""
        pieces = self._flow.pieces
        start = max(start, pieces.starts[index])
        end = pieces.ends[index] if end is None else min(end, pieces.ends[index])
        if start >= end:
            return
        self._select(start, end).setCharFormat(self._plain(index))
        for each in sorted(self._shown.in_piece(index), key=lambda each: each.start - each.end):
            first, last = max(start, each.start), min(end, each.end)
            if first < last:
                self._select(first, last).mergeCharFormat(self._format(each))

    def _plain(self, index: int) -> QTextCharFormat:
        plain = QTextCharFormat()
        if self._flow.right_to_left(index):
            plain.setFont(in_points(self._flow.style.rtl_font))
        return plain

    def _format(self, highlight: Highlight) -> QTextCharFormat:
        colours = self._palette
        look = QTextCharFormat()
        look.setUnderlineStyle(UNDERLINES[highlight.kind])
        if colours is not None:
            own = highlight.kind in ("mention", "value")
            neutral = colours.accent if highlight.kind == "article" else colours.dim
            look.setBackground(QColor(colours.fill(highlight.colour) if own else neutral))
        return look

    def _select(self, start: int, end: int) -> QTextCursor:
        units = self._flow.offsets.units
        cursor = QTextCursor(self._document)
        cursor.setPosition(units(start))
        cursor.setPosition(units(end), QTextCursor.MoveMode.KeepAnchor)
        return cursor
