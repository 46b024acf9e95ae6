# SPDX-License-Identifier: MIT
"""The change log: an append-only chain of operations.

What lives here: appending an entry with its hash, reading entries, verifying the chain. What does not: inverting an
entry (undo.py), comparing the log with the rows as they are (replay.py).
hash = SHA-256(previous hash + canonical JSON of [seq, id, at, sitting, kind, label, article, job, undoes, note, bulk,
SHA-256 of removed, rows]); the first entry's previous hash is 32 zero bytes. The chain protects against accidents, not
against a person who has the file.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from curator.domain.canonical import canonical_json, sha256_of
from curator.shape import Frozen
from curator.store.writer import Change

FIRST = bytes(32)
LogRow = tuple[str, str, str | None, str | None]  # table, row id, image before, image after


class Entry(Frozen):
    """An entry of the log. `coder` is a name, "" where nobody had said who is coding. `note` says in plain words what
    the entries of its job are together, where they are something."""

    seq: int
    id: str
    at: str
    sitting: str
    kind: str
    label: str
    article: str
    job: str
    undoes: str
    note: str
    coder: str
    coder_id: str
    bulk: str

    @property
    def said(self) -> str:
        """The label, and what it is a part of."""
        return f"{self.note}: {self.label}" if self.note else self.label


_COLUMNS = (
    "c.seq, c.id, c.at, c.sitting, c.kind, c.label, coalesce(c.article, ''), coalesce(c.job, ''), "
    "coalesce(c.undoes, ''), coalesce(c.note, ''), coalesce(k.name, ''), coalesce(k.id, ''), coalesce(c.bulk, '')"
)
_FROM = "FROM changes c LEFT JOIN sittings s ON s.id = c.sitting LEFT JOIN coders k ON k.id = s.coder"


def append(
    connection: sqlite3.Connection,
    change: Change,
    *,
    change_id: str,
    at: str,
    sitting: str,
    kind: str,
    job: str | None = None,
    undoes: str | None = None,
    note: str | None = None,
) -> int:
    """Add one entry for what a Writer did, inside the open transaction. Returns its sequence number."""
    last = connection.execute("SELECT seq, hash FROM changes ORDER BY seq DESC LIMIT 1").fetchall()
    seq, previous = (int(last[0][0]) + 1, bytes(last[0][1])) if last else (1, FIRST)
    bulk = canonical_json(change.bulk) if change.bulk else None
    fixed = (seq, change_id, at, sitting, kind, change.label, change.article, job, undoes, note, bulk)
    digest = entry_hash(previous, fixed, change.removed, change.rows)
    connection.execute(
        "INSERT INTO changes (seq, id, at, sitting, kind, label, article, job, undoes, note, bulk, removed, hash) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*fixed, change.removed, digest),
    )
    connection.executemany(
        'INSERT INTO change_rows (seq, pos, tbl, "row", before, after) VALUES (?, ?, ?, ?, ?, ?)',
        [(seq, pos, *row) for pos, row in enumerate(change.rows)],
    )
    return seq


def entry_hash(previous: bytes, fixed: Sequence[Any], removed: bytes | None, rows: Sequence[LogRow]) -> bytes:
    """The 32 bytes that chain an entry to the one before."""
    removed_hash = None if removed is None else sha256_of(removed)
    body = canonical_json([*fixed, removed_hash, [list(row) for row in rows]])
    return hashlib.sha256(previous + body.encode("utf-8")).digest()


def entries(connection: sqlite3.Connection, where: str = "", values: Sequence[Any] = ()) -> list[Entry]:
    """Entries in order; `where` is a condition of ours over `c` (changes) and `s` (sittings)."""
    condition = f"WHERE {where}" if where else ""
    found = connection.execute(f"SELECT {_COLUMNS} {_FROM} {condition} ORDER BY c.seq", values).fetchall()
    return [Entry(*row) for row in found]


def newest(connection: sqlite3.Connection, where: str, values: Sequence[Any] = ()) -> Entry | None:
    """The newest entry that fulfils a condition of ours."""
    found = connection.execute(
        f"SELECT {_COLUMNS} {_FROM} WHERE {where} ORDER BY c.seq DESC LIMIT 1", values
    ).fetchall()
    return Entry(*found[0]) if found else None


def page(connection: sqlite3.Connection, where: str, values: Sequence[Any], limit: int) -> list[Entry]:
    """The newest entries that fulfil a condition of ours, newest first."""
    found = connection.execute(
        f"SELECT {_COLUMNS} {_FROM} WHERE {where} ORDER BY c.seq DESC LIMIT ?", (*values, limit)
    ).fetchall()
    return [Entry(*row) for row in found]


def rows_of(connection: sqlite3.Connection, seq: int) -> list[LogRow]:
    """What an entry did to single rows, in the order it did it."""
    return connection.execute(
        'SELECT tbl, "row", before, after FROM change_rows WHERE seq = ? ORDER BY pos', (seq,)
    ).fetchall()


def removed_of(connection: sqlite3.Connection, seq: int) -> bytes | None:
    """The compressed rows that an entry took out in bulk."""
    found = connection.execute("SELECT removed FROM changes WHERE seq = ?", (seq,)).fetchall()
    return found[0][0] if found else None


def broken_links(connection: sqlite3.Connection, newest_only: int = 0) -> Iterator[tuple[int, str]]:
    """Walk the chain and yield (seq, reason) for each entry whose hash does not follow from its content.

    `newest_only`: look at this many of the newest entries only (at opening).
    """
    first = 0
    if newest_only:
        top = connection.execute("SELECT coalesce(max(seq), 0) FROM changes").fetchone()[0]
        first = max(0, int(top) - newest_only)
    previous = FIRST
    if first:
        found = connection.execute("SELECT hash FROM changes WHERE seq = ?", (first,)).fetchall()
        previous = _as_bytes(found[0][0]) if found else FIRST
    rows = _grouped_rows(connection, first)
    expected = first + 1
    cursor = connection.execute(
        "SELECT seq, id, at, sitting, kind, label, article, job, undoes, note, bulk, removed, hash "
        "FROM changes WHERE seq > ? ORDER BY seq",
        (first,),
    )
    for *fixed, removed, digest in cursor:
        seq = int(fixed[0])
        if seq != expected:
            yield seq, f"entries {expected} to {seq - 1} of the log are missing"
        if entry_hash(previous, fixed, removed, rows(seq)) != digest:
            yield seq, f"entry {seq} of the log (“{fixed[5]}”) was altered"
        previous, expected = _as_bytes(digest), seq + 1


def _as_bytes(found: object) -> bytes:
    """A hash as the file has it; in a damaged one anything may stand in its place."""
    return found if isinstance(found, bytes) else b""


def _grouped_rows(connection: sqlite3.Connection, first: int) -> Any:
    """A function that gives the rows of rising sequence numbers from one pass over change_rows."""
    cursor = connection.execute(
        'SELECT seq, tbl, "row", before, after FROM change_rows WHERE seq > ? ORDER BY seq, pos', (first,)
    )
    waiting: list[tuple[Any, ...]] = []

    def rows(seq: int) -> list[LogRow]:
        found: list[LogRow] = []
        while True:
            line = waiting.pop() if waiting else cursor.fetchone()
            if line is None:
                return found
            if line[0] > seq:
                waiting.append(line)
                return found
            if line[0] == seq:
                found.append((line[1], line[2], line[3], line[4]))

    return rows
