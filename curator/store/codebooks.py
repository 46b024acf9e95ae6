# SPDX-License-Identifier: MIT
"""Reading the codebooks that a project has adopted.

What lives here: stored codebooks as values. What does not: growing tables for them (columns.py), adopting (operations).
"""

from __future__ import annotations

import json
import sqlite3

from curator.domain.codebook.document import read_document
from curator.domain.codebook.model import Codebook


def stored(text: str) -> Codebook:
    """The codebook whose canonical JSON this is."""
    return read_document(json.loads(text))


def all_of(connection: sqlite3.Connection) -> dict[str, Codebook]:
    """Every codebook the project has adopted, by id, oldest first."""
    found = connection.execute("SELECT id, json FROM codebooks ORDER BY n").fetchall()
    return {str(row[0]): stored(str(row[1])) for row in found}


def in_force(connection: sqlite3.Connection) -> tuple[str, Codebook] | None:
    """(id, codebook) of the one in force; None in a file that has none yet."""
    found = connection.execute(
        "SELECT b.id, b.json FROM project p JOIN codebooks b ON b.id = p.value WHERE p.key = 'codebook'"
    ).fetchall()
    return (str(found[0][0]), stored(str(found[0][1]))) if found else None
