# SPDX-License-Identifier: MIT
"""The article's own values: what was typed for title, outlet, day of publication and the like.

What lives here: from a line of the panel "Article" to an operation. What does not: the editor (values/editing.py), what
typed text means (tasks/article_values.py), values of incidents (values_desk.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from curator.app.coding.desk import Desk
from curator.app.values.line import Line, LineKind, Target
from curator.domain.coding import ValueNote
from curator.domain.faults import InputRefused

if TYPE_CHECKING:
    from curator.app.values.editing import Editing, Entry
    from curator.operations import Operation


class ArticleDesk(QObject):
    """One for each page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._editing: Editing | None = None
        view = desk.page.side.pages.article
        view.edit_wanted.connect(self.edit)
        view.remove_wanted.connect(self.remove)
        view.escaped.connect(desk.reader.setFocus)

    @property
    def editing(self) -> Editing:
        if self._editing is None:
            from curator.app.values.editing import Editing  # not before somebody edits

            self._editing = Editing(self._desk.page.window(), "article_value")
            self._editing.entered.connect(self._entered)
            self._editing.drafted.connect(self._drafted)
            self._editing.untaken.connect(self._desk.untaken)
            view = self._desk.page.side.pages.article
            self._editing.ended.connect(lambda by_key: view.setFocus() if by_key else None)
        return self._editing

    def edit(self, line: Line, typed: str | None = None) -> None:
        """Open the editor on a value of the article."""
        from curator.app.values.editing import Question
        from curator.tasks.article_values import EDITABLE

        shown, field = self._desk.shown, line.target.field
        if line.kind is not LineKind.VALUE:
            self._desk.tell(self.tr("Choose a value first."))
            return
        if shown is None or not self._desk.can_write():
            return
        if field not in EDITABLE:
            self._desk.tell(self.tr("This was noted when the article came in; it stays as it is."))
            return
        hints = {
            "published": self.tr("2019-11-09, or 2019-11-09 16:20 +03:00"), "language": self.tr("en, ar, pt-BR"),
        }  # fmt: skip
        text = shown.coding.article.fields.get(field, "")
        question = Question(line.label, text, hint=hints.get(field, ""))
        self.editing.begin(self._desk.page.side.pages.article, line, question, typed)

    def remove(self, line: Line) -> None:
        """Blank the value (Delete)."""
        shown = self._desk.shown
        if line.kind is LineKind.VALUE and shown is not None and shown.coding.article.fields.get(line.target.field):
            self._set(line.target.field, "")

    def _entered(self, target: Target, text: str, _is_code: bool, _step: int) -> None:
        from curator.tasks.article_values import typed_article_value

        shown, entry = self._desk.shown, self.editing.entry
        if shown is None:
            self.editing.give_up()
            return
        try:
            value = typed_article_value(target.field, text)
        except InputRefused as fault:
            self.editing.refuse(fault.sentence, entry)
            return
        if value == shown.coding.article.fields.get(target.field, ""):
            self.editing.give_up()
            return
        self._set(target.field, value, entry)

    def _drafted(self, target: Target, text: str) -> None:
        self._desk.page.keep_draft(target, text)
        if not text:
            self._desk.doing.give_up(_subject(target))

    def leave(self) -> None:
        """Take what is typed: what the editor stands on is about to go."""
        if self._editing is not None:
            self._editing.leave()

    def _set(self, field: str, value: str, entry: Entry | None = None) -> None:
        operation = self._operation(field, value)
        if operation is None or not self._desk.can_write():
            return

        def done(touched: tuple[str, ...]) -> None:
            if entry is not None and self.editing.done(entry):
                self._desk.page.side.pages.article.setFocus()
            if touched:
                count = len(touched)
                self._desk.tell(
                    self.tr("Dates counted from the day of publication are proposed again in 1 incident.") if count == 1
                    else self.tr("Dates counted from the day of publication are proposed again in {count} incidents.")
                    .format(count=count)
                )  # fmt: skip

        def refused(sentence: str) -> None:
            if entry is not None:
                self.editing.refuse(sentence, entry)
            else:
                self._desk.tell(sentence)

        self._desk.run(operation, done, refused, _subject(entry.target) if entry is not None else "")

    def _operation(self, field: str, value: str) -> Operation | None:
        """Set the value; its words stay, and where they are not the value itself it is a normalised one."""
        from curator.operations import SetArticleValue

        shown = self._desk.shown
        if shown is None:
            return None
        notes = {note.field: note for note in shown.coding.article_notes if not note.incident}
        said = notes.get(field, ValueNote("", "", "", "", field))
        quotes = {span.quote for span in shown.coding.article_evidence if span.field == field}
        basis = "stated" if value in quotes or not quotes else "normalised" if said.basis == "stated" else said.basis
        if not value:
            return SetArticleValue(shown.coding.article.id, field, None, note=said.note)
        return SetArticleValue(shown.coding.article.id, field, value, basis=basis, note=said.note)


def _subject(target: Target) -> str:
    """Names a value to be written: what is written there later takes its place."""
    return f"article value {target.field}"
