# SPDX-License-Identifier: MIT
"""Work off the window's thread answers on it; jobs show progress and stop; changes come through the feed."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from curator.app.background import Background
from curator.app.change_feed import ChangeFeed
from curator.app.job_bar import JobBar
from curator.domain.faults import UserFault
from curator.operations import RenameProject
from curator.workspace import ChangeSet, Workspace


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    owner = QObject()
    made = Background(owner)
    yield made
    made.forget()


def test_work_runs_elsewhere_and_answers_here(background: Background, qtbot: QtBot) -> None:
    here = threading.get_ident()
    told: list[tuple[int, int]] = []
    background.run(threading.get_ident, lambda there: told.append((there, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(told))
    assert told[0][0] != here
    assert told[0][1] == here


def test_only_the_last_answer_of_a_lane_counts(background: Background, qtbot: QtBot) -> None:
    told: list[int] = []
    for number in range(5):
        background.run(lambda number=number: number, told.append, lane="numbers")
    qtbot.waitUntil(lambda: not background.busy)
    assert told == [4]


def test_a_fault_is_told_and_a_bug_goes_to_the_hook(
    background: Background, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    faults: list[str] = []
    bugs: list[type] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: bugs.append(kind))

    def fault() -> None:
        raise UserFault("the disk is full")

    def bug() -> None:
        raise ZeroDivisionError

    background.run(fault, lambda _: None, lambda fault: faults.append(fault.sentence))
    background.run(bug, lambda _: None)
    qtbot.waitUntil(lambda: bool(faults and bugs))
    assert (faults, bugs) == (["the disk is full"], [ZeroDivisionError])


def test_answers_after_the_end_are_dropped(background: Background, qtbot: QtBot) -> None:
    told: list[int] = []
    background.run(lambda: time.sleep(0.05) or 1, told.append)
    background.forget()
    qtbot.wait(100)
    assert told == []


def test_a_job_shows_how_far_it_is_and_stops(background: Background, qtbot: QtBot) -> None:
    bar = JobBar(background)
    qtbot.addWidget(bar)
    done: list[Any] = []

    def job(progress: Any, cancelled: Any) -> str:
        at = 0
        while not cancelled():
            at += 1
            progress(at, 1000, "Reading")
            time.sleep(0.005)
        return "stopped"

    assert bar.start("Importing", job, done.append, lambda fault: None)
    assert not bar.start("Another", job, done.append, lambda fault: None)
    qtbot.waitUntil(lambda: bar.progress.value() > 5)
    assert bar.progress.maximum() == 1000
    assert "Reading" in bar.label.whole()
    with qtbot.waitSignal(bar.ended):
        bar.stop_button.click()
    assert done == ["stopped"]
    assert not bar.isVisible()


def test_a_job_that_fails_leaves_the_bar_free(background: Background, qtbot: QtBot) -> None:
    bar = JobBar(background)
    qtbot.addWidget(bar)
    faults: list[UserFault] = []

    def job(progress: Any, cancelled: Any) -> None:
        raise UserFault("no room")

    bar.start("Exporting", job, lambda _: None, faults.append)
    qtbot.waitUntil(lambda: bool(faults))
    assert not bar.running


def test_changes_arrive_on_the_windows_thread(sample: Path, qtbot: QtBot) -> None:
    told: list[tuple[ChangeSet, int]] = []
    with Workspace.open(sample) as workspace:
        feed = ChangeFeed(workspace)
        feed.changed.connect(lambda change: told.append((change, threading.get_ident())))
        workspace.run(RenameProject("Another name"))
        qtbot.waitUntil(lambda: bool(told))
        assert told[0][1] == threading.get_ident()
        assert "project" in told[0][0].tables
        feed.close()
        workspace.run(RenameProject("A third name"))
        qtbot.wait(50)
        assert len(told) == 1
