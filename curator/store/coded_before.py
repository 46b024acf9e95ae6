# SPDX-License-Identifier: MIT
"""What this project coded before: the rows of a name, the texts of a field.

What lives here: SELECTs for proposals and completions, over one coder's or everybody's accepted values. What does not:
how they are offered (app).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import Scalar
from curator.store.columns import group_table, quoted

_MOST = 40
_NEWEST = 20_000  # rows that are looked at while words are being selected: some 5 ms


def row_like(
    connection: sqlite3.Connection, codebook: Codebook, group: str, key: str, value: str, coder: str
) -> list[tuple[str, Scalar, str]]:
    """(leaf key, value, basis) of the coder's newest row of this group whose text field `key` holds `value`.

    Only what was said without words of its own: it is known of the name, not read in that article. Proposed values and
    defaults are left out, and so is the field itself.
    """
    table = group_table(group)
    if not _is_there(connection, table):
        return []
    leaves = [leaf for leaf in codebook.leaves(group) if leaf.key != key and leaf.kind in ("choice", "yes_no", "text")]
    names = ", ".join(f"r.{quoted(leaf.key)}" for leaf in leaves)
    found = connection.execute(
        f'SELECT r.id{", " if names else ""}{names} FROM "{table}" r JOIN incidents i ON i.id = r.incident '
        f"WHERE r.{quoted(key)} = ? AND i.coder = ? ORDER BY r.n DESC LIMIT 1",
        (value, coder),
    ).fetchall()
    if not found:
        return []
    row, *cells = found[0]
    worded = {str(each[0]) for each in _all(connection, 'SELECT field FROM evidence WHERE "row" = ?', row)}
    notes = {
        str(field): (str(basis), bool(proposed))
        for field, basis, proposed in _all(
            connection, 'SELECT field, basis, proposed FROM value_notes WHERE "row" = ?', row
        )
    }
    return [
        (leaf.key, cell, notes.get(leaf.key, ("stated", False))[0])
        for leaf, cell in zip(leaves, cells, strict=True)
        if cell is not None and leaf.key not in worded and _is_known(leaf, notes)
    ]


def _is_known(leaf: Field, notes: dict[str, tuple[str, bool]]) -> bool:
    basis, proposed = notes.get(leaf.key, ("stated", False))
    return not proposed and basis != "default" and leaf.evidence != "required"


def row_named(
    connection: sqlite3.Connection, group: str, key: str, value: str, coder: str, leaves: Sequence[str]
) -> tuple[Scalar | None, ...] | None:
    """What these leaves hold in the coder's newest row of this group whose text field `key` holds `value`; None where
    there is none among the newest rows (so many are looked at that nobody waits)."""
    table = group_table(group)
    if not _is_there(connection, table):
        return None
    names = "".join(f", r.{quoted(leaf)}" for leaf in leaves)
    found = connection.execute(
        f'SELECT r.n{names} FROM "{table}" r JOIN incidents i ON i.id = r.incident WHERE r.{quoted(key)} = ? '
        f'AND i.coder = ? AND r.n > (SELECT coalesce(max(n), 0) - ? FROM "{table}") ORDER BY r.n DESC LIMIT 1',
        (value, coder, _NEWEST),
    ).fetchone()
    return tuple(found[1:]) if found is not None else None


def texts_like(connection: sqlite3.Connection, group: str, key: str, beginning: str, coder: str = "") -> list[str]:
    """Texts that a field holds already and that begin with these letters (or have a word that does), most used first.

    `group` is "" for the incident itself; `coder` "" looks at everybody's.
    """
    table = group_table(group) if group else "incidents"
    if not _is_there(connection, table):
        return []
    escaped = beginning.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    join = "JOIN incidents i ON i.id = r.incident" if group else ""
    owner = "i" if group else "r"
    column = f"r.{quoted(key)}"
    found = connection.execute(
        f'SELECT {column}, count(*) FROM "{table}" r {join} WHERE {column} IS NOT NULL '
        f"AND ({column} LIKE ?1 ESCAPE '\\' OR {column} LIKE ?2 ESCAPE '\\') AND (?3 = '' OR {owner}.coder = ?3) "
        f"GROUP BY 1 ORDER BY {column} NOT LIKE ?1 ESCAPE '\\', 2 DESC, 1 LIMIT {_MOST}",
        (f"{escaped}%", f"% {escaped}%", coder),
    ).fetchall()
    return [str(row[0]) for row in found]


def _is_there(connection: sqlite3.Connection, table: str) -> bool:
    return bool(connection.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (table,)).fetchall())


def _all(connection: sqlite3.Connection, sql: str, value: str) -> list[tuple[object, ...]]:
    return connection.execute(sql, (value,)).fetchall()
