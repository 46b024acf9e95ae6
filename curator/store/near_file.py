# SPDX-License-Identifier: MIT
"""The file in which it is kept what the texts of a project are like: derived, so it may be deleted at any time.

What lives here: samples of texts (domain/near.py) by article, which articles share them, and the pairs that were found.
What does not: which articles lack theirs, looking at texts (tasks/near_articles.py).

It lies beside the project's search index and is removed with it. An article's text never changes, so what is kept of
one is never stale; what is kept of articles that are gone finds nothing and is right again when they are back.
The disk is never waited for: what a power failure breaks is made again.
It holds hashes of words and no words. Functions raise sqlite3.Error where the file is broken or cannot be written.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from curator import paths
from curator.domain.near import OFTEN, Near, PutBy, Shingles, likely
from curator.store.connection import file_uri

_APPLICATION_ID = 0x4355524E  # "CURN"
_FORMAT = 3  # also of how fingerprints and samples are made
_TEXTS = 24  # bits: so many texts are added at once at most
_TABLES = (
    "CREATE TABLE about (project BLOB NOT NULL)",
    "CREATE TABLE texts (n INTEGER PRIMARY KEY, article TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, "
    "modulus INTEGER NOT NULL)",
    "CREATE TABLE shared (shingle INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (shingle, n)) WITHOUT ROWID",
    "CREATE TABLE pairs (one TEXT NOT NULL, other TEXT NOT NULL, likeness REAL NOT NULL, part TEXT NOT NULL, "
    "PRIMARY KEY (one, other)) WITHOUT ROWID",
)
_KNOWN = "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM shared WHERE shingle = value)"
# Of each shingle at most one article more than those among which it still finds something.
_HOLDERS = f"SELECT n FROM shared WHERE shingle = ? LIMIT {OFTEN + 1}"
_SHARE = f"INSERT OR IGNORE INTO shared SELECT value >> {_TEXTS}, ? + (value & {(1 << _TEXTS) - 1}) FROM json_each(?)"


class NearFile:
    """What is kept of the texts of one project."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction; others that write wait for it."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def known(self) -> set[str]:
        """The articles of which it is kept."""
        return {str(row[0]) for row in self._connection.execute("SELECT article FROM texts")}

    def lacking(self, articles: Sequence[str]) -> list[str]:
        """Of which of these it is not kept."""
        found = self._connection.execute(
            "SELECT value FROM json_each(?) WHERE value NOT IN (SELECT article FROM texts)", (json.dumps(articles),)
        )
        return [str(row[0]) for row in found.fetchall()]

    def add(self, texts: Mapping[str, Shingles] | Mapping[str, PutBy]) -> None:
        """Keep the samples of these articles, by their shingles; within `writing`."""
        first, rows = self._connection.execute("SELECT coalesce(max(n), 0) + 1 FROM texts").fetchone()[0], []
        for article, of in texts.items():
            made = self._connection.execute(
                "INSERT OR IGNORE INTO texts (article, size, modulus) VALUES (?, ?, ?)",
                (article, len(of.sample), of.modulus),
            )
            if made.rowcount > 0:
                number = int(made.lastrowid or 0) - first
                rows += [each << _TEXTS | number for each in of.sample]
        rows.sort()  # neighbours in the tree are written together
        self._connection.execute(_SHARE, (first, json.dumps(rows)))

    def candidates(self, of: Shingles, most: int = 10) -> list[str]:
        """The articles that may be nearly the same as a text with these shingles, the likeliest first."""
        counts: Counter[int] = Counter()
        for known in self._connection.execute(_KNOWN, (json.dumps([*of.asked]),)).fetchall():
            holders = self._connection.execute(_HOLDERS, known).fetchall()
            if len(holders) <= OFTEN:
                counts.update(n for (n,) in holders)
        if not counts:
            return []
        found = self._connection.execute(
            "SELECT n, article, size, modulus FROM texts WHERE n IN (SELECT value FROM json_each(?))",
            (json.dumps([*counts]),),
        ).fetchall()
        names = {n: str(article) for n, article, _, _ in found}
        return [names[n] for n in likely(of, {n: (counts[n], size, by) for n, _, size, by in found}, most)]

    def pair(self, article: str, near: Iterable[Near]) -> None:
        """Keep that these are nearly the same as an article; within `writing`."""
        rows = []
        for one in near:
            seen = one if article < one.article else one.from_there(article)
            rows.append((min(article, one.article), max(article, one.article), seen.likeness, seen.part))
        self._connection.executemany("INSERT OR REPLACE INTO pairs VALUES (?, ?, ?, ?)", rows)

    def pairs(self, article: str = "") -> Iterator[tuple[str, Near]]:
        """The pairs: the smaller id, and what the other is to it; with an article, what others are to it."""
        if not article:
            for one, *other in self._connection.execute("SELECT one, other, likeness, part FROM pairs ORDER BY 1, 2"):
                yield one, Near(*other)
            return
        for one, other, likeness, part in self._connection.execute(
            "SELECT one, other, likeness, part FROM pairs WHERE one = ?1 OR other = ?1 ORDER BY likeness DESC, 1, 2",
            (article,),
        ):
            near = Near(other, likeness, part)
            yield (article, near if one == article else near.from_there(one))


def open_near(path: Path, project: Path) -> NearFile:
    """What is kept at this path for a project; made where there is nothing, or nothing that can be used, and then what
    is left of projects that are not at their place any more is removed. Where it cannot be written it is kept in
    memory, for as long as it is open."""
    try:
        return _opened(path, project)
    except (OSError, sqlite3.OperationalError):  # no right, no room, or another one writes for long
        return in_memory()
    except sqlite3.DatabaseError:
        with suppress(OSError, sqlite3.Error):
            _remove(path)
            return _opened(path, project)
        return in_memory()


def in_memory() -> NearFile:
    """What is kept for as long as it is open."""
    connection = _connected(":memory:")
    _lay_out(connection, b"")
    return NearFile(connection)


def anew(path: Path, project: Path) -> NearFile:
    """What is kept at this path, begun again: what was there is broken, or mostly of articles that are gone."""
    with suppress(OSError):
        _remove(path)
    return open_near(path, project)


def _opened(path: Path, project: Path) -> NearFile:
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    connection = _connected(file_uri(path, "mode=rw"))
    try:
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        if _mark(connection) != (_APPLICATION_ID, _FORMAT):
            connection.execute("BEGIN IMMEDIATE")
            if _mark(connection) == (0, 0) and not connection.execute("SELECT 1 FROM sqlite_schema").fetchall():
                _lay_out(connection, os.fsencode(os.path.realpath(project)))
            connection.execute("COMMIT")
            _sweep(path)
        if _mark(connection) != (_APPLICATION_ID, _FORMAT):
            raise sqlite3.DatabaseError("another version's, or something else")
    except BaseException:
        connection.close()
        raise
    return NearFile(connection)


def _mark(connection: sqlite3.Connection) -> tuple[int, int]:
    names = ("application_id", "user_version")
    first, second = (int(connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in names)
    return first, second


def _connected(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=uri.startswith("file:"), isolation_level=None, check_same_thread=False)
    for pragma in (
        "trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "busy_timeout = 20000", "temp_store = MEMORY",
        "synchronous = OFF", "cache_size = -64000", "wal_autocheckpoint = 4000",
    ):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _lay_out(connection: sqlite3.Connection, project: bytes) -> None:
    for statement in _TABLES:
        connection.execute(statement)
    connection.execute("INSERT INTO about VALUES (?)", (project,))
    connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {_FORMAT}")


def _sweep(path: Path) -> None:
    """Remove what is kept beside this one for projects that are not at their place any more."""
    with suppress(OSError):
        for other in path.parent.glob(f"*{path.suffix}"):
            if other != path and not _has_project(other):
                _remove(other)


def _has_project(path: Path) -> bool:
    """Whether the project of a file is still there; of one that cannot be read nobody knows."""
    try:
        with closing(sqlite3.connect(file_uri(path, "mode=ro"), uri=True)) as connection:
            return paths.exists(Path(os.fsdecode(connection.execute("SELECT project FROM about").fetchone()[0])))
    except (sqlite3.Error, TypeError):
        return True


def _remove(path: Path) -> None:
    for left in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + left).unlink(missing_ok=True)
