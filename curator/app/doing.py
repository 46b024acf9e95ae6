# SPDX-License-Identifier: MIT
"""Running operations from the window: asked for here, done on the writing thread, answered here.

What lives here: one way to run an operation, to hear of its end, and to try it again after a fault. What does not: what
the operations are (coding/, dialogs), showing the change (every view listens to the change feed).
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from curator.app.background import report_bug
from curator.domain.faults import Busy, InputRefused, NotNow, UserFault
from curator.shape import Frozen
from curator.workspace import Workspace

if TYPE_CHECKING:
    from curator.operations import Operation

Then = Callable[[Any], None]
Tell = Callable[[str], None]
_CLOSING_S = 5.0  # as long as closing waits for what is under way; a disk that takes longer than this is away


class _Asked(Frozen):
    """What was asked for, whole: enough to ask for it once more. `subject`: what takes the place of it."""

    operation: Operation
    then: Then | None
    otherwise: Tell | None
    subject: str


class Doing(QObject):
    """`saving(bool)`: something is on its way into the file, or everything is there. `unsaved`: something that was
    asked for is not in the file, and nothing is on its way.

    `refused(text)`: it cannot be done as it was asked; nothing was changed. `failed(text, again)`: the file or the disk
    said no; `again()` tries everything that failed once more, in its order, with everything the user gave. `mended`:
    what had failed is in the file now, or was given up."""

    saving = Signal(bool)
    unsaved = Signal()
    refused = Signal(str)
    failed = Signal(str, object)
    mended = Signal()
    _answered = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._under_way: dict[Future[Any], _Asked] = {}  # in the order they were asked for
        self._failed: list[_Asked] = []
        self._closed = False
        self._answered.connect(self._settle, Qt.ConnectionType.QueuedConnection)

    def run(
        self, operation: Operation, then: Then | None = None, otherwise: Tell | None = None, subject: str = ""
    ) -> None:
        """Do it; then call `then` with its result. Where it is refused call `otherwise` with the reason.

        If it fails and something else is done with the same `subject`, it is not tried again."""
        self._start(_Asked(operation, then, otherwise, subject))

    def _start(self, asked: _Asked) -> None:
        try:
            future = self._workspace.submit(asked.operation)
        except UserFault as fault:
            self._tell(fault, asked)
            self._tell_state()
            return
        self._under_way[future] = asked
        if len(self._under_way) == 1:
            self.saving.emit(True)
        future.add_done_callback(self._answered.emit)

    @property
    def busy(self) -> bool:
        return bool(self._under_way)

    def try_again(self) -> None:
        """Ask once more for everything that failed."""
        failed, self._failed = self._failed, []
        for asked in failed:
            self._start(asked)

    def give_up(self, subject: str = "") -> None:
        """Try what failed no more: all of it, or what has this subject."""
        before = len(self._failed)
        self._failed = [asked for asked in self._failed if subject and asked.subject != subject]
        if len(self._failed) != before:
            self._tell_state()

    def close(self) -> None:
        """The page is about to go: wait for what is under way, then tell nobody any more."""
        wait(self._under_way, _CLOSING_S)
        for future in [each for each in self._under_way if each.done()]:
            self._settle(future)
        self._closed = True

    def _settle(self, future: Future[Any]) -> None:
        asked = self._under_way.pop(future, None)
        if asked is None or self._closed:
            return
        error = future.exception()
        if error is None:
            self._failed = [each for each in self._failed if not asked.subject or each.subject != asked.subject]
        elif isinstance(error, UserFault):
            self._tell(error, asked)
        else:
            self._keep(asked)
            self.failed.emit(self.tr("The last step could not be saved. What you did before is saved."), self.try_again)
        self._tell_state()
        if error is None and asked.then is not None:
            asked.then(future.result())
        elif error is not None and not isinstance(error, UserFault):
            report_bug(error)

    def _tell(self, fault: UserFault, asked: _Asked) -> None:
        if isinstance(fault, Busy) or not isinstance(fault, InputRefused | NotNow):
            self._keep(asked)
            self.failed.emit(fault.sentence, self.try_again)
        elif asked.otherwise is not None:
            asked.otherwise(fault.sentence)
        else:
            self.refused.emit(fault.sentence)

    def _keep(self, asked: _Asked) -> None:
        """It is not in the file; what was asked for before with the same subject is out of date."""
        self._failed = [each for each in self._failed if not asked.subject or each.subject != asked.subject]
        self._failed.append(asked)

    def _tell_state(self) -> None:
        if not self._failed:
            self.mended.emit()
        if self._under_way:
            return
        if self._failed:
            self.unsaved.emit()
        else:
            self.saving.emit(False)
