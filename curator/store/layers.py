# SPDX-License-Identifier: MIT
"""Who has coded which article, and how far: the layers of a project.

What lives here: one pass over incidents, passages and reading states; whose layers somebody may see of an article, by a
plain rule, because nobody is assigned to an article yet; which values are not accepted yet. What does not: which layer
leaves (tasks).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

# 0: has only begun to read; 1: has coded something; 2: has finished.
BEGUN, CODED, FINISHED = 0, 1, 2


def layers(connection: sqlite3.Connection) -> Mapping[str, Mapping[str, int]]:
    """For each article that anybody has worked on: the coders and how far each is (BEGUN, CODED, FINISHED)."""
    found: dict[str, dict[str, int]] = {}
    for article, coder, state in connection.execute(
        "SELECT article, coder, CASE WHEN state IN ('finished', 'nothing_to_code') THEN 2 ELSE 0 END FROM reading "
        "UNION ALL SELECT DISTINCT article, coder, 1 FROM incidents "
        "UNION ALL SELECT DISTINCT article, coder, 1 FROM not_codable"
    ):
        states = found.setdefault(article, {})
        states[coder] = max(states.get(coder, BEGUN), state)
    return found


def open_to(article: str) -> str:
    """The SQL condition that colleagues' layers of an article are open to a coder, whose id is its one value: the coder
    began the article, and everybody who began it has finished it. `article`: the SQL of the article's id."""
    there = f"SELECT 1 FROM reading r WHERE r.article = {article}"
    return f"(EXISTS ({there} AND r.coder = ?) AND NOT EXISTS ({there} AND r.state IN ('unread', 'started')))"


def seen_layers(connection: sqlite3.Connection, article: str, coder: str) -> tuple[str, ...] | None:
    """Whose incidents of an article `coder` (an id) may see: one's own, until all who began it have finished it.

    None: everybody's. With "" nobody has said who is looking: the only coder there is, or nobody.
    """
    if not coder:
        coders = connection.execute("SELECT id FROM coders LIMIT 2").fetchall()
        return None if len(coders) < 2 else ()
    at_work = connection.execute(
        "SELECT coder FROM incidents WHERE article = ?1 UNION SELECT coder FROM not_codable WHERE article = ?1 "
        "UNION SELECT coder FROM reading WHERE article = ?1 AND state <> 'unread' "
        "EXCEPT SELECT coder FROM reading WHERE article = ?1 AND state IN ('finished', 'nothing_to_code') LIMIT 1",
        (article,),
    ).fetchall()
    return (coder,) if at_work else None


def hides_incidents(connection: sqlite3.Connection, article: str, coder: str) -> bool:
    """Whether colleagues have incidents in this article that `coder` may not see yet."""
    seen = seen_layers(connection, article, coder)
    others = "SELECT 1 FROM incidents WHERE article = ? AND coder <> ? LIMIT 1"
    return seen is not None and bool(connection.execute(others, (article, coder)).fetchall())


def codebooks_used(connection: sqlite3.Connection) -> list[str]:
    """The ids of the codebooks that incidents were coded under."""
    return [str(row[0]) for row in connection.execute("SELECT DISTINCT codebook FROM incidents ORDER BY 1").fetchall()]


def proposed_places(connection: sqlite3.Connection) -> set[tuple[str, str, str]]:
    """(incident, row, field) of every value that nobody has accepted yet."""
    return set(connection.execute("SELECT incident, row, field FROM value_notes WHERE proposed = 1").fetchall())
