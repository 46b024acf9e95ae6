# SPDX-License-Identifier: MIT
"""The names over the grid: each coder with the badge that marks the words in the article and the key that adopts.

What lives here: painting the header. What does not: the grid below (grid.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView

from curator.app import measures
from curator.app.filling import fill
from curator.app.guard import guarded
from curator.app.incidents.colours import colour_of, paint_badge
from curator.app.review.grid_model import FIELD, GridModel
from curator.app.review.shapes import CONSENSUS_COLOUR
from curator.app.text_block import BlockCache
from curator.app.theme import current

if TYPE_CHECKING:
    from curator.app.review.grid import GridView

_BADGE = 16


@guarded
class GridHeader(QHeaderView):
    """The names that stay are painted where the grid has them."""

    def __init__(self, view: GridView, model: GridModel) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view = view
        self._model = model
        self._blocks = BlockCache()
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(20)
        self._font = measures.font(measures.SMALL, half_bold=True)
        self._badge = measures.font(measures.SMALL - 0.5, bold=True)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), round(measures.line_height(self._font)) + 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill(painter, self.viewport().rect(), QColor(current().panel))
        for section in (*range(1, self.count()), FIELD):  # those that stay are painted over the others
            left = self._view.left_of(section)
            self._paint(painter, section, QRect(left, 0, self.sectionSize(section), self.height()))
        fill(painter, QRect(0, self.height() - 1, self.viewport().width(), 1), QColor(current().line))
        painter.end()

    def _paint(self, painter: QPainter, section: int, room: QRect) -> None:
        theme = current()
        fill(painter, room, QColor(theme.panel))
        left = room.left() + (12 if section == FIELD else 9)
        if section != FIELD:
            consensus = section == self._model.consensus
            colour = CONSENSUS_COLOUR if consensus else self._model.marks[section - 1].colour
            sign = "=" if consensus else self._model.marks[section - 1].sign
            badge = QRectF(left, (room.height() - _BADGE) / 2, _BADGE, _BADGE)
            paint_badge(painter, badge, sign, colour_of(colour), self._badge)
            left += _BADGE + 6
        block = self._blocks.get(self._model.heading(section), self._font, max(10, room.right() - left - 4), 1)
        painter.setPen(QColor(theme.quiet))
        block.draw(painter, left, (room.height() - block.height) / 2)
