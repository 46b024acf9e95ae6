# SPDX-License-Identifier: MIT
"""A coder looks for what was said: comments are among what the library finds, and a hit leads to its conversation."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QTabBar, QToolButton
from pytestqt.qtbot import QtBot

from curator.app.comments.talk import CommentsList
from curator.app.library.finder import FoundWords
from curator.app.library.hits import HitsList
from curator.app.main_window import MainWindow
from curator.app.side.tabs_below import COMMENTS, VALUES
from curator.app.values.view import ValuesView
from curator.app.workspace_page import WorkspacePage
from curator.operations import AddArticles, AddCoder, AddComment, AddIncident, NewArticle, SetReading, SetValue
from tests.journeys.hand import CTRL, SHIFT, Hand

SAID = "Ask the café: هل الشُّرْطَةُ هنا؟"


@pytest.fixture
def hand(qtbot: QtBot, opened: MainWindow) -> Hand:
    """The sample is open for the coder whose incidents are in it, with one more article."""
    hand = Hand(qtbot, opened)
    opened.who_codes.bar.name.setEditText("Coder 1")
    hand.click(opened.who_codes.bar.ok.objectName())
    page(hand).workspace.run(AddArticles((NewArticle("A bridge was closed.", {"title": "The bridge"}),)))
    hand.wait(lambda: page(hand).listing.article_count == 2)
    return hand


def page(hand: Hand) -> WorkspacePage:
    assert hand.window.page is not None
    return hand.window.page


def paste(hand: Hand, text: str) -> None:
    """Letters that are on no key of the test's keyboard."""
    QGuiApplication.clipboard().setText(text)
    hand.key(Qt.Key.Key_V, CTRL)


def comment_on_second_incident(hand: Hand) -> str:
    """Say something of the first value of the second incident, by mouse and keys; the incident's id."""
    shown = page(hand).shown
    assert shown is not None
    hand.click_row("incidents.list", 1)
    lines = hand.find("values.list", ValuesView).lines.lines()
    hand.click_row(
        "values.list", next(row for row, line in enumerate(lines) if line.target.field and not line.openable)
    )
    hand.key(Qt.Key.Key_M, CTRL)
    paste(hand, SAID)
    hand.key(Qt.Key.Key_Return)
    hand.wait(lambda: hand.find("side.tabs", QTabBar).tabText(COMMENTS) == "1")
    return shown.incidents[1].incident.id


def look_for(hand: Hand, words: str) -> list[FoundWords]:
    hand.key(Qt.Key.Key_F, CTRL | SHIFT)
    paste(hand, words)
    hand.key(Qt.Key.Key_Return)
    count = page(hand).library.count
    hand.wait(lambda: count.text().endswith(("hit", "hits")))
    model = hand.find("library.hits", HitsList).hits if count.text() != "0 hits" else None
    return [model.hit(row) for row in range(model.rowCount())] if model is not None else []


@pytest.mark.parametrize("words", ["cafe", "شرطه"])
def test_a_hit_in_a_comment_leads_to_its_conversation(hand: Hand, words: str) -> None:
    incident = comment_on_second_incident(hand)
    hand.click_row("incidents.list", 0)
    assert hand.find("library.in_texts", QToolButton).toolTip()
    (hit,) = look_for(hand, words)
    assert hit.where.startswith("Comment by Coder 1 · ")
    assert "incident 2" in hit.where
    (mark,) = hit.marks
    assert hit.snippet[slice(*mark)] in ("café", "الشُّرْطَةُ")
    hand.wait(lambda: page(hand).side.incident == incident)
    assert hand.find("side.tabs", QTabBar).currentIndex() == COMMENTS
    line = hand.find("comments.list", CommentsList).current_line()
    assert line is not None
    assert line.comment.text == SAID
    assert hand.find("library.hits", HitsList).hasFocus(), "on through the hits by keys"


def test_a_comment_that_was_written_is_said_to_be_saved(hand: Hand) -> None:
    comment_on_second_incident(hand)
    assert "Comment saved." in hand.window.status.chosen.whole()


def test_a_hit_in_a_comment_lights_the_words_of_the_value_it_is_about(hand: Hand) -> None:
    shown = page(hand).shown
    assert shown is not None
    incident = shown.incidents[1].incident
    span = next(each for each in incident.evidence if each.field and each.role == "direct")
    page(hand).workspace.run(AddComment(shown.coding.article.id, SAID, incident.id, span.row, span.field))
    hand.click_row("incidents.list", 0)
    look_for(hand, "cafe")
    hand.wait(lambda: page(hand).side.incident == incident.id)
    lit = page(hand).words._chosen
    assert span in lit
    assert all((each.row, each.field) == (span.row, span.field) for each in lit)


def test_a_hit_in_another_article_opens_it(hand: Hand) -> None:
    comment_on_second_incident(hand)
    hand.click_row("library.list", 1)
    first = page(hand).shown
    assert first is not None
    assert first.incidents == ()
    look_for(hand, "cafe")
    hand.wait(lambda: page(hand).shown is not first)
    line = hand.find("comments.list", CommentsList).current_line()
    assert line is not None
    assert line.comment.text == SAID


def test_a_comment_that_is_undone_is_found_no_more_also_after_a_restart(hand: Hand, sample: Path) -> None:
    comment_on_second_incident(hand)
    assert len(look_for(hand, "cafe")) == 1
    hand.window.close_project()
    assert hand.window.open_project(sample)
    hand.wait(lambda: hand.window.page is not None and page(hand).shown is not None)
    assert len(look_for(hand, "cafe")) == 1
    hand.click_row("library.hits", 0)
    hand.key(Qt.Key.Key_Z, CTRL)
    hand.wait(lambda: page(hand).shown is not None and page(hand).shown.coding.comments == ())  # type: ignore[union-attr]
    hand.find("library.filter", QLineEdit).clear()
    assert look_for(hand, "cafe") == []


def test_after_a_comment_a_hit_in_a_value_shows_the_values(hand: Hand) -> None:
    comment_on_second_incident(hand)
    shown = page(hand).shown
    assert shown is not None
    field = shown.codebook.title_field
    page(hand).workspace.run(SetValue(shown.incidents[0].incident.id, field, "A café burnt"))
    hits = look_for(hand, "cafe")
    assert [bool(hit.comment) for hit in hits] == [False, True]
    tabs = hand.find("side.tabs", QTabBar)
    hand.key(Qt.Key.Key_Down)
    assert tabs.currentIndex() == COMMENTS
    hand.key(Qt.Key.Key_Up)
    assert tabs.currentIndex() == VALUES
    assert page(hand).side.incident == shown.incidents[0].incident.id


def test_ones_own_memo_is_found_and_a_colleagues_work_when_both_have_finished(hand: Hand) -> None:
    workspace = page(hand).workspace
    shown = page(hand).shown
    assert shown is not None
    me, article = workspace.coder, shown.coding.article.id
    memo = next(leaf.key for leaf in shown.codebook.leaves() if leaf.private and "text" in leaf.kind)
    workspace.run(SetValue(shown.incidents[0].incident.id, memo, "I doubt the zebra"))
    workspace.act_as(workspace.run(AddCoder("Ben")))
    incident = workspace.run(AddIncident(article, (0, 4)))
    workspace.run(SetValue(incident, shown.codebook.title_field, "A zebra was seen"))
    workspace.run(SetValue(incident, memo, "the zebra is mine"))
    workspace.run(AddComment(article, "Was it a zebra?", incident))
    workspace.run(SetReading(article, "finished"))
    workspace.act_as(me)
    workspace.run(SetReading(article, "started"))
    assert [hit.snippet for hit in look_for(hand, "zebra")] == ["I doubt the zebra"]
    workspace.run(SetReading(article, "finished"))
    hand.find("library.filter", QLineEdit).clear()
    found = {hit.snippet for hit in look_for(hand, "zebra")}
    assert found == {"I doubt the zebra", "A zebra was seen", "Was it a zebra?"}
