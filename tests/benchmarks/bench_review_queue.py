# SPDX-License-Identifier: MIT
"""The review queue over 10,000 articles, each coded by two with three incidents, half of them settled with judgements.

Target: the queue is there within 100 ms of CPU (DESIGN.md 10's first rows of a list; the issue of reviewing). Also how
long one article takes to be compared, which a thread in the background does for all of them.

    python tests/benchmarks/bench_review_queue.py [ARTICLES]
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from curator.domain.clock import Clock
from curator.domain.coding import Coder
from curator.domain.ids import IdSource
from curator.domain.reviewing import CONSENSUS
from curator.operations import AddCoder
from curator.tasks.codebooks import USUAL, built_in_codebooks
from curator.tasks.reviewing import ReviewCounts, count_differences, review_queue
from curator.workspace import Workspace
from tests.benchmarks.figures import noise, report, seconds
from tests.benchmarks.many_rows import make_project

RUNS, COMPARED, EACH, FIELDS = 9, 200, 3, 12
LIMIT_MS = 100.0


def main() -> int:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        path = Path(name) / "many.curator"
        usual = next(book for book in built_in_codebooks() if book.key == USUAL)
        make_project(path, usual, articles, articles * EACH, "Two policemen were killed on Friday.")
        lead = second_coding(path)
        with Workspace.open(path) as workspace:
            return measure(workspace, lead, articles)


def measure(workspace: Workspace, lead: Coder, articles: int) -> int:
    counts = ReviewCounts()

    def queue() -> None:
        with workspace.read() as reads:
            assert len(review_queue(reads, lead.id, counts)) == articles

    queue()
    times = [seconds(queue)[0] * 1000 for _ in range(RUNS)]
    with workspace.read() as reads:
        some = [row.article for row in review_queue(reads, lead.id)][:COMPARED]
        compared = seconds(lambda: count_differences(reads, workspace.codebook, lead.id, some, counts))[0]
    figures = {
        "articles": articles, "queue_ms": round(statistics.median(times), 1), "noise": noise(times),
        "compare_one_ms": round(compared * 1000 / COMPARED, 2),
    }  # fmt: skip
    return report("review queue", figures, {"queue_ms": LIMIT_MS})


def second_coding(path: Path) -> Coder:
    """Let a second coder have coded the same, and half of it be settled. Returns who reviews."""
    with Workspace.open(path) as workspace:
        bob, lead = workspace.run(AddCoder("Coder 2")), workspace.run(AddCoder("Lead"))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        ann = connection.execute("SELECT id FROM coders WHERE name = 'Coder 1'").fetchone()[0]
        connection.execute("INSERT INTO coders (id, name, kind) VALUES (?, 'Consensus', 'consensus')", (CONSENSUS,))
        connection.execute("DELETE FROM reading")
        ids = IdSource(Clock())
        there = [row[0] for row in connection.execute("SELECT id FROM articles ORDER BY n")]
        connection.executemany(
            "INSERT INTO reading (id, article, coder, state) VALUES (?, ?, ?, 'finished')",
            [(new, article, coder) for coder in (ann, bob.id)
             for new, article in zip(ids.several(len(there)), there, strict=True)],
        )  # fmt: skip
        columns = [
            row[1] for row in connection.execute("PRAGMA table_info(incidents)") if row[1] not in ("n", "id", "coder")
        ]
        listed = ", ".join(f'"{column}"' for column in columns)
        connection.execute("UPDATE incidents SET status = 'finished'")
        incidents = connection.execute("SELECT id, article FROM incidents ORDER BY n").fetchall()
        for coder, some in ((bob.id, incidents), (CONSENSUS, incidents[: len(incidents) // 2])):
            connection.executemany(
                f"INSERT INTO incidents (id, coder, {listed}) SELECT ?, ?, {listed} FROM incidents WHERE id = ?",
                [(new, coder, old) for new, (old, _) in zip(ids.several(len(some)), some, strict=True)],
            )
        connection.executemany(
            "INSERT INTO judgements (id, article, coder, incident, consensus, field, verdict, reason, unclear, seen, "
            "created) VALUES (?, ?, ?, ?, ?, ?, ?, '', 0, '', ?)",
            judgements(connection, ids, lead.id),
        )
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return Coder(lead.id, lead.name)


def judgements(connection: sqlite3.Connection, ids: IdSource, lead: str) -> Iterator[tuple[str | None, ...]]:
    half = connection.execute(
        "SELECT i.id, i.article, c.id FROM incidents i JOIN incidents c ON c.article = i.article "
        "AND c.position = i.position AND c.coder = ? WHERE i.coder <> ?", (CONSENSUS, CONSENSUS),
    ).fetchall()  # fmt: skip
    now = Clock().stamp()
    for incident, article, consensus in half:
        yield ids.new(), article, lead, incident, consensus, None, "accepted", now
        for field in range(FIELDS // 2):
            yield ids.new(), article, lead, None, consensus, f"field_{field}", "agreed", now


if __name__ == "__main__":
    sys.exit(main())
