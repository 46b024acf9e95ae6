# SPDX-License-Identifier: MIT
"""Who codes in the open project on this device: known, or asked once.

What lives here: finding out, and making the workspace act as that coder. What does not: the bar that asks
(coder_bar.py).
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from curator.app.coder_bar import CoderBar
from curator.domain.coding import Coder
from curator.domain.faults import UserFault
from curator.settings import Settings
from curator.workspace import Workspace


class WhoCodes(QObject):
    """`known`: the workspace acts as somebody now. `refused(sentence)`: a new coder could not be added."""

    known = Signal()
    refused = Signal(str)

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._workspace: Workspace | None = None
        self.bar = CoderBar()
        self.bar.answered.connect(self.answer)

    def look(self, workspace: Workspace) -> None:
        """Take the coder this device knows in this project, else ask where one can code: who only reads sees the own
        layer, and what is open to them, too."""
        self._workspace = workspace
        self.bar.hide()
        with workspace.read() as reads:
            coders = reads.coders()
        known = self._settings.coder_for(workspace.project_id)
        coder = next((coder for coder in coders if coder.id == known), None)
        workspace.act_as(coder)
        if coder is None and workspace.writable:
            self.bar.ask(coders)

    def leave(self) -> None:
        """The project is closed: ask nothing more."""
        self._workspace = None
        self.bar.hide()

    @property
    def may_ask(self) -> bool:
        """Whether there is a project one can code in."""
        return self._workspace is not None and self._workspace.writable

    @property
    def coder(self) -> Coder | None:
        """Who codes now."""
        return self._workspace.coder if self._workspace is not None else None

    def people(self) -> list[Coder]:
        """The persons the open project knows."""
        if self._workspace is None:
            return []
        with self._workspace.read() as reads:
            return [coder for coder in reads.coders() if coder.kind == "person"]

    def ask(self) -> None:
        """Ask again, in the bar; until it is answered nothing changes."""
        if self.may_ask:
            self.bar.ask(self.people())

    def answer(self, answer: Coder | str) -> None:
        """From now on this person codes here; a name is someone new."""
        workspace = self._workspace
        if workspace is None:
            return
        from curator.operations import AddCoder

        try:
            coder: Coder = workspace.run(AddCoder(answer)) if isinstance(answer, str) else answer
        except UserFault as fault:
            self.refused.emit(fault.sentence)
            self.look(workspace)
            return
        self.bar.hide()
        workspace.act_as(coder)
        self._settings.remember_coder(workspace.project_id, coder.id, coder.name)
        self.known.emit()
