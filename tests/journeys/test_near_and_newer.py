# SPDX-License-Identifier: MIT
"""An article comes again, changed, and a copy of it from another outlet: the work goes along, what is not certain is
placed or dropped by keys, and of the copy it is said that it is the same report."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from curator.app.library.article_table import ArticleTable
from curator.app.main_window import MainWindow
from curator.app.versions import near_marks
from curator.app.versions.beside import Beside
from curator.app.versions.waiting_list import WaitingList
from curator.app.workspace_page import WorkspacePage
from tests.journeys.hand import CTRL, NONE, Hand

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def hand(qtbot: QtBot, opened: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Hand:
    monkeypatch.setattr(near_marks, "_SOON", 50)
    workspace = page_of(opened).workspace
    with workspace.read() as reads:
        workspace.act_as(reads.coders()[0])
    return Hand(qtbot, opened)


def page_of(window: MainWindow) -> WorkspacePage:
    assert window.page is not None
    return window.page


def drop(hand: Hand, *paths: Path) -> None:
    """Drop files on the window, and agree."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    dropped = QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NONE)
    with hand.acting():
        page_of(hand.window).dropEvent(dropped)
    hand.click("import.ok")
    hand.wait(lambda: page_of(hand.window).listing.article_count == 3)


def message(hand: Hand, words: str) -> QPushButton:
    """The button of the message in which these words stand."""

    def there() -> bool:
        return any(words in row.text for row in hand.window.messages.rows())

    hand.wait(there)
    row = next(row for row in hand.window.messages.rows() if words in row.text)
    button = row.findChild(QPushButton, "message.act")
    assert isinstance(button, QPushButton)
    return button


def test_a_newer_version_takes_the_work_and_a_copy_is_called_the_same_report(hand: Hand, tmp_path: Path) -> None:
    page = page_of(hand.window)
    assert page.shown is not None
    old, text = page.shown.coding.article, page.shown.coding.text
    incidents = len(page.shown.coding.incidents)
    newer, copy = tmp_path / Path(old.fields["source_file"]).name, tmp_path / "the-copy.txt"
    newer.write_text(text.replace("on condition of anonymity", "who gave no name"), encoding="utf-8")
    copy.write_text(text.replace("Rockets", "Missiles"), encoding="utf-8")
    drop(hand, newer, copy)
    report = hand.find("import_report.list", QAbstractItemView).model()
    cells = [[str(report.index(row, column).data()) for column in (0, 2)] for row in range(report.rowCount())]
    assert [kind for kind, _ in cells] == ["Added, near-duplicate", "Added, newer version"]
    assert "Near-duplicate of" in cells[0][1]
    assert " % the same" in cells[0][1]
    assert "A newer version of" in cells[1][1]
    hand.click("import_report.compare")
    hand.wait(lambda: any(isinstance(each, Beside) and each.isVisible() for each in QApplication.topLevelWidgets()))
    assert "the same" in hand.find("beside.told", QLabel).text()
    hand.key(Qt.Key.Key_Escape)
    hand.click("import_report.close")
    carry = message(hand, "An article came in a newer version")
    with hand.acting():
        carry.click()
    show = message(hand, "for a place, because the words around changed")
    with hand.acting():
        show.click()
    listed = hand.find("article_versions.waiting", WaitingList)
    waiting = listed.count()
    assert waiting > 0
    assert QApplication.focusWidget() is listed
    assert hand.find("article_versions.waits", QLabel).text().endswith(f": {waiting}")
    assert page.shown.coding.article.id != old.id
    new = page.shown.coding.article.id
    assert len(page.shown.coding.incidents) == incidents
    placed = dropped = 0
    while listed.count():
        before = listed.count()
        start, end = page.article.reader.selected_span()
        hand.key(Qt.Key.Key_Return if end > start else Qt.Key.Key_Delete)
        hand.wait(lambda before=before: listed.count() == before - 1)  # type: ignore[misc]  # bound at once
        placed, dropped = placed + (end > start), dropped + (end == start)
    assert placed > 0
    assert dropped > 0, "“on condition of anonymity” is nowhere"
    with page.workspace.read() as reads:
        coding = reads.coding(new)
        quotes = [words for one in coding.incidents for words in one.evidence]
        assert quotes
        assert all(words.quote == coding.text[words.start : words.end] for words in quotes)
        assert {one.status for one in reads.coding(old.id).incidents} == {"withdrawn"}
    hand.key(Qt.Key.Key_Escape)
    hand.wait(lambda: page.listing.near is not None and bool(page.listing.near.pairs))
    chip = hand.find("library.chip.near", QToolButton)
    assert chip.text() == "Near-duplicates 2"
    hand.click("library.chip.near")
    model = hand.find("library.list", ArticleTable).model()
    hand.wait(lambda: model.rowCount() == 2)
    hand.find("library.list").setFocus()
    hand.key(Qt.Key.Key_N, CTRL | ALT)
    hand.wait(lambda: any(isinstance(each, Beside) and each.isVisible() for each in QApplication.topLevelWidgets()))
    assert "the same" in hand.find("beside.told", QLabel).text()
    assert hand.find("beside.said", QLabel).text().startswith("Difference 1 of")
    hand.key(Qt.Key.Key_S)
    near = page.listing.near
    assert near is not None
    hand.wait(lambda: [pair.decision for pair in near.pairs] == ["same report"])
    hand.key(Qt.Key.Key_Escape)
    open_now = [
        each.objectName() for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()
    ]
    assert open_now == []
    hand.key(Qt.Key.Key_Z, CTRL)
    hand.wait(lambda: [pair.decision for pair in near.pairs] == [""])
