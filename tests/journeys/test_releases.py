# SPDX-License-Identifier: MIT
"""An analyst freezes the data set under a name, goes on, sees what has changed since, and has the release as it was."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from curator.app.listed.table import ListTable
from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.app.releases.difference import DifferenceDialog
from curator.app.releases.window import ReleasesDialog
from curator.operations import RemoveIncident, SetValue
from curator.tasks.releases import export_release, releases
from curator.workspace import Workspace
from tests.journeys.hand import CTRL, Hand


@pytest.fixture
def hand(qtbot: QtBot, opened: MainWindow) -> Hand:
    assert opened.page is not None
    workspace = opened.page.workspace
    with workspace.read() as reads:
        workspace.act_as(reads.coders()[0])
    return Hand(qtbot, opened)


def workspace_of(hand: Hand) -> Workspace:
    assert hand.window.page is not None
    return hand.window.page.workspace


def make(hand: Hand, name: str) -> ReleasesDialog:
    hand.window.actions_by_id["file.releases"].trigger()
    settle(hand.window)
    dialog = hand.find("releases", ReleasesDialog)
    assert hand.find("releases.empty", QLabel).isVisible() == (not releases(workspace_of(hand)))
    hand.click("releases.make")
    hand.write(name)
    hand.key(Qt.Key.Key_Return)
    hand.wait(lambda: dialog.chosen == name)
    return dialog


def go_to(hand: Hand, widget: QWidget) -> None:
    """As a click into it does."""
    widget.window().activateWindow()
    widget.setFocus()
    settle(hand.window, 0.1)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_release_stays_while_the_project_goes_on_and_what_differs_is_told(hand: Hand, tmp_path: Path) -> None:
    workspace = workspace_of(hand)
    dialog = make(hand, "First")
    export_release(workspace, "First", tmp_path / "before")
    with workspace.read() as reads:
        changed, gone, blanked = (reads.find_incident(number) for number in "123")
    title = workspace.codebook.title_field
    workspace.run(SetValue(changed.id, title, "Called otherwise"))
    workspace.run(SetValue(blanked.id, title, None))
    workspace.run(RemoveIncident(gone.id))
    settle(hand.window)
    go_to(hand, hand.find("releases.list", ListTable))
    hand.key(Qt.Key.Key_Return)
    hand.wait(lambda: any(each.isVisible() for each in hand.window.findChildren(DifferenceDialog)))
    shown = hand.find("difference", DifferenceDialog)
    assert "2 changed, 1 removed" in shown.sentence.text()
    rows = [row for row in shown.model.rows if row[0] == "changed"]
    assert any("Called otherwise" in row for row in rows)
    untitled = next(row for row in shown.model.rows if row[-1] == blanked.id and row[2] != "")
    assert untitled[1] == f"incident {blanked.number}", "no id of an article for what has no title"
    hand.click("difference.save")
    asked = hand.find("difference.file", QFileDialog)
    asked.fileSelected.emit(str(tmp_path / "changes.csv"))
    asked.close()
    hand.wait(lambda: (tmp_path / "changes.csv").exists())
    with (tmp_path / "changes.csv").open(encoding="utf-8", newline="") as file:
        assert {line["change"] for line in csv.DictReader(file)} == {"changed", "removed"}
    go_to(hand, shown.list)
    shown.list.setCurrentIndex(shown.model.index(shown.model.rows.index(rows[0]), 0))
    hand.key(Qt.Key.Key_Return)
    assert hand.window.page is not None
    assert hand.window.page.side.incident == changed.id
    shown.close()
    dialog.export_wanted.disconnect()
    export_release(workspace, "First", tmp_path / "after")
    assert files(tmp_path / "after") == files(tmp_path / "before"), "a release is the same, byte for byte"


def test_a_name_is_given_once_and_a_removed_release_comes_back_with_undo(hand: Hand) -> None:
    workspace = workspace_of(hand)
    dialog = make(hand, "First")
    hand.click("releases.make")
    hand.find("new_release.name", QLineEdit).setText("first")
    assert not hand.find("new_release.ok", QPushButton).isEnabled()
    assert "already" in hand.find("new_release.fault", QLabel).text()
    hand.key(Qt.Key.Key_Escape)
    go_to(hand, hand.find("releases.list", ListTable))
    hand.key(Qt.Key.Key_Delete)
    hand.wait(lambda: not releases(workspace))
    hand.wait(lambda: dialog.chosen == "")
    go_to(hand, hand.find("library.list"))
    hand.key(Qt.Key.Key_Z, CTRL)
    hand.wait(lambda: dialog.chosen == "First")
