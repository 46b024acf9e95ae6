# SPDX-License-Identifier: MIT
"""Importing 10,000 text files of 4 kB, beside raw sqlite3: the same rows by executemany, and a full-text index rebuilt.

Target: within 2 x of the raw work, while reading, decoding and hashing the files on top.

    python tests/benchmarks/bench_import.py [ARTICLES]
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from curator.operations import AddCoder
from curator.store.connection import open_writer
from curator.tasks.import_articles import import_articles
from curator.workspace import Workspace
from tests.benchmarks.figures import noise, report, seconds
from tests.codings_strategy import small_codebook

RUNS = 3
SENTENCE = "Officials said on Friday that two men were killed near a checkpoint south of the city. "


def write_files(folder: Path, count: int) -> None:
    folder.mkdir()
    for number in range(count):
        body = f"Report {number} from the north\n\n" + (SENTENCE * 46 + f"Case {number}.")[:4000]
        (folder / f"{number:06d}.txt").write_text(body, encoding="utf-8")


def raw_work(source: Path, target: Path) -> None:
    """The rows of an imported project, written by executemany into empty tables of the same shape, and an index."""
    read = sqlite3.connect(source)
    tables = ("articles", "article_texts", "evidence", "value_notes")
    rows = {table: read.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
    ddl = [
        row[0] for row in read.execute("SELECT sql FROM sqlite_schema WHERE sql NOT NULL AND name NOT LIKE 'sqlite_%'")
    ]
    read.close()

    def work() -> None:
        connection = open_writer(target, wal=True, create=True)
        connection.execute("PRAGMA foreign_keys = OFF")
        for statement in ddl:
            connection.execute(statement)
        connection.execute("BEGIN IMMEDIATE")
        for table, lines in rows.items():
            if lines:
                connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(lines[0]))})", lines)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='unicode61')")
        connection.execute("INSERT INTO words(rowid, text) SELECT n, text FROM article_texts")
        connection.close()

    raw.append(seconds(work))


raw: list[tuple[float, float]] = []


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    ours: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        write_files(folder / "in", count)
        for run in range(RUNS):
            path = folder / f"{run}.curator"
            with Workspace.create(path, small_codebook()) as workspace:
                workspace.act_as(workspace.run(AddCoder("Coder 1")))

                def work(workspace: Workspace = workspace) -> None:
                    done = import_articles(workspace, [folder / "in"])
                    assert len(done.added) == count, done.sentence

                ours.append(seconds(work))
            raw_work(path, folder / f"raw{run}.db")
    middle = sorted(ours)[len(ours) // 2]
    base = sorted(raw)[len(raw) // 2]
    figures = {
        "articles": count, "ours_cpu_s": round(middle[0], 2), "ours_wall_s": round(middle[1], 2),
        "raw_cpu_s": round(base[0], 2), "raw_wall_s": round(base[1], 2),
        "ratio_cpu": round(middle[0] / base[0], 2), "ratio_wall": round(middle[1] / base[1], 2),
        "noise_ours": noise([cpu for cpu, _ in ours]), "noise_raw": noise([cpu for cpu, _ in raw]),
    }  # fmt: skip
    return report("articles imported", figures, {"ratio_cpu": 2.0})


if __name__ == "__main__":
    sys.exit(main())
