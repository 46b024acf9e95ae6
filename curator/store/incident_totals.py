# SPDX-License-Identifier: MIT
"""Sums over incidents that are shown: how many, of how many articles, the totals of counts.

What lives here: these questions, and what the lines mean that are counted for them. What does not: which incidents
(incident_filter.py), the rule of a total (derived_sql.py), lines that are kept in memory (tallies.py), how many there
are of each answer, place and time (incident_counts.py).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from curator.domain.codebook.model import Codebook, Derived
from curator.domain.coding import Scalar
from curator.shape import Frozen
from curator.store.columns import group_table
from curator.store.derived_sql import derived_sql
from curator.store.proposals import Shown

Fits = tuple[str, tuple[Scalar, ...]]


class CountTotal(Frozen):
    """The sum of one derived count over incidents: lows, bests (where there is none, the low) and highs. `told`: how
    many incidents say a figure; `open`: how many of these say no highest one, so that `high` is at least so much."""

    low: int = 0
    best: int = 0
    high: int = 0
    told: int = 0
    open: int = 0


def how_many(connection: sqlite3.Connection, fits: Fits) -> int:
    """How many incidents fit."""
    sql, values = fits
    return int(connection.execute(f"SELECT count(*) FROM incidents i WHERE {sql}", values).fetchone()[0])


def how_many_articles(connection: sqlite3.Connection, fits: Fits) -> int:
    """In how many articles the incidents that fit are."""
    sql, values = fits
    found = connection.execute(f"SELECT count(DISTINCT i.article) FROM incidents i WHERE {sql}", values)
    return int(found.fetchone()[0])


def count_totals(connection: sqlite3.Connection, codebook: Codebook, fits: Fits) -> dict[str, CountTotal]:
    """The totals of every count that the codebook derives."""
    return {
        derived.key: total_told(total_lines(connection, codebook, derived, fits))
        for derived in derived_counts(codebook)
    }


def derived_counts(codebook: Codebook) -> list[Derived]:
    """The derived columns that are totals of counts."""
    return [derived for derived in codebook.derived if derived.kind == "count_total"]


def total_lines(
    connection: sqlite3.Connection, codebook: Codebook, derived: Derived, fits: Fits
) -> dict[tuple[str], int]:
    """How many incidents have the same four cells of a total, joined by commas: SQLite counts them."""
    sql, values = fits
    cells = derived_sql(Shown(connection, codebook), derived)
    found = connection.execute(
        f"SELECT {cells} AS cells, count(*) FROM incidents i WHERE {sql} GROUP BY cells", values
    ).fetchall()
    return {(str(line),): count for line, count in found}


def every_total(connection: sqlite3.Connection, codebook: Codebook, derived: Derived) -> sqlite3.Cursor:
    """These cells of each incident, in the order of the numbers. Of those without rows they are found out once."""
    cells = derived_sql(Shown(connection, codebook), derived)
    (nothing,) = connection.execute(f"SELECT {cells} FROM (SELECT '' AS id) i").fetchone()
    there = f'EXISTS (SELECT 1 FROM "{group_table(derived.group)}" r WHERE r.incident = i.id)'
    sql = f"SELECT CASE WHEN {there} THEN {cells} ELSE ? END FROM incidents i ORDER BY i.n"
    return connection.execute(sql, (nothing,))


def every_article(connection: sqlite3.Connection) -> sqlite3.Cursor:
    """The article of each incident, in the order of the numbers."""
    return connection.execute("SELECT i.article FROM incidents i ORDER BY i.n")


def article_lines(connection: sqlite3.Connection, fits: Fits) -> dict[tuple[str], int]:
    """How many incidents that fit are in each article."""
    sql, values = fits
    found = connection.execute(f"SELECT i.article, count(*) FROM incidents i WHERE {sql} GROUP BY 1", values).fetchall()
    return {(str(article),): count for article, count in found}


def total_told(lines: Mapping[tuple[str], int]) -> CountTotal:
    """The sum of these cells, each for so many incidents."""
    low = best = high = told = without = 0
    for (cells,), count in lines.items():
        figures = [int(cell) if cell.lstrip("-").isdecimal() else None for cell in cells.split(",")[:3]]
        least, likely, most = figures
        if least is None and likely is None and most is None:
            continue
        likely = likely if likely is not None else least or 0
        least = least if least is not None else likely
        low, best, high = low + least * count, best + likely * count, high + (most or max(likely, least)) * count
        told, without = told + count, without + (0 if most is not None else count)
    return CountTotal(low, best, high, told, without)
