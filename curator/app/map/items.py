# SPDX-License-Identifier: MIT
"""What lies on the map: a country's shape, and all marks together as one item.

What lives here: painting them. What does not: the view (canvas.py), which marks there are (marks.py).
"""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from curator.app import measures
from curator.app.guard import answering
from curator.app.map.marks import Mark, Marks
from curator.app.map.projection import SIZE
from curator.app.map.shapes import Country, countries
from curator.app.theme import Theme, current

_LEAST_RADIUS, _MOST_RADIUS = 4.0, 19.0  # pixels of a point, by its count
_ON_SCREEN = 46.0  # pixels by which a mark may be wider than its area


def point_radius(count: int) -> float:
    """How wide the point of a mark is, in pixels: its area grows with the count."""
    return min(_MOST_RADIUS, _LEAST_RADIUS + 2.0 * math.log2(count + 1) if count > 1 else _LEAST_RADIUS + 1.0)


def paint_country(painter: QPainter, country: Country, scale: float, theme: Theme, count: int) -> None:
    """A country's shape; hatched where incidents are known by it alone."""
    path = country.path(scale)
    pen = QPen(QColor(theme.strong_line), 0.7)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.setBrush(QColor(theme.panel))
    painter.drawPath(path)
    if count:
        hatch = QBrush(QColor(theme.accent), Qt.BrushStyle.BDiagPattern)
        hatch.setTransform(painter.worldTransform().inverted()[0])  # lines as on the screen
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(hatch)
        painter.drawPath(path)


def paint_name(painter: QPainter, country: Country, scale: float, theme: Theme) -> None:
    """A country's name in its widest part, where there is room for it."""
    font = measures.font(measures.SMALL)
    width = QFontMetricsF(font).horizontalAdvance(country.name)
    if country.room * scale < width * 1.5:
        return
    painter.save()
    middle = painter.worldTransform().map(country.middle)
    painter.resetTransform()
    painter.setFont(font)
    painter.setPen(QColor(theme.faint))
    painter.drawText(
        QRectF(middle.x() - width, middle.y() - 12, 2 * width, 24), Qt.AlignmentFlag.AlignCenter, country.name
    )
    painter.restore()


def paint_marks(painter: QPainter, marks: Marks, seen: QRectF, scale: float, theme: Theme) -> None:
    """The marks in this part of the plane; `scale`: pixels for a unit. Areas first, then points with their numbers."""
    found = list(marks.within(seen.left(), seen.top(), seen.right(), seen.bottom(), _ON_SCREEN / scale))
    ground, edge = QColor(theme.accent), QPen(QColor(theme.accent), 1.0, Qt.PenStyle.DashLine)
    ground.setAlpha(34)
    edge.setCosmetic(True)
    painter.setPen(edge)
    painter.setBrush(ground)
    for mark in found:
        if mark.radius * scale > point_radius(mark.count):
            painter.drawEllipse(QPointF(mark.x, mark.y), mark.radius, mark.radius)
    painter.save()
    turn = painter.worldTransform()
    painter.resetTransform()
    painter.setFont(measures.font(measures.SMALL))
    metrics = QFontMetricsF(painter.font())
    for mark in found:
        _paint_point(painter, turn.map(QPointF(mark.x, mark.y)), mark.count, metrics, theme)
    painter.restore()


def _paint_point(painter: QPainter, middle: QPointF, count: int, metrics: QFontMetricsF, theme: Theme) -> None:
    text = f"{count:,}" if count > 1 else ""
    radius = point_radius(count)
    painter.setPen(QPen(QColor(theme.panel), 1.2))
    painter.setBrush(QColor(theme.accent))
    painter.drawEllipse(middle, radius, radius)
    if not text:
        return
    width = metrics.horizontalAdvance(text)
    inside = width + 4 <= 2 * radius
    painter.setPen(QColor(theme.on_accent if inside else theme.text))
    left = middle.x() - width / 2 if inside else middle.x() + radius + 2
    painter.drawText(QPointF(left, middle.y() + metrics.capHeight() / 2), text)


@answering(boundingRect=QRectF, paint=lambda: None)
class CountryItem(QGraphicsItem):
    def __init__(self, country: Country) -> None:
        super().__init__()
        self.country = country
        self._count = 0
        self.setToolTip("")

    def show_count(self, count: int) -> None:
        if count != self._count:
            self._count = count
            self.update()

    def boundingRect(self) -> QRectF:
        return self.country.box.adjusted(-1, -1, 1, 1)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        paint_country(painter, self.country, painter.worldTransform().m11(), current(), self._count)


@answering(boundingRect=QRectF, paint=lambda: None)
class MarksItem(QGraphicsItem):
    """The names of countries and all marks: one item, since thousands of items cost more than their painting."""

    def __init__(self) -> None:
        super().__init__()
        self.marks = Marks(1.0, 1.0)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def show_marks(self, marks: Marks) -> None:
        self.marks = marks
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(-SIZE / 2, -SIZE / 4, SIZE * 2, SIZE * 1.5)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        seen = QRectF(option.exposedRect)
        scale = painter.worldTransform().m11()
        for country in countries():
            if country.box.intersects(seen):
                paint_name(painter, country, scale, current())
        paint_marks(painter, self.marks, seen, scale, current())

    def mark_at(self, point: QPointF, scale: float) -> Mark | None:
        """The smallest mark that lies at a point of the plane."""
        found = [
            mark
            for mark in self.marks.within(point.x(), point.y(), point.x(), point.y(), _ON_SCREEN / scale)
            if math.hypot(mark.x - point.x(), mark.y - point.y()) <= max(mark.radius, point_radius(mark.count) / scale)
        ]
        return min(found, key=lambda mark: max(mark.radius, point_radius(mark.count) / scale), default=None)
