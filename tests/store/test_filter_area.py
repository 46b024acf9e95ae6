# SPDX-License-Identifier: MIT
"""An area with as many corners as a hand may draw, in SQL as in plain Python."""

from __future__ import annotations

import math
import random
import sqlite3
from contextlib import closing

import pytest

from curator.store.filter_area import inside
from tests.store.plain_filter import inside as plainly_inside

SEED = 20191108
POINTS = 300


@pytest.mark.parametrize("corners", [3, 5, 40, 300])
def test_points_are_inside_as_plain_python_says(corners: int) -> None:
    draw = random.Random(SEED + corners)
    ring = [
        number
        for at in range(corners)
        for number in (
            round(43 + draw.uniform(0.4, 3) * math.cos(2 * math.pi * at / corners), 5),
            round(35 + draw.uniform(0.4, 3) * math.sin(2 * math.pi * at / corners), 5),
        )
    ]
    points = [(draw.uniform(39, 47), draw.uniform(31, 39)) for _ in range(POINTS)]
    asked = inside("y", "x", ring)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE points (n INTEGER PRIMARY KEY, x REAL, y REAL)")
        connection.executemany("INSERT INTO points (x, y) VALUES (?, ?)", points)
        sql = f"SELECT n FROM points WHERE {asked.text}"
        found = {row[0] for row in connection.execute(sql, asked.values).fetchall()}
    expected = {at + 1 for at, (x, y) in enumerate(points) if plainly_inside(x, y, ring)}
    assert found == expected, f"seed {SEED + corners}"
    assert 0 < len(expected) < POINTS


def test_a_line_has_no_inside() -> None:
    assert inside("y", "x", (1.0, 2.0, 3.0, 2.0, 5.0, 2.0)).text == "0"
