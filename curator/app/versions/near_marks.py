# SPDX-License-Identifier: MIT
"""Which articles of the project on show are nearly the same as another one: looked for in the background.

What lives here: when it is looked, on which thread, and what the list of articles knows of it. What does not: what near
is and where it is kept (tasks/near_articles.py), the mark (library/delegate.py), deciding (jobs/article_versions.py).
Nothing waits for this: a project that was looked through before needs one look at its ids.
"""

from __future__ import annotations

import threading
from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from curator.app.background import report_bug
from curator.app.library.chips import NEAR
from curator.domain.faults import UserFault

if TYPE_CHECKING:
    from curator.app.workspace_page import WorkspacePage
    from curator.tasks.near_articles import NearPair
    from curator.workspace import ChangeSet

_SOON = 700  # ms after the last change
_REST = 0.004  # s after every few articles: the window's thread has them
_LONG = 400  # articles: for fewer of them nothing is said


class NearMarks(QObject):
    """For one page. `changed`: other pairs are known. `stop` before the project is put away."""

    changed = Signal()
    _found = Signal(object)
    _told = Signal(int, int)
    _ended = Signal(bool)

    def __init__(self, page: WorkspacePage) -> None:
        super().__init__(page)
        self._page = page
        self.pairs: tuple[NearPair, ...] = ()
        self._counts: Counter[int] = Counter()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._again = self._away = False
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self.look)
        queued = Qt.ConnectionType.QueuedConnection
        self._found.connect(self._show, queued)
        self._told.connect(self._tell, queued)
        self._ended.connect(self._end, queued)
        page.feed.changed.connect(self._follow)
        page.listing.near = self

    # -- what is known ----------------------------------------------------------------------------------------------
    def count(self, number: int) -> int:
        """How many near-duplicates the article with this local number has that nobody called different reports."""
        return self._counts[number]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The local numbers of the articles that have some."""
        return tuple(self._counts)

    @property
    def undecided(self) -> list[NearPair]:
        """The pairs of which nobody said what they are, the most alike first."""
        return [pair for pair in self.pairs if not pair.decision]

    # -- looking ----------------------------------------------------------------------------------------------------
    @property
    def looking(self) -> bool:
        return self._thread is not None

    def look(self) -> None:
        """Look for near-duplicates, unless that is being done; then once more after it."""
        if self._away:
            return
        if self._thread is not None:
            self._again = True
            return
        self._again = False
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, args=(self._stop,), name="curator looks for duplicates")
        self._thread.start()

    def halt(self) -> None:
        """The user wants it to stop; what was found stays."""
        self._again = False
        self._stop.set()

    def stop(self) -> threading.Thread | None:
        """Let go of the project. Returns what still reads in it; it ends at its next step."""
        self._away = True
        self._soon.stop()
        self._stop.set()
        return self._thread

    def _work(self, stop: threading.Event) -> None:
        from curator.tasks.job import Stopped
        from curator.tasks.near_articles import NearArticles

        whole = False
        try:
            with NearArticles(self._page.workspace) as library:
                try:
                    library.update(lambda done, total, _words: self._told.emit(done, total), stop.is_set, _REST)
                    whole = True
                except Stopped:
                    pass
                if not self._away:
                    self._found.emit(tuple(library.pairs()))
        except UserFault:
            pass  # the project cannot be read: whatever reads it next for the user says so
        except BaseException as error:  # noqa: BLE001  # a thread must not swallow a bug: it goes to the crash report
            report_bug(error)
        if not self._away:
            self._ended.emit(whole)

    def _end(self, whole: bool) -> None:
        self._thread = None
        self._page.library.near_line.show_ended(whole)
        if self._again and whole:
            self._soon.start()

    def _tell(self, done: int, total: int) -> None:
        if total >= _LONG and self._thread is not None and not self._stop.is_set():
            self._page.library.near_line.show_progress(done, total)

    # -- following --------------------------------------------------------------------------------------------------
    def _follow(self, change: ChangeSet) -> None:
        if {"articles", "article_versions"} & set(change.tables):
            self._soon.start()
        elif "article_pairs" in change.tables:
            with self._page.workspace.read() as reads:
                said = {(pair.one, pair.other): pair.decision for pair in reads.article_pairs()}
            decided = (pair._replace(decision=said.get((pair.one, pair.other), "")) for pair in self.pairs)
            self._show(tuple(sorted(decided, key=lambda pair: pair.rank)))

    def _show(self, pairs: tuple[NearPair, ...]) -> None:
        if pairs == self.pairs or self._away:
            return
        self.pairs = pairs
        self._counts = Counter(number for pair in pairs if pair.shown for number in (pair.n, pair.other_n))
        left = self._page.library.chips.show_marked(NEAR, len(self._counts))
        self._page.library.model.renew()
        if left:
            self._page.listing.read_soon()
        self.changed.emit()
