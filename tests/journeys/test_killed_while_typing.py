# SPDX-License-Identifier: MIT
"""kill -9 while somebody types: what is older than a second is offered at the next start, what was saved is there.

CURATOR_KILLS says how many kills, CURATOR_SEED which moments.
"""

from __future__ import annotations

import os
import random
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from curator import paths
from curator.app.main_window import MainWindow
from curator.app.values.drafts import Drafts
from curator.workspace import Workspace
from tests.journeys.hand import Hand

KILLS = int(os.environ.get("CURATOR_KILLS", "30"))
TYPED = "Rockets near the bridge of the old town were seen by nobody " * 4
PROGRAM = Path(__file__).with_name("typing_process.py")


def killed_while_typing(project: Path, committed: str, after_s: float) -> list[tuple[float, int]]:
    """Start the window, kill it so long after the first letter. Returns when (seconds before the kill) each letter was
    there."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, str(PROGRAM), str(project), committed, TYPED]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) as process:
        assert process.stdout
        assert process.stdout.readline() == b"saved\n"
        seen: list[tuple[float, int]] = []
        end = time.monotonic() + after_s
        while time.monotonic() < end:
            line = process.stdout.readline()
            assert line.startswith(b"letter "), "the process ended by itself"
            seen.append((time.monotonic(), int(line.split()[1])))
        process.send_signal(signal.SIGKILL)
        killed = time.monotonic()
    return [(killed - at, number) for at, number in seen]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9")
def test_what_is_older_than_a_second_is_there_after_a_kill(sample: Path) -> None:
    seed = int(os.environ.get("CURATOR_SEED", "20191108"))
    print(f"CURATOR_SEED={seed}")
    chance = random.Random(seed)
    for kill in range(KILLS):
        where = f"CURATOR_SEED={seed}, kill {kill}"
        committed = f"Quiet number {kill}"
        letters = killed_while_typing(sample, committed, chance.uniform(0.2, 2.5))
        with Workspace.open(sample) as workspace:
            with workspace.read() as reads:
                rows = reads.connection.execute("SELECT * FROM incidents").fetchall()
            assert any(committed in map(str, row) for row in rows), where
            drafts = Drafts(workspace.project_id).read()
        due = max((number for age, number in letters if age > 1.0), default=0)
        kept = drafts[-1].text if drafts else ""
        assert TYPED.startswith(kept), where
        assert len(kept) >= due, (where, kept, due)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9")
def test_the_text_is_offered_and_goes_on_and_goes_with_the_project(
    qtbot: QtBot, window: MainWindow, sample: Path
) -> None:
    letters = killed_while_typing(sample, "Quiet before", 2.0)
    hand = Hand(qtbot, window)
    assert window.open_project(sample)
    assert window.page is not None
    with window.page.workspace.read() as reads:
        window.page.workspace.act_as(reads.coders()[0])
    file = paths.drafts_path(window.page.workspace.project_id)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    kept = window.page.drafts.read()[-1].text
    assert len(kept) >= max(number for age, number in letters if age > 1.0)
    hand.click("message.act")
    hand.wait(lambda: hand.find("value.editor.line", QLineEdit).text() == kept)
    window.close_project()
    window._closings.wait()
    assert not file.exists()  # closing takes what stands in an editor
    with Workspace.open(sample, write=False) as workspace, workspace.read() as reads:
        rows = reads.connection.execute("SELECT * FROM incidents").fetchall()
    assert any(kept.strip() in map(str, row) for row in rows)
    killed_while_typing(sample, "Quiet once more", 1.5)
    assert file.exists()
    window.settings.forget_project(sample)
    assert not file.exists()
