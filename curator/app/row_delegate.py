# SPDX-License-Identifier: MIT
"""What the rows of a list of texts have in common: fonts, the ground of the chosen row and of the one under the mouse.

What lives here: the ground. What does not: what stands on it (each list's own delegate), whether a row is chosen
(row_state.py).
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from curator.app import measures
from curator.app.guard import guarded
from curator.app.row_state import has_keyboard, is_chosen, lies_under_mouse
from curator.app.text_block import BlockCache
from curator.app.theme import Theme, current

Index = QModelIndex | QPersistentModelIndex


@guarded
class RowDelegate(QStyledItemDelegate):
    """Paints the ground of a row; `paint_row` paints what stands on it."""

    def __init__(self, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._view = parent
        self._blocks = BlockCache()
        self._plain, self._small = measures.font(), measures.font(measures.SMALL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, room = current(), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_chosen(self._view, index):
            painter.fillRect(room, QColor(theme.accent_soft))
            if has_keyboard(self._view, index):
                painter.setPen(QPen(QColor(theme.accent), 1.0))
                painter.drawRect(room.adjusted(0, 0, -1, -1))
        elif lies_under_mouse(self._view, option):
            painter.fillRect(room, QColor(theme.field))
        self.paint_row(painter, index, room, theme)
        painter.restore()

    def paint_row(self, painter: QPainter, index: Index, room: QRect, theme: Theme) -> None:
        """Paint what the row says into `room`."""
        raise NotImplementedError
