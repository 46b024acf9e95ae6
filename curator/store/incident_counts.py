# SPDX-License-Identifier: MIT
"""How many of the incidents that fit a filter there are at each place, in each span of time, and of each answer.

What lives here: SELECTs with GROUP BY for the map, the time line and the counts beside them, and what their lines mean.
What does not: the filter itself (incident_filter.py), lines that are kept in memory (tallies.py), drawing (app). Only
accepted values count, as in exports; every count is one of incidents.
`found` is always the condition on the incident `i` that `incident_filter.where` gives; `first`: only so many of those
that fit are counted, for a first look at very many (0: all of them).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from curator.domain.codebook.kinds import meaning
from curator.domain.codebook.model import Codebook, Field
from curator.domain.codebook.scalars import codes_of
from curator.domain.coding import Scalar
from curator.domain.filtering import Target, compound, target
from curator.shape import Frozen
from curator.store.columns import group_table
from curator.store.proposals import Shown

Found = tuple[str, tuple[Scalar, ...]]
Box = tuple[float, float, float, float]  # west, south, east, north
Line = tuple[Any, ...]  # what is told of an incident: of incidents with equal lines there are so many
LETTERS = {"day": 10, "month": 7, "year": 4}  # of an ISO day


class PlaceCount(Frozen):
    """So many incidents at one place, or in one cell: then the point is the middle of theirs. Without a point
    (`latitude` None) they are known by their country alone, or not at all (`country` ""). `precision`: its code, ""
    where none is coded; `meaning`: what that means. `country`: only told where nothing nearer is known. `at`: what
    makes them one place."""

    latitude: float | None
    longitude: float | None
    precision: str
    country: str
    count: int
    meaning: str = ""
    at: tuple[float, float] = (0.0, 0.0)


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
    connection: sqlite3.Connection, codebook: Codebook, found: Found, key: str = "", *, cell: float = 0.0,
    box: Box | None = None, first: int = 0,
) -> list[PlaceCount]:  # fmt: skip
    """Where the incidents are, the places with the most first. `key`: the place compound meant, "" for the first;
    `cell`: points in one square of so many degrees are one place (0: only equal ones are); `box`: only points in it.
    Empty where the codebook has no places."""
    meant = compound(codebook, "place", key)
    if meant is None or meant.node is None:
        return []
    reading = Reading(connection, codebook, meant)
    place = _Place(reading, cell)
    within = place.within(box) if box is not None else ("1", ())
    cells = [*place.at, reading.text("precision"), place.country()]
    lines = reading.counted(cells, found, within, (place.middle(0), place.middle(1)), first)
    return places_told(codebook, meant.node, lines)


def places_told(codebook: Codebook, node: Field, lines: Sequence[Line]) -> list[PlaceCount]:
    """What lines of the compound `node` say: row and column of the cell, precision, country, count, and the middle."""
    leaf = node.part_named("precision")
    means = {str(line[2]): meaning(codebook, leaf, line[2]) if leaf is not None else "" for line in lines}
    return [
        PlaceCount(line[5], line[6], line[2], line[3], line[4], means[line[2]], (line[0] or 0.0, line[1] or 0.0))
        for line in lines
    ]


def every_place(
    connection: sqlite3.Connection, codebook: Codebook, cell: float
) -> tuple[Field, Callable[[], sqlite3.Cursor]] | None:
    """The first place compound, and what asks of each incident its number, row and column of its cell, precision,
    country, latitude and longitude; None where no incident has such a compound itself."""
    meant = compound(codebook, "place", "")
    if meant is None or meant.node is None or meant.group is not None:
        return None
    reading = Reading(connection, codebook, meant)
    place = _Place(reading, cell)
    cells = ["i.n", *place.at, reading.text("precision"), place.country(), *place.point]
    return meant.node, lambda: reading.lines(cells)


def places_key(cell: float) -> tuple[object, ...]:
    """What tells these lines from others that are kept."""
    return "places", cell


class Counted(Frozen):
    """Lines of these cells, of each incident or of each row of a group."""

    reading: Reading
    cells: tuple[str, ...]

    @property
    def several(self) -> bool:
        """Whether an incident may have several lines."""
        return bool(self.reading.group)

    def counts(self, found: Found, first: int = 0) -> dict[Line, int]:
        """How many of the incidents found have each line."""
        return {line[:-1]: line[-1] for line in self.reading.counted(self.cells, found, first=first)}

    def every_one(self) -> sqlite3.Cursor:
        """The line of each incident in the order of the numbers; where there may be several, behind the number."""
        return self.reading.lines(("i.n", *self.cells) if self.several else self.cells)


def incidents_at(
    connection: sqlite3.Connection, codebook: Codebook, found: Found, places: Sequence[PlaceCount], key: str = "", *,
    cell: float = 0.0,
) -> Iterator[int]:  # fmt: skip
    """The local numbers of the incidents at these places, as `place_counts` found them with the same `cell`; an
    incident with several of them comes as often."""
    meant = compound(codebook, "place", key)
    if meant is None or meant.node is None or not places:
        return
    reading = Reading(connection, codebook, meant)
    place = _Place(reading, cell)
    wanted = {(one.latitude is None, one.at, one.precision, one.country) for one in places}
    points = [(one.longitude, one.latitude) for one in places if one.longitude is not None and one.latitude is not None]
    within: Found = ("1", ())
    if len(points) == len(places):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        within = place.within((min(xs) - cell, min(ys) - cell, max(xs) + cell, max(ys) + cell))
    cells = ["i.n", *place.at, reading.text("precision"), place.country()]
    for n, row, column, precision, country in reading.lines(cells, found, within):
        if (row is None, (row or 0.0, column or 0.0), str(precision), str(country)) in wanted:
            yield int(n)


def time_counts(
    connection: sqlite3.Connection, codebook: Codebook, found: Found, key: str = "", *, unit: str = "month",
    by: str = "", first: int = 0,
) -> list[TimeCount]:  # fmt: skip
    """When the incidents begin, earliest first; those without a date first of all. `unit`: day, month or year; `by`:
    a choice field of the incident, "" for none."""
    counted = counted_times(connection, codebook, key, unit=unit, by=by)
    return times_told(counted.counts(found, first)) if counted is not None else []


def counted_times(
    connection: sqlite3.Connection, codebook: Codebook, key: str = "", *, unit: str = "month", by: str = ""
) -> Counted | None:
    """What is counted for `time_counts`: start, precision, answer."""
    meant = compound(codebook, "date", key)
    if meant is None or meant.node is None:
        return None
    reading = Reading(connection, codebook, meant)
    start, end = reading.part("start"), reading.part("end")
    told = target(codebook, by) if by else None
    own = told.node if told is not None and told.group is None else None
    answer = f"coalesce({reading.shown.leaf('i', own.key)}, '')" if own is not None and not own.parts else "''"
    day = f"coalesce({start}, {end})" if end != "NULL" else start
    return Counted(reading, (f"coalesce(substr({day}, 1, {LETTERS[unit]}), '')", reading.text("precision"), answer))


def times_key(unit: str, by: str) -> tuple[object, ...]:
    """What tells these lines from others that are kept."""
    return "times", unit, by


def times_told(lines: Mapping[Line, int]) -> list[TimeCount]:
    """What lines of `counted_times` say."""
    counts = [TimeCount(str(start), str(code), str(answer), many) for (start, code, answer), many in lines.items()]
    return sorted(counts, key=lambda each: (each.start, each.precision, each.answer))


def answer_counts(
    connection: sqlite3.Connection, codebook: Codebook, found: Found, key: str, *, most: int = 0, first: int = 0
) -> list[AnswerCount]:
    """How often each answer to a field is given, the most frequent first; `most`: no more than so many.

    `key`: as of a value in a filter, a field or "group.field"; of a compound its name, else its first text or choice.
    An incident counts once for each answer it has; several choices count each (in rows: once for each row that has
    them otherwise). "" stands for incidents without an answer.
    """
    counted = counted_answers(connection, codebook, key)
    return answers_told(codebook, key, counted.counts(found, first), most) if counted is not None else []


def counted_answers(connection: sqlite3.Connection, codebook: Codebook, key: str) -> Counted | None:
    """What is counted for `answer_counts`: the value of the leaf."""
    meant = target(codebook, key)
    leaf = _telling(meant.node) if meant is not None and meant.node is not None else None
    if meant is None or leaf is None:
        return None
    reading = Reading(connection, codebook, meant)
    return Counted(reading, (f"coalesce({reading.leaf(leaf)}, '')",))


def answers_told(codebook: Codebook, key: str, lines: Mapping[Line, int], most: int = 0) -> list[AnswerCount]:
    """What lines of `counted_answers` say."""
    meant = target(codebook, key)
    leaf = _telling(meant.node) if meant is not None and meant.node is not None else None
    several = leaf is not None and leaf.kind == "choices"
    counts: dict[str, int] = {}
    for (answer,), count in lines.items():
        for each in codes_of(answer) if several and answer else (str(answer),):
            counts[each] = counts.get(each, 0) + count
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [AnswerCount(answer, count) for answer, count in (ordered[:most] if most else ordered)]


def better_answered(
    keys: Sequence[str], counts_of: Callable[[str], list[AnswerCount]], most: int = 0
) -> tuple[str, list[AnswerCount]]:
    """The first of these fields, with its counts as `counts_of` gives them (`answer_counts`, the `most` frequent),
    unless most incidents have no answer to it: then the one that the fewest leave without."""
    tried: list[tuple[int, str, list[AnswerCount]]] = []
    for key in keys:
        counts = counts_of(key)
        blank = sum(each.count for each in counts if not each.answer)
        tried.append((blank, key, counts))
        if 2 * blank <= sum(each.count for each in counts) or 0 < most <= len(counts):
            break
    _, key, counts = min(tried, key=lambda one: one[0])
    return key, counts


def _telling(node: Field) -> Field | None:
    """The leaf of a field that people would count by."""
    if not node.parts:
        return node
    named = node.part_named("name")
    if named is not None and not named.parts:
        return named
    return next((leaf for leaf in node.leaves() if leaf.kind in ("text", "choice")), None)


class Reading:
    """Columns of one field's owner (an incident, or a row of `group`), and counting by them."""

    def __init__(self, connection: sqlite3.Connection, codebook: Codebook, meant: Target) -> None:
        self._connection, self.codebook, self.meant = connection, codebook, meant
        self.shown = Shown(connection, codebook)
        self.group = meant.group.key if meant.group is not None else ""

    def leaf(self, leaf: Field) -> str:
        return self.shown.leaf("r" if self.group else "i", leaf.key, self.group)

    def part(self, name: str) -> str:
        """The accepted value of a part, NULL where the compound has no such part."""
        node = self.meant.node.part_named(name) if self.meant.node is not None else None
        return self.leaf(node) if node is not None and not node.parts else "NULL"

    def text(self, name: str) -> str:
        """The same, "" for none."""
        part = self.part(name)
        return f"coalesce({part}, '')" if part != "NULL" else "''"

    def counted(
        self, cells: Sequence[str], found: Found, within: Found = ("1", ()), more: Sequence[str] = (), first: int = 0
    ) -> list[tuple[Any, ...]]:
        """Lines of these cells and how many incidents have them, then `more` of each line; of a group's rows an
        incident counts once a line."""
        counting = "count(DISTINCT i.n)" if self.group else "count(*)"
        places = ", ".join(str(at + 1) for at in range(len(cells)))
        tables, values = self._tables(found, within, first)
        sql = (
            f"SELECT {', '.join([*cells, f'{counting} AS many', *more])} FROM {tables} GROUP BY {places} "
            f"ORDER BY many DESC, {places}"
        )
        return self._connection.execute(sql, values).fetchall()

    def lines(
        self, cells: Sequence[str], found: Found = ("1", ()), within: Found = ("1", ())
    ) -> sqlite3.Cursor:  # fmt: skip
        """These cells of each incident, or of each row of the group, in the order of the incidents."""
        tables, values = self._tables(found, within)
        return self._connection.execute(f"SELECT {', '.join(cells)} FROM {tables} ORDER BY i.n", values)

    def _tables(self, found: Found, within: Found, first: int = 0) -> tuple[str, tuple[Scalar, ...]]:
        """What is read: from FROM on, with the values bound in it."""
        rows = f' LEFT JOIN "{group_table(self.group)}" r ON r.incident = i.id' if self.group else ""
        if first:
            some = f"(SELECT * FROM incidents i WHERE {found[0]} LIMIT {int(first)}) i"
            return f"{some}{rows} WHERE {within[0]}", (*found[1], *within[1])
        return f"incidents i{rows} WHERE ({found[0]}) AND {within[0]}", (*found[1], *within[1])


class _Place:
    """The columns of a place: which points are one, their middle, the country where nothing nearer is known."""

    def __init__(self, reading: Reading, cell: float) -> None:
        self._reading = reading
        self.point = reading.part("latitude"), reading.part("longitude")
        there = "NULL" not in self.point
        self._known = f"{self.point[0]} IS NOT NULL AND {self.point[1]} IS NOT NULL" if there else "0"
        self.at = tuple(self._cell(column, least, cell) for column, least in zip(self.point, (90, 180), strict=True))

    def _cell(self, column: str, least: int, cell: float) -> str:
        """The coordinate, or the number of its square from the south and the west."""
        square = f"CAST(({column} + {least}) / {float(cell)!r} AS INTEGER)" if cell else column
        return f"CASE WHEN {self._known} THEN {square} END"

    def middle(self, which: int) -> str:
        return f"CASE WHEN {self._known} THEN avg({self.point[which]}) END"

    def country(self) -> str:
        """The country, "" where there is a point that says more."""
        node = self._reading.meant.node
        leaf = node.part_named("precision") if node is not None else None
        listed = self._reading.codebook.choices_of(leaf) if leaf is not None else None
        wide = [one.code for one in listed.choices if one.means == "country"] if listed is not None else []
        codes = ", ".join("'" + code.replace("'", "''") + "'" for code in wide)
        nearer = f"{self._known} AND {self._reading.text('precision')} NOT IN ({codes})"
        return f"CASE WHEN {nearer} THEN '' ELSE {self._reading.text('country')} END"

    def within(self, box: Box) -> Found:
        """The condition that the point lies in a box."""
        west, south, east, north = box
        latitude, longitude = self.point
        text = f"{self._known} AND {latitude} BETWEEN ? AND ? AND {longitude} BETWEEN ? AND ?"
        return text, (south, north, west, east)
