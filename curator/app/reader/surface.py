# SPDX-License-Identifier: MIT
"""The scrolling, painted surface of the reader.

What lives here: the flow in its window, the column, zoom, the scroll bar, the paint event. What does not: caret
(selecting.py), find (finding.py), keys (view.py). Points are in the viewport's pixels.
"""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from curator.app.filling import fill
from curator.app.reader import pointing
from curator.app.reader.badges import Badge, badges_of
from curator.app.reader.brushes import Brushes
from curator.app.reader.flow import Flow
from curator.app.reader.highlights import Highlight
from curator.app.reader.layout import LaidPiece
from curator.app.reader.map_strip import WIDTH, MapStrip, Places, places
from curator.app.reader.painting import Scene, paint_hint, paint_scene
from curator.app.reader.palette import LIGHT, ReaderPalette
from curator.app.reader.scrolling import Scroll
from curator.app.reader.snapping import Press
from curator.app.reader.style import LEAST_WIDTH, MARGIN, text_style

Span = tuple[int, int]
ZOOM_STEP = 10  # percent
SPILL = 6  # pixels: letters, frames and knobs reach so far beyond their line
FAR = 2  # windows: a scroll beyond that is a jump to an estimated place
READING_WIDTH = 72  # letters


class Surface(QAbstractScrollArea):
    """An article on paper: laid out where it is seen, painted, scrolled and zoomed."""

    zoom_changed = Signal(int)
    visible_changed = Signal(int, int)  # the first and last position in the window

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._brushes = Brushes(LIGHT)
        self._hint = ""
        self._has_article = False
        self._reading_width = READING_WIDTH
        self._style = text_style(100)
        self._syncing = False
        self._seen_span: Span = (0, 0)
        self._seen_pieces: list[tuple[int, int, LaidPiece]] = []
        self._last_value = 0
        self._flow = Flow("", "", self._style, LEAST_WIDTH)
        self.setViewport(QWidget())  # made here: for one that Qt made, PySide first builds the classes of all widgets
        self._scroll = Scroll(self._flow, self.viewport().height())
        self._below = 0  # pixels kept free below the text
        self._map = MapStrip(self, self._places)
        self._map.wanted.connect(self._go_to_part)
        self._map.hide()
        self.set_reader_palette(LIGHT)

    # -- settings --

    def reader_palette(self) -> ReaderPalette:
        return self._brushes.palette

    def set_reader_palette(self, palette: ReaderPalette) -> None:
        """Other colours; nothing is laid out again."""
        self._brushes = Brushes(palette)
        self._map.set_brushes(self._brushes)
        self.viewport().update()

    def zoom(self) -> int:
        """Percent."""
        return self._style.zoom

    def set_zoom(self, percent: int) -> None:
        """50 to 300; the words at the top stay there."""
        style = text_style(percent)
        if style.zoom != self._style.zoom:
            self._style = style
            self._relayout()
            self.zoom_changed.emit(style.zoom)

    def zoom_in(self) -> None:
        self.set_zoom(self.zoom() + ZOOM_STEP)

    def zoom_out(self) -> None:
        self.set_zoom(self.zoom() - ZOOM_STEP)

    def reset_zoom(self) -> None:
        self.set_zoom(100)

    def reading_width(self) -> int:
        return self._reading_width

    def set_reading_width(self, characters: int) -> None:
        """The widest column, in letters."""
        self._reading_width = max(20, characters)
        self._relayout()

    def set_map_shown(self, shown: bool) -> None:
        """The narrow map of the article beside the scroll bar."""
        self._map.setVisible(shown)
        self._keep_free(self._below)

    def _keep_free(self, below: int) -> None:
        """Room beside the text: for the map, and `below` it for the find bar."""
        self._below = below
        self.setViewportMargins(0, 0, 0 if self._map.isHidden() else WIDTH, below)
        self._place_map()

    def _place_map(self) -> None:
        paper = self.viewport().geometry()
        self._map.setGeometry(paper.right() + 1, paper.top(), WIDTH, paper.height())

    def _places(self, height: int) -> Places:
        return places(self._flow, (), (), height)

    def _go_to_part(self, part: float) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(round(part * (bar.maximum() + bar.pageStep()) - bar.pageStep() / 2))

    # -- the column --

    def column_width(self) -> int:
        """Pixels: the reading width, or less where the window is narrow."""
        room = self.viewport().width() - 2 * MARGIN
        return max(LEAST_WIDTH, min(self._style.column(self._reading_width), room))

    def fills_its_room(self) -> bool:
        """Whether wider lines would not fit into the window."""
        return self.column_width() < self._style.column(self._reading_width)

    def column_left(self) -> int:
        return max(MARGIN, (self.viewport().width() - self.column_width()) // 2)

    def reading_place(self) -> int:
        """The position at the top of the window, 0 at the article's beginning: `return_to` comes back to it."""
        return 0 if self._last_value == 0 else self._scroll.pin()[0]

    def return_to(self, pos: int) -> None:
        """Have this position at the top of the window again."""
        self._scroll.hold(max(0, min(pos, len(self._flow.text))), 0)
        self._sync_bar()

    def _relayout(self) -> None:
        """Width or type changed: lay out again with the top visible text in its place."""
        at_top = self._last_value == 0
        pos, y = self._scroll.pin()
        self._flow.restyle(self._style, self.column_width())
        self._scroll.resize(self.viewport().height())
        if at_top:
            self._scroll.jump(0)
        else:
            self._scroll.hold(pos, y)
        self._sync_bar()
        self._map.refresh_later()

    def _refresh(self, pieces: Collection[int] | None = None) -> None:
        """Heights in the window may have changed, of these pieces (None: of any)."""
        self._scroll.refresh()
        self._sync_bar()
        self._map.refresh_later()
        if pieces is None:
            self.viewport().update()
            return
        for seen in self._scroll.visible():
            if seen.index in pieces:
                self._update_rows(seen.y, seen.y + seen.piece.height)

    # -- painting again --

    def _update_rows(self, top: int, bottom: int) -> None:
        self.viewport().update(0, top - SPILL, self.viewport().width(), bottom - top + 2 * SPILL)

    def _update_words(self, *spans: Span) -> None:
        """Paint the lines of these words again, as far as they are seen; of an empty span the caret's line."""
        for seen in self._scroll.visible():
            piece = seen.piece
            for start, end in spans:
                if start <= piece.end and end >= piece.start:
                    first = piece.lines[piece.line_of(max(start, piece.start))]
                    last = piece.lines[piece.line_of(min(end, piece.end))]
                    self._update_rows(seen.y + first.top, seen.y + last.top + last.height)

    # -- the scroll bar --

    def _sync_bar(self) -> None:
        """Make the scroll bar say what the window shows. May change the width: then the layout is made again inside."""
        bar = self.verticalScrollBar()
        outer, self._syncing = self._syncing, True
        bar.setSingleStep(self._style.pitch)
        bar.setPageStep(max(1, self._scroll.height - self._style.pitch))
        bar.setRange(0, self._scroll.maximum)
        bar.setValue(self._scroll.value)
        self._last_value = bar.value()
        self._syncing = outer
        seen = [(each.y, each.piece.height, each.piece) for each in self._scroll.visible()]
        if seen != self._seen_pieces:  # other pieces, or the same elsewhere in the window
            self._seen_pieces = seen
            self.viewport().update()
        self._tell_visible()

    def _tell_visible(self) -> None:
        span = self.visible_span()
        if span != self._seen_span:
            self._seen_span = span
            self.visible_changed.emit(*span)

    def visible_span(self) -> Span:
        """The words in the window, to the line."""
        seen = self._scroll.visible()
        if not seen:
            return 0, 0
        first, last = seen[0], seen[-1]
        top = first.piece.lines[first.piece.line_at(-first.y)].start
        return top, last.piece.lines[last.piece.line_at(self._scroll.height - last.y)].end

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if self._syncing:
            return
        value = self.verticalScrollBar().value()
        way = value - self._last_value
        at_an_end = value in (0, self.verticalScrollBar().maximum())
        if at_an_end or abs(way) > FAR * self._scroll.height:
            self._scroll.jump(value)
        else:
            self._scroll.move(way)
        self._sync_bar()

    def scroll_by(self, pixels: int) -> None:
        """Move the window over the text, exactly."""
        self._scroll.move(pixels)
        self._sync_bar()

    def scroll_to(self, start: int, end: int) -> None:
        """Bring the words into view with context above them; nothing moves when they are comfortably seen."""
        self._scroll.reveal(start, end)
        self._sync_bar()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_map()
        if self.column_width() != self._flow.width:
            self._relayout()
        else:
            self._scroll.resize(self.viewport().height())
            self._sync_bar()

    # -- points --

    def press_at(self, point: QPointF) -> Press:
        """The grapheme under the point and the nearest caret position; points outside count as on the edge."""
        x, y = point.x() - self.column_left(), max(0.0, min(point.y(), self._scroll.height - 1.0))
        return Press(pointing.cell_at(self._scroll, x, y), pointing.position_at(self._scroll, x, y))

    def highlights_at(self, point: QPointF) -> list[Highlight]:
        """The highlights under the point, the one whose bar is pointed at first, then the shortest."""
        return pointing.highlights_at(self._scroll, point.x() - self.column_left(), point.y())

    def badge_at(self, point: QPointF) -> Badge | None:
        return next((badge for badge in self._badges() if badge.rect.contains(point)), None)

    def point_of(self, pos: int) -> QPointF | None:
        """The middle of the caret's place at `pos` in the viewport; None where it is not seen."""
        place = self._scroll.line_y(pos)
        if place is None:
            return None
        _, piece = self._flow.piece_of(pos)
        index = piece.line_of(pos)
        line = piece.lines[index].line
        return QPointF(self.column_left() + piece.x_of(pos, index), place[0] + (line.ascent() + line.descent()) / 2)

    def span_rects(self, start: int, end: int) -> list[QRectF]:
        """Where the words stand in the viewport, as far as they are seen: for what is shown beside them."""
        left, found = self.column_left(), []
        for seen in self._scroll.visible():
            first, last = max(start, seen.piece.start), min(end, seen.piece.end)
            if first < last:
                for index, rect in seen.piece.rects(first, last):
                    found.append(rect.translated(left, seen.y + seen.piece.lines[index].top))
        return found

    def _badges(self) -> list[Badge]:
        left = self.column_left()
        return badges_of(self._scroll.visible(), left, left + self._flow.width)

    # -- painting --

    def _scene(self) -> Scene:
        """All that a paint needs; the view adds caret, selection and hits."""
        return Scene(
            style=self._style,
            brushes=self._brushes,
            left=self.column_left(),
            width=self._flow.width,
            visible=tuple(self._scroll.visible()),
            some_active=self._flow.highlights.some_active,
            badges=tuple(self._badges()),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        scene = self._scene()  # everything that could fail happens before the painter is opened
        painter = QPainter(self.viewport())
        try:
            fill(painter, event.rect(), scene.brushes.background)
            if self._has_article:
                paint_scene(painter, scene, event.region())
            else:
                paint_hint(painter, scene.brushes, self.viewport().rect(), self._hint)
        finally:
            painter.end()
