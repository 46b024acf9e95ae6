# SPDX-License-Identifier: MIT
"""Which incidents a filter, or somebody by name, has chosen: one bit for each local number.

What lives here: a set of local numbers that stays small for very many incidents. What does not: the filter's SQL
(incident_filter.py).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence

from curator.domain.coding import Scalar

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

    def keep(self, other: Chosen) -> Chosen:
        """Let go of what the other one has not chosen too."""
        many = min(len(self._bits), len(other._bits))
        both = int.from_bytes(self._bits[:many], "little") & int.from_bytes(other._bits[:many], "little")
        self._bits = bytearray(both.to_bytes(many, "little"))
        self.articles &= other.articles
        return self

    def __contains__(self, n: int) -> bool:
        return n >> 3 < len(self._bits) and bool(self._bits[n >> 3] & (1 << (n & 7)))


def that_fit(connection: sqlite3.Connection, condition: str, values: Sequence[Scalar]) -> Chosen:
    """The incidents `i` that fulfil an SQL condition (incident_filter.py)."""
    return Chosen(_rows(connection.execute(f"SELECT i.n, i.article FROM incidents i WHERE {condition}", tuple(values))))


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
