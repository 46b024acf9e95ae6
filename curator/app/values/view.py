# SPDX-License-Identifier: MIT
"""The list of lines as a widget: keys, mouse, opening and closing, which words light up.

What lives here: what the user does in a values panel, told to others by signals. What does not: what a line says
(lines.py), the article's side of it (workspace_page.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from curator.app.values.delegate import ValuesDelegate
from curator.app.values.line import Line, LineKind, Target
from curator.app.values.model import LinesModel
from curator.domain.coding import Evidence

_STEPS = {
    QAbstractItemView.CursorAction.MoveDown: 1,
    QAbstractItemView.CursorAction.MoveNext: 1,
    QAbstractItemView.CursorAction.MoveUp: -1,
    QAbstractItemView.CursorAction.MovePrevious: -1,
}
_OPENS = (Qt.Key.Key_Right, Qt.Key.Key_Plus)
_CLOSES = (Qt.Key.Key_Left, Qt.Key.Key_Minus)


class ValuesView(QListView):
    """Up and Down go through the values, Ctrl+Down and Ctrl+Up through the words under a value. In a layer of one's own
    Enter takes what is proposed or opens the editor, and any letter begins one; elsewhere Enter goes through the words.

    `chosen(line, go)`: a line was chosen; with `go` the article is to scroll to its words. `pointed(spans)`: the mouse
    rests on a line (no spans: on none). `toggled(target)`: a compound or a row is to open or close. `edit_wanted(line,
    text)`: the value is to be edited, beginning with what was typed (None: with the value as it is).
    `accept_wanted(line)`: what is proposed is right. `remove_wanted(line)`: blank the value, take the words or the row
    away. `menu_wanted(line, point)`: the context menu at a point of the screen. `escaped`: back to the article."""

    chosen = Signal(object, bool)
    pointed = Signal(object)
    toggled = Signal(object)
    edit_wanted = Signal(object, object)
    accept_wanted = Signal(object)
    remove_wanted = Signal(object)
    menu_wanted = Signal(object, object)
    escaped = Signal()

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        self.editable = False
        self._word_at = -1
        self._pointed: tuple[Evidence, ...] = ()

    def sizeHint(self) -> QSize:
        return QSize(380, 400)

    # Showing

    def show_lines(self, lines: Sequence[Line], colour: QColor) -> None:
        """Show these lines; what was chosen and where the list stood is kept where it is still there."""
        before = self.current_line()
        scroll = self.verticalScrollBar().value()
        self.drawn.colour = colour
        self.lines.show(lines)
        row = self.lines.row_of(before.key) if before else None
        if row is not None:
            self._set_current(row)
            self.doItemsLayout()
            self.verticalScrollBar().setValue(scroll)
        else:
            self.scrollToTop()

    def current_line(self) -> Line | None:
        index = self.currentIndex()
        return self.lines.line(index.row()) if index.isValid() else None

    def mark(self, targets: Sequence[Target], span_id: str = "") -> Line | None:
        """Choose the line that stands for the first of these targets and scroll to it; nothing is sent out."""
        row = self.lines.row_for(targets, span_id)
        if row is None:
            return None
        self._set_current(row)
        self._reveal(row)
        return self.lines.line(row)

    def _reveal(self, row: int) -> None:
        """Bring a line into view together with the words below it."""
        last = row
        while last + 1 < self.lines.rowCount() and self.lines.line(last + 1).kind is LineKind.WORDS:
            last += 1
        self.scrollTo(self.lines.index(last), QAbstractItemView.ScrollHint.EnsureVisible)
        self.scrollTo(self.lines.index(row), QAbstractItemView.ScrollHint.EnsureVisible)

    def name_of(self, line: Line) -> str:
        """The label of the value a line belongs to: words have none of their own."""
        named = (each.label for each in self.lines.lines() if each.target == line.target and each.label)
        return line.label or next(named, "")

    def unmark(self) -> None:
        self.selectionModel().clear()

    def _set_current(self, row: int) -> None:
        index = self.lines.index(row)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._word_at = -1

    # Keys

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        step = _STEPS.get(action)
        if step is None:
            return super().moveCursor(action, modifiers)
        row = self.currentIndex().row() + step if self.currentIndex().isValid() else 0 if step > 0 else -1
        while 0 <= row < self.lines.rowCount():
            if self.lines.line(row).kind in (LineKind.VALUE, LineKind.ROW):
                return self.lines.index(row)
            row += step
        return self.currentIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.current_line()
        if line is not None and self._command(event, line):
            return
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before and (line := self.current_line()) is not None:
            self._word_at = -1
            self._reveal(self.currentIndex().row())
            self.chosen.emit(line, True)

    def _command(self, event: QKeyEvent, line: Line) -> bool:
        """Do what the key means for the chosen line; False where it means nothing of its own."""
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.ControlModifier and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step_words(1 if key == Qt.Key.Key_Down else -1)
        elif held & ~Qt.KeyboardModifier.ShiftModifier:
            return False
        elif line.openable and (
            (key == Qt.Key.Key_Space and line.kind is LineKind.ROW)
            or (key in _OPENS and not line.opened)
            or (key in _CLOSES and line.opened)
        ):
            self.toggled.emit(line.target)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._entered(line)
        elif not self.editable:
            return False
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_wanted.emit(line)
        elif key == Qt.Key.Key_F2:
            self.edit_wanted.emit(line, None)
        elif line.kind is LineKind.VALUE and event.text().strip() and event.text().isprintable():
            self.edit_wanted.emit(line, event.text())
        else:
            return False
        return True

    def _entered(self, line: Line) -> None:
        if not self.editable or line.kind is LineKind.WORDS:
            self._next_words(line)
        elif line.proposed:
            self.accept_wanted.emit(line)
        elif line.kind is LineKind.ROW:
            self.toggled.emit(line.target)
        else:
            self.edit_wanted.emit(line, None)

    def _step_words(self, by: int) -> None:
        """Go on to the next line of words below the chosen one, or back up to its value."""
        row = self.currentIndex().row() + by
        if not 0 <= row < self.lines.rowCount():
            return
        there, here = self.lines.line(row), self.current_line()
        same = here is not None and there.kind in (LineKind.WORDS, LineKind.VALUE, LineKind.ROW)
        if same and (there.kind is LineKind.WORDS or by < 0):
            self._set_current(row)
            self._reveal(row)
            self.chosen.emit(self.lines.line(row), True)

    def choose_first(self, wanted: Callable[[Line], bool]) -> Line | None:
        """Choose the first line that is wanted and bring it into view; None where there is none."""
        row = next((row for row, line in enumerate(self.lines.lines()) if wanted(line)), None)
        if row is None:
            return None
        self._set_current(row)
        self._reveal(row)
        line = self.lines.line(row)
        self.chosen.emit(line, bool(line.words))
        return line

    def step_open(self, by: int = 1) -> bool:
        """Choose the next value that asks for something: blank or proposed. False where there is none further on."""
        row = self.currentIndex().row() + by if self.currentIndex().isValid() else 0
        while 0 <= row < self.lines.rowCount():
            line = self.lines.line(row)
            if line.kind is LineKind.VALUE and (line.blank or line.proposed):
                self._set_current(row)
                self._reveal(row)
                self.chosen.emit(line, bool(line.words))
                return True
            row += by
        return False

    def _next_words(self, line: Line) -> None:
        """Light the line's words; at each further Enter only the next span of them."""
        if self._word_at < 0 or len(line.words) < 2:
            self._word_at = 0
            self.chosen.emit(line, True)
            return
        span = line.words[self._word_at % len(line.words)]
        self._word_at += 1
        self.chosen.emit(Line(LineKind.WORDS, line.target, text=span.quote, words=(span,)), True)

    # Mouse

    def line_at(self, point: QPoint) -> Line | None:
        index = self.indexAt(point)
        return self.lines.line(index.row()) if index.isValid() else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        point = event.position().toPoint()
        line = self.line_at(point)
        if event.button() != Qt.MouseButton.LeftButton or line is None or not line.choosable:
            return
        if line.openable and self._on_chevron(point):
            self.toggled.emit(line.target)
            return
        self._word_at = 0
        self.chosen.emit(line, True)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        line = self.line_at(event.position().toPoint())
        if line is not None and self.editable and line.kind is LineKind.VALUE:
            self.edit_wanted.emit(line, None)
        elif line is not None and line.openable:
            self.toggled.emit(line.target)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        line = self.line_at(event.pos())
        if line is None:
            return
        row = self.lines.row_of(line.key)
        if row is not None and line.choosable:
            self._set_current(row)
            self.chosen.emit(line, False)
        self.menu_wanted.emit(line, event.globalPos())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        line = self.line_at(event.position().toPoint())
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

    def _on_chevron(self, point: QPoint) -> bool:
        return self.chevron_rect(self.indexAt(point).row()).contains(point)

    def box_rect(self, row: int) -> QRect:
        """Where in the view the box of a value lies, without the room for its arrow."""
        room = self.visualRect(self.lines.index(row))
        box = self.drawn.rooms(self.lines.line(row), self.drawn.content_width()).box.translated(room.topLeft())
        return box.toAlignedRect()

    def chevron_rect(self, row: int) -> QRect:
        """Where in the view a click opens or closes this line."""
        room = self.visualRect(self.lines.index(row))
        box = self.drawn.rooms(self.lines.line(row), self.drawn.content_width()).box.translated(room.topLeft())
        return self.drawn.chevron_room(box).toAlignedRect()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self.line_at(event.pos()) is None:
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
