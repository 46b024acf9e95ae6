# SPDX-License-Identifier: MIT
"""A user's hand: mouse and keys on named widgets of the real window, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from curator.app.main_window import MainWindow
from curator.app.picture import settle

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SomeWidget = TypeVar("SomeWidget", bound=QWidget)


class Hand:
    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window

    def find(self, name: str, kind: type[SomeWidget] = QWidget) -> SomeWidget:  # type: ignore[assignment]
        """The widget with this name, in the window or in a dialog of it that is open."""
        for root in [*reversed(QApplication.topLevelWidgets()), self.window]:
            if root.isVisible():
                found = [root] if root.objectName() == name else root.findChildren(kind, name)
                # A row that was taken away may be there until Qt has time to delete it.
                found.sort(key=lambda each: not each.isVisible())
                if found and isinstance(found[0], kind):
                    return found[0]
        raise AssertionError(f"there is no widget {name} to be seen")

    def _activate(self, window: QWidget) -> None:
        """What a window manager does when a dialog has closed."""
        if QApplication.activeWindow() is None:
            window.activateWindow()
            settle(self.window)

    def click(self, name: str, at: QPoint | None = None) -> None:
        widget = self.find(name)
        assert widget.isVisible(), f"{name} is not seen"
        assert widget.isEnabled(), f"{name} cannot be used now"
        target = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
        self._activate(widget.window())
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, NONE, at if at is not None else target.rect().center())
        settle(self.window)

    def click_row(self, name: str, row: int) -> None:
        """Click a row of a list."""
        view = self.find(name, QAbstractItemView)
        model: QObject = view.model()
        index = view.model().index(row, 0)
        assert index.isValid(), f"{name} has no row {row} ({model})"
        view.scrollTo(index)
        self.click(name, view.visualRect(index).center())

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the focus is."""
        self._activate(self.window)
        focus = QApplication.focusWidget() or self.window
        QTest.keyClick(focus, key, modifiers)
        settle(self.window)

    def write(self, text: str) -> None:
        """Type words where the focus is."""
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the focus"
        QTest.keyClicks(focus, text)
        settle(self.window)

    def choose_file(self, name: str, path: str) -> None:
        """Answer a file dialog by typing the path."""
        dialog = self.find(name, QFileDialog)
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        assert line is not None
        line.setFocus()
        line.clear()
        QTest.keyClicks(line, path)
        QTest.keyClick(line, Qt.Key.Key_Return)
        settle(self.window)

    def wait(self, true: Callable[[], bool], patience: int = 15_000) -> None:
        self.qtbot.waitUntil(true, timeout=patience)
        settle(self.window)
