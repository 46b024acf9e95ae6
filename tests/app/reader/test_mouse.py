# SPDX-License-Identifier: MIT
"""Selecting with the mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QHelpEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from curator.app.reader.highlights import Highlight
from curator.app.reader.view import ReaderView
from tests.app.reader.conftest import Hand

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
TEXT = "Officials said that gunmen were killing a border guard, near Mosul.\nA second paragraph follows here.\n" + (
    "More text stands below, so that the article is longer than the window and has to be scrolled.\n" * 40
)


def test_a_click_places_the_caret_and_selects_nothing(reader: ReaderView, hand: Hand, qtbot: QtBot) -> None:
    reader.set_text(TEXT)
    point = hand.word("gunmen")
    with qtbot.waitSignal(reader.caret_moved):
        hand.click(QPoint(int(reader.span_rects(20, 21)[0].left()) + 1, point.y()))
    assert reader.caret() == TEXT.index("gunmen")
    assert reader.selected_span() == (reader.caret(), reader.caret())


def test_a_drag_selects_whole_words(reader: ReaderView, hand: Hand) -> None:
    reader.set_text(TEXT)
    seen: list[tuple[int, int]] = []
    reader.selection_changed.connect(lambda start, end: seen.append((start, end)))
    at = TEXT.index("killing")
    hand.drag(hand.at(at + 3), hand.at(TEXT.index("guard") + 1))
    assert hand.selected() == "killing a border guard"
    assert seen[-1] == reader.selected_span()
    hand.drag(hand.at(TEXT.index("guard") + 1), hand.at(at + 3))
    assert hand.selected() == "killing a border guard"
    assert reader.caret() == at


def test_alt_selects_by_character(reader: ReaderView, hand: Hand) -> None:
    reader.set_text(TEXT)
    start, end = reader.span_rects(20, 21)[0], reader.span_rects(28, 29)[0]
    y = start.center().toPoint().y()
    hand.drag(QPoint(round(start.left()), y), QPoint(round(end.left()), y), ALT)
    assert reader.selected_span() == (20, 28)


def test_a_trembling_click_selects_nothing(reader: ReaderView, hand: Hand) -> None:
    reader.set_text(TEXT)
    point = hand.word("gunmen")
    hand.drag(point, point + QPoint(3, 1))
    assert hand.selected() == ""


def test_double_click_word_triple_click_paragraph(reader: ReaderView, hand: Hand) -> None:
    reader.set_text(TEXT)
    point = hand.word("border") + QPoint(6, 0)
    hand.double(point)
    assert hand.selected() == "border"
    hand.click(point)
    assert hand.selected() == TEXT.split("\n")[0]


def test_double_click_and_drag_goes_by_words(reader: ReaderView, hand: Hand) -> None:
    reader.set_text(TEXT)
    point, end = hand.at(TEXT.index("border") + 2), hand.at(TEXT.index("near") + 1)
    hand.double(point)
    hand.press(point)
    hand.release(point)
    hand.double(point)
    hand.drag(hand.word("a border"), end)
    assert hand.selected() == "a border guard, near"


def test_shift_click_extends_by_words(reader: ReaderView, hand: Hand) -> None:
    reader.set_text(TEXT)
    reader.place_caret(TEXT.index("gunmen"))
    hand.click(hand.at(TEXT.index("border") + 2), SHIFT)
    assert hand.selected() == "gunmen were killing a border"
    hand.click(hand.at(TEXT.index("said") + 2), SHIFT)
    assert hand.selected().startswith("said that")


def test_dragging_below_the_window_scrolls_and_selects_on(reader: ReaderView, hand: Hand, qtbot: QtBot) -> None:
    reader.set_text(TEXT)
    before = reader.verticalScrollBar().value()
    hand.press(hand.word("gunmen"))
    below = QPoint(300, reader.viewport().height() + 150)
    hand.move(below)
    qtbot.waitUntil(lambda: reader.verticalScrollBar().value() > before + 300, timeout=5000)
    hand.release(below)
    start, end = reader.selected_span()
    assert start == TEXT.index("gunmen")
    assert end > reader.visible_span()[0] > start


def test_dragging_right_of_the_words_stops_at_the_line(reader: ReaderView, hand: Hand) -> None:
    reader.set_text("two men\nthree women")
    y = hand.word("two").y()
    hand.drag(hand.at(4), QPoint(reader.viewport().width() - 5, y))
    assert hand.selected() == "men"


@pytest.mark.parametrize("kind", ["plain", "diacritized"])
def test_an_arabic_phrase_by_mouse_is_the_right_code_points(
    reader: ReaderView, hand: Hand, shared_data: Path, kind: str
) -> None:
    text = (shared_data / "arabic-wikinews" / kind / "064.txt").read_text("utf-8")
    reader.set_text(text, "ar")
    words = text.split("\n")[2].split(" ")
    phrase = " ".join(words[3:7])
    start = text.index(phrase)
    hand.drag(hand.at(start + 1), hand.at(start + len(phrase) - 2))
    assert reader.selected_span() == (start, start + len(phrase))
    reader.copy()
    assert QApplication.clipboard().text() == phrase


def test_pictures_are_whole(reader: ReaderView, hand: Hand) -> None:
    text = "a 👨‍👩‍👧 b 🇮🇶🇺🇸 c"
    reader.set_text(text)
    hand.click(hand.at(2) + QPoint(3, 0))
    assert reader.caret() in (2, 7)
    hand.drag(hand.at(2), hand.at(text.index("b")))
    assert hand.selected() == "👨‍👩‍👧 b"


def test_hovering_names_the_highlights_as_plain_text(reader: ReaderView, hand: Hand, qtbot: QtBot) -> None:
    reader.set_text(TEXT)
    reader.set_highlights([Highlight("x", 20, 26, "A", 0, label="<b>Attack</b> & more")])
    with qtbot.waitSignal(reader.highlight_hovered) as hovered:
        hand.move(hand.at(22), held=False)
    assert hovered.args == [["x"]]
    point = hand.at(22)
    QApplication.sendEvent(
        reader.viewport(), QHelpEvent(QHelpEvent.Type.ToolTip, point, reader.viewport().mapToGlobal(point))
    )
    assert "&lt;b&gt;Attack&lt;/b&gt; &amp; more" in QToolTip.text()
    QToolTip.hideText()
    with qtbot.waitSignal(reader.highlight_hovered) as hovered:
        hand.move(hand.at(40), held=False)
    assert hovered.args == [[]]


def test_the_menu_copies_and_takes_the_windows_actions(reader: ReaderView, hand: Hand) -> None:
    reader.set_text(TEXT)
    hand.double(hand.at(TEXT.index("border") + 2))
    offered: list[int] = []

    def add(menu: QMenu, pos: int) -> None:
        offered.append(pos)
        menu.addAction(QAction("Own", menu, objectName="own"))

    reader.context_menu_opening.connect(add)
    point = hand.at(TEXT.index("border") + 3)
    QApplication.sendEvent(
        reader.viewport(),
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, reader.viewport().mapToGlobal(point)),
    )
    menu = reader.findChild(QMenu, "reader_menu")
    assert menu is not None
    assert offered
    actions = {action.objectName(): action for action in menu.actions()}
    assert "own" in actions
    actions["reader_copy"].trigger()
    assert QApplication.clipboard().text() == "border"
    actions["reader_select_paragraph"].trigger()
    assert hand.selected() == TEXT.split("\n")[0]
    actions["reader_select_all"].trigger()
    assert hand.selected() == TEXT
    menu.close()


def test_a_window_without_height_takes_clicks(reader: ReaderView, hand: Hand) -> None:
    reader.set_text(TEXT)
    reader.open_find()
    reader.resize(300, 20)
    assert reader.viewport().height() <= 0 or reader.viewport().height() < 20
    press = reader.press_at(QPointF(100, 5))
    assert 0 <= press.pos <= len(TEXT)
    hand.click(QPoint(100, 0))
    hand.key(Qt.Key.Key_PageDown)
    reader.scroll_to(500, 510)
