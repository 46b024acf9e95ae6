# SPDX-License-Identifier: MIT
"""The map that is seen: countries, marks, zoom, pan, a lasso.

What lives here: the view and its items, keys and mouse. What does not: which places there are (panel.py), how marks are
joined (marks.py), saving pictures (picture.py).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView, QToolTip, QWidget

from curator.app.guard import guarded
from curator.app.map.items import CountryItem, MarksItem
from curator.app.map.marks import Mark, Marks
from curator.app.map.projection import SIZE, latitude_of, longitude_of
from curator.app.map.shapes import countries
from curator.app.theme import current
from curator.app.tips import plain_tip
from curator.app.widgets import named

STEP = math.sqrt(2.0)  # one step of zoom; two double the map
_LEAST, _MOST = 0.08, 3000.0  # pixels for a unit of the plane
_WHEEL = 120  # eighths of a degree: one notch
_FEWEST_CORNERS, _MOST_CORNERS = 3, 300


@guarded
class MapCanvas(QGraphicsView):
    """`scaled(scale)`: pixels for a unit of the plane have changed. `area_drawn(corners)`: a lasso was closed, as
    (longitude, latitude) of its corners. `mark_chosen(Mark)`: a mark was clicked, or Enter pressed on it."""

    scaled = Signal(float)
    area_drawn = Signal(object)
    mark_chosen = Signal(object)
    lasso_ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tip = self.tr("Drag to move, wheel or + and − to zoom; L, then drag, to choose an area")
        named(self, "map.canvas", self.tr("Map of incidents"), tip=tip)
        self.setToolTip("")  # each mark has its own
        self._ground = QGraphicsScene(self)
        self._ground.setSceneRect(-SIZE / 2, -SIZE / 4, SIZE * 2, SIZE * 1.5)
        self.setScene(self._ground)
        self.shapes = [CountryItem(country) for country in countries()]
        for shape in self.shapes:
            self._ground.addItem(shape)
        self.marks_item = MarksItem()
        self._ground.addItem(self.marks_item)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self._dragged: QPoint | None = None
        self._pressed: QPoint | None = None
        self._lasso: list[QPointF] | None = None
        self.drawing = False  # the next drag draws an area
        self.area: tuple[tuple[float, float], ...] = ()
        self.wear_theme()
        self.show_world()

    # What is seen

    @property
    def scale_now(self) -> float:
        """Pixels for a unit of the plane."""
        return self.transform().m11()

    def show_world(self) -> None:
        """The whole world."""
        self._fit(QRectF(0, SIZE * 0.16, SIZE, SIZE * 0.62))

    def show_box(self, west: float, south: float, east: float, north: float) -> None:
        """This part of the world with some room around it."""
        from curator.app.map.projection import x_of, y_of

        box = QRectF(QPointF(x_of(west), y_of(north)), QPointF(x_of(east), y_of(south)))
        more = max(box.width(), box.height(), 4.0) * 0.12
        self._fit(box.adjusted(-more, -more, more, more))

    def _fit(self, box: QRectF) -> None:
        room = self.viewport().rect()
        wanted = min(room.width() / max(box.width(), 1e-6), room.height() / max(box.height(), 1e-6))
        self._scale_to(wanted)
        self.centerOn(box.center())

    def zoom(self, steps: float) -> None:
        """Larger (or smaller) by so many steps, about the middle or what the mouse points at."""
        self._scale_to(self.scale_now * STEP**steps)

    def _scale_to(self, wanted: float) -> None:
        scale = min(max(wanted, _LEAST), _MOST)
        factor = scale / self.scale_now
        if abs(factor - 1) > 1e-9:
            self.scale(factor, factor)
            self.scaled.emit(scale)

    def show_marks(self, marks: Marks) -> None:
        """Show these marks in place of those before."""
        self.marks_item.show_marks(marks)

    def show_area(self, corners: Sequence[tuple[float, float]]) -> None:
        """Show the area that is filtered by; nothing for none. Corners as (longitude, latitude)."""
        self.area = tuple(corners)
        self.viewport().update()

    def colour_countries(self, counts: dict[str, int]) -> None:
        """Hatch the countries in which incidents are known by the country alone; by code."""
        for shape in self.shapes:
            shape.show_count(counts.get(shape.country.code, 0))

    def wear_theme(self) -> None:
        """Take the colours of the theme in force."""
        self.setBackgroundBrush(QColor(current().paper))
        for shape in self.shapes:
            shape.update()
        self.marks_item.update()
        self.viewport().update()

    # Lasso

    def begin_lasso(self) -> None:
        """The next drag draws an area."""
        self.drawing = True
        self.viewport().setCursor(Qt.CursorShape.CrossCursor)

    def end_lasso(self) -> None:
        """No area after all."""
        self.drawing, self._lasso = False, None
        self.viewport().unsetCursor()
        self.viewport().update()
        self.lasso_ended.emit()

    def _close_lasso(self) -> None:
        points, self._lasso = self._lasso or [], None
        self.end_lasso()
        box = QPolygonF(points).boundingRect()
        if len(points) < _FEWEST_CORNERS or max(box.width(), box.height()) * self.scale_now < 4:
            return  # a click is no area
        every = math.ceil(len(points) / _MOST_CORNERS)
        corners = tuple((round(longitude_of(p.x()), 5), round(latitude_of(p.y()), 5)) for p in points[::every])
        self.area_drawn.emit(corners)

    def drawForeground(self, painter: QPainter, rect: QRectF | object) -> None:
        from curator.app.map.projection import x_of, y_of

        theme = current()
        drawn = [QPointF(x_of(x), y_of(y)) for x, y in self.area]
        for points, closed in ((drawn, True), (self._lasso or [], False)):
            if len(points) < 2:
                continue
            path = QPainterPath()
            path.addPolygon(QPolygonF(points))
            if closed:
                path.closeSubpath()
                ground = QColor(theme.accent)
                ground.setAlpha(28)
                painter.fillPath(path, ground)
            pen = QPen(QColor(theme.accent), 2.0, Qt.PenStyle.DashLine)
            pen.setCosmetic(True)
            painter.strokePath(path, pen)

    # What Qt calls

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        place = event.position().toPoint()
        if self.drawing:
            self._lasso = [self.mapToScene(place)]
        else:
            self._pressed = self._dragged = place

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self._lasso is not None:
            self._lasso.append(self.mapToScene(place))
            self.viewport().update()
        elif self._dragged is not None:
            self.pan(self._dragged.x() - place.x(), self._dragged.y() - place.y())
            self._dragged = place
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        pressed, self._pressed, self._dragged = self._pressed, None, None
        if self._lasso is not None:
            self._close_lasso()
            return
        self.viewport().unsetCursor()
        if pressed is not None and (place - pressed).manhattanLength() < 4:
            mark = self.mark_at(place)
            if mark is not None:
                self.mark_chosen.emit(mark)

    def pan(self, right: int, down: int) -> None:
        """Move what is seen by so many pixels."""
        for bar, by in ((self.horizontalScrollBar(), right), (self.verticalScrollBar(), down)):
            bar.setValue(bar.value() + by)

    def mark_at(self, place: QPoint) -> Mark | None:
        """The mark at a point of the viewport: of several the smallest."""
        point = self.mapToScene(place)
        return self.marks_item.mark_at(point, self.scale_now)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(event.angleDelta().y() / _WHEEL)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, page = event.key(), max(40, self.viewport().width() // 6)
        moves = {
            Qt.Key.Key_Left: (-page, 0), Qt.Key.Key_Right: (page, 0), Qt.Key.Key_Up: (0, -page),
            Qt.Key.Key_Down: (0, page),
        }  # fmt: skip
        if key in moves:
            self.pan(*moves[Qt.Key(key)])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._about_middle(1)
        elif key == Qt.Key.Key_Minus:
            self._about_middle(-1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_0):
            self.show_world()
        elif key == Qt.Key.Key_L and not event.modifiers():
            self.begin_lasso()
        elif key == Qt.Key.Key_Escape and self.drawing:
            self.end_lasso()
        else:
            super().keyPressEvent(event)

    def _about_middle(self, steps: float) -> None:
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.zoom(steps)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)

    def resizeEvent(self, event: QResizeEvent) -> None:
        first = event.oldSize().width() < 40
        super().resizeEvent(event)
        if first:
            self.show_world()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self.mark_at(event.pos())
            QToolTip.showText(event.globalPos(), plain_tip(self.words_of(mark)) if mark is not None else "", self)
            return True
        return super().viewportEvent(event)

    def words_of(self, mark: Mark) -> str:
        """A mark in words."""
        count = self.tr("1 incident") if mark.count == 1 else self.tr("{n} incidents").format(n=f"{mark.count:,}")
        if mark.joined > 1:
            count += self.tr(" at {n} places").format(n=f"{mark.joined:,}")
        if mark.radius > 0:
            from curator.app.map.projection import units_per_km

            km = mark.radius / units_per_km(latitude_of(mark.y))
            count += self.tr("; the place is known to within about {km} km").format(km=f"{km:,.0f}")
        return count
