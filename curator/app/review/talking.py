# SPDX-License-Identifier: MIT
"""Writing comments in the review: on the chosen field, on the incident; answering, resolving.

What lives here: the editor, and from what was written to an operation. What does not: the list (threads.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QTextCursor

from curator.app.comments.passage import begun_with
from curator.app.review.spots import head_rect, line_rect
from curator.app.values.line import Target
from curator.app.values.long_editor import LongEditor
from curator.domain.coding import Comment
from curator.operations import AddComment, ChangeComment, Operation, RemoveComment, ResolveComment

if TYPE_CHECKING:
    from curator.app.review.page import ReviewPage

_LEAST_WIDTH = 320


class Talking(QObject):
    """One for each page of the review."""

    def __init__(self, page: ReviewPage) -> None:
        super().__init__(page)
        self._page = page
        self._editor: LongEditor | None = None
        self._making: tuple[str, str, Target] = ("", "", Target())  # what is written: kind, comment, place

    @property
    def editor(self) -> LongEditor:
        if self._editor is None:
            made = self._editor = LongEditor(self._page.window(), "review.comment")
            made.area.setPlaceholderText(self.tr("Enter takes it, Shift+Enter begins a new line"))
            made.entered.connect(lambda text, _step: self._entered(text))
            made.given_up.connect(lambda by_key: self._page.grid.setFocus() if by_key else None)
        return self._editor

    def on_field(self) -> None:
        """Comment on the chosen field, in the layer of the chosen column; or go on with its open conversation."""
        shown, line = self._page.shown, self._page.grid.chosen_line()
        if shown is None or not self._page.can_write():
            return
        span = self._page.words.selected()
        if span is not None and self._page.reader.hasFocus():
            self._on_passage(shown.article.coding.text[slice(*span)])
            return
        if line is None:
            self.on_incident()
            return
        chosen = self._page.grid.chosen_column() - 1
        cells = [*line.cells, line.consensus]
        wanted = cells[chosen] if 0 <= chosen < len(cells) else cells[0]
        there = [cell for cell in (wanted, *cells) if cell.there and cell.target.incident]
        if not there:
            self._page.tell(self.tr("There is nothing here that could be commented on."))
            return
        title = self.tr("Comment on: {place}").format(place=line.label)
        self._open(("new", "", there[0].target), title, line_rect(self._page))

    def _on_passage(self, words: str) -> None:
        """Comment on words of the article that belong to no field: the comment begins with them."""
        self._open(("new", "", Target()), self.tr("Comment on these words"), head_rect(self._page))
        self.editor.area.setPlainText(begun_with(words))
        self.editor.area.moveCursor(QTextCursor.MoveOperation.End)

    def on_incident(self) -> None:
        """Comment on the incident as a whole: the chosen column's, else the first coder's."""
        shown, at = self._page.shown, self._page.at
        if shown is None or not self._page.can_write() or not shown.review.incidents:
            return
        found = shown.review.incidents[at]
        column = self._page.grid.chosen_column() - 1
        wanted = found.incidents[column] if 0 <= column < len(found.incidents) else found.consensus
        incident = wanted or next(iter(found.there), found.consensus)
        if incident is not None:
            title = self.tr("Comment on the incident: {title}").format(title=shown.title(at))
            self._open(("new", "", Target(incident.id)), title, head_rect(self._page))

    def answer(self, comment: Comment) -> None:
        """Answer in the conversation of this comment."""
        if self._page.can_write():
            names = self._page.shown.names if self._page.shown is not None else {}
            title = self.tr("Answer to {name}").format(name=names.get(comment.coder, ""))
            self._open(("answer", comment.id, Target()), title, line_rect(self._page))

    def change(self, comment: Comment) -> None:
        """Put an own comment in other words."""
        if self._page.can_write():
            self._open(("change", comment.id, Target()), self.tr("Change the comment"), line_rect(self._page))
            self.editor.area.setPlainText(comment.text)

    def resolve(self, comment: Comment, resolved: bool) -> None:
        """Call the conversation settled, or open again."""
        if self._page.can_write():
            self._page.run(ResolveComment(comment.id, resolved))

    def remove(self, comment: Comment) -> None:
        """Take an own comment out."""
        if self._page.can_write():
            self._page.run(RemoveComment(comment.id))

    def _open(self, making: tuple[str, str, Target], title: str, anchor: QRect) -> None:
        self._making = making
        wide = QRect(anchor.left(), anchor.top(), max(_LEAST_WIDTH, anchor.width()), anchor.height())
        self.editor.ask(title, wide, "", selected=False, beside=True)

    def _entered(self, text: str) -> None:
        if not text.strip():
            self.editor.refuse(self.tr("A comment needs words; Esc leaves."))
            return
        shown = self._page.shown
        if shown is None:
            return
        self._page.run(self._operation(shown.id, text), lambda _made: self._done(), self.editor.refuse)

    def _operation(self, article: str, text: str) -> Operation:
        kind, comment, place = self._making
        if kind == "change":
            return ChangeComment(comment, text)
        if kind == "answer":
            return AddComment(article, text, thread=comment)
        return AddComment(article, text, place.incident, place.row, place.field)

    def _done(self) -> None:
        self.editor.leave()
        self._page.grid.setFocus()
        self._page.tell(self.tr("Comment saved."))
