# SPDX-License-Identifier: MIT
"""Inverting an entry of the log.

What lives here: which entry Undo and Redo mean, and how an entry is turned round through a Writer, so that the undoing
is an entry like any other. What does not: any knowledge of operations; none of them carries undo code.
An entry is turned round only where what it did is still in place: each column must hold what it wrote, nothing may hang
on a row it added (STORAGE.md 3.3).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from curator.domain.faults import NotNow
from curator.store.ddl import ARTICLE_TABLES, REVIEW_TABLES
from curator.store.images import Cell, from_image, hash_rows, read_range, read_row
from curator.store.log import Entry, entries, newest, removed_of, rows_of
from curator.store.writer import Writer, unpack

# Entries that Ctrl+Z passes over: they set the scene, they are not steps of the work.
SCENERY = ("create_project", "add_coder")
_SAID_BY = (
    "assignments", "openings", "judgements", "pairs", "waiting_evidence", "article_pairs", "saved", "releases",
)  # fmt: skip
_NOT_UNDONE = "NOT EXISTS (SELECT 1 FROM changes u WHERE u.undoes = c.id)"


def undo_target(connection: sqlite3.Connection, coder_id: str) -> Entry | None:
    """The newest of the coder's operations and redos that nothing undoes."""
    passed = ", ".join(f"'{kind}'" for kind in SCENERY)
    return newest(
        connection,
        f"c.kind <> 'undo' AND c.kind NOT IN ({passed}) AND coalesce(s.coder, '') = ? AND {_NOT_UNDONE}",
        (coder_id,),
    )


def redo_target(connection: sqlite3.Connection, coder_id: str) -> Entry | None:
    """The newest undo that nothing undoes, if the coder has done nothing new since."""
    undone = newest(connection, f"c.kind = 'undo' AND coalesce(s.coder, '') = ? AND {_NOT_UNDONE}", (coder_id,))
    if undone is None:
        return None
    later = newest(
        connection, "c.kind NOT IN ('undo', 'redo') AND coalesce(s.coder, '') = ? AND c.seq > ?", (coder_id, undone.seq)
    )
    return None if later else undone


def whole_job(connection: sqlite3.Connection, entry: Entry) -> list[Entry]:
    """The entries that are turned round together, newest first: all that is not undone of a job, else the one."""
    if not entry.job:
        return [entry]
    return entries(connection, f"c.job = ? AND {_NOT_UNDONE}", (entry.job,))[::-1]


def invert(writer: Writer, entry: Entry) -> None:
    """Turn an entry round. Raises NotNow, naming what stands in the way; the caller rolls back."""
    if newest(writer.connection, "c.undoes = ?", (entry.id,)):
        raise NotNow(f"“{entry.label}” is undone already.")
    if entry.kind == "create_project":
        raise NotNow("That the project was made cannot be undone; delete its file instead.")
    dropped: dict[str, list[str]] = {}
    bulk: Mapping[str, Any] = json.loads(entry.bulk) if entry.bulk else {}
    for table, row_id, before, after in reversed(rows_of(writer.connection, entry.seq)):
        if before is None:
            dropped.setdefault(table, []).append(row_id)
        _invert_row(writer, entry, table, row_id, before, after)
    if "add" in bulk:  # first: what comes back may have the ids of what took its place
        _take_out(writer, entry, bulk["add"])
    if "drop" in bulk:
        _bring_back(writer, entry)
    for table, row_ids in dropped.items():
        for row_id in row_ids:
            _refuse_children(writer, entry, table, row_id)
    if "add" in bulk:
        _refuse_orphans(writer, entry)
    writer.change.codebook_changed = "codebook" in writer.change.touched.get("project", ())


def _invert_row(writer: Writer, entry: Entry, table: str, row_id: str, before: str | None, after: str | None) -> None:
    now = read_row(writer.connection, table, row_id)
    if before is None:
        wrote = from_image(after or "{}")
        if now is None or {name: value for name, value in now.items() if name != "n"} != wrote:
            raise _in_the_way(writer, entry, row_id)
        writer.drop(table, row_id)
    elif after is None:
        row = from_image(before)
        if now is not None:
            raise _in_the_way(writer, entry, row_id)
        _refuse_missing_parents(writer, entry, row)
        writer.add(table, row)
    else:
        wrote = from_image(after)
        if now is None or any(now.get(name) != value for name, value in wrote.items()):
            raise _in_the_way(writer, entry, row_id)
        writer.put(table, row_id, from_image(before))


def _bring_back(writer: Writer, entry: Entry) -> None:
    removed = removed_of(writer.connection, entry.seq)
    for table, rows in unpack(removed or b"").items():
        try:
            writer.add_many(table, rows)
        except sqlite3.IntegrityError as error:
            raise _in_the_way(writer, entry, "") from error


def _take_out(writer: Writer, entry: Entry, added: Mapping[str, Mapping[str, Any]]) -> None:
    numbers: dict[str, list[int]] = {}
    for table, said in added.items():
        ranges = [(int(first), int(last)) for first, last in said["n"]]
        rows = read_range(writer.connection, table, ranges)
        if len(rows) != said["count"] or hash_rows(table, rows) != said["sha256"]:
            raise _changed_since(writer, entry, rows)
        numbers[table] = [number for first, last in ranges for number in range(first, last + 1)]
    writer.drop_many(numbers)


def _children(writer: Writer, table: str) -> list[tuple[str, str]]:
    """(table, column) of what may hang on a row of `table`."""
    groups = group_tables(writer.connection)
    if table == "incidents":
        hanging = ("value_notes", "evidence", "comments", *groups)
        return [(name, "incident") for name in hanging]
    if table == "articles":
        coded = ("incidents", "value_notes", "evidence", "not_codable", "reading", "comments")
        return [*((name, "article") for name in (*coded, *REVIEW_TABLES)), *ARTICLE_TABLES]
    if table == "coders":
        theirs = ("incidents", "not_codable", "reading", "comments", "sittings")
        return [(name, "coder") for name in (*theirs, *_SAID_BY)]
    if table == "comments":
        return [("comments", "thread")]
    return [(name, "row") for name in ("value_notes", "evidence", "comments")] if table in groups else []


def group_tables(connection: sqlite3.Connection) -> list[str]:
    """The tables of groups that this file has."""
    found = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'incident_*' ORDER BY name"
    ).fetchall()
    return [str(row[0]) for row in found]


def _refuse_children(writer: Writer, entry: Entry, table: str, row_id: str) -> None:
    for child, column in _children(writer, table):
        found = writer.query(f'SELECT id FROM "{child}" WHERE "{column}" = ? LIMIT 1', (row_id,))
        if found:
            raise _in_the_way(writer, entry, str(found[0][0]))


def _refuse_orphans(writer: Writer, entry: Entry) -> None:
    """After a bulk removal: nothing may point at what is gone."""
    parents = [("articles", ""), ("incidents", ""), *((name, "") for name in group_tables(writer.connection))]
    for table, _ in parents:
        for child, column in _children(writer, table):
            if column == "row":
                continue
            found = writer.query(
                f"SELECT id FROM \"{child}\" c WHERE coalesce(c.\"{column}\", '') <> '' AND NOT EXISTS "
                f'(SELECT 1 FROM "{table}" p WHERE p.id = c."{column}") LIMIT 1'
            )
            if found:
                raise _in_the_way(writer, entry, str(found[0][0]))


def _refuse_missing_parents(writer: Writer, entry: Entry, row: Mapping[str, Cell]) -> None:
    """What comes back must find the incident and the row it belongs to."""
    incident, group_row = row.get("incident"), row.get("row")
    if incident and read_row(writer.connection, "incidents", str(incident)) is None:
        raise _in_the_way(writer, entry, str(incident))
    if group_row and not any(
        read_row(writer.connection, table, str(group_row)) for table in group_tables(writer.connection)
    ):
        raise _in_the_way(writer, entry, str(group_row))


def _in_the_way(writer: Writer, entry: Entry, row_id: str) -> NotNow:
    later = newest(
        writer.connection, 'c.seq > ? AND c.seq IN (SELECT seq FROM change_rows WHERE "row" = ?)', (entry.seq, row_id)
    )
    if later:
        return NotNow(f"“{entry.label}” cannot be undone: “{later.label}” came later. Undo that first.")
    return NotNow(f"“{entry.label}” cannot be undone: what it changed is no longer as it left it.")


def _changed_since(writer: Writer, entry: Entry, rows: Iterable[Mapping[str, Cell]]) -> NotNow:
    there = {str(row.get("id", "")) for row in rows}
    later = writer.query('SELECT "row" FROM change_rows WHERE seq > ? ORDER BY seq DESC', (entry.seq,))
    return _in_the_way(writer, entry, next((str(row[0]) for row in later if row[0] in there), ""))
