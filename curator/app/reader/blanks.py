# SPDX-License-Identifier: MIT
"""White space made visible on request: a dot for a space, a ring for one that does not break, an arrow for a tab, a
pilcrow for the end of a paragraph.

What lives here: where it stands and its marks. What does not: characters that deceive (invisibles.py), which are always
marked. The text stays as it is; nothing moves.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from curator.app.reader.brushes import Brushes
from curator.app.reader.layout import LaidPiece, Line
from curator.pattern import pattern

_BLANK = pattern("[\n\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_UNBREAKABLE = "\u00a0\u2007\u202f"
_DOT, _RING = 1.1, 2.2  # radius in pixels


def blanks_between(text: str, start: int, end: int) -> tuple[int, ...]:
    """Where white space stands in `start`:`end` (code points)."""
    return tuple(match.start() for match in _BLANK.finditer(text, start, end))


def paint_blanks(
    painter: QPainter, brushes: Brushes, blanks: Sequence[int], piece: LaidPiece, line: Line, index: int, at: QPointF
) -> None:
    """Draw the marks of one line; `blanks` are positions of the article, sorted."""
    middle = at.y() + line.line.ascent() * 0.66
    which = bisect_left(blanks, line.start)
    while which < len(blanks) and blanks[which] < line.end:
        pos = blanks[which]
        left, right = sorted((at.x() + piece.x_of(pos, index), at.x() + piece.x_of(pos + 1, index)))
        _paint_mark(painter, brushes, piece.layout.text()[piece.unit(pos)], QRectF(left, middle, right - left, 0))
        which += 1
    if line.end == piece.end and which < len(blanks) and blanks[which] == piece.end:
        _paint_end(painter, brushes, piece, line, at)


def _paint_mark(painter: QPainter, brushes: Brushes, sign: str, room: QRectF) -> None:
    middle = room.center()
    if sign == "\t":
        painter.setPen(QPen(brushes.dim, 1.0))
        tip = QPointF(room.right() - 2, middle.y())
        painter.drawLine(QPointF(room.left() + 2, middle.y()), tip)
        painter.drawLine(tip, tip + QPointF(-3, -3))
        painter.drawLine(tip, tip + QPointF(-3, 3))
    elif sign in _UNBREAKABLE:
        painter.setPen(QPen(brushes.dim, 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, _RING, _RING)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brushes.dim)
        painter.drawEllipse(middle, _DOT, _DOT)


def _paint_end(painter: QPainter, brushes: Brushes, piece: LaidPiece, line: Line, at: QPointF) -> None:
    natural = line.line.naturalTextRect()
    painter.setPen(brushes.dim)
    painter.setFont(piece.layout.font())
    width = painter.fontMetrics().horizontalAdvance("¶")
    x = natural.left() - width - 3 if piece.right_to_left else natural.right() + 3
    painter.drawText(QPointF(at.x() + x, at.y() + line.line.ascent()), "¶")
