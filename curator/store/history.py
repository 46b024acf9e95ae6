# SPDX-License-Identifier: MIT
"""Reading the log as history: who changed what, when.

What lives here: the entries that touched an article, an incident, a row or a value, with what they changed. What does
not: the chain (log.py), the words a face shows (labels are stored with the entries).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

from curator.shape import Frozen
from curator.store.images import Cell, from_image
from curator.store.log import Entry, entries


class Touch(Frozen):
    """One row touched by an entry. `before` / `after` hold the changed columns; None: the row was not there."""

    table: str
    row: str
    before: dict[str, Cell] | None
    after: dict[str, Cell] | None


class HistoryEntry(Frozen):
    """An entry with the single rows it touched. `many` says how many rows of which tables it wrote in bulk."""

    entry: Entry
    touches: tuple[Touch, ...]
    many: tuple[tuple[str, str, int], ...]  # what (add, drop, keep), table, count


def of_rows(connection: sqlite3.Connection, row_ids: Iterable[str]) -> list[HistoryEntry]:
    """The entries that touched one of these rows singly, oldest first, with only those touches."""
    wanted = list(dict.fromkeys(row_ids))
    seqs: set[int] = set()
    for first in range(0, len(wanted), 500):
        some = wanted[first : first + 500]
        marks = ", ".join("?" * len(some))
        found = connection.execute(f'SELECT DISTINCT seq FROM change_rows WHERE "row" IN ({marks})', some)
        seqs.update(int(row[0]) for row in found.fetchall())
    keep = set(wanted)
    return [_with_touches(connection, entry, keep) for entry in _entries(connection, sorted(seqs))]


def of_article(connection: sqlite3.Connection, article_id: str) -> list[HistoryEntry]:
    """Every entry about this article, oldest first, with all it touched."""
    return [_with_touches(connection, entry, None) for entry in entries(connection, "c.article = ?", (article_id,))]


def everything(connection: sqlite3.Connection) -> Iterator[HistoryEntry]:
    """The whole log, oldest first, in steps of a thousand entries."""
    first = 0
    while some := entries(connection, "c.seq > ? AND c.seq <= ?", (first, first + 1000)):
        yield from (_with_touches(connection, entry, None) for entry in some)
        first += 1000


def bulk_entry_of(connection: sqlite3.Connection, table: str, n: int) -> Entry | None:
    """The entry that first brought in the row with this local number, in bulk; None if it came singly.

    A row that came singly may be taken out in bulk, and come back so.
    """
    for entry in entries(connection, "c.bulk IS NOT NULL"):
        bulk = json.loads(entry.bulk)
        for what in ("add", "drop"):
            said = bulk.get(what, {}).get(table)
            if said and any(first <= n <= last for first, last in said["n"]):
                return entry if what == "add" else None
    return None


def _entries(connection: sqlite3.Connection, seqs: list[int]) -> list[Entry]:
    found: list[Entry] = []
    for first in range(0, len(seqs), 500):
        some = seqs[first : first + 500]
        found.extend(entries(connection, f"c.seq IN ({', '.join('?' * len(some))})", some))
    return found


def _with_touches(connection: sqlite3.Connection, entry: Entry, keep: set[str] | None) -> HistoryEntry:
    rows = connection.execute(
        'SELECT tbl, "row", before, after FROM change_rows WHERE seq = ? ORDER BY pos', (entry.seq,)
    ).fetchall()
    touches = tuple(
        Touch(table, row, from_image(before) if before else None, from_image(after) if after else None)
        for table, row, before, after in rows
        if keep is None or row in keep
    )
    bulk = json.loads(entry.bulk) if entry.bulk else {}
    many = tuple((what, table, int(said["count"])) for what, tables in bulk.items() for table, said in tables.items())
    return HistoryEntry(entry, touches, many)
