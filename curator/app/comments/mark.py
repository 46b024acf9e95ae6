# SPDX-License-Identifier: MIT
"""The mark of what has comments: a speech bubble, and the same in words.

What lives here: how the mark looks and what it says. What does not: counting (lines.py), where it stands (values/,
incidents/).
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from curator.app.theme import Theme
from curator.app.translating import T
from curator.app.values.line import CommentCount
from curator.app.values.phrases import CONTEXT, say

ONE = T(CONTEXT, "1 comment")
SEVERAL = T(CONTEXT, "{n} comments")
OPEN = T(CONTEXT, "open")
RESOLVED = T(CONTEXT, "resolved")


def paint_mark(painter: QPainter, count: CommentCount | None, corner: QPointF, theme: Theme) -> None:
    """A speech bubble of 8 x 9 pixels, filled while a conversation is open; nothing where there is no comment."""
    if count is None:
        return
    x, y = corner.x(), corner.y()
    outline = [QPointF(x, y), QPointF(x + 8, y), QPointF(x + 8, y + 6), QPointF(x + 4, y + 6),
               QPointF(x + 1.5, y + 8.5), QPointF(x + 1.5, y + 6), QPointF(x, y + 6)]  # fmt: skip
    painter.setPen(QPen(QColor(theme.accent if count.open else theme.quiet), 1.2))
    painter.setBrush(QColor(theme.accent) if count.open else Qt.BrushStyle.NoBrush)
    painter.drawPolygon(QPolygonF(outline))


def told(count: CommentCount | None) -> str:
    """How many comments there are, in words; "" where there is none."""
    if count is None:
        return ""
    many = say(ONE) if count.comments == 1 else say(SEVERAL, n=count.comments)
    return f"{many}, {say(OPEN) if count.open else say(RESOLVED)}"
