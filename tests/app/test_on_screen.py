# SPDX-License-Identifier: MIT
"""At 200 % on a small screen every window is whole on it, and its buttons are within reach."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from curator.app import on_screen
from curator.app.main_window import MainWindow
from curator.app.on_screen import fit_on_screen, is_beyond_screen
from curator.app.picture import settle

SMALL = QSize(960, 504)  # 1920 x 1080 at 200 %, without a title bar


@pytest.fixture
def small_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_screen, "_room", lambda *_: SMALL)


def test_a_window_becomes_no_larger_than_its_screen(qtbot: QtBot, small_screen: None) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.resize(960, 680)
    assert is_beyond_screen(dialog)
    fit_on_screen(dialog)
    assert dialog.size() == SMALL
    assert not is_beyond_screen(dialog)


def test_a_window_that_has_room_stays_as_it_is(qtbot: QtBot, small_screen: None) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.resize(500, 300)
    fit_on_screen(dialog)
    assert dialog.size() == QSize(500, 300)


def test_the_window_itself_can_be_that_small(opened: MainWindow) -> None:
    assert opened.minimumSizeHint().boundedTo(SMALL) == opened.minimumSizeHint()


@pytest.mark.parametrize("action", ["help.keys", "help.pages", "help.about", "help.codebook", "edit.preferences"])
def test_what_opens_is_whole_on_a_small_screen(opened: MainWindow, small_screen: None, action: str) -> None:
    opened.actions_by_id[action].trigger()
    settle(opened)
    dialog = next(each for each in opened.findChildren(QDialog) if each.isVisible())
    assert dialog.size().boundedTo(SMALL) == dialog.size()
    for button in dialog.findChildren(QPushButton):
        inside = dialog.findChild(QScrollArea)
        if button.isVisible() and (inside is None or not inside.isAncestorOf(button)):
            assert dialog.rect().contains(QRect(button.mapTo(dialog, QPoint(0, 0)), button.size()))
    dialog.close()


def test_tab_brings_each_preference_into_view_on_a_small_screen(
    opened: MainWindow, small_screen: None, qtbot: QtBot
) -> None:
    opened.preferences.show()
    dialog = next(each for each in opened.findChildren(QDialog) if each.isVisible())
    last = dialog.findChild(QWidget, "preferences.backup_megabytes")
    area = dialog.findChild(QScrollArea)
    assert last is not None
    assert area is not None

    def is_seen() -> bool:
        place = QRect(last.mapTo(area.viewport(), QPoint(0, 0)), last.size())
        return area.viewport().rect().contains(place)

    assert not is_seen()
    qtbot.waitUntil(dialog.isActiveWindow)
    for _ in range(20):
        if last.hasFocus():
            break
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert last.hasFocus()
    assert is_seen()
    dialog.close()
