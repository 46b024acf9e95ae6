# SPDX-License-Identifier: MIT
"""How a comment is painted: what it is about, who said it and when, and its words.

What lives here: heights and painting. What does not: what the lines say (lines.py).
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from curator.app import measures
from curator.app.comments.lines import CommentLine
from curator.app.comments.model import CommentRole, Index
from curator.app.guard import guarded
from curator.app.history.wording import when
from curator.app.row_delegate import RowDelegate
from curator.app.text_block import TextBlock
from curator.app.theme import Theme

_GAP = 4
_INDENT = 14
_BAR = 11  # the scroll bar


@guarded
class CommentsDelegate(RowDelegate):
    """A conversation has its place on a line of its own; answers are set in."""

    def __init__(self, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._strong = measures.font(measures.SMALL, half_bold=True)

    def _left(self, line: CommentLine) -> int:
        return measures.INSET + (_INDENT if line.answer else 0)

    def _parts(self, line: CommentLine) -> tuple[TextBlock | None, TextBlock, TextBlock]:
        """The place (of the first comment), who and when, the words."""
        width = self._view.width() - _BAR - self._left(line) - measures.INSET
        state = self._blocks.get(self._state(line), self._small, 100, 1).width if not line.answer else 0
        place = self._blocks.get(line.place, self._strong, width - state - 10, 2) if not line.answer else None
        told = " · ".join(part for part in (line.who, when(line.comment.created, datetime.now().astimezone())) if part)
        return (place, self._blocks.get(told, self._small, width, 1),
                self._blocks.get(line.comment.text, self._plain, width))  # fmt: skip

    def _state(self, line: CommentLine) -> str:
        return self.tr("resolved") if line.resolved else self.tr("open")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: CommentLine = index.data(CommentRole)
        place, who, words = self._parts(line)
        top = place.height + _GAP + 4 if place is not None else 0
        return QSize(200, top + who.height + words.height + 3 * _GAP)

    def paint_row(self, painter: QPainter, index: Index, room: QRect, theme: Theme) -> None:
        line: CommentLine = index.data(CommentRole)
        place, who, words = self._parts(line)
        left, top = room.left() + self._left(line), room.top() + _GAP
        if place is not None:
            if room.top() > 0:
                painter.setPen(QColor(theme.line))
                painter.drawLine(room.topLeft(), room.topRight())
            top += 4
            painter.setPen(QColor(theme.quiet if line.resolved else theme.text))
            place.draw(painter, left, top)
            state = self._blocks.get(self._state(line), self._small, 100, 1)
            painter.setPen(QColor(theme.good if line.resolved else theme.warn))
            state.draw(painter, room.left() + self._view.width() - _BAR - measures.INSET - state.width, top)
            top += place.height + _GAP
        else:
            painter.fillRect(QRect(room.left() + measures.INSET + 4, room.top() + 3, 2, room.height() - 6),
                             QColor(theme.line))  # fmt: skip
        painter.setPen(QColor(theme.quiet))
        who.draw(painter, left, top)
        painter.setPen(QColor(theme.quiet if line.resolved else theme.text))
        words.draw(painter, left, top + who.height + _GAP / 2)
