# SPDX-License-Identifier: MIT
"""The map or the time line as a picture for a report: PNG or SVG.

What lives here: the sheet around it with what is filtered and who made the shapes. What does not: what is drawn on the
sheet (map/, timeline/), the bytes (drawn_bytes.py), where it is saved (jobs/picturing.py).

Always in light colours, for paper. No time and no path stand in it: the same view twice gives the same picture.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from curator.app import measures
from curator.app.drawn_bytes import png_bytes, svg_bytes
from curator.app.theme import LIGHT
from curator.shape import Frozen

WIDTH = 1200  # units of a picture: as wide as a page in a report
_PAD = 20.0
Draw = Callable[[QPainter, QRectF], None]


class Sheet(Frozen):
    """What stands around a picture: its title, what is filtered, what is shown and not shown, where shapes are from."""

    title: str
    filtered: str
    said: str
    credits: str


class Picture:
    """`draw(painter, room)` draws into a part of the sheet; what it draws beside it is covered."""

    def __init__(self, sheet: Sheet, height: float, draw: Draw) -> None:
        self._sheet, self._draw = sheet, draw
        self._above = [(sheet.title, measures.font(measures.TITLE, half_bold=True), LIGHT.text)]
        self._above.append((sheet.filtered, measures.font(), LIGHT.quiet))
        self._below = [(sheet.said, measures.font(), LIGHT.text)]
        self._below.append((sheet.credits, measures.font(measures.SMALL), LIGHT.quiet))
        top = _PAD + self._height(self._above)
        self.room = QRectF(_PAD, top, WIDTH - 2 * _PAD, height)
        self.size = QSize(WIDTH, round(self.room.bottom() + self._height(self._below) + _PAD))

    def _height(self, texts: list[tuple[str, QFont, str]]) -> float:
        return sum(_box(text, font).height() + 6 for text, font, _ in texts if text) + 6

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(QPointF(0, 0), self.size.toSizeF())
        painter.fillRect(whole, QColor(LIGHT.panel))
        painter.save()
        self._draw(painter, self.room)
        painter.restore()
        room = self.room
        for covered in (
            QRectF(0, 0, whole.width(), room.top()), QRectF(0, room.bottom(), whole.width(), whole.height()),
            QRectF(0, 0, room.left(), whole.height()), QRectF(room.right(), 0, _PAD, whole.height()),
        ):  # fmt: skip
            painter.fillRect(covered, QColor(LIGHT.panel))
        painter.setPen(QColor(LIGHT.line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(room)
        self._write(painter, self._above, _PAD)
        self._write(painter, self._below, room.bottom() + 10)

    @staticmethod
    def _write(painter: QPainter, texts: list[tuple[str, QFont, str]], top: float) -> None:
        for text, font, colour in texts:
            if text:
                box = _box(text, font)
                painter.setFont(font)
                painter.setPen(QColor(colour))
                painter.drawText(QRectF(_PAD, top, box.width(), box.height()), _FLAGS, text)
                top += box.height() + 6

    def png(self) -> bytes:
        return png_bytes(self.size, self._paint)

    def svg(self) -> bytes:
        """Shapes stay shapes, text stays text."""
        sheet = self._sheet
        told = " ".join(text for text in (sheet.filtered, sheet.said, sheet.credits) if text)
        return svg_bytes(self.size, sheet.title, told, self._paint)


_FLAGS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


def _box(text: str, font: QFont) -> QRectF:
    """The room that a text needs on the sheet."""
    wide = WIDTH - 2 * _PAD
    needed = QFontMetricsF(font).boundingRect(QRectF(0, 0, wide, 10_000), int(_FLAGS.value), text)
    return QRectF(0, 0, wide, needed.height())
