# SPDX-License-Identifier: MIT
"""An analyst looks over all incidents in one table, sorts and finds, goes to the words and back, and exports."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QHeaderView, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from curator.app.dataset.view import IncidentTable
from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.app.reader.view import ReaderView
from curator.app.workspace_page import WorkspacePage
from curator.operations import AddCoder, AddIncident, AdoptCodebook, SetValue
from curator.shape import replace
from tests.journeys.hand import CTRL, NONE, Hand

SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def page_of(window: MainWindow) -> WorkspacePage:
    assert window.page is not None
    return window.page


@pytest.fixture
def hand(qtbot: QtBot, opened: MainWindow) -> Hand:
    workspace = page_of(opened).workspace
    with workspace.read() as reads:
        workspace.act_as(reads.coders()[0])
    hand = Hand(qtbot, opened)
    hand.click_row("library.list", 0)
    hand.key(Qt.Key.Key_L, CTRL | SHIFT)
    return hand


def page(hand: Hand) -> WorkspacePage:
    return page_of(hand.window)


def table(hand: Hand) -> IncidentTable:
    return hand.find("dataset.list", IncidentTable)


def column(hand: Hand, heading: str) -> int:
    model = table(hand).model()
    names = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    return names.index(heading)


def cells(hand: Hand, heading: str) -> list[str]:
    model, at = table(hand).model(), column(hand, heading)
    return [str(model.index(row, at).data()) for row in range(model.rowCount())]


def click_heading(hand: Hand, heading: str) -> None:
    header: QHeaderView = table(hand).horizontalHeader()
    at = column(hand, heading)
    place = QPoint(header.sectionViewportPosition(at) + 12, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, NONE, place)
    settle(hand.window)


def test_the_table_lists_the_incidents_with_the_codebooks_fields(hand: Hand) -> None:
    assert table(hand).hasFocus()
    assert cells(hand, "No.") == ["1", "2", "3", "4", "5"]
    book = page(hand).workspace.codebook
    title = book.node(book.title_field)
    assert title is not None
    assert cells(hand, title.label)[0].startswith("Rocket barrage")
    for key in book.summary_fields:
        node = book.node(key)
        assert node is not None
        shown = book.above(key)[0] if node.part == "start" else node
        assert any(cells(hand, shown.label))
    assert "not stated" in [cell for name in ("Place name",) for cell in cells(hand, name)]
    assert hand.find("dataset.count", QLabel).text() == "5 incidents"


def test_enter_goes_to_the_words_and_backspace_comes_back(hand: Hand) -> None:
    hand.click_row("dataset.list", 2)
    words = hand.find("dataset.words", QLabel).text()
    hand.key(Qt.Key.Key_Return)
    reader = hand.find("reader", ReaderView)
    assert reader.hasFocus()
    shown = page(hand).shown
    assert shown is not None
    incident = shown.incidents[2].incident
    assert page(hand).side.incident == incident.id
    mention = incident.mentions()[0]
    assert words == f"“{mention.quote}”"
    first, last = reader.visible_span()
    assert first <= mention.start < mention.end <= last
    hand.key(Qt.Key.Key_Backspace)
    assert table(hand).isVisible()
    assert table(hand).hasFocus()
    assert table(hand).currentIndex().row() == 2
    view = table(hand)
    point = view.visualRect(view.model().index(4, 1)).center()
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, NONE, point)
    settle(hand.window)
    assert page(hand).side.incident == shown.incidents[4].incident.id
    hand.key(Qt.Key.Key_L, ALT)
    assert table(hand).currentIndex().row() == 4


def test_every_column_sorts_both_ways_and_blanks_stand_last(hand: Hand) -> None:
    model = table(hand).model()
    for at in range(model.columnCount()):
        heading = str(model.headerData(at, Qt.Orientation.Horizontal))
        click_heading(hand, heading)
        ascending = cells(hand, "No.")
        click_heading(hand, heading)
        assert sorted(cells(hand, "No.")) == sorted(ascending) == ["1", "2", "3", "4", "5"]
    click_heading(hand, "Place name")
    places = cells(hand, "Place name")
    assert places[-2:] == ["not stated", "not stated"]
    assert places[:3] == sorted(places[:3])
    click_heading(hand, "Place name")
    assert cells(hand, "Place name")[-2:] == ["not stated", "not stated"]
    assert cells(hand, "Place name")[:3] == sorted(places[:3], reverse=True)
    table(hand).setCurrentIndex(model.index(0, column(hand, "No.")))
    hand.key(Qt.Key.Key_S)
    assert cells(hand, "No.") == ["1", "2", "3", "4", "5"]


def test_words_filter_by_text_label_and_number(hand: Hand) -> None:
    hand.key(Qt.Key.Key_L, CTRL)
    hand.write("armed clash")
    hand.key(Qt.Key.Key_Return)
    assert set(cells(hand, "Sub-event type")) == {"Armed clash"}
    assert hand.find("dataset.count", QLabel).text() == f"{len(cells(hand, 'No.'))} of 5 incidents"
    hand.click("dataset.filter")
    hand.key(Qt.Key.Key_A, CTRL)
    hand.write("4")
    hand.key(Qt.Key.Key_Return)
    assert "4" in cells(hand, "No.")
    hand.click("dataset.filter")
    hand.key(Qt.Key.Key_A, CTRL)
    hand.write("100% of_ nothing")
    hand.key(Qt.Key.Key_Return)
    assert "No incident has these words" in hand.find("dataset.empty", QLabel).text()


def test_only_ones_own_layer_is_shown(hand: Hand) -> None:
    workspace = page(hand).workspace
    with workspace.read() as reads:
        (article,) = reads.article_ids()
        mine = reads.coders()[0]
    other = workspace.run(AddCoder("Somebody else"))
    workspace.act_as(other)
    workspace.run(AddIncident(article, (0, 5)))
    workspace.act_as(mine)
    hand.key(Qt.Key.Key_L, CTRL | SHIFT)
    hand.key(Qt.Key.Key_L, CTRL | SHIFT)
    assert len(cells(hand, "No.")) == 5
    workspace.act_as(None)
    hand.key(Qt.Key.Key_L, CTRL | SHIFT)
    hand.key(Qt.Key.Key_L, CTRL | SHIFT)
    assert "Say who is coding" in hand.find("dataset.empty", QLabel).text()


def test_a_change_is_followed(hand: Hand) -> None:
    workspace = page(hand).workspace
    book = workspace.codebook
    with workspace.read() as reads:
        incident = reads.find_incident("1")
    workspace.run(SetValue(incident.id, book.title_field, "Another title"))
    node = book.node(book.title_field)
    assert node is not None
    hand.wait(lambda: cells(hand, node.label)[0] == "Another title")
    hand.key(Qt.Key.Key_Z, CTRL)
    hand.wait(lambda: cells(hand, node.label)[0] != "Another title")


def test_rows_are_copied_for_a_spreadsheet(hand: Hand) -> None:
    hand.click_row("dataset.list", 1)
    hand.key(Qt.Key.Key_Down, SHIFT)
    hand.key(Qt.Key.Key_C, CTRL)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 3
    assert len({line.count("\t") for line in lines}) == 1
    assert [line.split("\t")[0] for line in lines] == ["No.", "2", "3"]
    assert any("2 rows copied" in row.text for row in hand.window.messages.rows())


def test_what_is_shown_is_exported(hand: Hand, tmp_path: Path) -> None:
    hand.key(Qt.Key.Key_L, CTRL)
    hand.write("clash")
    hand.key(Qt.Key.Key_Return)
    header = table(hand).horizontalHeader()
    header.moveSection(header.visualIndex(column(hand, "Province")), 1)
    numbers = cells(hand, "No.")
    hand.click("dataset.export")
    assert "clash" in hand.find("export.which", QComboBox).currentText()
    hand.find("export.folder.line", QLineEdit).setText(str(tmp_path / "shown"))
    hand.click("export.ok")
    hand.wait(lambda: (tmp_path / "shown" / "manifest.json").exists() and not hand.window.status.job.running)
    with (tmp_path / "shown" / "incidents.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    workspace = page(hand).workspace
    with workspace.read() as reads:
        assert {row["id"] for row in rows} == {reads.find_incident(number).id for number in numbers}
        first = next(iter(rows))
        title = reads.find_incident(first["id"]).values[workspace.codebook.title_field]
    assert first[workspace.codebook.title_field] == title
    assert list(first)[:3] == ["article", "id", "admin1"], "in the order in which the columns stand"
    assert "latitude" not in first
    assert not (tmp_path / "shown" / "texts").exists()
    assert any(str(tmp_path / "shown") in row.text for row in hand.window.messages.rows())


def test_widths_order_and_sorting_are_remembered(hand: Hand) -> None:
    header = table(hand).horizontalHeader()
    header.resizeSection(1, 222)
    header.moveSection(header.visualIndex(column(hand, "Province")), 1)
    click_heading(hand, "Date")
    click_heading(hand, "Date")
    numbers = cells(hand, "No.")
    path = page(hand).workspace.path
    hand.window.close_project()
    assert hand.window.open_project(path)
    settle(hand.window)
    hand.click("rail.incidents")
    header = table(hand).horizontalHeader()
    assert header.sectionSize(1) == 222
    assert header.visualIndex(column(hand, "Province")) == 1
    assert cells(hand, "No.") == numbers
    looks = json.loads(hand.window.settings.look_of(page(hand).workspace.project_id, "incidents"))
    assert looks["down"] is True


def test_the_rail_shows_where_one_is_and_keys_of_the_article_rest(hand: Hand) -> None:
    assert not hand.window.actions_by_id["edit.find"].isEnabled()
    assert hand.window.actions_by_id["file.export_list"].isEnabled()
    hand.click("rail.code")
    assert hand.find("reader", ReaderView).isVisible()
    assert hand.window.actions_by_id["edit.find"].isEnabled()
    assert not hand.window.actions_by_id["go.back"].isEnabled()
    assert not hand.window.actions_by_id["file.export_list"].isEnabled()


def test_another_codebook_brings_other_columns(hand: Hand) -> None:
    workspace = page(hand).workspace
    book = workspace.codebook
    before = table(hand)
    workspace.run(AdoptCodebook(replace(book, version="9.9", summary_fields=book.summary_fields[:1])))
    hand.wait(lambda: table(hand) is not before)
    assert table(hand).isVisible()
    shown = [at for at in table(hand).shown_columns() if table(hand).lines.columns[at].derived is None]
    assert len(shown) == 7, "the column that was shown stays, as a further one"
    assert len(cells(hand, "No.")) == 5
