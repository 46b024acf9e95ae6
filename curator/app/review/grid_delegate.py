# SPDX-License-Identifier: MIT
"""How a cell of the grid is laid out and painted: what differs leads, what is equal steps back.

What lives here: heights and painting. What does not: what the cells say (lines.py), the column that stays (grid.py).
Colour never speaks alone: lines that are to be settled say so in their last column.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from curator.app import measures
from curator.app.comments.mark import paint_mark
from curator.app.filling import fill
from curator.app.guard import guarded
from curator.app.review.grid_model import FIELD, GridModel, Index
from curator.app.review.shapes import Cell, GridLine
from curator.app.text_block import BlockCache, TextBlock
from curator.app.theme import Theme, current

_LEFT, _PAD, _TOP = 12, 9, 7
_INDENT = 10
_QUOTE_LINES, _MOST_QUOTES = 2, 3
_CAP = 17  # the side of a key's cap
_WHY_LINES, _VALUE_LINES = 4, 9  # the tip has all


@guarded
class GridDelegate(QStyledItemDelegate):
    """`open_row`: the chosen line, which shows all that there is; others that are equal show the value alone."""

    def __init__(self, view: QTableView, model: GridModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self.open_row = -1
        self.may_settle = False
        self._blocks = BlockCache()
        self.renew_fonts()

    def renew_fonts(self) -> None:
        """Take the fonts again (the platform's size has changed)."""
        self._plain, self._strong = measures.font(), measures.font(half_bold=True)
        self._small, self._heading = measures.font(measures.SMALL), measures.heading_font()
        self._quote = measures.quote_font()
        self._quote.setItalic(True)
        self._quote.setPointSizeF(max(7.0, self._quote.pointSizeF() - 0.5))
        self._blocks.clear()

    # Layout

    def height(self, row: int) -> int:
        """The height of a line with the columns as wide as they are."""
        line = self._model.lines[row]
        if line.kind == "section":
            return round(measures.line_height(self._heading)) + 14
        if line.kind == "add":
            return round(measures.line_height(self._plain)) + 2 * _TOP
        label = self._label(line)
        tallest = float(label.height)
        for column in range(1, self._model.columnCount()):
            cell = self._model.cell(row, column)
            if cell is not None:
                tallest = max(tallest, sum(block.height for block, _ in self._parts(row, column, cell)))
        return round(tallest) + 2 * _TOP + 1

    def widest_word(self) -> int:
        """The width of the names in pixels in which no word of them has to be broken."""
        widest = 0
        for line in self._model.lines:
            if line.choosable:
                letters = QFontMetrics(self._strong if line.kind == "row" else self._plain)
                words = max((letters.horizontalAdvance(word) for word in line.label.split()), default=0)
                widest = max(widest, words + _LEFT + 8 + line.depth * _INDENT)
        return widest

    def _label(self, line: GridLine) -> TextBlock:
        room = self._view.columnWidth(FIELD) - _LEFT - 6 - line.depth * _INDENT - (14 if line.comments else 0)
        return self._blocks.get(line.label, self._strong if line.kind == "row" else self._plain, max(30, room), 3)

    def _leads(self, row: int) -> bool:
        """Whether a line shows all that there is."""
        line = self._model.lines[row]
        return line.differs or not line.settled or row == self.open_row

    def _parts(self, row: int, column: int, cell: Cell) -> list[tuple[TextBlock, str]]:
        """The blocks of a cell from top to bottom, each with the role of its colour."""
        line, leads = self._model.lines[row], self._leads(row)
        room = max(24, self._view.columnWidth(column) - 2 * _PAD)
        consensus = column == self._model.consensus
        parts = []
        text, colour = self._value(line, cell, consensus, leads)
        strong = consensus and line.differs and colour == "text"
        font = self._strong if strong else self._plain
        parts.append((self._blocks.get(text, font, max(24, room - self._beside(row)), _VALUE_LINES), colour))
        if leads and cell.told:
            parts.append((self._blocks.get(cell.told, self._small, room, 4), "quiet"))
        if leads and not (consensus and line.differs and cell.why):
            parts += [(self._blocks.get(text, self._quote, room, _QUOTE_LINES), "quiet") for text in self._quotes(cell)]
        if leads and cell.why:
            parts.append((self._blocks.get(cell.why, self._small, room, _WHY_LINES), "quiet"))
        return parts

    def _beside(self, row: int) -> int:
        """What the first line of a cell leaves free: for the cap of the key, or the tick."""
        return _CAP - 2 if row == self.open_row else 0

    def _quotes(self, cell: Cell) -> list[str]:
        """The first of the words under a value, and how many more there are: the tip has all."""
        quotes = [f"“{quote}”" for quote in cell.quotes[:_MOST_QUOTES]]
        more = len(cell.quotes) - len(quotes)
        return [*quotes, self.tr("… {count} more").format(count=more)] if more else quotes

    def _value(self, line: GridLine, cell: Cell, consensus: bool, leads: bool) -> tuple[str, str]:
        if consensus and line.to_settle and (not cell.text or cell.blank):
            return self.tr("to settle"), "warn"
        if not cell.there:
            return "–", "quiet"
        if not cell.text:
            return ("–", "quiet") if line.kind == "field" and not consensus else ("", "quiet")
        if consensus or cell.blank:
            return cell.text, "quiet" if cell.blank else "text"
        return cell.text, "text" if line.differs or leads else "faint"

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._view.columnWidth(index.column()), self.height(index.row()))

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_cell(painter, index.row(), index.column(), QRect(option.rect))
        painter.restore()

    def paint_cell(self, painter: QPainter, row: int, column: int, room: QRect) -> None:
        """Paint one cell into its room."""
        line, theme = self._model.lines[row], current()
        tinted = line.choosable and (line.differs or not line.settled)
        ground = theme.warn_soft if tinted else theme.panel
        if row == self.open_row and not tinted:
            ground = theme.accent_soft
        fill(painter, room, QColor(ground))
        fill(painter, QRect(room.left(), room.bottom(), room.width(), 1), QColor(theme.line))
        if line.kind == "section":
            if column == FIELD:
                self._paint_heading(painter, line, room, theme)
        elif line.kind == "add":
            if column == FIELD:
                self._paint_adding(painter, line, room, theme)
        elif column == FIELD:
            self._paint_label(painter, line, row, room, theme)
        else:
            self._paint_value(painter, row, column, room, theme)

    def _paint_heading(self, painter: QPainter, line: GridLine, room: QRect, theme: Theme) -> None:
        block = self._blocks.get(line.label, self._heading, self._view.viewport().width() - 2 * _LEFT, 1)
        painter.setPen(QColor(theme.quiet))
        block.draw(painter, room.left() + _LEFT, room.bottom() - block.height - 4)

    def _paint_adding(self, painter: QPainter, line: GridLine, room: QRect, theme: Theme) -> None:
        block = self._blocks.get(line.label, self._plain, self._view.viewport().width() - 2 * _LEFT, 1)
        painter.setPen(QColor(theme.accent))
        block.draw(painter, room.left() + _LEFT, room.top() + _TOP)

    def _paint_label(self, painter: QPainter, line: GridLine, row: int, room: QRect, theme: Theme) -> None:
        if row == self.open_row:
            fill(painter, QRect(room.left(), room.top(), 3, room.height() - 1), QColor(theme.accent))
        painter.setPen(QColor(theme.text if line.differs or line.kind == "row" else theme.quiet))
        label = self._label(line)
        left = room.left() + _LEFT + line.depth * _INDENT
        label.draw(painter, left, room.top() + _TOP)
        paint_mark(painter, line.comments, QPointF(room.right() - 13, room.top() + _TOP + 4), theme)
        if line.unclear:
            told = self._blocks.get(self.tr("guideline unclear"), self._small, room.width() - _LEFT - 4, 2)
            if room.height() > label.height + told.height + _TOP:
                painter.setPen(QColor(theme.warn))
                told.draw(painter, left, room.top() + _TOP + label.height)

    def _paint_value(self, painter: QPainter, row: int, column: int, room: QRect, theme: Theme) -> None:
        cell = self._model.cell(row, column)
        if cell is None:
            return
        chosen = self._view.currentIndex()
        if chosen.row() == row and chosen.column() == column:
            painter.setPen(QPen(QColor(theme.accent), 1.6))
            painter.setBrush(QColor(theme.panel))
            painter.drawRoundedRect(QRectF(room).adjusted(2.5, 2.5, -2.5, -3.5), 5, 5)
        top = float(room.top() + _TOP)
        for block, role in self._parts(row, column, cell):
            painter.setPen(QColor(getattr(theme, role)))
            beside = self._beside(row) if top == room.top() + _TOP else 0
            block.draw_in(painter, room.left() + _PAD, top, room.width() - 2 * _PAD - beside)
            top += block.height
        if cell.ticked:
            self._paint_tick(painter, room, theme)
        elif self.shows_cap(row, column):
            self._paint_cap(painter, self.cap_of(room), str(0 if column == self._model.consensus else column), theme)

    def shows_cap(self, row: int, column: int) -> bool:
        """Whether a cell of the chosen line has the cap of its key, which adopts where it is clicked."""
        cell = self._model.cell(row, column)
        usual = cell is not None and row == self.open_row and self.may_settle and column <= 9
        if column == self._model.consensus:
            return usual and self._model.lines[row].kind == "field"  # a row is taken or rejected as it is
        return usual and cell is not None and cell.there

    @staticmethod
    def cap_of(room: QRect) -> QRect:
        """Where the cap of the key stands in a cell."""
        return QRect(room.right() - _CAP - 5, room.top() + 5, _CAP, _CAP)

    def _paint_cap(self, painter: QPainter, room: QRect, sign: str, theme: Theme) -> None:
        painter.setPen(QPen(QColor(theme.strong_line), 1.0))
        painter.setBrush(QColor(theme.panel))
        painter.drawRoundedRect(QRectF(room).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(self._small)
        painter.setPen(QColor(theme.quiet))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, sign)

    @staticmethod
    def _paint_tick(painter: QPainter, room: QRect, theme: Theme) -> None:
        x, y = room.right() - 16.0, room.top() + 12.0
        painter.setPen(QPen(QColor(theme.good), 2.0))
        painter.drawLine(QPointF(x, y), QPointF(x + 3, y + 3.5))
        painter.drawLine(QPointF(x + 3, y + 3.5), QPointF(x + 9, y - 4))
