# SPDX-License-Identifier: MIT
"""The shapes of countries: TopoJSON to plain, simpler polygons, and the box each country lies in.

What lives here: decoding, simplifying, boxes. What does not: fetching (gazetteer.py), drawing (the window).
TopoJSON: arcs of whole numbers, each point told from the one before, scaled and moved; ~n is arc n backwards
(topojson-specification 2.1). Simplified by Douglas and Peucker (1973), arc by arc, so that neighbours keep one border.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

Point = tuple[float, float]  # longitude, latitude
Ring = list[Point]
Box = tuple[float, float, float, float]  # west, south, east, north; west > east across the antimeridian

TOLERANCE = 0.03  # degrees, about 3 km
MARGIN = 0.1  # degrees around a country: simplified coasts, islands that the shapes leave out
WITHOUT_NUMBER = {"Kosovo": "XKX"}


def shapes(topology: Mapping[str, Any], countries: Mapping[str, Any]) -> dict[str, tuple[str, list[list[Ring]]]]:
    """Name and polygons (outer ring first) of each country, by ISO 3166-1 alpha-3, in its order."""
    codes = {f"{country['isonumeric']:03}": country["iso3"] for country in countries.values()}
    arcs = [simpler(list(decoded(arc, topology["transform"]))) for arc in topology["arcs"]]
    found: dict[str, tuple[str, list[list[Ring]]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        code = codes.get(geometry.get("id", ""), WITHOUT_NUMBER.get(name, ""))
        if not code:
            continue  # disputed areas without a code of their own
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        rings = [[joined(ring, arcs) for ring in polygon] for polygon in polygons]
        kept = [[ring for ring in polygon if len(ring) > 3] for polygon in rings]
        before = found[code][1] if code in found else []
        found[code] = (name, before + [polygon for polygon in kept if polygon])
    return dict(sorted(found.items()))


def decoded(arc: list[list[int]], transform: Mapping[str, Any]) -> Iterator[Point]:
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield round(x * sx + tx, 2), round(y * sy + ty, 2)


def joined(ring: list[int], arcs: list[Ring]) -> Ring:
    points: Ring = []
    for at in ring:
        arc = arcs[at] if at >= 0 else arcs[~at][::-1]
        points += arc[1:] if points else arc
    return points


def simpler(points: Ring, tolerance: float = TOLERANCE) -> Ring:
    """The points that matter at this tolerance, ends kept; a closed line is first parted at its farthest point."""
    if len(points) < 5:
        return points
    if points[0] == points[-1]:
        far = max(range(len(points)), key=lambda at: math.dist(points[0], points[at]))
        return simpler(points[: far + 1], tolerance)[:-1] + simpler(points[far:], tolerance)
    keep, parts = {0, len(points) - 1}, [(0, len(points) - 1)]
    while parts:
        first, last = parts.pop()
        far, most = 0, tolerance
        for at in range(first + 1, last):
            away = _from_line(points[at], points[first], points[last])
            if away > most:
                far, most = at, away
        if far:
            keep.add(far)
            parts += [(first, far), (far, last)]
    return [points[at] for at in sorted(keep)]


def _from_line(point: Point, one: Point, other: Point) -> float:
    along = math.dist(one, other)
    if not along:
        return math.dist(point, one)
    across = (other[0] - one[0]) * (one[1] - point[1]) - (one[0] - point[0]) * (other[1] - one[1])
    return abs(across) / along


def boxes(known: Mapping[str, tuple[str, list[list[Ring]]]], places: Mapping[str, list[Point]]) -> dict[str, Box]:
    """The box of each country: its places and those of its polygons in which a place of it lies.

    (Natural Earth counts overseas parts with a country that have a code of their own here.)
    """
    found: dict[str, Box] = {}
    for code in sorted({*known, *places}):
        points = list(places.get(code, ()))
        for polygon in known[code][1] if code in known else ():
            west, south, east, north = _around(polygon[0])
            if not points or any(west <= x <= east and south <= y <= north for x, y in places.get(code, ())):
                points += polygon[0]
        if points:
            found[code] = _box(points)
    return found


def _around(points: Iterable[Point]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _box(points: list[Point]) -> Box:
    """The box with the least width, which may lie across the antimeridian: outside the widest gap of longitudes."""
    xs = sorted({x for x, _ in points})
    gaps = [(after - before, at) for at, (before, after) in enumerate(pairwise(xs))]
    widest, at = max(gaps, default=(0.0, 0))
    west, east = (xs[0], xs[-1]) if xs[0] + 360 - xs[-1] >= widest else (xs[at + 1], xs[at])
    south, north = min(y for _, y in points), max(y for _, y in points)
    return (
        round(max(-180.0, west - MARGIN), 2), round(max(-90.0, south - MARGIN), 2),
        round(min(180.0, east + MARGIN), 2), round(min(90.0, north + MARGIN), 2),
    )  # fmt: skip


def written(known: Mapping[str, tuple[str, list[list[Ring]]]], boxes: Mapping[str, Box]) -> bytes:
    """The file of the program: for each country its code, name, box and polygons, a ring as x, y, x, y ..."""
    lines = [
        json.dumps(
            {
                "code": code,
                "name": name,
                "box": boxes.get(code),
                "polygons": [[[_short(value) for point in ring for value in point] for ring in each] for each in rings],
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for code, (name, rings) in known.items()
    ]
    head = '{"source":"Natural Earth, 1:50m, public domain","unit":"degrees, longitude before latitude","countries":[\n'
    return (head + ",\n".join(lines) + "\n]}\n").encode("utf-8")


def _short(value: float) -> float | int:
    return int(value) if value == int(value) else value


def boxes_written(boxes: Mapping[str, Box]) -> bytes:
    """The boxes alone: a few kilobytes, for rules that run at every value."""
    lines = ",\n".join(f'"{code}":{json.dumps(box)}' for code, box in boxes.items())
    return f"{{\n{lines}\n}}\n".encode()
