# SPDX-License-Identifier: MIT
"""The columns and group tables that a codebook calls for.

What lives here: growing `incidents` and `incident_<group>` to fit a codebook, and the names involved. What does not:
the fixed tables (ddl.py). Columns are only ever added: a field never changes kind and never goes (STORAGE.md 3).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from curator.domain.codebook.kinds import columns as codebook_columns
from curator.domain.codebook.model import Codebook
from curator.domain.faults import InputRefused
from curator.pattern import pattern

# Fixed columns that come before the codebook's in each table.
INCIDENT_FIXED = ("n", "id", "article", "coder", "codebook", "status", "position", "created")
ROW_FIXED = ("n", "id", "incident", "position")
MOST_COLUMNS = 400
_KEY = pattern(r"[a-z][a-z0-9_]{0,39}")


def group_table(group: str) -> str:
    """The table of a group's rows. Raises ValueError for what is no key: names go into SQL."""
    return f"incident_{checked(group)}"


def checked(key: str) -> str:
    """`key` if it is a codebook key. Raises ValueError otherwise."""
    if not _KEY.fullmatch(key):
        raise ValueError(f"not a key: {key!r}")
    return key


def quoted(key: str) -> str:
    """A checked key as an SQL identifier."""
    return f'"{checked(key)}"'


def wanted_columns(codebook: Codebook) -> dict[str, dict[str, str]]:
    """For each table the codebook needs: its columns and their SQLite types, in codebook order."""
    wanted = {"incidents": dict(codebook_columns(codebook))}
    for group in codebook.groups:
        wanted[group_table(group.key)] = dict(codebook_columns(group))
    return wanted


def table_columns(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """The columns a table has and their types; empty where there is no such table."""
    return {row[1]: row[2] for row in connection.execute(f'PRAGMA table_xinfo("{table}")').fetchall()}


def grow(connection: sqlite3.Connection, codebook: Codebook) -> None:
    """Add what the codebook needs and the file lacks, inside the open transaction.

    Raises InputRefused where a key is there already with another type, or a table would exceed 400 columns.
    """
    import sqlite_utils  # as dear as a GUI toolkit to import, and needed only when a codebook is adopted

    database = sqlite_utils.Database(connection, execute_plugins=False)
    for table, columns in wanted_columns(codebook).items():
        have = table_columns(connection, table)
        if not have:
            connection.execute(_group_ddl(table))
            connection.execute(f'CREATE INDEX "{table}_incident" ON "{table}" (incident)')
            have = table_columns(connection, table)
        _refuse_misfits(table, columns, have)
        for name, sql_type in columns.items():
            if name not in have:
                database.table(table, strict=True).add_column(name, sql_type)


def _group_ddl(table: str) -> str:
    return (
        f'CREATE TABLE "{table}" (n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, '
        "incident TEXT NOT NULL REFERENCES incidents(id), position INTEGER NOT NULL) STRICT"
    )


def _refuse_misfits(table: str, columns: Mapping[str, str], have: Mapping[str, str]) -> None:
    lower = {name.lower(): name for name in have}
    for name, sql_type in columns.items():
        there = lower.get(name.lower())
        if there is not None and (there != name or have[there] != sql_type):
            raise InputRefused(
                f"The field “{name}” is in this project already as another kind of field. Give it another key; "
                "nothing was changed."
            )
    if len(set(have) | set(columns)) > MOST_COLUMNS:
        raise InputRefused(f"This codebook needs more than {MOST_COLUMNS} columns in one table; nothing was changed.")
