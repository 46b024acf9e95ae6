# SPDX-License-Identifier: MIT
"""Lines of incidents.csv and of the groups' files, built by SQLite.

What lives here: SELECTs that give whole lines of CSV in the order of exports; for many incidents this costs half of
what Python's csv writer does (STORAGE.md 3.11). What does not: which columns there are (formats), the derived columns'
rules (derived_sql.py says them in SQL; domain/derived.py is their source, and a test compares the two).
The quoting rule is that of the data set: free text always quoted, everything else never, NULL empty.
Proposed values are blank here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from curator.domain.codebook.model import Codebook
from curator.domain.derived import COUNT_PARTS, DerivedColumn
from curator.store.columns import group_table, quoted
from curator.store.derived_sql import derived_sql
from curator.store.proposals import Shown

BATCH = 2000  # lines
_MOST_ARGUMENTS = 90  # of printf: SQLite allows a function 127 at least
Keep = Callable[[str, str, str, int], bool]  # (article, coder, status, local number) -> whether the incident leaves


@dataclass(frozen=True)
class LineColumn:
    """A column as the store needs to know it: where its cell comes from, and whether it is free text.

    `source`: ("incident" | "row" | "leaf" | "article" | "coder" | "codebook" | "derived", name).
    """

    source: tuple[str, str]
    free_text: bool
    derived: DerivedColumn | None = None


def incident_lines(
    connection: sqlite3.Connection, codebook: Codebook, columns: Sequence[LineColumn], keep: Keep
) -> Iterator[list[str]]:
    """Batches of whole lines, ordered by article id, position and id."""
    shown = Shown(connection, codebook)
    cells = [_incident_cell(connection, shown, column) for column in _without_repeats(columns)]
    sql = (
        f"SELECT i.article, i.coder, i.status, i.n, {_line(cells)} "
        "FROM articles a CROSS JOIN incidents i ON i.article = a.id "
        "JOIN coders k ON k.id = i.coder JOIN codebooks b ON b.id = i.codebook ORDER BY a.id, i.position, i.id"
    )
    yield from _batches(connection, sql, keep)


def row_lines(
    connection: sqlite3.Connection, codebook: Codebook, group: str, columns: Sequence[LineColumn], keep: Keep
) -> Iterator[list[str]]:
    """Batches of whole lines of a group, ordered as the incidents, then by position and id."""
    shown = Shown(connection, codebook)
    cells = [_row_cell(shown, group, column) for column in columns]
    sql = (
        f"SELECT i.article, i.coder, i.status, i.n, {_line(cells)} "
        "FROM articles a CROSS JOIN incidents i ON i.article = a.id "
        f'CROSS JOIN "{group_table(group)}" r ON r.incident = i.id ORDER BY a.id, i.position, i.id, r.position, r.id'
    )
    yield from _batches(connection, sql, keep)


def _batches(connection: sqlite3.Connection, sql: str, keep: Keep) -> Iterator[list[str]]:
    connection.create_function("number_text", 1, repr, deterministic=True)
    cursor = connection.execute(sql)
    while rows := cursor.fetchmany(BATCH):
        yield [line for article, coder, status, n, line in rows if keep(article, coder, status, n)]


def _line(cells: Sequence[str]) -> str:
    """One SQL expression that joins cells with commas and ends the line; %s of NULL is empty."""
    pieces = []
    for first in range(0, len(cells), _MOST_ARGUMENTS):
        some = cells[first : first + _MOST_ARGUMENTS]
        pieces.append(f"printf('{','.join(['%s'] * len(some))}', {', '.join(some)})")
    return " || ',' || ".join(pieces) + " || char(13, 10)"


def _without_repeats(columns: Sequence[LineColumn]) -> list[LineColumn]:
    """The four columns of a total come from one expression, which stands where the first of them does."""
    return [column for column in columns if not (column.derived and column.derived.part not in ("", COUNT_PARTS[0]))]


def _incident_cell(connection: sqlite3.Connection, shown: Shown, column: LineColumn) -> str:
    table, name = column.source
    if table == "derived" and column.derived is not None:
        sql = derived_sql(shown, column.derived.derived)
        return _quoted(sql) if column.free_text else sql
    if table == "leaf":
        return _leaf_cell(shown, "i", "", name, column.free_text)
    if table == "coder":
        sql = "k.name" if name == "name" else "CASE WHEN k.kind = 'consensus' THEN 'consensus' ELSE 'coder' END"
    elif table == "codebook":
        sql = "b.key || ' ' || b.version"
    else:
        sql = f"{'a' if table == 'article' else 'i'}.{quoted(name)}"
        sql = f"nullif({sql}, '')" if name == "created" else sql
    return _quoted(sql) if column.free_text else sql


def _row_cell(shown: Shown, group: str, column: LineColumn) -> str:
    table, name = column.source
    if table == "leaf":
        return _leaf_cell(shown, "r", group, name, column.free_text)
    return f"{'r' if table == 'row' else 'i'}.{quoted(name)}"


def _leaf_cell(shown: Shown, alias: str, group: str, key: str, free_text: bool) -> str:
    sql = shown.leaf(alias, key, group)
    if free_text:
        return _quoted(sql)
    if shown.is_real(key, group):  # SQLite writes 15 digits, Python as many as it takes to read the same number back
        return f"CASE WHEN {sql} IS NOT NULL THEN number_text({sql}) END"
    return sql


def _quoted(sql: str) -> str:
    return f"""'"' || replace({sql}, '"', '""') || '"'"""
