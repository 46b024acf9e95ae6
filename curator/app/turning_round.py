# SPDX-License-Identifier: MIT
"""Undo and redo from the window: turn a step round, say which, and show what it touched, in whatever article it is.

What lives here: running it, the words, where the eye is taken. What does not: which step is meant (store/undo.py), its
words (undo_words.py), how a place is shown (workspace_page.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from curator.domain.faults import NotNow, UserFault
from curator.shape import Frozen
from curator.store.log import Entry, newest
from curator.store.log_lines import LogLine
from curator.store.log_places import LogPlace
from curator.store.undo import whole_job

if TYPE_CHECKING:
    from curator.app.main_window import MainWindow
    from curator.workspace import Workspace

_SUBJECT = "undo"


class _Turned(Frozen):
    """What was turned round: its words, and the place to show."""

    told: str
    place: LogPlace


class TurningRound(QObject):
    """One for the window."""

    _done = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        # Queued: the page hears of the change first, and what is shown is what is there now.
        self._done.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def turn(self, kind: str, change: str = "", words: str = "") -> bool:
        """Undo or redo the coder's last step, or undo the change with this id; False, with the reason said, where that
        cannot be. `words` name the change that is given."""
        page = self._window.page
        if page is None:
            return False
        workspace = page.workspace
        entry = self._meant(workspace, kind, change)
        words = words or self._window.undo_words.of(workspace, entry, self._window.status.job.running)
        seqs = self._seqs(workspace, entry) if entry is not None else ()
        try:
            workspace.undo(change) if kind == "undo" else workspace.redo()
        except NotNow as fault:
            self._window.messages.say("warning", fault.sentence, subject=_SUBJECT)
            return False
        except UserFault as fault:
            again = self.tr("Try again")
            self._window.messages.say(
                "fault", fault.sentence, again, lambda: self.turn(kind, change, words), subject=_SUBJECT
            )
            return False
        with workspace.read() as reads:
            place = reads.log_place(seqs)
        told = self.tr("Undone") if kind == "undo" else self.tr("Done again")
        self._done.emit(_Turned(f"{told}: {words}", place))
        return True

    def undo_step(self, line: LogLine) -> None:
        """Undo an entry that was chosen in a history. Only one's own: nobody writes in another's layer."""
        page = self._window.page
        if page is None:
            return
        coder = page.workspace.coder
        if line.coder_id and (coder is None or coder.id != line.coder_id):
            told = self.tr("“{label}” was done by {coder}; only {coder} can undo it.")
            self._window.messages.say("warning", told.format(label=line.label, coder=line.coder), subject=_SUBJECT)
        else:
            self.turn("undo", line.id)

    @staticmethod
    def _meant(workspace: Workspace, kind: str, change: str) -> Entry | None:
        if not change:
            return workspace.undo_target() if kind == "undo" else workspace.redo_target()
        with workspace.read() as reads:
            return newest(reads.connection, "c.id = ?", (change,))

    @staticmethod
    def _seqs(workspace: Workspace, entry: Entry) -> tuple[int, ...]:
        """The entries that are turned round with it; none where they are about several articles: there is no one place
        to show."""
        with workspace.read() as reads:
            steps = whole_job(reads.connection, entry)
        return tuple(step.seq for step in steps) if len({step.article for step in steps}) == 1 else ()

    def _show(self, turned: _Turned) -> None:
        window, page = self._window, self._window.page
        if page is None:
            return
        place, article = turned.place, page.shown.coding.article if page.shown is not None else None
        for row in window.messages.rows():
            if row.subject == _SUBJECT:
                window.messages.drop(row)
        if not page.views.code_shown:
            window.status.chosen.show_text("")  # it told of what is undone now
            self._offer(turned)
        elif not place.article:
            window.messages.say("notice", turned.told, subject=_SUBJECT)
        elif article is not None and place.article == article.id:
            page.places.show(place)
            window.status.chosen.show_text(turned.told)
        else:
            before = article.n if article is not None else 0
            page.places.show(place)
            self._tell_elsewhere(turned, before)

    def _offer(self, turned: _Turned) -> None:
        """No article is on show: say it, and offer the way."""
        window = self._window

        def show() -> None:
            if window.page is not None:
                window.page.views.show_code()
                window.page.places.show(turned.place)

        act = self.tr("Show") if turned.place.article else ""
        window.messages.say("notice", turned.told, act, show if act else None, subject=_SUBJECT)

    def _tell_elsewhere(self, turned: _Turned, before: int) -> None:
        """Another article was opened for it: say so, and offer the way back."""
        window, page = self._window, self._window.page
        assert page is not None
        title = page.shown.coding.article.fields.get("title", "") if page.shown is not None else ""
        where = self.tr("in “{title}”").format(title=title) if title else self.tr("in this article")

        def back() -> None:
            if window.page is page:
                page.choose_article(before)
                for row in window.messages.rows():
                    if row.subject == _SUBJECT:
                        window.messages.drop(row)

        act = self.tr("Back to the article before") if before else ""
        window.messages.say("notice", f"{turned.told}, {where}", act, back if act else None, subject=_SUBJECT)
