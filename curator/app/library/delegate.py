# SPDX-License-Identifier: MIT
"""How an article looks in the library: state, title on two lines, outlet and day, number of incidents, marks.

What lives here: painting. Colour never speaks alone: the dot's form differs too, and the tool tip says the state.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from curator.app import measures
from curator.app.guard import guarded
from curator.app.library.model import ArticleLineRole, about, shown_title
from curator.app.listed.model import Index
from curator.app.row_ground import paint_ground
from curator.app.text_block import BlockCache
from curator.app.theme import Theme, current
from curator.store.articles import ArticleLine

_TEXT_LEFT = 30
_COUNT_WIDTH = 30
_TOP = 9


@guarded
class LibraryDelegate(QStyledItemDelegate):
    """All rows are of one height, so that a hundred thousand of them cost nothing."""

    def __init__(self, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._view = parent
        self._blocks = BlockCache()
        self.renew_fonts()

    def renew_fonts(self) -> None:
        self._title = measures.font()
        self._small = measures.font(measures.SMALL)
        self._blocks.clear()

    def row_height(self) -> int:
        """Room for a title on two lines and one line below it."""
        return round(2 * measures.line_height(self._title) + measures.line_height(self._small)) + 2 * _TOP + 3

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, self.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: ArticleLine | None = index.data(ArticleLineRole)
        theme = current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRect(option.rect)
        paint_ground(painter, self._view, option, index)
        if line is not None:
            painter.translate(room.topLeft())
            self._paint_dot(painter, line.reading, theme)
            self._paint_text(painter, line, room.width(), room.height(), theme)
        painter.restore()

    def _paint_text(self, painter: QPainter, line: ArticleLine, width: int, height: int, theme: Theme) -> None:
        count = str(line.incidents) if line.incidents else "–" if line.reading == "unread" else "0"
        count_block = self._blocks.get(count, self._small, _COUNT_WIDTH, 1)
        room = width - _TEXT_LEFT - _COUNT_WIDTH - measures.GAP
        title = self._blocks.get(shown_title(line), self._title, room, 2)
        painter.setPen(QColor(theme.text if line.title else theme.quiet))
        title.draw_in(painter, _TEXT_LEFT, _TOP, room)
        painter.setPen(QColor(theme.quiet))
        count_block.draw(painter, width - measures.GAP - 4 - count_block.width, _TOP + 1)
        if line.near:
            block = self._blocks.get("≈", self._small, _COUNT_WIDTH, 1)
            below_count = _TOP + 1 + measures.line_height(self._title)
            block.draw(painter, width - measures.GAP - 4 - block.width, below_count)
        waits = self.tr("{count} wait").format(count=line.waiting) if line.waiting else ""
        names = " · ".join(part for part in (", ".join(name for _, name, _ in line.assigned), waits) if part)
        wide = width - _TEXT_LEFT - measures.GAP
        whose = self._blocks.get(names, self._small, wide // 2, 1) if names else None
        left = wide - whose.width - 2 * measures.GAP if whose is not None else wide
        below = self._blocks.get("  ".join(about(line)), self._small, left, 1)
        top = min(_TOP + title.height + 3, height - below.height - 4)
        below.draw(painter, _TEXT_LEFT, top)
        if whose is not None:
            whose.draw(painter, width - measures.GAP - 4 - whose.width, top)

    @staticmethod
    def _paint_dot(painter: QPainter, reading: str, theme: Theme) -> None:
        """Empty ring: unread; half: started; full: finished; ring with a bar: nothing to code."""
        middle = QPointF(15.5, _TOP + 9)
        radius = measures.DOT / 2
        ring = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
        colour = {"unread": theme.faint, "started": theme.accent, "finished": theme.good}.get(reading, theme.quiet)
        painter.setPen(QPen(QColor(colour), 1.6))
        painter.setBrush(QColor(colour) if reading == "finished" else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring)
        if reading == "started":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawPie(ring, 90 * 16, 180 * 16)
        elif reading == "nothing_to_code":
            painter.drawLine(QPointF(ring.left() + 1.5, middle.y()), QPointF(ring.right() - 1.5, middle.y()))
