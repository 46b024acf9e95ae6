# SPDX-License-Identifier: MIT
"""Running operations from the window: asked for here, done on the writing thread, answered here.

What lives here: one way to run an operation, to hear of its end, and to try it again after a fault. What does not: what
the operations are (coding/, dialogs), showing the change (every view listens to the change feed).
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from curator.app.background import report_bug
from curator.domain.faults import InputRefused, NotNow, UserFault
from curator.workspace import Workspace

if TYPE_CHECKING:
    from curator.operations import Operation

Then = Callable[[Any], None]
Tell = Callable[[str], None]
Answer = tuple["Future[Any]", "Then | None", "Tell | None", Callable[[], None]]


class Doing(QObject):
    """`saving(bool)`: something is on its way into the file, or everything is there.

    `refused(text)`: it cannot be done as it was asked; nothing was changed. `failed(text, again)`: the file or the disk
    said no; `again()` tries once more, with everything the user gave."""

    saving = Signal(bool)
    refused = Signal(str)
    failed = Signal(str, object)
    _answered = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._under_way = 0
        self._closed = False
        self._answered.connect(self._settle, Qt.ConnectionType.QueuedConnection)

    def run(self, operation: Operation, then: Then | None = None, otherwise: Tell | None = None) -> None:
        """Do it; then call `then` with its result, or `otherwise` with the sentence that says why not."""

        def again() -> None:
            self.run(operation, then, otherwise)

        def answered(future: Future[Any]) -> None:
            self._answered.emit((future, then, otherwise, again))

        try:
            future = self._workspace.submit(operation)
        except UserFault as fault:
            self._tell(fault, otherwise, again)
            return
        self._under_way += 1
        if self._under_way == 1:
            self.saving.emit(True)
        future.add_done_callback(answered)

    @property
    def busy(self) -> bool:
        return self._under_way > 0

    def close(self) -> None:
        """Tell nobody any more: the page is about to go. What was asked for is still done."""
        self._closed = True

    def _settle(self, answer: Answer) -> None:
        future, then, otherwise, again = answer
        self._under_way -= 1
        if self._closed:
            return
        if not self._under_way:
            self.saving.emit(False)
        error = future.exception()
        if error is None:
            if then is not None:
                then(future.result())
        elif isinstance(error, UserFault):
            self._tell(error, otherwise, again)
        else:
            report_bug(error)

    def _tell(self, fault: UserFault, otherwise: Tell | None, again: Callable[[], None]) -> None:
        if otherwise is not None:
            otherwise(fault.sentence)
        if not isinstance(fault, InputRefused | NotNow):
            self.failed.emit(fault.sentence, again)
        elif otherwise is None:
            self.refused.emit(fault.sentence)
