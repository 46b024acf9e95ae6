# SPDX-License-Identifier: MIT
"""All rows of a project for comparison: by table and id, without local numbers."""

from __future__ import annotations

from typing import Any

from curator.domain.reviewing import CONSENSUS
from curator.store.ddl import BLOB_TABLES, FIXED_TABLES
from curator.store.undo import group_tables
from curator.workspace import Workspace


def all_rows(workspace: Workspace, *, with_numbers: bool = False) -> dict[str, dict[str, dict[str, Any]]]:
    """Every row of every table of data, texts included; tables without rows are left out."""
    with workspace.read() as reads:
        connection = reads.connection
        found: dict[str, dict[str, dict[str, Any]]] = {}
        for table in (*FIXED_TABLES, *group_tables(connection)):
            cursor = connection.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            for values in cursor.fetchall():
                row = {name: value for name, value in zip(names, values, strict=True) if value is not None}
                if not with_numbers:
                    row.pop("n", None)
                found.setdefault(table, {})[str(row.get("id", row.get("key")))] = {
                    name: (type(value).__name__, value) for name, value in row.items()
                }
        texts = connection.execute("SELECT a.id, t.text FROM article_texts t JOIN articles a ON a.n = t.n").fetchall()
        if texts:
            found["article_texts"] = {row[0]: {"text": ("str", row[1])} for row in texts}
        for table, beside in BLOB_TABLES.items():
            blobs = connection.execute(f"SELECT o.id, b.data FROM {table} b JOIN {beside} o ON o.n = b.n").fetchall()
            if blobs:
                found[table] = {row[0]: {"data": ("bytes", row[1])} for row in blobs}
        return found


def without_what_stays(rows: dict[str, dict[str, dict[str, Any]]]) -> dict[str, dict[str, dict[str, Any]]]:
    """Without adopted codebooks and the coder of the consensus, which undo leaves in place."""
    coders = {key: row for key, row in rows.get("coders", {}).items() if key != CONSENSUS}
    return {table: some for table, some in {**rows, "coders": coders}.items() if table != "codebooks"}
