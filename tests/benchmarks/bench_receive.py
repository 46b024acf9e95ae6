# SPDX-License-Identifier: MIT
"""Receiving the work of a colleague: 10,000 incidents with their rows, notes and words in 2,000 articles.

Targets: 10 s of CPU time for taking them in, with the backup and the comparing before it, and for taking in newer
versions of all of them; the window, another thread of the same process, never waits longer than 100 ms; the versions of
all units from a log of 500,000 lines in 5 s.

    python tests/benchmarks/bench_receive.py [INCIDENTS]
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from curator.domain.clock import Clock
from curator.domain.codebook.document import codebook_sha256
from curator.domain.codebook.model import Codebook
from curator.domain.coding import Article, Coder
from curator.domain.handover import LAYER, HandedArticle, HandOver, Version
from curator.domain.ids import IdSource
from curator.domain.settling import text_sha256
from curator.operations import AddArticles, AddCoder, AddIncident, NewArticle
from curator.shape import replace
from curator.store.versions import Known
from curator.tasks.codebooks import USUAL, codebook_named
from curator.tasks.handover import HandOverReport, preview, receive
from curator.workspace import Workspace
from tests.benchmarks.figures import report, seconds
from tests.benchmarks.many_rows import value_for

TEXT = "Two guards were killed and three hurt when a rocket hit the checkpoint north of the market. " * 40
PER_ARTICLE, NOTES, WORDS, ROWS = 5, 6, 12, 1
LOG_LINES = 500_000


class _Values:
    """Values for an incident and for a row of each group, a hundred different ones."""

    def __init__(self, book: Codebook) -> None:
        self.leaves = list(book.leaves())
        self.groups = [group.key for group in book.groups]
        self._made = {group: [self._values(book, group, at) for at in range(100)] for group in ("", *self.groups)}

    @staticmethod
    def _values(book: Codebook, group: str, number: int) -> dict[str, Any]:
        values = {leaf.key: value_for(book, leaf, number + at) for at, leaf in enumerate(book.leaves(group))}
        return {key: value for key, value in values.items() if value is not None}

    def of(self, group: str, number: int) -> dict[str, Any]:
        return self._made[group][number % 100]


def handed(incidents: int) -> HandOver:
    """The work of one coder."""
    book, ids = codebook_named(USUAL), IdSource(Clock())
    coder, values = Coder(ids.new(), "Coder 2"), _Values(book)
    sha256 = codebook_sha256(book)
    articles, versions = [], []
    for number in range(incidents // PER_ARTICLE):
        text = f"{number}. {TEXT}"
        article = Article(ids.new(), text_sha256(text), len(text), {"title": f"Article {number}"}, added=_AT)
        articles.append(HandedArticle(article, text))
        for at in range(PER_ARTICLE):
            content = _incident(sha256, values, ids, text, number + at)
            known = tuple(ids.several(20))
            versions.append(Version("incident", ids.new(), article.id, coder.id, known, content))
    return HandOver(
        ids.new(), "Theirs", LAYER, coder.id, "benchmark", (coder,), (book,), tuple(articles), tuple(versions),
        (coder.id,),
    )  # fmt: skip


_AT = "2026-01-01T00:00:00.000Z"


def _incident(sha256: str, values: _Values, ids: IdSource, text: str, number: int) -> dict[str, Any]:
    leaves = values.leaves
    rows = [
        {"id": ids.new(), "group": group, "position": at, "values": values.of(group, number + at)}
        for group in values.groups
        for at in range(ROWS)
    ]
    return {
        "codebook": sha256, "status": "finished", "position": number, "created": _AT,
        "values": values.of("", number), "rows": rows,
        "notes": [
            {
                "id": ids.new(), "row": "", "field": leaf.key, "state": "value", "basis": "inferred",
                "proposed": False, "note": "",
            }
            for leaf in leaves[:NOTES]
        ],
        "evidence": [
            {
                "id": ids.new(), "row": "", "field": leaves[at % len(leaves)].key if at else "", "start": at * 20,
                "end": at * 20 + 12, "quote": text[at * 20 : at * 20 + 12], "role": "direct", "position": 0,
            }
            for at in range(WORDS)
        ],
    }  # fmt: skip


def later(handover: HandOver) -> HandOver:
    """The same work, each incident changed once more."""
    ids = IdSource(Clock())
    return replace(
        handover,
        versions=tuple(
            replace(one, known=(*one.known, ids.new()), content={**(one.content or {}), "status": "withdrawn"})
            for one in handover.versions
        ),
    )


@contextmanager
def waits(found: list[float]) -> Iterator[None]:
    """How long a thread that wants to do a little every 5 ms had to wait at most, in milliseconds.

    Only for this process: the CPU time that it used meanwhile counts, not what else the machine was busy with.
    """
    end = threading.Event()

    def live() -> None:
        longest = 0.0
        while not end.is_set():
            before, used = time.perf_counter(), time.process_time()
            time.sleep(0.005)
            wait = time.perf_counter() - before - 0.005
            longest = max(longest, min(wait, time.process_time() - used))
        found.append(longest * 1000)

    thread = threading.Thread(target=live)
    thread.start()
    try:
        yield
    finally:
        end.set()
        thread.join()


def long_log(path: Path) -> float:
    """CPU seconds for the versions of a project whose log has LOG_LINES lines of single rows."""
    with Workspace.create(path, codebook_named(USUAL)) as workspace:
        workspace.act_as(workspace.run(AddCoder("Coder 1")))
        article = workspace.run(AddArticles((NewArticle(TEXT),)))[0]
        incidents = [workspace.run(AddIncident(article, (0, 3))) for _ in range(200)]
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        last = connection.execute("SELECT max(seq) FROM changes").fetchone()[0]
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        ids = IdSource(Clock()).several(LOG_LINES // 2)
        connection.executemany(
            "INSERT INTO changes (seq, id, at, sitting, kind, label, hash) "
            "SELECT ?, ?, at, sitting, 'set_value', label, hash FROM changes WHERE seq = ?",
            ((last + number, change, last) for number, change in enumerate(ids, 1)),
        )
        connection.executemany(
            'INSERT INTO change_rows (seq, pos, tbl, "row", before, after) VALUES (?, ?, \'incidents\', ?, ?, ?)',
            (
                (last + number, pos, incidents[number % 200], '{"title":"one"}', '{"title":"two"}')
                for number in range(1, len(ids) + 1) for pos in (0, 1)
            ),
        )  # fmt: skip
        connection.execute("COMMIT")
        return seconds(lambda: Known(connection))[0]


def main() -> int:
    incidents = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    handover = handed(incidents)
    newer = later(handover)
    longest: list[float] = []
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        with Workspace.create(folder / "a.curator", codebook_named(USUAL)) as workspace, waits(longest):
            looking = seconds(lambda: preview(workspace, handover))[0]
            taken: list[HandOverReport] = []
            taking = seconds(lambda: taken.append(receive(workspace, handover)))[0]
            assert taken[0].counts["new"] == incidents
            again = seconds(lambda: receive(workspace, handover))[0]
            replacing = seconds(lambda: receive(workspace, newer))[0]
        log = long_log(folder / "log.curator")
    figures = {
        "incidents": incidents, "preview_s": round(looking, 2), "receive_s": round(taking, 2),
        "receive_again_s": round(again, 2), "receive_newer_s": round(replacing, 2),
        "longest_wait_ms": round(longest[0]), "versions_of_a_long_log_s": round(log, 2),
    }  # fmt: skip
    limits = {
        "receive_s": 10.0, "receive_again_s": 10.0, "receive_newer_s": 10.0, "longest_wait_ms": 100.0,
        "versions_of_a_long_log_s": 5.0,
    }  # fmt: skip
    return report("receiving 10,000 incidents", figures, limits)


if __name__ == "__main__":
    sys.exit(main())
