# SPDX-License-Identifier: MIT
"""The window lives beside a long job also where a project allows one connection only: in a synchronised folder."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from curator.app.dialogs.export_set import ExportDialog
from curator.app.main_window import MainWindow
from curator.formats.csv_set import CsvSetWriter
from curator.operations import RenameProject


def test_while_a_data_set_is_written_the_window_reads_and_writes(
    window: MainWindow, sample: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "synchronised"
    (folder / ".stfolder").mkdir(parents=True)
    project = Path(shutil.copy(sample, folder / "sample.curator"))
    begun, worked = threading.Event(), threading.Event()
    in_time: list[bool] = []
    write = CsvSetWriter.write

    def slow(*arguments: Any) -> Any:
        begun.set()
        in_time.append(worked.wait(10))
        return write(*arguments)

    monkeypatch.setattr(CsvSetWriter, "write", slow)
    assert window.open_project(project)
    assert window.page is not None
    workspace = window.page.workspace
    assert not workspace._opened.wal
    window.jobs.exporting.export()
    dialog = window.findChild(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    dialog.folder.line.setText(str(tmp_path / "set"))
    dialog.layer.setCurrentIndex(dialog.layer.findData("all"))
    dialog.main.click()
    qtbot.waitUntil(begun.is_set)
    workspace.run(RenameProject("Renamed meanwhile"))
    window.page.choose_article(1)
    window.follow()
    worked.set()
    qtbot.waitUntil(lambda: any("Exported to" in row.text for row in window.messages.rows()), timeout=10_000)
    assert in_time == [True], "the window waited for the job"
    assert workspace.name == "Renamed meanwhile"
    assert "Renamed meanwhile" not in (tmp_path / "set" / "manifest.json").read_text(encoding="utf-8")
