# SPDX-License-Identifier: MIT
"""kill -9 of a working process: nothing that was acknowledged is lost, the log and the undo list are whole.

CURATOR_KILLS says how many kills; a release takes 100.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from curator.operations import AddArticles, AddCoder, NewArticle
from curator.store.log import broken_links
from curator.store.replay import mismatches
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook
from tests.project_rows import all_rows

KILLS = int(os.environ.get("CURATOR_KILLS", "30"))
ACTIONS = 20  # at least this many are acknowledged before a kill
WORKER = Path(__file__).with_name("working_process.py")


def kill_at_work(project: Path, seed: int, pause_s: float) -> list[bytes]:
    """Start the process, let it work, kill it. Returns the lines it printed, the last one whole."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, str(WORKER), str(project), str(seed)], stdout=subprocess.PIPE, env=environment
    ) as process:
        assert process.stdout
        lines: list[bytes] = []
        while sum(line.startswith(b"A") for line in lines) < ACTIONS:
            line = process.stdout.readline()
            assert line, "the process ended by itself"
            lines.append(line)
        time.sleep(pause_s)
        process.send_signal(signal.SIGKILL)
        lines += process.stdout.readlines()
    return [line for line in lines if line.endswith(b"\n")]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9")
def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    seed = int(os.environ.get("CURATOR_SEED", "20191108"))
    chance = random.Random(seed)
    path = tmp_path / "a.curator"
    with Workspace.create(path, small_codebook()) as workspace:
        workspace.act_as(workspace.run(AddCoder("Coder 1")))
        workspace.run(AddArticles((NewArticle("Two were killed in Mosul on Friday, 8 November. " * 20),)))
    inside = 0
    for kill in range(KILLS):
        lines = kill_at_work(path, seed + kill, chance.uniform(0, 0.01))
        inside += lines[-1] == b"B\n"
        acknowledged = max(int(line.split()[1]) for line in lines if line.startswith(b"A"))
        with Workspace.open(path) as workspace, workspace.read() as reads:
            where = f"seed {seed}, kill {kill}"
            newest = reads.connection.execute("SELECT max(seq) FROM changes").fetchone()[0]
            assert newest >= acknowledged, where
            assert workspace.writable, workspace.notices
            assert list(broken_links(reads.connection)) == [], where
            assert list(mismatches(reads.connection)) == [], where
            assert reads.connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)], where
            workspace.act_as(reads.coders()[0])
            target = workspace.undo_target()
            assert target is not None, where
            assert target.seq == newest, where
        with Workspace.open(path) as workspace:
            with workspace.read() as reads:
                workspace.act_as(reads.coders()[0])
            before = all_rows(workspace)
            workspace.undo()
            assert all_rows(workspace) != before, where
            workspace.redo()
            assert all_rows(workspace) == before, where
    assert inside * 2 >= KILLS, f"only {inside} of {KILLS} kills fell between BEGIN and the acknowledgement"
