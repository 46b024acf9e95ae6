# SPDX-License-Identifier: MIT
"""A bug anywhere in the window: a report on the disk without anybody's words, and the window stays."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from curator.app import crash, guard
from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.domain.faults import UserFault
from curator.store.writer import Writer
from tests.app.broken_window import CANARY, functions_called_by_qt

PROGRAM = Path(__file__).with_name("broken_window.py")


def test_every_function_that_qt_calls_is_guarded() -> None:
    bare = [each for each in functions_called_by_qt() if not hasattr(vars(each[0])[each[1]], "__wrapped__")]
    assert not bare, "wear @guarded (curator/app/guard.py)"


def test_the_window_outlives_a_bug_in_each_of_them(sample: Path, own_places: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(sample)], env=environment, capture_output=True, text=True, timeout=120
    )
    lines = done.stdout.splitlines()
    assert done.returncode == 0, (done.returncode, lines[-1:], done.stderr[-2000:])
    assert lines[-1] == "alive"
    met = [line for line in lines[:-1] if not line.endswith(" 0")]
    assert len(met) > 30, met  # so many are called by what is stirred
    reports = list((own_places / "data" / "crash-reports").iterdir())
    assert 1 <= len(reports) <= 20  # the same bug once, however often it comes
    assert CANARY not in "".join(path.read_text(encoding="utf-8") for path in reports)
    assert CANARY not in done.stderr


def test_after_a_bug_qt_gets_an_answer_from_other_functions_too(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Exception] = []
    monkeypatch.setattr(guard, "report_bug", told.append)

    @guard.answering(hitTest=lambda: -1)
    class Layout:
        def hitTest(self, x: int) -> int:
            return 10 // x

    assert Layout().hitTest(5) == 2
    assert Layout().hitTest(0) == -1
    assert [type(each) for each in told] == [ZeroDivisionError]


class Buggy:
    """An operation with a bug, which meets words of an article."""

    kind = "buggy"

    def apply(self, writer: Writer) -> None:
        text = CANARY
        raise KeyError(text)


@pytest.fixture
def reports(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    told: list[Path | None] = []
    crash.watch(told.append, window.telling.reading_fault)
    return told


def test_a_bug_on_the_writing_thread_leaves_what_was_asked_for_unsaved(
    opened: MainWindow, reports: list[Path | None]
) -> None:
    assert opened.page is not None
    opened.page.doing.run(Buggy())
    while opened.page.doing.busy:
        settle(opened)
    assert len(reports) == 1
    assert reports[0] is not None
    assert CANARY not in reports[0].read_text(encoding="utf-8")
    assert "KeyError" in reports[0].read_text(encoding="utf-8")
    assert "Not saved" in opened.status.saved.text()
    (row,) = [row for row in opened.messages.rows() if row.kind == "fault"]
    assert "could not be saved" in row.text
    row.close_button.click()
    assert "● Saved" in opened.status.saved.text()


def test_the_same_bug_is_reported_once_and_a_fault_of_the_file_not_at_all(
    opened: MainWindow, reports: list[Path | None]
) -> None:
    for _ in range(3):
        try:
            raise ValueError(CANARY)
        except ValueError as error:
            sys.excepthook(type(error), error, error.__traceback__)
    fault = UserFault("The disk is away.")
    sys.excepthook(type(fault), fault, None)
    assert len(reports) == 1
    assert [row.text for row in opened.messages.rows()] == ["The disk is away."]
