# SPDX-License-Identifier: MIT
"""The log as a list to look at: page by page, newest first, of the project, an article or an incident.

What lives here: entries with who and whether they were taken back. What does not: what they did to rows (history.py),
to one value (value_history.py).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from curator.shape import Frozen
from curator.store.ddl import tables_there
from curator.store.history import bulk_entry_of
from curator.store.log import Entry, page
from curator.store.undo import group_tables

_AT_ONCE = 500


class LogLine(Frozen):
    """An entry as a list shows it. `at` UTC; `coder` a name, "" where nobody had said who is coding.

    `undone`: an undo took it back and no redo has brought it again since. `undoes`: the id of the entry that this one,
    an undo or redo, turned round. `job`: what is undone together carries the same. `part_of`:
    what all of that is together, in plain words.
    """

    seq: int
    id: str
    at: str
    coder: str
    coder_id: str
    kind: str
    label: str
    article: str
    job: str
    undoes: str
    undone: bool = False
    part_of: str = ""

    @property
    def said(self) -> str:
        """The label, and what it is a part of."""
        return f"{self.part_of}: {self.label}" if self.part_of else self.label


def log_lines(
    connection: sqlite3.Connection, *, article: str = "", incident: str = "", before: int = 0, limit: int = 100
) -> list[LogLine]:
    """At most `limit` entries about an incident, an article or (neither given) anything, newest first; with `before`,
    those with a smaller sequence number."""
    where = "1"
    values: list[Any] = []
    if incident:
        return lines_at(connection, seqs_of_incident(connection, incident, before)[:limit])
    if article:
        where, values = "c.article = ?", [article]
    if before:
        where, values = f"{where} AND c.seq < ?", [*values, before]
    return _lines(connection, page(connection, where, values, limit))


def lines_at(connection: sqlite3.Connection, seqs: Sequence[int]) -> list[LogLine]:
    """The entries with these sequence numbers, newest first."""
    parts = (seqs[first : first + _AT_ONCE] for first in range(0, len(seqs), _AT_ONCE))
    return _lines(connection, [entry for some in parts for entry in page(connection, *_among(some), _AT_ONCE)])


def _lines(connection: sqlite3.Connection, found: list[Entry]) -> list[LogLine]:
    undone = undone_among(connection, [entry.id for entry in found])
    return [_line(entry, entry.id in undone) for entry in found]


def _line(entry: Entry, undone: bool) -> LogLine:
    return LogLine(
        entry.seq, entry.id, entry.at, entry.coder, entry.coder_id, entry.kind, entry.label, entry.article, entry.job,
        entry.undoes, undone, entry.note,
    )  # fmt: skip


def _among(seqs: Sequence[int]) -> tuple[str, list[Any]]:
    return f"c.seq IN ({', '.join('?' * len(seqs))})", list(seqs)


def seqs_of_incident(connection: sqlite3.Connection, incident: str, before: int = 0) -> list[int]:
    """The entries that touched the incident or what hangs or hung on it, newest first.

    What hung on it is known by images in the log that name it as their incident.
    """
    tables = (*tables_there(connection, ("value_notes", "evidence", "comments")), *group_tables(connection))
    now = " UNION ALL ".join(f'SELECT id FROM "{table}" WHERE incident = ?1' for table in tables)
    mine = {incident, *(row[0] for row in connection.execute(now, (incident,)).fetchall())}
    touched = connection.execute(
        "SELECT r.seq, r.\"row\", instr(coalesce(r.before, '') || coalesce(r.after, ''), ?) > 0 "
        "FROM change_rows r JOIN changes c ON c.seq = r.seq WHERE c.article = ?",
        (f'"incident":"{incident}"', article_of(connection, incident)),
    ).fetchall()
    mine |= {row for _, row, named in touched if named}
    seqs = {int(seq) for seq, row, _ in touched if row in mine}
    numbers = connection.execute("SELECT n FROM incidents WHERE id = ?", (incident,)).fetchall()
    came = bulk_entry_of(connection, "incidents", int(numbers[0][0])) if numbers else None
    if came is not None:
        seqs.add(came.seq)
    return sorted((seq for seq in seqs if not before or seq < before), reverse=True)


def article_of(connection: sqlite3.Connection, incident: str) -> str:
    """The article of an incident, though it may be gone; "" where nothing is known of it."""
    found = connection.execute("SELECT article FROM incidents WHERE id = ?", (incident,)).fetchall()
    if not found:
        found = connection.execute(
            "SELECT c.article FROM change_rows r JOIN changes c ON c.seq = r.seq "
            'WHERE r."row" = ? ORDER BY r.seq DESC LIMIT 1',
            (incident,),
        ).fetchall()
    return str(found[0][0] or "") if found else ""


def undone_among(connection: sqlite3.Connection, change_ids: Iterable[str]) -> set[str]:
    """Which of these entries are not in place any more: undone, and not brought again by a redo."""
    asked = list(change_ids)
    undoer: dict[str, str] = {}
    waiting = asked
    while waiting:
        newer = []
        for first in range(0, len(waiting), _AT_ONCE):
            some = waiting[first : first + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            for change, by in connection.execute(
                f"SELECT undoes, id FROM changes WHERE undoes IN ({marks})", some
            ).fetchall():
                undoer[change] = by
                newer.append(by)
        waiting = newer
    undone = set()
    for change in asked:
        times, by = 0, undoer.get(change)
        while by is not None:
            times, by = times + 1, undoer.get(by)
        if times % 2:
            undone.add(change)
    return undone
