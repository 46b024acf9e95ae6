# SPDX-License-Identifier: MIT
"""The help: every place leads to a part that is there, and words lead to the parts that have them."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from curator.app.dialogs.help_pages import HelpPages, show_help
from curator.app.help_index import FIRST, PLACES, parts, place_of, seek
from curator.app.main_window import MainWindow
from curator.assets import list_assets


def test_every_page_is_in_parts_with_a_title() -> None:
    assert {part.page for part in parts()} == set(list_assets("help", ".md"))
    assert all(part.title for part in parts())
    assert parts()[0].page == FIRST
    assert len({(part.page, part.heading) for part in parts()}) == len(parts())


def test_code_is_no_heading() -> None:
    assert not any(part.heading.startswith("#") or "[[" in part.heading for part in parts())


@pytest.mark.parametrize("name", PLACES)
def test_every_place_leads_somewhere(name: str) -> None:
    assert PLACES[name] in {(part.page, part.heading) for part in parts()}


def test_words_lead_to_headings_first() -> None:
    found = seek("encod")
    assert found[0].heading == "Encodings"
    assert len(found) > 1
    assert seek("encodings zebra") == []
    assert seek("  ") == list(parts())
    assert any(part.heading == "Preferences" for part in seek("backups room"))


def test_the_nearest_place_counts(opened: MainWindow) -> None:
    assert opened.page is not None
    assert place_of(opened.page.article.reader) == PLACES["article"]
    assert place_of(opened.page.library.filter) == PLACES["library.filter"]
    assert place_of(opened.page.library.table) == PLACES["library"]
    assert place_of(opened.page.side.values) == PLACES["values.list"]
    assert place_of(opened.page.side.tabs) == PLACES["side"]
    assert place_of(opened) == (FIRST, "")
    assert place_of(None) == (FIRST, "")


def test_help_opens_where_one_is_and_is_opened_once(opened: MainWindow, qtbot: QtBot) -> None:
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    assert opened.page is not None
    opened.page.library.table.setFocus()
    show_help(opened)
    dialog = opened.findChild(HelpPages)
    assert dialog is not None
    assert dialog.list.currentItem().text().strip() == "Articles"
    assert dialog.text.textCursor().block().text() == "Articles"
    assert 0 <= dialog.text.cursorRect().top() <= dialog.text.viewport().height() / 4, "it is at the head of the page"
    opened.activateWindow()
    opened.page.side.values.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is opened.page.side.values)  # type: ignore[union-attr]
    show_help(opened)
    assert len(opened.findChildren(HelpPages)) == 1
    assert dialog.list.currentItem().text().strip() == "The form"
    assert dialog.text.textCursor().block().text() == "The form"
    dialog.close()


def test_the_search_shows_hits_and_marks_them(qtbot: QtBot, opened: MainWindow) -> None:
    dialog = HelpPages(opened)
    dialog.show()
    words = dialog.findChild(QLineEdit, "help_pages.find")
    assert words is not None
    QTest.keyClicks(words, "hatching")
    assert "The window" in dialog.list.item(0).text()
    marked = dialog.text.extraSelections()
    assert [mark.cursor.selectedText().casefold() for mark in marked] == ["hatching"]
    QTest.keyClicks(words, "zzzz")
    assert dialog.list.count() == 0
    assert dialog.none.isVisible()
    assert dialog.text.extraSelections() == []
    dialog.close()


def test_pages_are_read_without_html(opened: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    page = "# Page\n\n<img src='file:///dev/zero'> and <b>bold</b>\n"
    monkeypatch.setattr("curator.app.dialogs.help_pages.read_text", lambda _name: page)
    dialog = HelpPages(opened)
    assert "<b>bold</b>" in dialog.text.toPlainText()
    dialog.close()


def test_help_in_a_dialog_is_about_the_dialog(opened: MainWindow, qtbot: QtBot) -> None:
    opened.jobs.projects.new_project()
    seen = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    asked = next(each for each in seen if each.objectName() == "new_project")
    assert isinstance(asked, QDialog)
    inner = asked.focusWidget() or asked
    assert isinstance(inner, QWidget)
    assert place_of(inner)[0] == "help/codebook.md"
    asked.reject()
