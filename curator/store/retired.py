# SPDX-License-Identifier: MIT
"""What the project holds in fields and under codes that its codebook in force may have dropped.

What lives here: the questions to the tables. What does not: which codebook could name what is found (tasks).
A column and the codes in it outlive the codebook that brought them (STORAGE.md 3.6).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from curator.store.columns import group_table, quoted, table_columns
from curator.store.undo import group_tables


def holds_something(connection: sqlite3.Connection, group: str, keys: Iterable[str]) -> bool:
    """Whether one of these columns of the incidents, or of a group's rows, is filled anywhere."""
    table = group_table(group) if group else "incidents"
    there = table_columns(connection, table)
    return any(
        connection.execute(f'SELECT 1 FROM "{table}" WHERE {quoted(key)} IS NOT NULL LIMIT 1').fetchall()
        for key in keys
        if key in there
    )


def codes_held(connection: sqlite3.Connection, group: str, key: str) -> set[str]:
    """Every code that stands in this column; of several choices each one."""
    table = group_table(group) if group else "incidents"
    if key not in table_columns(connection, table):
        return set()
    found = connection.execute(f'SELECT DISTINCT {quoted(key)} FROM "{table}"').fetchall()
    return {code for (cell,) in found if cell is not None for code in str(cell).split("; ")}


def reasons_held(connection: sqlite3.Connection) -> set[str]:
    """Every reason that a passage not codable has."""
    return {str(row[0]) for row in connection.execute("SELECT DISTINCT reason FROM not_codable").fetchall()}


def nodes_spoken_of(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    """(group, key) of every field or part that a note or words are about."""
    found = set()
    for table, of_incident in (("value_notes", "t.incident <> ''"), ("evidence", "t.incident IS NOT NULL")):
        in_none = f"SELECT DISTINCT field FROM {table} t WHERE {of_incident} AND coalesce(\"row\", '') = ''"
        found |= {("", str(row[0])) for row in connection.execute(in_none).fetchall() if row[0]}
        for members in group_tables(connection):
            join = f'"{members}" r JOIN {table} t ON t.incident = r.incident AND t."row" = r.id'
            in_row = f"SELECT DISTINCT t.field FROM {join}"
            group = members.removeprefix("incident_")
            found |= {(group, str(row[0])) for row in connection.execute(in_row).fetchall() if row[0]}
    return found
