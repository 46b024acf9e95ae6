# SPDX-License-Identifier: MIT
"""A sound project file with something in every table, and the tools to spoil it.

What lives here: the file that the evil ones are made of, and ways round SQLite's own care. What does not: the evil
files (evil_projects.py).
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path

from curator.domain.ids import derived_id
from curator.operations import (
    AddArticles,
    AddCoder,
    AddComment,
    AddEvidence,
    AddIncident,
    AddNotCodable,
    AddRow,
    AdoptCodebook,
    NewArticle,
    SetArticleValue,
    SetReading,
    SetValue,
)
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook

TEXTS = (
    "Two people were killed in Qayyara on Friday. Police said three were hurt.",
    "قُتِل شخصان في القيارة يوم الجمعة 👩‍👩‍👧 وأصيب ثلاثة.",
    "e\u0301lections in Iraq: 50\u00a0people hurt, e\u0301 again.",
)
STAMP = "2026-01-02T03:04:05.678Z"
Spoil = Callable[[sqlite3.Connection], object]


def make_base(path: Path) -> None:
    """A project of three articles and two coders with all that can be coded, a second codebook version and an undo."""
    with Workspace.create(path, small_codebook(), name="Base") as workspace:
        ann, bob = workspace.run(AddCoder("Ann")), workspace.run(AddCoder("Bob"))
        workspace.run(AddCoder("Together", person="consensus"))
        for number, text in enumerate(TEXTS):
            workspace.act_as(bob if number == 1 else ann)
            (article,) = workspace.run(AddArticles((NewArticle(text, {"title": f"Title {number}"}),)))
            workspace.run(SetArticleValue(article, "outlet", "Daily", basis="inferred", note="so it says"))
            workspace.run(AddEvidence(article, 0, 3, field="outlet"))
            first = workspace.run(AddIncident(article, (0, 5 if number < 2 else 6)))
            row = workspace.run(AddRow(first, "people", {"called": "A", "armed": "yes"}))
            workspace.run(AddEvidence(article, 10, 16, first, row, "called"))
            workspace.run(AddEvidence(article, 6, 9, first, field="sort"))
            for key, value, basis in (
                ("number", 3, "inferred"), ("weight", 2.5, "stated"), ("sort", "doer", "stated"),
                ("hour", "night", "stated"), ("when_first", "2019-02-28", "stated"), ("sure", "no", "inferred"),
            ):  # fmt: skip
                workspace.run(SetValue(first, key, value, basis=basis))
            second = workspace.run(AddIncident(article, (6, 9), {"headline": "Second"}))
            workspace.run(SetValue(second, "follows", first))
            workspace.run(AddNotCodable(article, 20, 30, "past", "an old story"))
            comment = workspace.run(AddComment(article, "Really three?", first, row, "called"))
            workspace.run(AddComment(article, "Yes.", thread=comment))
            workspace.run(SetReading(article, "finished"))
            workspace.run(SetValue(first, "number", 4))
            workspace.undo()
        workspace.run(AdoptCodebook(small_codebook("1.1")))
    work(path, _add_review)


def _add_review(connection: sqlite3.Connection) -> None:
    """Rows of reviewing: the tables are there before the operations that fill them."""
    one = connection.execute
    (article, coder) = one("SELECT article, coder FROM incidents ORDER BY n LIMIT 1").fetchone()
    incidents = [row[0] for row in one("SELECT id FROM incidents ORDER BY id LIMIT 2")]
    rows = (
        ("assignments", "id, article, coder, added", (derived_id("assignment", article, coder), article, coder, STAMP)),
        ("openings", "id, article, coder, reason, created",
         (derived_id("base", "opening"), article, coder, "x", STAMP)),
        ("judgements", "id, article, coder, incident, field, verdict, reason, unclear, seen, created",
         (derived_id("base", "judgement"), article, coder, incidents[0], "sort", "checked", "", 0, "x", STAMP)),
        ("pairs", "id, article, coder, one, other, same, created",
         (derived_id("pair", coder, *incidents), article, coder, *incidents, 1, STAMP)),
    )  # fmt: skip
    for table, columns, values in rows:
        one(f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(values))})", values)


def work(path: Path, *spoils: str | Spoil) -> None:
    """Change a file without any guard: as another program, or somebody who means harm, would do it."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        connection.execute("PRAGMA synchronous = OFF")
        for setting in ("foreign_keys = OFF", "ignore_check_constraints = ON", "writable_schema = ON"):
            connection.execute(f"PRAGMA {setting}")
        for spoil in spoils:
            if isinstance(spoil, str):
                connection.execute(spoil).fetchall()
            else:
                spoil(connection)
    finally:
        connection.close()


def in_schema(path: Path, name: str, *changes: tuple[str, str]) -> None:
    """Write other text into the schema: the pieces of the table's or index's own that are to be replaced."""
    (sql,) = _ask(path, "SELECT sql FROM sqlite_schema WHERE name = ?", name)
    for old, new in changes:
        assert old in sql, sql
        sql = sql.replace(old, new)
    work(path, lambda c: c.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", (sql, name)))


def loosely(path: Path, table: str, *spoils: str | Spoil) -> None:
    """Change rows of a table while it says neither STRICT nor NOT NULL; afterwards it says what it said before."""
    (sql,) = _ask(path, "SELECT sql FROM sqlite_schema WHERE name = ?", table)
    loose = re.sub(r"\b(TEXT|INTEGER|REAL|BLOB)\b(?! PRIMARY)", "", sql.replace(") STRICT", ")"))
    loose = re.sub(r"(?<!IS )NOT NULL", "", loose).replace("STRICT", "")
    write = "UPDATE sqlite_schema SET sql = ? WHERE name = ?"
    work(path, lambda c: c.execute(write, (loose, table)))
    work(path, *spoils)
    work(path, lambda c: c.execute(write, (sql, table)))


def duplicate(path: Path, table: str, columns: str) -> None:
    """A second row with the same values where the table says they are unique: its indexes do not know of it."""
    held = _all(path, "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema WHERE tbl_name = ?", table)
    sql = next(row[4] for row in held if row[0] == "table")
    loose = re.sub(r",? ?UNIQUE \([a-z, ]+\)", "", sql).replace(" UNIQUE", "")
    work(
        path,
        lambda c: c.execute("DELETE FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?", (table,)),
        lambda c: c.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", (loose, table)),
    )
    work(path, f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} ORDER BY n LIMIT 1")
    indexes = [row for row in held if row[0] == "index"]
    work(
        path,
        lambda c: c.executemany("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", indexes),
        lambda c: c.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", (sql, table)),
    )


def in_page(path: Path, table: str, offset: int, value: bytes) -> None:
    """Write bytes into the first page of a table."""
    (root,) = _ask(path, "SELECT rootpage FROM sqlite_schema WHERE name = ?", table)
    data = bytearray(path.read_bytes())
    start = (root - 1) * int.from_bytes(data[16:18], "big") + offset
    data[start : start + len(value)] = value
    path.write_bytes(bytes(data))


def root_page(path: Path, table: str) -> int:
    return int(_ask(path, "SELECT rootpage FROM sqlite_schema WHERE name = ?", table)[0])


def in_file(path: Path, offset: int, value: bytes) -> None:
    """Write bytes at a place of the file."""
    data = bytearray(path.read_bytes())
    data[offset : offset + len(value)] = value
    path.write_bytes(bytes(data))


def _ask(path: Path, query: str, *values: object) -> tuple[object, ...]:
    (found,) = _all(path, query, *values)
    return found


def _all(path: Path, query: str, *values: object) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query, values).fetchall()
    finally:
        connection.close()


def statements(*texts: str) -> Callable[[Path], None]:
    """What spoils a file by these statements."""
    return lambda path: work(path, *texts)


def loose_statements(table: str, *texts: str) -> Callable[[Path], None]:
    """What spoils rows of a table by these statements."""
    return lambda path: loosely(path, table, *texts)


def several(steps: Iterable[Callable[[Path], None]]) -> Callable[[Path], None]:
    """One after the other."""

    def spoil(path: Path) -> None:
        for step in steps:
            step(path)

    return spoil
