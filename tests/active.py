# SPDX-License-Identifier: MIT
"""The keyboard of tests: a window has it when the platform says so, offscreen at once, on a display a little later."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

_PATIENCE = 10.0  # seconds
_STEP = 5  # milliseconds


def make_active(window: QWidget) -> None:
    """Give a shown window the keyboard, as a click in it does, and wait until it has it."""
    if not window.isActiveWindow():
        window.activateWindow()
        _wait(window.isActiveWindow, f"the window {window.objectName()} does not get the keyboard")


def open_windows() -> list[QWidget]:
    """Everything that stands on the screen as a window of its own; menus, lists and tips do not."""
    kinds = (Qt.WindowType.Window, Qt.WindowType.Dialog, Qt.WindowType.Sheet)
    return [each for each in QApplication.topLevelWidgets() if each.isVisible() and each.windowType() in kinds]


def wait_for_keyboard(before: list[QWidget]) -> None:
    """A window that has opened since `before` was asked takes the keyboard; one that has closed gives it back."""
    now = open_windows()
    came = [each for each in now if each not in before]
    if came:
        told = f"{[each.objectName() for each in came]} opened without the keyboard"
        _wait(lambda: any(isValid(each) and each.isActiveWindow() for each in came), told)
    elif now and len(now) < len(before):
        _wait(lambda: QApplication.activeWindow() is not None, "nobody has the keyboard")


def _wait(true: Callable[[], bool], told: str) -> None:
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < _PATIENCE, told
        QTest.qWait(_STEP)
