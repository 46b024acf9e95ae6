# SPDX-License-Identifier: MIT
"""What is painted, as the bytes of a PNG or an SVG file.

What lives here: the two forms. What does not: what is painted, and where it is saved.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize
from PySide6.QtGui import QImage, QImageWriter, QPainter

SCALE = 2  # pixels of a PNG for a unit: twice as fine as the screen
Paint = Callable[[QPainter], None]


def png_bytes(size: QSize, paint: Paint) -> bytes:
    """A picture of this size in units."""
    image = QImage(size * SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SCALE)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    paint(painter)
    painter.end()
    return _in_memory(lambda buffer: QImageWriter(buffer, QByteArray(b"PNG")).write(image))


def svg_bytes(size: QSize, title: str, told: str, paint: Paint) -> bytes:
    """The same as SVG: text stays text. `told`: what the picture shows, in words."""
    from PySide6.QtSvg import QSvgGenerator

    def write(buffer: QBuffer) -> None:
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(size)
        generator.setViewBox(QRectF(QPointF(0, 0), size.toSizeF()))
        generator.setTitle(title)
        generator.setDescription(told)
        painter = QPainter(generator)
        paint(painter)
        painter.end()

    return _in_memory(write)


def _in_memory(write: Callable[[QBuffer], object]) -> bytes:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    write(buffer)
    buffer.close()
    return bytes(held.data())
