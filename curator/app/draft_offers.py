# SPDX-License-Identifier: MIT
"""Text that was typed and is no value: offered in the bar of messages, one text after the other.

What lives here: which text is offered now, and going on with it. What does not: keeping it (values/drafts.py), finding
its place (page/places.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from curator.app.message_bar import Kind, MessageBar
from curator.app.values.drafts import Draft

if TYPE_CHECKING:
    from curator.app.workspace_page import WorkspacePage

_SUBJECT = "draft"


class DraftOffers(QObject):
    """What was left behind when the program ended, the newest first. `say` shows a word in the status row.

    What is closed unread stays on the disk and is offered at the next start.
    """

    def __init__(self, page: WorkspacePage, messages: MessageBar, say: Callable[[str], None]) -> None:
        super().__init__(page)
        self._page = page
        self._messages = messages
        self._say = say
        self._left: list[Draft] = []  # the next one to be offered is the last
        self._offered: Draft | None = None  # of those that were left
        self._all = 0

    def begin(self) -> None:
        """Offer what is still there from before."""
        self._left = self._page.drafts.begin()
        self._all = len(self._left)
        self._next()

    def kept_back(self, draft: Draft, sentence: str) -> None:
        """An editor was left with text that cannot be taken; what was left before is offered after it."""
        if self._offered is not None:
            self._left.append(self._offered)
            self._offered = None
        told = self.tr("“{text}” is not saved. {why}").format(text=_shortened(draft.text), why=sentence)
        self._offer(draft, "warning", told)

    def _next(self) -> None:
        self._offered = self._left.pop() if self._left else None
        if self._offered is None:
            return
        told = self.tr("You were typing “{text}” when Curator ended. It is still here.")
        told = told.format(text=_shortened(self._offered.text))
        if self._all > 1:
            which = self.tr("({n} of {all})").format(n=self._all - len(self._left), all=self._all)
            told = f"{told} {which}"
        self._offer(self._offered, "notice", told)

    def _offer(self, draft: Draft, kind: Kind, told: str) -> None:
        row = self._messages.say(kind, told, self.tr("Go on typing"), lambda: self._go_on(draft), subject=_SUBJECT)
        row.close_button.clicked.connect(self._next)

    def _go_on(self, draft: Draft) -> None:
        if not self._page.desk.can_write():
            return
        for row in self._messages.rows():
            if row.subject == _SUBJECT:
                self._messages.drop(row)
        if self._page.places.restore_draft(draft):
            self._page.drafts.go_on(draft)
        else:
            QGuiApplication.clipboard().setText(draft.text)
            self._say(self.tr("Its place is gone; the text is in the clipboard."))
        self._next()


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:60] + " …"
