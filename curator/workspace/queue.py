# SPDX-License-Identifier: MIT
"""The writing thread: one connection, one queue, one thing at a time.

What lives here: running what any thread asks for, in order, and the pauses in between (when the log file of SQLite is
put away). What does not: transactions (session.py).
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

IDLE_SECONDS = 1.0


class WritingThread:
    """Runs callables one after the other. `when_idle` is called once after each second without work."""

    def __init__(self, name: str, when_idle: Callable[[], None]) -> None:
        self._tasks: queue.SimpleQueue[tuple[Callable[[], Any], Future[Any]] | None] = queue.SimpleQueue()
        self._when_idle = when_idle
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def submit(self, task: Callable[[], Any]) -> Future[Any]:
        """Ask for something to be done; the Future carries its result or what it raised."""
        future: Future[Any] = Future()
        self._tasks.put((task, future))
        return future

    def call(self, task: Callable[[], Any]) -> Any:
        """Ask and wait. From the writing thread itself (a subscriber that writes) this would wait for ever."""
        if threading.current_thread() is self._thread:
            raise RuntimeError("a subscriber of the change feed may not write in its callback")
        return self.submit(task).result()

    def stop(self) -> None:
        """Finish what was asked for, then end."""
        self._tasks.put(None)
        self._thread.join()

    def _work(self) -> None:
        rested = True
        while True:
            try:
                asked = self._tasks.get(timeout=None if rested else IDLE_SECONDS)
            except queue.Empty:
                self._when_idle()
                rested = True
                continue
            if asked is None:
                return
            task, future = asked
            rested = False
            if not future.set_running_or_notify_cancel():
                continue
            try:
                result = task()
            except BaseException as error:  # noqa: BLE001 - it travels to whoever asked, whatever it is
                future.set_exception(error)
            else:
                future.set_result(result)
