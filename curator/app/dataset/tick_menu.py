# SPDX-License-Identifier: MIT
"""A menu of things to tick, which stays open while one ticks.

What lives here: the menu. What does not: what there is to tick (view.py).
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu

from curator.app.guard import guarded

_TICKING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@guarded
class TickMenu(QMenu):
    """Ticks with a click, Enter or the space bar; Escape or a click beside it closes it."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._tick():
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _TICKING or not self._tick():
            super().keyPressEvent(event)

    def _tick(self) -> bool:
        """Tick what the mouse or the arrow keys are on; False where that is nothing to tick."""
        action = self.activeAction()
        if action is None or not action.isCheckable() or not action.isEnabled():
            return False
        action.trigger()
        return True
