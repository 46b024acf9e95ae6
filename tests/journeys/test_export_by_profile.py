# SPDX-License-Identifier: MIT
"""An analyst keeps a profile of an export, exports what the data set shows by it, and the command line knows it too."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QInputDialog, QLabel, QLineEdit, QPushButton, QTreeWidget
from pytestqt.qtbot import QtBot

from curator.__main__ import main
from curator.app.dialogs.export_set import ExportDialog
from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.domain.filtering import Condition
from curator.formats.export_profile import KIND
from curator.operations import Save
from curator.workspace import Workspace
from tests.journeys.hand import CTRL, Hand, choose_layer

SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


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


def choose(hand: Hand, name: str, at: int) -> None:
    """In a box, by keys."""
    hand.find(name, QComboBox).setFocus()
    hand.key(Qt.Key.Key_Home)
    for _ in range(at):
        hand.key(Qt.Key.Key_Down)


def ask(hand: Hand) -> None:
    hand.window.actions_by_id["file.export"].trigger()
    settle(hand.window)


def tick_columns(hand: Hand, *keys: str) -> None:
    """By keys: find the column, tick it with the space bar."""
    hand.click("export.columns")
    listed = hand.find("export_columns.list", QTreeWidget)
    for key in keys:
        found = listed.findItems(key, Qt.MatchFlag.MatchExactly, 1)
        listed.setCurrentItem(found[0])
        listed.setFocus()
        hand.key(Qt.Key.Key_Space)
    while listed.indexOfTopLevelItem(listed.currentItem()) > 0:
        hand.key(Qt.Key.Key_Up, ALT)
    listed.currentItem().setText(1, "what")
    hand.click("export_columns.ok")


def keep_as(hand: Hand, name: str) -> None:
    hand.click("export.profile.keep")
    asked = hand.find("profile_name", QInputDialog)
    asked.setTextValue(name)
    asked.accept()
    hand.wait(lambda: hand.find("export.profile", QComboBox).currentText() == name)


def test_a_profile_is_kept_used_again_and_known_to_the_command_line(hand: Hand, tmp_path: Path) -> None:
    book = workspace_of(hand).codebook
    hand.key(Qt.Key.Key_L, CTRL | SHIFT)
    page = hand.window.page.views.table if hand.window.page else None
    assert page is not None
    page.set_filter(page.filter.with_one(Condition("value", book.title_field, "contains", ("rocket",))))
    ask(hand)
    choose_layer(hand, "All coders, side by side")
    choose(hand, "export.which", 1)
    tick_columns(hand, "id", book.title_field)
    assert hand.find("export.columns", QPushButton).text() == "One table with 2 columns …"
    hand.find("export.labels", QCheckBox).setChecked(True)
    keep_as(hand, "Rockets")
    hand.click("export.cancel")
    ask(hand)
    choose(hand, "export.profile", 1)
    assert hand.find("export.layer", QComboBox).currentData() == "all"
    assert "rocket" in hand.find("export.which", QComboBox).currentText()
    assert hand.find("export.labels", QCheckBox).isChecked()
    hand.find("export.folder.line", QLineEdit).setText(str(tmp_path / "out"))
    hand.click("export.ok")
    hand.wait(lambda: (tmp_path / "out" / "manifest.json").exists())
    with (tmp_path / "out" / "incidents.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert list(lines[0]) == ["article", "what", "id"], "the article's id goes along"
    assert 0 < len(lines) < 5
    hand.wait(lambda: any(str(tmp_path / "out") in row.text for row in hand.window.messages.rows()))
    assert "Open the folder" in [each.text() for each in hand.window.findChildren(QPushButton, "message.act")]
    project = workspace_of(hand).path
    assert main(["export", str(project), "--to", str(tmp_path / "again"), "--profile", "Rockets"]) == 0
    assert files(tmp_path / "again") == files(tmp_path / "out")


def test_a_profile_whose_settings_were_changed_says_so_and_the_change_can_be_saved(hand: Hand) -> None:
    ask(hand)
    keep_as(hand, "Rockets")
    profile, save = hand.find("export.profile", QComboBox), hand.find("export.profile.save", QPushButton)
    labels, dialog = hand.find("export.labels", QCheckBox), hand.window.findChild(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    assert not save.isVisible()
    labels.setFocus()
    hand.key(Qt.Key.Key_Space)
    assert profile.currentText() == "Changed: Rockets"
    assert save.isVisible()
    assert dialog.answer().name == "", "the manifest names no profile that was not used"
    hand.key(Qt.Key.Key_Space)  # as it was
    assert profile.currentText() == "Rockets"
    assert not save.isVisible()
    assert dialog.answer().name == "Rockets"
    for change in (lambda: choose_layer(hand, "All coders, side by side"), lambda: tick_columns(hand, "id")):
        change()
        assert profile.currentText() == "Changed: Rockets"
        hand.click("export.profile.save")
        hand.wait(lambda: profile.currentText() == "Rockets" and not save.isVisible())
    with workspace_of(hand).read() as reads:
        assert reads.saved(KIND)["Rockets"]["layer"] == "all"
    choose(hand, "export.layer", 0)
    assert profile.currentText() == "Changed: Rockets"
    choose(hand, "export.profile", 0)
    assert not save.isVisible()
    assert profile.itemText(1) == "Rockets"
    choose(hand, "export.profile", 1)  # chosen anew everything is as it says
    assert profile.currentText() == "Rockets"
    assert hand.find("export.layer", QComboBox).currentData() == "all"
    hand.click("export.cancel")


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_a_changed_codebook_does_to_a_profile_is_said_before_it_is_used(hand: Hand) -> None:
    workspace = workspace_of(hand)
    ask(hand)
    keep_as(hand, "Old")
    with workspace.read() as reads:
        told = dict(reads.saved(KIND)["Old"])
    told["columns"] = [{"key": "no_such_column", "name": ""}]
    hand.click("export.cancel")
    workspace.run(Save(KIND, "Old", told))
    ask(hand)
    choose(hand, "export.profile", 1)
    assert "There is no column “no_such_column” any more" in hand.find("export.altered", QLabel).text()
    hand.click("export.profile.remove")
    hand.wait(lambda: hand.find("export.profile", QComboBox).currentText() == "None")
    hand.click("export.cancel")
    hand.find("library.list").setFocus()
    hand.key(Qt.Key.Key_Z, CTRL)
    hand.wait(lambda: "Old" in _names(workspace))


def _names(workspace: Workspace) -> list[str]:
    with workspace.read() as reads:
        return list(reads.saved(KIND))
