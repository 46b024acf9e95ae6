# SPDX-License-Identifier: MIT
"""What is drawn for the places of incidents: areas with a count, near ones joined.

What lives here: how wide the area of a precision is, joining for a scale, which marks lie in a part of the plane. What
does not: counting (store/incident_counts.py), painting (canvas.py). Joined marks are made once for each scale, outside
the window's thread.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping

from curator.app.map.projection import units_per_km, x_of, y_of
from curator.shape import Frozen, fresh
from curator.store.incident_counts import PlaceCount

# How far from the point the place may be, in kilometres, by the code of its precision (CODEBOOK.md 1.2, 2.1: a named
# place, near one, a district, a province, part of a country, a country, sea or air): what such places usually measure,
# drawn so that nobody takes a point for what the article says. Codes that are not listed are drawn as points.
RADIUS_KM: Mapping[str, float] = {"1": 2.0, "2": 15.0, "3": 35.0, "4": 90.0, "5": 60.0, "6": 250.0, "7": 100.0}
NEAR = 30.0  # pixels within which marks are joined
_BUCKET = 32  # cells to a side of what is looked up together


class Mark(Frozen):
    """An area on the plane: its middle, its radius in units of the plane (0: a point), how many incidents lie in it.
    `joined`: at how many places."""

    x: float
    y: float
    radius: float
    count: int
    joined: int = 1


class Marks(Frozen):
    """The marks of one scale. `by_bucket`: those whose middle lies in a square of the plane; `reach`: the widest
    radius."""

    scale: float
    bucket: float
    by_bucket: Mapping[tuple[int, int], tuple[Mark, ...]] = fresh(default_factory=dict)
    reach: float = 0.0
    total: int = 0

    def within(self, left: float, top: float, right: float, bottom: float, margin: float = 0.0) -> Iterator[Mark]:
        """The marks that may be seen in this part of the plane; `margin`: units by which a mark may be wider than its
        area. The largest counts come last of each square, on top."""
        more = self.reach + margin
        columns = range(math.floor((left - more) / self.bucket), math.floor((right + more) / self.bucket) + 1)
        rows = range(math.floor((top - more) / self.bucket), math.floor((bottom + more) / self.bucket) + 1)
        if len(columns) * len(rows) > len(self.by_bucket):
            for (column, row), marks in self.by_bucket.items():
                if column in columns and row in rows:
                    yield from marks
            return
        for column in columns:
            for row in rows:
                yield from self.by_bucket.get((column, row), ())


def joined(places: Iterable[PlaceCount], scale: float) -> Marks:
    """The marks for a scale (pixels for a unit of the plane). Places in one cell of `NEAR` pixels whose areas are not
    wider than that are one mark in their middle, weighed by count; a wide area stays its own mark."""
    cell = NEAR / scale
    bucket = cell * _BUCKET
    groups: dict[tuple[float, ...], list[float]] = {}
    for place in places:
        if place.latitude is None or place.longitude is None:
            continue
        x, y = x_of(place.longitude), y_of(place.latitude)
        radius = RADIUS_KM.get(place.precision, 0.0) * units_per_km(place.latitude)
        key = (x // cell, y // cell, 0.0) if radius <= cell else (x, y, radius)
        sums = groups.setdefault(key, [0.0, 0.0, 0.0, 0.0, 0.0])
        sums[0] += x * place.count
        sums[1] += y * place.count
        sums[2] = max(sums[2], radius)
        sums[3] += place.count
        sums[4] += 1
    made: dict[tuple[int, int], list[Mark]] = {}
    for x_sum, y_sum, radius, count, places_joined in groups.values():
        mark = Mark(x_sum / count, y_sum / count, radius, int(count), int(places_joined))
        made.setdefault((math.floor(mark.x / bucket), math.floor(mark.y / bucket)), []).append(mark)
    ordered = {at: tuple(sorted(marks, key=lambda mark: mark.count)) for at, marks in made.items()}
    reach = max((mark.radius for marks in ordered.values() for mark in marks), default=0.0)
    return Marks(scale, bucket, ordered, reach, sum(mark.count for marks in ordered.values() for mark in marks))
