# SPDX-License-Identifier: MIT
"""The writing thread: one connection, one queue, one thing at a time.

What lives here: running what any thread asks for, in order, the pauses in between (when the log file of SQLite is put
away), and how patiently threads wait for each other. What does not: transactions (session.py).
"""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from curator.domain.faults import NotNow

IDLE_SECONDS = 1.0

# After so long a thread that waits for Python is let in. Python's own 5 ms never come to their end beside a thread that
# reads rows: SQLite lets go of Python for some microseconds at each of them, which wakes who waits, too late, and its
# 5 ms begin anew. So the window stood still for as long as a job read texts one by one (measured: 0.1 to 0.5 s).
PATIENCE_SECONDS = 0.0002


def take_turns() -> None:
    """From now on no thread of this process waits long for its turn; called once a project is open."""
    sys.setswitchinterval(min(PATIENCE_SECONDS, sys.getswitchinterval()))


class WritingThread:
    """Runs callables one after the other. `when_idle` is called once after each second without work."""

    def __init__(self, name: str, when_idle: Callable[[], None]) -> None:
        self._tasks: queue.SimpleQueue[tuple[Callable[[], Any], Future[Any]] | None] = queue.SimpleQueue()
        self._when_idle = when_idle
        self._asking = threading.Lock()  # nothing may be asked for behind the end: nobody would ever answer
        self._ended = False
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def submit(self, task: Callable[[], Any]) -> Future[Any]:
        """Ask for something to be done; the Future carries its result or what it raised. Raises NotNow after `stop`."""
        future: Future[Any] = Future()
        with self._asking:
            if self._ended:
                raise NotNow("The project was closed meanwhile; nothing was changed.")
            self._tasks.put((task, future))
        return future

    def call(self, task: Callable[[], Any]) -> Any:
        """Ask and wait. From the writing thread itself (a subscriber that writes) this would wait for ever."""
        if threading.current_thread() is self._thread:
            raise RuntimeError("a subscriber of the change feed may not write in its callback")
        return self.submit(task).result()

    def stop(self) -> None:
        """Finish what was asked for, then end."""
        with self._asking:
            self._ended = True
            self._tasks.put(None)
        self._thread.join()

    def _work(self) -> None:
        rested = True
        while True:
            try:
                asked = self._tasks.get(timeout=None if rested else IDLE_SECONDS)
            except queue.Empty:
                rested = True
                self._rest()
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

    def _rest(self) -> None:
        try:
            self._when_idle()
        except Exception:  # noqa: BLE001 - a bug for the crash report; without this thread nothing could be saved
            sys.excepthook(*sys.exc_info())
