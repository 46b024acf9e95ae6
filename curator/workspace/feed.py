# SPDX-License-Identifier: MIT
"""The change feed: the one way in which anybody learns that something changed.

What lives here: what a change says, and who hears of it. What does not: Qt (app has a bridge), the log (store).
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Mapping

from curator.shape import Frozen, Mutable, fresh


class ChangeSet(Frozen):
    """One committed change. `tables`: the ids touched in each table; an empty set means "many". `incidents`: those
    with a touched row, of their own, of a group, of words, notes or comments ("": one of the article itself), as far as
    not `many` were."""

    seqs: tuple[int, ...]
    kind: str
    label: str
    tables: Mapping[str, frozenset[str]]
    articles: frozenset[str]
    codebook_changed: bool = False
    incidents: frozenset[str] = frozenset()

    @property
    def many(self) -> bool:
        """Whether rows were written whose ids are not told."""
        return not all(self.tables.values())


class Feed(Mutable):
    """Subscribers are called in the order they came, on the thread that wrote, after COMMIT. A fault of
    one of them is a bug of its own: it goes to the crash report, and the others are still told."""

    _subscribers: list[Callable[[ChangeSet], None]] = fresh(default_factory=list)
    _lock: threading.Lock = fresh(default_factory=threading.Lock)

    def subscribe(self, callback: Callable[[ChangeSet], None]) -> Callable[[], None]:
        """Hear of every change from now on; call what is returned to hear no more."""
        with self._lock:
            self._subscribers.append(callback)

        def leave() -> None:
            with self._lock:
                if callback in self._subscribers:
                    self._subscribers.remove(callback)

        return leave

    def publish(self, change: ChangeSet) -> None:
        with self._lock:
            subscribers = list(self._subscribers)
        for subscriber in subscribers:
            try:
                subscriber(change)
            except Exception:  # noqa: BLE001 - the change is saved: whoever made it must not be told that it failed
                sys.excepthook(*sys.exc_info())
