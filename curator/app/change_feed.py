# SPDX-License-Identifier: MIT
"""The bridge from the workspace's change feed to Qt.

What lives here: one signal, emitted on the window's thread, for every committed change. What does not: deciding what to
show again; every view does that for itself from the ChangeSet.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from curator.workspace import ChangeSet, Workspace


class ChangeFeed(QObject):
    """`changed(ChangeSet)` comes after COMMIT, in the order of the commits."""

    changed = Signal(object)
    _arrived = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arrived.connect(self._hand_on, Qt.ConnectionType.QueuedConnection)
        self._closed = False
        self._leave = workspace.subscribe(self._on_writing_thread)

    def _on_writing_thread(self, change: ChangeSet) -> None:
        self._arrived.emit(change)

    def _hand_on(self, change: object) -> None:
        if not self._closed:  # Qt still delivers what was on its way when the connection was cut
            self.changed.emit(change)

    def close(self) -> None:
        """Hear of nothing more."""
        self._closed = True
        self._leave()
        self._arrived.disconnect()
