# SPDX-License-Identifier: MIT
"""Degrees to the plane of the map and back: Web Mercator (EPSG:3857, Snyder 1987, p. 41, for a sphere).

What lives here: the formulas. What does not: pixels and zoom (canvas.py). The plane is `SIZE` units wide and high,
west and north at 0; beyond 85.05° it ends.
"""

from __future__ import annotations

import math

SIZE = 4096.0
LAST_LATITUDE = 85.0511287798
_EARTH_KM = 6371.0088  # mean radius, IUGG


def x_of(longitude: float) -> float:
    return (longitude + 180.0) / 360.0 * SIZE


def y_of(latitude: float) -> float:
    """Latitudes beyond the last one lie on the edge."""
    sine = math.sin(math.radians(min(max(latitude, -LAST_LATITUDE), LAST_LATITUDE)))
    return (0.5 - math.atanh(sine) / (2 * math.pi)) * SIZE


def longitude_of(x: float) -> float:
    return x / SIZE * 360.0 - 180.0


def latitude_of(y: float) -> float:
    return math.degrees(math.atan(math.sinh((0.5 - y / SIZE) * 2 * math.pi)))


def units_per_km(latitude: float) -> float:
    """How many units of the plane a kilometre has at this latitude: more towards the poles."""
    nearest = math.cos(math.radians(min(abs(latitude), LAST_LATITUDE)))
    return SIZE / (2 * math.pi * _EARTH_KM * nearest)
