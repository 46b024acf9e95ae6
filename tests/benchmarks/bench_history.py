# SPDX-License-Identifier: MIT
"""The history of a project with 1,000,000 steps: first rows, a jump anywhere, a new step, a filter, memory.

The log is written straight into SQLite (its hashes are no chain; nobody checks them here), then the real view is shown
offscreen. Targets as for the table of incidents (DESIGN.md 8, 10): first rows 50 ms, jump 20 ms, paint included, and no
pause of the window's thread above 100 ms. CPU time of the process, because the machine may be shared.

    python tests/benchmarks/bench_history.py [STEPS]
"""

from __future__ import annotations

import os
import random
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from curator.operations import AddArticles, AddCoder, NewArticle, SetReading
from curator.store.log import entry_hash
from curator.tasks.codebooks import USUAL, built_in_codebooks
from curator.workspace import Workspace
from tests.benchmarks.figures import report, seconds

JUMPS = 25
CHAINED = 5_000


def main() -> int:
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        os.environ["CURATOR_HOME"] = str(Path(name) / "home")
        path = Path(name) / "many.curator"
        make(path, steps)
        with Workspace.open(path) as workspace:
            with workspace.read() as reads:
                workspace.act_as(reads.coders()[0])
            return measure(workspace)


def make(path: Path, steps: int) -> None:
    """A project with so many steps in 100 articles."""
    with Workspace.create(
        path, next(book for book in built_in_codebooks() if book.key == USUAL), name="Many"
    ) as workspace:
        workspace.act_as(workspace.run(AddCoder("Coder 1")))
        workspace.run(AddArticles(tuple(NewArticle(f"Text {n}.", {"title": f"Title {n}"}) for n in range(100))))
        with workspace.read() as reads:
            articles, seq = reads.article_ids(), reads.newest_seq()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        (sitting,) = connection.execute("SELECT id FROM sittings ORDER BY started DESC LIMIT 1").fetchone()
        connection.executemany(
            "INSERT INTO changes (seq, id, at, sitting, kind, label, article, job, undoes, note, bulk, hash) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            _entries(range(seq + 1, steps + 1), sitting, articles),
        )
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _entries(seqs: range, sitting: str, articles: list[str]) -> Iterator[tuple[object, ...]]:
    """Entries; only the newest ones are chained, because only these are looked at when a project is opened."""
    digest = bytes(32)
    for at in seqs:
        step = f"01600000-0000-7000-8000-{at:012x}"
        fixed = (at, step, "2020-01-01T00:00:00.000Z", sitting, "set_value", f"Set value {at % 977}",
                 articles[at % 100], None, None, None, None)  # fmt: skip
        digest = entry_hash(digest, fixed, None, []) if at > seqs.stop - CHAINED else bytes(32)
        yield (*fixed, digest)


def measure(workspace: Workspace) -> int:
    from PySide6.QtWidgets import QApplication, QWidget

    from curator.app.application import make_application
    from curator.app.background import Background
    from curator.app.change_feed import ChangeFeed
    from curator.app.history.panel import HistoryPanel

    make_application()
    owner = QWidget()
    background = Background(owner)
    pauses: list[float] = []

    def wait(until: Callable[[], bool]) -> None:
        end = time.monotonic() + 120
        while not until() and time.monotonic() < end:
            start = time.thread_time()
            QApplication.processEvents()
            pauses.append((time.thread_time() - start) * 1000)
            time.sleep(0.002)

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with workspace.read() as reads:
        total = reads.newest_seq()
        article = reads.article_ids()[0]
    panel = HistoryPanel(workspace, background, lambda: article)
    panel.resize(1200, 760)
    feed = ChangeFeed(workspace)
    feed.changed.connect(panel.follow_change)

    def first_rows() -> None:
        panel.show()
        wait(lambda: panel.model.rowCount() > 0)
        panel.grab()

    first_cpu, _ = seconds(first_rows)
    pauses.clear()
    start = time.perf_counter()
    wait(lambda: panel.model.rowCount() == total)
    panel.grab()
    whole = time.perf_counter() - start
    draw = random.Random(20191108)

    def jump() -> None:
        panel.list.choose(draw.randrange(total))
        panel.list.scrollTo(panel.list.currentIndex())
        panel.grab()

    jumps = [seconds(jump)[0] * 1000 for _ in range(JUMPS)]
    workspace.run(SetReading(article, "started"))
    wait(lambda: panel.model.rowCount() == total + 1)
    panel.grab()
    panel.filter_line.setText("value 876")
    start = time.perf_counter()
    wait(lambda: panel.count.text() == "…")
    filtered_first = time.perf_counter() - start
    wait(lambda: panel.count.text() != "…")
    filtered = time.perf_counter() - start
    panel.where.setCurrentIndex(1)
    panel.filter_line.clear()
    panel.read()
    start = time.perf_counter()
    wait(lambda: panel.count.text() not in ("…", ""))
    figures = {
        "steps": total, "first_rows_cpu_ms": round(first_cpu * 1000, 1), "whole_list_wall_ms": round(whole * 1000, 1),
        "jump_median_ms": round(statistics.median(jumps), 1), "jump_worst_ms": round(max(jumps), 1),
        "longest_pause_ms": round(max(pauses), 1), "filtered_first_rows_wall_ms": round(filtered_first * 1000, 1),
        "filtered_wall_ms": round(filtered * 1000, 1),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before, 1),
    }  # fmt: skip
    feed.close()
    background.forget()
    panel.leave()
    panel.close()
    return report(
        "history of a project", figures, {"first_rows_cpu_ms": 50.0, "jump_median_ms": 20.0, "longest_pause_ms": 100.0}
    )


if __name__ == "__main__":
    sys.exit(main())
