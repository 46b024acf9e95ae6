# SPDX-License-Identifier: MIT
"""One action, from the call to the commit, beside a raw sqlite3 commit of the same bytes on the same disk.

The raw one writes what the action wrote (the row, the entry, its lines) into a copy of the project, with the same
settings; the two take turns. Target: 99th percentile within 2 x.

    python tests/benchmarks/bench_action.py
"""

from __future__ import annotations

import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from curator.operations import AddArticles, AddCoder, AddIncident, NewArticle, SetValue
from curator.store.connection import open_writer
from curator.workspace import Workspace
from tests.benchmarks.figures import percentile, report
from tests.codings_strategy import small_codebook

ACTIONS = 2000
BLOCK = 20  # actions of one kind before the other has its turn


def project(folder: Path) -> tuple[Workspace, str]:
    workspace = Workspace.create(folder / "a.curator", small_codebook())
    workspace.act_as(workspace.run(AddCoder("Coder 1")))
    article = workspace.run(AddArticles((NewArticle("Two were killed. " * 200),)))[0]
    return workspace, workspace.run(AddIncident(article, (0, 3)))


class Raw:
    """The same bytes by hand."""

    def __init__(self, path: Path, incident: str) -> None:
        self.connection = open_writer(path, wal=True)
        self.incident = incident
        find = self.connection.execute
        self.change = find("SELECT * FROM changes ORDER BY seq DESC LIMIT 1").fetchone()
        self.lines = find("SELECT * FROM change_rows WHERE seq = ?", (self.change[0],)).fetchall()
        self.seq = int(self.change[0])

    def commit(self, value: float) -> None:
        run = self.connection.execute
        self.seq += 1
        run("BEGIN IMMEDIATE")
        run("UPDATE incidents SET weight = ? WHERE id = ?", (value, self.incident))
        marks = ", ".join("?" * len(self.change))
        run(f"INSERT INTO changes VALUES ({marks})", (self.seq, f"{self.seq:036d}", *self.change[2:]))
        for line in self.lines:
            run("INSERT INTO change_rows VALUES (?, ?, ?, ?, ?, ?)", (self.seq, *line[1:]))
        run("COMMIT")


def main() -> int:
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        workspace, incident = project(folder)
        workspace.run(SetValue(incident, "weight", 0.5))
        workspace.close()
        shutil.copy(folder / "a.curator", folder / "raw.curator")
        workspace = Workspace.open(folder / "a.curator")
        with workspace.read() as reads:
            workspace.act_as(reads.coders()[0])
        raw = Raw(folder / "raw.curator", incident)
        ours, theirs, cpu = [], [], []
        for number in range(ACTIONS):
            value = number + 0.25
            if number // BLOCK % 2:
                start = time.perf_counter()
                raw.commit(value)
                theirs.append((time.perf_counter() - start) * 1000)
            else:
                start, cpu_start = time.perf_counter(), time.process_time()
                workspace.run(SetValue(incident, "weight", value))
                ours.append((time.perf_counter() - start) * 1000)
                cpu.append((time.process_time() - cpu_start) * 1000)
        workspace.close()
        raw.connection.close()
    figures = {
        "ours_median_ms": round(statistics.median(ours), 3), "ours_p99_ms": round(percentile(ours, 0.99), 3),
        "raw_median_ms": round(statistics.median(theirs), 3), "raw_p99_ms": round(percentile(theirs, 0.99), 3),
        "cpu_median_ms": round(statistics.median(cpu), 3),
        "ratio_median": round(statistics.median(ours) / statistics.median(theirs), 2),
        "ratio_p99": round(percentile(ours, 0.99) / percentile(theirs, 0.99), 2),
    }  # fmt: skip
    return report("one action committed", figures, {"ratio_p99": 2.0, "cpu_median_ms": 16.0})


if __name__ == "__main__":
    sqlite3.enable_callback_tracebacks(True)
    sys.exit(main())
