# SPDX-License-Identifier: MIT
"""Keeping the list of the review up to date: reading it off the window's thread, counting what differs bit by bit.

What lives here: when it is read and counted. What does not: what it says (queue_source.py), showing it (page.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from curator.app.background import Background
from curator.app.review.queue_source import Queue, QueueLine, read_blind, read_given, read_queue
from curator.tasks.reviewing import ReviewCounts, count_differences
from curator.workspace import Workspace

_CHANGE_WAIT = 250  # ms after the last change
_FIRST, _MORE = 25, 200  # articles that are compared in one go: first those in sight, then the rest
_PAUSE = 30  # ms between two goes
_LANE, _GIVEN, _BLIND, _COUNTS = "review.queue", "review.given", "review.blind", "review.counts"


class QueueFeed(QObject):
    """`shown`: `queue`, `given` or `blind` are others now."""

    shown = Signal()

    def __init__(self, workspace: Workspace, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._background = workspace, background
        self.queue = Queue()
        self.given: Sequence[QueueLine] = ()
        self.blind: Sequence[QueueLine] = ()
        self._counts = ReviewCounts()
        self._goes = 0
        self._left = self._beside = False
        self._changing = QTimer(self, singleShot=True, interval=_CHANGE_WAIT)
        self._changing.timeout.connect(self.read)
        self._counting = QTimer(self, singleShot=True, interval=_PAUSE)
        self._counting.timeout.connect(self._count)

    def read(self) -> None:
        """Read the list, and what was given back."""
        self._changing.stop()
        self._goes = 0
        self._beside = True
        self._read_queue()

    def _read_beside(self) -> None:
        """The list is there: now what else is listed."""
        self._beside = False
        self._background.run(lambda: read_given(self._workspace), self._take_given, lane=_GIVEN)
        self._background.run(lambda: read_blind(self._workspace), self._take_blind, lane=_BLIND)

    def _read_queue(self) -> None:
        workspace, counts, before = self._workspace, self._counts, self.queue
        self._background.run(lambda: read_queue(workspace, counts, before), self._take, lane=_LANE)

    def _take(self, queue: Queue) -> None:
        if self._left:
            return
        self.queue = queue
        self.shown.emit()
        if self._beside:
            self._read_beside()
        if queue.uncounted:
            self._counting.start()

    def _take_given(self, given: Sequence[QueueLine]) -> None:
        if not self._left and (given or self.given):
            self.given = given
            self.shown.emit()

    def _take_blind(self, blind: Sequence[QueueLine]) -> None:
        if not self._left and (blind or self.blind):
            self.blind = blind
            self.shown.emit()

    def _count(self) -> None:
        """Compare some of the articles that were not compared yet, those on top of the list first."""
        if self._left:
            return
        some = self.queue.uncounted[: _MORE if self._goes else _FIRST]
        self._goes += 1
        workspace, counts = self._workspace, self._counts
        viewer = workspace.coder.id if workspace.coder is not None else ""

        def count() -> int:
            with workspace.read() as reads:
                return count_differences(reads, workspace.codebook, viewer, some, counts)

        self._background.run(count, self._counted, lane=_COUNTS)

    def _counted(self, count: int) -> None:
        if count and not self._left:
            self._read_queue()

    def follow(self) -> None:
        """Something has changed: read again when it has come to rest."""
        self._changing.start()

    def rest(self) -> None:
        """The page is out of sight: nothing is compared meanwhile."""
        self._counting.stop()

    def leave(self) -> None:
        self._left = True
        self._changing.stop()
        self._counting.stop()
