# SPDX-License-Identifier: MIT
"""Tallies count every set of incidents as one would by hand, also where some were removed; too varied ones are none.

That they count what SQLite counts is tested with random projects in tests/tasks/test_standing_counts.py.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curator.store import tallies
from curator.store.marked import marks_of
from curator.store.tallies import place_tally, tally, tally_of_several

numbered = st.dictionaries(st.integers(1, 40), st.tuples(st.sampled_from("abc"), st.sampled_from(["", "1"])))


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    made = sqlite3.connect(":memory:", isolation_level=None)
    made.execute("CREATE TABLE incidents (n INTEGER PRIMARY KEY, one TEXT, other TEXT)")
    yield made
    made.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(numbered, st.sets(st.integers(1, 40)), st.sampled_from([1, 3, 20_000]))
def test_each_line_is_counted_in_any_set(
    connection: sqlite3.Connection, lines: dict[int, tuple[str, str]], chosen: set[int], at_once: int
) -> None:
    connection.execute("DELETE FROM incidents")
    connection.executemany("INSERT INTO incidents VALUES (?, ?, ?)", [(n, *line) for n, line in lines.items()])
    marks = marks_of(chosen & lines.keys(), 40)
    expected = Counter(lines[n] for n in chosen & lines.keys())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tallies, "_FETCHED", at_once)
        patch.setattr(tallies, "_AT_ONCE", at_once)
        made = tally(connection, connection.execute("SELECT one, other FROM incidents ORDER BY n"))
        assert made is not None
        assert made.counts(marks) == expected
    several = tally_of_several(connection, connection.execute("SELECT n, one, other FROM incidents ORDER BY n"))
    assert several is not None
    assert several.counts(marks) == expected


def test_an_incident_with_equal_rows_counts_once_for_each_different_one(connection: sqlite3.Connection) -> None:
    connection.executemany("INSERT INTO incidents (n) VALUES (?)", [(1,), (3,), (4,)])
    made = tally_of_several(connection, [(1, "a"), (1, "b"), (1, "a"), (3, "b"), (3, "a"), (4, "b")])
    assert made is not None
    assert made.counts(marks_of([1, 3, 4], 4)) == {("a",): 2, ("b",): 3}
    assert made.counts(marks_of([4], 4)) == {("b",): 1}


def test_points_are_summed_in_their_cells_also_where_the_last_incidents_are_gone() -> None:
    rows = [(1, 4, 7, "1", "", 10.0, 20.0), (2, 4, 7, "1", "", 11.0, 22.0), (9, None, None, "", "IRQ", None, None)]
    made = place_tally(rows, 9)
    assert made is not None
    assert made.sums(marks_of([1, 2, 9], 9)) == {
        (4, 7, "1", ""): (2, 21.0, 42.0),
        (None, None, "", "IRQ"): (1, 0.0, 0.0),
    }
    assert made.sums(marks_of([2], 3)) == {(4, 7, "1", ""): (1, 11.0, 22.0)}


def test_what_nearly_every_incident_has_of_its_own_is_not_kept(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallies, "MOST_LINES", 30)
    connection.executemany("INSERT INTO incidents VALUES (?, ?, '')", [(n, f"text {n}") for n in range(1, 41)])
    assert tally(connection, connection.execute("SELECT one FROM incidents ORDER BY n")) is None
    assert tally_of_several(connection, connection.execute("SELECT n, one FROM incidents ORDER BY n")) is None
    assert place_tally([(n, n, 0, "", "", 1.0, 1.0) for n in range(1, 41)], 40) is None
    assert tally(connection, connection.execute("SELECT other FROM incidents ORDER BY n")) is not None
