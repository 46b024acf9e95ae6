# SPDX-License-Identifier: MIT
"""The keyboard goes to the window that opens, and back to where the user was; no window manager is there to help."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from curator.app.keyboard_place import come_forward
from curator.app.main_window import MainWindow
from curator.app.picture import settle
from tests.active import make_active

OPENS = ("file.new", "file.open", "help.keys", "help.pages", "help.about", "edit.preferences")


@pytest.mark.parametrize("deleted", [False, True])
@pytest.mark.parametrize("modal", [False, True])
def test_a_dialog_takes_the_keyboard_and_gives_it_back(
    opened: MainWindow, qtbot: QtBot, modal: bool, deleted: bool
) -> None:
    assert opened.page is not None
    reader = opened.page.article.reader
    reader.setFocus()
    dialog = QDialog(opened, modal=modal)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, deleted)
    line = QLineEdit(dialog)
    QVBoxLayout(dialog).addWidget(line)
    come_forward(dialog)
    qtbot.waitUntil(line.hasFocus)
    dialog.close()
    qtbot.waitUntil(reader.hasFocus)


@pytest.mark.parametrize("action", OPENS)
def test_what_an_action_opens_is_typed_into_at_once_and_left_for_where_one_was(
    opened: MainWindow, qtbot: QtBot, action: str
) -> None:
    assert opened.page is not None
    reader = opened.page.article.reader
    reader.setFocus()
    opened.actions_by_id[action].trigger()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), QDialog))
    assert QApplication.focusWidget() is not None
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(reader.hasFocus)


def test_a_dialog_from_a_dialog_gives_the_keyboard_back_to_that_one(opened: MainWindow, qtbot: QtBot) -> None:
    first = QDialog(opened)
    come_forward(first)
    qtbot.waitUntil(first.isActiveWindow)
    second = QDialog(first)
    second.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    second.open()
    qtbot.waitUntil(second.isActiveWindow)
    second.close()
    qtbot.waitUntil(first.isActiveWindow)
    first.close()
    qtbot.waitUntil(opened.isActiveWindow)


@pytest.mark.parametrize("deleted", [False, True])
def test_two_dialogs_that_close_together_give_the_keyboard_back_to_the_window(
    opened: MainWindow, qtbot: QtBot, deleted: bool
) -> None:
    first = QDialog(opened, modal=True)
    first.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, deleted)
    first.open()
    qtbot.waitUntil(first.isActiveWindow)
    second = QDialog(first)
    second.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, deleted)
    second.open()
    qtbot.waitUntil(second.isActiveWindow)
    second.finished.connect(first.close)
    second.close()
    qtbot.waitUntil(opened.isActiveWindow)


def test_who_works_in_another_window_is_left_alone(opened: MainWindow, qtbot: QtBot) -> None:
    beside = QDialog(opened)
    come_forward(beside)
    qtbot.waitUntil(beside.isActiveWindow)
    foreign = QDialog()
    qtbot.addWidget(foreign)
    foreign.show()
    make_active(foreign)
    beside.close()
    settle(opened)
    assert foreign.isActiveWindow()
