# SPDX-License-Identifier: MIT
"""The library reads pages of lines by number, and only those that are seen."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from curator.app.library.model import LibraryModel, about, shown_title
from curator.app.library.panel import LibraryPanel
from curator.app.listed.model import PAGE
from curator.store.articles import ArticleLine


class Shelf:
    """Counts what was asked for; article 13 is gone."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def __call__(self, numbers: Sequence[int]) -> list[ArticleLine]:
        self.asked.append(len(numbers))
        return [self.line(n) for n in numbers if n != 13]

    @staticmethod
    def line(n: int) -> ArticleLine:
        title = "مقتل 28 شخصا" if n % 2 else f"Title {n} <b>not bold</b>"
        return ArticleLine(n, f"id-{n}", title, "Outlet", "2019-11-09T10:00:00Z", "", 100, n % 3, "unread")


def test_the_model_keeps_the_laws_of_qt(qtmodeltester: ModelTester) -> None:
    model = LibraryModel(Shelf())
    model.show(array("q", range(1, 400)))
    qtmodeltester.check(model)


def test_only_pages_that_are_seen_are_read() -> None:
    shelf = Shelf()
    model = LibraryModel(shelf)
    model.show(array("q", range(1, 100_001)))
    assert shelf.asked == []
    assert model.data(model.index(99_999, 0)) == "Title 100000 <b>not bold</b>"
    model.data(model.index(99_998, 0))
    assert shelf.asked == [100_000 % PAGE or PAGE]


def test_an_article_that_is_gone_is_an_empty_row() -> None:
    model = LibraryModel(Shelf())
    model.show(array("q", [12, 13, 14]))
    assert model.data(model.index(1, 0)) is None
    assert model.data(model.index(2, 0), Qt.ItemDataRole.DisplayRole).startswith("Title 14")


def test_a_tip_never_takes_a_title_for_markup() -> None:
    model = LibraryModel(Shelf())
    model.show(array("q", [12]))
    tip = model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;" in tip
    assert "<b>" not in tip


def test_a_hundred_thousand_articles_are_shown_without_a_hitch(qtbot: QtBot) -> None:
    import time

    shelf = Shelf()
    panel = LibraryPanel(shelf)
    qtbot.addWidget(panel)
    panel.resize(264, 700)
    panel.show()
    numbers = array("q", range(1, 100_001))
    before = time.process_time()
    panel.show_numbers(numbers, len(numbers))
    panel.grab()
    panel.mark(77_777)
    panel.grab()
    assert time.process_time() - before < 0.5
    assert len(shelf.asked) <= 4


def test_choosing_tells_and_marking_does_not(qtbot: QtBot) -> None:
    panel = LibraryPanel(Shelf())
    qtbot.addWidget(panel)
    panel.show_numbers(array("q", [1, 2, 3]), 3)
    told: list[int] = []
    panel.article_chosen.connect(told.append)
    assert panel.mark(2)
    assert told == []
    panel.step(1)
    assert told == [3]
    assert panel.chosen == 3
    panel.step(1)
    assert told == [3]


def test_the_order_and_the_filter_ask_for_other_numbers(qtbot: QtBot) -> None:
    panel = LibraryPanel(Shelf())
    qtbot.addWidget(panel)
    panel.show()
    with qtbot.waitSignal(panel.wanted):
        qtbot.keyClicks(panel.filter, "Title")
    assert panel.words == "Title"
    with qtbot.waitSignal(panel.wanted):
        qtbot.keyClick(panel.filter, Qt.Key.Key_Return)


def test_an_empty_project_says_what_to_do(qtbot: QtBot) -> None:
    panel = LibraryPanel(Shelf())
    qtbot.addWidget(panel)
    panel.resize(264, 500)
    panel.show()
    panel.show_numbers(array("q"), 0)
    button = panel.findChild(type(panel.findChild(object, "library.import")), "library.import")
    assert button.isVisible()
    with qtbot.waitSignal(panel.import_wanted):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    panel.filter.setText("nothing")
    panel.show_numbers(array("q"), 5)
    assert panel.pages.currentWidget().objectName() == "library.nothing_found"


def test_a_longer_list_stays_where_it_stood(qtbot: QtBot) -> None:
    panel = LibraryPanel(Shelf())
    qtbot.addWidget(panel)
    panel.resize(264, 500)
    panel.show()
    panel.show_numbers(array("q", range(1, 500)), 499)
    panel.mark(7)
    panel.table.verticalScrollBar().setValue(9_000)
    panel.show_numbers(array("q", range(1, 700)), 699)
    assert panel.chosen == 7
    assert panel.table.verticalScrollBar().value() == 9_000


def untitled(n: int, **known: str) -> ArticleLine:
    outlet = known.get("outlet", "")
    return ArticleLine(n, f"id-{n}", "", outlet, "", "", 100, 0, "unread", "in/m7.txt", "First\n words")


def test_an_article_without_a_title_is_known_by_its_words_and_file() -> None:
    assert shown_title(untitled(7)) == "First words"
    assert about(untitled(7)) == ("№ 7", "m7.txt")
    assert about(untitled(7, outlet="EFE")) == ("№ 7", "EFE")
    titled = replace(untitled(7), title="A title", opening="")
    assert about(titled) == ("m7.txt",)


def test_home_and_end_go_to_the_first_and_the_last_article(qtbot: QtBot) -> None:
    panel = LibraryPanel(Shelf())
    qtbot.addWidget(panel)
    panel.show()
    panel.show_numbers(array("q", range(1, 60)), 59)
    panel.mark(7)
    qtbot.keyClick(panel.table, Qt.Key.Key_End)
    assert panel.chosen == 59
    qtbot.keyClick(panel.table, Qt.Key.Key_Home)
    assert panel.chosen == 1


def test_undo_is_the_projects_where_nothing_was_typed(qtbot: QtBot) -> None:
    panel = LibraryPanel(Shelf())
    qtbot.addWidget(panel)
    panel.show()
    undone: list[bool] = []
    action = QAction("undo", panel)
    action.setShortcut(QKeySequence(QKeySequence.StandardKey.Undo))
    action.triggered.connect(lambda *_: undone.append(True))
    panel.addAction(action)
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    panel.filter.setFocus()
    qtbot.keyClick(panel.filter, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [True]
    qtbot.keyClicks(panel.filter, "ab")
    qtbot.keyClick(panel.filter, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [True]
    assert panel.filter.text() == ""
