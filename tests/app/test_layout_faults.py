# SPDX-License-Identifier: MIT
"""The look at layouts finds what is wrong, and finds nothing in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from curator.app.layout_faults import layout_faults
from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.app.theme import THEMES, ThemeSwitch
from curator.app.widgets import OVERLAY


@pytest.fixture
def board(qtbot: QtBot) -> QWidget:
    board = QWidget()
    board.setObjectName("board")
    board.resize(300, 200)
    qtbot.addWidget(board)
    return board


def kinds(widget: QWidget) -> list[str]:
    widget.show()
    QApplication.processEvents()
    return [fault.split(":")[0] for fault in layout_faults(widget)]


def test_a_label_that_needs_more_room_is_found(board: QWidget) -> None:
    label = QLabel("much longer than the room it has", board)
    label.setGeometry(10, 10, 40, 20)
    assert kinds(board) == ["clipped"]
    label.setGeometry(10, 10, 280, 40)
    assert kinds(board) == []


def test_a_wrapped_label_that_is_too_low_is_found(board: QWidget) -> None:
    label = QLabel("words " * 20, board)
    label.setWordWrap(True)
    label.setGeometry(10, 10, 100, 20)
    assert kinds(board) == ["clipped"]


def test_a_text_cut_on_purpose_is_none(board: QWidget) -> None:
    label = QLabel("cut on purp…", board)
    label.setToolTip("cut on purpose")
    label.setGeometry(10, 10, 60, 30)
    assert kinds(board) == []
    label.setToolTip("")
    assert kinds(board) == ["clipped"]


def test_a_button_too_small_for_its_text_is_found(board: QWidget) -> None:
    button = QPushButton("Press this long button", board)
    button.setGeometry(10, 10, 60, 30)
    assert kinds(board) == ["clipped"]


def test_widgets_outside_and_over_each_other_are_found(board: QWidget) -> None:
    one, other = QWidget(board), QWidget(board)
    one.setGeometry(250, 10, 100, 20)
    other.setGeometry(240, 15, 30, 30)
    assert sorted(kinds(board)) == ["outside", "overlap"]


def test_what_one_scrolls_to_is_not_outside_but_what_nobody_can_scroll_to_is(board: QWidget) -> None:
    area, inner = QScrollArea(board), QWidget()
    area.setGeometry(0, 0, 200, 100)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    inner.resize(150, 400)
    assert kinds(board) == []
    inner.resize(400, 90)
    assert kinds(board) == ["outside"]


@pytest.mark.parametrize(
    ("style", "faint"),
    [
        ("color: #999999", True), ("color: #595959", False), ("color: #595959; background: #888888", True),
        ("color: #ffffff; background: #333333", False),
    ],
)  # fmt: skip
def test_a_text_that_does_not_stand_out_is_found(board: QWidget, style: str, faint: bool) -> None:
    board.setStyleSheet(f"QWidget {{ background: #ffffff }} QLabel, QPushButton, QLineEdit {{ {style} }}")
    for at, widget in enumerate((QLabel("words", board), QPushButton("Press", board), QLineEdit("typed", board))):
        widget.setGeometry(10, 10 + 50 * at, 200, 40)
    assert len([kind for kind in kinds(board) if kind.startswith("contrast")]) == (3 if faint else 0)


def test_a_chosen_row_that_cannot_be_read_is_found(board: QWidget) -> None:
    rows = QListWidget(board)
    rows.addItems(["one row", "another row"])
    rows.setGeometry(0, 0, 280, 150)
    rows.setCurrentRow(1)
    board.setStyleSheet("QListWidget { color: #000 } QListWidget::item:selected { background: #333; color: #444 }")
    assert kinds(board) == ["contrast 1.3"]
    board.setStyleSheet("QListWidget { color: #000 } QListWidget::item:selected { background: #333; color: #fff }")
    assert kinds(board) == []


def test_what_lies_over_others_on_purpose_is_no_overlap(board: QWidget) -> None:
    below, over = QLabel("below", board), QWidget(board)
    below.setGeometry(10, 10, 200, 40)
    over.setGeometry(0, 0, 250, 100)
    assert kinds(board) == ["overlap"]
    over.setProperty(OVERLAY, True)
    assert kinds(board) == []


def test_what_lies_over_others_must_be_seen_whole(board: QWidget) -> None:
    over = QWidget(board)
    over.setProperty(OVERLAY, True)
    over.setGeometry(200, 100, 150, 50)
    assert kinds(board) == ["outside"]
    over.move(140, 100)
    assert kinds(board) == []


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080), (1000, 640)])
@pytest.mark.parametrize("theme", ["light", "dark", "light-contrast", "dark-contrast"])
def test_the_window_has_no_faults(opened: MainWindow, qapp: QApplication, size: tuple[int, int], theme: str) -> None:
    themes = opened.themes
    assert isinstance(themes, ThemeSwitch)
    themes.wish_for(THEMES[theme].name)  # type: ignore[index]
    opened.resize(*size)
    settle(opened)
    assert opened.page is not None
    for tab in range(6):
        opened.page.side.tabs.setCurrentIndex(tab)
        settle(opened)
        assert layout_faults(opened) == []
    opened.close_project()
    settle(opened)
    assert layout_faults(opened) == []
