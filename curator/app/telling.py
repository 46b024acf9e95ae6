# SPDX-License-Identifier: MIT
"""What the window says of a project that is open: faults that can be tried again, what stands in the way of Finish,
what nobody was told when it was closed.

What lives here: sentences with their ways on, and when they go. What does not: the bar they stand in (message_bar.py),
the row below (status_row.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from curator.app.guard import guarded
from curator.app.message_bar import MessageRow
from curator.app.values.drafts import Draft

if TYPE_CHECKING:
    from curator.app.main_window import MainWindow
    from curator.workspace import Workspace


@guarded
class Telling(QObject):
    """Says things in the window's bar and row."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._messages = window.messages
        self._blocked: MessageRow | None = None  # says what stands in the way of Finish
        self._told_trouble = ""
        self._told_chosen = ""

    def kept_back(self, draft: Draft, sentence: str) -> None:
        """An editor was left with text that cannot be taken."""
        if self._window.draft_offers is not None:
            self._window.draft_offers.kept_back(draft, sentence)

    def drop(self, subject: str) -> None:
        """Take away what is said of a subject: it is settled."""
        for row in self._messages.rows():
            if row.subject == subject:
                self._messages.drop(row)

    def failure(self, told: str, again: Callable[[], None]) -> None:
        """The file or the disk said no: nothing that was given is lost, it can be tried again."""

        def try_again() -> None:
            self.drop("failed")
            again()

        row = self._messages.say("fault", told, self.tr("Try again"), try_again, subject="failed")
        if (page := self._window.page) is not None:  # who closes the message does without what failed
            row.close_button.clicked.connect(lambda: page.doing.give_up())

    def reading_fault(self, told: str) -> None:
        """The file could not be read just now, and something may not be shown as it is."""

        def try_again() -> None:
            self.drop("reading")
            if self._window.page is not None:
                self._window.page.following.read_again()

        self._messages.say("fault", told, self.tr("Try again"), try_again, subject="reading")

    def warn(self, told: str, act: str, work: Callable[[], None] | None) -> None:
        """Something to know before an article is finished."""

        def go_on() -> None:
            self.drop("finish")
            if work is not None:
                work()

        row = self._messages.say("warning", told, act, go_on if act else None, subject="finish")
        self._blocked = None if act else row

    def drop_blocked(self) -> None:
        """What stood in the way of Finish may be another thing now."""
        row, self._blocked = self._blocked, None
        if row is not None and row in self._messages.rows():
            self._messages.drop(row)

    def finished(self, told: str) -> None:
        """An article was ended: the status row says it as long as that article is on show."""
        self.drop("finish")
        self._window.status.tell_of_ended(self._article_on_show(), told)

    def chosen(self, told: str) -> None:
        """What is chosen in the form."""
        self._told_chosen = told
        page = self._window.page
        if page is None or page.views.code_shown:  # else it is about what is not on show
            self._window.status.show_chosen(self._article_on_show(), told)

    def view_switched(self) -> None:
        """What is chosen in an article is told beside it alone; the review tells what is chosen in itself."""
        if (page := self._window.page) is None or page.views.review_shown:
            return
        if page.views.code_shown:
            self._window.status.show_chosen(self._article_on_show(), self._told_chosen)
        else:
            self._window.status.chosen.show_text("")

    def backup_trouble(self, trouble: str) -> None:
        """Say once that a backup in a pause could not be made."""
        if trouble and trouble != self._told_trouble:
            self._messages.say("warning", trouble)
        self._told_trouble = trouble

    def last_time(self, workspace: Workspace) -> None:
        """What nobody was told when this project was closed."""
        if untold := self._window.settings.take_untold(workspace.project_id):
            self._messages.say("warning", self.tr("Last time: {told}").format(told=untold))

    def keep_untold(self, workspace: Workspace, checking: bool) -> None:
        """What came of jobs whose answers the project does not wait for is said when it is opened next."""
        untold = self._window.jobs.untold()
        if checking:
            untold.append(self.tr("It had not been closed before; Tools > Check project looks whether it is whole."))
        for sentence in untold:
            self._window.settings.keep_untold(workspace.project_id, sentence)

    def _article_on_show(self) -> str:
        shown = self._window.page.shown if self._window.page is not None else None
        return shown.coding.article.id if shown is not None else ""
