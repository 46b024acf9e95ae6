# SPDX-License-Identifier: MIT
"""The report of an import tells all that a row is, and finds it by each of that."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from curator.app.dialogs.import_report import ImportReportDialog
from curator.app.import_rows import import_rows, is_to_be_seen
from curator.app.main_window import MainWindow
from curator.domain.near import Near
from curator.tasks.import_articles import Added, ImportReport
from tests.formats.test_several_articles import SEVERAL

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


def test_a_file_that_looks_like_several_articles_is_taken_apart_from_the_report(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path
) -> None:
    path, other = tmp_path / "all.txt", tmp_path / "other.txt"
    path.write_text(SEVERAL["rows of ="], "utf-8")
    other.write_text("Something else\n\nA crowd threw stones at the gate of a mill.", "utf-8")
    assert opened.page is not None
    workspace = opened.page.workspace
    with workspace.read() as reads:
        before = reads.article_count()
    opened.jobs.bringing_in.importing.run([path, other])
    qtbot.waitUntil(lambda: opened.findChild(ImportReportDialog) is not None, timeout=20_000)
    dialog = opened.findChild(ImportReportDialog)
    assert isinstance(dialog, ImportReportDialog)
    row = dialog.model.rows[0]
    assert (row.kind, row.file) == ("Added, please look at", "all.txt")
    assert "It looks like 8 articles one after the other, and was taken as one." in row.words
    assert dialog.apart.isVisible()
    dialog.apart.click()

    def count() -> int:
        with workspace.read() as reads:
            return reads.article_count()

    qtbot.waitUntil(lambda: not opened.status.job.running and count() == before + 9, timeout=20_000)


def test_of_one_file_it_is_said_at_once(qtbot: QtBot, opened: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "all.txt"
    path.write_text(SEVERAL["form feeds"], "utf-8")
    opened.jobs.bringing_in.importing.run([path])
    qtbot.waitUntil(
        lambda: any("It looks like 8 articles" in row.text for row in opened.messages.rows()), timeout=20_000
    )
