# SPDX-License-Identifier: MIT
"""What the line of a long job says of how far it is and how long it takes."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from curator.app.background import Background
from curator.app.job_bar import JobBar


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("passed", "done", "told"),
    [
        (1.0, 10, "page.html (10 / 100)"),  # nobody can tell yet
        (10.0, 10, "page.html (10 / 100) · about 90 s left"),
        (20.0, 10, "page.html (10 / 100) · about 3 min left"),
        (40.0, 50, "page.html (50 / 100) · about 40 s left"),
        (40.0, 96, "page.html (96 / 100)"),  # soon done
    ],
)
def test_the_time_left_is_told_once_it_is_known(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, passed: float, done: int, told: str
) -> None:
    clock, end, parent = Clock(), Event(), QWidget()
    qtbot.addWidget(parent)
    bar = JobBar(Background(parent), parent)
    monkeypatch.setattr(time, "monotonic", clock)

    def job(progress: Callable[[int, int, str], None], cancelled: Callable[[], bool]) -> Any:
        clock.now += passed
        progress(done, 100, "page.html")
        end.wait(5)

    ended: list[object] = []
    assert bar.start("Importing", job, ended.append, ended.append)
    try:
        qtbot.waitUntil(lambda: bar.label.whole() == told, timeout=5_000)
    finally:
        end.set()
        qtbot.waitUntil(lambda: bool(ended), timeout=5_000)
