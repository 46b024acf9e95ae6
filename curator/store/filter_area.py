# SPDX-License-Identifier: MIT
"""Whether a point lies in an area, in SQL.

What lives here: boxes and polygons in degrees. What does not: which point an incident has (incident_filter.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from curator.domain.coding import Scalar
from curator.store.filter_sql import all_of
from curator.store.incident_sight import NEVER, Sql


def inside(latitude: str, longitude: str, corners: Sequence[Scalar]) -> Sql:
    """`latitude` and `longitude`: SQL of a point. Four numbers are a box (west, south, east, north; a west above the
    east goes across the date line), more of them the corners of a polygon (longitude, latitude). A point is inside a
    polygon where a line from it to the east crosses its edges an odd number of times (the even-odd rule)."""
    numbers = [float(one) for one in corners]
    if len(numbers) == 4:
        west, south, east, north = numbers
        across = "OR" if west > east else "AND"
        box = f"({latitude} BETWEEN ? AND ? AND ({longitude} >= ? {across} {longitude} <= ?))"
        return Sql(box, (south, north, west, east))
    xs, ys = numbers[::2], numbers[1::2]
    points = list(zip(xs, ys, strict=True))
    edges = zip(points, points[1:] + points[:1], strict=True)
    crossings = [_crossing(latitude, longitude, one, other) for one, other in edges if one[1] != other[1]]
    if not crossings:
        return NEVER
    values = tuple(value for each in crossings for value in each.values)
    odd = Sql(f"(({' + '.join(each.text for each in crossings)}) % 2 = 1)", values)
    around = Sql(f"{latitude} BETWEEN ? AND ? AND {longitude} BETWEEN ? AND ?", (min(ys), max(ys), min(xs), max(xs)))
    return all_of([around, odd])


def _crossing(latitude: str, longitude: str, one: tuple[float, float], other: tuple[float, float]) -> Sql:
    """1 where the line to the east crosses this edge, which is not level."""
    (x1, y1), (x2, y2) = one, other
    slope = (x2 - x1) / (y2 - y1)
    test = f"({latitude} >= ? AND {latitude} < ? AND {longitude} < ? + ({latitude} - ?) * ?)"
    return Sql(test, (min(y1, y2), max(y1, y2), x1, y1, slope))
