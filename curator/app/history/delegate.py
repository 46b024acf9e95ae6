# SPDX-License-Identifier: MIT
"""How a line of a history is painted: what was done, and quietly when, by whom and where.

What lives here: painting, on one line in a wide list and on two in a narrow one. What does not: the words (wording.py).
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from curator.app import measures
from curator.app.guard import guarded
from curator.app.history.line import HistoryLine
from curator.app.history.model import HistoryRole, changed_words
from curator.app.history.wording import when
from curator.app.listed.model import Index
from curator.app.row_delegate import RowDelegate
from curator.app.theme import Theme

_WIDE = 760  # from so many pixels on everything stands in columns
_PAD = 5


@guarded
class HistoryDelegate(RowDelegate):
    """Every row is as high as the others, so that a million of them need no measuring."""

    def _is_wide(self) -> bool:
        return self._view.viewport().width() >= _WIDE

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        first, second = measures.line_height(self._plain), measures.line_height(self._small)
        return QSize(200, round(first + 14) if self._is_wide() else round(first + second + 3 * _PAD))

    def paint_row(self, painter: QPainter, index: Index, room: QRect, theme: Theme) -> None:
        line: HistoryLine | None = index.data(HistoryRole)
        painter.setPen(QColor(theme.line))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        if line is not None:
            (self._paint_wide if self._is_wide() else self._paint_narrow)(painter, line, room, theme)

    def _text(self, painter: QPainter, text: str, left: int, top: int, width: int, colour: str, small: bool) -> int:
        """Paint text on one line, cut where there is no room; its width."""
        block = self._blocks.get(text, self._small if small else self._plain, max(20, width), 1)
        painter.setPen(QColor(colour))
        block.draw(painter, left, top)
        return round(block.width)

    def _what(self, line: HistoryLine) -> str:
        return changed_words(line) or line.log.said

    def _state(self, line: HistoryLine) -> str:
        return self.tr("undone") if line.log.undone else ""

    def _paint_wide(self, painter: QPainter, line: HistoryLine, room: QRect, theme: Theme) -> None:
        log, top = line.log, room.top() + 6
        small_top = round(top + measures.line_height(self._plain) - measures.line_height(self._small))
        inner = room.width() - 2 * measures.WIDE_INSET
        time, coder, title = 132, min(130, inner // 8), min(320, inner // 4)
        left = room.left() + measures.WIDE_INSET
        now = datetime.now().astimezone()
        self._text(painter, when(log.at, now), left, small_top, time - 12, theme.quiet, True)
        right = room.right() - measures.WIDE_INSET
        self._text(painter, log.coder, right - coder, small_top, coder, theme.quiet, True)
        self._text(painter, line.title, right - coder - 12 - title, small_top, title, theme.quiet, True)
        label = inner - time - coder - title - 36
        state = self._state(line)
        kept = self._blocks.get(state, self._small, 100, 1).width + 14 if state else 0
        used = self._text(painter, self._what(line), left + time, top, round(label - kept),
                          theme.quiet if log.undone else theme.text, False)  # fmt: skip
        if state:
            self._text(painter, state, left + time + used + 12, small_top, 100, theme.warn, True)

    def _paint_narrow(self, painter: QPainter, line: HistoryLine, room: QRect, theme: Theme) -> None:
        log, left = line.log, room.left() + measures.INSET
        width = room.width() - 2 * measures.INSET
        top, below = room.top() + _PAD, round(room.top() + _PAD + measures.line_height(self._plain) + 3)
        self._text(painter, self._what(line), left, top, width, theme.quiet if log.undone else theme.text, False)
        state = self._state(line)
        kept = self._blocks.get(state, self._small, 100, 1).width + 10 if state else 0
        told = " · ".join(part for part in (when(log.at, datetime.now().astimezone()), log.coder) if part)
        self._text(painter, told, left, below, round(width - kept), theme.quiet, True)
        if state:
            self._text(painter, state, round(left + width - kept + 10), below, 100, theme.warn, True)


def never_scrolls_sideways(view: QAbstractItemView) -> None:
    """What every list of a history has in common."""
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
