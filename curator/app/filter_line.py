# SPDX-License-Identifier: MIT
"""The line one types words to filter by.

What lives here: which keys are the line's and which the window's. What does not: what is filtered.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from curator.app.guard import guarded


@guarded
class FilterLine(QLineEdit):
    """Words to filter by. Undo and redo go to the project where nothing typed here is to be taken back; other keys of
    the window stay the window's (some platforms have Ctrl+E for the end of a line).

    `escaped`, `went_down`: Escape or Down was pressed."""

    escaped = Signal()
    went_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._gives_way(event):
            event.ignore()
            return True
        return super().event(event)

    def _gives_way(self, event: QKeyEvent) -> bool:
        undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
        redo = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        return undo or redo or (control and event.key() == Qt.Key.Key_E)
