# SPDX-License-Identifier: MIT
"""Reading the codebooks that a project has adopted.

What lives here: stored codebooks as values. What does not: growing tables for them (columns.py), adopting (operations).
"""

from __future__ import annotations

import json
import sqlite3

from curator.domain.canonical import sha256_of
from curator.domain.codebook.adopted import read_adopted
from curator.domain.codebook.model import Codebook


def stored(text: str, sha256: str) -> Codebook:
    """The codebook whose canonical JSON this is, with the hash it was given when it was judged and adopted.

    The same text is not judged again, which would take most of the time that opening a project takes. Raises
    CodebookFaults where it is another text now, and no codebook.
    """
    return read_adopted(json.loads(text)) if sha256_of(text) == sha256 else _judged(text)


def _judged(text: str) -> Codebook:
    from curator.domain.codebook.document import read_document  # it knows every fault there is, and takes its time

    return read_document(json.loads(text))


def all_of(connection: sqlite3.Connection) -> dict[str, Codebook]:
    """Every codebook the project has adopted, by id, oldest first. Each is judged: a check of the file asks for it."""
    found = connection.execute("SELECT id, json FROM codebooks ORDER BY n").fetchall()
    return {str(row[0]): _judged(str(row[1])) for row in found}


def in_force(connection: sqlite3.Connection) -> tuple[str, Codebook] | None:
    """(id, codebook) of the one in force; None in a file that has none yet."""
    found = connection.execute(
        "SELECT b.id, b.json, b.sha256 FROM project p JOIN codebooks b ON b.id = p.value WHERE p.key = 'codebook'"
    ).fetchall()
    return (str(found[0][0]), stored(str(found[0][1]), str(found[0][2]))) if found else None
