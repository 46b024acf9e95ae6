# SPDX-License-Identifier: MIT
"""One piece laid out: its QTextLayout, its lines, and the rectangles of spans.

What lives here: positions of one piece, in code points outside and UTF-16 units inside. What does not: which pieces
are laid out (flow.py) and painting. Lines know their own top: the layout itself leaves all of them at y 0, because a
line grows by the lanes below it and that must not cost a new layout.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QTextLayout, QTextLine, QTextOption

from curator.app.reader.highlights import Highlight
from curator.app.reader.invisibles import invisible_positions
from curator.app.reader.offsets import Offsets
from curator.shape import Mutable, fresh


class Line(Mutable):
    """One visual line. `start`, `end` in code points of the article; `top`, `height` in pixels below the piece's top;
    `below` is where the lanes begin, seen from `top`."""

    line: QTextLine
    start: int
    end: int
    top: int = 0
    height: int = 0
    below: float = 0.0
    lanes: int = 0


class Dress(Mutable):
    """What highlights give a piece; thrown away when one of them changes."""

    highlights: list[Highlight]
    lanes: dict[str, int]
    on_line: dict[int, list[Highlight]]
    rects: dict[int, list[tuple[Highlight, QRectF]]] = fresh(default_factory=dict)  # per line, filled when painted


class LaidPiece(Mutable):
    """A piece with its layout. `dress` is None until its highlights are worked in."""

    start: int
    end: int
    layout: QTextLayout
    right_to_left: bool
    offsets: Offsets
    base: int  # UTF-16 units before the piece
    lines: list[Line] = fresh(default_factory=list)
    invisible: list[int] = fresh(default_factory=list)  # positions of characters that need a mark to be seen
    dress: Dress | None = None
    height: int = 0

    def unit(self, pos: int) -> int:
        """The layout's own unit of the article's code point `pos`."""
        return self.offsets.units(pos) - self.base

    def point(self, unit: int) -> int:
        """The article's code point of a unit of the layout."""
        return self.offsets.points(unit + self.base)

    def line_of(self, pos: int) -> int:
        """The line a caret at `pos` stands in; where a line wraps, the later one."""
        low, high = 0, len(self.lines) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.lines[middle].start <= pos:
                low = middle
            else:
                high = middle - 1
        return low

    def line_at(self, y: float) -> int:
        """The line at `y` below the piece's top, clamped."""
        low, high = 0, len(self.lines) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.lines[middle].top <= y:
                low = middle
            else:
                high = middle - 1
        return low

    def x_of(self, pos: int, index: int) -> float:
        """Where a caret at `pos` stands in line `index`, from the left edge of the column."""
        x = self.lines[index].line.cursorToX(self.unit(pos))
        return float(x[0])  # type: ignore[index]  # the stubs call it an int; it is (x, position)

    def highlight_rects(self, index: int) -> list[tuple[Highlight, QRectF]]:
        """The highlights of line `index` with their rectangles, y from the line's top."""
        if self.dress is None:
            return []
        known = self.dress.rects.get(index)
        if known is None:
            line = self.lines[index]
            known = [
                (each, rect)
                for each in self.dress.on_line.get(index, ())
                for rect in self._line_rects(
                    line.line, self.unit(max(each.start, line.start)), self.unit(min(each.end, line.end))
                )
            ]
            self.dress.rects[index] = known
        return known

    def rects(self, start: int, end: int) -> list[tuple[int, QRectF]]:
        """Rectangles of the words `start`:`end` in (line index, rectangle), y from the line's top.

        They come from glyph runs: in mixed directions one span is several rectangles."""
        found = []
        for index in range(self.line_of(max(start, self.start)), len(self.lines)):
            line = self.lines[index]
            if line.start >= end:
                break
            first, last = max(start, line.start), min(end, line.end)
            if first < last:
                found += [(index, rect) for rect in self._line_rects(line.line, self.unit(first), self.unit(last))]
        return found

    @staticmethod
    def _line_rects(line: QTextLine, first: int, last: int) -> list[QRectF]:
        height = line.ascent() + line.descent()
        boxes = (run.boundingRect() for run in line.glyphRuns(first, last - first))
        return merged([QRectF(box.left(), 0.0, box.width(), height) for box in boxes if box.width() > 0])


def merged(rects: list[QRectF], gap: float = 1.0) -> list[QRectF]:
    """Rectangles of one line as few as possible: those no more than `gap` pixels apart become one."""
    if len(rects) < 2:
        return rects
    whole: list[QRectF] = []
    for rect in sorted(rects, key=lambda each: each.left()):
        if whole and rect.left() <= whole[-1].right() + gap:
            whole[-1] = whole[-1].united(rect)
        else:
            whole.append(rect)
    return whole


def apart(rects: list[QRectF]) -> list[QRectF]:
    """Bars of one lane: only those that truly overlap become one; neighbours keep a seam that shows where one ends."""
    return [rect.adjusted(0.0, 0.0, -1.0, 0.0) for rect in merged(rects, gap=-1.0)]


def lay_out(text: str, start: int, end: int, offsets: Offsets, font: QFont, width: int, rtl: bool) -> LaidPiece:
    """Lay out the code points `start`:`end` of `text` in lines `width` pixels wide."""
    layout = QTextLayout(text[start:end], font)
    layout.setCacheEnabled(True)
    piece = LaidPiece(start, end, layout, rtl, offsets, offsets.units(start))
    piece.invisible = invisible_positions(text, start, end)
    for line in broken_lines(layout, width, rtl):
        first = line.textStart()
        piece.lines.append(Line(line, piece.point(first), piece.point(first + line.textLength())))
    return piece


def broken_lines(layout: QTextLayout, width: int, rtl: bool) -> list[QTextLine]:
    """The lines of the layout, made anew, `width` pixels wide; all of them lie at y 0."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    option.setAlignment(Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft)
    layout.setTextOption(option)
    lines = []
    layout.beginLayout()
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(width)
        lines.append(line)
        line = layout.createLine()
    layout.endLayout()
    return lines
