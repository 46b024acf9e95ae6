# SPDX-License-Identifier: MIT
"""The articles of the review as a long list, and how one of them looks.

What lives here: rows, what a screen reader hears, painting. What does not: reading and wording (queue_source.py).
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from curator.app import measures
from curator.app.guard import guarded
from curator.app.listed.model import Index, PagedModel
from curator.app.review.queue_source import BLIND, QueueLine
from curator.app.row_ground import paint_ground
from curator.app.text_block import BlockCache
from curator.app.theme import Theme, current
from curator.app.tips import plain_tip
from curator.tasks.reviewing import DIFFERS, DONE, PROBLEMS, STARTED, UNREVIEWED

QueueLineRole = int(Qt.ItemDataRole.UserRole) + 1
_TEXT_LEFT, _COUNT_WIDTH, _TOP = 30, 34, 9


@guarded
class QueueModel(PagedModel[QueueLine]):
    """Rows are articles in the order of need."""

    def __init__(self, fetch: Callable[[Sequence[int]], Sequence[QueueLine]]) -> None:
        super().__init__(fetch, lambda line: line.n)

    def shows(self, numbers: array[int]) -> bool:
        """Whether these articles are listed already, in this order."""
        return numbers == self._numbers

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        line = self.line(index.row())
        if role == QueueLineRole:
            return line
        if line is None:
            return None
        if role == int(Qt.ItemDataRole.DisplayRole):
            return line.title
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            left = self.tr("{count} to settle").format(count=line.count) if line.count else ""
            return ", ".join(part for part in (line.title, self.state_words(line), line.told, left) if part)
        if role == int(Qt.ItemDataRole.ToolTipRole):
            return plain_tip("\n".join((line.title, " · ".join((self.state_words(line), line.told)))))
        return None

    def state_words(self, line: QueueLine) -> str:
        words = {
            PROBLEMS: self.tr("has problems"), DIFFERS: self.tr("coders differ"), UNREVIEWED: self.tr("not reviewed"),
            STARTED: self.tr("begun"), DONE: self.tr("settled"), BLIND: self.tr("blind"),
        }  # fmt: skip
        return words.get(line.state, self.tr("given back"))


@guarded
class QueueDelegate(QStyledItemDelegate):
    """All rows are of one height: a title on two lines and what differs on one, or each on up to two."""

    def __init__(self, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._view = parent
        self._blocks = BlockCache()
        self._title, self._small = measures.font(), measures.font(measures.SMALL)

    def row_height(self) -> int:
        return round(2 * measures.line_height(self._title) + measures.line_height(self._small)) + 2 * _TOP + 3

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, self.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: QueueLine | None = index.data(QueueLineRole)
        theme, room = current(), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, self._view, option, index)
        if line is not None:
            painter.translate(room.topLeft())
            _paint_dot(painter, line.state, theme)
            self._paint_text(painter, line, room.width(), theme)
        painter.restore()

    def _paint_text(self, painter: QPainter, line: QueueLine, width: int, theme: Theme) -> None:
        count = self._blocks.get(str(line.count) if line.count else "", self._small, _COUNT_WIDTH, 1)
        room = width - _TEXT_LEFT - _COUNT_WIDTH - measures.GAP
        title = self._blocks.get(line.title, self._title, room, 2)
        painter.setPen(QColor(theme.quiet if line.state == BLIND else theme.text))
        title.draw_in(painter, _TEXT_LEFT, _TOP, room)
        painter.setPen(QColor(theme.quiet))
        count.draw(painter, width - measures.GAP - 4 - count.width, _TOP + 1)
        lines = 2 if title.height < 1.5 * measures.line_height(self._title) else 1
        below = self._blocks.get(line.told, self._small, width - _TEXT_LEFT - measures.GAP, lines)
        painter.setPen(QColor(theme.warn if line.waits else theme.quiet))
        below.draw(painter, _TEXT_LEFT, _TOP + title.height + 3)


def _paint_dot(painter: QPainter, state: str, theme: Theme) -> None:
    """A ring: not begun; half: begun; full: settled; with a cross bar: blind; a full square: problems."""
    middle, radius = QPointF(15.5, _TOP + 9), measures.DOT / 2
    ring = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
    colour = {DONE: theme.good, STARTED: theme.accent, PROBLEMS: theme.bad, DIFFERS: theme.accent}.get(
        state, theme.faint
    )
    painter.setPen(QPen(QColor(colour), 1.6))
    painter.setBrush(QColor(colour) if state in (DONE, PROBLEMS) else Qt.BrushStyle.NoBrush)
    if state == PROBLEMS:
        painter.drawRect(ring)
        return
    painter.drawEllipse(ring)
    if state == STARTED:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawPie(ring, 90 * 16, 180 * 16)
    elif state == BLIND:
        painter.drawLine(QPointF(ring.left() + 1.5, middle.y()), QPointF(ring.right() - 1.5, middle.y()))
