# SPDX-License-Identifier: MIT
"""Whether one unit of a hand-over can be taken in here, and what it is called here.

What lives here: the columns its values need, its words against the text, its owner, ids that are something else's. What
does not: the form of a file (formats; whoever hands over values directly is judged here as to what would break the
tables), which version stands (handover_plan.py).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from typing import Any

from curator.domain.codebook.model import Codebook
from curator.domain.coding import ARTICLE_FIELDS
from curator.domain.handover import Version
from curator.domain.ids import derived_id, is_id
from curator.domain.receiving import ArticleMatch
from curator.shape import replace
from curator.store.columns import INCIDENT_FIXED, ROW_FIXED, group_table, table_columns, wanted_columns
from curator.store.undo import group_tables
from curator.store.units import canonical_unit

Columns = Mapping[str, Mapping[str, str]]  # table -> column of a codebook -> type of SQLite
_TYPES: Mapping[str, type] = {"TEXT": str, "INTEGER": int, "REAL": float}
_MEMBERS: Mapping[str, Mapping[str, type]] = {
    "article": {"fields": dict, "notes": list, "evidence": list},
    "assignment": {"coder": str, "added": str},
    "reading": {"state": str},
    "incident": {
        "codebook": str, "status": str, "position": int, "created": str, "values": dict, "rows": list, "notes": list,
        "evidence": list,
    },
    "passage": {"start": int, "end": int, "quote": str, "reason": str, "note": str},
    "comment": {
        "incident": str, "row": str, "field": str, "thread": str, "text": str, "created": str, "resolved": bool,
    },
    "pair": {"one": str, "other": str, "same": bool, "created": str},
    "judgement": {
        "incident": str, "consensus": str, "row": str, "field": str, "verdict": str, "reason": str, "unclear": bool,
        "seen": str, "created": str,
    },
}  # fmt: skip
_ROW: Mapping[str, type] = {"id": str, "group": str, "position": int, "values": dict}
_NOTE: Mapping[str, type] = {
    "id": str, "row": str, "field": str, "state": str, "basis": str, "proposed": bool, "note": str,
}  # fmt: skip
_SPAN: Mapping[str, type] = {
    "id": str, "row": str, "field": str, "start": int, "end": int, "quote": str, "role": str, "position": int,
}  # fmt: skip


def columns_after(connection: sqlite3.Connection, kept: Collection[Codebook]) -> Columns:
    """The codebooks' columns once these codebooks are kept too."""
    found = {"incidents": _own(connection, "incidents", INCIDENT_FIXED)}
    found |= {table: _own(connection, table, ROW_FIXED) for table in group_tables(connection)}
    for book in kept:
        for table, columns in wanted_columns(book).items():
            found[table] = {**columns, **found.get(table, {})}
    return found


def _own(connection: sqlite3.Connection, table: str, fixed: Collection[str]) -> dict[str, str]:
    return {name: kind for name, kind in table_columns(connection, table).items() if name not in fixed}


def here(version: Version, match: ArticleMatch, coders: Collection[str]) -> Version:
    """The version as one of this project's article."""
    content, unit = version.content, version.unit
    if version.kind == "article":
        unit = match.article
    elif content is not None and version.kind in ("reading", "assignment", "pair"):
        coder = str(content.get("coder", "")) if version.kind == "assignment" else version.coder
        unit = canonical_unit(version.kind, match.article, coder, {"one": "", "other": "", **content}, unit)
    elif content is None and version.kind in ("reading", "assignment"):
        found = [coder for coder in coders if derived_id(version.kind, match.handed, coder) == unit]
        unit = derived_id(version.kind, match.article, found[0]) if found else unit
    return replace(version, article=match.article, unit=unit)


def misfit(version: Version, text: str, columns: Columns, codebooks: Collection[str]) -> str:
    """Why a unit cannot be taken in, in a sentence; "" where it can. `codebooks`: the SHA-256 of the known ones."""
    if not is_id(version.unit) or not all(map(is_id, version.known)):
        return "What should be an id is none."
    content = version.content
    if content is None:
        return "An article is not taken out by a hand-over." if version.kind == "article" else ""
    members = _MEMBERS[version.kind]
    if not _fits(content, members):
        return "A part of it is missing, or is not of the kind it should be."
    if version.kind == "passage":
        return _wrong_words(content, text)
    if version.kind not in ("article", "incident"):
        return ""
    if version.kind == "incident" and content["codebook"] not in codebooks:
        return "The codebook it was coded with is not here and did not come along, or cannot be kept."
    return _wrong_values(version, columns) or _wrong_parts(content, text)


def _fits(content: object, members: Mapping[str, type]) -> bool:
    if not isinstance(content, Mapping) or content.keys() != members.keys():
        return False
    return all(type(content[name]) is kind for name, kind in members.items())


def _wrong_values(version: Version, columns: Columns) -> str:
    content = version.content or {}
    if version.kind == "article":
        known = all(name in ARTICLE_FIELDS and isinstance(value, str) for name, value in content["fields"].items())
        return "" if known else "It names a field that articles do not have."
    wrong = _unknown(content["values"], columns["incidents"])
    for row in content["rows"]:
        if not _fits(row, _ROW) or _table_of(row["group"]) not in columns:
            return "It holds a row of a group that no codebook here has."
        wrong = wrong or _unknown(row["values"], columns[group_table(row["group"])])
    return f"It holds a value that no codebook here has a field for (“{wrong}”)." if wrong else ""


def _table_of(group: str) -> str:
    """The table of a group; "" for what is no key."""
    try:
        return group_table(group)
    except ValueError:
        return ""


def _unknown(values: Mapping[str, Any], columns: Mapping[str, str]) -> str:
    """The first key that has no column, or whose value is of another type."""
    for key, value in values.items():
        if key not in columns or type(value) is not _TYPES[columns[key]]:
            return key
    return ""


def _wrong_parts(content: Mapping[str, Any], text: str) -> str:
    rows = {"", *(row["id"] for row in content["rows"])} if "rows" in content else {""}
    noted: set[tuple[str, str]] = set()
    ids = [row["id"] for row in content.get("rows", ())]
    for note in content["notes"]:
        if not _fits(note, _NOTE) or note["row"] not in rows or (note["row"], note["field"]) in noted:
            return "A note in it belongs to nothing, or to what another one belongs to."
        noted.add((note["row"], note["field"]))
        ids.append(note["id"])
    for span in content["evidence"]:
        if not _fits(span, _SPAN) or span["row"] not in rows:
            return "Words in it belong to nothing."
        wrong = _wrong_words(span, text)
        if wrong:
            return wrong
        ids.append(span["id"])
    return "" if len(set(ids)) == len(ids) and all(map(is_id, ids)) else "Ids in it stand twice, or are none."


def _wrong_words(span: Mapping[str, Any], text: str) -> str:
    start, end = span["start"], span["end"]
    if not 0 <= start < end <= len(text):
        return f"Words in it lie outside the article ({start} to {end})."
    return "" if text[start:end] == span["quote"] else f"Words in it are not those of the article at {start} to {end}."
