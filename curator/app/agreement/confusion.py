# SPDX-License-Identifier: MIT
"""The picture of a confusion table: a cell for each two choices, darker the more often one was taken for the other, and
on the diagonal the more often both agree.

What lives here: the widget, its painting, keys and mouse, and the picture as PNG and SVG. What does not: counting
(tasks/confusion.py), the window around it (confusion_dialog.py).

Every cell that is not empty has its number, so that nothing is said by colour alone; the cells in which both agree have
a frame. With many choices the cells become smaller, never the letters: the picture scrolls.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from curator.app import measures
from curator.app.drawn_bytes import png_bytes, svg_bytes
from curator.app.guard import guarded
from curator.app.reader.palette import contrast, mix
from curator.app.theme import LIGHT, Theme, current
from curator.app.tips import plain_tip
from curator.app.widgets import named
from curator.tasks.confusion import Confusion

_MOST_LABEL = 190.0
_LEAST_CELL, _MOST_CELL, _ROOM = 24.0, 48.0, 520.0
_PAD = 8.0
_DEEPEST = 0.62  # how much of the colour the fullest cell has; its number must stay readable
_SCALE = 2  # pixels of a PNG for each of the screen's


class Layout:
    """Where everything stands, from the fonts and the number of choices; all lengths in pixels of the screen."""

    def __init__(self, table: Confusion) -> None:
        self.font = measures.font(measures.SMALL)
        self.heading = measures.font(measures.SMALL, half_bold=True)
        metrics = QFontMetricsF(self.font)
        count = max(1, len(table.answers))
        widest = max((metrics.horizontalAdvance(f"{times:,}") for times in table.counts.values()), default=0.0)
        least = max(_LEAST_CELL, widest + 6, metrics.height() + 4)
        self.cell = max(least, min(_MOST_CELL, _ROOM / count))
        self.label = min(_MOST_LABEL, max((metrics.horizontalAdvance(each) for each in table.labels), default=0.0)) + 10
        self.line = metrics.height()
        self.left = _PAD + self.line + self.label
        self.top = _PAD + self.line + self.label
        self.size = QSize(*(round(start + count * self.cell + _PAD) for start in (self.left, self.top)))

    def rect(self, row: int, column: int) -> QRectF:
        return QRectF(self.left + column * self.cell, self.top + row * self.cell, self.cell, self.cell)

    def at(self, point: QPointF, count: int) -> tuple[int, int] | None:
        """The cell at a point, None beside the cells."""
        column, row = (point.x() - self.left) // self.cell, (point.y() - self.top) // self.cell
        return (int(row), int(column)) if 0 <= row < count and 0 <= column < count else None


def paint(
    painter: QPainter, layout: Layout, table: Confusion, names: tuple[str, str], theme: Theme,
    cell: tuple[int, int] | None = None,
) -> None:  # fmt: skip
    """Paint the table; `names`: whose answers the rows and the columns are; `cell`: the one with the keyboard."""
    painter.fillRect(QRectF(QPointF(0, 0), layout.size.toSizeF()), QColor(theme.panel))
    _paint_labels(painter, layout, table, names, theme)
    _paint_lines(painter, layout, len(table.answers), theme)
    painter.setFont(layout.font)
    diagonal = ((at, at) for at in range(len(table.answers)))
    for each in dict.fromkeys((*table.counts, *diagonal)):
        _paint_cell(painter, layout.rect(*each), table, each, theme)
    if cell is not None:
        painter.setPen(QPen(QColor(theme.accent), 2.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(layout.rect(*cell).adjusted(1, 1, -1, -1))


def _paint_lines(painter: QPainter, layout: Layout, count: int, theme: Theme) -> None:
    painter.setPen(QPen(QColor(theme.line), 1.0))
    end = count * layout.cell
    for at in range(count + 1):
        step = at * layout.cell
        for one, other in (((0.0, step), (end, step)), ((step, 0.0), (step, end))):
            painter.drawLine(*(QPointF(layout.left + x, layout.top + y) for x, y in (one, other)))


def _paint_cell(painter: QPainter, rect: QRectF, table: Confusion, cell: tuple[int, int], theme: Theme) -> None:
    times, agrees = table.count(*cell), cell[0] == cell[1]
    share = (times / table.most(agrees)) ** 0.5 * _DEEPEST if times else 0.0
    ground = QColor(mix(theme.good if agrees else theme.warn, theme.panel, share))
    painter.fillRect(rect, ground)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.good if agrees else theme.line), 1.5 if agrees else 1.0))
    painter.drawRect(rect.adjusted(0.75, 0.75, -0.75, -0.75) if agrees else rect)
    if times:
        painter.setPen(_readable(ground))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, f"{times:,}")


def _paint_labels(painter: QPainter, layout: Layout, table: Confusion, names: tuple[str, str], theme: Theme) -> None:
    metrics = QFontMetricsF(layout.font)
    wide = len(table.answers) * layout.cell
    painter.setPen(QColor(theme.quiet))
    painter.setFont(layout.heading)
    heads = QFontMetricsF(layout.heading)
    middle = Qt.AlignmentFlag.AlignCenter
    painter.drawText(
        QRectF(layout.left, _PAD / 2, wide, layout.line), middle,
        heads.elidedText(names[1], Qt.TextElideMode.ElideRight, max(wide, layout.label)),
    )  # fmt: skip
    painter.save()
    painter.translate(_PAD / 2, layout.top + wide)
    painter.rotate(-90)
    painter.drawText(
        QRectF(0, 0, wide, layout.line), middle, heads.elidedText(names[0], Qt.TextElideMode.ElideRight, wide)
    )
    painter.restore()
    painter.setPen(QColor(theme.text))
    painter.setFont(layout.font)
    for at, label in enumerate(table.labels):
        shown = metrics.elidedText(label, Qt.TextElideMode.ElideRight, layout.label - 8)
        row = QRectF(layout.left - layout.label, layout.top + at * layout.cell, layout.label - 6, layout.cell)
        painter.drawText(row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.save()
        painter.translate(layout.left + at * layout.cell, layout.top - 6)
        painter.rotate(-90)
        column = QRectF(0, 0, layout.label - 6, layout.cell)
        painter.drawText(column, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


def _readable(ground: QColor) -> QColor:
    """Black or white, whichever stands out more."""
    return QColor(max(("#000000", "#ffffff"), key=lambda text: contrast(text, ground.name())))


@guarded
class ConfusionPicture(QWidget):
    """`cell_chosen(row, column)`: a click, or Enter. `current_changed(row, column)`: the arrows have moved."""

    cell_chosen = Signal(int, int)
    current_changed = Signal(int, int)

    def __init__(self, table: Confusion, names: tuple[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table, self.names = table, names
        self._layout = Layout(table)
        first = next(iter(table.largest()), None)
        self.cell = first[:2] if first is not None else (0, 0)
        named(self, "agreement.confusion", self.tr("Confusion of choices"),
              tip=self.tr("Arrows move between the cells; a click or Enter lists the cases of a cell"))  # fmt: skip
        self.setToolTip("")  # each cell has its own
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(self._layout.size)

    def words_of(self, row: int, column: int) -> str:
        """A cell in words."""
        one, other = self.table.labels[row], self.table.labels[column]
        count = f"{self.table.count(row, column):,}"
        if row == column:
            return self.tr("{count} × both “{answer}”").format(count=count, answer=one)
        said = self.tr("{count} × “{one}” ({first}), “{other}” ({second})")
        return said.format(count=count, one=one, first=self.names[0], other=other, second=self.names[1])

    def go_to(self, row: int, column: int) -> None:
        """Move the keyboard to a cell."""
        count = len(self.table.answers)
        if 0 <= row < count and 0 <= column < count:
            self.cell = (row, column)
            self.setAccessibleName(self.words_of(row, column))
            self.current_changed.emit(row, column)
            self.update()

    def rect_of(self, row: int, column: int) -> QRectF:
        """Where a cell stands."""
        return self._layout.rect(row, column)

    def png(self) -> bytes:
        """The picture in light colours, twice as fine as the screen."""
        return png_bytes(self._layout.size, self._paint)

    def svg(self) -> bytes:
        """The same as SVG: text stays text."""
        return svg_bytes(self._layout.size, self.tr("Confusion of choices"), "", self._paint)

    def _paint(self, painter: QPainter) -> None:
        paint(painter, self._layout, self.table, self.names, LIGHT)

    # What Qt calls

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        cell = self.cell if self.hasFocus() and self.table.answers else None
        paint(painter, self._layout, self.table, self.names, current(), cell)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, column = self.cell
        last = len(self.table.answers) - 1
        steps = {
            Qt.Key.Key_Left: (row, column - 1), Qt.Key.Key_Right: (row, column + 1), Qt.Key.Key_Up: (row - 1, column),
            Qt.Key.Key_Down: (row + 1, column), Qt.Key.Key_Home: (row, 0), Qt.Key.Key_End: (row, last),
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in steps:
            self.go_to(*steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.table.answers:
            self.cell_chosen.emit(row, column)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._layout.at(event.position(), len(self.table.answers))
        if cell is not None and event.button() == Qt.MouseButton.LeftButton:
            self.go_to(*cell)
            self.cell_chosen.emit(*cell)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.go_to(*self.cell)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tip_at(event.pos(), event.globalPos())
            return True
        return super().event(event)

    def _tip_at(self, place: QPoint, on_screen: QPoint) -> None:
        cell = self._layout.at(QPointF(place), len(self.table.answers))
        QToolTip.showText(on_screen, plain_tip(self.words_of(*cell)) if cell is not None else "", self)
