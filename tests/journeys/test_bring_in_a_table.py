# SPDX-License-Identifier: MIT
"""An analyst brings in a spreadsheet: drops it, says with keys and mouse what a column is, sees what would come, keeps
the mapping, brings it in, and takes it back with one Undo."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QTableView
from pytestqt.qtbot import QtBot

from curator.app.main_window import MainWindow
from curator.app.mapping.dialog import MappingDialog
from curator.app.picture import settle
from curator.formats.csv_lines import read_lines
from curator.tasks.export import ExportOptions, export_set
from tests.journeys.hand import CTRL, Hand

TABLE = """Headline;Source;Published;What;Event type;Row id
Clash at a well;Daily;8 November 2019;Rebels shot at guards.;Battle;r1
Crowd at a gate;Daily;9 November 2019;A crowd threw stones.;war;r2
"""


def drop(window: MainWindow, path: Path) -> None:
    """Let a file fall on the page, as a file browser does."""
    assert window.page is not None
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(40, 40), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.page.dropEvent(event)


def counts(hand: Hand) -> tuple[int, int]:
    assert hand.window.page is not None
    with hand.window.page.workspace.read() as reads:
        return reads.article_count(), reads.incident_count()


def told(hand: Hand) -> str:
    return hand.find("mapping.told", QLabel).text()


def test_a_dropped_table_is_mapped_brought_in_and_taken_back(qtbot: QtBot, opened: MainWindow, tmp_path: Path) -> None:
    assert opened.page is not None
    workspace = opened.page.workspace
    with workspace.read() as reads:
        workspace.act_as(reads.coders()[0])
    hand = Hand(qtbot, opened)
    path = tmp_path / "incidents.csv"
    path.write_text(TABLE, "utf-8")
    articles, incidents = counts(hand)
    drop(opened, path)
    hand.wait(lambda: opened.findChild(QTableView, "mapping.columns") is not None)
    columns = hand.find("mapping.columns", QTableView)
    hand.wait(lambda: told(hand).startswith("New articles: 2 · new incidents: 2"))
    warnings = hand.find("mapping.warnings", QListWidget)
    assert "Row 3, Event type: “war” is not in the list" in warnings.item(0).text()
    row = next(at for at in range(columns.model().rowCount()) if columns.model().index(at, 0).data() == "What")
    assert columns.model().index(row, 1).data() == "Leave out"
    assert columns.model().index(row, 2).data() == "Rebels shot at guards."
    columns.setFocus()
    for _ in range(row):
        hand.key(Qt.Key.Key_Down)
    hand.key(Qt.Key.Key_Return)
    hand.type("Notes")
    hand.key(Qt.Key.Key_Return)
    settle(opened)
    hand.wait(lambda: columns.model().index(row, 1).data() == "Notes")
    hand.wait(lambda: told(hand).startswith("New articles: 2 · new incidents: 2 · spans of words: 2"))
    hand.click("mapping.name")
    hand.type("Ours")
    assert hand.find("mapping.name", QLineEdit).text() == "Ours"
    hand.click("mapping.ok")
    hand.wait(lambda: counts(hand) == (articles + 2, incidents + 2))
    hand.wait(lambda: any("2 incidents added" in line.text for line in opened.messages.rows()))
    with workspace.read() as reads:
        assert list(reads.saved("mapping")) == ["Ours"]
    hand.find("library.list").setFocus()
    hand.key(Qt.Key.Key_Z, CTRL)
    hand.wait(lambda: counts(hand) == (articles, incidents))


def test_a_kept_mapping_is_known_again_and_a_column_is_left_out_by_a_key(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path
) -> None:
    assert opened.page is not None
    with opened.page.workspace.read() as reads:
        opened.page.workspace.act_as(reads.coders()[0])
    hand = Hand(qtbot, opened)
    path = tmp_path / "list.csv"
    path.write_text("Headline,Colour\nA,red\n", "utf-8")
    opened.jobs.tables.look_at(path)
    hand.wait(lambda: opened.findChild(QTableView, "mapping.columns") is not None)
    columns = hand.find("mapping.columns", QTableView)
    hand.wait(lambda: told(hand).startswith("New articles: 1"))
    columns.setFocus()
    hand.key(Qt.Key.Key_Insert)
    assert columns.model().rowCount() == 3
    columns.setCurrentIndex(columns.model().index(0, 1))
    hand.key(Qt.Key.Key_Delete)
    hand.wait(lambda: "rows left out: 1" in told(hand))
    hand.key(Qt.Key.Key_Escape)
    hand.wait(lambda: opened.findChild(QTableView, "mapping.columns") is None)


def test_an_exported_data_set_is_corrected_and_brought_back(qtbot: QtBot, opened: MainWindow, tmp_path: Path) -> None:
    """An analyst corrects the CSV in a spreadsheet that writes days and separators in its own way, and brings it back:
    only what she changed is listed, she unticks one, takes the rest over, and one Undo takes that back."""
    assert opened.page is not None
    workspace = opened.page.workspace
    with workspace.read() as reads:
        coder = reads.coders()[0]
    workspace.act_as(coder)
    folder = tmp_path / "set"
    export_set(workspace, folder, ExportOptions(layer=coder.name))
    lines = [cells for _, cells in read_lines(folder / "incidents.csv")]
    title = lines[0].index(workspace.codebook.title_field)
    mine = [cells for cells in lines[1:] if cells[lines[0].index("coder")] == coder.id]
    mine[0][title], mine[1][title] = "Corrected one", "Corrected two"
    as_written = [[as_day(cell) for cell in cells] for cells in lines[1:]]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows([lines[0], *as_written])
    (folder / "incidents.csv").write_bytes(out.getvalue().encode("utf-8-sig"))
    hand = Hand(qtbot, opened)
    drop(opened, folder)
    hand.wait(lambda: opened.findChild(QTableView, "corrections.list") is not None)
    changes = hand.find("corrections.list", QTableView)
    model = changes.model()
    assert [model.index(row, 4).data() for row in range(model.rowCount())] == ["Corrected one", "Corrected two"]
    hand.wait(lambda: hand.find("corrections.told", QLabel).text().startswith("2 of 2 ticked."))
    changes.setFocus()
    hand.key(Qt.Key.Key_Down)
    hand.key(Qt.Key.Key_Space)
    assert hand.find("corrections.told", QLabel).text().startswith("1 of 2 ticked.")
    hand.click("corrections.ok")
    hand.wait(lambda: any("1 correction was taken over" in line.text for line in opened.messages.rows()))
    assert {"Corrected one"} == titles(hand) & {"Corrected one", "Corrected two"}
    hand.find("library.list").setFocus()
    hand.key(Qt.Key.Key_Z, CTRL)
    hand.wait(lambda: not titles(hand) & {"Corrected one", "Corrected two"})


def as_day(cell: str) -> str:
    """How a spreadsheet of another country writes a day."""
    return f"{cell[8:]}/{cell[5:7]}/{cell[:4]}" if re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell) else cell


def titles(hand: Hand) -> set[str]:
    assert hand.window.page is not None
    workspace = hand.window.page.workspace
    with workspace.read() as reads:
        codings = [reads.coding(article) for article in reads.article_ids()]
    key = workspace.codebook.title_field
    return {str(incident.values.get(key)) for coding in codings for incident in coding.incidents}


def test_several_dropped_tables_are_asked_about_one_after_the_other(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path
) -> None:
    assert opened.page is not None
    workspace = opened.page.workspace
    with workspace.read() as reads:
        workspace.act_as(reads.coders()[0])
    hand = Hand(qtbot, opened)
    tables = [tmp_path / name for name in ("left.csv", "empty.csv", "first.csv", "second.csv")]
    for path in tables:
        path.write_text("" if path.stem == "empty" else TABLE.replace("a gate", f"the {path.stem} gate"), "utf-8")
    before = counts(hand)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in tables])
    event = QDropEvent(
        QPointF(40, 40), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    opened.page.dropEvent(event)
    hand.wait(lambda: asked_about(opened) == "Bring in left.csv")
    hand.key(Qt.Key.Key_Escape)
    for name in ("first.csv", "second.csv"):
        hand.wait(lambda name=name: asked_about(opened) == f"Bring in {name}")  # type: ignore[misc]  # bound at once
        hand.wait(lambda: told(hand).startswith("New articles"))
        hand.click("mapping.ok")
    hand.wait(
        lambda: not opened.status.job.running and any("second.csv: " in row.text for row in opened.messages.rows())
    )
    lines = [row.text for row in opened.messages.rows()]
    assert any("first.csv: " in line for line in lines), "what became of each is told"
    assert any("empty.csv is empty" in line for line in lines)
    assert counts(hand) == (before[0] + 3, before[1] + 3), "the clash at the well is one article and incident"


def asked_about(window: MainWindow) -> str:
    return next((each.windowTitle() for each in window.findChildren(MappingDialog) if each.isVisible()), "")
