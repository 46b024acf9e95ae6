# SPDX-License-Identifier: MIT
"""The surface with handles: the edges of chosen words, moved by mouse and by keys.

What lives here: where the handles stand, what is under the mouse, the preview while an edge moves, and the one signal
when it has come to rest. What does not: where an edge may go (edges.py), what the words are (the window says it).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QTimer, Signal
from PySide6.QtWidgets import QWidget

from curator.app.reader.accessible import announce
from curator.app.reader.edges import By, Edge, Edges, moved_to, stepped
from curator.app.reader.painting import Handle, Scene
from curator.app.reader.selecting import SelectingSurface
from curator.domain.graphemes import grapheme_span, previous_grapheme
from curator.shape import replace

Span = tuple[int, int]
ROOM = 12.0  # pixels of an edge that take the mouse
KNOB = 4.5  # pixels: radius of a handle's knob
REST = 400  # ms after the last key until the words are told: many steps are one change


class EdgingSurface(SelectingSurface):
    """`edges_moved(start, end)`: the user moved an edge of the chosen words and it has come to rest."""

    edges_moved = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edges: Edges | None = None
        self._told: Span = (0, 0)  # what the window knows the words to be
        self._held: Edge | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self.settle_edges)

    def set_handles(self, span: Span | None, ids: Sequence[str] = ()) -> None:
        """Let the edges of these words be moved; None for none. `ids`: the highlights that go along.

        Raises ValueError for a span that does not lie in the text.
        """
        self.settle_edges()
        if span is None:
            self._forget_edges()
            return
        if not 0 <= span[0] < span[1] <= len(self.text()):
            raise ValueError(f"{span[0]}-{span[1]} is no span of a text of {len(self.text())}")
        before = self._edges
        edge: Edge = before.edge if before is not None and before.ids == tuple(ids) else "end"
        self._edges, self._told, self._held = Edges(span, tuple(ids), edge), span, None
        self.viewport().update()

    def handles(self) -> Span | None:
        """The words whose edges can be moved, as they are shown now."""
        return self._edges.span if self._edges is not None else None

    def moving_edge(self) -> Edge | None:
        """The edge that keys move; None where no words are chosen."""
        return self._edges.edge if self._edges is not None else None

    def _forget_edges(self) -> None:
        self._edges, self._held = None, None
        self._rest.stop()
        self.viewport().update()

    # -- by keys --

    def other_edge(self) -> None:
        """Let the keys move the other edge."""
        if self._edges is not None:
            self._edges = replace(self._edges, edge="start" if self._edges.edge == "end" else "end")
            self._show_edge()
            announce(self, self.tr("Beginning") if self._edges.edge == "start" else self.tr("End"))

    def move_edge(self, to_the_right: bool, by: By) -> None:
        """Move the edge by a word or a character; the paragraph's direction decides where right is."""
        if self._edges is None:
            return
        forward = to_the_right != self._flow.right_to_left(self._flow.pieces.at(self._edge_at()))
        span = stepped(self.text(), self._edges.span, self._edges.edge, forward, by)
        self._preview(span)
        self._show_edge()
        announce(self, self.text()[slice(*span)])
        self._rest.start()

    def settle_edges(self) -> None:
        """Tell now what the keys have moved."""
        self._rest.stop()
        if self._edges is not None and self._held is None and self._edges.span != self._told:
            self._told = self._edges.span
            self.edges_moved.emit(*self._told)

    def _edge_at(self) -> int:
        assert self._edges is not None
        start, end = self._edges.span
        return start if self._edges.edge == "start" else previous_grapheme(self.text(), end)

    def _show_edge(self) -> None:
        self._scroll.keep_in_view(self._edge_at())
        self._sync_bar()
        self.viewport().update()

    # -- by mouse --

    def edge_under(self, point: QPointF) -> Edge | None:
        """The edge whose handle is under the point; where both are, the nearer one."""
        near = [each for each in self._handles() if each.room.contains(point)]
        near.sort(key=lambda each: abs(each.x - point.x()))
        return near[0].edge if near else None

    def edge_held(self) -> bool:
        """Whether an edge is being dragged."""
        return self._held is not None

    def hold_edge(self, edge: Edge) -> None:
        """An edge is being dragged from now on."""
        if self._edges is not None:
            self.settle_edges()
            self._held, self._edges = edge, replace(self._edges, edge=edge)

    def drag_edge(self, point: QPointF, by: By) -> None:
        """The held edge follows the mouse."""
        if self._edges is not None and self._held is not None:
            self._preview(moved_to(self.text(), self._edges.span, self._held, self.press_at(point), by))

    def drop_edge(self) -> None:
        """The held edge stays where it is: told at once."""
        self._held = None
        self.settle_edges()

    def give_up_edge(self) -> None:
        """Escape: the words are as they were."""
        self._held = None
        self._rest.stop()
        self._preview(self._told)

    def _preview(self, span: Span) -> None:
        """Show the words as they would be."""
        if self._edges is None or span == self._edges.span:
            return
        self._edges = replace(self._edges, span=span)
        there = (self._flow.highlights.get(each) for each in self._edges.ids)
        moved = [replace(each, start=span[0], end=span[1]) for each in there if each is not None]
        self._refresh(self._flow.put_highlights(moved))
        self.viewport().update()

    # -- painting --

    def _lit_now(self, lit: tuple[Span, ...]) -> tuple[Span, ...]:
        """The lit words with those whose edge moves where they are now."""
        edges = self._edges
        if edges is None or edges.span == self._told:
            return lit
        return tuple(sorted(edges.span if span == self._told else span for span in lit))

    def _handles(self) -> tuple[Handle, ...]:
        """The handles that are seen."""
        if self._edges is None:
            return ()
        start, end = self._edges.span
        cells: tuple[tuple[Edge, Span], ...] = (
            ("start", grapheme_span(self.text(), start)), ("end", (previous_grapheme(self.text(), end), end)),
        )  # fmt: skip
        found = []
        for edge, cell in cells:
            rects = self.span_rects(*cell)
            if rects:
                found.append(self._handle(edge, cell[0], rects[0]))
        return tuple(found)

    def _handle(self, edge: Edge, pos: int, rect: QRectF) -> Handle:
        """At the side of the letter where the words begin or end: letters of Arabic and Hebrew have it reversed."""
        assert self._edges is not None
        x = rect.right() if (edge == "end") != self._runs_left(pos) else rect.left()
        room = QRectF(x - ROOM / 2, rect.top(), ROOM, rect.height())
        knob = QPointF(x, rect.top() if edge == "start" else rect.bottom())
        grown = room.united(QRectF(knob.x() - KNOB, knob.y() - KNOB, 2 * KNOB, 2 * KNOB))
        return Handle(edge, x, rect.top(), rect.bottom(), grown, knob, edge == self._edges.edge)

    def _runs_left(self, pos: int) -> bool:
        from unicodedata import bidirectional  # read when handles are first seen, not at start

        kind = bidirectional(self.text()[pos])
        if kind in ("L", "EN", "AN"):
            return False
        return kind in ("R", "AL") or self._flow.right_to_left(self._flow.pieces.at(pos))

    def _scene(self) -> Scene:
        return replace(super()._scene(), handles=self._handles())
