# SPDX-License-Identifier: MIT
"""The report of an import tells all that a row is, and finds it by each of that."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from curator.app.dialogs.import_report import ImportReportDialog
from curator.app.import_rows import import_rows, is_to_be_seen
from curator.domain.near import Near
from curator.tasks.import_articles import Added, ImportReport

BOTH = Added("both.txt", "a", notes=("A newer version of “X”.", "Near-duplicate of “Y”."), near=(Near("y", 0.9),),
             follows="x")  # fmt: skip


def test_a_newer_version_that_is_a_near_duplicate_of_another_article_is_called_both(qtbot: QtBot) -> None:
    newer = Added("new.txt", "n", notes=("A newer version of “Z”.",), follows="z")
    alike = Added("near.txt", "m", notes=("Near-duplicate of “Y”.",), near=(Near("y", 0.9),))
    report = ImportReport([newer, BOTH, alike])
    rows = import_rows(report)
    assert [row.kind for row in rows] == [
        "Added, near-duplicate and newer version", "Added, near-duplicate", "Added, newer version"
    ]  # fmt: skip
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ImportReportDialog(report.sentence, rows, True, parent)
    kinds = [dialog.kinds.itemText(at) for at in range(dialog.kinds.count())]
    assert kinds == ["All (3)", "Added, near-duplicate (2)", "Added, newer version (2)"]
    for at, files in ((1, ["both.txt", "near.txt"]), (2, ["both.txt", "new.txt"]), (0, [row.file for row in rows])):
        dialog.kinds.setCurrentIndex(at)
        assert [row.file for row in dialog.model.rows] == files


def test_one_that_is_both_is_to_be_looked_at() -> None:
    assert is_to_be_seen(ImportReport([BOTH]))
