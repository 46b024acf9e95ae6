# SPDX-License-Identifier: MIT
"""Whether every value in the tables of a foreign file is what a project can hold.

What lives here: which column holds which sort of value, and what rows must say together: references, texts and their
hashes, marked words. What does not: the tables themselves (foreign_schema.py), the log (foreign_log.py).
Choices are not compared with the codebook's lists: that is a rule, and rules are shown, never refused.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from curator.domain.codebook.checks import nodes
from curator.domain.codebook.kinds import KINDS, check
from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import ARTICLE_FIELDS, BASES, INCIDENT_STATUSES, READING_STATES, ROLES, STATES
from curator.domain.handover import KINDS as UNIT_KINDS
from curator.domain.kept import PAIR_DECISIONS, SAVED_KINDS
from curator.domain.reviewing import VERDICTS
from curator.store import foreign_cells as cells
from curator.store import integrity
from curator.store.columns import group_table
from curator.store.ddl import tables_there
from curator.store.foreign_cells import Sort, perhaps
from curator.store.foreign_connection import Deadline
from curator.store.foreign_refusal import Refused, shown

MOST_ARTICLE = 20_000_000  # characters
MOST_BYTES = 50_000_000  # of something large that is kept beside a row
_AT_ONCE = 500
_ID = {"n": cells.place, "id": cells.identity}
_ROW = {**_ID, "incident": cells.identity, "position": cells.whole}
_CODED = {**_ID, "article": cells.identity, "coder": cells.identity}
_SPAN = {"start": cells.place, "end": cells.place, "quote": cells.text}

Sorts = Mapping[str, Sort]
TABLES: Mapping[str, Sorts] = {
    "project": {"key": cells.key, "value": cells.text},
    "coders": {**_ID, "name": cells.name, "kind": cells.among(("person", "consensus"))},
    "articles": {
        **_ID, "text_sha256": cells.sha256, "original_sha256": perhaps(cells.short), "settled_by": cells.short,
        "length": cells.place, **{key: perhaps(cells.text) for key in ARTICLE_FIELDS}, "added": cells.short,
    },
    "reading": {**_CODED, "state": cells.among(READING_STATES)},
    "incidents": {
        **_CODED, "codebook": cells.identity, "status": cells.among(INCIDENT_STATUSES), "position": cells.whole,
        "created": cells.short,
    },
    "value_notes": {
        **_ID, "article": cells.identity, "incident": cells.identity_or_none, "row": cells.identity_or_none,
        "field": cells.key, "state": cells.among(STATES), "basis": cells.among(BASES), "proposed": cells.flag,
        "note": cells.text,
    },
    "evidence": {
        **_ID, "article": cells.identity, **_SPAN, "role": cells.among(ROLES), "incident": perhaps(cells.identity),
        "row": perhaps(cells.identity), "field": perhaps(cells.key), "position": cells.whole,
    },
    "not_codable": {**_CODED, **_SPAN, "reason": cells.short, "note": cells.text},
    "comments": {
        **_CODED, "incident": perhaps(cells.identity), "row": perhaps(cells.identity), "field": perhaps(cells.key),
        "thread": cells.identity, "text": cells.text, "created": cells.short, "resolved": cells.flag,
    },
    "assignments": {**_CODED, "added": cells.short},
    "openings": {**_CODED, "reason": cells.text, "created": cells.short},
    "judgements": {
        **_CODED, "incident": perhaps(cells.identity), "consensus": perhaps(cells.identity),
        "row": perhaps(cells.identity), "field": perhaps(cells.key), "verdict": cells.among(VERDICTS),
        "reason": cells.text, "unclear": cells.flag, "seen": cells.short, "created": cells.short,
    },
    "pairs": {
        **_CODED, "one": cells.identity, "other": cells.identity, "same": cells.flag, "created": cells.short,
    },
    "versions": {
        **_ID, "kind": cells.among(UNIT_KINDS), "article": cells.identity, "coder": cells.identity_or_none,
        "known": cells.heads, "through": cells.identity_or_none, "gone": cells.flag,
    },
    "versions_aside": {
        **_ID, "unit": cells.identity, "kind": cells.among(UNIT_KINDS), "article": cells.identity,
        "coder": cells.identity_or_none, "known": cells.changes, "content": perhaps(cells.content),
        "why": cells.among(("conflict", "waiting")), "received": cells.short,
    },
    "article_origins": {
        **_ID, "article": cells.identity, "reader": cells.short, "reader_version": cells.short, "media": cells.short,
    },
    "article_versions": {
        **_ID, "article": cells.identity, "follows": cells.identity, "created": cells.short,
    },
    "waiting_evidence": {
        **_CODED, "incident": perhaps(cells.identity), "row": perhaps(cells.identity), "field": perhaps(cells.key),
        "role": cells.among(ROLES), "quote": cells.text, "before": cells.text, "after": cells.text,
        "from_article": cells.identity, "start": cells.place, "end": cells.place, "position": cells.whole,
        "reason": perhaps(cells.short), "note": perhaps(cells.text), "created": cells.short,
    },
    "article_pairs": {
        **_ID, "one": cells.identity, "other": cells.identity, "decision": cells.among(PAIR_DECISIONS),
        "coder": cells.identity, "created": cells.short,
    },
    "saved": {
        **_ID, "kind": cells.among(SAVED_KINDS), "name": cells.name, "json": cells.json_text,
        "coder": perhaps(cells.identity), "created": cells.short,
    },
    "releases": {
        **_ID, "name": cells.name, "coder": perhaps(cells.identity), "created": cells.short,
        "options": cells.json_text, "counts": cells.json_text, "sha256": cells.sha256,
    },
    "sittings": {
        **_ID, "coder": perhaps(cells.identity), "device": cells.short, "program": cells.short, "started": cells.short,
    },
}  # fmt: skip
# The CHECKs of our tables on several columns. SQLite leaves CHECKs out where a file is opened for reading only, so none
# of the file's own is run, and none of them is looked after either.
_RULES = (
    ("evidence", "incident IS NOT NULL OR (field IS NOT NULL AND row IS NULL)"),
    ("comments", "text <> '' AND (row IS NULL OR incident IS NOT NULL)"),
    ("judgements", "incident IS NOT NULL OR consensus IS NOT NULL"),
    ("pairs", "one < other"),
    ("article_versions", "article <> follows"),
    ("waiting_evidence", "quote <> '' AND ((incident IS NOT NULL AND reason IS NULL) "
     "OR (incident IS NULL AND row IS NULL AND (field IS NULL) = (reason IS NOT NULL)))"),
    ("article_pairs", "one < other"),
    # Bytes are not read here: what is measured is not loaded. They are unpacked nowhere before somebody asks for them.
    ("article_originals", f"typeof(data) = 'blob' AND length(data) <= {MOST_BYTES}"),
    ("release_sets", f"typeof(data) = 'blob' AND length(data) <= {MOST_BYTES}"),
)  # fmt: skip
_COLUMN: Mapping[str, Sort] = {"TEXT": cells.text, "INTEGER": cells.whole, "REAL": cells.decimal}
_FORMED = ("time_of_day", "day", "yes_no", "link")  # kinds whose values have a form, whatever the codebook's lists


def check_rows(connection: sqlite3.Connection, codebooks: Mapping[str, Codebook], deadline: Deadline) -> None:
    """Raises Refused for the first value or row that no project holds, with the table and the row's number."""
    for table in tables_there(connection, TABLES):
        sorts = columns_of(table, codebooks) or TABLES[table]
        check_table(connection, table, sorts, deadline, order="key" if table == "project" else "n")
    groups = list(dict.fromkeys(group.key for codebook in codebooks.values() for group in codebook.groups))
    for group in groups:
        check_table(connection, group_table(group), columns_of(group_table(group), codebooks), deadline)
    _check_rules(connection)
    _check_fields_known(connection, codebooks)
    _check_project(connection, codebooks)
    _check_texts(connection, deadline)
    for found in chain(integrity.check_references(connection), integrity.check_orphans(connection)):
        raise Refused(found.sentence, (f"{found.sentence} ({found.place})",))


def columns_of(table: str, codebooks: Mapping[str, Codebook]) -> Sorts:
    """The columns of a table that the log may speak of; none for a table that no project has."""
    if table == "incidents":
        return {**TABLES[table], **_codebook_sorts(codebooks, "")}
    group = table.removeprefix("incident_")
    if group != table and any(group in codebook.group_by_key for codebook in codebooks.values()):
        return {**_ROW, **_codebook_sorts(codebooks, group)}
    return TABLES.get(table, {}) if table != "sittings" else {}


def _codebook_sorts(codebooks: Mapping[str, Codebook], group: str) -> dict[str, Sort]:
    """The columns of the incidents, or of a group's rows: each as its newest codebook has it."""
    found: dict[str, Sort] = {}
    for codebook in codebooks.values():
        if not group or group in codebook.group_by_key:
            for leaf in codebook.leaves(group):
                found[leaf.key] = perhaps(_sort_of(leaf, codebook))
    return found


def _sort_of(leaf: Field, codebook: Codebook) -> Sort:
    column = _COLUMN[KINDS[leaf.kind].column]
    if leaf.kind not in _FORMED:
        return column

    def formed(cell: object) -> bool:
        try:
            return column(cell) and check(cell, leaf, codebook) == cell
        except ValueError:
            return False

    return formed


def check_table(connection: sqlite3.Connection, table: str, sorts: Sorts, deadline: Deadline, order: str = "n") -> None:
    """Raises Refused for the first value of these columns that is not of its sort."""
    names = list(sorts)
    listed = ", ".join(f'"{name}"' for name in names)
    cursor = _reading(connection, table, f'SELECT {listed} FROM "{table}" ORDER BY {order}')
    for rows in portions(cursor, table):
        deadline.look()
        for name, column in zip(names, zip(*rows, strict=True), strict=True):
            sort = sorts[name]
            if not all(map(sort, column)):
                at = next(number for number, cell in enumerate(column) if not sort(cell))
                raise Refused(f"In the table {table}, row {_said(rows[at][0])}, {name} is {_said(column[at])}.")


def _reading(connection: sqlite3.Connection, table: str, query: str) -> sqlite3.Cursor:
    try:
        return connection.execute(query)
    except sqlite3.OperationalError as error:
        raise _undecodable(error, table) from error


def portions(cursor: sqlite3.Cursor, table: str) -> Iterator[Sequence[tuple[Any, ...]]]:
    """Rows, some hundreds at once. Raises Refused for text that is not UTF-8."""
    while True:
        try:
            rows = cursor.fetchmany(_AT_ONCE)
        except sqlite3.OperationalError as error:
            raise _undecodable(error, table) from error
        if not rows:
            return
        yield rows


def _undecodable(error: sqlite3.OperationalError, table: str) -> Exception:
    """Python's own error has no code of SQLite, and its words hold the bytes."""
    return error if hasattr(error, "sqlite_errorcode") else Refused(f"In the table {table} a text is not UTF-8.")


def _said(cell: object) -> str:
    if isinstance(cell, str):
        return f"“{shown(cell, 40)}”" if cell else "empty"
    if isinstance(cell, bytes):
        return f"{len(cell):,} bytes"
    return "missing" if cell is None else shown(repr(cell), 40)


def _check_rules(connection: sqlite3.Connection) -> None:
    for table, rule in _RULES:
        if tables_there(connection, (table,)):
            for (number,) in connection.execute(f"SELECT n FROM {table} WHERE NOT ({rule}) LIMIT 1").fetchall():
                raise Refused(f"In the table {table}, row {number} is not as it must be.")


def _check_fields_known(connection: sqlite3.Connection, codebooks: Mapping[str, Codebook]) -> None:
    """Notes and words speak of fields that some codebook of the file has, or of the article's own."""
    known = {node.key for codebook in codebooks.values() for _, _, node, _ in nodes(codebook)}
    of_incident = {"value_notes": "incident <> ''", "evidence": "incident IS NOT NULL"}
    for table, condition in of_incident.items():
        for allowed, where in ((known, condition), (set(ARTICLE_FIELDS), f"NOT ({condition})")):
            found = connection.execute(f"SELECT DISTINCT field FROM {table} WHERE {where} AND field IS NOT NULL")
            for (field,) in found.fetchall():
                if field not in allowed:
                    raise Refused(
                        f"The table {table} speaks of a field “{shown(field)}” that no codebook of the file has."
                    )


def _check_project(connection: sqlite3.Connection, codebooks: Mapping[str, Codebook]) -> None:
    said = dict(connection.execute("SELECT key, value FROM project").fetchall())
    if not cells.identity(said.get("id")):
        raise Refused("It does not say which project it is.")
    if said.get("codebook") not in codebooks:
        raise Refused("The codebook in force is not in it.")
    unknown = "SELECT n FROM incidents WHERE codebook NOT IN (SELECT id FROM codebooks) LIMIT 1"
    for (number,) in connection.execute(unknown).fetchall():
        raise Refused(f"Incident {number} names a codebook that is not in it.")


def _check_texts(connection: sqlite3.Connection, deadline: Deadline) -> None:
    (longest,) = connection.execute("SELECT max(length(CAST(text AS BLOB))) FROM article_texts").fetchone()
    if (longest or 0) > MOST_ARTICLE:
        raise Refused("It holds an article that is larger than 20 MB.")
    nul = "SELECT n FROM article_texts WHERE instr(CAST(text AS BLOB), x'00') > 0 OR typeof(text) <> 'text' LIMIT 1"
    for (number,) in connection.execute(nul).fetchall():
        raise Refused(f"The text of article {number} holds what no text can.")
    for found in _grave(integrity.check_texts(connection, lambda done: deadline.look())):
        raise Refused(found.sentence, (f"{found.sentence} ({found.place})",))


def _grave(findings: Iterable[integrity.Finding]) -> Iterator[integrity.Finding]:
    return (found for found in findings if found.grave)
