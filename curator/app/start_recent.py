# SPDX-License-Identifier: MIT
"""How a project used before looks in the list of the start page: its name, and where its file lies.

What lives here: painting. What does not: the list (start_page.py), remembering (settings).
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from curator.app import measures
from curator.app.guard import guarded
from curator.app.theme import current
from curator.paths import exists

PathRole = int(Qt.ItemDataRole.UserRole) + 1


@guarded
class RecentDelegate(QStyledItemDelegate):
    """Two lines: the name, and the folder with its beginning cut where it is too long."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, 50)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = current()
        room = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            painter.setBrush(QColor(theme.accent_soft if chosen else theme.field))
            painter.drawRoundedRect(room.adjusted(0, 1, 0, -1), measures.RADIUS, measures.RADIUS)
        inner = room.adjusted(10, 6, -10, -6)
        path = Path(index.data(PathRole))
        self._line(painter, inner, index.data(), theme.text, measures.PLAIN, Qt.AlignmentFlag.AlignTop)
        told = str(path) if exists(path) else f"{path}  ·  {self.tr('not there now')}"
        self._line(painter, inner, told, theme.quiet, measures.SMALL, Qt.AlignmentFlag.AlignBottom)
        painter.restore()

    @staticmethod
    def _line(painter: QPainter, room: QRect, text: str, colour: str, step: float, where: Qt.AlignmentFlag) -> None:
        font = measures.font(step)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, int(where | Qt.AlignmentFlag.AlignLeft), shown)
