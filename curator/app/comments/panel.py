# SPDX-License-Identifier: MIT
"""The tab "Comments" beside an article: what was said of it, of its incidents and values.

What lives here: the list, its keys and buttons. What does not: writing (coding/comments_desk.py), going to the place
(workspace_page.py), which lines there are (lines.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from curator.app import measures
from curator.app.comments.delegate import CommentsDelegate
from curator.app.comments.lines import CommentLine
from curator.app.comments.model import CommentsModel, Index
from curator.app.flow_layout import FlowLayout
from curator.app.guard import guarded
from curator.app.widgets import hair_line, named, plain_label

_LIST, _EMPTY = range(2)


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
class CommentsPanel(QWidget):
    """`place_wanted(Comment)`: show what it is about. `write_wanted`: a new one, on the article. `answer_wanted`,
    `change_wanted`, `remove_wanted(Comment)`; `resolve_wanted(Comment, bool)`. `escaped`: back to the article."""

    place_wanted = Signal(object)
    write_wanted = Signal()
    answer_wanted = Signal(object)
    change_wanted = Signal(object)
    remove_wanted = Signal(object)
    resolve_wanted = Signal(object, bool)
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "comments", self.tr("Comments"))
        self._writable = False
        self.model = CommentsModel()
        self.list = CommentsList(self.model)
        named(self.list, "comments.list", self.tr("What was said, open conversations first"))
        self.list.setAccessibleDescription(
            self.tr("Enter shows the place, A answers, R resolves, F2 changes, Delete removes")
        )
        self.empty = plain_label("", role="quiet", wrap=True)
        named(self.empty, "comments.empty", self.tr("No comments"))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.empty.setContentsMargins(measures.INSET, 30, measures.INSET, 20)
        self._make_buttons()
        self._lay_out()
        self.list.chosen.connect(self._follow_chosen)
        self.list.place_wanted.connect(self._go)
        self.list.key_pressed.connect(self._key)

    def _make_buttons(self) -> None:
        def button(name: str, text: str, tip: str) -> QPushButton:
            return named(QPushButton(text), f"comments.{name}", text, tip=tip, role="quiet")

        tip = self.tr("Say something about the article as a whole; on a value press Ctrl+M")
        self.write = button("write", self.tr("Comment on the article …"), tip)
        self.show_place = button("show", self.tr("Show"), self.tr("Show what this is about (Enter)"))
        self.answer = button("answer", self.tr("Answer …"), self.tr("Answer in this conversation (A)"))
        tip = self.tr("Call this conversation settled, or open it again (R)")
        self.resolve = button("resolve", self.tr("Resolve"), tip)
        self.change = button("change", self.tr("Change …"), self.tr("Put your comment in other words (F2)"))
        tip = self.tr("Take your comment out (Delete); Undo brings it back")
        self.remove = button("remove", self.tr("Remove"), tip)
        self.write.clicked.connect(self.write_wanted)
        self.show_place.clicked.connect(self._go)
        for made, key in ((self.answer, Qt.Key.Key_A), (self.resolve, Qt.Key.Key_R), (self.change, Qt.Key.Key_F2),
                          (self.remove, Qt.Key.Key_Delete)):  # fmt: skip
            made.clicked.connect(lambda _on=False, key=key: self._key(key))

    def _lay_out(self) -> None:
        self.pages = QStackedWidget()
        self.pages.addWidget(self.list)
        self.pages.addWidget(self.empty)
        top = QHBoxLayout()
        top.setContentsMargins(measures.GAP - 4, 4, measures.GAP, 4)
        top.addWidget(self.write)
        top.addStretch(1)
        below = FlowLayout(spacing=2)
        below.setContentsMargins(measures.GAP - 4, 4, measures.GAP, 4)
        for made in (self.show_place, self.answer, self.resolve, self.change, self.remove):
            below.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(hair_line())
        column.addWidget(self.pages, 1)
        column.addWidget(hair_line())
        column.addLayout(below)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The list has the keyboard for the panel. As its focus proxy, Tab would pass over the rest of the panel, and
        where the list is empty and not seen, Tab would end here."""
        super().focusInEvent(event)
        if self.list.isVisible():
            self.list.setFocus(event.reason())

    # Showing

    def show_lines(self, lines: Sequence[CommentLine], writable: bool) -> None:
        """Show these comments; the chosen one stays chosen where it is still there."""
        before = self.list.current_line()
        self._writable = writable
        self.model.show(lines)
        self.pages.setCurrentIndex(_LIST if lines else _EMPTY)
        told = self.tr("Nobody has said anything about this article yet.")
        self.empty.setText(told + " " + self.tr("Choose a value and press Ctrl+M to comment on it."))
        if lines:
            row = self.model.row_of(before.comment.id) if before is not None else None
            self.list.setCurrentIndex(self.model.index(row or 0))
        self._follow_chosen()

    def choose(self, comment: str) -> bool:
        """Choose a comment and bring it into view; False where it is not there."""
        row = self.model.row_of(comment)
        if row is None:
            return False
        self.list.setCurrentIndex(self.model.index(row))
        self.list.scrollTo(self.model.index(row))
        return True

    def choose_about(self, incident: str, row: str, field: str) -> bool:
        """Choose the first comment about this."""
        for at in range(self.model.rowCount()):
            said = self.model.line(at).comment
            if (said.incident, said.row, said.field) == (incident, row, field):
                return self.choose(said.id)
        return False

    def box_of_chosen(self) -> QRect:
        """Where the chosen comment is, or the top of the list, in the window's coordinates."""
        index = self.list.currentIndex()
        view = self.list if index.isValid() else self.empty
        rect = self.list.visualRect(index) if index.isValid() else self.empty.rect()
        inside = self.list.viewport() if index.isValid() else view
        corner = inside.mapTo(self.window(), rect.bottomLeft() if index.isValid() else rect.topLeft())
        return QRect(corner.x() + measures.INSET, corner.y() + 6, self.width() - 2 * measures.INSET - 12, 1)

    def _follow_chosen(self) -> None:
        line = self.list.current_line()
        self.write.setEnabled(self._writable)
        self.show_place.setEnabled(line is not None and line.there)
        self.answer.setEnabled(line is not None and self._writable)
        self.resolve.setEnabled(line is not None and self._writable)
        self.resolve.setText(self.tr("Open again") if line is not None and line.resolved else self.tr("Resolve"))
        self.change.setEnabled(line is not None and line.own and self._writable)
        self.remove.setEnabled(line is not None and line.own and self._writable)

    # What the user does

    def _go(self) -> None:
        line = self.list.current_line()
        if line is not None and line.there:
            self.place_wanted.emit(line.comment)

    def _key(self, key: int) -> None:
        line = self.list.current_line()
        if key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif line is None or not self._writable:
            return
        elif key == Qt.Key.Key_A:
            self.answer_wanted.emit(line.comment)
        elif key == Qt.Key.Key_R:
            self.resolve_wanted.emit(line.comment, not line.resolved)
        elif key == Qt.Key.Key_F2:
            self.change_wanted.emit(line.comment)
        elif key == Qt.Key.Key_Delete:
            self.remove_wanted.emit(line.comment)
