# SPDX-License-Identifier: MIT
"""The list of a history: Enter or a double click goes to the place, U undoes the step, B brings the value back.

What lives here: keys and mouse. What does not: what is done (panel.py, side.py, coding/history_desk.py).
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QMenu, QWidget

from curator.app.guard import guarded
from curator.app.history.delegate import HistoryDelegate, never_scrolls_sideways
from curator.app.history.line import HistoryLine
from curator.app.history.model import HistoryModel
from curator.app.listed.model import Index
from curator.app.widgets import named


@guarded
class HistoryView(QListView):
    """`chosen(line)`: another entry is the current one (None: none). `place_wanted(line)`, `undo_wanted(line)`,
    `back_wanted(line)`: what is to be done with an entry. `escaped`: Escape was pressed."""

    chosen = Signal(object)
    place_wanted = Signal(object)
    undo_wanted = Signal(object)
    back_wanted = Signal(object)
    escaped = Signal()

    def __init__(self, name: str, title: str, model: HistoryModel, *, values: bool, parent: QWidget | None = None):
        """`values`: values can be brought back from here."""
        super().__init__(parent)
        keys = self.tr("Enter goes to the place, U undoes the step, B brings the value back") if values else self.tr(
            "Enter goes to the place, U undoes the step")  # fmt: skip
        named(self, name, title)
        self.setAccessibleDescription(keys)
        self._values = values
        self.lines = model
        self.setModel(model)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        never_scrolls_sideways(self)
        self.setItemDelegate(HistoryDelegate(self))
        self.doubleClicked.connect(lambda index: self._send(self.place_wanted, index))

    def current_line(self) -> HistoryLine | None:
        index = self.currentIndex()
        return self.lines.line(index.row()) if index.isValid() else None

    def choose(self, row: int) -> None:
        self.setCurrentIndex(self.lines.index(row, 0))

    def currentChanged(self, now: Index, before: Index) -> None:
        super().currentChanged(now, before)
        self.chosen.emit(self.lines.line(now.row()) if now.isValid() else None)

    def _send(self, signal: object, index: QModelIndex) -> None:
        line = self.lines.line(index.row()) if index.isValid() else None
        if line is not None:
            signal.emit(line)  # type: ignore[attr-defined]  # a bound signal, for which PySide has no name

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = event.key()
        if held:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._send(self.place_wanted, self.currentIndex())
        elif key == Qt.Key.Key_U:
            self._send(self.undo_wanted, self.currentIndex())
        elif key == Qt.Key.Key_B and self._values:
            self._send(self.back_wanted, self.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are no search here: it would read the whole log."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
        if self.currentIndex().isValid():
            self._menu(event.globalPos())

    def _menu(self, point: QPoint) -> None:
        menu = named(QMenu(self), "history.menu", self.tr("What can be done with this step"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        index = self.currentIndex()
        menu.addAction(self.tr("Show the place"), lambda: self._send(self.place_wanted, index))
        menu.addAction(self.tr("Undo this step"), lambda: self._send(self.undo_wanted, index))
        if self._values:
            menu.addAction(self.tr("Back to this value"), lambda: self._send(self.back_wanted, index))
        menu.popup(point)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
