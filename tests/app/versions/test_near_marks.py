# SPDX-License-Identifier: MIT
"""In the window: near-duplicates are found by themselves, marked and listed; what they are is said beside both."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from curator.app import after_opening
from curator.app.library.model import ArticleLineRole
from curator.app.main_window import MainWindow
from curator.app.versions import near_marks
from curator.app.versions.beside import Beside
from curator.app.versions.near_marks import NearMarks
from curator.operations import AddArticles, NewArticle
from tests.app.coding.conftest import Bench, opened_bench
from tests.sound_case import TEXT, incidents_codebook


@pytest.fixture
def bench(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    monkeypatch.setattr(after_opening, "_NEAR_AFTER", 0)
    monkeypatch.setattr(near_marks, "_SOON", 0)
    monkeypatch.setattr(near_marks, "_LONG", 1)
    return opened_bench(window, tmp_path / "near.curator", incidents_codebook())


def looked_through(qtbot: QtBot, bench: Bench, pairs: int) -> NearMarks:
    def done() -> None:
        near = bench.page.listing.near
        assert near is not None
        assert (len(near.pairs), near.looking) == (pairs, False)

    qtbot.waitUntil(done, timeout=20_000)
    bench.rest()
    near = bench.page.listing.near
    assert near is not None
    return near


def marked(bench: Bench) -> list[bool]:
    model = bench.page.library.model
    return [bool(model.index(row, 0).data(ArticleLineRole).near) for row in range(model.rowCount())]


def wait_for_marks(qtbot: QtBot, bench: Bench, *expected: bool) -> None:
    qtbot.waitUntil(lambda: marked(bench) == [*expected], timeout=10_000)


def chip(bench: Bench) -> QToolButton:
    found = bench.page.library.findChild(QToolButton, "library.chip.near")
    assert isinstance(found, QToolButton)
    return found


def shown() -> Beside:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, Beside)]
    assert len(found) == 1
    return found[0]


def test_a_near_duplicate_is_marked_listed_compared_and_decided(bench: Bench, window: MainWindow, qtbot: QtBot) -> None:
    near = looked_through(qtbot, bench, 0)
    wait_for_marks(qtbot, bench, False, False)
    assert bench.page.library.findChild(QToolButton, "library.chip.near") is None
    bench.run(AddArticles((NewArticle(f"{TEXT} Nothing more is known yet.", {"title": "The copy"}),)))
    looked_through(qtbot, bench, 1)
    wait_for_marks(qtbot, bench, True, False, True)
    said = bench.page.library.model.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Nearly the same as another article" in said
    assert chip(bench).text() == "Near-duplicates 2"
    chip(bench).click()
    bench.rest()
    assert bench.page.library.model.rowCount() == 2
    window.actions_by_id["article.compare"].trigger()
    bench.rest()
    beside = shown()
    assert len(beside.places) == 1
    QTest.keyClick(beside, Qt.Key.Key_D)
    bench.rest()
    assert [pair.decision for pair in near.pairs] == ["different"]
    wait_for_marks(qtbot, bench, False, False, False)  # the list is whole again: nothing has the mark
    assert not chip(bench).isVisible()
    bench.workspace.undo()
    qtbot.waitUntil(lambda: not near.pairs[0].decision, timeout=10_000)
    bench.rest()
    wait_for_marks(qtbot, bench, True, False, True)
    QTest.keyClick(beside, Qt.Key.Key_S)
    bench.rest()
    assert [pair.decision for pair in near.pairs] == ["same report"]
    wait_for_marks(qtbot, bench, True, False, True)  # both stay, marked: nothing is merged
    QTest.keyClick(beside, Qt.Key.Key_S)
    bench.rest()
    assert [pair.decision for pair in near.pairs] == [""], "once more takes it back"


def test_the_search_says_how_far_it_is_and_can_be_stopped_and_go_on(
    bench: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    near = looked_through(qtbot, bench, 0)
    library = bench.page.library
    monkeypatch.setattr(near_marks, "_REST", 0.05)
    many = tuple(NewArticle(f"Report {number}. {TEXT if number % 100 == 99 else number}") for number in range(600))
    bench.workspace.run(AddArticles(many))
    qtbot.waitUntil(library.near_line.isVisible, timeout=10_000)
    assert library.near_line.label.text().startswith("Near-duplicates: ")
    library.near_line.button.click()
    qtbot.waitUntil(lambda: not near.looking, timeout=10_000)
    assert library.near_line.button.text() == "Go on"
    monkeypatch.setattr(near_marks, "_REST", 0.0)
    library.near_line.button.click()
    qtbot.waitUntil(lambda: not near.looking, timeout=20_000)
    assert not library.near_line.isVisible()
    assert len(near.pairs) == 21, "seven articles with one text, each with each"


def test_closing_ends_the_search(bench: Bench, window: MainWindow, qtbot: QtBot) -> None:
    near = looked_through(qtbot, bench, 0)
    bench.workspace.run(AddArticles(tuple(NewArticle(f"Report {number}.") for number in range(600))))
    qtbot.waitUntil(lambda: near.looking, timeout=10_000)
    window.close_project()
    looking = "curator looks for duplicates"
    qtbot.waitUntil(lambda: looking not in {thread.name for thread in threading.enumerate()}, timeout=10_000)
