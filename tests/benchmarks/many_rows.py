# SPDX-License-Identifier: MIT
"""A project with very many articles and incidents, written straight into SQLite: what the benchmarks of lists need.

Only for measuring: the log knows nothing of these rows.
"""

from __future__ import annotations

import hashlib
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from curator.domain.clock import Clock
from curator.domain.codebook.kinds import kind_of
from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import Coder, Scalar
from curator.domain.ids import IdSource
from curator.operations import AddCoder
from curator.store.columns import quoted
from curator.tasks.codebooks import USUAL, built_in_codebooks
from curator.workspace import Workspace

_STATES = ("unread", "started", "finished", "nothing_to_code")
_WORDS = (
    "attack", "police", "market", "convoy", "border", "village", "rocket", "checkpoint", "Ninewa", "Kirkuk", "Anbar",
    "clash", "protest", "fire",
)  # fmt: skip


def made_apart(path: Path, articles: int, incidents: int, text: str) -> None:
    """Make the project in a process of its own, so that its memory is not taken for the window's."""
    subprocess.run([sys.executable, __file__, str(path), str(articles), str(incidents), text], check=True)


def make_project(path: Path, codebook: Codebook, articles: int, incidents: int, text: str = "") -> Coder:
    """A project file with so many articles (each with `text`) and incidents; its coder."""
    with Workspace.create(path, codebook, name="Many") as workspace:
        coder: Coder = workspace.run(AddCoder("Coder 1"))
        book = workspace.codebook_id
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        ids = IdSource(Clock())
        article_ids = ids.several(articles)
        _articles(connection, article_ids, text, coder)
        _incidents(connection, codebook, article_ids, ids.several(incidents), coder, book)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return coder


def _words(number: int) -> str:
    mixed = (number * 2654435761) & 0xFFFFFFFF  # Knuth's multiplicative hash: the same words in every run
    return " ".join(_WORDS[(mixed >> shift) % len(_WORDS)] for shift in (3, 9, 15, 21)).capitalize() + f" {number}"


def _day(number: int) -> str:
    return f"{2001 + number % 19}-{1 + number // 7 % 12:02d}-{1 + number // 3 % 28:02d}"


def _articles(connection: sqlite3.Connection, ids: list[str], text: str, coder: Coder) -> None:
    digest = hashlib.sha256(text.encode()).hexdigest()
    connection.executemany(
        "INSERT INTO articles (id, text_sha256, settled_by, length, title, outlet, published, language, source_file, "
        "added) VALUES (?, ?, 'text/1', ?, ?, ?, ?, 'en', ?, '2020-01-01T00:00:00.000Z')",
        (
            (row_id, digest, len(text), _words(at), f"Outlet {at % 37}", _day(at), f"a/{at}.txt")
            for at, row_id in enumerate(ids)
        ),
    )
    connection.executemany(
        "INSERT INTO article_texts (n, text) VALUES (?, ?)", ((at, text) for at in range(1, len(ids) + 1))
    )
    connection.executemany(
        "INSERT INTO reading (id, article, coder, state) VALUES (?, ?, ?, ?)",
        ((f"r{at}", row_id, coder.id, _STATES[at % 4]) for at, row_id in enumerate(ids) if at % 4),
    )


def _incidents(
    connection: sqlite3.Connection, codebook: Codebook, articles: list[str], ids: list[str], coder: Coder, book: str
) -> None:
    leaves = list(codebook.leaves())
    columns = ", ".join(["id", "article", "coder", "codebook", "status", "position", "created",
                         *(quoted(leaf.key) for leaf in leaves)])  # fmt: skip
    marks = ", ".join("?" * (7 + len(leaves)))

    def rows() -> Iterator[tuple[Scalar | None, ...]]:
        share = max(1, len(ids) // max(1, len(articles)))
        for at, row_id in enumerate(ids):
            article = articles[min(at // share, len(articles) - 1)]
            status = "finished" if at % 3 else "draft"
            values = (value_for(codebook, leaf, at + place) for place, leaf in enumerate(leaves))
            yield (row_id, article, coder.id, book, status, at % share, "2020-01-01T00:00:00.000Z", *values)

    connection.executemany(f"INSERT INTO incidents ({columns}) VALUES ({marks})", rows())


def value_for(codebook: Codebook, leaf: Field, number: int) -> Scalar | None:
    """A value of the leaf's kind; one in eight is blank, and of the rarer leaves most are."""
    mixed = (number * 2654435761) & 0xFFFFFFFF
    if mixed % 8 == 0 or (not leaf.core and mixed % 3):
        return None
    listed = codebook.choices_of(leaf)
    if listed is not None and listed.choices:
        return listed.choices[mixed % len(listed.choices)].code
    if leaf.kind == "day":
        return _day(mixed % 100_000)
    column = kind_of(leaf).column
    if column == "INTEGER":
        return mixed % 40
    if column == "REAL":
        return (mixed % 36_000) / 100
    return _words(mixed % 1_000_000) if leaf.kind in ("text", "long_text") else None


if __name__ == "__main__":
    usual = next(book for book in built_in_codebooks() if book.key == USUAL)
    make_project(Path(sys.argv[1]), usual, int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
