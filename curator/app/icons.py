# SPDX-License-Identifier: MIT
"""Icons: plain SVG files of resources/icons, drawn in the colour asked for.

What lives here: from a name to a QIcon. What does not: the drawings. They use `currentColor` for every stroke.
QtSvg and QIcon (with names of 150 icons) are imported when the first icon is wanted, not at start.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt

from curator.assets import read_text

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon, QPixmap


@lru_cache(maxsize=64)
def icon(name: str, colour: str, side: int = 18) -> QIcon:
    """The icon `name` (a file of resources/icons without its ending) in `colour`, `side` pixels wide, sharp to 3x."""
    from PySide6.QtGui import QIcon

    made = QIcon()
    for ratio in (1, 2, 3):
        made.addPixmap(pixmap(name, colour, side, ratio))
    return made


def pixmap(name: str, colour: str, side: int, ratio: float = 1.0) -> QPixmap:
    """The same as a pixmap for one device ratio."""
    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QPainter, QPixmap
    from PySide6.QtSvg import QSvgRenderer

    drawing = read_text(f"icons/{name}.svg").replace("currentColor", colour)
    canvas = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, side * ratio, side * ratio))
    painter.end()
    canvas.setDevicePixelRatio(ratio)
    return canvas
