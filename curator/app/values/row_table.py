# SPDX-License-Identifier: MIT
"""The small table of a group's rows: where its cells lie and how they are painted.

What lives here: columns, cells, their heights and painting. What does not: which fields stand in it (lines.py), which
cell is chosen (view.py). A row and its head share the same columns.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from curator.app import measures
from curator.app.text_block import TextBlock
from curator.app.theme import Theme
from curator.app.values.line import Line

_PAD = 6


def cell_rects(count: int, width: int, height: float, chevron: int) -> list[QRectF]:
    """The rooms of so many cells in a line of this width and height, from its upper left corner."""
    left, right = measures.INSET, width - measures.INSET - chevron
    each = (right - left) / max(1, count)
    return [QRectF(left + at * each, 2, each, height - 4) for at in range(count)]


def text_width(count: int, width: int, chevron: int) -> float:
    """The room for text in one of so many cells."""
    return cell_rects(count, width, 20, chevron)[0].width() - 2 * _PAD


def row_height(blocks: Sequence[TextBlock]) -> int:
    """The height of a line that holds these texts side by side."""
    return round(max((block.height for block in blocks), default=16)) + 2 * 5 + 4


def paint_cells(
    painter: QPainter, cells: Sequence[tuple[Line, QRectF, TextBlock]], theme: Theme, chosen: int, hovered: bool
) -> None:
    """Paint the cells of one row; `chosen` is the number of the chosen one, -1 for none."""
    for line, room, _ in cells:
        painter.setBrush(QColor(theme.panel if line.blank else theme.field))
        pen = QPen(QColor(theme.strong_line if hovered else theme.line), 1.0)
        painter.setPen(pen)
        painter.drawRect(room.adjusted(0.5, 0.5, 0.5, -0.5))
    for at, (line, room, block) in enumerate(cells):
        if at == chosen:
            painter.setBrush(QColor(theme.accent_soft))
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            painter.drawRect(room.adjusted(0.5, 0.5, 0.5, -0.5))
        painter.setPen(QColor(theme.accent if line.proposed else theme.text if line.text else theme.quiet))
        top = room.y() + max(4.0, (room.height() - block.height) / 2)
        block.draw_in(painter, room.x() + _PAD, top, room.width() - 2 * _PAD)


def paint_head(painter: QPainter, labels: Sequence[tuple[QRectF, TextBlock]], theme: Theme) -> None:
    """Paint the names of the columns."""
    painter.setPen(QColor(theme.quiet))
    for room, block in labels:
        block.draw(painter, room.x() + _PAD, room.bottom() - block.height)


def cell_text(line: Line) -> str:
    """What a cell says: its value, else its state."""
    return line.text or line.state
