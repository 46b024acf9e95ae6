# SPDX-License-Identifier: MIT
"""Single-letter keys act while the article has the focus, and only then; the user's own keys win; layouts without
Latin letters have their places."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QMainWindow, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from curator.app.action_set import ActionSet
from curator.app.actions.spec import ActionSpec, Situation
from curator.app.article_keys import ArticleKeys
from curator.app.key_map import KeyMap
from curator.app.key_names import key_of
from curator.app.main_window import MainWindow
from curator.app.reader.view import ReaderView
from curator.settings import Settings

Key = Qt.Key
NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier,
)  # fmt: skip
SPECS = (
    ActionSpec("words.new", "&New incident", "Start an incident", "edit", ("N",), where="article"),
    ActionSpec("words.mention", "&Mention", "Add a mention", "edit", ("M",), where="article"),
    ActionSpec("words.again", "Mention a&gain", "Add one more", "edit", ("Shift+M",), where="article"),
    ActionSpec("words.not", "Not codable", "Not codable", "edit", ("X",), where="article",
               possible=lambda situation: situation.incidents > 0),
    ActionSpec("help.keys", "&Keys", "Keys", "help", ("?",)),
)  # fmt: skip


@dataclass
class Bench:
    """A reader, a line to write in and actions, in one window."""

    window: QMainWindow
    reader: ReaderView
    line: QLineEdit
    keys: KeyMap
    actions: ActionSet
    done: list[str] = field(default_factory=list)
    given: list[str] = field(default_factory=list)
    book: str = "KT3X"

    def take(self, key: str) -> bool:
        self.given.append(key)
        return key in self.book

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> list[str]:
        """What the key does where the focus is."""
        self.done.clear()
        focus = self.window.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, held)
        return list(self.done)


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    window = QMainWindow()
    middle = QWidget()
    reader, line = ReaderView(), QLineEdit()
    column = QVBoxLayout(middle)
    column.addWidget(reader)
    column.addWidget(line)
    window.setCentralWidget(middle)
    keys = KeyMap(Settings(), SPECS)
    bench = Bench(window, reader, line, keys, ActionSet(window, keys))
    for spec in SPECS:
        bench.actions.on(spec.id, lambda done=spec.id: bench.done.append(done))
    bench.actions.fill(window.menuBar())
    bench.actions.follow(Situation(incidents=1))
    bench.article_keys = ArticleKeys(reader, bench.actions, bench.take)  # type: ignore[attr-defined]
    reader.set_text("Some words of an article.")
    window.show()
    qtbot.addWidget(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    reader.setFocus()
    return bench


def event(key: int, text: str, scan: int = 0, virtual: int = 0, held: Qt.KeyboardModifier = NONE) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, held, scan, virtual, 0, text)


def test_letters_act_while_the_article_has_the_focus(bench: Bench) -> None:
    assert bench.press(Key.Key_N) == ["words.new"]
    assert bench.press(Key.Key_M) == ["words.mention"]
    assert bench.press(Key.Key_M, SHIFT) == ["words.again"]
    assert bench.press(Key.Key_N, SHIFT) == []


def test_letters_are_typed_where_one_writes(bench: Bench) -> None:
    bench.line.setFocus()
    for key in (Key.Key_N, Key.Key_X, Key.Key_K):
        assert bench.press(key) == []
    assert bench.line.text() == "nxk"
    assert bench.given == []
    bench.line.setFocus()
    assert bench.press(Key.Key_Question) == []
    assert bench.line.text() == "nxk?"


def test_letters_are_typed_in_the_find_bar_inside_the_reader(bench: Bench) -> None:
    bench.reader.open_find()
    words = bench.reader.findChild(QLineEdit, "find_words")
    assert words is not None
    words.setFocus()
    assert bench.press(Key.Key_M) == []
    assert words.text() == "m"
    box = bench.reader.findChild(QCheckBox, "find_exact")
    assert box is not None
    box.setFocus()
    assert bench.press(Key.Key_N) == []  # a box to tick lets the key pass to the reader around it
    assert bench.given == []


def test_without_an_article_letters_do_nothing(bench: Bench) -> None:
    bench.reader.clear()
    assert bench.press(Key.Key_N) == []
    assert bench.press(Key.Key_K) == []
    assert bench.given == []


def test_a_key_that_is_held_down_acts_once(bench: Bench) -> None:
    again = QKeyEvent(QEvent.Type.KeyPress, Key.Key_N, NONE, "n", True)
    bench.article_keys.eventFilter(bench.reader, again)  # type: ignore[attr-defined]
    assert bench.done == []
    again = QKeyEvent(QEvent.Type.KeyPress, Key.Key_K, NONE, "k", True)
    assert bench.article_keys.eventFilter(bench.reader, again)  # type: ignore[attr-defined]
    assert bench.given == []


def test_keys_of_the_codebook_come_after_the_actions(bench: Bench) -> None:
    bench.press(Key.Key_K)
    bench.press(Key.Key_K, SHIFT)
    bench.press(Key.Key_3)
    assert bench.given == ["K", "Shift+K", "3"]
    assert bench.press(Key.Key_X) == ["words.not"]
    assert bench.given == ["K", "Shift+K", "3"]


def test_an_action_that_is_not_possible_does_not_give_its_key_to_the_codebook(bench: Bench) -> None:
    bench.actions.follow(Situation(incidents=0))
    assert bench.press(Key.Key_X) == []
    assert bench.given == []


def test_the_users_own_key_wins_over_the_codebook(bench: Bench) -> None:
    bench.keys.give("words.new", ["K"])
    assert bench.press(Key.Key_K) == ["words.new"]
    assert bench.given == []
    bench.press(Key.Key_N)
    assert bench.given == ["N"]


def test_a_letter_given_to_an_action_of_the_window_acts_in_the_article_only(bench: Bench) -> None:
    bench.keys.give("help.keys", ["H", "F2"])
    assert bench.press(Key.Key_H) == ["help.keys"]
    assert bench.press(Key.Key_F2) == ["help.keys"]
    bench.line.setFocus()
    assert bench.press(Key.Key_H) == []
    assert bench.press(Key.Key_F2) == ["help.keys"]
    assert bench.line.text() == "h"


def test_an_action_of_the_article_with_ctrl_acts_there_only(bench: Bench) -> None:
    bench.keys.give("words.new", ["Ctrl+Shift+N"])
    assert bench.press(Key.Key_N, CTRL | SHIFT) == ["words.new"]
    bench.line.setFocus()
    assert bench.press(Key.Key_N, CTRL | SHIFT) == []


def test_menus_show_the_key_and_no_shortcut_of_the_window_has_it(bench: Bench) -> None:
    action = bench.actions["words.new"]
    assert action.text() == "&New incident\tN"
    assert action.shortcuts() == []
    assert action.toolTip() == "Start an incident (N)"
    bench.keys.give("words.new", ["F7"])
    assert action.text() == "&New incident\tF7"
    bench.keys.give("words.new", [])
    assert action.text() == "&New incident"
    menu = bench.window.findChild(QMenu, "menu.edit")
    assert menu is not None
    assert action in menu.actions()
    action.trigger()  # from the menu it acts wherever the focus is
    assert bench.done == ["words.new"]


@pytest.mark.parametrize(
    ("key", "text", "scan", "virtual", "platform", "name"),
    [
        (0x649, "ى", 57, 0x5E9, "xcb", "N"),  # Arabic
        (0x422, "т", 57, 0x6D4, "xcb", "N"),  # Cyrillic
        (0x422, "т", 57, 0x6D4, "wayland", "N"),
        (0x422, "т", 49, 0x4E, "windows", "N"),
        (0x629, "ة", 50, 0x4D, "windows", "M"),
        (0x629, "ة", 50, 0, "windows", "M"),  # only the place is known
        (0x422, "т", 1, 45, "cocoa", "N"),
        (0x444, "ф", 1, 0, "cocoa", "A"),
        (0x5D0, "א", 28, 0, "xcb", "T"),  # Hebrew
        (0x3BD, "ν", 57, 0, "xcb", "N"),  # Greek
        (0xFEFB, "ﻻ", 56, 0, "xcb", "B"),
        (0x661, "١", 10, 0, "xcb", "1"),
        (0x6F3, "۳", 12, 0, "xcb", "3"),
        (0x645, "", 46, 0, "xcb", "L"),  # nothing typed: Qt's own name of the key
        (Key.Key_A, "a", 24, 0x61, "xcb", "A"),  # a French keyboard: what is printed on the key counts, not its place
        (Key.Key_W, "w", 52, 0x77, "xcb", "W"),
        (Key.Key_Comma, ",", 58, 0x2C, "xcb", ","),
        (0xC9, "é", 11, 0xE9, "xcb", "É"),
        (Key.Key_BracketRight, "]", 35, 0x5D, "xcb", "]"),
        (0x439, "й", 999, 0, "xcb", ""),  # a place the table does not know
    ],
)
def test_keys_are_named_by_what_is_printed_or_by_their_place(
    key: int, text: str, scan: int, virtual: int, platform: str, name: str
) -> None:
    found = key_of(event(key, text, scan, virtual), platform)
    assert found == (name or text.upper())
    if len(name) == 1 and name.isalpha():
        assert key_of(event(key, text.upper(), scan, virtual, SHIFT), platform) == f"Shift+{name}"


def test_other_keys_have_their_usual_names() -> None:
    assert key_of(event(Key.Key_F7, "")) == "F7"
    assert key_of(event(Key.Key_N, "\x0e", held=CTRL)) == "Ctrl+N"
    assert key_of(event(0x422, "", 57, held=CTRL), "xcb") == "Ctrl+N"
    assert key_of(event(Key.Key_Question, "?", held=SHIFT)) == "?"
    assert key_of(event(Key.Key_BracketLeft, "[", held=CTRL | Qt.KeyboardModifier.AltModifier)) == "["  # AltGr
    group = Qt.KeyboardModifier.GroupSwitchModifier
    assert key_of(event(0x20AC, "€", 26, held=group), "xcb") == "€"
    assert key_of(event(0xB5, "µ", 58, held=group), "xcb") != "M"
    assert key_of(event(Key.Key_Shift, "", held=SHIFT)) == ""
    assert key_of(event(Key.Key_Space, " ")) == "Space"
    assert key_of(event(Key.Key_Return, "\r")) == "Return"


def test_an_arabic_key_acts_by_its_place(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    pressed = event(0x649, "ى", 57)
    monkeypatch.setattr("curator.app.key_names.QGuiApplication.platformName", lambda: "xcb")
    assert bench.article_keys.eventFilter(bench.reader, pressed)  # type: ignore[attr-defined]
    assert bench.done == ["words.new"]


def test_overlapping_highlights_are_gone_through_by_keys_of_the_table(opened: MainWindow) -> None:
    assert opened.page is not None
    reader = opened.page.article.reader
    overlap = next(h.start for h in reader.highlights() if len(reader.highlights_here(h.start)) > 1)
    reader.place_caret(overlap)
    chosen: list[str] = []
    reader.highlight_clicked.connect(lambda ids: chosen.append(ids[0]))
    reader.setFocus()
    QTest.keyClick(reader, Key.Key_BracketRight)
    QTest.keyClick(reader, Key.Key_BracketRight)
    QTest.keyClick(reader, Key.Key_BracketLeft)
    assert len(chosen) == 3
    assert chosen[0] == chosen[2] != chosen[1]
    opened.keys.give("go.next_here", ["Shift+J"])
    QTest.keyClick(reader, Key.Key_BracketRight)
    assert len(chosen) == 3
    QTest.keyClick(reader, Key.Key_J, SHIFT)
    assert len(chosen) == 4
