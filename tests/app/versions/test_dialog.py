# SPDX-License-Identifier: MIT
"""The dialog of versions: it begins at the first article, and speaks of words that wait only where some do."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from curator.app.versions.dialog import ArticleVersions, Other


def test_it_begins_at_the_first_article_and_keeps_the_one_that_was_chosen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = ArticleVersions(True, window)
    dialog.show_others([Other("a", "A"), Other("b", "B")], "")
    assert dialog.other == "a"
    assert dialog.buttons["beside"].isEnabled()
    dialog.others.setCurrentRow(1)
    dialog.show_others([Other("a", "A"), Other("b", "B")], "")
    assert dialog.other == "b"


def test_words_that_wait_are_spoken_of_only_where_some_do(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = ArticleVersions(True, window)
    dialog.show()
    dialog.show_waiting([], [], [])
    assert not dialog.waiting.isVisible()
    dialog.show_waiting([], [], [2])
    assert dialog.waiting.isVisible(), "some wait in another article, and a button goes there"
