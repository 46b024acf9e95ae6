# SPDX-License-Identifier: MIT
"""An analyst codes every hit of a search in one step, leaving one out, and takes all of them back with one Undo."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QListWidget
from pytestqt.qtbot import QtBot

from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.operations import AddArticles, NewArticle
from tests.journeys.hand import CTRL, Hand


def incidents(hand: Hand) -> int:
    assert hand.window.page is not None
    with hand.window.page.workspace.read() as reads:
        return reads.incident_count()


def test_all_hits_but_one_are_coded_and_undone(qtbot: QtBot, opened: MainWindow) -> None:
    assert opened.page is not None
    workspace = opened.page.workspace
    with workspace.read() as reads:
        workspace.act_as(reads.coders()[0])
    text = "One guard was killed at dawn.\n\nLater two were killed, and nobody was killed at night."
    workspace.run(AddArticles((NewArticle(text, {"title": "Dawn"}),)))
    hand = Hand(qtbot, opened)
    before = incidents(hand)
    opened.actions_by_id["code.hits"].trigger()
    settle(opened)
    hand.write("killed")
    hand.key(Qt.Key.Key_Return)
    hits = hand.find("code_hits.list", QListWidget)
    hand.wait(lambda: hits.count() > 1)
    assert "“killed”" in hits.item(0).text()
    told = hand.find("code_hits.told", QLabel)
    assert told.text().startswith("3 of 3 hits ticked, in 1 article.")
    assert "you have ended them: 1" in told.text(), "the sample's own article is finished"
    hits.setFocus()
    hits.setCurrentRow(0)
    hand.key(Qt.Key.Key_Space)
    assert told.text().startswith(f"{hits.count() - 1} of {hits.count()} hits ticked")
    field = hand.find("code_hits.field", QComboBox)
    title = workspace.codebook.node(workspace.codebook.title_field)
    assert title is not None
    field.setCurrentText(title.label)
    hand.find("code_hits.value", QComboBox).setEditText("Found by its words")
    wanted = hits.count() - 1
    hand.click("code_hits.ok")
    hand.wait(lambda: incidents(hand) == before + wanted)
    hand.wait(lambda: any("one Undo takes all back" in row.text for row in hand.window.messages.rows()))
    with workspace.read() as reads:
        last = reads.find_incident(str(before + wanted))
        assert last.values[title.key] == "Found by its words"
        assert last.mentions()[0].quote.casefold() == "killed"
    hand.find("library.list").setFocus()
    assert opened.actions_by_id["edit.undo"].text() == f"&Undo: Code hits of “killed” ({wanted} steps)"
    hand.key(Qt.Key.Key_Z, CTRL)
    hand.wait(lambda: incidents(hand) == before)


def test_a_hit_is_seen_though_title_and_sentence_are_long(qtbot: QtBot, opened: MainWindow) -> None:
    assert opened.page is not None
    workspace = opened.page.workspace
    with workspace.read() as reads:
        workspace.act_as(reads.coders()[0])
    text = "The governor of the northern province said on Monday that three of his guards were abducted at noon."
    workspace.run(AddArticles((NewArticle(text, {"title": "What the governor said " * 5}),)))
    hand = Hand(qtbot, opened)
    opened.actions_by_id["code.hits"].trigger()
    settle(opened)
    hand.write("abducted")
    hand.key(Qt.Key.Key_Return)
    hits = hand.find("code_hits.list", QListWidget)
    hand.wait(lambda: hits.count() == 1)
    shown = hits.item(0).text()
    seen = shown[: shown.index("”") + 1]
    assert hits.fontMetrics().horizontalAdvance(seen) < hits.viewport().width() - 40, seen
    assert "his guards were “abducted” at noon" in shown
    hand.key(Qt.Key.Key_Escape)
