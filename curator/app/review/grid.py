# SPDX-License-Identifier: MIT
"""The grid as a widget: fields x coders, the consensus last; only the coders scroll sideways.

What lives here: moving in the grid, mouse, widths and heights. What does not: what the keys of the review do (keys.py,
desk.py), painting cells (grid_delegate.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from curator.app import measures
from curator.app.guard import guarded
from curator.app.review.grid_delegate import GridDelegate
from curator.app.review.grid_header import GridHeader
from curator.app.review.grid_model import FIELD, GridModel, Index
from curator.app.review.shapes import GridLine, Mark
from curator.app.theme import current
from curator.app.widgets import named

_NAMES = (86, 132)  # least and most width of the names
_LEAST_CELL = 112
_BAR = 11  # the scroll bar keeps its room, so that its coming moves nothing


def _to_settle(line: GridLine) -> bool:
    return line.to_settle


def _choosable(line: GridLine) -> bool:
    return line.choosable


@guarded
class GridView(QTableView):
    """`line_chosen(GridLine or None)`: another line is the chosen one. `adopt_wanted(column)`: a cell of the chosen
    line was double clicked, or the cap of its key was clicked; the column of the consensus stands for another value.
    `add_wanted(group)`: a row is to be added to a group."""

    line_chosen = Signal(object)
    adopt_wanted = Signal(int)
    add_wanted = Signal(str)

    def __init__(self, model: GridModel) -> None:
        super().__init__()
        named(self, "review.grid", self.tr("Fields by coders"), role="review")
        self.setAccessibleDescription(
            self.tr("Up and Down go through the fields, Left and Right through coders and consensus")
        )
        self._quiet = True
        self.lines = model
        self.setModel(model)
        self._quiet = False
        self.cells = GridDelegate(self, model)
        self.setItemDelegate(self.cells)
        self.setHorizontalHeader(GridHeader(self, model))
        named(self.horizontalHeader(), "review.grid.header", self.tr("Coders"))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(10)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAutoScroll(False)  # sideways nothing moves but where it is asked for
        self.horizontalScrollBar().valueChanged.connect(self._scrolled_sideways)

    # What is shown

    def show_lines(self, lines: Sequence[GridLine], marks: Sequence[Mark], key: tuple[str, ...] = ()) -> None:
        """Show these lines; the line of `key` is the chosen one, else the first that is to be settled."""
        same = list(marks) == list(self.lines.marks) and self.lines.show_again(lines)
        column = self.currentIndex().column() if self.currentIndex().isValid() else 1
        if not same:
            self._quiet = True
            self.lines.show(lines, marks)
            self.clearSpans()
            for at, line in enumerate(lines):
                if not line.choosable:
                    self.setSpan(at, 0, 1, self.lines.columnCount())
            self._quiet = False
        self._fit()
        rows = [self.lines.row_of(key)] if key else []
        rows += [
            next((at for at, line in enumerate(lines) if wanted(line)), None) for wanted in (_to_settle, _choosable)
        ]
        row = next((each for each in rows if each is not None), None)
        if row is not None:
            self.choose(row, min(max(1, column), self.lines.columnCount() - 1))
        else:
            self.line_chosen.emit(None)

    def _fit(self) -> None:
        """Columns as wide as the room allows, then lines as high as they need."""
        columns = self.lines.columnCount()
        if columns < 2:
            return
        room = self.width() - _BAR
        names = measures.grown(min(_NAMES[1], max(_NAMES[0], room * 22 // 100)))
        names = max(names, min(measures.grown(_NAMES[1]), self.cells.widest_word()))
        cell = max(measures.grown(_LEAST_CELL), (room - names) // (columns - 1))
        self.setColumnWidth(FIELD, names)
        for column in range(1, columns):
            self.setColumnWidth(column, cell)
        self._fit_heights(range(self.lines.rowCount()))

    def _fit_heights(self, rows: Sequence[int]) -> None:
        header = self.verticalHeader()
        for row in rows:
            if 0 <= row < self.lines.rowCount():
                height = self.cells.height(row)
                if header.sectionSize(row) != height:
                    header.resizeSection(row, height)

    def renew(self) -> None:
        """Lay everything out again: what stands in the cells, or the fonts, are others."""
        self._fit()
        self.viewport().update()

    # The chosen line

    def chosen_line(self) -> GridLine | None:
        row = self.currentIndex().row()
        return self.lines.lines[row] if 0 <= row < self.lines.rowCount() else None

    def chosen_column(self) -> int:
        """The column of a coder or of the consensus; 0: the name of the field."""
        return max(0, self.currentIndex().column())

    def choose(self, row: int, column: int | None = None) -> None:
        """Choose a line and bring it into view."""
        at = self.chosen_column() if column is None else column
        index = self.lines.index(row, max(1, at))
        self.setCurrentIndex(index)
        self._open(row)
        self.scrollTo(index)

    def choose_key(self, key: tuple[str, ...]) -> bool:
        """Choose the line with this key; False where it is not there."""
        row = self.lines.row_of(key)
        if row is not None:
            self.choose(row)
        return row is not None

    def step_to_settle(self, by: int) -> bool:
        """Choose the next (or previous) line that is to be settled; False where there is none that way."""
        at = self.currentIndex().row()
        rows = range(at + 1, self.lines.rowCount()) if by > 0 else range(min(at, self.lines.rowCount()) - 1, -1, -1)
        row = next((each for each in rows if self.lines.lines[each].to_settle), None)
        if row is not None:
            self.choose(row)
        return row is not None

    def step_line(self, by: int) -> None:
        """Choose the line beside the chosen one, passing over headings."""
        move = QAbstractItemView.CursorAction
        index = self.moveCursor(move.MoveDown if by > 0 else move.MoveUp, Qt.KeyboardModifier.NoModifier)
        if index.isValid():
            self.choose(index.row(), index.column())

    def choose_first_to_settle(self) -> None:
        """Choose the first line that is to be settled, where there is one."""
        row = next((at for at, line in enumerate(self.lines.lines) if line.to_settle), None)
        if row is not None:
            self.choose(row)

    def choose_last_to_settle(self) -> None:
        """Choose the last line that is to be settled, where there is one."""
        rows = [at for at, line in enumerate(self.lines.lines) if line.to_settle]
        if rows:
            self.choose(rows[-1])

    def currentChanged(self, now: Index, before: Index) -> None:
        super().currentChanged(now, before)
        if not self._quiet:
            self._open(now.row())
            self.scrollTo(now)
            self.viewport().update()

    def _open(self, row: int) -> None:
        was, self.cells.open_row = self.cells.open_row, row
        self._fit_heights([was, row])
        line = self.chosen_line()
        if row != was or line is None:
            self.line_chosen.emit(line)

    # Keys and mouse

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Headings are passed over; Left stops at the first coder."""
        move = QAbstractItemView.CursorAction
        row, column = self.currentIndex().row(), max(1, self.currentIndex().column())
        rows = [at for at, line in enumerate(self.lines.lines) if line.choosable]
        if not rows:
            return QModelIndex()
        if action in (move.MoveLeft, move.MoveRight):
            column = min(self.lines.columnCount() - 1, max(1, column + (1 if action == move.MoveRight else -1)))
            return self.lines.index(row if row in rows else rows[0], column)
        if action == move.MoveHome:
            return self.lines.index(rows[0], column)
        if action == move.MoveEnd:
            return self.lines.index(rows[-1], column)
        step = {move.MoveDown: 1, move.MoveUp: -1, move.MovePageDown: 8, move.MovePageUp: -8}.get(action, 0)
        at = rows.index(row) if row in rows else -1 if step > 0 else 0
        return self.lines.index(rows[max(0, min(len(rows) - 1, at + step))], column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() and event.text().isprintable():
            event.ignore()  # letters are keys of the review, no search in the names
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._index_under(event.position().toPoint())
        line = self.lines.lines[index.row()] if index.isValid() else None
        if line is None or not line.choosable:
            if line is not None and line.kind == "add" and event.button() == Qt.MouseButton.LeftButton:
                self.add_wanted.emit(line.group)
            return
        if event.button() == Qt.MouseButton.LeftButton and self._cap_under(event.position().toPoint(), index):
            self.adopt_wanted.emit(index.column())
            return
        column = index.column() if index.column() != FIELD else self.chosen_column()
        self.setCurrentIndex(self.lines.index(index.row(), max(1, column)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        index = self._index_under(point)
        over = (index.isValid() and self.lines.lines[index.row()].kind == "add") or self._cap_under(point, index)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self._index_under(event.position().toPoint())
        if index.isValid() and self.lines.lines[index.row()].choosable and index.column() != FIELD:
            self.setCurrentIndex(index)
            self.adopt_wanted.emit(index.column())

    def _index_under(self, point: QPoint) -> QModelIndex:
        """The cell at a point; where names or consensus lie over others, theirs."""
        row = self.rowAt(point.y())
        if row < 0:
            return QModelIndex()
        column = FIELD if point.x() < self.columnWidth(FIELD) else self.columnAt(point.x())
        if column > FIELD and point.x() >= self.left_of(self.lines.consensus):
            column = self.lines.consensus
        return self.lines.index(row, column) if column >= 0 else QModelIndex()

    def _cap_under(self, point: QPoint, index: QModelIndex) -> bool:
        if not index.isValid() or index.column() == FIELD or not self.cells.shows_cap(index.row(), index.column()):
            return False
        return self.cells.cap_of(self.visualRect(index)).contains(point)

    # Layout and painting

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Names and consensus lie over what is scrolled: a coder's cell is in view where it is between them."""
        super().scrollTo(index, hint)
        if index.column() == FIELD:
            return
        if index.column() == self.lines.consensus:
            return
        bar, names = self.horizontalScrollBar(), self.columnWidth(FIELD)
        left = self.columnViewportPosition(index.column())
        right = left + self.columnWidth(index.column()) - self.left_of(self.lines.consensus)
        if left < names:
            bar.setValue(bar.value() - (names - left))
        elif right > 0:
            bar.setValue(bar.value() + right)

    def visualRect(self, index: Index) -> QRect:
        """The names lie at the left edge and the consensus in view, wherever the rest has been scrolled to."""
        rect = super().visualRect(index)
        return QRect(self.left_of(index.column()), rect.top(), rect.width(), rect.height())

    def left_of(self, column: int) -> int:
        """Where a column begins in the viewport: the coders' scroll between the names and the consensus."""
        if column == FIELD:
            return 0
        left = self.columnViewportPosition(column)
        if column == self.lines.consensus:
            return min(left, self.viewport().width() - self.columnWidth(column))
        return left

    def _scrolled_sideways(self) -> None:
        self.viewport().update()
        self.horizontalHeader().viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.horizontalScrollBar().maximum():
            return
        consensus = self.lines.consensus
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row in range(max(0, self.rowAt(0)), self.lines.rowCount()):
            top = self.rowViewportPosition(row)
            if top > self.viewport().height():
                break
            width = self.columnWidth(FIELD) if self.lines.lines[row].choosable else self.viewport().width()
            self.cells.paint_cell(painter, row, FIELD, QRect(0, top, width, self.rowHeight(row)))
            if self.lines.lines[row].choosable:
                left, height = self.left_of(consensus), self.rowHeight(row)
                room = QRect(left, top, self.columnWidth(consensus), height)
                self.cells.paint_cell(painter, row, consensus, room)
                painter.fillRect(QRect(left, top, 1, height), QColor(current().line))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
