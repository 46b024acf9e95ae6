# SPDX-License-Identifier: MIT
"""Every highlight is in a list, Escape leads back to the article from everywhere, the strip is in nobody's way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTabBar
from pytestqt.qtbot import QtBot

from curator.app.main_window import MainWindow
from curator.app.picture import settle
from tests.journeys.hand import CTRL, Hand
from tests.journeys.marking import ALT, SHIFT, Key, at_the_sample, bring, own_words, page, reader


@pytest.fixture
def hand(qtbot: QtBot, window: MainWindow) -> Hand:
    return at_the_sample(qtbot, window)


def test_every_highlight_is_in_the_list_and_reached_by_keys(hand: Hand) -> None:
    hand.key(Key.Key_H, CTRL | ALT)
    listed = hand.find("highlights.list", QAbstractItemView)
    assert QApplication.focusWidget() is listed
    assert listed.model().rowCount() == len(reader(hand).highlights())
    said = [str(listed.model().index(row, 0).data()) for row in range(listed.model().rowCount())]
    shown = page(hand).shown
    assert shown is not None
    span = own_words(hand)
    label = shown.book(shown.incidents[0].incident).node(span.field).label  # type: ignore[union-attr]
    wanted = f"A, {label}: “{span.quote}”"
    assert wanted in said
    hand.key(Key.Key_Home)
    for _ in range(said.index(wanted)):
        hand.key(Key.Key_Down)
    assert reader(hand).handles() == (span.start, span.end), "the article shows it while the list has the keyboard"
    assert reader(hand).span_rects(span.start, span.end)
    hand.key(Key.Key_Return)
    assert page(hand).side.values.current_value().target.field == span.field  # type: ignore[union-attr]
    assert QApplication.focusWidget() is page(hand).side.values
    hand.key(Key.Key_Escape)
    assert QApplication.focusWidget() is reader(hand)


@pytest.mark.parametrize("name", ["incidents.list", "values.list", "library.list", "not_codable.list",
                                  "article_facts.list", "highlights.list", "library.filter"])  # fmt: skip
def test_escape_leads_back_to_the_article(hand: Hand, name: str) -> None:
    tab = {"article_facts.list": 1, "not_codable.list": 2, "highlights.list": 3}.get(name, 0)
    hand.find("side.tabs", QTabBar).setCurrentIndex(tab)
    settle(hand.window)
    hand.find(name).setFocus()
    for _ in range(2):
        if QApplication.focusWidget() is not reader(hand):
            hand.key(Key.Key_Escape)
    assert QApplication.focusWidget() is reader(hand)


def test_escape_in_the_table_of_incidents_leads_back_to_the_article(hand: Hand) -> None:
    hand.key(Key.Key_L, CTRL | SHIFT)
    assert page(hand).views.table_shown
    hand.key(Key.Key_Escape)
    assert not page(hand).views.table_shown
    assert QApplication.focusWidget() is reader(hand)


def test_escape_in_find_and_in_the_choosers_leads_back_to_the_article(hand: Hand) -> None:
    span = own_words(hand)
    view = bring(hand, span)
    hand.key(Key.Key_F, CTRL)
    hand.write("rocket")
    hand.key(Key.Key_Escape)
    assert QApplication.focusWidget() is view
    view.select(span.start, span.end)
    hand.key(Key.Key_N)
    assert hand.find("words.chooser").isVisible()
    hand.key(Key.Key_Escape)
    assert QApplication.focusWidget() is view


def test_the_strip_stays_off_the_selected_words_and_goes_while_one_types_elsewhere(hand: Hand) -> None:
    view = bring(hand, own_words(hand))
    view.setFocus()
    text = view.text()
    first = view.press_at(QPointF(view.column_left(), 60)).pos
    strip = page(hand).strip
    for length in (10, 200, 500, 3000):
        view.select(first + 5, min(len(text), first + 5 + length), reveal=False)
        settle(hand.window, 0.2)
        rects = [rect.toRect() for rect in view.span_rects(*view.selected_span())]
        assert not strip.isVisible() or not any(rect.intersects(strip.geometry()) for rect in rects), length
    view.select(first + 5, first + 40, reveal=False)
    hand.wait(strip.isVisible)
    hand.find("library.filter").setFocus()
    settle(hand.window, 0.2)
    assert not strip.isVisible()
    view.setFocus()
    hand.wait(strip.isVisible)
