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
_COVERED = 0.7  # of a cell: so near to each other marks would cover each other
_BUCKET = 32  # cells to a side of what is looked up together
Cell = tuple[float, float, int]  # column, row, which of the wide areas (-1: none)
Members = list[tuple[float, float, float, PlaceCount]]  # x, y, radius of each place


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
    groups: dict[Cell, Members] = {}
    for place in places:
        if place.latitude is None or place.longitude is None:
            continue
        x, y = x_of(place.longitude), y_of(place.latitude)
        radius = RADIUS_KM.get(place.meaning, 0.0) * units_per_km(place.latitude)
        wide = list(RADIUS_KM).index(place.meaning) if radius > cell else -1
        key = (x // cell, y // cell, wide)
        groups.setdefault(key, []).append((x, y, radius, place))
    made: dict[tuple[int, int], list[Mark]] = {}
    for members in _drawn_together(groups, cell):
        mark = _mark(members)
        made.setdefault((math.floor(mark.x / bucket), math.floor(mark.y / bucket)), []).append(mark)
    ordered = {at: tuple(sorted(marks, key=lambda mark: mark.count)) for at, marks in made.items()}
    reach = max((mark.radius for marks in ordered.values() for mark in marks), default=0.0)
    return Marks(scale, bucket, ordered, reach, sum(mark.count for marks in ordered.values() for mark in marks))


def _drawn_together(groups: Mapping[Cell, Members], cell: float) -> list[Members]:
    """Groups that would cover each other across the edge of their cells are one, those with the most first."""
    made: dict[Cell, list[tuple[float, float, Members]]] = {}
    for (_, _, wide), members in sorted(groups.items(), key=lambda pair: -_count(pair[1])):
        x, y = _middle(members)
        column, row = x // cell, y // cell
        beside = [
            each for right in (-1, 0, 1) for down in (-1, 0, 1)
            for each in made.get((column + right, row + down, wide), ())
        ]  # fmt: skip
        near = next((each for each in beside if math.hypot(each[0] - x, each[1] - y) < cell * _COVERED), None)
        if near is not None:
            near[2].extend(members)
        else:
            made.setdefault((column, row, wide), []).append((x, y, list(members)))
    return [members for listed in made.values() for _, _, members in listed]


def _count(members: Members) -> int:
    return sum(place.count for *_, place in members)


def _middle(members: Members) -> tuple[float, float]:
    """Weighed by count."""
    count = _count(members)
    return (
        sum(x * place.count for x, _, _, place in members) / count,
        sum(y * place.count for _, y, _, place in members) / count,
    )


def _mark(members: Members) -> Mark:
    count, (x, y) = _count(members), _middle(members)
    sharp = sum(place.count for *_, place in members if RADIUS_KM.get(place.meaning, 0.0) <= _SHARP_KM)
    widest = max(radius for _, _, radius, _ in members)
    return Mark(x, y, widest, count, sharp, tuple(place for *_, place in members))
