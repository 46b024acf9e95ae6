# SPDX-License-Identifier: MIT
"""The desk: where a coder's intentions become operations.

What lives here: what every intention needs to know (article, incident, selected words, what words can be read as), and
how an operation is run and its end shown. What does not: the intentions themselves (words_desk.py, values_desk.py,
incidents_desk.py), the form, the reader.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QRect, Signal

from curator.app.coding.proposing import Proposing
from curator.app.coding.reading import Span
from curator.app.doing import Doing, Tell
from curator.app.incidents.shown import ArticleShown, Place
from curator.app.values.line import Target
from curator.domain.codebook.model import Codebook
from curator.domain.coding import Incident
from curator.domain.faults import UserFault

if TYPE_CHECKING:
    from curator.app.reader.view import ReaderView
    from curator.app.workspace_page import WorkspacePage
    from curator.operations import Operation

# What may be done in an article that the coder has ended: it changes nothing that was coded.
_AFTER_THE_END = (
    "reopen_article", "finish_article", "nothing_to_code", "set_reading", "set_article_value", "add_comment",
    "change_comment", "resolve_comment", "remove_comment",
)  # fmt: skip
_CHOOSER = 360  # pixels: the width of what is asked at the words


class Desk(QObject):
    """`told(sentence)`: a quiet word about what cannot be done and why, for the status row. `kept_back(Draft,
    sentence)`: what was typed cannot be taken, and its editor is closed."""

    told = Signal(str)
    kept_back = Signal(object, str)

    def __init__(self, page: WorkspacePage, doing: Doing) -> None:
        super().__init__(page)
        self.page = page
        self.doing = doing
        self.proposing = Proposing(page.workspace)

    # -- what is there ----------------------------------------------------------------------------------------------
    @property
    def shown(self) -> ArticleShown | None:
        return self.page.shown

    @property
    def reader(self) -> ReaderView:
        return self.page.article.reader

    @property
    def codebook(self) -> Codebook:
        """The codebook in force: what is set now is set by it."""
        return self.page.workspace.codebook

    @property
    def article(self) -> str:
        return self.shown.coding.article.id if self.shown is not None else ""

    def selection(self) -> Span | None:
        """The selected words, without white space at their edges; None where nothing is selected."""
        text = self.reader.text()
        start, end = self.reader.selected_span()
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        return (start, end) if start < end else None

    def incident(self) -> Incident | None:
        """The active incident, where the coder may write it."""
        return self.page.showing.own_incident()

    def is_own(self, incident: Incident) -> bool:
        coder = self.page.workspace.coder
        return self.page.workspace.writable and coder is not None and incident.coder == coder.id

    def can_write(self) -> bool:
        """Whether this coder can code here now; where not, it is said why."""
        workspace = self.page.workspace
        if not workspace.writable:
            self.tell(self.tr("This project is open for reading only."))
        elif workspace.coder is None:
            self.tell(self.tr("Say first who is coding."))
        elif self.shown is None:
            self.tell(self.tr("Choose an article first."))
        else:
            return True
        return False

    def place(self, target: Target) -> Place | None:
        """The target's place where this coder may write; where not, it is said why."""
        if self.shown is None or not self.can_write():
            return None
        if not (target.field or target.row):
            self.tell(self.tr("Choose a value first."))
            return None
        place = self.shown.place(target)
        if place is None:
            self.tell(self.tr("This field is not in the codebook of the project any more."))
            return None
        if not self.is_own(place.incident):
            self.tell(self.tr("This incident is in another coder's layer."))
            return None
        return place

    def takes_words(self, target: Target) -> bool:
        """Whether words can be given to this target of an incident by the codebook."""
        place = self.shown.place(target) if self.shown is not None else None
        return place is not None and (place.node is None or self.codebook.takes_words(place.node.key, place.group))

    def tell(self, sentence: str) -> None:
        self.told.emit(sentence)

    # -- running ----------------------------------------------------------------------------------------------------
    def run(
        self, operation: Operation, then: Callable[[Any], None] | None = None, otherwise: Tell | None = None,
        subject: str = "",
    ) -> None:  # fmt: skip
        """Do it; `then` is called when it is in the file and the window shows it. `subject`: as in Doing.run.

        An article that the coder has ended is taken up again first, and that is said: what is called finished has
        been judged as it stands.
        """
        if self._has_ended() and operation.kind not in _AFTER_THE_END:
            from curator.operations import ReopenArticle

            self.doing.run(ReopenArticle(self.article))
            self.tell(self.tr("You had ended this article; it is open again."))
        self.doing.run(operation, then, otherwise, subject)

    def _has_ended(self) -> bool:
        """Whether the coder has said that the article on show is done."""
        coder = self.page.workspace.coder
        state = self.shown.coding.reading.get(coder.id) if self.shown is not None and coder is not None else ""
        return state in ("finished", "nothing_to_code")

    def untaken(self, target: Target, text: str, sentence: str) -> None:
        """An editor was left with text that cannot be taken: it is kept, and offered again."""
        self.page.keep_draft(target, text)
        draft = self.page.drafts.of(target)
        if draft is not None:
            self.kept_back.emit(draft, sentence)

    def refuse(self, fault: UserFault) -> None:
        self.tell(fault.sentence)

    def show_target(self, target: Target, *others: Target) -> None:
        """Choose the line of a target, opening what holds it; the focus stays where it is."""
        self.page.side.reveal([target, *others])

    # -- places on the screen -----------------------------------------------------------------------------------------
    def selection_rect(self) -> QRect:
        """Where the selected words (or the caret) are, in the window's coordinates."""
        reader = self.reader
        start, end = reader.selected_span()
        rects: Sequence[Any] = reader.span_rects(start, max(end, start + 1)) if reader.text() else []
        viewport, window = reader.viewport(), reader.window()
        seen = [rect.toRect() for rect in rects if rect.toRect().intersects(viewport.rect())]
        if not seen:
            middle = viewport.mapTo(window, viewport.rect().center())
            return QRect(middle.x() - _CHOOSER // 2, middle.y() - 100, _CHOOSER, 1)
        last = seen[-1]
        corner = viewport.mapTo(window, QPoint(max(0, last.right() - _CHOOSER), last.bottom()))
        return QRect(corner.x(), corner.y() - last.height(), _CHOOSER, last.height())
