# SPDX-License-Identifier: MIT
"""The list of lines as a widget: showing them, choosing one, the mouse; which words light up.

What lives here: what the user does in a values panel, told to others by signals. What does not: what a line says
(lines.py), what lies where (boxes.py), what a key means (keys.py, word_steps.py), going on to what asks for something
(stepping.py), the article's side of it (workspace_page.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from curator.app.guard import guarded
from curator.app.values.boxes import Boxes
from curator.app.values.delegate import ValuesDelegate
from curator.app.values.found import Found
from curator.app.values.keys import ValuesKeys
from curator.app.values.line import CommentCount, Line, LineKind, Target
from curator.app.values.model import Index, LinesModel
from curator.app.values.stepping import Stepping
from curator.app.values.word_steps import WordSteps
from curator.domain.coding import Evidence

_STEPS = {
    QAbstractItemView.CursorAction.MoveDown: 1,
    QAbstractItemView.CursorAction.MoveNext: 1,
    QAbstractItemView.CursorAction.MoveUp: -1,
    QAbstractItemView.CursorAction.MovePrevious: -1,
}


@guarded
class ValuesView(QListView):
    """Up and Down go through the values, Left and Right through the cells of a row, Ctrl+Down and Ctrl+Up through the
    words under a value. In a layer of one's own Enter takes what is proposed or opens the editor, and any letter begins
    one; elsewhere Enter goes through the words.

    `chosen(line, go)`: a line was chosen; with `go` the article is to scroll to its words. `pointed(spans)`: the mouse
    rests on a line (no spans: on none). `toggled(target)`: a compound or a row is to open or close. `edit_wanted(line,
    text)`: the value is to be edited, beginning with what was typed (None: with the value as it is).
    `accept_wanted(line)`: what is proposed is right. `remove_wanted(line)`: blank the value, take the words or the row
    away. `add_wanted(line)`: one more row of a group. `menu_wanted(line, point)`: the context menu at a point of the
    screen. `escaped`: back to the article."""

    chosen = Signal(object, bool)
    pointed = Signal(object)
    toggled = Signal(object)
    edit_wanted = Signal(object, object)
    accept_wanted = Signal(object)
    remove_wanted = Signal(object)
    add_wanted = Signal(object)
    menu_wanted = Signal(object, object)
    escaped = Signal()

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setViewport(QWidget())  # made here: for one that Qt made, PySide first builds the classes of all widgets
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.lines = LinesModel()
        self.setModel(self.lines)
        self.drawn = ValuesDelegate(self)
        self.setItemDelegate(self.drawn)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalScrollBar().setSingleStep(24)
        self._editable = False
        self.boxes = Boxes(self)
        self._words = WordSteps(self)
        self.stepping = Stepping(self)
        self._keys = ValuesKeys(self, self._words)
        self._toggling = False  # the mouse is down on what opens a line
        self._pointed: tuple[Evidence, ...] = ()

    def sizeHint(self) -> QSize:
        return QSize(380, 400)

    # Showing

    @property
    def editable(self) -> bool:
        """Whether values can be changed here."""
        return self._editable

    @editable.setter
    def editable(self, on: bool) -> None:
        if on != self._editable:
            self._editable = self.drawn.editable = on
            self.viewport().update()

    def show_problems(self, found: Found) -> None:
        """Mark the values at which the rules find something."""
        if found != self.drawn.found:
            self.drawn.found = self.lines.found = found
            self.viewport().update()

    def show_comments(self, counts: Mapping[Target, CommentCount]) -> None:
        """Mark the values that were commented on."""
        if counts != self.drawn.comments:
            self.drawn.comments = self.lines.comments = counts
            self.viewport().update()

    def current_value(self) -> Line | None:
        """The chosen value: the line, or of a row its chosen cell."""
        line = self.current_line()
        if line is not None and line.kind is LineKind.ROW and line.cells:
            return line.cells[min(self.drawn.cell, len(line.cells) - 1)]
        return line

    def show_lines(self, lines: Sequence[Line], colour: QColor) -> None:
        """Show these lines; what was chosen and where the list stood is kept. Where the chosen line is gone, the value
        that its words belonged to is chosen, else the value that was nearest."""
        before, at = self.current_line(), self.currentIndex().row()
        scroll = self.verticalScrollBar().value()
        if colour != self.drawn.colour:
            self.drawn.colour = colour
            self.viewport().update()
        same_list = self.lines.show(lines)
        row = self._row_after(before, at) if before else None
        if row is None:
            if not same_list:
                self.scrollToTop()
            return
        self._words.forget()
        if row != self.currentIndex().row():
            self.choose_row(row)
        if scroll != self.verticalScrollBar().value() or self.visualRect(self.lines.index(row)).isEmpty():
            self.doItemsLayout()
            self.verticalScrollBar().setValue(scroll)

    def dataChanged(self, first: Index, last: Index, roles: Iterable[int] = ()) -> None:
        """Lines that keep their height are painted again; only for others the list is laid out."""
        lines = (self.lines.line(row) for row in range(first.row(), last.row() + 1))
        if all(map(self.drawn.keeps_height, lines)):
            QAbstractItemView.dataChanged(self, first, last, list(roles))
        else:
            super().dataChanged(first, last, list(roles))

    def _row_after(self, before: Line, at: int) -> int | None:
        """The row of a line that was chosen before, or of what stands for it now that it is gone."""
        own = self.lines.row_of(before.key)
        if own is None and before.kind is LineKind.WORDS:
            row, field = before.key[2:] if len(before.key) == 4 else ("", before.target.field)
            own = self.lines.row_of(("value", row, field) if field else ("row", row))
        if own is not None:
            return own
        there = [row for row in range(self.lines.rowCount()) if self._goes_by_key(self.lines.line(row))]
        return min(there, key=lambda row: (abs(row - at), row), default=None)

    def _goes_by_key(self, line: Line) -> bool:
        """Whether Up and Down stop at this line."""
        return line.kind in (LineKind.VALUE, LineKind.ROW) or (line.kind is LineKind.GROUP and self._editable)

    def current_line(self) -> Line | None:
        index = self.currentIndex()
        return self.lines.line(index.row()) if index.isValid() else None

    def mark(self, targets: Sequence[Target], span_id: str = "") -> Line | None:
        """Choose the line that stands for the first of these targets and scroll to it; nothing is sent out."""
        row = self.lines.row_for(targets, span_id)
        if row is None:
            return None
        self.choose_row(row)
        line = self.lines.line(row)
        if line.kind is LineKind.ROW:
            wanted = [each.target for each in line.cells]
            self.drawn.cell = next((wanted.index(target) for target in targets if target in wanted), 0)
        self.reveal(row)
        value = self.current_value()
        self.stepping.lead_to(value.target if value is not None else None)
        return value if targets and targets[0].field else line

    def reveal(self, row: int) -> None:
        """Bring a line into view together with the words below it."""
        last = row
        while last + 1 < self.lines.rowCount() and self.lines.line(last + 1).kind is LineKind.WORDS:
            last += 1
        self.scrollTo(self.lines.index(last), QAbstractItemView.ScrollHint.EnsureVisible)
        self.scrollTo(self.lines.index(row), QAbstractItemView.ScrollHint.EnsureVisible)

    def reveal_inside(self, row: int) -> None:
        """Bring an opened compound or row into view with all that it holds, as far as there is room."""
        depth, last = self.lines.line(row).depth, row
        while last + 1 < self.lines.rowCount() and self._lies_inside(self.lines.line(last + 1), depth):
            last += 1
        self.scrollTo(self.lines.index(last), QAbstractItemView.ScrollHint.EnsureVisible)
        self.scrollTo(self.lines.index(row), QAbstractItemView.ScrollHint.EnsureVisible)

    @staticmethod
    def _lies_inside(line: Line, depth: int) -> bool:
        return line.depth > depth or line.kind in (LineKind.WORDS, LineKind.NOTE)

    def name_of(self, line: Line) -> str:
        """The label of the value a line belongs to: words have none of their own."""
        named = (each.label for each in self.lines.lines() if each.target == line.target and each.label)
        return line.label or next(named, "")

    def unmark(self) -> None:
        self.selectionModel().clear()

    def choose_row(self, row: int) -> None:
        """Choose the line in this row; nothing is sent out."""
        index = self.lines.index(row)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._words.forget()

    # Keys

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        step = _STEPS.get(action)
        if step is None:
            return super().moveCursor(action, modifiers)
        row = self.currentIndex().row() + step if self.currentIndex().isValid() else 0 if step > 0 else -1
        while 0 <= row < self.lines.rowCount():
            if self._goes_by_key(self.lines.line(row)):
                return self.lines.index(row)
            row += step
        return self.currentIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.current_line()
        if line is not None and self._keys.command(event, line):
            return
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before and (line := self.current_line()) is not None:
            self._words.forget()
            self.drawn.cell = 0
            self.reveal(self.currentIndex().row())
            self.chosen.emit(line, True)

    def keyboardSearch(self, search: str) -> None:
        """Letters are typed into values: a search would let the first one choose another value for the rest."""

    def value_of_chosen(self) -> Line | None:
        """The chosen value, or of words and notes the one they stand below (below a row: of its cells the one that has
        the words); the line itself where it belongs to no value."""
        line = self.current_value()
        if line is None or line.kind not in (LineKind.WORDS, LineKind.NOTE):
            return line
        above = reversed(self.lines.lines()[: self.currentIndex().row()])
        owner = next((each for each in above if each.kind not in (LineKind.WORDS, LineKind.NOTE)), line)
        if owner.kind is not LineKind.ROW:
            return owner if owner.kind is LineKind.VALUE else line
        held = ((cell, {(each.start, each.end, each.role) for each in cell.words}) for cell in owner.cells)
        wanted = {(each.start, each.end, each.role) for each in line.words}
        return next((cell for cell, words in held if wanted & words), line)

    def choose_cell(self, line: Line, at: int) -> None:
        """Choose a cell of the chosen row, and say so."""
        self.drawn.cell = at
        self._words.forget()
        self.viewport().update()
        cell = line.cells[at]
        self.chosen.emit(cell, bool(cell.words))

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        line = self.boxes.line_at(point)
        if event.button() == Qt.MouseButton.LeftButton and self._toggles(line, point):
            return
        super().mousePressEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or line is None or not line.choosable:
            return
        if line.kind is LineKind.GROUP:
            if self._editable and self.boxes.on_add(point):
                self.add_wanted.emit(line)
        elif line.kind is LineKind.ROW and (at := self.boxes.cell_at(line, point)) is not None:
            self.choose_cell(line, at)
        else:
            self._words.begin()
            self.chosen.emit(line, True)

    def _toggles(self, line: Line | None, point: QPoint) -> bool:
        """Open or close the line whose chevron is at this point. Qt hears nothing of such a press: what slides under
        the mouse then must not be chosen by it."""
        self._toggling = line is not None and line.openable and self.boxes.on_chevron(point)
        if line is not None and self._toggling:
            self.toggled.emit(line.target)
        return self._toggling

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._toggling:
            self._toggling = False
        else:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        line = self.boxes.line_at(event.position().toPoint())
        if self._toggles(line, event.position().toPoint()):
            return
        value = self.current_value()
        if line is not None and value is not None and self._editable and value.kind is LineKind.VALUE:
            self.edit_wanted.emit(value, None)
        elif line is not None and line.openable:
            self.toggled.emit(line.target)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        line = self.current_line() if by_key else self.boxes.line_at(event.pos())
        if line is None:
            return
        point = self.viewport().mapToGlobal(self.boxes.of(line).bottomLeft()) if by_key else event.globalPos()
        row = self.lines.row_of(line.key)
        if row is not None and line.choosable and not by_key:
            self.choose_row(row)
            at = self.boxes.cell_at(line, event.pos()) if line.kind is LineKind.ROW else None
            self.drawn.cell = at or 0
            self.chosen.emit(line if at is None else line.cells[at], False)
        self.menu_wanted.emit(line, point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._toggling:
            super().mouseMoveEvent(event)
        line = self.boxes.line_at(event.position().toPoint())
        clickable = line is not None and line.choosable
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if clickable else Qt.CursorShape.ArrowCursor)
        self._point(line.words if line else ())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(())

    def _point(self, spans: tuple[Evidence, ...]) -> None:
        if spans != self._pointed:
            self._pointed = spans
            self.pointed.emit(spans)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self.boxes.line_at(event.pos()) is None:
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
