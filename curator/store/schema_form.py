# SPDX-License-Identifier: MIT
"""The tables of a file in a form that can be compared, whatever way they came about.

What lives here: the normal form of a schema (columns, keys, CHECKs, indexes, STRICT), the form the project's codebooks
call for, and the differences in words. Not the stored text: adding a column rewrites it (STORAGE.md 3.9).
What does not: comparing rows (integrity.py, replay.py).
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from curator.domain.codebook.model import Codebook
from curator.store.columns import grow
from curator.store.ddl import SCHEMA_VERSION, migrate

_SQLITE_OWN = re.compile(r"sqlite_(sequence|stat\d|autoindex_.*)")
_VIEW_INDEX = "x_"  # indexes the table view makes when it needs them
_TOKEN = re.compile(
    r"""\s+ | --[^\n]* | /\*.*?\*/            # nothing
      | '(?:[^']|'')*'                         # text
      | "(?:[^"]|"")*" | `[^`]*` | \[[^\]]*\]  # names
      | \w+ | [^\w\s]""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class TableForm:
    """One table. `columns`: name -> type, NOT NULL, default, place in the primary key, hidden or generated."""

    kind: str = "table"
    strict: bool = False
    without_rowid: bool = False
    autoincrement: bool = False
    columns: Mapping[str, tuple[str, bool, str, int, int]] = field(default_factory=dict)
    foreign_keys: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    collations: tuple[str, ...] = ()
    indexes: tuple[str, ...] = ()


Form = dict[str, TableForm]


def normal_form(connection: sqlite3.Connection) -> Form:
    """The form of every table, view and trigger of a file, by name. Indexes `x_...` and SQLite's own are left out."""
    listed = connection.execute("PRAGMA main.table_list").fetchall()
    texts = dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall())
    form: Form = {}
    for _, name, kind, _, without_rowid, strict in listed:
        if name not in ("sqlite_schema", "sqlite_temp_schema") and not _SQLITE_OWN.fullmatch(name):
            form[name] = _table_form(connection, name, kind, texts.get(name, ""), bool(without_rowid), bool(strict))
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        form[name] = TableForm(kind="trigger")
    return form


def expected_form(codebooks: Iterable[Codebook], version: int = SCHEMA_VERSION) -> Form:
    """The form of a file of this version that has adopted these codebooks, in this order."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(connection, version)
        for codebook in codebooks:
            grow(connection, codebook)
        return normal_form(connection)
    finally:
        connection.close()


def differences(actual: Form, expected: Form) -> list[str]:
    """What in `actual` is not as in `expected`, one sentence each; empty when they are equal."""
    found = []
    for name in sorted(expected.keys() | actual.keys()):
        if name not in actual:
            found.append(f"The table {name} is missing.")
        elif name not in expected:
            found.append(f"The {actual[name].kind} {name} does not belong to a project.")
        else:
            found.extend(_table_differences(name, actual[name], expected[name]))
    return found


def _table_differences(name: str, actual: TableForm, expected: TableForm) -> Iterator[str]:
    if actual.kind != expected.kind:
        yield f"{name} is a {actual.kind}, not a {expected.kind}."
        return
    for column in sorted(actual.columns.keys() | expected.columns.keys()):
        if column not in actual.columns:
            yield f"The column {column} of {name} is missing."
        elif column not in expected.columns:
            yield f"The column {column} of {name} belongs to no codebook of the project."
        elif actual.columns[column] != expected.columns[column]:
            yield f"The column {column} of {name} is of another kind ({_shown(actual.columns[column])})."
    for what, one, other in (
        ("is not STRICT" if expected.strict else "is STRICT", actual.strict, expected.strict),
        ("has other row numbers", actual.without_rowid, expected.without_rowid),
        ("may give a row number twice", actual.autoincrement, expected.autoincrement),
    ):
        if one != other:
            yield f"The table {name} {what}."
    for what, ones, others in (
        ("reference", actual.foreign_keys, expected.foreign_keys),
        ("check", actual.checks, expected.checks),
        ("collation", actual.collations, expected.collations),
        ("index", actual.indexes, expected.indexes),
    ):
        for extra in sorted(set(ones) - set(others)):
            yield f"The table {name} has an unknown {what}: {extra}."
        for lacking in sorted(set(others) - set(ones)):
            yield f"The table {name} lacks its {what}: {lacking}."


def _shown(column: tuple[str, bool, str, int, int]) -> str:
    kind, not_null, default, key, hidden = column
    parts = (kind or "no type", "NOT NULL" * not_null, f"default {default}" * bool(default), "key" * bool(key),
             "generated or hidden" * bool(hidden))  # fmt: skip
    return ", ".join(part for part in parts if part)


def _table_form(
    connection: sqlite3.Connection, name: str, kind: str, text: str, without_rowid: bool, strict: bool
) -> TableForm:
    if kind == "view":
        return TableForm(kind="view")
    quoted = '"' + name.replace('"', '""') + '"'
    columns = {
        column: (str(type_).upper(), bool(not_null), "" if default is None else str(default), int(key), int(hidden))
        for _, column, type_, not_null, default, key, hidden in _pragma(connection, "table_xinfo", quoted)
    }
    tokens = list(_tokens(text))
    return TableForm(
        kind="table" if kind == "table" else f"{kind} table",
        strict=strict,
        without_rowid=without_rowid,
        autoincrement="autoincrement" in tokens,
        columns=columns,
        foreign_keys=_foreign_keys(connection, quoted, tokens),
        checks=tuple(sorted(_checks(tokens))),
        collations=tuple(sorted(after for before, after in pairwise(tokens) if before == "collate")),
        indexes=tuple(sorted(_indexes(connection, quoted))),
    )


def _foreign_keys(connection: sqlite3.Connection, quoted: str, tokens: list[str]) -> tuple[str, ...]:
    by_number: dict[int, list[str]] = {}
    rows = sorted(_pragma(connection, "foreign_key_list", quoted))
    for number, _, table, column, target, on_update, on_delete, _ in rows:
        by_number.setdefault(number, []).append(f"{column} -> {table}.{target} ({on_update}, {on_delete})")
    found = [" and ".join(columns) for columns in by_number.values()]
    return tuple(sorted(found) + ["deferred until commit"] * tokens.count("deferrable"))


def _indexes(connection: sqlite3.Connection, quoted: str) -> Iterator[str]:
    for _, name, unique, origin, partial in _pragma(connection, "index_list", quoted):
        if name.startswith(_VIEW_INDEX):
            continue
        quoted_name = '"' + name.replace('"', '""') + '"'
        columns = [
            f"{column or 'an expression'} {collation}{' descending' * descending}"
            for _, _, column, descending, collation, key in _pragma(connection, "index_xinfo", quoted_name)
            if key
        ]
        text = ""
        if partial:
            (sql,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
            tokens = list(_tokens(sql))
            text = " " + " ".join(tokens[tokens.index("where") :])
        made = f"{name} " if origin == "c" else ""
        yield f"{made}{'unique ' * unique}on {', '.join(columns)}{text}"


def _pragma(connection: sqlite3.Connection, pragma: str, quoted: str) -> list[tuple[Any, ...]]:
    return connection.execute(f"PRAGMA {pragma}({quoted})").fetchall()


def _tokens(sql: str) -> Iterator[str]:
    """The words and signs of a statement: names without quotes and, as keywords, in small letters; text as it is."""
    for match in _TOKEN.finditer(sql):
        token = match[0]
        if token[0] in '"`[':
            yield token[1:-1].replace('""', '"').lower()
        elif token[0] == "'":
            yield token
        elif not (token.isspace() or token.startswith(("--", "/*"))):
            yield token.lower()


def _checks(tokens: list[str]) -> Iterator[str]:
    for at, token in enumerate(tokens):
        if token == "check" and tokens[at + 1 : at + 2] == ["("]:
            depth, end = 0, at + 1
            while end < len(tokens):
                depth += {"(": 1, ")": -1}.get(tokens[end], 0)
                end += 1
                if depth == 0:
                    break
            yield " ".join(tokens[at + 2 : end - 1])
