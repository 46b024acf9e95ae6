# SPDX-License-Identifier: MIT
"""Reading the article of a review: the one that is wanted, and again when something in it was changed.

What lives here: which article is wanted, which reading is the newest, what waits for one. What does not: what is read
(shown.py), showing it (page.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from curator.app.review.shown import ReviewShown, read_shown
from curator.domain.faults import UserFault

if TYPE_CHECKING:
    from curator.app.review.page import ReviewPage

_LANE = "review.article"


class Reading(QObject):
    """One for each page of the review. `article`: the id of the article that is wanted."""

    def __init__(self, page: ReviewPage) -> None:
        super().__init__(page)
        self._page = page
        self.article = ""
        self._serial = 0  # of the readings of an article
        self._waiting: list[tuple[int, Callable[[], object]]] = []  # what is done when a reading has come
        self._changing = QTimer(self, singleShot=True, interval=0)  # several changes at once are followed once
        self._changing.timeout.connect(self.again)

    def want(self, article: str) -> None:
        """Show this article (by its id) when it is read."""
        if article != self.article:
            self.article, self._page.at = article, 0
            self._waiting.clear()
            self._page.reason.clear()
        self.again()

    def again(self) -> None:
        """Read the article that is wanted, and show it as it is now."""
        article = self.article
        if not article or self._page.left:
            return
        self._serial += 1
        serial = self._serial
        self._page.background.run(
            lambda: read_shown(self._page.workspace, article), lambda shown: self._come(shown, serial),
            lambda fault: self._gone(fault), lane=_LANE,
        )  # fmt: skip

    def when_read(self, work: Callable[[], object]) -> None:
        """Do this when the article has been read as it is now, with what was done just before."""
        self._changing.stop()
        self.again()
        self._waiting.append((self._serial, work))

    def _gone(self, fault: UserFault) -> None:
        self.article = ""
        self._page.showing.show_nothing(fault.sentence)

    def _come(self, shown: ReviewShown, serial: int) -> None:
        if self._page.left or shown.id != self.article:
            return
        self._page.show_article(shown)
        ready = [work for at, work in self._waiting if at <= serial]
        self._waiting = [each for each in self._waiting if each[0] > serial]
        for work in ready:
            work()
        self._page.situation_changed.emit()

    def again_soon(self) -> None:
        """Something in the article was changed."""
        self._changing.start()

    def leave(self) -> None:
        """Read no more."""
        self._changing.stop()
