# SPDX-License-Identifier: MIT
"""Which of the program's windows has the keyboard.

Desktops see to it when a window opens or closes. A display without a window manager does not (a kiosk, a remote or
virtual display), and some desktops leave the keyboard where it was. What lives here: coming forward with the keyboard,
and giving it back when the window that had it closes. What does not: the focus inside a window.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from curator.app.guard import guarded
from curator.app.on_screen import fit_on_screen


def come_forward(window: QWidget) -> None:
    """Show a window before the others, on its screen as a whole; what is typed goes to it."""
    if not window.isVisible():
        fit_on_screen(window)
    window.show()
    window.raise_()
    window.activateWindow()


@guarded
class KeyboardPlace(QObject):
    """Gives the keyboard back to the window from which a closed one had come, where nobody else has taken it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._has: QWindow | None = None
        self._behind: QWidget | None = None
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._moved)

    def _moved(self, has: QWindow | None) -> None:
        """Follow the window that has the keyboard. Only it tells that it is gone: of a window that is deleted when it
        closes Qt says no word here, and asked then, it does not know any more where it came from."""
        if self._has is not None and isValid(self._has):
            self._has.visibleChanged.disconnect(self._shown_or_hidden)
        self._has, self._behind = has, None
        if has is not None:
            has.visibleChanged.connect(self._shown_or_hidden)
            # As a widget: Python's hold on a QWindow is lost when one that came from it is deleted (PySide 6.11).
            widget = QApplication.activeWindow()
            parent = widget.parentWidget() if widget is not None else None
            self._behind = parent.window() if parent is not None else None

    def _shown_or_hidden(self, shown: bool) -> None:
        behind = self._behind
        if not shown and behind is not None:
            # A little later: while it closes, a modal window lets no other one have the keyboard.
            QTimer.singleShot(0, self, lambda: _give_back(behind))


def _give_back(behind: QWidget) -> None:
    if QGuiApplication.focusWindow() is None and isValid(behind) and behind.isVisible():
        behind.activateWindow()
