# SPDX-License-Identifier: MIT
"""A shown reader and how tests point at its words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from curator.app.reader.view import ReaderView
from tests.active import make_active

NONE = Qt.KeyboardModifier.NoModifier


class Hand:
    """Mouse and keys on one reader, by real events at the places of words."""

    def __init__(self, view: ReaderView) -> None:
        self.view = view

    def at(self, pos: int) -> QPoint:
        """The middle of the grapheme that begins at `pos`."""
        rects = self.view.span_rects(pos, pos + 1)
        assert rects, f"position {pos} is not seen"
        return rects[0].center().toPoint()

    def word(self, words: str, nth: int = 0) -> QPoint:
        """The middle of the first letter of the words."""
        at = -1
        for _ in range(nth + 1):
            at = self.view.text().index(words, at + 1)
        return self.at(at)

    def click(self, point: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, modifiers, point)

    def double(self, point: QPoint) -> None:
        self.click(point)
        QTest.mouseDClick(self.view.viewport(), Qt.MouseButton.LeftButton, NONE, point)

    def press(self, point: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.mousePress(self.view.viewport(), Qt.MouseButton.LeftButton, modifiers, point)

    def move(self, point: QPoint, modifiers: Qt.KeyboardModifier = NONE, held: bool = True) -> None:
        button = Qt.MouseButton.LeftButton if held else Qt.MouseButton.NoButton
        place = QPointF(point)
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            place,
            self.view.viewport().mapToGlobal(place),
            Qt.MouseButton.NoButton,
            button,
            modifiers,
        )
        QApplication.sendEvent(self.view.viewport(), event)

    def release(self, point: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.mouseRelease(self.view.viewport(), Qt.MouseButton.LeftButton, modifiers, point)

    def drag(self, start: QPoint, end: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self.press(start, modifiers)
        self.move((start + end) / 2, modifiers)
        self.move(end, modifiers)
        self.release(end, modifiers)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.view, key, modifiers)

    def selected(self) -> str:
        start, end = self.view.selected_span()
        return self.view.text()[start:end]


@pytest.fixture
def reader(qtbot: QtBot) -> ReaderView:
    view = ReaderView()
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    make_active(view)
    view.setFocus()
    QApplication.processEvents()
    return view


@pytest.fixture
def hand(reader: ReaderView) -> Hand:
    return Hand(reader)
