# SPDX-License-Identifier: MIT
"""What was said of the chosen field, or of the incident: its conversations, with buttons to answer and resolve.

What lives here: the list and its buttons. What does not: writing (talking.py), how a comment looks (comments/).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.comments.lines import CommentLine
from curator.app.comments.model import CommentsModel
from curator.app.comments.talk import CommentsList, CommentsTalk
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


@guarded
class Threads(CommentsTalk):
    """A new comment is one on what is chosen; Escape leads back to the grid."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("review.threads", ThreadsList(CommentsModel()), parent)
        named(self, "review.threads", self.tr("Comments"), role="side")
        self.title = ElidedLabel()
        named(self.title, "review.threads.title", self.tr("What the comments are about"))
        self.title.setProperty("role", "quiet")
        self.title.setFont(measures.heading_font())
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

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        button = named(QPushButton(text), f"review.threads.{name}", text, tip=tip, role="quiet")
        button.setFont(measures.font(measures.SMALL))
        return button

    def show_lines(self, title: str, lines: Sequence[CommentLine], writable: bool) -> None:
        """Show these comments; the chosen one stays chosen where it is still there."""
        self.title.show_text(title)
        self._show(lines, writable)
        self.list.setVisible(bool(lines))
        self.list.updateGeometry()
        self._follow_chosen()

    def chosen(self) -> Comment | None:
        line = self.chosen_line()
        return line.comment if line is not None else None

    def _follow_chosen(self) -> None:
        self.write.setEnabled(self._writable)
        for button in (self.answer, self.resolve):
            button.setVisible(self.chosen_line() is not None)
            button.setEnabled(self._writable)
        self.resolve.setText(self.resolve_words())

    def _key(self, key: int) -> None:
        """Only an own comment is changed or taken out."""
        line = self.chosen_line()
        if line is None or line.own or key not in (Qt.Key.Key_F2, Qt.Key.Key_Delete):
            super()._key(key)
