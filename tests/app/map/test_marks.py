# SPDX-License-Identifier: MIT
"""Degrees and the plane of the map, and what is drawn for places: nothing is lost when marks are joined."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.app.map.marks import NEAR, RADIUS_KM, joined
from curator.app.map.projection import SIZE, latitude_of, longitude_of, units_per_km, x_of, y_of
from curator.store.incident_counts import PlaceCount

_PLACES = st.builds(
    PlaceCount,
    st.one_of(st.none(), st.floats(-84, 84)),
    st.floats(-180, 180),
    st.just(""),
    st.just(""),
    st.integers(1, 500),
    st.sampled_from(["", *RADIUS_KM, "x"]),
    st.tuples(st.floats(0, 9), st.floats(0, 9)),
)


@given(st.floats(-85, 85), st.floats(-180, 180))
def test_degrees_come_back_from_the_plane(latitude: float, longitude: float) -> None:
    x, y = x_of(longitude), y_of(latitude)
    assert 0 <= x <= SIZE
    assert 0 <= y <= SIZE
    assert longitude_of(x) == pytest.approx(longitude, abs=1e-9)
    assert latitude_of(y) == pytest.approx(latitude, abs=1e-9)


def test_what_lies_beyond_the_last_latitude_lies_on_the_edge() -> None:
    assert y_of(90) == pytest.approx(0, abs=1e-6)
    assert y_of(-90) == pytest.approx(SIZE, abs=1e-6)


def test_a_kilometre_is_as_long_as_the_way_between_two_near_points() -> None:
    degree_km = 2 * math.pi * 6371.0088 / 360
    for latitude in (0.0, 36.3, -60.0):
        north = y_of(latitude) - y_of(latitude + 0.001)
        assert north / (0.001 * degree_km) == pytest.approx(units_per_km(latitude), rel=1e-4)


@given(st.lists(_PLACES, max_size=40), st.sampled_from([0.2, 1.0, 8.0, 300.0]))
def test_every_incident_with_a_point_is_in_one_mark(places: list[PlaceCount], scale: float) -> None:
    marks = joined(places, scale)
    seen = list(marks.within(-SIZE, -SIZE, 2 * SIZE, 2 * SIZE))
    assert sum(mark.count for mark in seen) == marks.total
    assert marks.total == sum(place.count for place in places if place.latitude is not None)
    assert sum(len(mark.places) for mark in seen) == sum(place.latitude is not None for place in places)
    assert all(mark.count == sum(place.count for place in mark.places) for mark in seen)


@given(st.lists(_PLACES, min_size=1, max_size=30), st.floats(0, SIZE), st.floats(0, SIZE), st.floats(1, 500))
def test_no_mark_that_reaches_into_a_part_is_missing_in_it(
    places: list[PlaceCount], left: float, top: float, side: float
) -> None:
    marks = joined(places, 1.0)
    found = set(marks.within(left, top, left + side, top + side))
    for mark in marks.within(-SIZE, -SIZE, 2 * SIZE, 2 * SIZE):
        near_x = min(max(mark.x, left), left + side)
        near_y = min(max(mark.y, top), top + side)
        if math.hypot(mark.x - near_x, mark.y - near_y) <= mark.radius:
            assert mark in found


def test_near_points_are_one_mark_and_part_when_the_map_is_larger() -> None:
    mosul, qayyara = (
        PlaceCount(36.34, 43.13, "1", "", 3, "exact", (1, 1)),
        PlaceCount(35.80, 43.29, "1", "", 1, "near", (2, 2)),
    )
    far = list(joined([mosul, qayyara], 0.1).within(0, 0, SIZE, SIZE))
    assert [(mark.count, mark.joined) for mark in far] == [(4, 2)]
    near = list(joined([mosul, qayyara], 200.0).within(0, 0, SIZE, SIZE))
    assert sorted(mark.count for mark in near) == [1, 3]


def test_a_wide_area_stays_by_itself_where_it_is_wider_than_what_is_joined() -> None:
    town, province = PlaceCount(36.0, 43.0, "1", "", 3, "exact"), PlaceCount(36.0, 43.0, "4", "", 1, "province")
    scale = 50.0
    assert RADIUS_KM["province"] * units_per_km(36.0) > NEAR / scale
    marks = sorted(joined([town, province], scale).within(0, 0, SIZE, SIZE), key=lambda mark: mark.radius)
    assert [(mark.count, mark.sharp) for mark in marks] == [(3, 3), (1, 0)]
