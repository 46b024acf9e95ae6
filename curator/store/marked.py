# SPDX-License-Identifier: MIT
"""Sets of incidents, one byte for each local number: 1 where the incident is in it, else 0.

What lives here: making such a set from a condition, and the numbers in one. What does not: the condition
(incident_filter.py), which sets are kept (tasks/standing_counts.py), counting with them (tallies.py).
1,000,000 incidents are 1 MB, and itertools.compress takes what belongs to them out of any column in milliseconds.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from itertools import compress

from curator.domain.coding import Scalar
from curator.store.incident_list import about_how_many, numbers_in

_AT_ONCE = 200_000  # numbers: some milliseconds


def marked(connection: sqlite3.Connection, fits: tuple[str, Sequence[Scalar]]) -> bytes:
    """The incidents that fit, asked in one step, during which other threads of Python run undisturbed."""
    sql, values = fits
    (joined,) = connection.execute(f"SELECT group_concat(i.n) FROM incidents i WHERE {sql}", tuple(values)).fetchone()
    return marks_of(numbers_in(joined or ""), about_how_many(connection))


def marks_of(numbers: Iterable[int], highest: int) -> bytes:
    """The set of these numbers, none of which is above the highest."""
    marks = bytearray(highest + 1)
    for number in numbers:
        marks[number] = 1
    return bytes(marks)


def numbers_of(marks: bytes) -> array[int]:
    """The numbers in a set, from the lowest."""
    found = array("q")
    for start in range(0, len(marks), _AT_ONCE):
        found.extend(compress(range(start, start + _AT_ONCE), marks[start : start + _AT_ONCE]))
    return found


def in_order(numbers: array[int], marks: bytes) -> array[int]:
    """Those of these numbers that are in a set, in the order in which they stand."""
    found = array("q")
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        found.extend(compress(some, map(marks.__getitem__, some)))
    return found


def both(one: bytes, other: bytes) -> bytes:
    """What is in both sets."""
    length = min(len(one), len(other))
    common = int.from_bytes(one[:length], "little") & int.from_bytes(other[:length], "little")
    return common.to_bytes(length, "little")


def with_more(marks: bytes, more: bytes) -> bytes:
    """What is in either set."""
    length = max(len(marks), len(more))
    return (int.from_bytes(marks, "little") | int.from_bytes(more, "little")).to_bytes(length, "little")


def without(marks: bytes, numbers: Iterable[int]) -> bytes:
    """The set without these numbers."""
    left = bytearray(marks)
    for number in numbers:
        if number < len(left):
            left[number] = 0
    return bytes(left)
