# SPDX-License-Identifier: MIT
"""The dialog for files to bring in says in plain words what its parts do."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from curator.app.dialogs.import_files import ImportDialog


def test_it_says_what_is_removed_and_what_is_added_twice(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ImportDialog("articles", parent, [Path("one.txt")])
    assert dialog.option.text() == "Add files even where their text is in the project already"
    remove = dialog.findChild(QPushButton, "import.remove")
    assert isinstance(remove, QPushButton)
    assert remove.text() == "Remove from this list"
    assert "the files stay where they are" in remove.toolTip()
