# SPDX-License-Identifier: MIT
"""What the mouse does to the article.

What lives here: clicks, drags, auto-scroll, hovering and tooltips. What does not: how a drag becomes whole words
(snapping.py) and what lies under a point (pointing.py).
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip

from curator.app.reader.badges import Badge
from curator.app.reader.edges import Edge
from curator.app.reader.invisibles import names_near
from curator.app.reader.snapping import Press, Unit, selection, whole
from curator.app.tips import as_markup
from curator.domain.graphemes import paragraph_span

if TYPE_CHECKING:
    from curator.app.reader.view import ReaderView

AUTO_SCROLL = 30  # milliseconds between two steps
FASTEST = 120  # pixels per step
CHARACTER_DRAG = 3  # pixels before a drag by characters begins; by words Qt's own distance is waited for


class Mouse(QObject):
    """The mouse on one reader."""

    def __init__(self, view: ReaderView) -> None:
        super().__init__(view)
        self._view = view
        self._first: Press | None = None
        self._unit: Unit = "word"
        self._pressed_at = QPoint()
        self._clicked_at = QPoint(-1000, -1000)
        self._dragging = False
        self._grip: Edge | None = None  # the handle that was pressed
        self._doubled: tuple[float, QPoint] | None = None
        self._hovered: tuple[str, ...] = ()
        self._timer = QTimer(self)
        self._timer.setInterval(AUTO_SCROLL)
        self._timer.timeout.connect(self._scroll_on)
        self._last = QPointF()
        self._by_character = False

    # -- buttons --

    def press(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position()
        badge = self._view.badge_at(point)
        if badge is not None:
            self._view.choose(badge.ids)
            return
        self._last, self._pressed_at = point, point.toPoint()
        self._by_character = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if self._is_third(point.toPoint()):
            self._begin(point, "paragraph")
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._extend_from_anchor(point)
            return
        self._first, self._unit, self._dragging = self._view.press_at(point), "word", False
        self._grip = self._view.edge_under(point)
        if self._grip is None:
            self._view.place_caret(self._first.pos)

    def double(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._view.badge_at(event.position()) is not None:
            return
        self._doubled = (time.monotonic(), event.position().toPoint())
        self._by_character, self._grip = False, None
        self._begin(event.position(), "word")

    def release(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._timer.stop()
        clicked = self._first is not None and not self._dragging
        if clicked and self._grip is not None and self._first is not None:
            self._view.place_caret(self._first.pos)  # pressed at a handle, but not dragged: a click like any other
        self._first = self._grip = None
        if self._view.edge_held():
            self._view.drop_edge()
        if clicked and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            point, ids = event.position().toPoint(), [each.id for each in self._view.highlights_at(event.position())]
            near = (point - self._clicked_at).manhattanLength() <= QApplication.startDragDistance()
            self._clicked_at = point
            self._view.choose_again(ids) if near else self._view.choose(ids)

    def _is_third(self, point: QPoint) -> bool:
        if self._doubled is None:
            return False
        then, where = self._doubled
        self._doubled = None
        near = (point - where).manhattanLength() <= QApplication.startDragDistance()
        return near and time.monotonic() - then <= QApplication.doubleClickInterval() / 1000

    # -- dragging --

    def move(self, event: QMouseEvent) -> None:
        point = event.position()
        self._last = point
        self._by_character = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if self._first is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._hover(point)
            return
        if not self._dragging:
            least = CHARACTER_DRAG if self._by_character else QApplication.startDragDistance()
            if (point.toPoint() - self._pressed_at).manhattanLength() < least:
                return
            self._dragging = True
            if self._grip is not None:
                self._view.hold_edge(self._grip)
        self._drag_to(point)
        outside = not 0 <= point.y() < self._view.viewport().height()
        if outside and not self._timer.isActive():
            self._timer.start()
        elif not outside:
            self._timer.stop()

    def _scroll_on(self) -> None:
        height = self._view.viewport().height()
        beyond = self._last.y() if self._last.y() < 0 else max(0.0, self._last.y() - height)
        if beyond and self._first is not None:
            self._view.scroll_by(round(max(-FASTEST, min(FASTEST, beyond * 0.6))))
            self._drag_to(self._last)

    def _drag_to(self, point: QPointF) -> None:
        if self._first is None:
            return
        if self._grip is not None:
            self._view.drag_edge(point, "character" if self._by_character else "word")
            return
        unit: Unit = "character" if self._by_character and self._unit == "word" else self._unit
        self._view.select(*selection(self._view.text(), unit, self._first, self._view.press_at(point)), reveal=False)

    def _begin(self, point: QPointF, unit: Unit) -> None:
        """A double or triple click: the whole word or paragraph, and a drag by these from here on."""
        self._first, self._unit, self._dragging = self._view.press_at(point), unit, True
        if unit == "paragraph":
            start, end = paragraph_span(self._view.text(), self._first.pos)
        else:
            start, end = whole(self._view.text(), self._first.cell, unit)
        self._view.select(start, end, reveal=False)

    def _extend_from_anchor(self, point: QPointF) -> None:
        anchor = self._view.anchor()
        self._first = Press(self._anchor_cell(point), anchor)
        self._unit, self._dragging = "word", True
        self._drag_to(point)

    def _anchor_cell(self, point: QPointF) -> tuple[int, int]:
        """The grapheme at the anchor on the side that the selection grows from, so that it is snapped as a press is."""
        anchor, text = self._view.anchor(), self._view.text()
        if self._view.press_at(point).pos >= anchor:
            return (anchor, anchor + 1) if anchor < len(text) else (anchor, anchor)
        return (anchor - 1, anchor) if anchor > 0 else (0, 0)

    # -- hovering --

    def _hover(self, point: QPointF) -> None:
        badge = self._view.badge_at(point)
        ids = badge.ids if badge else tuple(each.id for each in self._view.highlights_at(point))
        shape = Qt.CursorShape.PointingHandCursor if badge else Qt.CursorShape.IBeamCursor
        if not badge and self._view.edge_under(point) is not None:
            shape = Qt.CursorShape.SizeHorCursor
        if self._view.viewport().cursor().shape() != shape:
            self._view.viewport().setCursor(shape)
        if ids != self._hovered:
            self._hovered = ids
            self._view.highlight_hovered.emit(list(ids))

    def leave(self) -> None:
        if self._hovered:
            self._hovered = ()
            self._view.highlight_hovered.emit([])

    def tooltip(self, event: QHelpEvent) -> None:
        """Name the highlights under the mouse, as plain text whatever their labels hold."""
        point = QPointF(event.pos())
        badge: Badge | None = self._view.badge_at(point)
        if badge is not None:
            labels = [badge.label]
        else:
            labels = [each.label or each.letter for each in self._view.highlights_at(point)]
            labels += names_near(self._view.text(), *self._view.press_at(point).cell)
        lines = list(dict.fromkeys(label for label in labels if label))
        if not lines:
            QToolTip.hideText()
            return
        text = "<qt><div style='white-space:pre-wrap'>" + as_markup("\n".join(lines)) + "</div></qt>"
        QToolTip.showText(event.globalPos(), text, self._view.viewport())
