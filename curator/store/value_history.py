# SPDX-License-Identifier: MIT
"""The history of one value: every step that changed it, what it was before and after.

What lives here: walking the log back from the rows as they are, for one field of an incident, of a row, or of an
article's metadata. What does not: the log as a whole (history.py, log_lines.py), setting a value back (operations).
A step counts where the field's column, a note that speaks for it (its own, a compound's above, a part's below) or words
of one of these changed. What a value was is told by domain/values.py, by the codebook given.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import ValueNote
from curator.domain.values import Value, leaf_value
from curator.shape import Frozen, fresh
from curator.store.columns import table_columns
from curator.store.history import bulk_entry_of
from curator.store.images import Cell, from_image, read_row
from curator.store.log import Entry, entries
from curator.store.log_lines import article_of, undone_among
from curator.store.undo import group_tables

_HANGING = ("value_notes", "evidence")
Row = dict[str, Cell]
Values = Mapping[str, Value]


class ValueStep(Frozen):
    """One step. `before` and `after`: what was known of each leaf (one, or a compound's parts) by its key.

    `before` is empty where the incident or row was not there yet, `after` where it was taken out; both are equal where
    only words were given, moved or taken away. `change` is the id of the entry; `undone`: it was taken back since.
    """

    seq: int
    change: str
    at: str
    coder: str
    coder_id: str
    kind: str
    label: str
    before: Values = fresh(default_factory=dict)
    after: Values = fresh(default_factory=dict)
    undone: bool = False


def value_steps(
    connection: sqlite3.Connection,
    codebook: Codebook,
    key: str,
    *,
    article: str = "",
    incident: str = "",
    row: str = "",
) -> list[ValueStep]:
    """The steps of a field (leaf or compound), newest first; of an article's metadata where `incident` is ""."""
    past = _Past(connection, codebook, key, article or article_of(connection, incident), incident, row)
    touched = {seq: (before, after) for seq, before, after in past.walk()}
    seqs = sorted(touched, reverse=True)
    by_seq = {entry.seq: entry for entry in _entries(connection, seqs)}
    undone = undone_among(connection, [entry.id for entry in by_seq.values()])
    return [
        ValueStep(
            seq, entry.id, entry.at, entry.coder, entry.coder_id, entry.kind, entry.said, *touched[seq],
            undone=entry.id in undone,
        )
        for seq in seqs if (entry := by_seq[seq])
    ]  # fmt: skip


def _entries(connection: sqlite3.Connection, seqs: list[int]) -> Iterator[Entry]:
    for first in range(0, len(seqs), 500):
        some = seqs[first : first + 500]
        yield from entries(connection, f"c.seq IN ({', '.join('?' * len(some))})", some)


class _Past:
    """The owner's row and what hangs on the field, at a point that moves back through the log."""

    def __init__(
        self, connection: sqlite3.Connection, codebook: Codebook, key: str, article: str, incident: str, row: str
    ) -> None:
        self.connection, self.codebook, self.article = connection, codebook, article
        self.incident, self.row = incident, row
        self.owner = row or incident or article
        self.table = self._table()
        self.group = self.table.removeprefix("incident_") if row else ""
        node = (codebook.node(key, self.group) if incident else None) or Field(key, "text", key)
        self.leaves = tuple(node.leaves())
        self.columns = {leaf.key for leaf in self.leaves}
        above = codebook.above(key, self.group) if incident else ()
        self.keys = {each.key for each in (*node.nodes(), *above)}
        self.came_with: dict[Cell, Entry | None] = {None: None}
        self.held: Row | None = read_row(connection, self.table, self.owner)
        self.hanging: dict[tuple[str, str], Row] = {
            (table, str(line["id"])): line for table in _HANGING for line in self._rows(table)
        }

    def _table(self) -> str:
        if not self.row:
            return "incidents" if self.incident else "articles"
        tables = group_tables(self.connection)
        for table in tables:
            if self.connection.execute(f'SELECT 1 FROM "{table}" WHERE id = ?', (self.row,)).fetchall():
                return table
        found = self.connection.execute('SELECT tbl FROM change_rows WHERE "row" = ? LIMIT 1', (self.row,)).fetchall()
        return str(found[0][0]) if found else "incidents"

    def _rows(self, table: str) -> Iterator[Row]:
        names = list(table_columns(self.connection, table))
        for line in self.connection.execute(f"SELECT * FROM {table} WHERE article = ?", (self.article,)).fetchall():
            yield dict(zip(names, line, strict=True))

    def values(self) -> dict[str, Value]:
        """What is known of each leaf at this point; empty where the owner is not there."""
        if self.held is None:
            return {}
        notes = {
            str(note["field"]): _note(note)
            for (table, _), note in self.hanging.items()
            if table == "value_notes" and self._speaks(note)
        }
        return {
            leaf.key: leaf_value(self.codebook, leaf, self.held.get(leaf.key), notes, self.group)
            for leaf in self.leaves
        }

    def _speaks(self, line: Mapping[str, Any]) -> bool:
        place = (str(line.get("incident") or ""), str(line.get("row") or ""))
        return place == (self.incident, self.row) and line.get("field") in self.keys

    def walk(self) -> Iterator[tuple[int, Values, Values]]:
        """(seq, before, after) of each entry that changed the value or its words, newest first."""
        found = self.connection.execute(
            'SELECT r.seq, r.tbl, r."row", r.before, r.after FROM change_rows r JOIN changes c ON c.seq = r.seq '
            "WHERE c.article = ? AND (r.\"row\" = ? OR r.tbl IN ('value_notes', 'evidence')) "
            "ORDER BY r.seq DESC, r.pos DESC",
            (self.article, self.owner),
        ).fetchall()
        place = 0
        while place < len(found):
            yield from self._brought(int(found[place][0]))
            seq, after, meant = int(found[place][0]), None, False
            while place < len(found) and found[place][0] == seq:
                _, table, row_id, old, new = found[place]
                if self._is_meant(table, row_id, old, new):
                    after, meant = self.values() if after is None else after, True
                self._step_back(table, row_id, old, new)
                place += 1
            if meant:
                yield seq, self.values(), after or {}
        yield from self._brought(0)

    def _brought(self, after_seq: int) -> Iterator[tuple[int, Values, Values]]:
        """The bulk entry behind this one that brought the owner as it is at this point; before it there was none."""
        n = self.held.get("n") if self.held is not None else None
        if n not in self.came_with:
            self.came_with[n] = bulk_entry_of(self.connection, self.table, int(str(n)))
        entry = self.came_with[n]
        if entry is not None and entry.seq > after_seq:
            yield entry.seq, {}, self.values()
            self.held, self.hanging = None, {}

    def _is_meant(self, table: str, row_id: str, old: str | None, new: str | None) -> bool:
        if table not in _HANGING:
            whole = old is None or new is None
            return whole or not self.columns.isdisjoint(from_image(new or "{}"))
        now = self.hanging.get((table, row_id), {})
        return self._speaks(now) or self._speaks({**now, **from_image(old or "{}")})

    def _step_back(self, table: str, row_id: str, old: str | None, new: str | None) -> None:
        if table in _HANGING:
            key = (table, row_id)
            if old is None:
                self.hanging.pop(key, None)
            else:
                self.hanging[key] = {**(self.hanging.get(key, {}) if new is not None else {}), **from_image(old)}
        elif old is None:
            self.held = None
        else:
            self.held = {**((self.held or {}) if new is not None else {}), **from_image(old)}


def _note(line: Mapping[str, Any]) -> ValueNote:
    return ValueNote(
        str(line.get("id", "")), str(line["article"]), str(line["incident"]), str(line["row"]), str(line["field"]),
        str(line["state"]), str(line["basis"]), bool(line["proposed"]), str(line["note"]),
    )  # fmt: skip
