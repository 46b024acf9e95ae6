# SPDX-License-Identifier: MIT
"""Units of hand-overs as plain JSON values: read from the tables, and turned back into rows.

What lives here: the content of each kind of unit (domain/handover.py), all units of some coders in one pass for each
table, and which rows hold a unit. What does not: versions of units (versions.py), files (formats), taking in
(operations).
A content says nothing that is local: no local numbers, no article's id, codebooks by their SHA-256; what is not there
is "", parts stand in the order of their ids. So equal contents are equal units, whichever project they are in.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from curator.domain.coding import ARTICLE_FIELDS
from curator.domain.handover import KINDS
from curator.domain.ids import derived_id
from curator.store.columns import INCIDENT_FIXED, ROW_FIXED, group_table
from curator.store.ddl import tables_there
from curator.store.images import Cell
from curator.store.undo import group_tables

Content = Mapping[str, Any]
Rows = dict[str, list[dict[str, Cell]]]  # by table
_Parts = dict[str, list[dict[str, Any]]]  # by the incident (or article) they belong to

# Units that are one row: table, and the columns that are its content.
TABLES = {
    "article": "articles", "assignment": "assignments", "reading": "reading", "incident": "incidents",
    "passage": "not_codable", "comment": "comments", "pair": "pairs", "judgement": "judgements",
}  # fmt: skip
_COLUMNS = {
    "assignment": ("coder", "added"),
    "reading": ("state",),
    "passage": ("start", "end", "quote", "reason", "note"),
    "comment": ("incident", "row", "field", "thread", "text", "created", "resolved"),
    "pair": ("one", "other", "same", "created"),
    "judgement": ("incident", "consensus", "row", "field", "verdict", "reason", "unclear", "seen", "created"),
}
DERIVED = ("reading", "assignment", "pair")  # kinds whose unit need not have the id of its row
_YES_OR_NO = frozenset({"resolved", "same", "unclear", "proposed"})
_NULL_WHERE_EMPTY = {"comment": ("incident", "row", "field"), "judgement": ("incident", "consensus", "row", "field")}
_NOTE = ("id", "row", "field", "state", "basis", "proposed", "note")
_SPAN = ("id", "row", "field", "start", "end", "quote", "role", "position")


class Unit(NamedTuple):
    """A unit as it stands in a project. `coder` is "" for articles and assignments."""

    kind: str
    unit: str
    article: str
    coder: str
    content: Content


def canonical_unit(kind: str, article: str, coder: str, content: Mapping[str, Any], row_id: str) -> str:
    """The id of a unit: that of its row, but for what two copies of a project make apart from each other. There is one
    reading state of a coder in an article, one assignment, one decision of a coder about a pair.

    `coder`: for an assignment, who is assigned.
    """
    if kind in ("reading", "assignment"):
        return derived_id(kind, article, coder)
    if kind == "pair":
        return derived_id(kind, coder, str(content["one"]), str(content["other"]))
    return row_id


def content_of(connection: sqlite3.Connection, kind: str, unit: str) -> Content | None:
    """The content of one unit as it stands; None where it is not there."""
    return next((found.content for found in units(connection, (kind,), only={kind: (unit,)})), None)


def units(
    connection: sqlite3.Connection,
    kinds: Collection[str] = KINDS,
    coders: Collection[str] | None = None,
    only: Mapping[str, Collection[str]] | None = None,
) -> Iterator[Unit]:
    """The units of these kinds that stand, kind by kind in the order of KINDS.

    `coders`: of their layers only (articles and assignments belong to nobody and always count). `only`: by kind, the
    ids that are asked for. An older file, opened for reading, has no units of later kinds.
    """
    there = tables_there(connection, TABLES.values())
    for kind in (kind for kind in KINDS if kind in kinds and TABLES[kind] in there):
        wanted = None if only is None else only.get(kind, ())
        if wanted is not None and not wanted:
            continue
        if kind == "article":
            yield from _articles(connection, wanted)
        elif kind == "incident":
            yield from _incidents(connection, coders, wanted)
        else:
            yield from _plain(connection, kind, None if kind == "assignment" else coders, wanted)


def _articles(connection: sqlite3.Connection, wanted: Collection[str] | None) -> Iterator[Unit]:
    inside, values = _within("article", wanted)
    notes = _parts(connection, "value_notes", "article", _NOTE, f"incident = ''{inside}", values)
    spans = _parts(connection, "evidence", "article", _SPAN, f"incident IS NULL{inside}", values)
    inside, values = _within("id", wanted)
    listed = ", ".join(f'"{name}"' for name in ARTICLE_FIELDS)
    for line in connection.execute(f"SELECT id, {listed} FROM articles WHERE 1{inside} ORDER BY n", values):
        fields = {name: value for name, value in zip(ARTICLE_FIELDS, line[1:], strict=True) if value is not None}
        article = line[0]
        content = {"fields": fields, "notes": notes.get(article, []), "evidence": spans.get(article, [])}
        yield Unit("article", article, article, "", content)


def _incidents(
    connection: sqlite3.Connection, coders: Collection[str] | None, wanted: Collection[str] | None
) -> Iterator[Unit]:
    inside, values = _within("id", wanted)
    of_coders, their_ids = _within("coder", coders)
    where, both = f"1{inside}{of_coders}", (*values, *their_ids)
    chosen = f"incident IN (SELECT id FROM incidents WHERE {where})"
    if coders is None and wanted is None:
        chosen = "coalesce(incident, '') <> ''"
    notes = _parts(connection, "value_notes", "incident", _NOTE, chosen, both)
    spans = _parts(connection, "evidence", "incident", _SPAN, chosen, both)
    rows = _group_rows(connection, chosen if both else "1", both)
    codebooks = dict(connection.execute("SELECT id, sha256 FROM codebooks").fetchall())
    cursor = connection.execute(f"SELECT * FROM incidents WHERE {where} ORDER BY n", both)
    names = [column[0] for column in cursor.description]
    own = [place for place, name in enumerate(names) if name not in INCIDENT_FIXED]
    at = {name: names.index(name) for name in INCIDENT_FIXED}
    for line in cursor:
        incident = line[at["id"]]
        content = {
            "codebook": codebooks[line[at["codebook"]]], "status": line[at["status"]],
            "position": line[at["position"]], "created": line[at["created"]],
            "values": {names[place]: line[place] for place in own if line[place] is not None},
            "rows": rows.get(incident, []), "notes": notes.get(incident, []), "evidence": spans.get(incident, []),
        }  # fmt: skip
        yield Unit("incident", incident, line[at["article"]], line[at["coder"]], content)


def _group_rows(connection: sqlite3.Connection, where: str, values: tuple[str, ...]) -> _Parts:
    found: _Parts = defaultdict(list)
    for table in group_tables(connection):
        group = table.removeprefix("incident_")
        cursor = connection.execute(f'SELECT * FROM "{table}" WHERE {where}', values)
        names = [column[0] for column in cursor.description]
        own = [place for place, name in enumerate(names) if name not in ROW_FIXED]
        row_id, incident, position = (names.index(name) for name in ("id", "incident", "position"))
        for line in cursor:
            cells = {names[place]: line[place] for place in own if line[place] is not None}
            found[line[incident]].append(
                {"id": line[row_id], "group": group, "position": line[position], "values": cells}
            )
    return _in_order(found)


def _parts(
    connection: sqlite3.Connection, table: str, owner: str, names: tuple[str, ...], where: str, values: tuple[str, ...]
) -> _Parts:
    """Notes or words, by what they belong to."""
    listed = ", ".join(f"coalesce(\"{name}\", '')" if name in ("row", "field") else f'"{name}"' for name in names)
    found: _Parts = defaultdict(list)
    flag = names.index("proposed") if "proposed" in names else None
    for line in connection.execute(f'SELECT "{owner}", {listed} FROM {table} WHERE {where}', values):
        part = dict(zip(names, line[1:], strict=True))
        if flag is not None:
            part["proposed"] = bool(part["proposed"])
        found[line[0]].append(part)
    return _in_order(found)


def _in_order(parts: _Parts) -> _Parts:
    for some in parts.values():
        some.sort(key=_id_of)
    return parts


def _id_of(part: Mapping[str, Any]) -> str:
    return str(part["id"])


def _plain(
    connection: sqlite3.Connection, kind: str, coders: Collection[str] | None, wanted: Collection[str] | None
) -> Iterator[Unit]:
    """Units that are one row."""
    names = _COLUMNS[kind]
    inside, values = _within("coder", coders)
    derived = kind in DERIVED
    if wanted is not None and not derived:
        more, ids = _within("id", wanted)
        inside, values = inside + more, (*values, *ids)
    listed = ", ".join(f'"{name}"' for name in names)
    sought = set(wanted) if wanted is not None else set()
    for row_id, article, coder, *cells in connection.execute(
        f"SELECT id, article, coder, {listed} FROM {TABLES[kind]} WHERE 1{inside} ORDER BY n", values
    ):
        content = {
            name: bool(cell) if name in _YES_OR_NO else "" if cell is None else cell
            for name, cell in zip(names, cells, strict=True)
        }
        unit = canonical_unit(kind, article, coder, content, row_id)
        if wanted is None or not derived or unit in sought:
            yield Unit(kind, unit, article, "" if kind == "assignment" else coder, content)


def _within(column: str, ids: Collection[str] | None) -> tuple[str, tuple[str, ...]]:
    """A further condition, and its value: the column holds one of these; none where `ids` is None."""
    if ids is None:
        return "", ()
    return f' AND "{column}" IN (SELECT value FROM json_each(?))', (json.dumps(sorted(ids)),)


# -- back into rows ----------------------------------------------------------------------------------------------------
def rows_of(unit: Unit, codebook_ids: Mapping[str, str]) -> Rows:
    """The rows that hold a unit; of an article only its notes and words. `codebook_ids`: by SHA-256."""
    content = unit.content
    if unit.kind == "article":
        return _said(unit, None)
    if unit.kind != "incident":
        return {TABLES[unit.kind]: [_plain_row(unit)]}
    rows = _said(unit, unit.unit)
    rows["incidents"] = [
        {
            "id": unit.unit, "article": unit.article, "coder": unit.coder,
            "codebook": codebook_ids[content["codebook"]], "status": content["status"],
            "position": content["position"], "created": content["created"], **content["values"],
        }
    ]  # fmt: skip
    for row in content["rows"]:
        rows.setdefault(group_table(row["group"]), []).append(
            {"id": row["id"], "incident": unit.unit, "position": row["position"], **row["values"]}
        )
    return rows


def _said(unit: Unit, incident: str | None) -> Rows:
    """Notes and words."""
    rows: Rows = {}
    for note in unit.content["notes"]:
        rows.setdefault("value_notes", []).append(
            {**note, "proposed": int(note["proposed"]), "article": unit.article, "incident": incident or ""}
        )
    for span in unit.content["evidence"]:
        target = {"row": span["row"] or None, "field": span["field"] or None}
        rows.setdefault("evidence", []).append({**span, **target, "article": unit.article, "incident": incident})
    return rows


def _plain_row(unit: Unit) -> dict[str, Cell]:
    row: dict[str, Cell] = {"id": unit.unit, "article": unit.article, "coder": unit.coder}
    empty = _NULL_WHERE_EMPTY.get(unit.kind, ())
    for name in _COLUMNS[unit.kind]:
        cell = unit.content[name]
        row[name] = int(cell) if name in _YES_OR_NO else None if cell == "" and name in empty else cell
    return row


def parts_of(content: Content) -> Iterator[tuple[str, str]]:
    """(table, id) of each row that a unit has beside its own."""
    for row in content.get("rows", ()):
        yield group_table(row["group"]), row["id"]
    for note in content.get("notes", ()):
        yield "value_notes", note["id"]
    for span in content.get("evidence", ()):
        yield "evidence", span["id"]


def numbers_of(connection: sqlite3.Connection, kind: str, unit_ids: Iterable[str]) -> dict[str, list[int]]:
    """By table, the local numbers of the rows that hold these units, of a kind in DERIVED."""
    table, names, wanted = TABLES[kind], ("one", "other") if kind == "pair" else (), set(unit_ids)
    if not wanted:
        return {}
    listed = "".join(f', "{name}"' for name in names)
    return {
        table: [
            n
            for n, row_id, article, coder, *pair in connection.execute(
                f"SELECT n, id, article, coder{listed} FROM {table} ORDER BY n"
            ).fetchall()
            if canonical_unit(kind, article, coder, dict(zip(names, pair, strict=True)), row_id) in wanted
        ]
    }
