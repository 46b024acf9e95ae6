# SPDX-License-Identifier: MIT
"""Images of rows as the log keeps them, and values as SQLite may hold them.

What lives here: bringing a value to what a column can hold without loss, reading a row back as a dictionary, hashing
many rows. What does not: deciding what is written (writer.py) or in which order (log.py).
"""

from __future__ import annotations

import hashlib
import json
import math
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from itertools import compress
from typing import Any, cast

from curator.domain.canonical import canonical_json
from curator.domain.faults import InputRefused
from curator.store.ddl import BLOB_TABLES

Cell = str | int | float | None
_TEXTS = "article_texts"  # its texts, and the bytes of BLOB_TABLES, count by their own SHA-256
_ROWS_A_LINE = 500


def clean(value: Any) -> Cell:
    """`value` if a column can hold it and a hash can tell it apart.

    Raises InputRefused for a text that cannot be stored, which anybody may paste, and ValueError for other values.

    Python's == hides what a hash does not: True is 1, -0.0 is 0.0; NUL cuts SQLite's text functions short.
    """
    if value is None:
        return None
    if isinstance(value, str):
        if "\x00" in value:
            raise _unstorable("\x00")
        if not value.isascii():
            try:
                value.encode("utf-8")
            except UnicodeEncodeError as error:  # a lone surrogate
                raise _unstorable(value[error.start]) from error
        return value
    if isinstance(value, bool):
        raise ValueError("a yes or no is not a number")
    if isinstance(value, int):
        if not -(2**63) <= value < 2**63:
            raise ValueError("the number is too large")
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError("not a finite number")
        return value + 0.0  # -0.0 becomes 0.0
    raise ValueError(f"a {type(value).__name__} cannot be stored")


def _unstorable(character: str) -> InputRefused:
    shown = f"U+{ord(character):04X}"
    return InputRefused(f"A text holds the character {shown}, which cannot be stored; remove it. Nothing was changed.")


def clean_rows(rows: Sequence[tuple[Any, ...]]) -> Sequence[tuple[Cell, ...]]:
    """`clean` for each value of many rows; what nearly all rows hold is looked at all at once."""
    if all(map(_is_clean, zip(*rows, strict=True))):
        return rows
    return [tuple(map(clean, row)) for row in rows]


def _is_clean(column: tuple[Any, ...]) -> bool:
    """Whether `clean` would change nothing here; False too where a look at each value has to tell."""
    kinds = set(map(type, column)) - {type(None)}
    if kinds == {str}:
        text = "".join(filter(None, column))
        return "\x00" not in text and _encodes(text)
    if kinds == {int}:
        numbers = [0, *filter(None, column)]
        return bool(min(numbers) >= -(2**63) and max(numbers) < 2**63)
    return not kinds


def _encodes(text: str) -> bool:
    try:
        return text.isascii() or bool(text.encode("utf-8"))
    except UnicodeEncodeError:
        return False


def read_row(connection: sqlite3.Connection, table: str, row_id: str) -> dict[str, Cell] | None:
    """The row with this id as a dictionary of its columns that are not NULL; None where there is none.

    Read with SELECT, never RETURNING, which gives 7 where SELECT gives 7.0 (STORAGE.md 3.1).
    """
    key = "key" if table == "project" else "id"
    cursor = connection.execute(f'SELECT * FROM "{table}" WHERE "{key}" = ?', (row_id,))
    names = [column[0] for column in cursor.description]
    rows = cursor.fetchall()
    return _filled(names, rows[0]) if rows else None


def read_range(connection: sqlite3.Connection, table: str, ranges: Iterable[tuple[int, int]]) -> list[dict[str, Cell]]:
    """The rows whose `n` lies in the (inclusive) ranges, in order of `n`."""
    found: list[dict[str, Cell]] = []
    for first, last in ranges:
        cursor = connection.execute(f'SELECT * FROM "{table}" WHERE n BETWEEN ? AND ? ORDER BY n', (first, last))
        names = [column[0] for column in cursor.description]
        found.extend(_filled(names, row) for row in cursor.fetchall())
    return found


def _filled(names: list[str], row: tuple[Any, ...]) -> dict[str, Cell]:
    return {name: value for name, value in zip(names, row, strict=True) if value is not None}


def image(row: Mapping[str, Cell]) -> str:
    """A row, or the changed columns of one, as canonical JSON."""
    return canonical_json(dict(row))


def from_image(text: str) -> dict[str, Cell]:
    """The columns an image holds."""
    return dict(json.loads(text))


def hash_rows(table: str, rows: Sequence[Mapping[str, Cell]]) -> str:
    """SHA-256 over rows: a line with the columns that any row fills, in order of their names, then lines with values.

    A line is canonical JSON and has the values of up to 500 rows. Local numbers do not count; nor do columns that hold
    nothing, so that a column added later changes no hash. Texts of articles and large bytes count by their own SHA-256.
    """
    names = sorted({name for row in rows for name in row if name != "n"})
    lines = [tuple(row.get(name) for name in names) for row in rows]
    return _hash_lines(table, names, lines)


def hash_range(connection: sqlite3.Connection, table: str, ranges: Iterable[tuple[int, int]]) -> tuple[int, str]:
    """How many rows have their `n` in the (inclusive) ranges, and what `hash_rows` gives for them as they are held."""
    cursor = connection.execute(f'SELECT * FROM "{table}" LIMIT 0')
    names = sorted(column[0] for column in cursor.description if column[0] != "n")
    listed = ", ".join(f'"{name}"' for name in names)
    rows: list[tuple[Cell, ...]] = []
    for first, last in ranges:
        found = connection.execute(f'SELECT {listed} FROM "{table}" WHERE n BETWEEN ? AND ? ORDER BY n', (first, last))
        rows += found.fetchall()
    return len(rows), _hash_lines(table, names, rows)


def _hash_lines(table: str, names: Sequence[str], rows: Sequence[tuple[Cell, ...]]) -> str:
    if table == _TEXTS:
        rows = [(hashlib.sha256(str(text).encode("utf-8")).hexdigest(),) for (text,) in rows]
    elif table in BLOB_TABLES:
        rows = [(hashlib.sha256(memoryview(data)).hexdigest(),) for (data,) in cast("list[tuple[bytes]]", rows)]
    filled = [column.count(None) < len(column) for column in zip(*rows, strict=True)]
    if not all(filled):
        rows = [tuple(compress(row, filled)) for row in rows]
    digest = hashlib.sha256(f"{canonical_json(list(compress(names, filled)))}\n".encode())
    for first in range(0, len(rows), _ROWS_A_LINE):
        digest.update(f"{canonical_json(rows[first : first + _ROWS_A_LINE])}\n".encode())
    return digest.hexdigest()


def ranges_of(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Ascending numbers as inclusive ranges."""
    ordered = sorted(numbers)
    if ordered and len(set(ordered)) == len(ordered) == ordered[-1] - ordered[0] + 1:
        return [(ordered[0], ordered[-1])]
    ranges: list[tuple[int, int]] = []
    for number in ordered:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1] = (ranges[-1][0], number)
        else:
            ranges.append((number, number))
    return ranges
