# SPDX-License-Identifier: MIT
"""Sums over incidents that are shown: how many, of how many articles and events, the totals of counts, how many of each
type.

What lives here: these questions. What does not: which incidents (incident_filter.py), the rule of a total
(derived_sql.py).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from curator.domain.codebook.model import Codebook, Derived, Field
from curator.domain.coding import Scalar
from curator.shape import Frozen, fresh
from curator.store.derived_sql import derived_sql
from curator.store.proposals import Shown

Fits = tuple[str, Sequence[Scalar]]


class CountTotal(Frozen):
    """The sum of one derived count over incidents: lows, bests (where there is none, the low) and highs. `told`: how
    many incidents say a figure; `open`: how many of these say no highest one, so that `high` is at least so much."""

    low: int = 0
    best: int = 0
    high: int = 0
    told: int = 0
    open: int = 0


class IncidentTotals(Frozen):
    """`counts`: by the key of the derived column."""

    incidents: int = 0
    articles: int = 0
    counts: Mapping[str, CountTotal] = fresh(default_factory=dict)


def how_many(connection: sqlite3.Connection, fits: Fits) -> tuple[int, int]:
    """How many incidents fit, in how many articles."""
    sql, values = fits
    found = connection.execute(f"SELECT count(*), count(DISTINCT i.article) FROM incidents i WHERE {sql}", values)
    incidents, articles = found.fetchone()
    return int(incidents), int(articles)


def count_totals(connection: sqlite3.Connection, codebook: Codebook, fits: Fits) -> dict[str, CountTotal]:
    """The totals of every count that the codebook derives."""
    shown = Shown(connection, codebook)
    return {
        derived.key: _total(connection, shown, derived, fits)
        for derived in codebook.derived
        if derived.kind == "count_total"
    }


def _total(connection: sqlite3.Connection, shown: Shown, derived: Derived, fits: Fits) -> CountTotal:
    """Incidents with equal cells are counted by SQLite; the few different ones are read here."""
    sql, values = fits
    low = best = high = told = without = 0
    for cells, count in connection.execute(
        f"SELECT {derived_sql(shown, derived)} AS cells, count(*) FROM incidents i WHERE {sql} GROUP BY cells", values
    ).fetchall():
        figures = [int(cell) if cell.lstrip("-").isdecimal() else None for cell in str(cells).split(",")[:3]]
        least, likely, most = figures
        if least is None and likely is None and most is None:
            continue
        likely = likely if likely is not None else least or 0
        least = least if least is not None else likely
        low, best, high = low + least * count, best + likely * count, high + (most or max(likely, least)) * count
        told, without = told + count, without + (0 if most is not None else count)
    return CountTotal(low, best, high, told, without)


def by_choice(connection: sqlite3.Connection, codebook: Codebook, leaf: Field, fits: Fits) -> dict[str, int]:
    """How many of the incidents have each code of a choice; "" for those without an accepted one."""
    sql, values = fits
    held = Shown(connection, codebook).leaf("i", leaf.key)
    found = connection.execute(
        f"SELECT coalesce({held}, '') AS code, count(*) FROM incidents i WHERE {sql} GROUP BY code", values
    )
    return {str(code): int(count) for code, count in found.fetchall()}
