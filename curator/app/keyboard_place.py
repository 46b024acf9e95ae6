# SPDX-License-Identifier: MIT
"""Which of the program's windows has the keyboard.

Desktops see to it when a window opens or closes. A display without a window manager does not (a kiosk, a remote or
virtual display), and some desktops leave the keyboard where it was. What lives here: coming forward with the keyboard,
giving it back when the window that had it closes, whether somebody writes. What does not: the focus inside a window.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
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


def writing() -> bool:
    """Whether somebody writes or chooses at this moment: then nothing may take the keyboard away."""
    fields = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox)
    elsewhere = QApplication.activeModalWidget() or QApplication.activePopupWidget()
    return elsewhere is not None or isinstance(QApplication.focusWidget(), fields)


@guarded
class KeyboardPlace(QObject):
    """Gives the keyboard back to the window from which a closed one had come, where nobody else has taken it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._has: QWindow | None = None
        self._behind: tuple[QWidget, ...] = ()  # from which it came, the nearest first
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._moved)

    def _moved(self, has: QWindow | None) -> None:
        """Follow the window that has the keyboard. Only it tells that it is gone: of a window that is deleted when it
        closes Qt says no word here, and asked then, it does not know any more where it came from."""
        if self._has is not None and isValid(self._has):
            self._has.visibleChanged.disconnect(self._shown_or_hidden)
        self._has, self._behind = has, ()
        if has is not None:
            has.visibleChanged.connect(self._shown_or_hidden)
            # As widgets: Python's hold on a QWindow is lost when one that came from it is deleted (PySide 6.11).
            self._behind = tuple(_windows_behind(QApplication.activeWindow()))

    def _shown_or_hidden(self, shown: bool) -> None:
        behind = self._behind
        if not shown and behind:
            # A little later: while it closes, a modal window lets no other one have the keyboard.
            QTimer.singleShot(0, self, lambda: _give_back(behind))


def _windows_behind(window: QWidget | None) -> Iterator[QWidget]:
    parent = window.parentWidget() if window is not None else None
    while parent is not None:
        yield parent.window()
        parent = parent.window().parentWidget()


def _give_back(behind: tuple[QWidget, ...]) -> None:
    """To the nearest that is still there: one that opened another may close together with it."""
    there = next((each for each in behind if isValid(each) and each.isVisible()), None)
    if QGuiApplication.focusWindow() is None and there is not None:
        there.activateWindow()
