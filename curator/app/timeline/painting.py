# SPDX-License-Identifier: MIT
"""Painting the time line: bars with their parts, the axis, the brush, the legend.

What lives here: where everything stands and how it is drawn, on a screen or into a picture. What does not: the widget
with its keys (chart.py), the bars themselves (bars.py).

Each part has a colour and a pattern, so that nothing is said by colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from curator.app import measures
from curator.app.reader import palette
from curator.app.reader.palette import mix
from curator.app.theme import Theme
from curator.app.timeline.bars import Bars

_PAD, _TICK = 8.0, 4.0
_PATTERNS = (
    Qt.BrushStyle.SolidPattern, Qt.BrushStyle.BDiagPattern, Qt.BrushStyle.Dense4Pattern, Qt.BrushStyle.FDiagPattern,
    Qt.BrushStyle.HorPattern, Qt.BrushStyle.CrossPattern, Qt.BrushStyle.Dense6Pattern,
)  # fmt: skip
Range = tuple[int, int]  # first and last bar


class Layout:
    """Where the bars stand in a picture of this size; all lengths in pixels."""

    def __init__(self, bars: Bars, size: QSizeF, legend: bool) -> None:
        self.font = measures.font(measures.SMALL)
        metrics = QFontMetricsF(self.font)
        self.line = metrics.height()
        self.legend = legend and size.height() >= 6 * self.line
        top = _PAD + (self.line + _PAD if self.legend else 0.0)
        left = _PAD + metrics.horizontalAdvance(f"{max(bars.most, 1):,}") + _TICK + 4
        self.room = QRectF(
            left, top, max(size.width() - left - _PAD, 1.0), max(size.height() - top - self.line - 10, 1.0)
        )
        self.step = self.room.width() / max(len(bars.bars), 1)

    def column(self, at: int) -> QRectF:
        """The whole height of a bar's place."""
        return QRectF(self.room.left() + at * self.step, self.room.top(), self.step, self.room.height())

    def at(self, x: float, count: int) -> int:
        """The bar at a place across, the nearest one beside them; -1 where there are none."""
        if not count:
            return -1
        return min(max(int((x - self.room.left()) // self.step), 0), count - 1)


def brush_of(at: int, theme: Theme, parts: int) -> QBrush:
    """Colour and pattern of a part."""
    if parts == 1:
        return QBrush(QColor(theme.accent))
    colours = palette.DARK if theme.dark else palette.LIGHT
    return QBrush(QColor(colours.incident(at)), _PATTERNS[at % len(_PATTERNS)])


def paint(
    painter: QPainter, layout: Layout, bars: Bars, labels: Mapping[str, str], theme: Theme, size: QSizeF,
    brushed: Range | None = None, current: int = -1,
) -> None:  # fmt: skip
    """Paint the time line. `labels`: the words of answers; `brushed`: the bars that are chosen; `current`: the one with
    the keyboard, -1 for none."""
    painter.fillRect(QRectF(QPointF(0, 0), size), QColor(theme.panel))
    painter.setFont(layout.font)
    _paint_axis(painter, layout, bars, theme)
    if brushed is not None:
        _paint_brush(painter, layout, brushed, theme)
    _paint_bars(painter, layout, bars, theme, brushed)
    if 0 <= current < len(bars.bars):
        painter.setPen(QPen(QColor(theme.accent), 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        column = layout.column(current)
        painter.drawRect(column if column.width() >= 4 else column.adjusted(-2, 0, 2, 0))
    if layout.legend:
        _paint_legend(painter, layout, bars, labels, theme, size)


def _paint_bars(painter: QPainter, layout: Layout, bars: Bars, theme: Theme, brushed: Range | None) -> None:
    most = max(bars.most, 1)
    gap = 1.0 if layout.step >= 4 else 0.0
    brushes = [brush_of(at, theme, len(bars.answers)) for at in range(len(bars.answers))]
    for at, bar in enumerate(bars.bars):
        if not bar.count:
            continue
        faint = brushed is not None and not brushed[0] <= at <= brushed[1]
        painter.setOpacity(0.4 if faint else 1.0)
        column, bottom = layout.column(at), layout.room.bottom()
        for part, brush in zip(bar.parts, brushes, strict=True):
            height = layout.room.height() * part / most
            rect = QRectF(column.left(), bottom - height, max(column.width() - gap, 1.0), height)
            if brush.style() != Qt.BrushStyle.SolidPattern:
                painter.fillRect(rect, QColor(mix(brush.color().name(), theme.panel, 0.4)))
            painter.fillRect(rect, brush)
            bottom -= height
    painter.setOpacity(1.0)


def _paint_brush(painter: QPainter, layout: Layout, brushed: Range, theme: Theme) -> None:
    area = layout.column(brushed[0]).united(layout.column(brushed[1]))
    painter.fillRect(area, QColor(theme.accent_soft))
    painter.setPen(QPen(QColor(theme.accent), 1.5))
    for x in (area.left(), area.right()):
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))


def _paint_axis(painter: QPainter, layout: Layout, bars: Bars, theme: Theme) -> None:
    room, metrics = layout.room, QFontMetricsF(layout.font)
    painter.setPen(QPen(QColor(theme.line), 1.0))
    most = max(bars.most, 1)
    middle = most // 2 if room.height() >= 3 * layout.line else 0  # whole incidents, where their numbers have room
    counts = sorted({0, middle, most})
    for count in counts:
        y = room.bottom() - count / most * room.height()
        painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
    painter.setPen(QColor(theme.quiet))
    for count in counts if bars.most else [0]:
        text = f"{count:,}"
        y = room.bottom() - count / most * room.height()
        painter.drawText(
            QPointF(room.left() - metrics.horizontalAdvance(text) - _TICK, y + metrics.capHeight() / 2), text
        )
    for at, text in ticks([bar.start for bar in bars.bars], layout.step, metrics.horizontalAdvance("0000-00-00") + 14):
        x = room.left() + at * layout.step
        painter.drawLine(QPointF(x, room.bottom()), QPointF(x, room.bottom() + _TICK))
        if x + 2 + metrics.horizontalAdvance(text) <= room.right() + _PAD:
            painter.drawText(QPointF(x + 2, room.bottom() + 4 + metrics.ascent()), text)


def ticks(starts: Sequence[str], step: float, width: float) -> list[tuple[int, str]]:
    """Which bars have a word below the axis: those that begin a year, else a month, else every so many, as far apart as
    a word is wide."""
    for length in (4, 7):
        firsts = [
            (at, start[:length]) for at, start in enumerate(starts)
            if len(start) >= length and (at == 0 or starts[at - 1][:length] != start[:length])
        ]  # fmt: skip
        if len(firsts) > 2 and len(starts) * step / len(firsts) <= width * 6:
            break
    else:
        firsts = list(enumerate(starts))
    kept: list[tuple[int, str]] = []
    for at, text in firsts:
        if not kept or (at - kept[-1][0]) * step >= width:
            kept.append((at, text))
    return kept


def _paint_legend(
    painter: QPainter, layout: Layout, bars: Bars, labels: Mapping[str, str], theme: Theme, size: QSizeF
) -> None:
    metrics = QFontMetricsF(layout.font)
    x = layout.room.left()
    for at, answer in enumerate(bars.answers):
        text = labels.get(answer, answer)
        wide = metrics.horizontalAdvance(text)
        if x + wide + 30 > size.width():
            painter.drawText(QPointF(x, _PAD + metrics.ascent()), "…")
            return
        box = QRectF(x, _PAD + (layout.line - 10) / 2, 10, 10)
        brush = brush_of(at, theme, len(bars.answers))
        painter.fillRect(box, QColor(mix(brush.color().name(), theme.panel, 0.4)))
        painter.fillRect(box, brush)
        painter.setPen(QPen(QColor(theme.strong_line), 1.0))
        painter.drawRect(box)
        painter.setPen(QColor(theme.text))
        painter.drawText(QPointF(x + 15, _PAD + metrics.ascent()), text)
        x += wide + 30
