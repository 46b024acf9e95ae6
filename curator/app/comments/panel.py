# SPDX-License-Identifier: MIT
"""The tab "Comments" beside an article: what was said of it, of its incidents and values.

What lives here: buttons and layout. What does not: the list and its keys (talk.py), writing (coding/comments_desk.py),
going to the place (workspace_page.py), which lines there are (lines.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.comments.lines import CommentLine
from curator.app.comments.model import CommentsModel
from curator.app.comments.talk import CommentsList, CommentsTalk
from curator.app.flow_layout import FlowLayout
from curator.app.guard import guarded
from curator.app.widgets import hair_line, named, plain_label

_LIST, _EMPTY = range(2)


@guarded
class CommentsPanel(CommentsTalk):
    """`place_wanted(Comment)`: show what it is about. A new comment is one on the article."""

    place_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("comments", CommentsList(CommentsModel()), parent)
        named(self, "comments", self.tr("Comments"))
        self.list.setAccessibleDescription(
            self.tr("Enter shows the place, A answers, R resolves, F2 changes, Delete removes")
        )
        self.empty = plain_label("", role="quiet", wrap=True)
        named(self.empty, "comments.empty", self.tr("No comments"))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.empty.setContentsMargins(measures.INSET, 30, measures.INSET, 20)
        self._make_buttons()
        self._lay_out()
        self.list.place_wanted.connect(self._go)

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
        self._show(lines, writable)
        self.pages.setCurrentIndex(_LIST if lines else _EMPTY)
        told = self.tr("Nobody has said anything about this article yet.")
        self.empty.setText(told + " " + self.tr("Choose a value and press Ctrl+M to comment on it."))
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
        self.resolve.setText(self.resolve_words())
        self.change.setEnabled(line is not None and line.own and self._writable)
        self.remove.setEnabled(line is not None and line.own and self._writable)

    # What the user does

    def _go(self) -> None:
        line = self.list.current_line()
        if line is not None and line.there:
            self.place_wanted.emit(line.comment)
