# SPDX-License-Identifier: MIT
"""A dialog that asked for a job: it stands aside meanwhile, and comes back as it was where the job is refused.

What lives here: what becomes of the dialog. What does not: running the job (runner.py), the dialog (dialogs/form.py).
A fault is told where its reason can be put right, with all that was typed still there.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from curator.app.keyboard_place import writing
from curator.domain.faults import InputRefused, UserFault

if TYPE_CHECKING:
    from curator.app.dialogs.form import FormDialog
    from curator.app.jobs.runner import JobRunner
    from curator.app.main_window import MainWindow

_PLACES = 3  # of a fault, that a dialog has room for
_AT_ONCE = 2.0  # seconds; whoever waited no longer than that has not begun anything else


class AskingDialog(QObject):
    """For one press of the main button. `done` is called with what came of the job, the dialog being closed."""

    def __init__(
        self, dialog: FormDialog, runner: JobRunner, window: MainWindow, done: Callable[[Any], None]
    ) -> None:  # fmt: skip
        super().__init__(dialog)
        self._dialog, self._runner, self._window, self._done = dialog, runner, window, done
        self._workspace, self._begun, self._told = runner.workspace, time.monotonic(), False

    def stand_aside(self) -> None:
        """The job is under way: the window and its button to stop are free."""
        self._dialog.stand_aside()
        self._window.status.job.ended.connect(self._ended)
        if self._window.page is not None:
            self._window.page.destroyed.connect(self._dialog.reject)

    def done(self, result: Any) -> None:
        """Close the dialog, and tell what came of the job."""
        self._told = True
        if isValid(self._dialog):
            self._dialog.end()
        self._done(result)

    def refused(self, fault: UserFault) -> None:
        """Tell the fault in the dialog; at its place in the bar, where somebody writes elsewhere by now."""
        self._told = True
        if not isValid(self._dialog) or self._runner.workspace is not self._workspace:
            if isValid(self._dialog):
                self._dialog.reject()
            self._runner.refused(fault)
            return
        places = fault.places[:_PLACES] if isinstance(fault, InputRefused) else ()
        told = " ".join((fault.sentence, *places))
        if time.monotonic() - self._begun > _AT_ONCE and writing():
            self._runner.say("fault", fault.sentence, self.tr("Go back to it"), lambda: self._back(told))
        else:
            self._back(told)

    def _back(self, told: str) -> None:
        if isValid(self._dialog):
            self._dialog.come_back(told)

    def _ended(self) -> None:
        """Look a moment later whether somebody told what came of it."""
        self._window.status.job.ended.disconnect(self._ended)
        QTimer.singleShot(0, self._look)

    def _look(self) -> None:
        if isValid(self._dialog) and self._runner.workspace is not self._workspace:
            self._dialog.reject()  # the project was closed meanwhile
        elif not self._told:  # the crash report tells the rest
            self._back(self.tr("This broke off because of a fault in Curator."))
