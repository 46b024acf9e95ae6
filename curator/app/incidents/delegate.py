# SPDX-License-Identifier: MIT
"""Painting an incident in the list: badge, title, summary, what is left to settle.

What lives here: how a row looks and how high it is. What does not: what it says (model.py, shown.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from curator.app import measures
from curator.app.comments.mark import paint_mark
from curator.app.guard import guarded
from curator.app.incidents.colours import colour_of, paint_badge, tint_of_chosen
from curator.app.incidents.model import CommentsRole, Index, ProblemsRole, ShownRole
from curator.app.incidents.shown import IncidentShown
from curator.app.row_state import has_keyboard, is_chosen, lies_under_mouse
from curator.app.text_block import BlockCache, TextBlock
from curator.app.theme import Theme, current
from curator.app.translating import T
from curator.app.values.phrases import CONTEXT, say, word

if TYPE_CHECKING:
    from curator.domain.rules.problems import Problem

TO_SETTLE = T(CONTEXT, "{count} to settle")
TO_LOOK_AT = T(CONTEXT, "{count} to look at")
COMPLETE = T(CONTEXT, "complete")
_TEXT_LEFT = 44
_TOP = 6


@guarded
class IncidentsDelegate(QStyledItemDelegate):
    """Paints an incident on two lines beside its badge."""

    def __init__(self, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._view = parent
        self._blocks = BlockCache()
        self.renew_fonts()

    def renew_fonts(self) -> None:
        self._title = measures.font()
        self._title_chosen = measures.font(half_bold=True)
        self._untitled = measures.font(italic=True)
        self._untitled_chosen = measures.font(half_bold=True, italic=True)
        self._small = measures.font(measures.SMALL)
        self._badge = measures.font(measures.SMALL - 0.5, bold=True)
        self._blocks.clear()

    def row_height(self) -> int:
        return round(measures.line_height(self._title) + measures.line_height(self._small)) + 2 * _TOP + 2

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, self.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown: IncidentShown = index.data(ShownRole)
        theme = current()
        chosen = is_chosen(self._view, index)
        room = QRect(option.rect).adjusted(measures.GAP, 0, -measures.GAP, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_back(painter, option, index, room, shown, theme)
        side = self._paint_state(painter, shown, index.data(ProblemsRole), room, theme)
        badge = QRectF(room.left() + 8, room.top() + _TOP + 1, measures.BADGE, measures.BADGE)
        paint_badge(painter, badge, shown.letter, colour_of(shown.position), self._badge)
        corner = QPointF(badge.center().x() - 4, badge.bottom() + 5)
        paint_mark(painter, index.data(CommentsRole), corner, theme)
        left = room.left() + _TEXT_LEFT - measures.GAP
        width = room.right() - left - measures.GAP
        font = self._font(shown.untitled, chosen)
        title = self._blocks.get(shown.title, font, width - side, 1)
        painter.setPen(QColor(theme.text))
        title.draw_in(painter, left, room.top() + _TOP, width - side)
        below = " · ".join(part for part in (shown.summary, shown.coder) if part)
        number = self._blocks.get(shown.number, self._small, 120, 1)
        top = room.top() + _TOP + title.height + 2
        painter.setPen(QColor(theme.quiet))
        number.draw(painter, room.right() - measures.GAP - number.width, top)
        width -= round(number.width) + measures.GAP
        summary = self._blocks.get(below, self._small, width, 1)
        summary.draw_in(painter, left, top, width)
        painter.restore()

    def _font(self, untitled: bool, chosen: bool) -> QFont:
        if untitled:
            return self._untitled_chosen if chosen else self._untitled
        return self._title_chosen if chosen else self._title

    def _paint_back(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
        room: QRect,
        shown: IncidentShown,
        theme: Theme,
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if is_chosen(self._view, index):
            colour = colour_of(shown.position)
            colour.setAlphaF(tint_of_chosen(theme.dark))
            painter.setBrush(colour)
            painter.drawRoundedRect(room, 5, 5)
            if has_keyboard(self._view, index):
                painter.setBrush(colour_of(shown.position))
                painter.drawRoundedRect(QRect(room.left(), room.top() + 5, 3, room.height() - 10), 1, 1)
        elif lies_under_mouse(self._view, option):
            painter.setBrush(QColor(theme.field))
            painter.drawRoundedRect(room, 5, 5)

    def _paint_state(
        self, painter: QPainter, shown: IncidentShown, problems: Sequence[Problem] | None, room: QRect, theme: Theme
    ) -> float:
        """What is left to settle, at the right; returns the width it takes."""
        if problems is None:
            return 0.0
        text, colour = state_of(shown, problems, theme)
        block: TextBlock = self._blocks.get(text, self._small, 120, 1)
        painter.setPen(QColor(colour))
        block.draw(painter, room.right() - measures.GAP - block.width, room.top() + _TOP + 1)
        return block.width + measures.GAP


def state_of(shown: IncidentShown, problems: Sequence[Problem], theme: Theme) -> tuple[str, str]:
    """What is left to settle in words, and its colour."""
    errors = sum(problem.level == "error" for problem in problems)
    looks = len(problems) - errors
    if shown.incident.status == "withdrawn":
        return word("withdrawn"), theme.quiet
    if errors:
        return say(TO_SETTLE, count=errors), theme.warn
    if looks:
        return say(TO_LOOK_AT, count=looks), theme.quiet
    return say(COMPLETE), theme.good
