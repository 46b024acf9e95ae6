# SPDX-License-Identifier: MIT
"""The map drawn into a picture: the part of the world that is seen, as large as the picture allows.

What lives here: the same shapes, marks and area as on the screen, in another size. What does not: the sheet around it
(dataset/pictures.py), painting single things (items.py).
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from curator.app.map.area import Corners
from curator.app.map.items import paint_area, paint_country, paint_marks, paint_name
from curator.app.map.marks import joined
from curator.app.map.placed import Placed
from curator.app.map.projection import x_of, y_of
from curator.app.map.shapes import countries
from curator.app.theme import Theme


def draw_map(painter: QPainter, room: QRectF, seen: QRectF, found: Placed, area: Corners, theme: Theme) -> None:
    """Draw the part of the plane that is seen into `room`, which has the same proportions."""
    scale = room.width() / seen.width()
    painter.fillRect(room, QColor(theme.paper))
    painter.translate(room.topLeft())
    painter.scale(scale, scale)
    painter.translate(-seen.topLeft())
    in_sight = [country for country in countries() if country.box.intersects(seen)]
    for country in in_sight:
        mark = found.countries.get(country.code)
        paint_country(painter, country, scale, theme, mark.count if mark is not None else 0)
    for country in in_sight:
        mark = found.countries.get(country.code)
        paint_name(painter, country, scale, theme, mark.count if mark is not None else 0)
    paint_marks(painter, joined(found.points, scale), seen, scale, theme)
    paint_area(painter, [QPointF(x_of(x), y_of(y)) for x, y in area], theme, closed=True)
