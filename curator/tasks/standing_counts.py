# SPDX-License-Identifier: MIT
"""Counts over very many incidents that stand ready while a window is open: each filter is asked of SQLite once.

What lives here: the sets and tallies that are kept, and when they are out of date. What does not: making them
(store/marked.py, store/tallies.py), what the counts mean (store/incident_counts.py, store/incident_totals.py).

A set is kept for the state of the project in which it was asked. A tally is kept longer: what has changed since is left
out of it and asked of SQLite, so the answers are always those of the snapshot in which one asks. Where the changes are
not told one by one, or are many, tallies are made anew when they are next needed. Nothing of this is ever written.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from array import array
from collections import OrderedDict
from collections.abc import Callable, Hashable

from curator.domain.codebook.model import Codebook, Derived
from curator.shape import Frozen
from curator.store.incident_counts import (
    AnswerCount,
    Counted,
    Found,
    Line,
    PlaceCount,
    TimeCount,
    answers_told,
    counted_answers,
    counted_times,
    every_place,
    place_counts,
    places_key,
    places_told,
    times_key,
    times_told,
)
from curator.store.incident_list import about_how_many
from curator.store.incident_totals import (
    CountTotal,
    article_lines,
    derived_counts,
    every_article,
    every_total,
    how_many,
    total_lines,
    total_told,
)
from curator.store.marked import marked, marks_of, numbers_of, without
from curator.store.stopping import giving_up
from curator.store.tallies import PlaceTally, Tally, place_tally, tally, tally_of_several
from curator.workspace import ChangeSet, Workspace

_SETS = 12  # kept: a byte for each incident
_TOO_MANY = 2_000  # incidents changed since a tally was made


class _Kept(Frozen):
    """`made`: a Tally, a PlaceTally, or None where there can be none. `seq`: the last change that it knows."""

    made: object
    seq: int


class StandingCounts:
    """One for each window's page, which says when it is `left`. Every question is asked within one snapshot."""

    def __init__(self, workspace: Workspace, left: Callable[[], bool]) -> None:
        self._left = left
        self._lock = threading.Lock()
        self._asking = threading.Lock()  # whoever needs the same set waits for it
        self._making: dict[Hashable, threading.Lock] = {}  # and for the same tally
        self._sets: OrderedDict[tuple[int, Found], bytes] = OrderedDict()
        self._sizes: dict[tuple[int, Found], int] = {}
        self._tallies: dict[Hashable, _Kept] = {}
        self._changed: list[tuple[int, frozenset[str]]] = []  # changes by their numbers, and the ids they touched
        self._forgotten = 0  # what is older than this change can not be brought up to date
        self._unsubscribe = workspace.subscribe(self._hear)
        with workspace.read() as reads:
            self._heard = _last_change(reads.connection)

    def leave(self) -> None:
        """The page is about to go."""
        self._unsubscribe()

    # -- what changes --------------------------------------------------------------------------------------------

    def _hear(self, change: ChangeSet) -> None:
        """On the writing thread, after COMMIT."""
        with self._lock:
            self._heard = max(self._heard, *change.seqs)
            if change.incidents:
                self._changed.append((self._heard, change.incidents))
            if change.many or change.codebook_changed or sum(len(ids) for _, ids in self._changed) > _TOO_MANY:
                self._tallies.clear()
                self._changed.clear()
                self._forgotten = self._heard

    def _since(self, connection: sqlite3.Connection, kept: _Kept) -> list[int]:
        """The numbers of the incidents that may be other than the tally knows them."""
        with self._lock:
            ids = {one for seq, some in self._changed if seq > kept.seq for one in some}
        if not ids:
            return []
        sql = "SELECT n FROM incidents WHERE id IN (SELECT value FROM json_each(?))"
        return [int(row[0]) for row in connection.execute(sql, (json.dumps(sorted(ids)),))]

    # -- sets ----------------------------------------------------------------------------------------------------

    def marks(self, connection: sqlite3.Connection, found: Found) -> bytes:
        """The incidents that fit, as a set (store/marked.py)."""
        return self._marks(connection, found, lambda: marked(connection, found))

    def keep(self, connection: sqlite3.Connection, found: Found, numbers: array[int]) -> None:
        """These incidents fit: nobody need ask again."""
        self._marks(connection, found, lambda: marks_of(numbers, about_how_many(connection)))

    def _marks(self, connection: sqlite3.Connection, found: Found, make: Callable[[], bytes]) -> bytes:
        key = (_last_change(connection), found)
        with self._asking:
            marks = self._sets.get(key)
            if marks is None:
                marks = self._sets[key] = make()
                if len(self._sets) > _SETS:
                    self._sets.popitem(last=False)
            self._sets.move_to_end(key)
        return marks

    def numbers(self, connection: sqlite3.Connection, found: Found) -> array[int]:
        """The local numbers of the incidents that fit, from the lowest."""
        return numbers_of(self.marks(connection, found))

    def how_many(self, connection: sqlite3.Connection, found: Found) -> int:
        """How many incidents fit."""
        key = (_last_change(connection), found)
        marks = self._sets.get(key)
        if marks is not None:
            return marks.count(1)
        count = self._sizes.get(key)
        if count is None:
            count = how_many(connection, found)
            self._sizes = {key: count}
        return count

    # -- tallies -------------------------------------------------------------------------------------------------

    def ready(self, key: Hashable) -> bool:
        """Whether a tally stands ready, so that the answer comes at once."""
        return key in self._tallies

    def _tally(self, connection: sqlite3.Connection, key: Hashable, make: Callable[[], object]) -> _Kept | None:
        """The tally under this key, made now where there is none. None where there can be none, and where this snapshot
        is older than it, or newer than what was heard of: then SQLite alone answers."""
        seq = _last_change(connection)
        with self._lock:
            turn = self._making.setdefault(key, threading.Lock())
        with turn:
            kept = self._tallies.get(key)
            if kept is None:
                with giving_up(connection, self._left):  # not where another filter is wanted: that needs it too
                    kept = _Kept(make(), seq)
                with self._lock:
                    if seq >= self._forgotten:
                        self._tallies[key] = kept
        with self._lock:
            up_to_date = kept.seq <= seq <= self._heard and kept.seq >= self._forgotten
        return kept if up_to_date and kept.made is not None else None

    def _lines(
        self, connection: sqlite3.Connection, key: Hashable, found: Found, make: Callable[[], Tally | None],
        ask: Callable[[Found], dict[Line, int]],
    ) -> dict[Line, int]:  # fmt: skip
        """How many of the incidents that fit have each line. `ask`: the same question to SQLite."""
        marks = self.marks(connection, found)
        kept = self._tally(connection, key, make)
        if kept is None or not isinstance(kept.made, Tally):
            return ask(found)
        changed = self._since(connection, kept)
        lines = kept.made.counts(without(marks, changed) if changed else marks)
        for line, count in ask(_only(found, changed)).items() if changed else ():
            lines[line] = lines.get(line, 0) + count
        return lines

    def _counted(
        self, connection: sqlite3.Connection, key: Hashable, found: Found, counted: Counted
    ) -> dict[Line, int]:
        def make() -> Tally | None:
            return (tally_of_several if counted.several else tally)(connection, counted.every_one())

        return self._lines(connection, key, found, make, counted.counts)

    # -- questions -----------------------------------------------------------------------------------------------

    def times(
        self, connection: sqlite3.Connection, codebook: Codebook, found: Found, *, unit: str, by: str
    ) -> list[TimeCount]:
        """As store/incident_counts.py, time_counts."""
        counted = counted_times(connection, codebook, unit=unit, by=by)
        if counted is None:
            return []
        return times_told(self._counted(connection, times_key(unit, by), found, counted))

    def answers(
        self, connection: sqlite3.Connection, codebook: Codebook, found: Found, *, key: str, most: int
    ) -> list[AnswerCount]:
        """As store/incident_counts.py, answer_counts."""
        counted = counted_answers(connection, codebook, key)
        if counted is None:
            return []
        return answers_told(codebook, key, self._counted(connection, ("answers", key), found, counted), most)

    def totals(self, connection: sqlite3.Connection, codebook: Codebook, found: Found) -> dict[str, CountTotal]:
        """As store/incident_totals.py, count_totals."""
        return {each.key: self._total(connection, codebook, found, each) for each in derived_counts(codebook)}

    def _total(self, connection: sqlite3.Connection, codebook: Codebook, found: Found, derived: Derived) -> CountTotal:
        def make() -> Tally | None:
            return tally(connection, every_total(connection, codebook, derived))

        def ask(some: Found) -> dict[Line, int]:
            return dict(total_lines(connection, codebook, derived, some))

        return total_told(self._lines(connection, ("total", derived.key), found, make, ask))

    def articles(self, connection: sqlite3.Connection, found: Found) -> int:
        """As store/incident_totals.py, how_many_articles."""

        def make() -> Tally | None:
            return tally(connection, every_article(connection))

        def ask(some: Found) -> dict[Line, int]:
            return dict(article_lines(connection, some))

        return len(self._lines(connection, "articles", found, make, ask))

    def places(
        self, connection: sqlite3.Connection, codebook: Codebook, found: Found, *, cell: float
    ) -> list[PlaceCount]:
        """As store/incident_counts.py, place_counts."""
        marks = self.marks(connection, found)
        every = every_place(connection, codebook, cell)
        if every is None:
            return place_counts(connection, codebook, found, cell=cell)
        node, rows = every
        kept = self._tally(connection, places_key(cell), lambda: place_tally(rows(), about_how_many(connection)))
        if kept is None or not isinstance(kept.made, PlaceTally):
            return place_counts(connection, codebook, found, cell=cell)
        changed = self._since(connection, kept)
        sums = kept.made.sums(without(marks, changed) if changed else marks)
        for one in place_counts(connection, codebook, _only(found, changed), cell=cell) if changed else ():
            line, more = _line(one)
            there = sums.get(line, (0, 0.0, 0.0))
            sums[line] = (there[0] + more[0], there[1] + more[1], there[2] + more[2])
        return places_told(codebook, node, sorted((_told(*each) for each in sums.items()), key=_most_first))


def _line(one: PlaceCount) -> tuple[Line, tuple[int, float, float]]:
    """A place as a PlaceTally tells it."""
    if one.latitude is None or one.longitude is None:
        return (None, None, one.precision, one.country), (one.count, 0.0, 0.0)
    sums = one.count, one.latitude * one.count, one.longitude * one.count
    return (*one.at, one.precision, one.country), sums


def _told(line: Line, sums: tuple[int, float, float]) -> Line:
    """A line of a PlaceTally as SQLite counts it: with the middle of the points."""
    count, latitude, longitude = sums
    there = line[0] is not None
    return (*line, count, latitude / count if there else None, longitude / count if there else None)


def _most_first(line: Line) -> tuple[object, ...]:
    """The order of place_counts."""
    row, column, precision, country, count = line[:5]
    return -count, row is not None, row or 0, column or 0, precision, country


def _last_change(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT coalesce(max(seq), 0) FROM changes").fetchone()[0])


def _only(found: Found, numbers: list[int]) -> Found:
    """The condition, for these incidents alone."""
    sql, values = found
    return f"({sql}) AND i.n IN (SELECT value FROM json_each(?))", (*values, json.dumps(numbers))
