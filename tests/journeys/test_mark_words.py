# SPDX-License-Identifier: MIT
"""The edges of marked words are moved by mouse and keys, and a selection grows by sense; Undo brings them back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTabBar
from pytestqt.qtbot import QtBot

from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.app.values.line import LineKind
from curator.app.values.view import ValuesView
from tests.journeys.hand import CTRL, NONE, Hand
from tests.journeys.marking import (
    ALT,
    LEFT,
    SHIFT,
    Key,
    at_the_sample,
    bring,
    choose_in_form,
    click_words,
    evidence,
    long_article,
    own_words,
    page,
    reader,
)


@pytest.fixture
def hand(qtbot: QtBot, window: MainWindow) -> Hand:
    return at_the_sample(qtbot, window)


def test_clicked_words_grow_by_keys_and_undo_brings_them_back(hand: Hand) -> None:
    span = own_words(hand)
    view = click_words(hand, span)
    assert view.handles() == (span.start, span.end)
    hand.key(Key.Key_Right, ALT | SHIFT)
    hand.key(Key.Key_Right, ALT | SHIFT)
    hand.wait(lambda: evidence(hand, span.id).end > span.end)
    moved = evidence(hand, span.id)
    assert moved.start == span.start
    assert moved.quote == view.text()[moved.start : moved.end]
    assert len(moved.quote.split()) == len(span.quote.split()) + 2
    assert view.handles() == (moved.start, moved.end)
    hand.key(Key.Key_Z, CTRL)
    hand.wait(lambda: evidence(hand, span.id) == span)
    assert [(each.start, each.end) for each in view.highlights() if each.id == span.id] == [(span.start, span.end)]


@pytest.mark.parametrize("then", ["other words", "other article"])
def test_a_step_is_kept_though_something_else_is_chosen_at_once(hand: Hand, then: str) -> None:
    span = own_words(hand)
    shown = page(hand).shown
    assert shown is not None
    other = next(each for each in shown.incidents[0].incident.mentions() if each.end < span.start)
    if then == "other article":
        long_article(hand)
        page(hand).choose_article(1)
        settle(hand.window)
    choose_in_form(hand, span)
    hand.key(Key.Key_Right, CTRL | ALT | SHIFT)
    if then == "other words":
        choose_in_form(hand, other)
    else:
        page(hand).choose_article(2)
        settle(hand.window)
        page(hand).choose_article(1)
    hand.wait(lambda: evidence(hand, span.id).end == span.end + 1)
    assert (evidence(hand, other.id).start, evidence(hand, other.id).end) == (other.start, other.end)


def test_the_other_edge_by_characters_from_the_form(hand: Hand) -> None:
    span = own_words(hand)
    choose_in_form(hand, span)
    hand.key(Key.Key_W, ALT)
    assert hand.find("status.chosen", QLabel).text() == "The keys move the beginning."
    hand.key(Key.Key_Right, CTRL | ALT | SHIFT)
    hand.wait(lambda: evidence(hand, span.id).start == span.start + 1)
    assert evidence(hand, span.id).end == span.end


def test_an_edge_is_dragged_and_the_parts_of_a_value_go_along(hand: Hand) -> None:
    span = own_words(hand, many=True)
    shown = page(hand).shown
    assert shown is not None
    same = [
        each.id for each in shown.incidents[0].incident.evidence
        if (each.start, each.end, each.role) == (span.start, span.end, span.role)
    ]  # fmt: skip
    assert len(same) > 1
    page(hand).choose_incident(span.incident)
    choose_in_form(hand, span)
    view = bring(hand, span)
    assert view.handles() == (span.start, span.end)
    rect = view.span_rects(span.end - 1, span.end)[0]
    edge = QPoint(round(rect.right()), rect.center().toPoint().y())
    inside = view.span_rects(span.start, span.start + 1)[0].center().toPoint()
    QTest.mousePress(view.viewport(), LEFT, NONE, edge)
    for point in (edge - QPoint(30, 0), inside):
        place = QPointF(point)
        event = QMouseEvent(QEvent.Type.MouseMove, place, view.viewport().mapToGlobal(place),
                            Qt.MouseButton.NoButton, LEFT, NONE)  # fmt: skip
        QApplication.sendEvent(view.viewport(), event)
    before = hand.window.page.workspace.undo_target()  # type: ignore[union-attr]
    QTest.mouseRelease(view.viewport(), LEFT, NONE, inside)
    hand.wait(lambda: evidence(hand, span.id).end < span.end)
    moved = evidence(hand, span.id)
    assert moved.quote == span.quote.split()[0].rstrip(",.")
    assert {(evidence(hand, each).start, evidence(hand, each).end) for each in same} == {(moved.start, moved.end)}
    hand.key(Key.Key_Z, CTRL)
    hand.wait(lambda: evidence(hand, span.id).end == span.end)
    assert hand.window.page.workspace.undo_target() == before, "it was one operation"  # type: ignore[union-attr]


def test_the_edges_of_a_passage_not_codable_and_of_metadata_words(hand: Hand) -> None:
    shown = page(hand).shown
    assert shown is not None
    for tab, name, span_id in (
        (2, "not_codable.list", shown.coding.not_codable[0].id),
        (1, "article_facts.list", shown.coding.article_evidence[0].id),
    ):
        bar = hand.find("side.tabs", QTabBar)
        hand.click("side.tabs", bar.tabRect(tab).center())
        before = evidence(hand, span_id)
        view = hand.find(name, ValuesView)
        row = next(
            row for row, line in enumerate(view.lines.lines())
            if line.kind is LineKind.WORDS and line.words[0].id == span_id
        )  # fmt: skip
        hand.click_row(name, row)
        hand.key(Key.Key_Left, CTRL | ALT | SHIFT)
        hand.wait(lambda span_id=span_id, end=before.end: evidence(hand, span_id).end == end - 1)  # type: ignore[misc]


def test_words_of_nobody_in_particular_have_no_handles(hand: Hand) -> None:
    reader(hand).setFocus()
    hand.key(Key.Key_Right, ALT | SHIFT)
    assert "Choose your words first" in hand.find("status.chosen", QLabel).text()
    assert reader(hand).handles() is None


def test_the_selection_grows_and_shrinks_by_one_key_each(hand: Hand) -> None:
    view = click_words(hand, own_words(hand))
    hand.key(Key.Key_Escape)
    hand.key(Key.Key_Plus)
    first = view.selected_span()
    hand.key(Key.Key_Plus)
    assert view.selected_span()[1] - view.selected_span()[0] > first[1] - first[0] > 0
    hand.key(Key.Key_Minus)
    assert view.selected_span() == first
