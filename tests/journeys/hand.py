# SPDX-License-Identifier: MIT
"""A user's hand: mouse and keys on named widgets of the real window, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar
from unicodedata import bidirectional

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QListView,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.app.reader.view import ReaderView
from curator.domain.graphemes import word_span
from tests.active import make_active, open_windows, wait_for_keyboard

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
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

    @contextmanager
    def acting(self) -> Iterator[None]:
        """Wait for what an act of the hand brings, and until the windows it opens or closes have changed places."""
        before = open_windows()
        yield
        settle(self.window)
        wait_for_keyboard(before)

    def click(self, name: str, at: QPoint | None = None) -> None:
        widget = self.find(name)
        assert widget.isVisible(), f"{name} is not seen"
        assert widget.isEnabled(), f"{name} cannot be used now"
        target = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
        make_active(widget.window())
        with self.acting():
            QTest.mouseClick(target, Qt.MouseButton.LeftButton, NONE, at if at is not None else target.rect().center())

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
        focus = QApplication.focusWidget() or self.window
        with self.acting():
            QTest.keyClick(focus, key, modifiers)

    def write(self, text: str) -> None:
        """Type words where the focus is."""
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the focus"
        with self.acting():
            QTest.keyClicks(focus, text)

    def type(self, text: str) -> None:
        """Type letter by letter, each where the focus is then: the first may open an editor for the others."""
        for letter in text:
            focus = QApplication.focusWidget()
            assert focus is not None, "nothing has the focus"
            QTest.keyClicks(focus, letter)
        settle(self.window)

    # -- words of the article ---------------------------------------------------------------------------------------
    def drag_words(self, start: int, end: int, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Drag over the words [start, end) in code points of the article on show."""
        self.turn_to(start, end)
        if modifiers & ALT or word_span(self.find("reader", ReaderView).text(), start)[1] >= end:
            self.drag(self.edge(start, True), lambda: self.edge(end - 1, False), modifiers)
        else:  # in the middle of the words, not where one takes hold of the edge of chosen ones
            self.drag(self.middle(start, end, 0), lambda: self.middle(start, end, -1), modifiers)

    def turn_to(self, start: int, end: int) -> None:
        """Turn the wheel until the words are seen whole."""
        reader = self.find("reader", ReaderView)
        first, last = reader.visible_span()
        if not first <= start <= end <= last:
            reader.scroll_to(start, end)
            settle(self.window)
        room = reader.viewport().rect()
        above, below = (reader.span_rects(at, at + 1)[0] for at in (start, end - 1))
        beyond = min(0.0, above.top() - 8) or max(0.0, below.bottom() + 8 - room.height())
        if beyond:
            bar = reader.verticalScrollBar()
            bar.setValue(bar.value() + round(beyond))
            settle(self.window)

    def middle(self, start: int, end: int, which: int) -> QPoint:
        """The middle of the first (0) or last (-1) word of the span."""
        reader = self.find("reader", ReaderView)
        first = word_span(reader.text(), start if which == 0 else end - 1)
        at = (max(first[0], start) + min(first[1], end)) // 2
        at = min(at, end - 1)
        return reader.span_rects(at, at + 1)[0].center().toPoint()

    def edge(self, at: int, before: bool) -> QPoint:
        """A point in the character at `at`, near the caret's place before it or behind it."""
        reader = self.find("reader", ReaderView)
        rect = reader.span_rects(at, at + 1)[0]
        to_the_left = before != (bidirectional(reader.text()[at]) in ("R", "AL", "NSM"))
        return QPointF(rect.left() + 1 if to_the_left else rect.right() - 1, rect.center().y()).toPoint()

    def drag(self, start: QPoint, to: Callable[[], QPoint], modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press in the article at one point, move, let go at another, which is looked for once the mouse is down."""
        surface = self.find("reader", ReaderView).viewport()
        make_active(self.window)
        QTest.mousePress(surface, Qt.MouseButton.LeftButton, modifiers, start)
        end = to()
        for point in ((start + end) / 2, end):
            moved = QMouseEvent(
                QEvent.Type.MouseMove, QPointF(point), QPointF(surface.mapToGlobal(point)), Qt.MouseButton.NoButton,
                Qt.MouseButton.LeftButton, modifiers,
            )  # fmt: skip
            QApplication.sendEvent(surface, moved)
        QTest.mouseRelease(surface, Qt.MouseButton.LeftButton, modifiers, end)
        settle(self.window)

    def choose_file(self, name: str, path: str) -> None:
        """Answer a file dialog by typing the path."""
        dialog = self.find(name, QFileDialog)
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        listed = dialog.findChild(QListView, "listView")
        assert line is not None
        line.setFocus()
        for _ in range(40):  # Qt's dialog takes Return only when it has read the folder, on a thread of its own
            if line.text() != path:  # until then it may take Return for the folder, and empties the line
                line.clear()
                QTest.keyClicks(line, path)
            if listed is not None:  # while one types it may choose a folder on the way, and keep that chosen
                listed.clearSelection()
            with self.acting():
                QTest.keyClick(line, Qt.Key.Key_Return)
            if not isValid(dialog) or not dialog.isVisible():
                return
            self.qtbot.wait(50)
        raise AssertionError(f"{name} does not take {path}")

    def wait(self, true: Callable[[], bool], patience: int = 15_000) -> None:
        with self.acting():
            self.qtbot.waitUntil(true, timeout=patience)


def choose_layer(hand: Hand, name: str) -> None:
    """In the dialog of the export: whose coding is written."""
    box = hand.find("export.layer", QComboBox)
    box.setFocus()
    hand.key(Qt.Key.Key_Home)
    while box.currentText() != name:
        before = box.currentIndex()
        hand.key(Qt.Key.Key_Down)
        assert box.currentIndex() > before, f"{name} is not offered"
