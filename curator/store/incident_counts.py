# SPDX-License-Identifier: MIT
"""How many of the incidents that fit a filter there are at each place, in each span of time, and of each answer.

What lives here: SELECTs with GROUP BY for the map, the time line and the counts beside them. What does not: the filter
itself (incident_filter.py), drawing (app). Only accepted values count, as in exports; every count is one of incidents.
`found` is always the condition on the incident `i` that `incident_filter.where` gives.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from curator.domain.codebook.model import Codebook, Field
from curator.domain.codebook.scalars import codes_of
from curator.domain.coding import Scalar
from curator.domain.filtering import Target, compound, target
from curator.shape import Frozen
from curator.store.columns import group_table
from curator.store.proposals import Shown

Found = tuple[str, tuple[Scalar, ...]]
LETTERS = {"day": 10, "month": 7, "year": 4}  # of an ISO day


class PlaceCount(Frozen):
    """So many incidents at one place. Without a point (`latitude` None) they are known by their country alone, or not
    at all (`country` ""). `precision`: its code, "" where none is coded; `km`: how far from the place that the article
    names, None where it names no distance."""

    latitude: float | None
    longitude: float | None
    precision: str
    country: str
    count: int


class TimeCount(Frozen):
    """So many incidents that begin in one span of time. `start`: "2019-11-08", "2019-11" or "2019"; "" for incidents
    without a date. `precision`: its code, "" for none. `answer`: the value they are told apart by, "" for none."""

    start: str
    precision: str
    answer: str
    count: int


class AnswerCount(Frozen):
    """So many incidents with one answer; "" stands for those that have none."""

    answer: str
    count: int


def place_counts(
    connection: sqlite3.Connection, codebook: Codebook, found: Found, key: str = "", *, digits: int = 6
) -> list[PlaceCount]:
    """Where the incidents are, the places with the most first. `key`: the place compound meant, "" for the first;
    `digits`: to so many decimals of a degree places are one. Empty where the codebook has no places."""
    meant = compound(codebook, "place", key)
    if meant is None or meant.node is None:
        return []
    reading = _Reading(connection, codebook, meant)
    latitude, longitude = reading.part("latitude"), reading.part("longitude")
    point = f"{latitude} IS NOT NULL AND {longitude} IS NOT NULL"
    cells = [
        f"CASE WHEN {point} THEN round({column}, {int(digits)}) END" if latitude != "NULL" else "NULL"
        for column in (latitude, longitude)
    ]
    cells += [f"coalesce({reading.part(name)}, '')" for name in ("precision", "country")]
    lines = reading.counted(cells, found)
    return [PlaceCount(line[0], line[1], str(line[2]), str(line[3]), line[4]) for line in lines]


def time_counts(
    connection: sqlite3.Connection, codebook: Codebook, found: Found, key: str = "", *, unit: str = "month",
    by: str = "",
) -> list[TimeCount]:  # fmt: skip
    """When the incidents begin, earliest first; those without a date first of all. `unit`: day, month or year; `by`:
    a choice field of the incident, "" for none."""
    meant = compound(codebook, "date", key)
    if meant is None or meant.node is None:
        return []
    reading = _Reading(connection, codebook, meant)
    start, end = reading.part("start"), reading.part("end")
    told = target(codebook, by) if by else None
    own = told.node if told is not None and told.group is None else None
    answer = f"coalesce({reading.shown.leaf('i', own.key)}, '')" if own is not None and not own.parts else "''"
    first = f"coalesce({start}, {end})" if end != "NULL" else start
    cells = [f"coalesce(substr({first}, 1, {LETTERS[unit]}), '')", f"coalesce({reading.part('precision')}, '')", answer]
    lines = reading.counted(cells, found)
    counts = [TimeCount(str(line[0]), str(line[1]), str(line[2]), line[3]) for line in lines]
    return sorted(counts, key=lambda each: (each.start, each.precision, each.answer))


def answer_counts(
    connection: sqlite3.Connection, codebook: Codebook, found: Found, key: str, *, most: int = 0
) -> list[AnswerCount]:
    """How often each answer to a field is given, the most frequent first; `most`: no more than so many.

    `key`: as of a value in a filter, a field or "group.field"; of a compound its name, else its first text or choice.
    An incident counts once for each answer it has; several choices count each (in rows: once for each row that has
    them otherwise). "" stands for incidents without an answer.
    """
    meant = target(codebook, key)
    leaf = _telling(meant.node) if meant is not None and meant.node is not None else None
    if meant is None or leaf is None:
        return []
    reading = _Reading(connection, codebook, meant)
    counts: dict[str, int] = {}
    for answer, count in reading.counted([f"coalesce({reading.leaf(leaf)}, '')"], found):
        for each in codes_of(answer) if leaf.kind == "choices" and answer else (str(answer),):
            counts[each] = counts.get(each, 0) + count
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [AnswerCount(answer, count) for answer, count in (ordered[:most] if most else ordered)]


def _telling(node: Field) -> Field | None:
    """The leaf of a field that people would count by."""
    if not node.parts:
        return node
    named = node.part_named("name")
    if named is not None and not named.parts:
        return named
    return next((leaf for leaf in node.leaves() if leaf.kind in ("text", "choice")), None)


class _Reading:
    """Columns of one field's owner, and counting by them."""

    def __init__(self, connection: sqlite3.Connection, codebook: Codebook, meant: Target) -> None:
        self._connection, self._meant = connection, meant
        self.shown = Shown(connection, codebook)
        self._group = meant.group.key if meant.group is not None else ""

    def leaf(self, leaf: Field) -> str:
        return self.shown.leaf("r" if self._group else "i", leaf.key, self._group)

    def part(self, name: str) -> str:
        """The accepted value of a part, NULL where the compound has no such part."""
        node = self._meant.node.part_named(name) if self._meant.node is not None else None
        return self.leaf(node) if node is not None and not node.parts else "NULL"

    def counted(self, cells: Sequence[str], found: Found) -> list[tuple[Any, ...]]:
        """Lines of these cells and how many incidents have them; of a group's rows an incident counts once a line."""
        where, values = found
        tables, counting = "incidents i", "count(*)"
        if self._group:
            tables += f' LEFT JOIN "{group_table(self._group)}" r ON r.incident = i.id'
            counting = "count(DISTINCT i.n)"
        places = ", ".join(str(at + 1) for at in range(len(cells)))
        sql = (
            f"SELECT {', '.join(cells)}, {counting} AS many FROM {tables} WHERE {where} GROUP BY {places} "
            f"ORDER BY many DESC, {places}"
        )
        return self._connection.execute(sql, values).fetchall()
