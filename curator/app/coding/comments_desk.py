# SPDX-License-Identifier: MIT
"""Writing comments: on the chosen value, incident or article; answering, changing, resolving, removing.

What lives here: the editor, and from what was written to an operation. What does not: the list (comments/panel.py).
What is being typed is kept as a draft until it is said or given up; leaving the editor by the mouse keeps it too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QTimer

from curator.app.coding.desk import Desk
from curator.app.comments.lines import place_words
from curator.app.values.drafts import Draft
from curator.app.values.line import Target
from curator.app.values.long_editor import LongEditor
from curator.domain.coding import Comment
from curator.shape import replace

if TYPE_CHECKING:
    from curator.operations import Operation

_DRAFT_WAIT = 600  # ms after the first letter that is not kept yet
_NEW, _ANSWER, _CHANGE = "comment", "answer", "change"


class CommentsDesk(QObject):
    """One for each page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._editor: LongEditor | None = None
        self._draft = Draft("", Target(), "", _NEW)  # what the open editor is about
        self._timer = QTimer(self, singleShot=True, interval=_DRAFT_WAIT)
        self._timer.timeout.connect(self._keep)

    @property
    def editor(self) -> LongEditor:
        if self._editor is None:
            made = self._editor = LongEditor(self._desk.page.window(), "comment")
            made.area.setPlaceholderText(self.tr("Enter takes it, Shift+Enter begins a new line"))
            made.entered.connect(lambda text, _step: self._entered(text))
            made.edited.connect(lambda: None if self._timer.isActive() else self._timer.start())
            made.given_up.connect(self._given_up)
        return self._editor

    # -- what is to be written ----------------------------------------------------------------------------------------
    def write(self) -> None:
        """Answer the chosen comment where the list of comments has the keyboard; else comment on what is chosen."""
        page = self._desk.page
        chosen = page.side.talk.chosen_comment()
        if chosen is not None and not page.side.incidents.list.hasFocus():
            self.answer(chosen)
            return
        self.about(page.side.talk.about())

    def about(self, target: Target) -> None:
        """Comment on this."""
        shown = self._desk.shown
        if shown is None or not self._desk.can_write():
            return
        place = place_words(shown, target)
        if not place:
            self._desk.tell(self.tr("This cannot be commented on; it is not there any more."))
            return
        title = self.tr("Comment on: {place}").format(place=place)
        self._open(Draft(shown.coding.article.id, target, "", _NEW), title)

    def on_article(self) -> None:
        """Comment on the article as a whole."""
        self.about(Target())

    def answer(self, comment: Comment) -> None:
        """Answer in the conversation of this comment."""
        if self._desk.can_write():
            who = self._desk.shown.coder_names.get(comment.coder, "") if self._desk.shown is not None else ""
            title = self.tr("Answer to {name}").format(name=who)
            self._open(Draft(comment.article, _target(comment), "", f"{_ANSWER} {comment.id}"), title)

    def change(self, comment: Comment) -> None:
        """Put an own comment in other words."""
        if self._desk.can_write():
            draft = Draft(comment.article, _target(comment), comment.text, f"{_CHANGE} {comment.id}")
            self._open(draft, self.tr("Change the comment"))

    def resolve(self, comment: Comment, resolved: bool) -> None:
        """Call the conversation settled, or open again."""
        from curator.operations import ResolveComment

        if self._desk.can_write():
            self._desk.run(ResolveComment(comment.id, resolved))

    def remove(self, comment: Comment) -> None:
        """Take an own comment out."""
        from curator.operations import RemoveComment

        if self._desk.can_write():
            self._desk.run(RemoveComment(comment.id))

    def restore(self, draft: Draft) -> bool:
        """Go on with what was being typed; False where its place is gone. Its article is on show."""
        shown, (kind, _, comment) = self._desk.shown, draft.about.partition(" ")
        said = {each.id: each for each in shown.coding.comments} if shown is not None else {}
        if kind == _NEW:
            if shown is None or not place_words(shown, draft.target):
                return False
            self.about(draft.target)
        elif comment not in said:
            return False
        else:
            self._desk.page.side.talk.show_comment(comment)
            (self.answer if kind == _ANSWER else self.change)(said[comment])
        self.editor.ask(self.editor.title.text(), self._anchor(draft), draft.text, selected=False, beside=True)
        return True

    # -- the editor ---------------------------------------------------------------------------------------------------
    def _open(self, draft: Draft, title: str) -> None:
        kept = self._desk.page.drafts.kept(draft)
        self._draft = draft
        text = kept.text if kept is not None else draft.text
        self.editor.ask(title, self._anchor(draft), text, selected=False, beside=True)

    def _anchor(self, draft: Draft) -> QRect:
        """Below the value it is about; at the list of comments for answers and for the article."""
        side = self._desk.page.side
        if draft.about != _NEW or not (draft.target.field or draft.target.row):
            if draft.about == _NEW and side.talk.comments_shown() is None:
                return self._at_side()
            return side.pages.comments.box_of_chosen()
        self._desk.page.places.show_line_of(draft.target)
        view = side.values if draft.target.incident else side.pages.article
        line = view.current_value()
        if line is None:
            return self._at_side()
        rect = view.boxes.of(line)
        corner = view.viewport().mapTo(view.window(), rect.topLeft())
        return QRect(corner, rect.size())

    def _at_side(self) -> QRect:
        pages = self._desk.page.side.pages
        corner = pages.mapTo(pages.window(), pages.rect().topLeft())
        return QRect(corner.x() + 12, corner.y() + 12, pages.width() - 36, 1)

    def _keep(self) -> None:
        if self._editor is not None and self._editor.isVisible():
            self._desk.page.drafts.keep(replace(self._draft, text=self._editor.text()))

    def _given_up(self, by_key: bool) -> None:
        """Escape forgets what was typed; leaving by the mouse keeps it for when the editor is opened here again."""
        self._timer.stop()
        text = self.editor.text()
        begun = self._draft.text
        keep = not by_key and text.strip() and text.strip() != begun.strip()
        self._desk.page.drafts.keep(replace(self._draft, text=text if keep else ""))
        if keep:
            self._desk.tell(self.tr("What you typed is kept; comment here again to go on."))
        if by_key:
            self._focus_back()

    def _entered(self, text: str) -> None:
        draft, (kind, _, comment) = self._draft, self._draft.about.partition(" ")
        if not text.strip():
            self.editor.refuse(self.tr("A comment needs words; Esc leaves."))
            return
        if not self._desk.can_write():
            return
        self._desk.run(_operation(draft, kind, comment, text), lambda made: self._done(draft, made), self.editor.refuse)

    def _done(self, draft: Draft, made: object) -> None:
        self._timer.stop()
        self._desk.page.drafts.keep(replace(draft, text=""))
        if self._draft is draft:
            self.editor.leave()
            self._focus_back()
        self._desk.tell(self.tr("Comment saved."))
        if isinstance(made, str) and self._desk.page.side.talk.comments_shown() is not None:
            self._desk.page.side.pages.comments.choose(made)

    def _focus_back(self) -> None:
        widget = self._desk.page.side.pages.currentWidget()
        (widget or self._desk.reader).setFocus()


def _target(comment: Comment) -> Target:
    return Target(comment.incident, comment.row, comment.field)


def _operation(draft: Draft, kind: str, comment: str, text: str) -> Operation:
    from curator.operations import AddComment, ChangeComment

    if kind == _CHANGE:
        return ChangeComment(comment, text)
    if kind == _ANSWER:
        return AddComment(draft.article, text, thread=comment)
    return AddComment(draft.article, text, draft.target.incident, draft.target.row, draft.target.field)
