# SPDX-License-Identifier: MIT
"""How the article is drawn.

What lives here: pixels. What does not: any decision about layout; the Scene is complete before a painter is opened,
because an exception inside a paint event would break all later ones.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF, QRegion

from curator.app.filling import fill
from curator.app.reader.badges import Badge
from curator.app.reader.blanks import paint_blanks
from curator.app.reader.brushes import Brushes, FillKey
from curator.app.reader.highlights import Highlight
from curator.app.reader.layout import LaidPiece, Line, apart, merged
from curator.app.reader.scrolling import Seen
from curator.app.reader.style import TextStyle
from curator.shape import Frozen

Span = tuple[int, int]


class Handle(Frozen):
    """A handle at an edge of the chosen words: a line from `top` to `bottom` at `x` with a knob; `room` takes the
    mouse; `moves`: the keys move this one."""

    edge: Literal["start", "end"]
    x: float
    top: float
    bottom: float
    room: QRectF
    knob: QPointF
    moves: bool


class Scene(Frozen):
    """All that one paint needs. Spans in code points, sorted; `left` is the column's left edge."""

    style: TextStyle
    brushes: Brushes
    left: int
    width: int
    visible: tuple[Seen, ...]
    some_active: bool
    badges: tuple[Badge, ...] = ()
    selection: Span = (0, 0)
    caret: int | None = None
    lit: tuple[Span, ...] = ()
    hits: Sequence[Span] = ()
    current_hit: Span | None = None
    dimmed: tuple[Span, ...] = ()
    blanks: tuple[int, ...] = ()  # where white space is to be seen
    handles: tuple[Handle, ...] = ()


def paint_scene(painter: QPainter, scene: Scene, exposed: QRegion) -> None:
    """Draw the lines that meet `exposed`, and those beside them, whose letters may reach into it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    whole, one = exposed.boundingRect(), exposed.rectCount() == 1
    for seen in scene.visible:
        for index, line in enumerate(seen.piece.lines):
            top = seen.y + line.top
            if top - line.height > whole.bottom():
                break
            row = QRect(whole.left(), top - line.height, whole.width(), 3 * line.height)
            if row.bottom() >= whole.top() and (one or exposed.intersects(row)):
                _paint_line(painter, scene, seen.piece, index, line, QPointF(scene.left, top))
    for badge in scene.badges:
        if exposed.intersects(badge.rect.toAlignedRect()):
            _paint_badge(painter, scene, badge)
    for handle in scene.handles:
        _paint_handle(painter, scene, handle)


def _paint_line(painter: QPainter, scene: Scene, piece: LaidPiece, index: int, line: Line, at: QPointF) -> None:
    _paint_fills(painter, scene, piece, index, at)
    _paint_hits(painter, scene, piece, line, index, at)
    for span in scene.lit:
        _fill_span(painter, piece, line, index, span, scene.brushes.lit, at)
    if scene.selection[0] < scene.selection[1]:
        _fill_span(painter, piece, line, index, scene.selection, scene.brushes.selection, at)
        _paint_line_end(painter, scene, piece, line, at)
    painter.setPen(scene.brushes.text)
    line.line.draw(painter, at)
    for span in scene.lit:
        _edge_span(painter, scene, piece, line, index, span, at)
    for span in scene.dimmed:
        _fill_span(painter, piece, line, index, span, scene.brushes.veil, at)
    _paint_bars(painter, scene, piece, line, index, at)
    _paint_invisible(painter, scene, piece, line, index, at)
    if scene.blanks:
        paint_blanks(painter, scene.brushes, scene.blanks, piece, line, index, at)
    _paint_caret(painter, scene, piece, line, index, at)


def _paint_fills(painter: QPainter, scene: Scene, piece: LaidPiece, index: int, at: QPointF) -> None:
    """Highlights of one colour and strength are one area: two fields on the same words do not look darker."""
    areas: dict[FillKey, list[QRectF]] = {}
    for highlight, rect in piece.highlight_rects(index):
        key = scene.brushes.fill(highlight, scene.some_active)
        if key is not None:
            areas.setdefault(key, []).append(rect)
    for key in sorted(areas):
        brush = scene.brushes.brush(key)
        for rect in merged(areas[key]):
            fill(painter, rect.translated(at), brush)


def _paint_bars(painter: QPainter, scene: Scene, piece: LaidPiece, line: Line, index: int, at: QPointF) -> None:
    """What shares a lane and looks alike is one bar, so that dashes of several do not fill one another's gaps."""
    if piece.dress is None:
        return
    bars: dict[tuple[int, int, str, bool], tuple[Highlight, list[QRectF]]] = {}
    for each, rect in piece.highlight_rects(index):
        key = (piece.dress.lanes[each.id], each.colour, each.layer or each.kind, each.active)
        bars.setdefault(key, (each, []))[1].append(rect)
    lane_height = scene.style.lane
    for (lane, *_), (highlight, rects) in bars.items():
        y = at.y() + line.below + (lane + 0.5) * lane_height
        painter.setPen(scene.brushes.bar(highlight, lane_height, scene.some_active))
        for rect in apart(rects):
            painter.drawLine(QPointF(at.x() + rect.left(), y), QPointF(at.x() + rect.right(), y))


def _span_rects(piece: LaidPiece, line: Line, index: int, span: Span) -> list[QRectF]:
    start, end = max(span[0], line.start), min(span[1], line.end)
    if start >= end:
        return []
    return [rect for at, rect in piece.rects(start, end) if at == index]


def _fill_span(
    painter: QPainter, piece: LaidPiece, line: Line, index: int, span: Span, colour: QColor, at: QPointF
) -> None:
    for rect in _span_rects(piece, line, index, span):
        fill(painter, rect.translated(at), colour)


def _edge_span(
    painter: QPainter, scene: Scene, piece: LaidPiece, line: Line, index: int, span: Span, at: QPointF
) -> None:
    painter.setPen(scene.brushes.lit_edge)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for rect in _span_rects(piece, line, index, span):
        painter.drawRect(rect.translated(at).adjusted(-0.5, 0.5, 0.5, -0.5))


def _paint_hits(painter: QPainter, scene: Scene, piece: LaidPiece, line: Line, index: int, at: QPointF) -> None:
    hits = scene.hits
    which = max(0, bisect_left(hits, (line.start, line.start)) - 1)
    while which < len(hits) and hits[which][0] < line.end:
        current = hits[which] == scene.current_hit
        colour = scene.brushes.find_current if current else scene.brushes.find_hit
        _fill_span(painter, piece, line, index, hits[which], colour, at)
        which += 1


def _paint_line_end(painter: QPainter, scene: Scene, piece: LaidPiece, line: Line, at: QPointF) -> None:
    """A selected line feed shows as half a letter behind the words."""
    if line.end != piece.end or not scene.selection[0] <= piece.end < scene.selection[1]:
        return
    natural = line.line.naturalTextRect()
    width = scene.style.character
    x = natural.left() - width if piece.right_to_left else natural.right()
    height = min(line.height, line.line.ascent() + line.line.descent())
    fill(painter, QRectF(at.x() + x, at.y(), width, height), scene.brushes.selection)


def _paint_invisible(painter: QPainter, scene: Scene, piece: LaidPiece, line: Line, index: int, at: QPointF) -> None:
    """A small wedge where a character stands that would not be seen."""
    for pos in piece.invisible:
        if line.start <= pos < line.end:
            x, top = at.x() + piece.x_of(pos, index), at.y() + 1
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(scene.brushes.warning)
            painter.drawPolygon(QPolygonF([QPointF(x - 3.5, top), QPointF(x + 3.5, top), QPointF(x, top + 5)]))
            fill(painter, QRectF(x - 0.5, top, 1.0, line.line.ascent() + line.line.descent() - 2), painter.brush())


def _paint_caret(painter: QPainter, scene: Scene, piece: LaidPiece, line: Line, index: int, at: QPointF) -> None:
    if scene.caret is None or not piece.start <= scene.caret <= piece.end:
        return
    if not line.start <= scene.caret <= line.end or piece.line_of(scene.caret) != index:
        return
    x = at.x() + piece.x_of(scene.caret, index)
    height = min(line.height, line.line.ascent() + line.line.descent())
    fill(painter, QRectF(x - 0.75, at.y(), 2.0, height), scene.brushes.text)


def _paint_badge(painter: QPainter, scene: Scene, badge: Badge) -> None:
    colour = scene.brushes.dim if badge.colour is None else scene.brushes.behind_letter(badge.colour)
    font = QFont(painter.font())
    font.setPixelSize(max(8, round(badge.rect.height() * 0.62)))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(badge.rect, 4, 4)
    painter.setPen(scene.brushes.badge_text)
    painter.drawText(badge.rect, Qt.AlignmentFlag.AlignCenter, badge.letter)


def _paint_handle(painter: QPainter, scene: Scene, handle: Handle) -> None:
    """The one that the keys move is filled, the other one a ring."""
    pen = QPen(scene.brushes.accent, 2.0)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawLine(QPointF(handle.x, handle.top), QPointF(handle.x, handle.bottom))
    painter.setBrush(scene.brushes.accent if handle.moves else scene.brushes.background)
    painter.drawEllipse(handle.knob, 3.5, 3.5)


def paint_hint(painter: QPainter, brushes: Brushes, area: QRect, hint: str) -> None:
    """What an empty reader says."""
    font = QFont(painter.font())
    font.setPixelSize(15)
    painter.setFont(font)
    painter.setPen(brushes.hint)
    how = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
    painter.drawText(area.adjusted(40, 40, -40, -40), how, hint)
