# SPDX-License-Identifier: MIT
"""Reading who is to code which article.

What lives here: lists and counts of assignments. What does not: what they hide (layers.py), writing them (operations).
A file of an earlier version, opened for reading, has none.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from curator.shape import Frozen
from curator.store.ddl import tables_there


class Load(Frozen):
    """What a coder has been given: how many articles, and how many of them are finished."""

    coder: str
    assigned: int
    finished: int


def there(connection: sqlite3.Connection) -> bool:
    """Whether this file can tell of assignments."""
    return bool(tables_there(connection, ("assignments",)))


def assigned_articles(connection: sqlite3.Connection) -> set[str]:
    """The ids of all articles that are assigned to anybody."""
    if not there(connection):
        return set()
    return {str(row[0]) for row in connection.execute("SELECT DISTINCT article FROM assignments").fetchall()}


def loads(connection: sqlite3.Connection) -> list[Load]:
    """What each coder who is assigned to anything has been given, in the order of the names."""
    if not there(connection):
        return []
    found = connection.execute(
        "SELECT s.coder, count(*), count(CASE WHEN r.state IN ('finished', 'nothing_to_code') THEN 1 END) "
        "FROM assignments s JOIN coders k ON k.id = s.coder "
        "LEFT JOIN reading r ON r.article = s.article AND r.coder = s.coder GROUP BY s.coder ORDER BY k.name, k.id"
    )
    return [Load(*row) for row in found.fetchall()]


def assigned_to(
    connection: sqlite3.Connection, articles: Sequence[str]
) -> Mapping[str, tuple[tuple[str, str, str], ...]]:
    """For each of these articles (some hundreds) that are assigned: (coder's id, name, reading state), by the names."""
    if not articles or not there(connection):
        return {}
    marks = ", ".join("?" * len(articles))
    found: dict[str, tuple[tuple[str, str, str], ...]] = {}
    for article, coder, name, state in connection.execute(
        "SELECT s.article, s.coder, k.name, coalesce(r.state, 'unread') "
        "FROM assignments s JOIN coders k ON k.id = s.coder "
        "LEFT JOIN reading r ON r.article = s.article AND r.coder = s.coder "
        f"WHERE s.article IN ({marks}) ORDER BY k.name, k.id",
        tuple(articles),
    ).fetchall():
        found[article] = (*found.get(article, ()), (coder, name, state))
    return found
