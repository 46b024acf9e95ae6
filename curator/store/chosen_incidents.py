# SPDX-License-Identifier: MIT
"""Which incidents a filter, or somebody by name, has chosen: one bit for each local number.

What lives here: a set of local numbers that stays small for very many incidents. What does not: the filter's SQL
(incident_filter.py).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence

from curator.domain.codebook.model import Codebook
from curator.domain.filtering import IncidentFilter
from curator.store.incident_filter import Known, where

_STEP = 10_000


class Chosen:
    """Local numbers of incidents, and the articles they are of."""

    def __init__(self, rows: Iterable[tuple[int, str]]) -> None:
        self._bits = bytearray()
        self.articles: set[str] = set()
        for n, article in rows:
            if n >> 3 >= len(self._bits):
                self._bits.extend(bytes((n >> 3) + 1 - len(self._bits) + 4096))
            self._bits[n >> 3] |= 1 << (n & 7)
            self.articles.add(article)

    def __contains__(self, n: int) -> bool:
        return n >> 3 < len(self._bits) and bool(self._bits[n >> 3] & (1 << (n & 7)))


def fitting(
    connection: sqlite3.Connection, wanted: IncidentFilter, codebook: Codebook, viewer: str, known: Known | None
) -> Chosen:
    """The incidents that fit a filter, as commands and exports see them. Raises InputRefused where the codebook lacks
    what the filter speaks of."""
    text, values = where(connection, wanted, codebook, viewer, known, commands=True)
    cursor = connection.execute(f"SELECT i.n, i.article FROM incidents i WHERE {text or '1'}", tuple(values))
    return Chosen(_rows(cursor))


def of_these(connection: sqlite3.Connection, articles: Collection[str], incidents: Sequence[str]) -> Chosen:
    """The incidents with these ids, and all of these articles."""
    rows: list[tuple[int, str]] = []
    for column, ids in (("article", sorted(articles)), ("id", list(incidents))):
        for first in range(0, len(ids), 500):
            some = ids[first : first + 500]
            marks = ", ".join("?" * len(some))
            rows += connection.execute(f"SELECT n, article FROM incidents WHERE {column} IN ({marks})", some).fetchall()
    chosen = Chosen(rows)
    chosen.articles.update(articles)
    return chosen


def _rows(cursor: sqlite3.Cursor) -> Iterable[tuple[int, str]]:
    while rows := cursor.fetchmany(_STEP):
        yield from rows
