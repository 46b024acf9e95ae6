# SPDX-License-Identifier: MIT
"""One line of the list of commands: a tick, its text, what it is, its key.

What lives here: painting. What does not: the list (box.py).
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from curator.app import measures
from curator.app.commands.offers import Offer
from curator.app.guard import guarded
from curator.app.theme import current

OfferRole = int(Qt.ItemDataRole.UserRole) + 1
Index = QModelIndex | QPersistentModelIndex
_TICK = 18


@guarded
class OfferDelegate(QStyledItemDelegate):
    """What is not possible now is grey."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, round(measures.line_height(measures.font())) + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        offer: Offer = index.data(OfferRole)
        theme, room = current(), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver) and offer.possible:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            painter.setPen(QColor(theme.accent) if chosen and theme.contrast else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_soft if chosen else theme.field))
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), measures.RADIUS, measures.RADIUS)
        room = room.adjusted(measures.GAP, 0, -measures.GAP, 0)
        if offer.key:
            room.setRight(self._paint_key(painter, offer, room) - measures.INSET)
        if offer.checked:
            tick = QRect(room.left(), room.top(), _TICK, room.height())
            self._line(painter, tick, "✓", theme.accent, measures.font())
        room.setLeft(room.left() + _TICK)
        text = theme.text if offer.possible else theme.faint
        used = self._line(painter, room, offer.text, text, measures.font())
        room.setLeft(room.left() + used + measures.INSET)
        self._line(painter, room, offer.told, theme.quiet if offer.possible else theme.faint, measures.font(-1))
        painter.restore()

    @staticmethod
    def _line(painter: QPainter, room: QRect, text: str, colour: str, font: QFont) -> int:
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, room.width()))
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        return metrics.horizontalAdvance(shown)

    @staticmethod
    def _paint_key(painter: QPainter, offer: Offer, room: QRect) -> int:
        """The key on a cap at the right; returns the cap's left edge."""
        theme, font = current(), measures.font(measures.SMALL)
        metrics = QFontMetrics(font)
        width, height = metrics.horizontalAdvance(offer.key) + 12, metrics.height() + 4
        cap = QRectF(room.right() - width, room.center().y() - height / 2 + 0.5, width, height)
        painter.setPen(QColor(theme.strong_line))
        painter.setBrush(QColor(theme.panel))
        painter.drawRoundedRect(cap, 4, 4)
        painter.setFont(font)
        painter.setPen(QColor(theme.quiet if offer.possible else theme.faint))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, offer.key)
        return round(cap.left())
