# SPDX-License-Identifier: MIT
"""What was said of the chosen field, or of the incident: its conversations, with buttons to answer and resolve.

What lives here: the list and its buttons. What does not: writing (talking.py), how a comment looks (comments/).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.comments.lines import CommentLine
from curator.app.comments.model import CommentsModel
from curator.app.comments.panel import CommentsList
from curator.app.guard import guarded
from curator.app.widgets import ElidedLabel, named
from curator.domain.coding import Comment

_MOST = 190  # pixels: a long conversation scrolls


@guarded
class ThreadsList(CommentsList):
    """As high as what is said in it, up to a limit."""

    def sizeHint(self) -> QSize:
        rows = self.lines.rowCount()
        height = sum(self.sizeHintForRow(row) for row in range(min(rows, 12)))
        return QSize(200, min(_MOST, height + 4) if rows else 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, min(60, self.sizeHint().height()))


class Threads(QWidget):
    """`write_wanted`: say something of what is chosen. `answer_wanted`, `change_wanted`, `remove_wanted(Comment)`;
    `resolve_wanted(Comment, bool)`. `escaped`: back to the grid."""

    write_wanted = Signal()
    answer_wanted = Signal(object)
    change_wanted = Signal(object)
    remove_wanted = Signal(object)
    resolve_wanted = Signal(object, bool)
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "review.threads", self.tr("Comments"), role="side")
        self._writable = False
        self.title = ElidedLabel()
        named(self.title, "review.threads.title", self.tr("What the comments are about"))
        self.title.setProperty("role", "quiet")
        self.title.setFont(measures.heading_font())
        self.model = CommentsModel()
        self.list = ThreadsList(self.model)
        named(self.list, "review.threads.list", self.tr("What was said, open conversations first"))
        self.list.setAccessibleDescription(self.tr("A answers, R resolves, F2 changes, Delete removes"))
        self.write = self._button("write", self.tr("Comment …"), self.tr("Say something of the chosen field"))
        self.answer = self._button("answer", self.tr("Answer …"), self.tr("Answer in this conversation (A)"))
        tip = self.tr("Call this conversation settled, or open it again")
        self.resolve = self._button("resolve", self.tr("Resolve"), tip)
        self.write.clicked.connect(self.write_wanted)
        self.answer.clicked.connect(lambda: self._key(Qt.Key.Key_A))
        self.resolve.clicked.connect(self.turn)
        top = QHBoxLayout()
        top.setContentsMargins(measures.INSET, 2, measures.GAP, 2)
        top.setSpacing(0)
        top.addWidget(self.title, 1)
        for button in (self.answer, self.resolve, self.write):
            top.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.list)
        self.list.chosen.connect(self._follow)
        self.list.key_pressed.connect(self._key)

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        button = named(QPushButton(text), f"review.threads.{name}", text, tip=tip, role="quiet")
        button.setFont(measures.font(measures.SMALL))
        return button

    def show_lines(self, title: str, lines: Sequence[CommentLine], writable: bool) -> None:
        """Show these comments; the chosen one stays chosen where it is still there."""
        before = self.list.current_line()
        self._writable = writable
        self.title.show_text(title)
        self.model.show(lines)
        if lines:
            row = self.model.row_of(before.comment.id) if before is not None else None
            self.list.setCurrentIndex(self.model.index(row or 0))
        self.list.setVisible(bool(lines))
        self.list.updateGeometry()
        self._follow()

    def chosen(self) -> Comment | None:
        line = self.list.current_line() if self.model.rowCount() else None
        return line.comment if line is not None else None

    def turn(self) -> None:
        """Resolve the conversation on show, or open it again."""
        line = self.list.current_line() if self.model.rowCount() else None
        if line is not None and self._writable:
            self.resolve_wanted.emit(line.comment, not line.resolved)

    def _follow(self) -> None:
        line = self.list.current_line() if self.model.rowCount() else None
        self.write.setEnabled(self._writable)
        for button in (self.answer, self.resolve):
            button.setVisible(line is not None)
            button.setEnabled(self._writable)
        self.resolve.setText(self.tr("Open again") if line is not None and line.resolved else self.tr("Resolve"))

    def _key(self, key: int) -> None:
        line = self.list.current_line()
        if key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif line is None or not self._writable:
            return
        elif key == Qt.Key.Key_A:
            self.answer_wanted.emit(line.comment)
        elif key == Qt.Key.Key_R:
            self.turn()
        elif key == Qt.Key.Key_F2 and line.own:
            self.change_wanted.emit(line.comment)
        elif key == Qt.Key.Key_Delete and line.own:
            self.remove_wanted.emit(line.comment)
