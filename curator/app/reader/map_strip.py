# SPDX-License-Identifier: MIT
"""The narrow map beside the scroll bar: where the incidents, the hits and the unread parts of the article are.

What lives here: the places on the map, its drawing and clicks. What does not: scrolling itself (surface.py).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from curator.app.filling import fill
from curator.app.reader.brushes import Brushes
from curator.app.reader.flow import Flow
from curator.shape import Frozen, fresh

Span = tuple[int, int]
WIDTH = 14  # pixels
MARK = 3  # height of a mark
LATER = 120  # milliseconds: the map follows changes when they have come to rest


class Places(Frozen):
    """Rows in pixels from the map's top: per row the incidents' (active, colour index), hits, unread stretches."""

    incidents: dict[int, tuple[tuple[bool, int], ...]] = fresh(default_factory=dict)
    hits: tuple[int, ...] = ()
    unread: tuple[Span, ...] = ()


def places(flow: Flow, hits: Iterable[Span], unread: Iterable[Span], height: int) -> Places:
    """Where everything lies on a map `height` pixels high, in rows of MARK pixels."""
    tops = [0, *accumulate(flow.heights)]
    whole = max(1, tops[-1])
    starts, ends = flow.pieces.starts, flow.pieces.ends

    def row(pos: int) -> int:
        index = max(0, bisect_right(starts, pos) - 1)
        length = ends[index] - starts[index]
        inside = (tops[index + 1] - tops[index]) * (pos - starts[index]) // length if length else 0
        return (tops[index] + inside) * (height - MARK) // whole // MARK * MARK

    rows: dict[int, set[tuple[bool, int]]] = {}
    for each in flow.highlights:
        if each.kind == "mention":
            rows.setdefault(row(each.start), set()).add((each.active, each.colour))
    return Places(
        # The active incident first; more than three on one row are too small to see.
        incidents={at: tuple(sorted(marks, key=lambda mark: (not mark[0], mark[1]))[:3]) for at, marks in rows.items()},
        hits=tuple(sorted({row(start) for start, _ in hits})),
        unread=tuple((row(start), row(end) + MARK) for start, end in unread),
    )


class MapStrip(QWidget):
    """Draws the places it asks `ask(height)` for; a press or drag says which part (0 to 1) of the article to show."""

    wanted = Signal(float)

    def __init__(self, parent: QWidget, ask: Callable[[int], Places]) -> None:
        super().__init__(parent)
        self.setObjectName("reader_map")
        self.setAccessibleName(self.tr("Map of the article"))
        self.setToolTip(self.tr("Where incidents and hits are; click to go there"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._ask = ask
        self._places = Places()
        self._brushes: Brushes | None = None
        self._picture = QPixmap()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.refresh)

    def set_brushes(self, brushes: Brushes) -> None:
        self._brushes = brushes
        self._draw()

    def refresh(self) -> None:
        """Find all places anew."""
        self._later.stop()
        self._places = self._ask(self.height())
        self._draw()

    def refresh_later(self) -> None:
        """When changes have come to rest: many of them cost one search of all places."""
        if not self._later.isActive() or self._later.interval():
            self._later.start(LATER)

    def refresh_soon(self) -> None:
        """As soon as what is being done is done: another article must not wait for its marks."""
        self._later.start(0)

    def places(self) -> Places:
        return self._places

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refresh_later()

    def _draw(self) -> None:
        """Draw the picture once; painting only shows it."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(WIDTH * ratio), max(1, round(self.height() * ratio)))
        picture.setDevicePixelRatio(ratio)
        if self._brushes is not None:
            picture.fill(self._brushes.background)
            if self._places != Places():  # else nothing to show: no empty groove beside an empty page
                painter = QPainter(picture)
                self._draw_places(painter, self._brushes)
                painter.end()
        self._picture = picture
        self.update()

    def _draw_places(self, painter: QPainter, brushes: Brushes) -> None:
        fill(painter, QRectF(3, 0, WIDTH - 6, self.height()), brushes.groove)
        for first, last in self._places.unread:
            fill(painter, QRectF(3, first, WIDTH - 6, last - first), brushes.hatch)
        for row in self._places.hits:
            fill(painter, QRectF(3, row, WIDTH - 6, 2), brushes.find_current)
        for row, marks in self._places.incidents.items():
            side = 0.0 if marks[0][0] else 2.0
            each = (WIDTH - 2 * side) / len(marks)
            for at, (_, colour) in enumerate(marks):
                fill(painter, QRectF(side + at * each, row, each, MARK), brushes.incident(colour))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def _go(self, event: QMouseEvent) -> None:
        self.wanted.emit(max(0.0, min(1.0, event.position().y() / max(1, self.height()))))
