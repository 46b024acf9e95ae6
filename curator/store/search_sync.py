# SPDX-License-Identifier: MIT
"""What an index lacks: the changes of a project since the entry of the log up to which the index goes.

What lives here: reading that from the log, which is append-only and so forgets nothing: articles and codings that came,
went or changed. What does not: writing the index (search_index.py), batches and progress (tasks).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from curator.store.search_coded import ARTICLE, COMMENT, INCIDENT, NOT_CODABLE, Key, every_key
from curator.store.search_index import IndexUnusable, SearchIndex
from curator.store.undo import group_tables
from curator.store.writer import unpack

_LEAST_GHOSTS = 200
_BY_OWN_ID = {"not_codable": NOT_CODABLE, "comments": COMMENT}  # what a row of these tables is, whatever it is about


@dataclass
class Lacking:
    """What the index lacks to be at entry `seq` of the log. `articles`: local numbers, with their length in code
    points; `gone`: numbers of those removed; `coded`: what to read again."""

    seq: int
    hash: bytes
    articles: dict[int, int] = field(default_factory=dict)
    gone: list[int] = field(default_factory=list)
    coded: list[Key] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        return not (self.articles or self.gone or self.coded)


def head_of_log(connection: sqlite3.Connection) -> tuple[int, bytes]:
    """(number, hash) of the newest entry of the log."""
    found = connection.execute("SELECT seq, hash FROM changes ORDER BY seq DESC LIMIT 1").fetchone()
    return (int(found[0]), bytes(found[1])) if found else (0, b"")


def everything(connection: sqlite3.Connection) -> Lacking:
    """What an empty index lacks."""
    seq, entry_hash = head_of_log(connection)
    lengths = dict(connection.execute("SELECT n, length FROM articles ORDER BY n").fetchall())
    return Lacking(seq, entry_hash, lengths, [], every_key(connection))


def fits(index: SearchIndex, connection: sqlite3.Connection, project_id: str) -> bool:
    """Whether the index is at the newest entry. Raises as `lacking` does."""
    return _reached(index, connection, project_id) == head_of_log(connection)[0]


def _reached(index: SearchIndex, connection: sqlite3.Connection, project_id: str) -> int:
    """The entry of the log up to which the index goes."""
    about = index.about()
    seq = int(about.get("seq", b"-1"))
    if about.get("project") != project_id.encode() or seq < 0:
        raise IndexUnusable("another project's, or not finished")
    then = connection.execute("SELECT hash FROM changes WHERE seq = ?", (seq,)).fetchone()
    if then is None or bytes(then[0]) != about.get("hash"):
        raise IndexUnusable("the log went another way")
    return seq


def lacking(index: SearchIndex, connection: sqlite3.Connection, project_id: str) -> Lacking | None:
    """What the index lacks; None where it lacks nothing and is at the newest entry.

    Raises IndexUnusable where it is not this project's, or of a project that has taken another way since.
    """
    seq = _reached(index, connection, project_id)
    newest, newest_hash = head_of_log(connection)
    if newest == seq:
        return None
    gone, total = index.ghosts()
    if gone > max(_LEAST_GHOSTS, total // 8):
        raise IndexUnusable("too many articles are gone")
    touched = _Touched(connection)
    touched.read_since(seq)
    return touched.lacking(index, newest, newest_hash)


class _Touched:
    """Gathers what entries of the log touched."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._groups = frozenset(group_tables(connection))
        self._coded_tables = {"incidents", "value_notes", *_BY_OWN_ID, *self._groups}
        self._article_ids: set[str] = set()
        self._article_ns: set[int] = set()
        self._keys: set[Key] = set()
        self._labels_changed = False

    def read_since(self, seq: int) -> None:
        rows = self._connection.execute('SELECT tbl, "row", before, after FROM change_rows WHERE seq > ?', (seq,))
        for table, row_id, before, after in rows:
            self._single(table, row_id, {**json.loads(before or "{}"), **json.loads(after or "{}")})
        entries = self._connection.execute(
            "SELECT bulk, removed FROM changes WHERE seq > ? AND bulk IS NOT NULL", (seq,)
        )
        for bulk, removed in entries:
            self._many(json.loads(bulk), removed)

    def lacking(self, index: SearchIndex, seq: int, entry_hash: bytes) -> Lacking:
        numbers = self._article_ns | {
            row[0] for some in _portions(sorted(self._article_ids))
            for row in self._select("SELECT n FROM articles WHERE id IN ({})", some)
        }  # fmt: skip
        there: dict[int, int] = {}
        for some in _portions(sorted(numbers)):
            there |= dict(self._select("SELECT n, length FROM articles WHERE n IN ({})", some))
        keys = set(self._keys)
        if self._labels_changed:
            keys |= {*index.coded_keys(), *every_key(self._connection)}
        return Lacking(seq, entry_hash, there, sorted(numbers - there.keys()), sorted(keys))

    def _single(self, table: str, row_id: str, image: Mapping[str, Any]) -> None:
        if table == "articles":
            self._article_ids.add(row_id)
        elif table == "codebooks" or (table, row_id) == ("project", "codebook"):
            self._labels_changed = True
        elif table in self._coded_tables:
            self._coded(table, {**self._now(table, row_id), **image, "id": row_id})

    def _coded(self, table: str, row: Mapping[str, Any]) -> None:
        if table == "incidents":
            self._keys.add((INCIDENT, str(row["id"])))
        elif table in _BY_OWN_ID:
            self._keys.add((_BY_OWN_ID[table], str(row["id"])))
        elif row.get("incident"):
            self._keys.add((INCIDENT, str(row["incident"])))
        elif row.get("article"):
            self._keys.add((ARTICLE, str(row["article"])))

    def _many(self, bulk: Mapping[str, Mapping[str, Mapping[str, Any]]], removed: bytes | None) -> None:
        for what, tables in bulk.items():
            for table, said in tables.items():
                ranges = [(int(first), int(last)) for first, last in said["n"]]
                if table == "articles":
                    self._article_ns.update(n for first, last in ranges for n in range(first, last + 1))
                elif table == "codebooks":
                    self._labels_changed = True
                elif table in self._coded_tables and what == "add":
                    self._added(table, ranges)
        if self._coded_tables & bulk.get("drop", {}).keys():
            for table, rows in unpack(removed or b"").items() if removed else ():
                for row in rows if table in self._coded_tables else ():
                    self._coded(table, row)

    def _added(self, table: str, ranges: Iterable[tuple[int, int]]) -> None:
        columns = {"value_notes": "'' AS id, incident, article", "incidents": "id", **dict.fromkeys(_BY_OWN_ID, "id")}
        for first, last in ranges:
            cursor = self._connection.execute(
                f'SELECT DISTINCT {columns.get(table, "incident")} FROM "{table}" WHERE n BETWEEN ? AND ?',
                (first, last),
            )
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                self._coded(table, dict(zip(names, row, strict=True)))

    def _now(self, table: str, row_id: str) -> dict[str, Any]:
        """Whom a row belongs to, where it is still there: an entry of a change holds only what changed."""
        columns = "incident, article" if table == "value_notes" else "incident" if table in self._groups else "id"
        cursor = self._connection.execute(f'SELECT {columns} FROM "{table}" WHERE id = ?', (row_id,))
        names = [column[0] for column in cursor.description]
        found = cursor.fetchone()
        return dict(zip(names, found, strict=True)) if found else {}

    def _select(self, sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql.format(", ".join("?" * len(values))), values).fetchall()


def _portions(values: list[Any]) -> Iterator[list[Any]]:
    return (values[first : first + 500] for first in range(0, len(values), 500))
