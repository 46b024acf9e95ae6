# SPDX-License-Identifier: MIT
"""What every list of comments does: show what was said, keep the chosen one, answer, resolve, change, remove by keys.

What lives here: list, signals, keys. What does not: buttons and layout (panel.py, review/threads.py), writing.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from curator.app.comments.delegate import CommentsDelegate
from curator.app.comments.lines import CommentLine
from curator.app.comments.model import CommentsModel, Index
from curator.app.guard import guarded
from curator.app.widgets import named


@guarded
class CommentsList(QListView):
    """`chosen`: another comment is the current one. `place_wanted`: Enter or a double click. `key_pressed(key)`: a key
    that the panel knows."""

    chosen = Signal()
    place_wanted = Signal()
    key_pressed = Signal(int)
    KEYS = (Qt.Key.Key_A, Qt.Key.Key_R, Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Escape)

    def __init__(self, model: CommentsModel) -> None:
        super().__init__()
        self.lines = model
        self.setModel(model)
        self.setItemDelegate(CommentsDelegate(self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(lambda _index: self.place_wanted.emit())

    def current_line(self) -> CommentLine | None:
        index = self.currentIndex()
        return self.lines.line(index.row()) if index.isValid() else None

    def currentChanged(self, now: Index, before: Index) -> None:
        super().currentChanged(now, before)
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not held and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.place_wanted.emit()
        elif not held and event.key() in self.KEYS:
            self.key_pressed.emit(event.key())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())  # what is chosen stays in sight when the room gets smaller


@guarded
class CommentsTalk(QWidget):
    """`answer_wanted`, `change_wanted`, `remove_wanted(Comment)`; `resolve_wanted(Comment, bool)`. `write_wanted`: a
    new one. `escaped`: back to where one came from."""

    write_wanted = Signal()
    answer_wanted = Signal(object)
    change_wanted = Signal(object)
    remove_wanted = Signal(object)
    resolve_wanted = Signal(object, bool)
    escaped = Signal()

    def __init__(self, name: str, listed: CommentsList, parent: QWidget | None = None) -> None:
        """`name`: of the widget, and the beginning of those in it; `listed`: where the comments stand."""
        super().__init__(parent)
        self._writable = False
        self.list, self.model = listed, listed.lines
        named(self.list, f"{name}.list", self.tr("What was said, open conversations first"))
        self.list.chosen.connect(self._follow_chosen)
        self.list.key_pressed.connect(self._key)

    def chosen_line(self) -> CommentLine | None:
        """The chosen comment; None where there is none."""
        return self.list.current_line() if self.model.rowCount() else None

    def _show(self, lines: Sequence[CommentLine], writable: bool) -> None:
        """Show these comments; the chosen one stays chosen where it is still there."""
        before = self.list.current_line()
        self._writable = writable
        self.model.show(lines)
        if lines:
            row = self.model.row_of(before.comment.id) if before is not None else None
            self.list.setCurrentIndex(self.model.index(row or 0))

    def _follow_chosen(self) -> None:
        """Buttons can do what is possible with the chosen comment."""
        raise NotImplementedError

    def resolve_words(self) -> str:
        """What the button that settles a conversation says."""
        line = self.chosen_line()
        return self.tr("Open again") if line is not None and line.resolved else self.tr("Resolve")

    def turn(self) -> None:
        """Call the chosen conversation settled, or open it again."""
        line = self.chosen_line()
        if line is not None and self._writable:
            self.resolve_wanted.emit(line.comment, not line.resolved)

    def _key(self, key: int) -> None:
        line = self.chosen_line()
        if key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif line is None or not self._writable:
            return
        elif key == Qt.Key.Key_A:
            self.answer_wanted.emit(line.comment)
        elif key == Qt.Key.Key_R:
            self.turn()
        elif key == Qt.Key.Key_F2:
            self.change_wanted.emit(line.comment)
        elif key == Qt.Key.Key_Delete:
            self.remove_wanted.emit(line.comment)
