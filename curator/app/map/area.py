# SPDX-License-Identifier: MIT
"""The area that is being drawn on the map: a lasso by mouse, a box by keys.

What lives here: its corners while it is drawn, fewer of them once it is done. What does not: keys, mouse and painting
(canvas.py), what an area means for the filter (dataset/drawn.py). Points are those of the plane.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF

from curator.app.map.projection import LAST_LATITUDE, latitude_of, longitude_of

_SHARE = 0.3  # of what is seen: a new box
_PIXELS = 1.5  # by so much a corner that is left out may lie beside the line
_LEAST_PIXELS = 4.0  # a smaller lasso was a click
_LEAST_CORNERS, _MOST_CORNERS = 3, 300
Corners = tuple[tuple[float, float], ...]


class AreaDrawn:
    """One for each map. `lasso`: its points so far, None for none; `box`: the box that keys make."""

    def __init__(self) -> None:
        self.lasso: list[QPointF] | None = None
        self.box: QRectF | None = None

    @property
    def under_way(self) -> list[QPointF]:
        """What is to be seen of it."""
        if self.box is not None:
            return list(QPolygonF(self.box).toList())
        return self.lasso or []

    def forget(self) -> None:
        self.lasso = self.box = None

    def grow(self, seen: QRectF, right: float, down: float) -> None:
        """Begin a box in the middle of what is seen; one that is there gets wider and higher by so much to every
        side."""
        if self.box is None:
            self.box = QRectF(0, 0, seen.width() * _SHARE, seen.height() * _SHARE)
            self.box.moveCenter(seen.center())
            return
        grown = self.box.adjusted(-right, -down, right, down)
        if grown.width() > 0 and grown.height() > 0:
            self.box = grown

    def move(self, right: float, down: float) -> None:
        if self.box is not None:
            self.box = self.box.translated(right, down)

    def done(self, scale: float) -> Corners:
        """The corners as (longitude, latitude), none where it is no area; `scale`: pixels for a unit of the plane."""
        points = self.under_way
        boxed = self.box is not None
        self.forget()
        around = QPolygonF(points).boundingRect()
        if not boxed and max(around.width(), around.height()) * scale < _LEAST_PIXELS:
            return ()
        tolerance = _PIXELS / scale
        kept = points[:4] if boxed else simplified(points, tolerance)
        while len(kept) > _MOST_CORNERS:
            tolerance *= 2
            kept = simplified(points, tolerance)
        return tuple(_degrees(point) for point in kept) if len(kept) >= _LEAST_CORNERS else ()


def _degrees(point: QPointF) -> tuple[float, float]:
    """Five decimals are a metre. Beyond the edge of the world it ends there."""
    longitude = min(max(longitude_of(point.x()), -180.0), 180.0)
    latitude = min(max(latitude_of(point.y()), -LAST_LATITUDE), LAST_LATITUDE)
    return round(longitude, 5), round(latitude, 5)


def simplified(points: Sequence[QPointF], tolerance: float) -> list[QPointF]:
    """The line with fewer corners: none that is left out lies farther beside it than the tolerance (Douglas and
    Peucker 1973). First and last stay."""
    if len(points) < 3:
        return list(points)
    kept = {0, len(points) - 1}
    parts = [(0, len(points) - 1)]
    while parts:
        first, last = parts.pop()
        far, at = max(
            ((_distance(points[at], points[first], points[last]), at) for at in range(first + 1, last)),
            default=(0.0, 0),
        )
        if far > tolerance:
            kept.add(at)
            parts += [(first, at), (at, last)]
    return [points[at] for at in sorted(kept)]


def _distance(point: QPointF, one: QPointF, other: QPointF) -> float:
    """From a point to the way between two."""
    way, off = other - one, point - one
    length = QPointF.dotProduct(way, way)
    share = min(max(QPointF.dotProduct(off, way) / length, 0.0), 1.0) if length else 0.0
    rest = off - way * share
    return float(QPointF.dotProduct(rest, rest) ** 0.5)
