# SPDX-License-Identifier: MIT
"""Words from outside in tool tips are never read as markup: Qt would open the files that they name."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from curator.app.dialogs.export_columns import ColumnsDialog
from curator.app.versions.waiting_list import WaitingList
from curator.domain.kept import Waiting
from curator.formats.csv_columns import Column

EVIL = '<img src="file:///dev/zero"> x'


def test_words_that_wait_for_their_place(qtbot: QtBot) -> None:
    listed = WaitingList()
    qtbot.addWidget(listed)
    listed.show_words([Waiting("w", "a", "c", EVIL)], [EVIL])
    assert "<img" not in listed.item(0).toolTip()
    assert "&lt;img" in listed.item(0).toolTip()


def test_the_help_of_a_codebook_that_came_from_a_colleague(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ColumnsDialog([Column("a", "A", "text", True, ("leaf", "a"), EVIL)], (), parent)
    item = dialog.list.topLevelItem(0)
    assert item is not None
    assert "<img" not in item.toolTip(2)
