# SPDX-License-Identifier: MIT
"""The time line as a widget: bars, and a brush that chooses a span of time with mouse or keys.

What lives here: keys, mouse, words of a bar. What does not: painting (painting.py), counting (panel.py), filtering
(dataset/time_way.py), saving (dataset/pictures.py).
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from curator.app import measures
from curator.app.guard import guarded
from curator.app.theme import current
from curator.app.timeline.bars import Bars, first_day, last_day
from curator.app.timeline.painting import Layout, Range, paint
from curator.app.tips import plain_tip
from curator.app.widgets import named


@guarded
class TimeChart(QWidget):
    """`span_chosen(first day, last day)`: the brush was let go, or Enter pressed; both "" where it was taken away."""

    span_chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tip = self.tr("Drag to choose a span of time; arrows move, Shift+arrows choose, Enter filters, Esc clears")
        named(self, "time.chart", self.tr("Time line of incidents"), tip=self.tip)
        self.setToolTip("")  # each bar has its own
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(measures.grown(72))
        self.bars = Bars("month")
        self.labels: Mapping[str, str] = {}
        self.brushed: Range | None = None
        self.at = 0
        self._anchor: int | None = None
        self._dragging = False

    def show_bars(self, bars: Bars, labels: Mapping[str, str]) -> None:
        """Show these bars; the brush stays on its days."""
        days = self.days
        self.bars, self.labels = bars, labels
        self.at = min(self.at, max(len(bars.bars) - 1, 0))
        self.show_span(*days)
        self.update()

    @property
    def days(self) -> tuple[str, str]:
        """First and last day of the brush, "" and "" for none."""
        if self.brushed is None or not self.bars.bars:
            return "", ""
        first, last = self.brushed
        return first_day(self.bars.bars[first].start), last_day(self.bars.bars[last].start)

    def show_span(self, first: str, last: str) -> None:
        """Lay the brush on these days; on none for "" and ""."""
        self.brushed = None
        if (first or last) and self.bars.bars:
            begin = self.bars.at_day(first) if first else 0
            end = self.bars.at_day(last, last=True) if last else len(self.bars.bars) - 1
            if 0 <= begin <= end:
                self.brushed = (begin, end)
        self.update()

    def words_of(self, at: int) -> str:
        """A bar in words."""
        bar = self.bars.bars[at]
        told = self.tr("{start}: 1 incident") if bar.count == 1 else self.tr("{start}: {count} incidents")
        told = told.format(start=bar.start, count=f"{bar.count:,}")
        if len(self.bars.answers) > 1 and bar.count:
            parts = [
                f"{self.labels.get(answer, answer)} {count:,}"
                for answer, count in zip(self.bars.answers, bar.parts, strict=True) if count
            ]  # fmt: skip
            told += f" ({', '.join(parts)})"
        return told

    def go_to(self, at: int, *, choose: bool = False) -> None:
        """Move the keyboard to a bar; with `choose` the brush goes from where it began to there."""
        if not self.bars.bars:
            return
        at = min(max(at, 0), len(self.bars.bars) - 1)
        if choose:
            self._anchor = self._anchor if self._anchor is not None else self.at
            self.brushed = (min(self._anchor, at), max(self._anchor, at))
        else:
            self._anchor = None
        self.at = at
        self.setAccessibleName(self.words_of(at))
        self.update()

    def clear(self) -> None:
        """Take the brush away."""
        self._anchor, had = None, self.brushed is not None
        self.brushed = None
        self.update()
        if had:
            self.span_chosen.emit("", "")

    # What Qt calls

    def sizeHint(self) -> QSize:
        return QSize(600, measures.grown(150))

    def paintEvent(self, event: QPaintEvent) -> None:
        size = QSizeF(self.size())
        painter = QPainter(self)
        layout, seen = self._layout(), self.at if self.hasFocus() else -1
        paint(painter, layout, self.bars, self.labels, current(), size, self.brushed, seen)
        painter.end()

    def _layout(self) -> Layout:
        return Layout(self.bars, QSizeF(self.size()), len(self.bars.answers) > 1)

    def _bar_at(self, place: QPointF) -> int:
        return self._layout().at(place.x(), len(self.bars.bars))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.bars.bars:
            self._dragging = True
            self.go_to(
                self._bar_at(event.position()), choose=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            )
            self._anchor = self._anchor if self._anchor is not None else self.at

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self.go_to(self._bar_at(event.position()), choose=True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._dragging:
            return
        self._dragging = False
        at = self._bar_at(event.position())
        if self.brushed is not None and self._anchor == at and self.brushed != (at, at):
            self.clear()  # a click beside a long brush takes it away
            return
        self.go_to(at, choose=True)
        self._anchor = None
        self.span_chosen.emit(*self.days)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        choose = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        last = len(self.bars.bars) - 1
        moves = {
            Qt.Key.Key_Left: self.at - 1, Qt.Key.Key_Right: self.at + 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: last,
            Qt.Key.Key_PageUp: self.at - 12, Qt.Key.Key_PageDown: self.at + 12,
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in moves:
            self.go_to(moves[key], choose=choose)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.bars.bars:
            self.brushed = self.brushed or (self.at, self.at)
            self.update()
            self.span_chosen.emit(*self.days)
        elif key == Qt.Key.Key_Escape and self.brushed is not None:
            self.clear()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.go_to(self.at)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self._bar_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(self.words_of(at)) if at >= 0 else "", self)
            return True
        return super().event(event)
