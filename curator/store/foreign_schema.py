# SPDX-License-Identifier: MIT
"""Whether the tables of a foreign file are those of a project of its version and of the codebooks stored in it.

What lives here: the list of what may be in a schema, read before any other table; the codebooks, judged as documents
from outside; the comparison. What does not: rows of other tables (foreign_rows.py).
A view, a trigger, a virtual table, a generated column or an expression in an index is code of the file's maker, which
SQLite would run for us: none of them is a part of any project, and the file is refused with the name.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from curator.domain.canonical import sha256_of
from curator.domain.codebook.document import adoption_faults, codebook_sha256, read_document
from curator.domain.codebook.faults import CodebookFaults
from curator.domain.codebook.model import Codebook
from curator.domain.faults import InputRefused
from curator.domain.ids import is_id
from curator.store.foreign_connection import Deadline, speak_plainly
from curator.store.foreign_refusal import Refused, shown
from curator.store.schema_form import Form, differences, expected_form, normal_form

MOST_OBJECTS = 2_000
MOST_CODEBOOKS = 200
MOST_CODEBOOK_TEXT = 4_000_000
_DEEPEST = 40
_GROUP_TABLE = re.compile(r"incident_[a-z][a-z0-9_]{0,39}")
_GROUP_INDEX = re.compile(r"(incident_[a-z][a-z0-9_]{0,39})_incident")
_SORT_INDEX = re.compile(
    r'CREATE INDEX "x_([a-z][a-z0-9_]{0,39})" ON incidents \(coder, "\1"(?: COLLATE NOCASE)?\)'
)  # as store/incident_list.py makes it
_SEQUENCE = "CREATE TABLE sqlite_sequence(name,seq)"
_GROWING = "incidents"


def check_schema(connection: sqlite3.Connection, version: int, deadline: Deadline) -> dict[str, Codebook]:
    """The codebooks of the file, by id, oldest first, once its tables are those they call for. Raises Refused.

    The connection speaks plainly afterwards: nothing but plain tables of ours is left in what it reads.
    """
    fixed = expected_form((), version)
    _check_listed(connection, fixed)
    speak_plainly(connection)
    form = normal_form(connection)
    deadline.look()
    _refuse_differences(_without_growing(form), _without_growing(fixed))
    codebooks = _codebooks(connection, deadline)
    try:
        expected = expected_form(codebooks.values(), version)
    except InputRefused as fault:
        raise Refused(f"Its codebooks do not fit each other: {fault.sentence}") from None
    _refuse_differences(form, expected)
    return codebooks


def _check_listed(connection: sqlite3.Connection, fixed: Form) -> None:
    """Everything in sqlite_schema by its kind, name and place; the first statement that reads the file."""
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    rows = connection.execute(
        f"SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema LIMIT {MOST_OBJECTS + 1}"
    ).fetchall()
    if len(rows) > MOST_OBJECTS:
        raise Refused(f"It has more than {MOST_OBJECTS:,} tables and indexes.")
    indexes = set(_named_indexes(fixed))
    roots: set[int] = set()
    for kind, name, table, root, sql in rows:
        about, named, of = (_word(each) for each in (kind, name, table))
        text = "" if sql is None else _word(sql)
        if text.rfind("/*") > text.rfind("*/"):  # a remark that does not end hides what follows, and is slow to read
            raise Refused(f"The {shown(about)} {shown(named)} does not belong to a project.")
        if about not in ("table", "index"):
            raise Refused(f"The {shown(about)} {shown(named)} does not belong to a project.")
        if not isinstance(root, int) or not 1 < root <= pages:
            what = "virtual table" if about == "table" else "index"
            raise Refused(f"The {what} {shown(named)} does not belong to a project.")
        if root in roots:
            raise Refused(f"The {about} {shown(named)} shares its place with another one.")
        roots.add(root)
        known = _is_table(named, of, text, fixed) if about == "table" else _is_index(named, of, text, fixed, indexes)
        if not known:
            raise Refused(f"The {about} {shown(named)} does not belong to a project.")


def _word(cell: object) -> str:
    if not isinstance(cell, bytes):
        raise Refused("Its list of tables is damaged.")
    try:
        return cell.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(f"The name or text of a table, {shown(cell)}, is not UTF-8.") from None


def _is_table(name: str, of: str, sql: str, fixed: Form) -> bool:
    if name == "sqlite_sequence":
        return of == name and sql == _SEQUENCE
    plain = sql[:13].upper() == "CREATE TABLE "
    return plain and of == name and (name in fixed or _GROUP_TABLE.fullmatch(name) is not None)


def _is_index(name: str, table: str, sql: str, fixed: Form, indexes: set[str]) -> bool:
    ours = table in fixed or _GROUP_TABLE.fullmatch(table) is not None
    if name.startswith("sqlite_autoindex_"):
        return ours and not sql
    if name.startswith("x_"):
        made = _SORT_INDEX.fullmatch(sql)
        return table == _GROWING and made is not None and name == f"x_{made[1]}"
    group = _GROUP_INDEX.fullmatch(name)
    return ours and bool(sql) and (name in indexes or (group is not None and group[1] == table))


def _named_indexes(form: Form) -> Iterator[str]:
    """The names of the indexes in a form, where SQLite did not name them."""
    for table in form.values():
        yield from (index.split(" ", 1)[0] for index in table.indexes if not index.startswith(("on ", "unique on ")))


def _without_growing(form: Form) -> Form:
    """The tables that no codebook changes."""
    return {
        name: table for name, table in form.items() if name != _GROWING and not _GROUP_TABLE.fullmatch(name)
    }  # fmt: skip


def _refuse_differences(actual: Form, expected: Form) -> None:
    found = differences(actual, expected)
    if found:
        raise Refused(found[0], tuple(found))


def _codebooks(connection: sqlite3.Connection, deadline: Deadline) -> dict[str, Codebook]:
    (many, most) = connection.execute("SELECT count(*), max(length(CAST(json AS BLOB))) FROM codebooks").fetchone()
    if many > MOST_CODEBOOKS or (most or 0) > MOST_CODEBOOK_TEXT:
        raise Refused("It has more or larger codebooks than any project.")
    found: dict[str, Codebook] = {}
    names: set[tuple[str, str]] = set()
    for row_id, key, version, text, digest in connection.execute(
        "SELECT id, key, version, json, sha256 FROM codebooks ORDER BY n"
    ).fetchall():
        deadline.look()
        if not all(isinstance(cell, str) for cell in (row_id, key, version, text, digest)) or not is_id(row_id):
            raise Refused("A codebook in it is damaged.")
        codebook = _codebook(text, digest)
        if (codebook.key, codebook.version) != (key, version):
            raise Refused(f"The codebook “{shown(key)}” {shown(version)} is another one than it says.")
        if row_id in found or (key, version) in names:
            raise Refused(f"The codebook “{shown(key)}” {shown(version)} is in it twice.")
        if adoption_faults(found.values(), codebook):
            raise Refused(f"The codebook “{shown(key)}” {shown(version)} does not fit those before it.")
        names.add((key, version))
        found[row_id] = codebook
    if not found:
        raise Refused("It has no codebook.")
    return found


def _codebook(text: str, digest: str) -> Codebook:
    if sha256_of(text) != digest:
        raise Refused("A codebook in it is not as it was adopted.")
    try:
        document = json.loads(text, parse_constant=_no_number, object_pairs_hook=_members)
        codebook = read_document(document)
    except RecursionError:
        raise Refused("A codebook in it is nested too deep.") from None
    except CodebookFaults as fault:
        raise Refused("A codebook in it has faults.", fault.places) from None
    except ValueError:
        raise Refused("A codebook in it cannot be read.") from None
    if codebook_sha256(codebook) != digest:
        raise Refused("A codebook in it is not written as Curator writes it.")
    return codebook


def _members(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("a member stands twice")
    return members


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number")
