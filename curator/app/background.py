# SPDX-License-Identifier: MIT
"""Work off the window's thread, answered on it.

What lives here: one way to run something in Qt's thread pool and get its result, its fault or its bug back by a queued
signal. What does not: jobs with progress (job_bar.py builds on this).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from curator.domain.faults import UserFault


class _Answer(QObject):
    done = Signal(object)
    refused = Signal(object)
    broke = Signal(object)


class _Work(QRunnable):
    """Done once. PySide lets go of some of these never (6.11), so it lets go of what it was given: whole articles."""

    def __init__(self, work: Callable[[], Any], answer: _Answer) -> None:
        super().__init__()
        self._given: list[tuple[Callable[[], Any], _Answer]] = [(work, answer)]

    def run(self) -> None:
        work, answer = self._given.pop()
        try:
            result = work()
        except UserFault as fault:
            answer.refused.emit(fault)
        except BaseException as error:  # noqa: BLE001  # a thread must not swallow a bug: it goes to the crash report
            answer.broke.emit(error)
        else:
            answer.done.emit(result)


class Background(QObject):
    """Runs work for one owner. Answers that come after `forget` are dropped."""

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._pool = QThreadPool.globalInstance()
        self._answers: dict[_Answer, str] = {}
        self._serial: dict[str, int] = {}

    def run(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        refused: Callable[[UserFault], None] | None = None,
        lane: str = "",
        broken: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Run `work` in a thread, then call `then` with its result here. In one `lane` only the last answer counts.

        A UserFault goes to `refused`, without one to the window's red bar; a bug to `broken`, or to a crash report."""
        serial = self._serial[lane] = self._serial.get(lane, 0) + 1
        answer = _Answer(self)
        self._answers[answer] = lane
        queued = Qt.ConnectionType.QueuedConnection

        def settle(call: Callable[[Any], None] | None, value: Any) -> None:
            if answer not in self._answers:
                return  # forgotten meanwhile
            del self._answers[answer]
            answer.deleteLater()
            if call is not None and (not lane or self._serial[lane] == serial):
                call(value)

        answer.done.connect(lambda value: settle(then, value), queued)
        answer.refused.connect(lambda fault: settle(refused or report_bug, fault), queued)
        answer.broke.connect(lambda error: settle(broken or report_bug, error), queued)
        self._pool.start(_Work(work, answer))

    @property
    def busy(self) -> bool:
        return bool(self._answers)

    def forget(self) -> None:
        """Wait for what is under way and drop its answers: the project is about to be closed."""
        for lane in self._serial:
            self._serial[lane] += 1
        self._pool.waitForDone()
        self._answers.clear()


def report_bug(error: BaseException) -> None:
    """Give a bug to the hook that writes crash reports, as if it had happened on the window's thread."""
    sys.excepthook(type(error), error, error.__traceback__)
