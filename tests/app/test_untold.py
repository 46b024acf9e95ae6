# SPDX-License-Identifier: MIT
"""What happened while the window was closing is said when the project is opened next, once."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.app.theme import ThemeSwitch
from curator.operations import RenameProject
from curator.settings import Settings
from curator.tasks import reading_ahead
from curator.workspace import Workspace


def texts(window: MainWindow) -> list[str]:
    return [row.text for row in window.messages.rows()]


@pytest.fixture
def open_again(qapp: QApplication) -> Callable[[Path], list[str]]:
    """Open a project in a new window and close it; gives what the window said."""

    def again(project: Path) -> list[str]:
        window = MainWindow(Settings(), ThemeSwitch(qapp, "light"))
        assert window.open_project(project)
        settle(window)
        said = texts(window)
        window.close()
        window.deleteLater()
        return said

    return again


def test_a_backup_that_failed_while_the_window_quit(
    opened: MainWindow, sample: Path, monkeypatch: pytest.MonkeyPatch, open_again: Callable[[Path], list[str]]
) -> None:
    assert opened.page is not None
    opened.page.workspace.run(RenameProject("Later"))
    with monkeypatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=0))
        opened.close()
    first, second = open_again(sample), open_again(sample)
    assert [text for text in first if text.startswith("Last time: No backup was made at closing.")] == first
    assert len(first) == 1
    assert second == []


@pytest.mark.parametrize("quits", [True, False], ids=["quit", "project closed"])
def test_an_import_that_was_cut_short(
    opened: MainWindow,
    sample: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    open_again: Callable[[Path], list[str]],
    quits: bool,
) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(9):
        (folder / f"{number}.txt").write_text(f"Article {number} tells of a bridge.\n", encoding="utf-8")
    begun = threading.Event()
    read = reading_ahead.read_bytes

    def slow(*arguments: Any) -> Any:
        if arguments[1] == "3.txt":
            begun.set()
            assert opened.status.job._stop.wait(10)
        return read(*arguments)

    monkeypatch.setattr(reading_ahead, "read_bytes", slow)
    opened.jobs.bringing_in.importing.run([folder])
    qtbot.waitUntil(begun.is_set)
    if quits:
        opened.close()
    else:
        opened.close_project()
        opened._closings.wait()
    first, second = open_again(sample), open_again(sample)
    assert first == [
        "Last time: An import was under way when the project was closed. Articles: 4 added. The import was stopped; "
        "what was added stays. Importing the same again adds the rest."
    ]
    assert second == []
    with Workspace.open(sample, write=False) as workspace, workspace.read() as reads:
        assert reads.article_count() == 5


def test_what_an_import_came_to_is_not_said_again_once_it_was_told(
    opened: MainWindow, sample: Path, tmp_path: Path, qtbot: QtBot, open_again: Callable[[Path], list[str]]
) -> None:
    (tmp_path / "a.txt").write_text("A bridge was closed on Monday.\n", encoding="utf-8")
    opened.jobs.bringing_in.importing.run([tmp_path / "a.txt"])
    qtbot.waitUntil(lambda: any(text.startswith("Articles: 1 added") for text in texts(opened)))
    opened.close()
    assert open_again(sample) == []
