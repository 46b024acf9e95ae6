# SPDX-License-Identifier: MIT
"""The picture of a page that is seen: paper, lit words, scrolling, zoom, mouse and keys.

What lives here: painting what was drawn and what the user does on it. What does not: drawing pages (asking.py), which
words are lit (lit.py), the row of buttons over it (pane.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from curator.app.guard import guarded
from curator.app.page_picture.lit import Lit
from curator.app.page_picture.places import Row, offset_at, rows
from curator.app.theme import current
from curator.app.widgets import named
from curator.formats.pdf_page import PagePicture

LEAST_ZOOM, MOST_ZOOM, STEP = 50, 400, 25  # per cent of the width that there is
_MARGIN = 10  # pixels of ground around the paper
_PAUSE_MS = 120  # a width that changes is drawn anew when it has come to rest
_LINE = 48  # pixels of a step by key
_ABOVE = 0.3  # of the height left above what is brought into view
_DRAG = 4  # pixels beyond which a press is no click


@guarded
class PageCanvas(QAbstractScrollArea):
    """`clicked(offset)`: the character at it was clicked. `dragged(start, end)`: these words were dragged over.
    `page_wanted(page)`: another page is to be shown.
    `zoomed(percent)`. `width_changed`: the page is to be drawn in another width. `text_wanted`: on with the text."""

    clicked = Signal(int)
    dragged = Signal(int, int)
    page_wanted = Signal(int)
    zoomed = Signal(int)
    width_changed = Signal()
    text_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "page_picture.page", self.tr("Picture of the page"), role="paper")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Else the page would have another width as soon as it is there.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.shown: PagePicture | None = None
        self.zoom = 100
        self._image: QImage | None = None
        self._lit: Sequence[Lit] = ()
        self._rows: list[tuple[Lit, list[Row]]] = []
        self._at_end = False
        self._pressed: tuple[QPoint, int | None] | None = None
        self._anchor: int | None = None  # while words are dragged over
        self._resting = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._resting.timeout.connect(self.width_changed)

    # What is seen

    def page_width(self) -> int:
        """The width of the paper in pixels of the window."""
        return max(40, (self.viewport().width() - 2 * _MARGIN) * self.zoom // 100)

    def wanted_width(self) -> int:
        """The same in pixels of the screen: what the page is to be drawn in."""
        return round(self.page_width() * self.devicePixelRatioF())

    def show_page(self, shown: PagePicture | None) -> None:
        """Show this page, from its beginning where it is another one; None: nothing."""
        other = shown is None or self.shown is None or shown.page != self.shown.page
        part = self._part_seen()
        self.shown = shown
        self._image = None
        if shown is not None:
            size = (shown.width, shown.height, shown.stride)
            self._image = QImage(shown.pixels, *size, QImage.Format.Format_RGB32)
        self._place_rows()
        self._fit_bars()
        if other:
            bar = self.verticalScrollBar()
            bar.setValue(bar.maximum() if self._at_end else 0)
            self._at_end = False
        else:
            self._go_to_part(part)
        self.viewport().update()

    def light(self, lit: Sequence[Lit]) -> None:
        """Let these words stand out."""
        if tuple(lit) != tuple(self._lit):
            self._lit = tuple(lit)
            self._place_rows()
            self.viewport().update()

    def lit_rows(self) -> list[tuple[Lit, list[Row]]]:
        """What is lit on the page on show, with its places."""
        return self._rows

    def reveal(self, start: int, end: int) -> None:
        """Bring these words into view, where they stand on the page on show."""
        found = rows(self.shown, start, end) if self.shown is not None and self.shown.made_so else []
        if not found:
            return
        first, last = self.on_screen(found[0]), self.on_screen(found[-1])
        room = self.viewport().rect()
        if first.top() < 0 or last.bottom() > room.height():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(first.top() - _ABOVE * room.height()))
        if first.left() < 0 or first.right() > room.width():
            across = self.horizontalScrollBar()
            across.setValue(across.value() + round(first.left() - _ABOVE * room.width()))

    def on_screen(self, row: Row) -> QRectF:
        """Where a part of the page is in the viewport."""
        paper = self._paper()
        return QRectF(
            paper.left() + row.left * paper.width(), paper.top() + row.top * paper.height(),
            (row.right - row.left) * paper.width(), (row.bottom - row.top) * paper.height(),
        )  # fmt: skip

    def set_zoom(self, percent: int) -> None:
        """The width of the paper, in per cent of the room there is; what is in the middle stays there."""
        percent = max(LEAST_ZOOM, min(percent, MOST_ZOOM))
        if percent != self.zoom:
            part = self._part_seen()
            self.zoom = percent
            self._fit_bars()
            self._go_to_part(part)
            self.viewport().update()
            self._resting.start()
            self.zoomed.emit(percent)

    def step_zoom(self, by: int) -> None:
        """So many steps larger."""
        self.set_zoom(self.zoom + by * STEP)

    def turn(self, by: int) -> None:
        """The next page, or the one before from its end."""
        if self.shown is not None:
            self._want(self.shown.page + by, at_end=by < 0)

    def _want(self, page: int, at_end: bool = False) -> None:
        if self.shown is not None and 0 <= page < len(self.shown.page_starts) and page != self.shown.page:
            self._at_end = at_end
            self.page_wanted.emit(page)

    def _place_rows(self) -> None:
        shown = self.shown
        if shown is None or not shown.made_so:
            self._rows = []
        else:
            here = [one for one in self._lit if one.start < shown.end and shown.start < one.end]
            self._rows = [(one, rows(shown, one.start, one.end)) for one in here]

    def _paper(self) -> QRectF:
        """The paper in the viewport; it lies in the middle where there is more room than it needs."""
        shown, room = self.shown, self.viewport().rect()
        wide = float(self.page_width())
        high = wide * shown.height / shown.width if shown is not None else 0.0
        left = max((room.width() - wide) / 2, _MARGIN) - self.horizontalScrollBar().value()
        return QRectF(left, _MARGIN - self.verticalScrollBar().value(), wide, high)

    def _fit_bars(self) -> None:
        room, paper = self.viewport().rect(), self._paper()
        for bar, has, needs in (
            (self.horizontalScrollBar(), room.width(), paper.width()),
            (self.verticalScrollBar(), room.height(), paper.height()),
        ):
            bar.setRange(0, max(0, round(needs) + 2 * _MARGIN - has) if self.shown is not None else 0)
            bar.setPageStep(has)
            bar.setSingleStep(_LINE)

    def _part_seen(self) -> tuple[float, float]:
        """Which point of the paper is in the middle of the viewport, as parts of its width and height."""
        paper, middle = self._paper(), self.viewport().rect().center()
        if not paper.width() or not paper.height():
            return 0.5, 0.0
        return (middle.x() - paper.left()) / paper.width(), (middle.y() - paper.top()) / paper.height()

    def _go_to_part(self, part: tuple[float, float]) -> None:
        paper, middle = self._paper(), self.viewport().rect().center()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() + round(paper.left() + part[0] * paper.width() - middle.x()))
        down.setValue(down.value() + round(paper.top() + part[1] * paper.height() - middle.y()))

    def _offset_at(self, place: QPointF, near: bool = True) -> int | None:
        if self.shown is None or not self.shown.made_so:
            return None
        paper = self._paper()
        x, y = (place.x() - paper.left()) / paper.width(), (place.y() - paper.top()) / paper.height()
        return offset_at(self.shown, x, y, near=near)

    # What Qt calls

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(current().panel))
        if self._image is None:
            painter.setPen(QColor(current().quiet))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self.tr("The page is being drawn …"))
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        paper = self._paper()
        painter.drawImage(paper, self._image)
        for one, places in self._rows:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            for place in places:
                painter.fillRect(self.on_screen(place), QColor(one.colour))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            if one.edge:
                painter.setPen(QPen(QColor(one.edge), 2))
                for place in places:
                    foot = self.on_screen(place)
                    painter.drawLine(foot.bottomLeft(), foot.bottomRight())
        painter.setPen(QPen(QColor(current().accent if self.hasFocus() else current().strong_line), 1))
        painter.drawRect(paper.adjusted(-1, -1, 0, 0))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_bars()
        if event.size().width() != event.oldSize().width():
            self._resting.start()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint(), self._offset_at(event.position())
            self._anchor = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or self._pressed[1] is None:
            return
        place, offset = self._pressed
        if self._anchor is None and (event.position().toPoint() - place).manhattanLength() >= _DRAG:
            self._anchor = offset
        now = self._offset_at(event.position(), near=False) if self._anchor is not None else None
        if now is not None and self._anchor is not None:
            self.dragged.emit(min(now, self._anchor), max(now, self._anchor) + 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is not None and pressed[1] is not None and self._anchor is None:
            self.clicked.emit(pressed[1])
        self._anchor = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if steps > 0 else -1)
            event.accept()
            return
        bar = self.verticalScrollBar()
        if steps and bar.value() == (bar.minimum() if steps > 0 else bar.maximum()):
            self.turn(-1 if steps > 0 else 1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = plain == Qt.KeyboardModifier.ShiftModifier
        if plain and not shift:
            event.ignore()  # the window's
        elif not self._do(Qt.Key(event.key()), event.text(), shift):
            event.ignore()

    def _do(self, key: Qt.Key, text: str, shift: bool) -> bool:
        """What the key means here; False for nothing."""
        room = max(_LINE, self.viewport().height() - _LINE)
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Space):
            back = key == Qt.Key.Key_PageUp or shift
            self._scroll_or_turn(-room if back else room)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._scroll_or_turn(_LINE if key == Qt.Key.Key_Down else -_LINE)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            by = 1 if key == Qt.Key.Key_Right else -1
            across = self.horizontalScrollBar()
            if across.maximum():
                across.setValue(across.value() + by * _LINE)
            else:
                self.turn(by)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            last = len(self.shown.page_starts) - 1 if self.shown is not None else 0
            self._want(0 if key == Qt.Key.Key_Home else last)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.text_wanted.emit()
        elif text in ("+", "=", "-", "0"):
            self.set_zoom(100) if text == "0" else self.step_zoom(-1 if text == "-" else 1)
        else:
            return False
        return True

    def _scroll_or_turn(self, by: int) -> None:
        """Down or up the page; from its end to the next one."""
        bar = self.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + by)
        if bar.value() == before:
            self.turn(1 if by > 0 else -1)
