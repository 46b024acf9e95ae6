# SPDX-License-Identifier: MIT
"""kill -9 while the index is made or brought up to date: the next search is right, and nothing is left lying about.

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

from curator import paths
from curator.operations import AddArticles, NewArticle
from curator.tasks.search import matching_articles, read_query, update_index
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook

KILLS = int(os.environ.get("CURATOR_KILLS", "20"))
ARTICLES = 3_000
WORKER = """
import sys
from curator.tasks.search import update_index
from curator.workspace import Workspace
with Workspace.open(sys.argv[1], write=False) as workspace:
    print("B", flush=True)
    update_index(workspace)
    print("E", flush=True)
"""


def worker(project: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen([sys.executable, "-c", WORKER, str(project)], stdout=subprocess.PIPE, env=environment)


def time_of_work(project: Path) -> float:
    """Have the index made. Returns the seconds that takes here: kills are to fall into them on any machine."""
    with worker(project) as process:
        assert process.stdout
        assert process.stdout.readline() == b"B\n"
        began = time.monotonic()
        assert process.stdout.readline() == b"E\n"
        return time.monotonic() - began


def kill_at_work(project: Path, pause_s: float) -> bool:
    """Have the index made and kill that. Returns whether it was still at work."""
    with worker(project) as process:
        assert process.stdout
        assert process.stdout.readline() == b"B\n"
        time.sleep(pause_s)
        process.send_signal(signal.SIGKILL)
        return b"E" not in process.stdout.read()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9")
def test_a_killed_index_is_made_or_finished_by_the_next_search(tmp_path: Path) -> None:
    seed = int(os.environ.get("CURATOR_SEED", "20191108"))
    print("seed", seed)
    chance = random.Random(seed)
    path = tmp_path / "a.curator"
    filling = "Two were killed in Mosul on Friday. " * 40
    with Workspace.create(path, small_codebook()) as workspace:
        workspace.run(AddArticles(tuple(NewArticle(f"police {n} {filling}") for n in range(ARTICLES))))
    index = paths.search_index(path)

    def add_more() -> None:
        with Workspace.open(path) as workspace:
            workspace.run(AddArticles(tuple(NewArticle(f"police {n} {filling}") for n in range(500))))

    whole_s = time_of_work(path)
    add_more()
    more_s = time_of_work(path)
    expected, at_work = ARTICLES + 500, 0
    for kill in range(KILLS):
        if kill % 2:
            add_more()
            expected += 500
        else:
            index.unlink(missing_ok=True)
        at_work += kill_at_work(path, chance.uniform(0, 0.8 * (more_s if kill % 2 else whole_s)))
        with Workspace.open(path, write=False) as workspace:
            assert len(matching_articles(workspace, read_query("police"))) == expected, f"kill {kill}"
            assert update_index(workspace).outcome == "fitting"
        assert sorted(p.name for p in index.parent.iterdir()) == [f".{index.name}.lock", index.name], f"kill {kill}"
    assert at_work * 2 >= KILLS, f"only {at_work} of {KILLS} kills fell into the work"
