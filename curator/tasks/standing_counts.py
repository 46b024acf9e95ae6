# SPDX-License-Identifier: MIT
"""Counts over very many incidents that stand ready while a window is open: each filter is asked of SQLite once.

What lives here: the sets and tallies that are kept, and when they are out of date. What does not: making them
(store/marked.py, store/tallies.py), what the counts mean (store/incident_counts.py, store/incident_totals.py).

A set is kept for the state of the project in which it was asked. A tally is kept longer, and so is the set of a slow
condition alone: what has changed since is left out of it and asked of SQLite, so the answers are always those of the
snapshot in which one asks. Where the changes are not told one by one, or are many, tallies are made anew when they are
next needed. Nothing of this is ever written.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from array import array
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from functools import partial
from typing import TypeVar

from curator.domain.codebook.model import Codebook, Derived
from curator.domain.filtering import Condition, IncidentFilter
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
from curator.store.incident_filter import Known, condition_alone
from curator.store.incident_list import NUMBER, IncidentWish, Source, about_how_many
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
from curator.store.marked import both, in_order, marked, marks_of, numbers_of, with_more, without
from curator.store.reads import Reads
from curator.store.stopping import giving_up
from curator.store.tallies import PlaceTally, Tally, place_tally, tally, tally_of_several
from curator.tasks.incident_filter import fitting
from curator.workspace import ChangeSet, Workspace

_SLOW = ("no_words",)  # for these SQLite looks at every word of every incident
_SETS = 12  # kept: a byte for each incident
_TOO_MANY = 2_000  # incidents changed since a tally was made
Made = TypeVar("Made")


class _Kept(Frozen):
    """`made`: a Tally, a PlaceTally, the set of a slow condition, or None where there can be none. `seq`: the last
    change that it knows."""

    made: object
    seq: int


class StandingCounts:
    """One for each window's page, which says when it is `left`. Every question is asked within one snapshot."""

    def __init__(self, workspace: Workspace, left: Callable[[], bool]) -> None:
        self._workspace, self._left = workspace, left
        self._lock = threading.Lock()
        self._asking = threading.RLock()  # whoever needs the same set waits for it
        self._making: dict[Hashable, threading.Lock] = {}  # and for the same tally
        self._sets: OrderedDict[tuple[int, Found], bytes] = OrderedDict()
        self._orders: dict[tuple[int, Found, Source, bool], array[int]] = {}  # the last one
        self._parts: dict[Found, tuple[Found, tuple[Condition, ...], bool]] = {}
        self._sizes: dict[tuple[int, Found], int] = {}
        self._tallies: dict[Hashable, _Kept] = {}
        self._changed: list[tuple[int, frozenset[str]]] = []  # changes by their numbers, and the ids they touched
        self._touched = 0  # so many ids
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
            self._heard = max((self._heard, *change.seqs))
            if change.incidents:
                self._changed.append((self._heard, change.incidents))
                self._touched += len(change.incidents)
            if change.many or change.codebook_changed or self._touched > _TOO_MANY:
                self._tallies.clear()
                self._changed.clear()
                self._touched = 0
                self._forgotten = self._heard

    # -- sets ----------------------------------------------------------------------------------------------------

    def divide(self, reads: Reads, wanted: IncidentFilter, viewer: str, known: Known, found: Found) -> None:
        """Say of a filter, `found` in SQL, which conditions it has, so that slow ones need not be asked again."""
        slow = tuple(each for each in wanted.conditions if each.kind in _SLOW)
        if slow and found not in self._parts:
            others = wanted.without(*_SLOW)
            quick = fitting(self._workspace, reads, others, viewer, known)
            if len(self._parts) >= _SETS:
                self._parts.clear()
            self._parts[found] = quick, slow, bool(others.without("layer").conditions)

    def marks(self, connection: sqlite3.Connection, found: Found) -> bytes:
        """The incidents that fit, as a set (store/marked.py)."""
        return self._marks(connection, found, lambda: self._asked(connection, found))

    def _asked(self, connection: sqlite3.Connection, found: Found) -> bytes:
        quick, slow, narrow = self._parts.get(found, (found, (), False))
        if not slow or (narrow and not all(self.ready(each) for each in slow)):
            return marked(connection, found)  # the other conditions leave few for the slow one to look at
        marks = self.marks(connection, quick)
        for condition in slow:
            alone = condition_alone(connection, self._workspace.codebook, condition)
            holds, changed = self._tally(connection, condition, partial(marked, connection, alone))
            if not isinstance(holds, bytes):
                return marked(connection, found)
            if changed:
                holds = with_more(without(holds, changed), marked(connection, _only(alone, changed)))
            marks = both(marks, holds)
        return marks

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

    def ordered(self, reads: Reads, wish: IncidentWish, every_one: Found) -> array[int]:
        """The local numbers of the incidents wished for, in their order. `every_one`: the condition without what makes
        them fewer; where these are known in the same order, nothing is sorted."""
        connection = reads.connection
        if wish.order == NUMBER:
            numbers = self.numbers(connection, wish.fits)
            return numbers[::-1] if wish.descending else numbers
        key = _last_change(connection), every_one, wish.order, wish.descending
        there = self._orders.get(key)
        if there is not None and wish.fits != every_one:
            return in_order(there, self.marks(connection, wish.fits))
        if there is None:
            there = reads.incident_ns(wish)
            self._marks(connection, wish.fits, lambda: marks_of(there, about_how_many(connection)))
            if wish.fits == every_one:
                self._orders = {key: there}
        return there[:]  # whoever shows it may change it

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

    def _tally(
        self, connection: sqlite3.Connection, key: Hashable, make: Callable[[], object]
    ) -> tuple[object, list[int]]:  # fmt: skip
        """The tally under this key, made now where there is none, and the numbers of the incidents that may be other
        than it knows them. None where there can be none, and where this snapshot is older than it, or newer than what
        was heard of: then SQLite alone answers."""
        seq = _last_change(connection)
        with self._lock:
            turn = self._making.setdefault(key, threading.Lock())
        with turn:
            kept = self._tallies.get(key)
            if kept is None:
                kept = _Kept(make(), seq)
                with self._lock:
                    if seq >= self._forgotten:
                        self._tallies[key] = kept
        with self._lock:
            if not self._forgotten <= kept.seq <= seq <= self._heard:
                return None, []
            ids = {one for number, some in self._changed if number > kept.seq for one in some}
        return kept.made, _numbers_of(connection, ids)

    def _to_the_end(self, connection: sqlite3.Connection, make: Callable[[], Made]) -> Made:
        """Make it, even if another filter is wanted meanwhile: that needs it too."""
        with giving_up(connection, self._left):
            return make()

    def _lines(
        self, connection: sqlite3.Connection, key: Hashable, found: Found, make: Callable[[], Tally | None],
        ask: Callable[[Found], dict[Line, int]],
    ) -> dict[Line, int]:  # fmt: skip
        """How many of the incidents that fit have each line. `ask`: the same question to SQLite."""
        marks = self.marks(connection, found)
        made, changed = self._tally(connection, key, lambda: self._to_the_end(connection, make))
        if not isinstance(made, Tally):
            return ask(found)
        lines = made.counts(without(marks, changed) if changed else marks)
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

        def make() -> PlaceTally | None:
            return place_tally(rows(), about_how_many(connection))

        made, changed = self._tally(connection, places_key(cell), lambda: self._to_the_end(connection, make))
        if not isinstance(made, PlaceTally):
            return place_counts(connection, codebook, found, cell=cell)
        sums = made.sums(without(marks, changed) if changed else marks)
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


def _numbers_of(connection: sqlite3.Connection, ids: Iterable[str]) -> list[int]:
    """The local numbers of those of these incidents that are there."""
    listed = sorted(ids)
    if not listed:
        return []
    sql = "SELECT n FROM incidents WHERE id IN (SELECT value FROM json_each(?))"
    return [int(row[0]) for row in connection.execute(sql, (json.dumps(listed),)).fetchall()]


def _only(found: Found, numbers: list[int]) -> Found:
    """The condition, for these incidents alone."""
    sql, values = found
    return f"({sql}) AND i.n IN (SELECT value FROM json_each(?))", (*values, json.dumps(numbers))
