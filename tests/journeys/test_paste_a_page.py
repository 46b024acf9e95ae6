# SPDX-License-Identifier: MIT
"""An analyst copies a page in the browser, pastes it, takes another part of it, and later wants the whole page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from curator.app.main_window import MainWindow
from curator.app.reader.view import ReaderView
from curator.app.workspace_page import WorkspacePage
from curator.tasks.import_articles import import_articles
from tests.formats.pages_made import STORY, TOLD, page
from tests.journeys.hand import CTRL, Hand

ADDRESS = "https://river.example.org/2019/bus"


@pytest.fixture
def hand(qtbot: QtBot, opened: MainWindow) -> Hand:
    workspace = page_of(opened).workspace
    with workspace.read() as reads:
        workspace.act_as(reads.coders()[0])
    return Hand(qtbot, opened)


def page_of(window: MainWindow) -> WorkspacePage:
    assert window.page is not None
    return window.page


def copy_page(markup: str) -> None:
    data = QMimeData()
    data.setHtml(markup)
    data.setText("\n".join(STORY))
    data.setData("chromium/x-source-url", ADDRESS.encode())
    QGuiApplication.clipboard().setMimeData(data)


def test_a_page_of_a_browser_is_pasted_with_what_it_says_of_itself(hand: Hand) -> None:
    copy_page(page(TOLD))
    hand.click_row("library.list", 0)
    hand.key(Qt.Key.Key_V, CTRL)
    hand.wait(lambda: bool(shown_sheet(hand)))
    told = {name: hand.find(f"paste.{name}", QLineEdit).text() for name in ("title", "outlet", "author", "url")}
    assert told == {
        "title": "Bus falls into river", "outlet": "The Daily River", "author": "Jane Doe", "url": ADDRESS
    }  # fmt: skip
    assert hand.find("paste.published", QLineEdit).text().startswith("2019-11-09")
    assert "Home" not in hand.find("paste.text", QPlainTextEdit).toPlainText()
    hand.find("paste.outlet").setFocus()
    hand.key(Qt.Key.Key_A, CTRL)
    hand.write("River News")
    hand.find("paste.kind", QComboBox).setFocus()
    hand.key(Qt.Key.Key_Down)
    assert "Home" in hand.find("paste.text", QPlainTextEdit).toPlainText().splitlines()
    assert hand.find("paste.outlet", QLineEdit).text() == "River News", "what was written stays"
    hand.key(Qt.Key.Key_Up)
    hand.click("paste.ok")
    hand.wait(lambda: page_of(hand.window).listing.article_count == 2)
    hand.wait(lambda: STORY[0] in hand.find("reader", ReaderView).text())
    shown = page_of(hand.window).shown
    assert shown is not None
    fields = shown.coding.article.fields
    assert (fields["outlet"], fields["url"], fields["language"]) == ("River News", ADDRESS, "en")
    hand.key(Qt.Key.Key_Z, CTRL)
    hand.wait(lambda: page_of(hand.window).listing.article_count == 1)


def test_the_whole_page_is_taken_later(hand: Hand, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page(TOLD), encoding="utf-8")
    import_articles(page_of(hand.window).workspace, [tmp_path / "a.html"])
    hand.wait(lambda: page_of(hand.window).listing.article_count == 2)
    hand.click_row("library.list", 1)
    hand.wait(lambda: STORY[0] in hand.find("reader", ReaderView).text())
    assert hand.window.actions_by_id["article.read_anew"].isEnabled()
    hand.key(Qt.Key.Key_K, CTRL)
    hand.write("page in another way")
    hand.key(Qt.Key.Key_Return)
    hand.wait(lambda: bool(shown_sheet(hand)))
    assert hand.find("paste.ok").accessibleName() == "Take this text"
    hand.click("paste.ok")
    hand.wait(lambda: "Sport news of today" in hand.find("reader", ReaderView).text())
    assert page_of(hand.window).listing.article_count == 2
    hand.key(Qt.Key.Key_Z, CTRL)
    hand.wait(lambda: "Sport news of today" not in hand.find("reader", ReaderView).text())
    assert page_of(hand.window).listing.article_count == 2


def shown_sheet(hand: Hand) -> list[object]:
    from PySide6.QtWidgets import QApplication

    return [each for each in QApplication.topLevelWidgets() if each.objectName() == "paste" and each.isVisible()]
