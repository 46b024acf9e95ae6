# SPDX-License-Identifier: MIT
"""The shapes of countries as paths on the plane of the map.

What lives here: reading the shipped shapes, and coarser paths for small scales. What does not: painting (canvas.py),
where the shapes come from (packaging/gazetteer.py).
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from curator.app.map.projection import SIZE, x_of, y_of
from curator.assets import read_text

# Scales (pixels for a unit of the plane) up to which a path stands for the shape, and the least way in units between
# two of its corners: about half a pixel.
_COARSE = ((0.6, 1.6), (2.0, 0.5), (8.0, 0.12))


Ring = list[tuple[float, float]]  # corners on the plane: plain numbers, which are quicker than points of Qt


class Country:
    """One country: `code` of three letters, its name, its shapes. Not a value: paths are made when first wanted."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.code, self.name = str(told["code"]), str(told["name"])
        rings = [_ring(ring) for polygon in told["polygons"] for ring in polygon]
        widest = max((_box_of([ring]) for ring in rings), key=QRectF.width)
        self.middle = widest.center()  # where its name stands
        self.room = widest.width()
        self._rings = [copy for ring in rings for copy in _on_the_plane(ring)]
        self.box = _box_of(self._rings)
        self._paths: dict[float, QPainterPath] = {}

    def path(self, scale: float) -> QPainterPath:
        """Its shape for a scale."""
        step = next((step for most, step in _COARSE if scale <= most), 0.0)
        if step not in self._paths:
            self._paths[step] = self._made(step)
        return self._paths[step]

    def _made(self, step: float) -> QPainterPath:
        path = QPainterPath()
        for ring in self._rings:
            kept = _thinned(ring, step)
            if len(kept) > 3:
                path.addPolygon(QPolygonF([QPointF(x, y) for x, y in kept]))
                path.closeSubpath()
        return path


@cache
def countries() -> tuple[Country, ...]:
    """All countries; read once."""
    return tuple(Country(each) for each in json.loads(read_text("maps/countries.json"))["countries"])


def country_named(code_or_name: str) -> Country | None:
    """The country of this code (three letters, or as the shapes name it); None for none."""
    wanted = code_or_name.casefold()
    return next((each for each in countries() if wanted in (each.code.casefold(), each.name.casefold())), None)


def _ring(numbers: list[float]) -> Ring:
    """A ring that crosses the date line goes on beyond the edge of the plane."""
    ring: Ring = []
    turns = 0.0
    before = None
    for x, y in zip(map(x_of, numbers[::2]), map(y_of, numbers[1::2]), strict=True):
        if before is not None and abs(x - before) > SIZE / 2:
            turns += SIZE if x < before else -SIZE
        before = x
        ring.append((x + turns, y))
    return ring


def _on_the_plane(ring: Ring) -> list[Ring]:
    """The ring, and where it goes beyond an edge its copy at the other one."""
    left, right = min(x for x, _ in ring), max(x for x, _ in ring)
    if right - left >= SIZE - 1:
        return [ring]  # all around the pole
    by = -SIZE if right > SIZE + 1e-6 else SIZE if left < -1e-6 else 0.0
    return [ring, [(x + by, y) for x, y in ring]] if by else [ring]


def _box_of(rings: list[Ring]) -> QRectF:
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    return QRectF(QPointF(min(xs), min(ys)), QPointF(max(xs), max(ys)))


def _thinned(ring: Ring, step: float) -> Ring:
    """Corners that are nearer than `step` to the one before are left out."""
    if not step:
        return ring
    kept: Ring = []
    last_x = last_y = -2 * SIZE
    for x, y in ring:
        if abs(x - last_x) + abs(y - last_y) >= step:
            kept.append((x, y))
            last_x, last_y = x, y
    return kept
