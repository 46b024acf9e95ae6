# SPDX-License-Identifier: MIT
"""Whatever a page, a colleague or a spreadsheet wrote is shown as text: Qt never reads it as markup, in no label, tip,
list or text of the window. Qt would open the files that such markup names."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QLabel, QLineEdit, QMenu, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

import curator.operations as verbs
from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.workspace import Workspace
from tests.formats.pages_made import STORY, TOLD, page
from tests.journeys.hand import CTRL, Hand
from tests.journeys.test_bring_in_many import drop

EVIL = '<img src="nowhere.png"> x'
TEXT = f"Guards {EVIL} fled.\n\nTwo men died at {EVIL}, said {EVIL}."
_TIP = Qt.ItemDataRole.ToolTipRole


def is_markup(text: object) -> bool:
    return "<img" in str(text or "")


def faults(shown: QWidget) -> Iterator[str]:
    """Where the foreign words are markup in this window, by the names of the widgets."""
    for widget in (shown, *shown.findChildren(QWidget)):
        name = widget.objectName() or type(widget).__name__
        if is_markup(widget.toolTip()):
            yield f"tip of {name}"
        if isinstance(widget, QLabel) and is_markup(widget.text()) and widget.textFormat() != Qt.TextFormat.PlainText:
            yield f"label {name}"
        if isinstance(widget, QTextEdit) and is_markup(widget.toHtml()):
            yield f"text {name}"
        if isinstance(widget, QMenu) and widget.toolTipsVisible():
            yield from (f"tip in {name}" for each in widget.actions() if is_markup(each.toolTip()))
        if isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView) and widget.model() is not None:
            yield from (f"tip of an item of {name}" for tip in tips(widget) if is_markup(tip))


def tips(view: QAbstractItemView) -> Iterator[object]:
    model, top = view.model(), QModelIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(top)  # those of a list are private
    for column in range(columns):
        yield model.headerData(column, Qt.Orientation.Horizontal, _TIP)
        yield from (model.data(model.index(row, column), _TIP) for row in range(min(30, model.rowCount(top))))


@pytest.fixture
def hand(qtbot: QtBot, opened: MainWindow) -> Hand:
    """A project in which an article, an incident, two coders, comments, a view and a release have such words."""
    assert opened.page is not None
    workspace = opened.page.workspace
    fill(workspace)
    settle(opened)
    return Hand(qtbot, opened)


def fill(workspace: Workspace) -> None:
    workspace.act_as(workspace.run(verbs.AddCoder(f"B {EVIL}")))
    fields = dict.fromkeys(("title", "outlet", "author", "section", "dateline", "url"), EVIL)
    (article,) = workspace.run(verbs.AddArticles((verbs.NewArticle(TEXT, fields),)))
    made = workspace.run(verbs.AddIncident(article, (0, 30), {"title": EVIL, "notes": EVIL, "location_text": EVIL}))
    workspace.run(verbs.SetValue(made, "country", "IRQ", note=EVIL))
    row = workspace.run(verbs.AddRow(made, "actors", {"name_text": EVIL, "canonical": EVIL, "role": "initiator"}))
    start = TEXT.index(EVIL)
    workspace.run(verbs.AddEvidence(article, start, start + len(EVIL), made, row, "name_text"))
    workspace.run(verbs.AddComment(article, EVIL, incident=made))
    workspace.run(verbs.Save("view", EVIL, {}))
    workspace.run(verbs.AddRelease(EVIL, b"PK"))


def look(hand: Hand) -> None:
    settle(hand.window)
    found = [fault for shown in QApplication.topLevelWidgets() if shown.isVisible() for fault in faults(shown)]
    assert found == []


def test_the_article_its_values_and_the_strip(hand: Hand) -> None:
    page = hand.window.page
    assert page is not None
    page.choose_article(2)
    look(hand)
    hand.find("library.list").setFocus()
    hand.key(Qt.Key.Key_End)
    look(hand)
    reader = page.article.reader
    assert EVIL in reader.text()
    for words in (EVIL, "Two men died"):
        at = reader.text().rindex(words)
        reader.setFocus()
        reader.select(at, at + len(words))
        hand.wait(lambda: page.strip.isVisible())
        look(hand)


@pytest.mark.parametrize(
    "action", ["view.table", "view.map", "view.time", "go.history", "go.history_here", "file.releases"]
)
def test_the_data_set_and_what_else_lists_them(hand: Hand, action: str) -> None:
    hand.window.actions_by_id[action].trigger()
    look(hand)
    if action == "view.table":
        hand.find("dataset.list").setFocus()
        hand.key(Qt.Key.Key_End)
        look(hand)


def test_hits_that_are_to_be_coded_and_hits_of_the_search(hand: Hand) -> None:
    hand.window.actions_by_id["code.hits"].trigger()
    settle(hand.window)
    hand.write("guards")
    hand.key(Qt.Key.Key_Return)
    listed = hand.find("code_hits.list", QAbstractItemView)
    hand.wait(lambda: listed.model().rowCount() > 0)
    look(hand)
    hand.key(Qt.Key.Key_Escape)
    hand.key(Qt.Key.Key_F, CTRL | Qt.KeyboardModifier.ShiftModifier)
    focus = QApplication.focusWidget()
    if isinstance(focus, QLineEdit):
        hand.write("guards")
        hand.key(Qt.Key.Key_Return)
    look(hand)


def test_the_report_of_an_import_and_two_texts_side_by_side(hand: Hand, tmp_path: Path) -> None:
    story = tuple(f"{escape(EVIL)} {line}" for line in STORY)
    for name, more in (("one", ""), ("two", "It was said again.")):
        told = page(TOLD, title=escape(f"{EVIL} {name}"), story=(*story, more))
        (tmp_path / f"{name}.html").write_text(told.replace("Bus falls into river", escape(EVIL)), encoding="utf-8")
    (tmp_path / "three.txt").write_text("", encoding="utf-8")
    drop(hand, *(tmp_path / f"{name}.{end}" for name, end in (("one", "html"), ("two", "html"), ("three", "txt"))))
    look(hand)
    hand.click("import.ok")
    hand.wait(lambda: not hand.window.status.job.running)
    listed = hand.find("import_report.list", QAbstractItemView)
    assert listed.model().rowCount() == 3
    look(hand)
    kinds = [str(listed.model().index(row, 0).data()) for row in range(3)]
    hand.click_row("import_report.list", kinds.index("Added, near-duplicate"))
    look(hand)
    hand.click("import_report.compare")
    look(hand)


def test_a_table_that_is_brought_in(hand: Hand, tmp_path: Path) -> None:
    quoted = EVIL.replace('"', '""')
    path = tmp_path / "list.csv"
    path.write_text(f'Headline,"{quoted}",Event type\n"{quoted}","{quoted}","{quoted}"\n', encoding="utf-8")
    hand.window.jobs.tables.look_at(path)
    hand.wait(lambda: hand.window.findChild(QLabel, "mapping.told") is not None)
    hand.wait(lambda: hand.find("mapping.told", QLabel).text().startswith("New articles: 1"))
    look(hand)


@pytest.mark.parametrize("action", ["go.review", "article.versions", "article.assign"])
def test_what_several_coded_beside_each_other(hand: Hand, action: str) -> None:
    shown = hand.window.page
    assert shown is not None
    with shown.workspace.read() as reads:
        article = reads.article_ids()[-1]
    shown.workspace.run(verbs.SetReading(article, "finished"))
    shown.workspace.act_as(shown.workspace.run(verbs.AddCoder(f"C {EVIL}")))
    shown.workspace.run(verbs.AddIncident(article, (0, 30), {"title": f"Otherwise {EVIL}", "country": "SYR"}))
    shown.workspace.run(verbs.SetReading(article, "finished"))
    shown.choose_article(2)
    settle(hand.window)
    hand.window.actions_by_id[action].trigger()
    look(hand)
