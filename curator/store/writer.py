# SPDX-License-Identifier: MIT
"""The Writer: the four ways in which rows change, each seen by the log.

What lives here: add, put, drop for single rows, add_many and drop_many for bulk. What does not: the transaction
(workspace owns it), the meaning of a change (operations), the chain of hashes (log.py).
Only the workspace and the operations hold a Writer.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from curator.domain.clock import Clock
from curator.domain.codebook.model import Codebook
from curator.domain.coding import Coder
from curator.domain.faults import NotNow
from curator.domain.ids import IdSource
from curator.shape import Mutable, fresh
from curator.store import columns
from curator.store.ddl import BLOB_TABLES
from curator.store.images import Cell, clean, clean_rows, from_image, hash_range, image, ranges_of, read_range, read_row

_AT_ONCE = 500  # rows


class Change(Mutable):
    """What one operation has done so far: the log entry in the making."""

    label: str = ""
    article: str | None = None
    rows: list[tuple[str, str, str | None, str | None]] = fresh(default_factory=list)
    bulk: dict[str, dict[str, dict[str, Any]]] = fresh(default_factory=dict)
    removed: bytes | None = None
    touched: dict[str, set[str]] = fresh(default_factory=dict)
    articles: set[str] = fresh(default_factory=set)
    incidents: set[str] = fresh(default_factory=set)  # whose own row, rows, words or notes; "": those of the article
    codebook_changed: bool = False

    @property
    def empty(self) -> bool:
        return not self.rows and not self.bulk

    def in_bulk(self, table: str) -> bool:
        """Whether rows of the table were written many at once: then not every id is in `touched`."""
        return any(table in tables for tables in self.bulk.values())


class Writer:
    """Handed to one operation, inside one transaction. `coder` is who acts; `codebook` is the one in force."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        ids: IdSource,
        clock: Clock,
        coder: Coder | None,
        codebook: Codebook,
        codebook_id: str,
    ) -> None:
        self.connection = connection
        self.ids = ids
        self.clock = clock
        self.coder = coder
        self.codebook = codebook
        self.codebook_id = codebook_id
        self.change = Change()

    # -- what the log says ------------------------------------------------------------------------------------------
    def describe(self, label: str, article: str | None = None) -> None:
        """Say in plain words what this operation does, and in which article."""
        self.change.label = label
        self.change.article = article
        if article:
            self.change.articles.add(article)

    def acting_coder(self) -> Coder:
        """The coder whose layer is written. Raises NotNow where nobody has said who is coding; the consensus is no
        person, and settling alone writes it."""
        if self.coder is None or self.coder.kind != "person":
            raise NotNow("Say first who is coding; nothing was changed.")
        return self.coder

    # -- single rows ------------------------------------------------------------------------------------------------
    def row(self, table: str, row_id: str) -> dict[str, Cell]:
        """The row as it is now. Raises NotNow where it is gone."""
        found = read_row(self.connection, table, row_id)
        if found is None:
            raise NotNow("What this is about is not in the project any more; nothing was changed.")
        return found

    def query(self, sql: str, values: Sequence[Cell] = ()) -> list[tuple[Any, ...]]:
        """All rows of a SELECT (always fetched whole: an unfinished cursor would block the commit)."""
        return self.connection.execute(sql, values).fetchall()

    def add(self, table: str, values: Mapping[str, Cell]) -> str:
        """Insert a row; an `id` is made where none is given. Returns the id."""
        row = dict(values)
        key = "key" if table == "project" else "id"
        row_id = row.get(key)
        if not isinstance(row_id, str):
            row_id = row[key] = self.ids.new()
        self._insert(table, *_as_lines([row]))
        after = self.row(table, row_id)
        after.pop("n", None)
        self._log(table, row_id, None, after)
        self._tell_incident(table, row_id, after)
        return row_id

    def put(self, table: str, row_id: str, values: Mapping[str, Cell]) -> bool:
        """Change columns of a row; only columns that really differ are written and logged. Returns whether any did."""
        before = self.row(table, row_id)
        changed = {name: value for name, value in values.items() if not _same(clean(value), before.get(name))}
        if not changed:
            return False
        settings = ", ".join(f'"{name}" = ?' for name in changed)
        key = "key" if table == "project" else "id"
        self.connection.execute(
            f'UPDATE "{table}" SET {settings} WHERE "{key}" = ?', (*map(clean, changed.values()), row_id)
        )
        after = self.row(table, row_id)
        self._log(
            table, row_id, {name: before.get(name) for name in changed}, {name: after.get(name) for name in changed}
        )
        self._tell_incident(table, row_id, before)
        self._tell_incident(table, row_id, after)
        return True

    def drop(self, table: str, row_id: str) -> None:
        """Delete a row. Its children must be dropped by the operation itself, each with its own line in the log."""
        before = self.row(table, row_id)
        key = "key" if table == "project" else "id"
        self.connection.execute(f'DELETE FROM "{table}" WHERE "{key}" = ?', (row_id,))
        self._log(table, row_id, before, None)
        self._tell_incident(table, row_id, before)

    # -- many rows, logged compactly ----------------------------------------------------------------------------------
    def add_many(self, table: str, rows: Sequence[Mapping[str, Cell]]) -> list[int]:
        """Insert rows whose ids are given, or, with `n` given, as they were. Returns their local numbers.

        Logged as ranges, count and one hash (STORAGE.md 1.4). A table takes part once in an operation.
        """
        return self.add_lines(table, *_as_lines(rows)) if rows else []

    def add_lines(self, table: str, names: Sequence[str], lines: Sequence[tuple[Cell, ...]]) -> list[int]:
        """`add_many` for rows given as the values of these columns."""
        if not lines:
            return []
        if table in BLOB_TABLES:  # comes back out of what was removed
            at = (names.index("n"), names.index("data"))
            blobs = [(int(str(line[at[0]])), cast("bytes", line[at[1]])) for line in lines]
            self.add_blobs(table, blobs)
            return [number for number, _ in blobs]
        if "n" in names:
            self._insert(table, names, lines)
            place = names.index("n")
            numbers = sorted(int(str(line[place])) for line in lines)
        else:
            top = self._top(table)
            self._insert(table, names, lines)
            numbers = self._numbers_after(table, top)
        self._log_bulk("add", table, numbers)
        return numbers

    def add_blobs(self, table: str, blobs: Sequence[tuple[int, bytes]]) -> None:
        """Insert large bytes, each beside the row whose local number it has. `table`: one of BLOB_TABLES."""
        if blobs:
            self.connection.executemany(f'INSERT INTO "{table}" (n, data) VALUES (?, ?)', blobs)
            self._log_bulk("add", table, [number for number, _ in blobs])

    def drop_many(self, numbers_by_table: Mapping[str, Sequence[int]]) -> None:
        """Delete rows by local number; what they held goes, compressed, with the log entry so that it can come back."""
        removed: dict[str, list[dict[str, Cell]]] = {}
        for table, numbers in numbers_by_table.items():
            if numbers:
                removed[table] = read_range(self.connection, table, ranges_of(numbers))
                self._log_bulk("drop", table, numbers)
        for table in removed:
            for first, last in ranges_of(numbers_by_table[table]):
                self.connection.execute(f'DELETE FROM "{table}" WHERE n BETWEEN ? AND ?', (first, last))
        self.change.removed = pack(removed)

    def keep(self, table: str, values: Mapping[str, Cell]) -> str:
        """Insert a row that undo leaves in place (a codebook that was adopted once). Returns its id."""
        return self.keep_many(table, [values])[0]

    def keep_many(self, table: str, rows: Sequence[Mapping[str, Cell]]) -> list[str]:
        """`keep` for several rows of a table. Returns their ids."""
        if not rows:
            return []
        kept = [{"id": self.ids.new(), **values} for values in rows]
        top = self._top(table)
        self._insert(table, *_as_lines(kept))
        self._log_bulk("keep", table, self._numbers_after(table, top))
        return [str(row["id"]) for row in kept]

    def adopt(self, codebook: Codebook, codebook_id: str) -> None:
        """Grow the tables for a codebook and take it as the one in force for the rest of this operation."""
        self.grow(codebook)
        self.codebook, self.codebook_id = codebook, codebook_id

    def grow(self, codebook: Codebook) -> None:
        """Grow the tables for a codebook. Raises InputRefused where it does not fit those that were adopted before."""
        columns.grow(self.connection, codebook)
        self.change.codebook_changed = True

    def next_number(self, table: str) -> int:
        """The local number that the next row of a table gets."""
        return self._top(table) + 1

    # -- inside -----------------------------------------------------------------------------------------------------
    def _top(self, table: str) -> int:
        found = self.query("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,))
        if found:
            return int(found[0][0])
        return int(self.query(f'SELECT coalesce(max(n), 0) FROM "{table}"')[0][0])

    def _numbers_after(self, table: str, top: int) -> list[int]:
        """The local numbers above `top`, ascending; where they have no gap, and they hardly ever do, none is read."""
        [(count, first, last)] = self.query(f'SELECT count(*), min(n), max(n) FROM "{table}" WHERE n > ?', (top,))
        if count == last - first + 1:
            return list(range(first, last + 1))
        return [row[0] for row in self.query(f'SELECT n FROM "{table}" WHERE n > ? ORDER BY n', (top,))]

    def _insert(self, table: str, names: Sequence[str], lines: Sequence[tuple[Cell, ...]]) -> None:
        listed = ", ".join(f'"{name}"' for name in names)
        marks = ", ".join("?" * len(names))
        self.connection.executemany(f'INSERT INTO "{table}" ({listed}) VALUES ({marks})', clean_rows(lines))

    def _log(
        self, table: str, row_id: str, before: Mapping[str, Cell] | None, after: Mapping[str, Cell] | None
    ) -> None:
        self.change.rows.append(
            (table, row_id, None if before is None else image(before), None if after is None else image(after))
        )
        self.change.touched.setdefault(table, set()).add(row_id)

    def _tell_incident(self, table: str, row_id: str, row: Mapping[str, Cell]) -> None:
        """Keep which incident a row belongs to; words and notes that have none belong to the article."""
        incident = row_id if table == "incidents" else str(row.get("incident") or "")
        if incident or table in ("evidence", "value_notes"):
            self.change.incidents.add(incident)

    def _log_bulk(self, what: str, table: str, numbers: Iterable[int]) -> None:
        ranges = ranges_of(numbers)
        tables = self.change.bulk.setdefault(what, {})
        if table in tables:
            raise ValueError(f"{table} was written in bulk already by this operation")
        count, sha256 = hash_range(self.connection, table, ranges)
        tables[table] = {"n": [list(pair) for pair in ranges], "count": count, "sha256": sha256}
        self.change.touched.setdefault(table, set())


def _as_lines(rows: Sequence[Mapping[str, Cell]]) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """Column names and values; one order of columns for all rows, so that local numbers follow the order given."""
    names = tuple(rows[0])
    if all(tuple(row) == names for row in rows):
        return names, [tuple(row.values()) for row in rows]
    names = tuple(dict.fromkeys(name for row in rows for name in row))
    return names, [tuple(row.get(name) for name in names) for row in rows]


def _same(new: Cell, old: Cell) -> bool:
    return new == old and type(new) is type(old)


def pack(removed: Mapping[str, Sequence[Mapping[str, Cell]]]) -> bytes:
    """Removed rows, compressed, with their local numbers. Large bytes are told as base64."""
    return zlib.compress(image_of_tables(removed).encode("utf-8"), 6)


def unpack(removed: bytes) -> dict[str, list[dict[str, Cell]]]:
    """What `pack` made. Raises ValueError where the bytes are not of that form."""
    try:
        tables = json.loads(zlib.decompress(removed).decode("utf-8"))
    except zlib.error as error:
        raise ValueError(str(error)) from error
    return {table: [_with_bytes(table, row) for row in rows] for table, rows in tables.items()}


def image_of_tables(tables: Mapping[str, Sequence[Mapping[str, Cell]]]) -> str:
    """Rows of several tables as canonical JSON; made in pieces, because other threads stand still for each."""
    from curator.domain.canonical import canonical_json

    told = []
    for table in sorted(tables):
        rows = _as_base64(tables[table]) if table in BLOB_TABLES else tables[table]
        pieces = [canonical_json([*map(dict, rows[at : at + _AT_ONCE])])[1:-1] for at in range(0, len(rows), _AT_ONCE)]
        told.append(f"{canonical_json(table)}:[{','.join(pieces)}]")
    return f"{{{','.join(told)}}}"


def _with_bytes(table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "data": b64decode(str(row["data"]))} if table in BLOB_TABLES else dict(row)


def _as_base64(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Cell]]:
    return [{"n": row["n"], "data": b64encode(row["data"]).decode("ascii")} for row in rows]


__all__ = ["Change", "Writer", "from_image", "pack", "unpack"]
