# SPDX-License-Identifier: MIT
"""Lines of cells of all incidents, kept in memory so that any set of incidents is counted in milliseconds.

What lives here: two forms of it, for cells that few incidents tell apart, and for points in cells of a map. What does
not: which cells (incident_counts.py, incident_totals.py), sets (marked.py), when a tally is out of date
(tasks/standing_counts.py).
SQLite sorts what it counts: of 1,000,000 incidents for 0.3 to 2 s. These need 30 to 100 ms and 4 to 24 bytes for each.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import compress

from curator.store.incident_counts import Line
from curator.store.incident_list import about_how_many

MOST_LINES = 200_000  # different ones; beyond, names and texts would take more memory than they are worth
_FETCHED = 20_000  # rows
_AT_ONCE = 100_000  # incidents: some milliseconds, so that the window's thread has its turn between


class Tally:
    """`_codes`: for each local number which of `_lines` it has, 0 for no incident. Each of these is a set of lines:
    of one for cells of the incident itself."""

    def __init__(self, codes: array[int], lines: list[tuple[Line, ...]]) -> None:
        self._codes, self._lines = codes, lines

    def counts(self, marks: bytes) -> dict[Line, int]:
        """How many of the incidents in this set have each line."""
        by_code: Counter[int] = Counter()
        for start in range(0, len(self._codes), _AT_ONCE):
            end = start + _AT_ONCE
            by_code.update(compress(self._codes[start:end], marks[start:end]))
        counts: dict[Line, int] = {}
        for code, count in by_code.items():
            for line in self._lines[code]:
                counts[line] = counts.get(line, 0) + count
        return counts


class _Codes(dict[Line, int]):
    """The number of each line, given when it is first asked for."""

    def __missing__(self, line: Line) -> int:
        code = self[line] = len(self) + 1
        return code


def tally(connection: sqlite3.Connection, rows: sqlite3.Cursor) -> Tally | None:
    """Keep these rows, the cells of each incident in the order of the local numbers. None where there are too many
    different ones."""
    known, codes = _Codes(), array("I")
    while some := rows.fetchmany(_FETCHED):
        codes.extend(map(known.__getitem__, some))
        if len(known) > MOST_LINES:
            return None
    return Tally(_at_their_numbers(connection, codes), [(), *((line,) for line in known)])


def _at_their_numbers(connection: sqlite3.Connection, codes: array[int]) -> array[int]:
    """The codes at the places of the local numbers, with 0 where an incident was removed."""
    highest = about_how_many(connection)
    if len(codes) == highest:
        return array("I", [0]) + codes
    placed = array("I", bytes(4 * (highest + 1)))
    for (number,), code in zip(connection.execute("SELECT n FROM incidents ORDER BY n"), codes, strict=True):
        placed[number] = code
    return placed


def tally_of_several(connection: sqlite3.Connection, rows: Iterable[Line]) -> Tally | None:
    """Keep these rows: a local number, then cells; those of an incident one after the other."""
    codes = array("I", bytes(4 * (about_how_many(connection) + 1)))
    known: dict[tuple[Line, ...], int] = {}
    for number, lines in _lines_of(rows):
        code = known.get(lines)
        if code is None:
            if len(known) == MOST_LINES:
                return None
            code = known[lines] = len(known) + 1
        codes[number] = code
    return Tally(codes, [(), *known])


def _lines_of(rows: Iterable[Line]) -> Iterator[tuple[int, tuple[Line, ...]]]:
    """The different lines of each incident, in an order of their own: equal sets are equal."""
    last, lines = 0, list[Line]()
    for row in rows:
        if row[0] != last:
            if last:
                yield last, tuple(lines) if len(lines) == 1 else tuple(sorted(set(lines), key=repr))
            last, lines = row[0], []
        lines.append(row[1:])
    if last:
        yield last, tuple(sorted(set(lines), key=repr))


class _Cell:
    """The incidents in one cell of a map: their numbers and their points, side by side."""

    def __init__(self) -> None:
        self.numbers, self.latitudes, self.longitudes = array("I"), array("d"), array("d")


class PlaceTally:
    """`_cells`: by row, column, precision, country. Those without a point have no coordinates kept. `_highest`: the
    highest local number there was."""

    def __init__(self, cells: dict[Line, _Cell], highest: int) -> None:
        self._cells, self._highest = cells, highest

    def sums(self, marks: bytes) -> dict[Line, tuple[int, float, float]]:
        """How many of the incidents in this set there are in each cell, and the sums of their coordinates."""
        found: dict[Line, tuple[int, float, float]] = {}
        marks = marks.ljust(self._highest + 1, b"\0")  # the last incidents may have been removed
        for line, cell in self._cells.items():
            count, latitude, longitude = 0, 0.0, 0.0
            for start in range(0, len(cell.numbers), _AT_ONCE):
                end = start + _AT_ONCE
                here = bytes(map(marks.__getitem__, cell.numbers[start:end]))
                count += here.count(1)
                latitude += sum(compress(cell.latitudes[start:end], here))
                longitude += sum(compress(cell.longitudes[start:end], here))
            if count:
                found[line] = (count, latitude, longitude)
        return found


def place_tally(rows: Iterable[Line], highest: int) -> PlaceTally | None:
    """Keep these rows (incident_counts.every_place). None where there are too many different cells."""
    cells: dict[Line, _Cell] = {}
    for number, row, column, precision, country, latitude, longitude in rows:
        line = (row, column, precision, country)
        cell = cells.get(line)
        if cell is None:
            if len(cells) == MOST_LINES // 10:
                return None
            cell = cells[line] = _Cell()
        cell.numbers.append(number)
        if row is not None:
            cell.latitudes.append(latitude)
            cell.longitudes.append(longitude)
    return PlaceTally(cells, highest)
