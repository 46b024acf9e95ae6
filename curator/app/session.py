# SPDX-License-Identifier: MIT
"""One run of the window: Qt's loop, bugs, and what happens at the first paint.

What lives here: from an application to its exit code. What does not: whether a window can be shown at all (window.py).
"""

from __future__ import annotations

import gc
import signal
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from curator.app import crash
from curator.app.application import make_application, make_themes
from curator.app.background import report_bug
from curator.app.main_window import MainWindow
from curator.app.on_screen import fit_on_screen, is_beyond_screen
from curator.app.window import FAULT, milliseconds_since_start, told_as_json
from curator.paths import HANDOVER_SUFFIX, exists
from curator.settings import Settings


class Session(QObject):
    """Shows the window on a project, or on the start page."""

    _bug = Signal(object)
    _fault = Signal(str)

    def __init__(self, project: Path | None, article: int, exit_when_shown: bool) -> None:
        self._application = make_application()
        super().__init__(self._application)
        self._project, self._article, self._exit_when_shown = project, article, exit_when_shown
        self._settings = Settings()
        self._window = MainWindow(self._settings, make_themes(self._application, self._settings))
        self._code = 0
        self._bug.connect(self._tell_bug, Qt.ConnectionType.QueuedConnection)
        self._fault.connect(self._window.telling.reading_fault, Qt.ConnectionType.QueuedConnection)
        crash.watch(self._bug.emit, self._fault.emit)

    def run(self) -> int:
        """Until the window is closed. Returns the exit code: 3 where a project was named and cannot be opened."""
        signal.signal(signal.SIGINT, lambda *_: self._window.close())
        self._window.when_painted(self._shown if self._exit_when_shown else self._give_icon)
        project = self._project or self._used_last()
        opened = project is None or self._opened(project)
        if not opened and self._exit_when_shown:
            for row in self._window.messages.rows():
                print(row.text, file=sys.stderr)  # noqa: T201  # the window closes before anybody could read it
            return FAULT
        if self._window.page is None:
            self._window.show_start()
        self._show_whole()
        QTimer.singleShot(0, self._after_start)
        # Without a timer Python would see no signal while Qt waits for events.
        beat = QTimer(self, interval=500)
        beat.timeout.connect(lambda: None)
        beat.start()
        self._application.exec()
        return self._code

    def _opened(self, project: Path) -> bool:
        """Open a project. A bug in showing it must not end the program: the same one would be opened at every start."""
        if project.suffix.lower() == HANDOVER_SUFFIX:  # a packet one was sent, opened by a double click
            self._window.when_painted(lambda: self._window.jobs.packets.begin(project))
            return True
        try:
            return self._window.open_project(project, self._article)
        except Exception as error:  # noqa: BLE001  # into the report, as if it had happened in a slot
            report_bug(error)
            return self._window.page is not None

    def _show_whole(self) -> None:
        """Show the window; at the first start on a small screen it fills the screen, so that its foot is seen."""
        real = self._application.platformName() not in ("offscreen", "minimal")
        if real and is_beyond_screen(self._window) and not self._settings.text("window_geometry"):
            fit_on_screen(self._window, QSize())  # for where no window manager knows what maximised is
            self._window.showMaximized()
        else:
            self._window.show()
        if self._application.platformName() == "xcb":  # without a window manager nobody else gives it the keyboard
            self._window.activateWindow()

    def _used_last(self) -> Path | None:
        """The project used last, if its file is still there."""
        recent = self._settings.recent_projects()
        return recent[0].path if recent and exists(recent[0].path) else None

    @staticmethod
    def _after_start() -> None:
        """The window stands: from now on rubbish is looked for, but not in what the program itself consists of."""
        gc.freeze()
        gc.enable()

    @staticmethod
    def _give_icon() -> None:
        from PySide6.QtGui import QIcon

        from curator.app.icons import pixmap

        QGuiApplication.setWindowIcon(QIcon(pixmap("curator", "#1d2127", 64)))

    def _shown(self) -> None:
        cpu, wall = time.process_time() * 1000, milliseconds_since_start()
        page = self._window.page
        title = page.article.head.title.text() if page else ""
        print(told_as_json(cpu, wall, title), flush=True)  # noqa: T201  # the answer of --exit-when-shown
        self._window.close()

    def _tell_bug(self, report: Path | None) -> None:
        where = self.tr("The report is in {file}.").format(file=report) if report else ""
        told = self.tr("Curator has a fault of its own. What you did before is saved. {where}").format(where=where)
        self._window.messages.say("fault", told.strip())
