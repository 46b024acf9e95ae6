# SPDX-License-Identifier: MIT
"""The digest of a project: one hash over everything that was coded, whoever computed it wherever.

What lives here: the rows that count and their order. What does not: the log and its hashes (log.py).
Two projects with the same articles, coders, codebooks and codings have the same digest, in whatever order work came
in: rows go by id, without local numbers; codebooks by their content; the project's own name, its log, and columns that
hold nothing do not count. Versions that were received and wait aside count by what they hold, not by when they came.
"""

from __future__ import annotations

import hashlib
import sqlite3

from curator.domain.canonical import canonical_json
from curator.store.ddl import tables_there
from curator.store.images import image
from curator.store.undo import group_tables

_TABLES = (
    "articles", "assignments", "coders", "comments", "evidence", "incidents", "judgements", "not_codable", "pairs",
    "reading", "value_notes",
)  # fmt: skip

# Rows that are known by their article and coder: an earlier version of this program gave each a new id of its own.
_BY_PLACE = ("reading",)

_ASIDE = (
    "SELECT unit, kind, article, coder, why, content FROM versions_aside ORDER BY unit, why, content IS NULL, content"
)


def digest(connection: sqlite3.Connection) -> str:
    """SHA-256, in hexadecimal, over the images of all rows. Run it within one read transaction."""
    total = hashlib.sha256()
    codebooks = dict(connection.execute("SELECT id, sha256 FROM codebooks").fetchall())
    for sha in sorted(codebooks.values()):
        total.update(f"codebook {sha}\n".encode())
    for table in sorted({*tables_there(connection, _TABLES), *group_tables(connection)}):
        order, unsaid = ("article, coder", ("n", "id")) if table in _BY_PLACE else ("id", ("n",))
        cursor = connection.execute(f'SELECT * FROM "{table}" ORDER BY {order}')
        names = [column[0] for column in cursor.description]
        for values in cursor:
            told = zip(names, values, strict=True)
            row = {name: value for name, value in told if value is not None and name not in unsaid}
            if table == "incidents":
                row["codebook"] = codebooks.get(row["codebook"], row["codebook"])
            total.update(f"{table} {image(row)}\n".encode())
    if tables_there(connection, ("versions_aside",)):
        for held in connection.execute(_ASIDE):
            total.update(f"versions_aside {canonical_json(held)}\n".encode())
    return total.hexdigest()
