# SPDX-License-Identifier: MIT
"""What every command is given: how to show progress, whether Ctrl+C was pressed, how to open the window.

What lives here: the shape, and Ctrl+C. What does not: the commands.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from curator.cli.say import ProgressLine

# show(project, article number, exit when shown) opens the window and returns the exit code. __main__ brings it along,
# because the command line does not know the window.
Show = Callable[[str | None, int | None, bool], int]


class Running:
    """One run of a command."""

    def __init__(self, show: Show | None = None) -> None:
        self.show = show
        self.progress = ProgressLine()
        self._stop = False

    def cancelled(self) -> bool:
        """Whether Ctrl+C was pressed; jobs ask between two steps."""
        return self._stop

    def stop_listening(self) -> None:
        """From here on Ctrl+C ends the process: for the window, which never loses anything that was done in it."""
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGINT, signal.SIG_DFL)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """The first Ctrl+C asks the job to stop at the next safe place; the second one ends it there and then."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return

        def asked(number: int, frame: FrameType | None) -> None:
            if self._stop:
                raise KeyboardInterrupt
            self._stop = True

        before = signal.signal(signal.SIGINT, asked)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)
