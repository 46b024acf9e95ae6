# SPDX-License-Identifier: MIT
"""What the window does by itself after a project is on show: the quick check after an unclean close, telling that the
codebook has a newer version."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from curator.app.main_window import MainWindow
from curator.app.message_bar import MessageRow
from curator.app.picture import settle
from curator.domain.coding import Coder
from curator.operations import AddCoder, RenameProject
from curator.tasks.check import check_after_unclean_close
from curator.tasks.codebooks import earlier_codebooks
from curator.tasks.job import Stopped
from curator.workspace import Workspace


@pytest.fixture
def unclean(sample: Path, tmp_path: Path) -> Path:
    """A project as a power cut leaves it: the last change is in the log file beside it."""
    left = tmp_path / "left" / "project.curator"
    left.parent.mkdir()
    with Workspace.open(sample) as workspace:
        workspace.run(RenameProject("Before the power cut"))
        for suffix in ("", "-wal"):
            shutil.copy(f"{sample}{suffix}", f"{left}{suffix}")
    assert left.with_name("project.curator-wal").stat().st_size > 0
    return left


def damage_an_index(project: Path) -> None:
    """Break the index of ids of a table; nothing on show is read from it."""
    with sqlite3.connect(f"{project.as_uri()}?mode=ro&immutable=1", uri=True) as connection:
        ((root, size),) = connection.execute(
            "SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_schema "
            "WHERE type = 'index' AND tbl_name = 'not_codable' AND sql IS NULL"
        ).fetchall()
    connection.close()
    with project.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * 8)


def told(window: MainWindow) -> dict[str, str]:
    return {row.text: row.kind for row in window.messages.rows() if "not closed" in row.text}


def test_after_a_power_cut_the_window_looks_and_says_that_all_is_whole(
    window: MainWindow, unclean: Path, qtbot: QtBot
) -> None:
    assert window.open_project(unclean)
    qtbot.waitUntil(lambda: bool(told(window)))
    ((text, kind),) = told(window).items()
    assert kind == "notice"
    assert "is whole" in text
    assert window.windowTitle().startswith("Before the power cut")


def test_damage_is_a_fault_that_says_what_to_do_and_does_it(window: MainWindow, unclean: Path, qtbot: QtBot) -> None:
    damage_an_index(unclean)
    assert window.open_project(unclean)
    qtbot.waitUntil(lambda: bool(told(window)))
    ((text, kind),) = told(window).items()
    assert kind == "fault"
    assert "Tools > Check project" in text
    assert "Restore a backup" in text
    button = window.messages.findChild(QPushButton, "message.act")
    assert button is not None
    button.click()
    qtbot.waitUntil(lambda: any("is not sound" in row.text for row in window.messages.rows()), timeout=10_000)


def test_a_project_that_was_closed_is_not_looked_through(window: MainWindow, sample: Path, qtbot: QtBot) -> None:
    assert window.open_project(sample)
    assert window.page is not None
    assert not window.page.workspace.unclean
    settle(window)
    assert told(window) == {}


def test_a_project_is_put_away_while_it_is_looked_through(
    window: MainWindow, unclean: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    ended: list[bool] = []

    def slow(workspace: Workspace, *, cancelled: Callable[[], bool]) -> tuple[object, ...]:
        with workspace.read():
            begun.set()
            assert go_on.wait(10)
            ended.append(cancelled())
        raise Stopped("stopped")

    monkeypatch.setattr("curator.tasks.check.check_after_unclean_close", slow)
    assert window.open_project(unclean)
    qtbot.waitUntil(begun.is_set)
    window.close_project()  # would never return if the window waited for the check
    go_on.set()
    window.close()
    assert ended == [True]
    assert told(window) == {}
    assert [file.name for file in unclean.parent.iterdir()] == [unclean.name]


@pytest.mark.skipif(sqlite3.sqlite_version_info < (3, 41), reason="SQLite asks within a check of pages since 3.41")
def test_the_quick_check_ends_when_it_is_asked_to(unclean: Path) -> None:
    with Workspace.open(unclean) as workspace, pytest.raises(Stopped):
        check_after_unclean_close(workspace, cancelled=lambda: True)


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """A project whose codebook has a newer version now."""
    [old] = earlier_codebooks()
    with Workspace.create(tmp_path / "earlier.curator", old, name="Earlier") as workspace:
        workspace.run(AddCoder("Ann"))
    return tmp_path / "earlier.curator"


def newer(window: MainWindow) -> list[MessageRow]:
    return [row for row in window.messages.rows() if row.subject == "newer codebook"]


def test_a_newer_codebook_is_told_once_and_taken_by_its_button(
    window: MainWindow, earlier: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("curator.app.after_opening.WAIT", 0)
    assert window.open_project(earlier)
    qtbot.waitUntil(lambda: bool(newer(window)))
    (row,) = newer(window)
    assert "has version 1.1 now, with more rules; this project has 1.0." in row.text
    assert window.page is not None
    assert window.page.workspace.codebook.version == "1.0"
    window.page.workspace.act_as(coder_of(window))
    (button,) = (each for each in row.findChildren(QPushButton) if each.text() == "Take it")
    button.click()
    assert window.page.workspace.codebook.version == "1.1"
    window.page.workspace.undo()
    assert window.page.workspace.codebook.version == "1.0"
    window.close_project()
    assert window.open_project(earlier)
    answers: list[object] = []
    window.page.background.run(lambda: 1, answers.append, lane="after the look")
    qtbot.waitUntil(lambda: bool(answers))
    settle(window)
    assert not newer(window)


def test_the_command_says_where_there_is_no_newer_codebook(window: MainWindow, sample: Path) -> None:
    assert window.open_project(sample)
    settle(window)
    window.actions_by_id["tools.codebook"].trigger()
    assert any("There is no newer version of" in row.text for row in window.messages.rows())


def coder_of(window: MainWindow) -> Coder:
    assert window.page is not None
    with window.page.workspace.read() as reads:
        return next(each for each in reads.coders() if each.name == "Ann")
