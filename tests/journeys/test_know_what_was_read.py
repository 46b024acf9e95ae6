# SPDX-License-Identifier: MIT
"""What was on the screen counts as read: before finishing, at the next start, and in how the rest looks."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from curator.app.main_window import MainWindow
from curator.app.picture import settle
from tests.journeys.hand import CTRL, Hand
from tests.journeys.marking import LONG, SHIFT, Key, at_the_sample, long_article, page, reader, told


@pytest.fixture
def hand(qtbot: QtBot, window: MainWindow) -> Hand:
    return at_the_sample(qtbot, window)


def test_what_was_never_on_the_screen_is_a_doubt_before_finishing(hand: Hand) -> None:
    there = long_article(hand)
    view = reader(hand)
    view.setFocus()
    assert hand.find("article.read", QLabel).text() == "read 0 %"
    assert there.unread_share() == 1.0
    unseen = len(there.unread_paragraphs())
    assert 5 < unseen < 24
    hand.key(Key.Key_Return, CTRL | SHIFT)
    assert f"{unseen} paragraphs were never on the screen." in told(hand)
    assert view.visible_span()[1] > there.unread_paragraphs()[0][0], "the first of them is shown"
    for _ in range(40):
        hand.key(Key.Key_PageDown)
        there.unread_paragraphs()
    assert there.unread_paragraphs() == []
    hand.key(Key.Key_Return, CTRL | SHIFT)
    hand.wait(lambda: "nothing_to_code" in there.shown.coding.reading.values() or there.shown.coding.article.n == 1)  # type: ignore[union-attr]


def test_it_is_read_when_it_was_there_for_long_enough_or_is_marked(hand: Hand) -> None:
    there = long_article(hand)
    view = reader(hand)
    view.setFocus()
    hand.wait(lambda: 0.0 < there.reading.share() < 1.0)
    assert hand.find("article.read", QLabel).text() != "read 0 %"
    view.place_caret(len(LONG))
    hand.key(Key.Key_R, CTRL | SHIFT)
    assert there.unread_share() == 0.0
    assert hand.find("article.read", QLabel).text() == "read 100 %"


def test_the_place_in_each_article_is_kept(hand: Hand) -> None:
    there = long_article(hand)
    view = reader(hand)
    view.setFocus()
    for _ in range(3):
        hand.key(Key.Key_PageDown)
    place = view.reading_place()
    assert place > 0
    there.choose_article(1)
    settle(hand.window)
    assert view.reading_place() == 0
    there.choose_article(2)
    settle(hand.window)
    assert view.reading_place() == place
    path = there.workspace.path
    hand.window.close_project()
    assert hand.window.open_project(path)
    settle(hand.window)
    assert page(hand).shown.coding.article.n == 2  # type: ignore[union-attr]
    assert reader(hand).reading_place() == place


def test_unread_words_are_dimmed_as_the_user_likes(hand: Hand) -> None:
    long_article(hand)
    hand.window.activateWindow()
    toggle = hand.window.actions_by_id["view.unread"]
    assert toggle.isChecked()
    view = reader(hand)
    view.setFocus()
    assert view._scene().dimmed
    hand.key(Key.Key_U, CTRL | SHIFT)
    assert not toggle.isChecked()
    assert view._scene().dimmed == ()
    assert view._map.places().unread or view._dimmed, "the map shows them all the same"
    hand.key(Key.Key_U, CTRL | SHIFT)
    assert hand.window.settings.flag("unread_dimmed")
