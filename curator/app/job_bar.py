# SPDX-License-Identifier: MIT
"""Long jobs as the window shows them: what is being done, how far, a button to stop.

What lives here: running a job of curator.tasks in a thread with progress and cancel. What does not: what jobs do.
One job at a time; everything else goes on meanwhile.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from curator.app import measures
from curator.app.background import Background, report_bug
from curator.app.widgets import ElidedLabel, named
from curator.domain.faults import UserFault

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]
Job = Callable[[Progress, Cancelled], Any]
_SURE_AFTER, _SHORT = 2.0, 3.0  # seconds: before, nobody knows how long it takes; so little is not worth a word
_IN_SECONDS = 100  # so long a time and less is told in seconds
_PACE = 0.05  # seconds between two words about progress; more would only be work for the window


class JobBar(QWidget):
    """`started`, `ended`: a job is under way, or no longer."""

    started = Signal()
    ended = Signal()
    _told = Signal(int, int, str)

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "job", self.tr("What is being done"))
        self._background = background
        self._stop = threading.Event()
        self._title = ""
        self._last = self._begun = 0.0
        self.running = False
        self.label = ElidedLabel()
        self.label.setObjectName("job.title")
        self.label.setMinimumWidth(300)
        self.progress = QProgressBar()
        named(self.progress, "job.progress", self.tr("How far it is"))
        self.progress.setFixedWidth(140)
        self.progress.setTextVisible(False)
        self.stop_button = QPushButton(self.tr("Stop"))
        named(
            self.stop_button,
            "job.stop",
            self.tr("Stop"),
            role="quiet",
            tip=self.tr("Stop; what is done already stays, and can be undone"),
        )
        self.stop_button.clicked.connect(self.stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(measures.GAP)
        row.addWidget(self.label, 1)
        row.addWidget(self.progress)
        row.addWidget(self.stop_button)
        self._told.connect(self._show_progress, Qt.ConnectionType.QueuedConnection)
        self.hide()

    def start(self, title: str, job: Job, done: Callable[[Any], None], refused: Callable[[UserFault], None]) -> bool:
        """Start a job; False while another one is under way. `done` and `refused` are called on this thread."""
        if self.running:
            return False
        self.running, self._title, self._last = True, title, 0.0
        self._begun = time.monotonic()
        self._stop = threading.Event()
        self.label.show_text(title)
        self.progress.setRange(0, 0)
        self.show()
        self.started.emit()
        stop = self._stop

        def finish(call: Callable[[Any], None], value: Any) -> None:
            self.running = False
            self.hide()
            self.ended.emit()
            call(value)

        self._background.run(
            lambda: job(self._tell, stop.is_set),
            lambda result: finish(done, result),
            lambda fault: finish(refused, fault),
            broken=lambda error: finish(report_bug, error),
        )
        return True

    def stop(self) -> None:
        """Ask the job to stop at its next step."""
        self._stop.set()
        self.label.show_text(self.tr("Stopping …"))

    def put_away(self) -> None:
        """The project was closed: what was under way has been waited for, and its answer is not told any more."""
        if self.running:
            self.running = False
            self.hide()
            self.ended.emit()

    def _tell(self, done: int, total: int, words: str) -> None:
        """Called on the job's thread."""
        now = time.monotonic()
        if now - self._last >= _PACE or (total and done >= total):
            self._last = now
            self._told.emit(done, min(total, 2**31 - 1), words)

    def _show_progress(self, done: int, total: int, words: str) -> None:
        if not self.running or self._stop.is_set():
            return
        self.progress.setRange(0, total)
        self.progress.setValue(min(done, total))
        counted = f" ({done:,} / {total:,})" if total else f" ({done:,})" if done else ""
        self.label.show_text(f"{words or self._title}{counted}{self._left(done, total)}")

    def _left(self, done: int, total: int) -> str:
        """About how long the rest takes, as far as it went at this pace; nothing is said of what is soon done."""
        passed = time.monotonic() - self._begun
        left = passed * (total - done) / done if done and passed >= _SURE_AFTER else 0.0
        if left < _SHORT:
            return ""
        if left < _IN_SECONDS:
            return " · " + self.tr("about {count} s left").format(count=5 * max(1, round(left / 5)))
        return " · " + self.tr("about {count} min left").format(count=round(left / 60))
