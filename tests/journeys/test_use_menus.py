# SPDX-License-Identifier: MIT
"""The context menus of article, values and incidents do what the keys do."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QListView
from pytestqt.qtbot import QtBot

from curator.app.main_window import MainWindow
from curator.app.values.line import LineKind
from tests.journeys.hand import CTRL, Hand
from tests.journeys.marking import (
    Key,
    at_the_sample,
    bring,
    choose_in_form,
    evidence,
    menu_at,
    own_words,
    page,
    pick,
    reader,
)


@pytest.fixture
def hand(qtbot: QtBot, window: MainWindow) -> Hand:
    return at_the_sample(qtbot, window)


def test_the_menu_of_a_highlight_changes_its_role_and_takes_it_away(hand: Hand) -> None:
    span = own_words(hand)
    view = bring(hand, span)
    point = view.span_rects(span.start, span.start + 1)[0].center().toPoint()
    menu = menu_at(hand, view, point, "reader_menu")
    pick(hand, menu, "article_menu.words.0", "article_menu.words.0.role", "article_menu.words.0.role.support")
    hand.wait(lambda: evidence(hand, span.id).role == "support")
    menu = menu_at(hand, view, point, "reader_menu")
    pick(hand, menu, "article_menu.words.0", "article_menu.words.0.choose")
    assert page(hand).side.values.current_value().target.field == span.field  # type: ignore[union-attr]
    menu = menu_at(hand, view, point, "reader_menu")
    pick(hand, menu, "article_menu.words.0", "article_menu.words.0.take_away")
    hand.wait(lambda: page(hand).words.span(span.id) is None)


def test_selected_words_are_given_by_the_menu(hand: Hand) -> None:
    span = own_words(hand)
    view = bring(hand, span)
    view.setFocus()
    view.select(span.start, span.end)
    menu = menu_at(hand, view, view.span_rects(span.start, span.end)[0].center().toPoint(), "reader_menu")
    names = [each.objectName() for each in menu.actions()]
    assert {"action.code.new", "action.code.mention", "action.code.not_codable", "reader_copy"} <= set(names)
    pick(hand, menu, "action.code.mention")
    hand.wait(lambda: (span.start, span.end) in [
        (each.start, each.end) for each in page(hand).shown.incidents[0].incident.mentions()])  # type: ignore[union-attr]  # fmt: skip


def test_words_are_given_to_another_value(hand: Hand) -> None:
    span = own_words(hand)
    view = choose_in_form(hand, span)
    line = view.current_line()
    assert line is not None
    menu = menu_at(hand, view, view.visualRect(view.currentIndex()).center(), "values_menu")
    pick(hand, menu, "words.elsewhere")
    assert hand.find("words.chooser").isVisible()
    hand.write("a mention")
    hand.key(Key.Key_Return)
    hand.wait(lambda: evidence(hand, span.id).field == "")
    assert QApplication.focusWidget() is reader(hand)


def test_the_menu_of_a_value_edits_it_and_offers_its_history(hand: Hand) -> None:
    span = own_words(hand)
    view = choose_in_form(hand, span)
    row = next(row for row, line in enumerate(view.lines.lines()) if line.kind is LineKind.VALUE)
    view.scrollTo(view.lines.index(row))
    point = view.visualRect(view.lines.index(row)).center()
    menu = menu_at(hand, view, point, "values_menu")
    assert {"action.code.help", "action.code.history"} <= {each.objectName() for each in menu.actions()}
    pick(hand, menu, "values_menu.edit")
    assert QApplication.focusWidget().objectName() == "value.editor.line"
    hand.key(Key.Key_Escape)
    assert QApplication.focusWidget() is view


def test_the_menu_of_an_incident_duplicates_it(hand: Hand) -> None:
    listed = hand.find("incidents.list", QListView)
    before = listed.model().rowCount()
    menu = menu_at(hand, listed, listed.visualRect(listed.model().index(1, 0)).center(), "incidents_menu")
    pick(hand, menu, "action.incident.duplicate")
    hand.wait(lambda: listed.model().rowCount() == before + 1)
    menu = menu_at(hand, listed, listed.visualRect(listed.model().index(1, 0)).center(), "incidents_menu")
    pick(hand, menu, "incidents_menu.copy")
    shown = page(hand).shown
    assert shown is not None
    assert QApplication.clipboard().text().startswith(shown.incidents[1].title)


def test_the_menu_of_an_incident_shows_its_history_and_comments_on_it(hand: Hand) -> None:
    listed = hand.find("incidents.list", QListView)
    choose_in_form(hand, own_words(hand))  # a value is chosen: the menu means the incident all the same
    at = listed.visualRect(listed.model().index(1, 0)).center()
    menu = menu_at(hand, listed, at, "incidents_menu")
    keys = {each.objectName(): each.text().partition("\t")[2] for each in menu.actions()}
    assert (keys["incidents_menu.history"], keys["incidents_menu.comment"]) == ("F7", "Ctrl+M")
    pick(hand, menu, "incidents_menu.history")
    assert hand.find("side_history.scope", QComboBox).currentData() == "incident"
    assert "incident B" in hand.find("side_history.scope", QComboBox).currentText()
    menu = menu_at(hand, listed, at, "incidents_menu")
    pick(hand, menu, "incidents_menu.comment")
    hand.type("One attack or two?")
    hand.key(Key.Key_Return)
    hand.wait(lambda: not page(hand).doing.busy)
    shown = page(hand).shown
    assert shown is not None
    said = shown.coding.comments[-1]
    assert (said.text, said.incident, said.field) == ("One attack or two?", shown.incidents[1].incident.id, "")


def test_in_the_list_of_incidents_the_keys_of_history_and_comment_mean_the_incident(hand: Hand) -> None:
    listed = hand.find("incidents.list", QListView)
    hand.click_row("incidents.list", 1)
    view = page(hand).side.values
    row = next(row for row, line in enumerate(view.lines.lines()) if line.kind is LineKind.VALUE)
    hand.click_row("values.list", row)
    listed.setFocus()
    hand.key(Key.Key_M, CTRL)
    hand.type("About all of it")
    hand.key(Key.Key_Return)
    hand.wait(lambda: not page(hand).doing.busy)
    shown = page(hand).shown
    assert shown is not None
    assert (shown.coding.comments[-1].text, shown.coding.comments[-1].field) == ("About all of it", "")
    listed.setFocus()
    hand.key(Key.Key_F7)
    assert hand.find("side_history.scope", QComboBox).currentData() == "incident"
