# SPDX-License-Identifier: MIT
"""What lies on the map: a country's shape, and all marks together as one item.

What lives here: painting them. What does not: the view (canvas.py), which marks there are (marks.py).
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF
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
        lines = QColor(theme.accent)
        lines.setAlpha(110)
        hatch = QBrush(lines, Qt.BrushStyle.BDiagPattern)
        hatch.setTransform(painter.worldTransform().inverted()[0])  # lines as on the screen
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(hatch)
        painter.drawPath(path)


def paint_name(painter: QPainter, country: Country, scale: float, theme: Theme, count: int = 0) -> None:
    """A country's name in its widest part, where there is room for it, with a count if there is one."""
    text = f"{country.name} {count:,}" if count else country.name
    font = measures.font(measures.SMALL, half_bold=bool(count))
    width = QFontMetricsF(font).horizontalAdvance(text)
    if country.room * scale < width * (0.9 if count else 1.5):
        return
    painter.save()
    middle = painter.worldTransform().map(country.middle)
    painter.resetTransform()
    painter.setFont(font)
    room = QRectF(middle.x() - width, middle.y() - 12, 2 * width, 24)
    if count:
        paper = QColor(theme.panel)
        paper.setAlpha(220)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(paper)
        painter.drawRoundedRect(QRectF(middle.x() - width / 2 - 5, middle.y() - 9, width + 10, 18), 5, 5)
    painter.setPen(QColor(theme.text if count else theme.faint))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def paint_marks(
    painter: QPainter, marks: Marks, seen: QRectF, scale: float, theme: Theme, chosen: Mark | None = None
) -> None:
    """The marks in this part of the plane; `scale`: pixels for a unit. Areas first, then points with their numbers. A
    point is only where something is known to the place or near it: else there is a ring, or the area alone."""
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
        middle, area = turn.map(QPointF(mark.x, mark.y)), mark.radius * scale
        if mark.sharp:
            _paint_point(painter, middle, mark.count, metrics, theme)
        elif area > point_radius(mark.count):
            _paint_number(painter, middle, mark.count, metrics, theme)
        else:
            _paint_ring(painter, middle, mark.count, metrics, theme)
        if mark == chosen:
            _paint_choice(painter, middle, max(area, point_radius(mark.count)), theme)
    if chosen is not None and chosen.country:
        _paint_choice(painter, turn.map(QPointF(chosen.x, chosen.y)), _MOST_RADIUS * 1.4, theme)
    painter.restore()


def _paint_point(painter: QPainter, middle: QPointF, count: int, metrics: QFontMetricsF, theme: Theme) -> None:
    radius = point_radius(count)
    painter.setPen(QPen(QColor(theme.panel), 1.2))
    painter.setBrush(QColor(theme.accent))
    painter.drawEllipse(middle, radius, radius)
    if count > 1:
        inside = metrics.horizontalAdvance(f"{count:,}") + 4 <= 2 * radius
        _write_number(
            painter, middle, count, metrics, theme.on_accent if inside else theme.text, 0 if inside else radius
        )


def _paint_ring(painter: QPainter, middle: QPointF, count: int, metrics: QFontMetricsF, theme: Theme) -> None:
    radius = point_radius(count)
    painter.setPen(QPen(QColor(theme.accent), 1.6, Qt.PenStyle.DashLine))
    painter.setBrush(QColor(theme.panel))
    painter.drawEllipse(middle, radius, radius)
    if count > 1:
        inside = metrics.horizontalAdvance(f"{count:,}") + 4 <= 2 * radius
        _write_number(painter, middle, count, metrics, theme.text, 0 if inside else radius)


def _paint_number(painter: QPainter, middle: QPointF, count: int, metrics: QFontMetricsF, theme: Theme) -> None:
    _write_number(painter, middle, count, metrics, theme.text, 0)


def _write_number(
    painter: QPainter, middle: QPointF, count: int, metrics: QFontMetricsF, colour: str, beside: float
) -> None:
    text = f"{count:,}"
    left = middle.x() + beside + 2 if beside else middle.x() - metrics.horizontalAdvance(text) / 2
    painter.setPen(QColor(colour))
    painter.drawText(QPointF(left, middle.y() + metrics.capHeight() / 2), text)


def _paint_choice(painter: QPainter, middle: QPointF, radius: float, theme: Theme) -> None:
    painter.setPen(QPen(QColor(theme.text), 2.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(middle, radius + 3, radius + 3)


def paint_area(painter: QPainter, corners: list[QPointF], theme: Theme, *, closed: bool) -> None:
    """An area on the plane: the one that is filtered by, or one that is being drawn."""
    if len(corners) < 2:
        return
    path = QPainterPath()
    path.addPolygon(QPolygonF(corners))
    if closed:
        path.closeSubpath()
        ground = QColor(theme.accent)
        ground.setAlpha(28)
        painter.fillPath(path, ground)
    pen = QPen(QColor(theme.accent), 2.0, Qt.PenStyle.DashLine)
    pen.setCosmetic(True)
    painter.strokePath(path, pen)


def mark_reach(mark: Mark, scale: float) -> float:
    """How far from its middle a mark is seen, in units of the plane."""
    return max(mark.radius, point_radius(mark.count) / scale)


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
        self.countries: Mapping[str, Mark] = {}
        self.chosen: Mark | None = None
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def show_marks(self, marks: Marks, countries: Mapping[str, Mark]) -> None:
        self.marks, self.countries = marks, countries
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(-SIZE / 2, -SIZE / 4, SIZE * 2, SIZE * 1.5)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        seen = QRectF(option.exposedRect)
        scale = painter.worldTransform().m11()
        for country in countries():
            if country.box.intersects(seen):
                mark = self.countries.get(country.code)
                paint_name(painter, country, scale, current(), mark.count if mark is not None else 0)
        paint_marks(painter, self.marks, seen, scale, current(), self.chosen)

    def mark_at(self, point: QPointF, scale: float) -> Mark | None:
        """The smallest mark that lies at a point of the plane; where there is none, the country known by itself."""
        found = [
            mark
            for mark in self.marks.within(point.x(), point.y(), point.x(), point.y(), _ON_SCREEN / scale)
            if math.hypot(mark.x - point.x(), mark.y - point.y()) <= mark_reach(mark, scale)
        ]
        if found:
            return min(found, key=lambda mark: mark_reach(mark, scale))
        for country in countries():
            if country.code in self.countries and country.box.contains(point) and country.path(scale).contains(point):
                return self.countries[country.code]
        return None

    def seen_marks(self, seen: QRectF) -> list[Mark]:
        """The marks whose middle is in this part of the plane, those with the most incidents first."""
        found = [*self.marks.within(seen.left(), seen.top(), seen.right(), seen.bottom()), *self.countries.values()]
        inside = [mark for mark in found if seen.contains(QPointF(mark.x, mark.y))]
        return sorted(inside, key=lambda mark: (-mark.count, mark.y, mark.x))
