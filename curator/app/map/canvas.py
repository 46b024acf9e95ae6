# SPDX-License-Identifier: MIT
"""The map that is seen: countries, marks, zoom, pan, areas drawn by mouse and by keys.

What lives here: the view, its keys and mouse. What does not: which places there are (panel.py), how marks are joined
(marks.py), what is painted (items.py), the corners of an area (area.py), saving pictures (dataset/pictures.py).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView, QToolTip, QWidget

from curator.app.guard import guarded
from curator.app.map.area import AreaDrawn
from curator.app.map.items import CountryItem, MarksItem, paint_area
from curator.app.map.marks import Mark, Marks
from curator.app.map.projection import SIZE, latitude_of, units_per_km, x_of, y_of
from curator.app.map.shapes import countries, country_named
from curator.app.theme import current
from curator.app.tips import plain_tip
from curator.app.widgets import named

STEP = math.sqrt(2.0)  # one step of zoom; two double the map
_LEAST, _MOST = 0.08, 3000.0  # pixels for a unit of the plane
_NEAREST = 40.0  # beyond this the map is not enlarged by itself: a village fills the screen
_WHEEL = 120  # eighths of a degree: one notch
_EDGE = 40  # pixels: nearer to the edge a mark is not seen well
_BOX_STEP = 12  # pixels by which keys move and grow a box
_WAYS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


@guarded
class MapCanvas(QGraphicsView):
    """`moved(scale)`: another part is seen, or pixels for a unit of the plane have changed. `area_drawn(corners)`: an
    area was closed, as (longitude, latitude) of its corners; none of them where it is to go. `mark_chosen(Mark)`: a
    mark was clicked, or Enter pressed on it; None where there is none any more. `drawing_changed`: an area is under
    way, or no longer."""

    moved = Signal(float)
    area_drawn = Signal(object)
    mark_chosen = Signal(object)
    drawing_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = self.tr("Map of incidents")
        self.tip = self.tr(
            "Arrows move, + and − zoom, 0 shows all; N goes to the next mark, Enter shows its incidents; L and a drag, "
            "or Shift+arrows and Enter, choose an area; Delete takes it away"
        )
        named(self, "map.canvas", self.title, tip=self.tip)
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
        self._drawn = AreaDrawn()
        self._home: QRectF | None = None  # where all points lie
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

    def show_all(self) -> None:
        """All incidents, or the whole world where none has a place."""
        if self._home is None:
            self.show_world()
            return
        more = max(self._home.width(), self._home.height(), 4.0) * 0.12
        self._fit(self._home.adjusted(-more, -more, more, more))

    def bring_in(self, mark: Mark) -> None:
        """Let a mark be seen that is not."""
        edge = _EDGE / self.scale_now
        if not self.seen.adjusted(edge, edge, -edge, -edge).contains(QPointF(mark.x, mark.y)):
            self.centerOn(QPointF(mark.x, mark.y))
            self.moved.emit(self.scale_now)

    @property
    def seen(self) -> QRectF:
        """The part of the plane that is seen."""
        return self.mapToScene(self.viewport().rect()).boundingRect()

    def _fit(self, box: QRectF) -> None:
        room = self.viewport().rect()
        wanted = min(room.width() / max(box.width(), 1e-6), room.height() / max(box.height(), 1e-6))
        self._scale_to(min(wanted, _NEAREST))
        self.centerOn(box.center())
        self.moved.emit(self.scale_now)

    def zoom(self, steps: float) -> None:
        """Larger (or smaller) by so many steps, about the middle or what the mouse points at."""
        self._scale_to(self.scale_now * STEP**steps)

    def _scale_to(self, wanted: float) -> None:
        scale = min(max(wanted, _LEAST), _MOST)
        factor = scale / self.scale_now
        if abs(factor - 1) > 1e-9:
            self.scale(factor, factor)
            self.moved.emit(scale)

    def show_marks(self, marks: Marks, countries_known: Mapping[str, Mark]) -> None:
        """Show these marks in place of those before; countries of which nothing else is known are hatched."""
        self.marks_item.show_marks(marks, countries_known)
        for shape in self.shapes:
            mark = countries_known.get(shape.country.code)
            shape.show_count(mark.count if mark is not None else 0)

    def keep_home(self, points: Sequence[tuple[float, float]], only: Sequence[str]) -> None:
        """Where all incidents lie: at these points (longitude, latitude), in these countries (codes)."""
        boxes = [shape.box for code in only if (shape := country_named(code)) is not None]
        xs = [*(x_of(x) for x, _ in points), *(x for box in boxes for x in (box.left(), box.right()))]
        ys = [*(y_of(y) for _, y in points), *(y for box in boxes for y in (box.top(), box.bottom()))]
        self._home = QRectF(QPointF(min(xs), min(ys)), QPointF(max(xs), max(ys))) if xs else None

    def choose(self, mark: Mark | None) -> None:
        """Make this the chosen mark; nothing is sent out."""
        self.marks_item.chosen = mark
        self.setAccessibleName(self.words_of(mark) if mark is not None else self.title)
        self.viewport().update()

    def show_area(self, corners: Sequence[tuple[float, float]]) -> None:
        """Show the area that is filtered by; nothing for none. Corners as (longitude, latitude)."""
        self.area = tuple(corners)
        self.viewport().update()

    def wear_theme(self) -> None:
        """Take the colours of the theme in force."""
        self.setBackgroundBrush(QColor(current().paper))
        for shape in self.shapes:
            shape.update()
        self.marks_item.update()
        self.viewport().update()

    # An area

    @property
    def boxing(self) -> bool:
        """Keys make a box."""
        return self._drawn.box is not None

    def begin_lasso(self) -> None:
        """The next drag draws an area."""
        self._drawn.forget()
        self.drawing = True
        self.viewport().setCursor(Qt.CursorShape.CrossCursor)
        self.drawing_changed.emit()

    def end_area(self) -> None:
        """No area after all, or none any more."""
        self.drawing = False
        self._drawn.forget()
        self.viewport().unsetCursor()
        self.viewport().update()
        self.drawing_changed.emit()

    def _close_area(self) -> None:
        corners = self._drawn.done(self.scale_now)
        self.end_area()
        if corners:
            self.area_drawn.emit(corners)

    def _size_box(self, right: int, down: int) -> None:
        step = _BOX_STEP / self.scale_now
        self._drawn.grow(self.seen, right * step, -down * step)  # up makes it higher
        self.viewport().update()
        self.drawing_changed.emit()

    def drawForeground(self, painter: QPainter, rect: QRectF | object) -> None:
        paint_area(painter, [QPointF(x_of(x), y_of(y)) for x, y in self.area], current(), closed=True)
        paint_area(painter, self._drawn.under_way, current(), closed=self.boxing)

    # What Qt calls

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        place = event.position().toPoint()
        if self.drawing:
            self._drawn.lasso = [self.mapToScene(place)]
        else:
            self._pressed = self._dragged = place

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self._drawn.lasso is not None:
            self._drawn.lasso.append(self.mapToScene(place))
            self.viewport().update()
        elif self._dragged is not None:
            self.pan(self._dragged.x() - place.x(), self._dragged.y() - place.y())
            self._dragged = place
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        pressed, self._pressed, self._dragged = self._pressed, None, None
        if self._drawn.lasso is not None:
            self._close_area()
            return
        self.viewport().unsetCursor()
        if pressed is not None and (place - pressed).manhattanLength() < 4:
            self._take(self.mark_at(place))

    def _take(self, mark: Mark | None) -> None:
        """Choose a mark and tell it; none is chosen by a click beside all."""
        self.choose(mark)
        self.mark_chosen.emit(mark)

    def pan(self, right: int, down: int) -> None:
        """Move what is seen by so many pixels."""
        for bar, by in ((self.horizontalScrollBar(), right), (self.verticalScrollBar(), down)):
            bar.setValue(bar.value() + by)
        self.moved.emit(self.scale_now)

    def mark_at(self, place: QPoint) -> Mark | None:
        """The mark at a point of the viewport: of several the smallest."""
        point = self.mapToScene(place)
        return self.marks_item.mark_at(point, self.scale_now)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(event.angleDelta().y() / _WHEEL)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            super().keyPressEvent(event)
        elif key in _WAYS:
            self._go(*_WAYS[Qt.Key(key)], sizing=shift)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.about_middle(1)
        elif key == Qt.Key.Key_Minus:
            self.about_middle(-1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_0):
            self.show_all()
        elif key == Qt.Key.Key_L:
            self.begin_lasso()
        elif key == Qt.Key.Key_N:
            self.step(-1 if shift else 1)
        elif key == Qt.Key.Key_Delete and self.area:
            self.area_drawn.emit(())
        elif not self._end_key(key):
            super().keyPressEvent(event)

    def _go(self, right: int, down: int, *, sizing: bool) -> None:
        """Arrows move the map, or the box that keys make; with Shift they begin it and change its size."""
        if sizing:
            self._size_box(right, down)
        elif self.boxing:
            self._drawn.move(right * _BOX_STEP / self.scale_now, down * _BOX_STEP / self.scale_now)
            self.viewport().update()
        else:
            page = max(40, self.viewport().width() // 6)
            self.pan(right * page, down * page)

    def _end_key(self, key: int) -> bool:
        """Enter takes the box or shows what is at the chosen mark, Escape leaves them; False where neither is there."""
        enter, escape = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter), key == Qt.Key.Key_Escape
        if (self.drawing or self.boxing) and (enter or escape):
            if enter and self.boxing:
                self._close_area()
            else:
                self.end_area()
        elif self.marks_item.chosen is not None and (enter or escape):
            self._take(self.marks_item.chosen if enter else None)
        else:
            return False
        return True

    def step(self, by: int) -> None:
        """Go to the next of the marks that are seen, those with the most incidents first."""
        marks, chosen = self.marks_item.seen_marks(self.seen), self.marks_item.chosen
        if marks:
            at = marks.index(chosen) + by if chosen in marks else 0 if by > 0 else -1
            self.choose(marks[at % len(marks)])

    def about_middle(self, steps: float) -> None:
        """Larger (or smaller) by so many steps, about the middle."""
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.zoom(steps)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)

    def resizeEvent(self, event: QResizeEvent) -> None:
        first = event.oldSize().width() < 40
        super().resizeEvent(event)
        if first:
            self.show_all()
        else:
            self.moved.emit(self.scale_now)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self.mark_at(event.pos())
            QToolTip.showText(event.globalPos(), plain_tip(self.words_of(mark)) if mark is not None else "", self)
            return True
        return super().viewportEvent(event)

    def name_of(self, mark: Mark) -> str:
        """A country that is all that is known, with its count."""
        shape = country_named(mark.country)
        return f"{shape.name} {mark.count:,}" if shape is not None else ""

    def words_of(self, mark: Mark) -> str:
        """A mark in words."""
        count = self.tr("1 incident") if mark.count == 1 else self.tr("{n} incidents").format(n=f"{mark.count:,}")
        shape = country_named(mark.country) if mark.country else None
        if shape is not None:
            return self.tr("{country}: {count} shown by their country, without coordinates or known no nearer").format(
                country=shape.name, count=count
            )
        if mark.joined > 1:
            count += self.tr(" at {n} places").format(n=f"{mark.joined:,}")
        if mark.radius > 0:
            km = mark.radius / units_per_km(latitude_of(mark.y))
            count += self.tr("; the place is known to within about {km} km").format(km=f"{km:,.0f}")
        return count
