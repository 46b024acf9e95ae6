# SPDX-License-Identifier: MIT
"""What is drawn for the places of incidents: areas with a count, near ones joined.

What lives here: how wide the area of a precision is, joining for a scale, which marks lie in a part of the plane. What
does not: counting (store/incident_counts.py), which places have no point (placed.py), painting (items.py). Joined marks
are made once for each scale.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping

from curator.app.map.projection import units_per_km, x_of, y_of
from curator.shape import Frozen, fresh
from curator.store.incident_counts import PlaceCount

# How far from the point the place may be, in kilometres, by the meaning of its precision (CODEBOOK.md 1.2, 2.1: a named
# place, near one, a district, a province, part of a country, a country, sea or air): what such places usually measure,
# drawn so that nobody takes a point for what the article says. Where nothing is said of it, a point is drawn.
RADIUS_KM: Mapping[str, float] = {
    "exact": 2.0, "near": 15.0, "district": 35.0, "province": 90.0, "region": 60.0, "country": 250.0, "sea_air": 100.0,
}  # fmt: skip
_SHARP_KM = 15.0  # up to here a point may be drawn; a wider place never has one
NEAR = 30.0  # pixels within which marks are joined
_BUCKET = 32  # cells to a side of what is looked up together


class Mark(Frozen):
    """An area on the plane: its middle, its radius in units of the plane (0: a point), how many incidents lie in it,
    at which places. `sharp`: so many of them are known to the place or near it. `country`: the code of a country that
    is all that is known; its radius is 0."""

    x: float
    y: float
    radius: float
    count: int
    sharp: int = 0
    places: tuple[PlaceCount, ...] = ()
    country: str = ""

    @property
    def joined(self) -> int:
        """At how many places."""
        return len({place.at for place in self.places})


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
    wider than that are one mark in their middle, weighed by count; wider areas are joined only to their like."""
    cell = NEAR / scale
    bucket = cell * _BUCKET
    groups: dict[tuple[float, float, int], list[tuple[float, float, float, PlaceCount]]] = {}
    for place in places:
        if place.latitude is None or place.longitude is None:
            continue
        x, y = x_of(place.longitude), y_of(place.latitude)
        radius = RADIUS_KM.get(place.meaning, 0.0) * units_per_km(place.latitude)
        wide = list(RADIUS_KM).index(place.meaning) if radius > cell else -1
        key = (x // cell, y // cell, wide)
        groups.setdefault(key, []).append((x, y, radius, place))
    made: dict[tuple[int, int], list[Mark]] = {}
    for members in groups.values():
        mark = _mark(members)
        made.setdefault((math.floor(mark.x / bucket), math.floor(mark.y / bucket)), []).append(mark)
    ordered = {at: tuple(sorted(marks, key=lambda mark: mark.count)) for at, marks in made.items()}
    reach = max((mark.radius for marks in ordered.values() for mark in marks), default=0.0)
    return Marks(scale, bucket, ordered, reach, sum(mark.count for marks in ordered.values() for mark in marks))


def _mark(members: list[tuple[float, float, float, PlaceCount]]) -> Mark:
    count = sum(place.count for *_, place in members)
    sharp = sum(place.count for *_, place in members if RADIUS_KM.get(place.meaning, 0.0) <= _SHARP_KM)
    x = sum(x * place.count for x, _, _, place in members) / count
    y = sum(y * place.count for _, y, _, place in members) / count
    widest = max(radius for _, _, radius, _ in members)
    return Mark(x, y, widest, count, sharp, tuple(place for *_, place in members))
