# SPDX-License-Identifier: MIT
"""The log against the rows: does what is in the file follow from what the log says was done?

What lives here: walking the log backwards from the rows as they are. Each entry must find its `after` and leaves its
`before`; rows brought in in bulk must give the hash of their entry; at the beginning nothing may be left. So a value
that was changed past the log is named, wherever it stands (STORAGE.md 1.4, RELIABILITY.md 1.3).
What does not: the chain of hashes (log.py), the texts' own hashes (integrity.py).
"""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from curator.store.ddl import BESIDE_TABLES, FIXED_TABLES, tables_there
from curator.store.images import Cell, from_image, hash_rows, image, read_range
from curator.store.undo import group_tables
from curator.store.writer import unpack

Key = tuple[str, str]
Row = dict[str, Cell]


def key_column(table: str) -> str:
    """The column by which the log names a row of this table."""
    return "n" if table in BESIDE_TABLES else "key" if table == "project" else "id"


class Past:
    """The rows at a point of the past: as they are now, changed by what has been walked back over so far."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._rows: dict[Key, Row | None] = {}
        self._by_number: dict[str, dict[int, Key]] = {}
        self._gone: dict[str, list[tuple[int, int]]] = {}

    def get(self, table: str, row_id: str) -> Row | None:
        key = (table, row_id)
        if key not in self._rows:
            cursor = self._connection.execute(f'SELECT * FROM "{table}" WHERE "{key_column(table)}" = ?', (row_id,))
            names = [column[0] for column in cursor.description]
            found = [_filled(names, row) for row in cursor.fetchall()]
            self._rows[key] = None if not found or self._is_gone(table, found[0]) else found[0]
        return self._rows[key]

    def set(self, table: str, row_id: str, row: Row | None) -> None:
        key = (table, row_id)
        self._rows[key] = row
        if row is not None and isinstance(row.get("n"), int):
            self._by_number.setdefault(table, {})[int(str(row["n"]))] = key

    def rows_between(self, table: str, ranges: list[tuple[int, int]]) -> list[Row]:
        """The rows there were with these local numbers, in their order."""
        found: dict[int, Row] = {}
        column = key_column(table)
        for row in read_range(self._connection, table, ranges):
            past = self._rows.get((table, str(row[column])), row if not self._is_gone(table, row) else None)
            if past is not None:
                found[int(str(row["n"]))] = {**past, "n": row["n"]}
        for n, key in self._by_number.get(table, {}).items():
            past = self._rows[key]
            if past is not None and n not in found and _within(ranges, n):
                found[n] = past
        return [found[n] for n in sorted(found)]

    def take_away(self, table: str, ranges: list[tuple[int, int]], rows: list[Row]) -> None:
        """Before this point these rows were not there."""
        column = key_column(table)
        for row in rows:
            if (table, str(row[column])) in self._rows:
                self._rows[(table, str(row[column]))] = None
        self._gone[table] = _joined([*self._gone.get(table, ()), *ranges])

    def _is_gone(self, table: str, row: Mapping[str, Cell]) -> bool:
        return "n" in row and _within(self._gone.get(table, []), int(str(row["n"])))

    def left(self) -> Iterator[Key]:
        """What would still be there before the first entry."""
        for key, row in self._rows.items():
            if row is not None:
                yield key
        tables = [*tables_there(self._connection, (*FIXED_TABLES, *BESIDE_TABLES)), *group_tables(self._connection)]
        for table in tables:
            column = key_column(table)
            number = "0" if table == "project" else "n"
            for row_id, n in self._connection.execute(f'SELECT "{column}", {number} FROM "{table}"'):
                if (table, str(row_id)) not in self._rows and not _within(self._gone.get(table, []), n):
                    yield table, str(row_id)


def _joined(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same numbers as ranges that do not overlap: some rows of a bulk may have been replaced later by another."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def _within(ranges: list[tuple[int, int]], n: int) -> bool:
    """Whether a number lies in ranges that do not overlap, ascending."""
    place = bisect_right(ranges, (n, 2**63)) - 1
    return place >= 0 and ranges[place][0] <= n <= ranges[place][1]


def _filled(names: list[str], row: tuple[Any, ...]) -> Row:
    return {name: value for name, value in zip(names, row, strict=True) if value is not None}


def mismatches(connection: sqlite3.Connection, progress: Callable[[int], None] = lambda seq: None) -> Iterator[str]:
    """A sentence for each thing in the file that does not follow from its log. Run it within one read transaction."""
    past = Past(connection)
    rows = connection.execute('SELECT seq, tbl, "row", before, after FROM change_rows ORDER BY seq DESC, pos DESC')
    line = rows.fetchone()
    for seq, label, bulk, removed in connection.execute(
        "SELECT seq, label, bulk, removed FROM changes ORDER BY seq DESC"
    ):
        if seq % 1000 == 0:
            progress(seq)
        if bulk:
            yield from _walk_bulk(past, f"entry {seq} (“{label}”)", json.loads(bulk), removed)
        while line is not None and line[0] >= seq:
            if line[0] > seq:
                yield f"the log has lines of an entry {line[0]} that is missing"
            else:
                problem = _walk_row(past, *line[1:])
                if problem:
                    yield f"{problem}, entry {seq} (“{label}”) left it otherwise"
            line = rows.fetchone()
    for table, row_id in past.left():
        yield f"{table} {row_id}: the log does not say where it comes from"


def _walk_row(past: Past, table: str, row_id: str, before: str | None, after: str | None) -> str:
    """Step back over one touched row. Returns what is wrong, "" if nothing is."""
    now = past.get(table, row_id)
    problem = ""
    if after is None:
        problem = f"{table} {row_id} is there" if now is not None else ""
        past.set(table, row_id, from_image(before or "{}"))
    elif before is None:
        if now is None:
            problem = f"{table} {row_id} is missing"
        elif image({name: value for name, value in now.items() if name != "n"}) != after:
            problem = f"{table} {row_id} holds other values"
        past.set(table, row_id, None)
    else:
        wrote, was = from_image(after), from_image(before)
        if now is None:
            problem = f"{table} {row_id} is missing"
        else:
            wrong = [name for name, value in wrote.items() if image({"": now.get(name)}) != image({"": value})]
            if wrong:
                problem = f"{table} {row_id}: {', '.join(wrong)} was changed past the log"
            past.set(table, row_id, {name: value for name, value in {**now, **was}.items() if value is not None})
    return problem


def _walk_bulk(past: Past, entry: str, bulk: dict[str, Any], removed: bytes | None) -> Iterator[str]:
    for table, said in (*bulk.get("add", {}).items(), *bulk.get("keep", {}).items()):
        ranges = [(int(first), int(last)) for first, last in said["n"]]
        rows = past.rows_between(table, ranges)
        if len(rows) != said["count"]:
            yield f"{table}: {said['count']} rows came with {entry}, {len(rows)} are there"
        elif hash_rows(table, rows) != said["sha256"]:
            yield f"{table}: rows that came with {entry} were changed past the log"
        past.take_away(table, ranges, rows)
    if "drop" in bulk:
        try:
            tables = unpack(removed or b"")
        except ValueError:
            yield f"what {entry} took out cannot be read any more"
            return
        for table, gone in tables.items():
            for row in gone:
                row_id = str(row[key_column(table)])
                if past.get(table, row_id) is not None:
                    yield f"{table} {row_id} is there although {entry} took it out"
                past.set(table, row_id, row)
