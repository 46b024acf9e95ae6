# SPDX-License-Identifier: MIT
"""Which fields of an incident say something else than when it was judged: what changed since and was not taken back.

What lives here: comparing the rows as they are with what the log says they were. What does not: one value step by step
(value_history.py). Where the judgement came together with the changes, or rows came in bulk, they are not told.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from curator.store.columns import INCIDENT_FIXED, ROW_FIXED
from curator.store.images import Cell, from_image, read_row
from curator.store.log import rows_of
from curator.store.log_lines import seqs_of_incident
from curator.store.undo import group_tables

_HANGING = ("value_notes", "evidence")
_GROUP = "incident_"
_RowImage = Mapping[str, Cell]


class ChangedPlace(NamedTuple):
    """A field (of the row `row` of the group `group`, both "" for the incident's own). With field "" the row as a whole
    came or went, or words of it or of the incident did."""

    group: str
    row: str
    field: str


def changed_since(connection: sqlite3.Connection, incident: str, judgement: str) -> list[ChangedPlace]:
    """The places that are other than they were when this judgement (an id) came into the project, each once, in the
    order of their changes."""
    groups = group_tables(connection)
    was: dict[tuple[str, str], dict[str, Cell] | None] = {}
    for seq in _seqs_after(connection, incident, judgement):
        for table, row_id, before, after in rows_of(connection, seq):
            if table in ("incidents", *_HANGING, *groups):
                _remember(was, (table, row_id), before, after)
    group_of = _groups_of_rows(connection, groups, incident)
    found: dict[ChangedPlace, None] = {}
    for (table, row_id), old in was.items():
        now = read_row(connection, table, row_id)
        line: _RowImage = {**(old or {}), **(now or {})}
        mine = row_id == incident if table == "incidents" else line.get("incident") == incident
        if mine:
            found.update(dict.fromkeys(_places(table, row_id, old, now, group_of)))
    return list(found)


def _seqs_after(connection: sqlite3.Connection, incident: str, judgement: str) -> list[int]:
    """The entries of the log that touched the incident after the one that the judgement came with, oldest first."""
    came = connection.execute(
        "SELECT min(seq) FROM change_rows WHERE tbl = 'judgements' AND \"row\" = ?", (judgement,)
    ).fetchone()[0]
    if came is None:
        return []
    return [seq for seq in reversed(seqs_of_incident(connection, incident)) if seq > int(came)]


def _remember(
    was: dict[tuple[str, str], dict[str, Cell] | None], place: tuple[str, str], before: str | None, after: str | None
) -> None:
    """Keep what a row was before the first of the changes: of a row that was changed only the columns that were."""
    if place not in was:
        was[place] = None if before is None else dict(from_image(before))
    known = was[place]
    if known is None or after is None or before is None:
        return
    for column, value in from_image(before).items():
        known.setdefault(column, value)
    for column in from_image(after).keys() - from_image(before).keys():
        known.setdefault(column, None)


def _groups_of_rows(connection: sqlite3.Connection, groups: list[str], incident: str) -> dict[str, str]:
    return {
        str(row[0]): table.removeprefix(_GROUP)
        for table in groups
        for row in connection.execute(f'SELECT id FROM "{table}" WHERE incident = ?', (incident,)).fetchall()
    }


def _places(
    table: str, row_id: str, old: _RowImage | None, now: _RowImage | None, group_of: Mapping[str, str]
) -> Iterator[ChangedPlace]:
    line: _RowImage = {**(old or {}), **(now or {})}
    changed = [column for column in old or () if now is not None and (old or {})[column] != now.get(column)]
    if table in _HANGING:
        if (old is None) != (now is None) or changed:
            row = str(line.get("row") or "")
            yield ChangedPlace(group_of.get(row, ""), row, str(line.get("field") or ""))
        return
    group = "" if table == "incidents" else table.removeprefix(_GROUP)
    row = "" if table == "incidents" else row_id
    if group and (old is None) != (now is None):
        yield ChangedPlace(group, row, "")
    fixed = ROW_FIXED if group else INCIDENT_FIXED
    yield from (ChangedPlace(group, row, column) for column in changed if column not in fixed)
