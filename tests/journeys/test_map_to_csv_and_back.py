# SPDX-License-Identifier: MIT
"""An analyst draws around incidents on the map, keeps a profile of their export, exports them, corrects the CSV in a
spreadsheet and brings it back: one way through the data set, out and in."""

from __future__ import annotations

import csv
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QInputDialog, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from curator.app.main_window import MainWindow
from curator.app.map.canvas import MapCanvas
from curator.app.picture import settle
from tests.journeys.hand import ALT, CTRL, Hand
from tests.journeys.test_bring_in_a_table import drop, titles
from tests.journeys.test_map_and_time_line import NORTH, drag, on_screen
from tests.placed import place


def test_from_the_map_out_as_csv_and_corrected_back(qtbot: QtBot, opened: MainWindow, tmp_path: Path) -> None:
    assert opened.page is not None
    workspace = opened.page.workspace
    with workspace.read() as reads:
        workspace.act_as(reads.coders()[0])
    placed = place(workspace)
    title = workspace.codebook.title_field
    hand = Hand(qtbot, opened)
    hand.key(Qt.Key.Key_2, ALT)
    canvas = hand.find("map.canvas", MapCanvas)
    hand.key(Qt.Key.Key_L)
    drag(hand, canvas, [on_screen(canvas, *corner) for corner in NORTH])
    hand.key(Qt.Key.Key_E, CTRL)
    settle(opened)
    which = hand.find("export.which", QComboBox)
    which.setFocus()
    hand.key(Qt.Key.Key_Down)
    assert "lies in an area" in which.currentText()
    hand.click("export.profile.keep")
    asked = hand.find("profile_name", QInputDialog)
    asked.setTextValue("The north")
    asked.accept()
    hand.wait(lambda: hand.find("export.profile", QComboBox).currentText() == "The north")
    hand.find("export.folder.line", QLineEdit).setText(str(tmp_path / "north"))
    hand.click("export.ok")
    hand.wait(lambda: (tmp_path / "north" / "manifest.json").exists())
    settle(opened)
    file = tmp_path / "north" / "incidents.csv"
    with file.open(encoding="utf-8", newline="") as opened_file:
        lines = list(csv.reader(opened_file))
    ids = [cells[lines[0].index("id")] for cells in lines[1:]]
    assert set(ids) == {placed[0].id, placed[2].id}, "the two that were drawn around"
    lines[1][lines[0].index(title)] = "Corrected in a spreadsheet"
    with file.open("w", encoding="utf-8", newline="") as opened_file:
        csv.writer(opened_file).writerows(lines)
    drop(opened, tmp_path / "north")
    hand.wait(lambda: opened.findChild(QTableView, "corrections.list") is not None)
    changes = hand.find("corrections.list", QTableView).model()
    assert [changes.index(row, 4).data() for row in range(changes.rowCount())] == ["Corrected in a spreadsheet"]
    hand.click("corrections.ok")
    hand.wait(lambda: "Corrected in a spreadsheet" in titles(hand))
    assert len(titles(hand)) == len(placed), "the others, which were not exported, are as they were"
