# SPDX-License-Identifier: MIT
"""A user gives an action another key, sets theme and text size, starts again, and finds everything by the line of
commands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QSpinBox, QTreeWidget
from pytestqt.qtbot import QtBot

from curator.app.application import make_themes
from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.app.reader.view import ReaderView
from curator.app.theme import current
from curator.settings import Settings
from tests.active import make_active
from tests.journeys.hand import CTRL, Hand

SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


@pytest.fixture
def hand(qtbot: QtBot, window: MainWindow) -> Hand:
    hand = Hand(qtbot, window)
    hand.click("start.sample")
    hand.wait(lambda: window.page is not None and window.page.shown is not None)
    hand.find("reader", ReaderView).setFocus()
    return hand


@pytest.fixture
def started_again(qtbot: QtBot, qapp: QApplication) -> Iterator[list[MainWindow]]:
    """Windows that a test starts later."""
    made: list[MainWindow] = []
    yield made
    for window in made:
        window.close()
        settle(window)
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def start_again(hand: Hand, made: list[MainWindow], qtbot: QtBot, qapp: QApplication) -> Hand:
    path = hand.window.page.workspace.path if hand.window.page else None
    assert path is not None
    hand.window.close()
    settings = Settings()
    window = MainWindow(settings, make_themes(qapp, settings))
    made.append(window)
    assert window.open_project(path)
    window.show()
    make_active(window)
    settle(window)
    return Hand(qtbot, window)


def choose_in_card(hand: Hand, words: str) -> None:
    hand.click("keys.find")
    hand.find("keys.find", QLineEdit).clear()
    hand.write(words)
    hand.key(Key.Key_Return)  # into the list
    hand.key(Key.Key_Return)  # to the field of its key


def told(hand: Hand) -> str:
    return hand.find("keys.told", QLabel).text()


def test_an_action_gets_another_key_and_keeps_it(
    hand: Hand, started_again: list[MainWindow], qtbot: QtBot, qapp: QApplication
) -> None:
    hand.key(Key.Key_Question)
    assert hand.find("keys").isVisible()
    choose_in_card(hand, "text larg")
    assert hand.find("keys.chosen", QLabel).text() == "Larger text"
    hand.key(Key.Key_F, CTRL)
    assert "Ctrl+F is the key of “Find in the article”" in told(hand)
    hand.key(Key.Key_F12)
    assert told(hand) == "F12 is the key of “Larger text” now."
    hand.click("keys.close")
    reader = hand.find("reader", ReaderView)
    reader.setFocus()
    hand.key(Key.Key_F12)
    assert reader.zoom() == 110
    again = start_again(hand, started_again, qtbot, qapp)
    reader = again.find("reader", ReaderView)
    assert reader.zoom() == 110
    again.key(Key.Key_F12)
    assert reader.zoom() == 120
    again.key(Key.Key_Question)
    choose_in_card(again, "text larg")
    again.click("keys.usual")
    again.click("keys.close")
    again.key(Key.Key_F12)
    assert reader.zoom() == 120
    assert Settings().own_keys() == {}


def test_a_letter_of_the_codebook_is_taken_and_the_card_says_so(hand: Hand) -> None:
    page = hand.window.page
    assert page is not None
    key = page.workspace.codebook.keys[0]
    hand.key(Key.Key_Question)
    choose_in_card(hand, "wider lines")
    hand.key(Qt.Key(ord(key.key)))
    assert f"The codebook’s key for “{key.label}” is out of force." in told(hand)
    hand.click("keys.find")
    hand.find("keys.find", QLineEdit).clear()
    hand.write(key.label)
    card = hand.find("keys.list", QTreeWidget)
    rows = [card.topLevelItem(at) for at in range(card.topLevelItemCount())]
    assert any("Not in force" in row.text(2) and "Wider lines" in row.text(2) for row in rows if row)
    hand.click("keys.close")
    reader = hand.find("reader", ReaderView)
    before = reader.reading_width()
    hand.find("library.filter").setFocus()
    hand.key(Qt.Key(ord(key.key)))
    assert reader.reading_width() == before
    reader.setFocus()
    hand.key(Qt.Key(ord(key.key)))
    assert reader.reading_width() > before


def test_preferences_survive_a_restart(
    hand: Hand, started_again: list[MainWindow], qtbot: QtBot, qapp: QApplication
) -> None:
    hand.key(Key.Key_Comma, CTRL)
    hand.click("preferences.zoom")
    zoom = hand.find("preferences.zoom", QSpinBox)
    zoom.selectAll()
    hand.write("150")
    hand.key(Key.Key_Tab)
    hand.click("preferences.blanks_shown", hand.find("preferences.blanks_shown").rect().center() * 0.2)
    hand.find("preferences.theme").setFocus()
    for _ in range(3):
        hand.key(Key.Key_Down)  # light, dark, light with high contrast
    assert current().name == Settings().text("theme")
    chosen = current().name
    assert chosen != "light"
    hand.click("preferences.close")
    again = start_again(hand, started_again, qtbot, qapp)
    assert current().name == chosen
    assert again.find("reader", ReaderView).zoom() == 150
    assert Settings().flag("blanks_shown")
    again.key(Key.Key_Comma, CTRL)
    assert again.find("preferences.zoom", QSpinBox).value() == 150
    for name in ("theme", "zoom", "blanks_shown"):
        again.click(f"preferences.{name}.usual")
    again.click("preferences.close")
    assert again.find("reader", ReaderView).zoom() == 100
    assert {key: Settings().get(key) for key in ("theme", "zoom", "blanks_shown")} == {
        "theme": "system", "zoom": 100, "blanks_shown": False,
    }  # fmt: skip


def test_everything_is_found_by_the_line_of_commands(hand: Hand) -> None:
    reader = hand.find("reader", ReaderView)
    hand.key(Key.Key_K, CTRL)
    hand.write("incident d")
    listed = hand.find("commands.list", QListView)
    page = hand.window.page
    assert page is not None
    assert page.shown is not None
    wanted = page.shown.incidents[3]
    for _ in range(30):
        if listed.currentIndex().data() == wanted.title:
            break
        hand.key(Key.Key_Down)
    hand.key(Key.Key_Return)
    assert page.side.incident == wanted.incident.id
    assert QApplication.focusWidget() is reader
    hand.click("header.search")
    hand.write("key")
    hand.key(Key.Key_Escape)
    assert QApplication.focusWidget() is reader
    assert not listed.isVisible()
