# SPDX-License-Identifier: MIT
"""The caret and the keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QAccessible, QAction, QKeySequence
from PySide6.QtWidgets import QApplication

from curator.app.reader.navigation import Move
from curator.app.reader.view import ReaderView
from curator.domain.graphemes import next_grapheme
from tests.app.reader.conftest import Hand

Key = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip
LONG = "The officials said that two of the men were killed near the old town. " * 6


def test_left_and_right_go_by_grapheme(reader: ReaderView, hand: Hand) -> None:
    text = "e\u0301👨‍👩‍👧b\nc"
    reader.set_text(text)
    stops = []
    for _ in range(6):
        hand.key(Key.Key_Right)
        stops.append(reader.caret())
    assert stops == [2, 7, 8, 9, 10, 10]
    for _ in range(5):
        hand.key(Key.Key_Left)
    assert reader.caret() == 0


def test_words_with_control(reader: ReaderView, hand: Hand) -> None:
    reader.set_text(LONG)
    hand.key(Key.Key_Right, CTRL)
    assert reader.caret() == LONG.index("officials")
    hand.key(Key.Key_Right, CTRL | SHIFT)
    assert hand.selected() == "officials"
    hand.key(Key.Key_Right, CTRL | SHIFT)
    assert hand.selected() == "officials said"
    hand.key(Key.Key_Left, CTRL)
    assert (hand.selected(), reader.caret()) == ("", LONG.index("said"))


def test_up_and_down_keep_the_column(reader: ReaderView, hand: Hand) -> None:
    reader.set_text(LONG + "\nshort\n\n" + LONG)
    reader.place_caret(30)
    x = reader.point_of(30)
    assert x is not None
    for _ in range(12):
        hand.key(Key.Key_Down)
    there = reader.point_of(reader.caret())
    assert there is not None
    assert reader.caret() > len(LONG)
    assert abs(there.x() - x.x()) < 12
    for _ in range(12):
        hand.key(Key.Key_Up)
    assert reader.caret() == 30


def test_home_and_end_are_of_the_visual_line(reader: ReaderView, hand: Hand) -> None:
    reader.set_text(LONG)
    reader.place_caret(10)
    hand.key(Key.Key_End)
    end = reader.caret()
    assert LONG[end] == " "
    assert 40 < end < len(LONG)
    hand.key(Key.Key_End)
    assert reader.caret() == end
    hand.key(Key.Key_Home, SHIFT)
    assert reader.selected_span() == (0, end)
    hand.key(Key.Key_End, CTRL)
    assert reader.caret() == len(LONG)
    hand.key(Key.Key_Home, CTRL | SHIFT)
    assert reader.selected_span() == (0, len(LONG))


def test_pages_move_the_window_and_the_caret(reader: ReaderView, hand: Hand) -> None:
    reader.set_text((LONG + "\n") * 30)
    hand.key(Key.Key_PageDown)
    first = reader.caret()
    assert reader.verticalScrollBar().value() > 300
    low, high = reader.visible_span()
    assert low <= first <= high
    hand.key(Key.Key_PageDown, SHIFT)
    assert reader.selected_span() == (first, reader.caret())
    for _ in range(100):
        hand.key(Key.Key_PageDown)
    assert reader.caret() == len(reader.text())
    for _ in range(100):
        hand.key(Key.Key_PageUp)
    assert reader.caret() == 0
    assert reader.verticalScrollBar().value() == 0


def test_sentences_and_paragraphs(reader: ReaderView, hand: Hand) -> None:
    text = "Two died. One fled. Good.\n\nNext paragraph. End."
    reader.set_text(text)
    hand.key(Key.Key_Down, ALT)
    assert reader.caret() == text.index("One")
    hand.key(Key.Key_Down, ALT | SHIFT)
    assert hand.selected() == "One fled. "
    hand.key(Key.Key_Down, CTRL)
    assert reader.caret() == text.index("Next")
    hand.key(Key.Key_Up, CTRL)
    assert reader.caret() == 0
    hand.key(Key.Key_Down, CTRL)
    hand.key(Key.Key_Up, ALT)
    assert reader.caret() == text.index("Good")


def test_copy_equals_the_stored_slice(reader: ReaderView, hand: Hand) -> None:
    text = "a\u00a0b\u0085c\x0cd\u200be\u2003f 👩🏽‍🚒 \u202eg\u202c\tend\nnext\ufffc"
    reader.set_text(text)
    hand.key(Key.Key_A, CTRL)
    hand.key(Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == text
    reader.select(1, 9)
    hand.key(Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == text[1:9]


def test_copying_nothing_leaves_the_clipboard_alone(reader: ReaderView, hand: Hand) -> None:
    reader.set_text("words")
    QApplication.clipboard().setText("kept")
    hand.key(Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "kept"


def test_in_a_right_to_left_paragraph_left_goes_on(reader: ReaderView, hand: Hand, shared_data: Path) -> None:
    text = (shared_data / "arabic-wikinews" / "diacritized" / "064.txt").read_text("utf-8")
    reader.set_text(text, "ar")
    before = reader.point_of(0)
    hand.key(Key.Key_Left)
    after = reader.point_of(reader.caret())
    assert before is not None
    assert after is not None
    assert after.x() < before.x()
    assert reader.caret() == 2  # a letter and its vowel mark
    hand.key(Key.Key_Right)
    assert reader.caret() == 0
    hand.key(Key.Key_Left, CTRL)
    assert reader.caret() == text.index(" ") + 1
    hand.key(Key.Key_Left, CTRL | SHIFT)
    assert hand.selected() == text.split()[1]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="ab 1قعد.👨🏽\u0301\u064e(\u202e", max_size=25))
def test_walking_right_or_left_through_a_paragraph_meets_every_grapheme(reader: ReaderView, text: str) -> None:
    reader.set_text(text)
    stops = [0]
    while stops[-1] < len(text):
        stops.append(next_grapheme(text, stops[-1]))
    rtl = reader._flow.right_to_left(0)
    on: Move = "left" if rtl else "right"
    back: Move = "right" if rtl else "left"
    for move, expected in ((on, stops[1:]), (back, stops[-2::-1])):
        seen = []
        for _ in expected:
            reader.move_caret(move)
            seen.append(reader.caret())
        assert seen == expected


def test_empty_paragraphs_follow_the_article(reader: ReaderView, hand: Hand) -> None:
    reader.set_text("قاعدة\n\nالقيارة")
    for _ in range(8):
        hand.key(Key.Key_Left)
    assert reader.caret() == 8


def test_keys_of_the_window_pass_through(reader: ReaderView, hand: Hand) -> None:
    reader.set_text("words")
    hand.key(Key.Key_N)
    assert (reader.text(), reader.caret()) == ("words", 0)


def test_moving_ends_a_selection_at_its_edge(reader: ReaderView, hand: Hand) -> None:
    reader.set_text(LONG)
    reader.select(4, 13)
    hand.key(Key.Key_Left)
    assert reader.selected_span() == (4, 4)
    reader.select(4, 13)
    hand.key(Key.Key_Right)
    assert reader.selected_span() == (13, 13)
    reader.select(4, 13)
    hand.key(Key.Key_Escape)
    assert reader.selected_span() == (13, 13)


@pytest.mark.parametrize("key", [Key.Key_Left, Key.Key_Down, Key.Key_End, Key.Key_PageDown, Key.Key_A])
def test_an_empty_reader_takes_any_key(reader: ReaderView, hand: Hand, key: Qt.Key) -> None:
    hand.key(key)
    reader.set_text("")
    hand.key(key)
    assert reader.selected_span() == (0, 0)


def test_a_screen_reader_hears_what_the_caret_passes(
    reader: ReaderView, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("curator.app.reader.selecting.announce", lambda _widget, words: said.append(words))
    reader.set_text("Two men died. " + LONG)
    hand.key(Key.Key_Right)
    hand.key(Key.Key_Right, CTRL)
    hand.key(Key.Key_Right, CTRL | SHIFT)
    hand.key(Key.Key_Down, ALT)
    hand.key(Key.Key_Down)
    assert said[:3] == ["w", "men", "men"]
    assert said[3] == LONG[: LONG.index(".") + 2]
    assert said[4] in reader.text()
    assert len(said[4]) > 30


def test_announcing_is_safe_when_a_screen_reader_listens(reader: ReaderView, hand: Hand) -> None:
    reader.set_text(LONG)
    QAccessible.setActive(True)
    try:
        hand.key(Key.Key_Right)
        hand.key(Key.Key_Down, SHIFT)
    finally:
        QAccessible.setActive(False)


@pytest.mark.parametrize(("key", "held"), [(Key.Key_E, CTRL), (Key.Key_Down, ALT), (Key.Key_Up, ALT)])
def test_the_windows_own_keys_work_while_the_article_has_the_focus(
    reader: ReaderView, hand: Hand, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    reader.set_text("Two died. One fled. Good.")
    done: list[bool] = []
    action = QAction("the window's", reader)
    action.setShortcut(QKeySequence(QKeyCombination(held, key)))
    action.triggered.connect(lambda *_: done.append(True))
    reader.addAction(action)
    hand.key(key, held)
    assert len(done) == 1
    assert reader.caret() == 0
