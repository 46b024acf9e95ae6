# SPDX-License-Identifier: MIT
"""JSON Lines as a table: one object per line, its members the columns.

What lives here: bytes to rows. What does not: JSON's own limits (strict_json.py).
A member within a member is called "outer.inner"; several plain values are joined by "; ", several objects counted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from curator.domain.faults import InputRefused
from curator.formats.encodings import decode
from curator.formats.strict_json import load
from curator.formats.table_shape import MOST_COLUMNS, Gathering, Table

_DEEPEST = 8  # names of columns beyond that nobody reads


def read_json_lines(data: bytes, name: str) -> Table:
    """The table in a file of JSON objects, one a line, or in one list of them. Raises InputRefused."""
    if not data.strip():
        raise InputRefused(f"{name} is empty; there is nothing to bring in.")
    text = decode(data, name).text.removeprefix("\ufeff")
    objects = list(_objects(text, name))
    columns: dict[str, None] = {}
    rows = []
    for line, document in objects:
        if not isinstance(document, dict):
            raise InputRefused(f"{name}, line {line}: a JSON object is expected; nothing was taken from it.")
        row = dict(_members("", document, 0))
        columns.update(dict.fromkeys(row))
        if len(columns) > MOST_COLUMNS:
            raise InputRefused(f"{name} has more than {MOST_COLUMNS:,} columns; nothing was taken from it.")
        rows.append((line, row))
    gathering = Gathering(name)
    gathering.take(0, list(columns))
    for line, row in rows:
        gathering.take(line, [row.get(column, "") for column in columns])
    return gathering.table(["One JSON object per line."])


def _objects(text: str, name: str) -> Iterator[tuple[int, Any]]:
    if text.lstrip().startswith("["):
        documents = load(text.encode("utf-8", "surrogatepass"), f"{name} was not taken")
        for number, document in enumerate(documents if isinstance(documents, list) else [], 1):
            yield number, document
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, load(line.encode("utf-8", "surrogatepass"), f"{name}, line {number}, was not taken")


def _members(before: str, document: dict[str, Any], depth: int) -> Iterator[tuple[str, str]]:
    for key, value in document.items():
        name = f"{before}{key}"
        if isinstance(value, dict) and depth < _DEEPEST:
            yield from _members(f"{name}.", value, depth + 1)
        elif isinstance(value, list) and depth < _DEEPEST and any(isinstance(one, dict | list) for one in value):
            yield from _members(f"{name}.", {str(at): one for at, one in enumerate(value, 1)}, depth + 1)
        elif isinstance(value, list) and not any(isinstance(one, dict | list) for one in value):
            yield name, "; ".join(_text(one) for one in value if one is not None)
        else:
            yield name, _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
