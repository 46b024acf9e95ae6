# SPDX-License-Identifier: MIT
"""An area that is drawn: fewer corners, but never far beside what the hand drew."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from curator.app.map.area import AreaDrawn, simplified
from curator.app.map.projection import LAST_LATITUDE, SIZE, x_of, y_of

_POINTS = st.lists(st.builds(QPointF, st.floats(0, 500), st.floats(0, 500)), min_size=2, max_size=60)


def beside(point: QPointF, line: list[QPointF]) -> float:
    """How far a point lies beside a line of several parts."""
    found = []
    for one, other in pairwise(line):
        way, off = other - one, point - one
        length = QPointF.dotProduct(way, way)
        share = min(max(QPointF.dotProduct(off, way) / length, 0.0), 1.0) if length else 0.0
        rest = off - way * share
        found.append(math.hypot(rest.x(), rest.y()))
    return min(found)


@given(_POINTS, st.floats(0.5, 60))
def test_no_point_lies_farther_beside_the_simpler_line(points: list[QPointF], tolerance: float) -> None:
    line = simplified(points, tolerance)
    assert (line[0], line[-1]) == (points[0], points[-1])
    assert all(point in points for point in line)
    assert all(beside(point, line) <= tolerance + 1e-6 for point in points)


def test_a_straight_way_needs_its_ends_only() -> None:
    assert len(simplified([QPointF(at, 2 * at) for at in range(400)], 0.5)) == 2


def test_a_lasso_of_very_many_corners_becomes_one_that_can_be_asked_for() -> None:
    drawn = AreaDrawn()
    drawn.lasso = [
        QPointF(2000 + (400 + 30 * (at % 2)) * math.cos(at / 400), 2000 + 400 * math.sin(at / 400))
        for at in range(2500)
    ]
    corners = drawn.done(8.0)
    assert 3 <= len(corners) <= 300
    assert drawn.under_way == []


def test_a_click_is_no_area() -> None:
    drawn = AreaDrawn()
    drawn.lasso = [QPointF(100, 100), QPointF(101, 100), QPointF(100, 101)]
    assert drawn.done(1.0) == ()


def test_beyond_the_edge_of_the_world_an_area_ends_there() -> None:
    drawn = AreaDrawn()
    drawn.lasso = [
        QPointF(-500, -500),
        QPointF(SIZE + 500, -500),
        QPointF(SIZE + 500, SIZE + 9),
        QPointF(-500, SIZE + 9),
    ]
    corners = drawn.done(1.0)
    assert {abs(longitude) for longitude, _ in corners} == {180.0}
    assert all(abs(latitude) <= round(LAST_LATITUDE, 5) for _, latitude in corners)


def test_keys_make_a_box_that_grows_to_every_side_and_moves() -> None:
    drawn, seen = AreaDrawn(), QRectF(x_of(40), y_of(40), 100, 80)
    drawn.grow(seen, 5, 0)
    first = QRectF(drawn.box or QRectF())
    assert first.center() == seen.center()
    drawn.grow(seen, 5, 0)
    drawn.grow(seen, 0, 3)
    drawn.move(10, 0)
    box = drawn.box
    assert box is not None
    assert (box.width(), box.height()) == (pytest.approx(first.width() + 10), pytest.approx(first.height() + 6))
    assert box.center().x() == pytest.approx(first.center().x() + 10)
    for _ in range(100):
        drawn.grow(seen, -5, -5)
    assert drawn.box is not None
    assert drawn.box.isValid(), "it never turns inside out"
    assert len(drawn.done(1.0)) == 4
