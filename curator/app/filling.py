# SPDX-License-Identifier: MIT
"""Filling a rectangle with one colour or pattern.

What lives here: one function. What does not: which colour (theme.py, reader/brushes.py).

What is painted when the window first shows uses it in place of QPainter.fillRect: among the many things fillRect can
fill with are the 177 gradients that have a name, and at its first call PySide makes an enumeration of them.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter


def fill(painter: QPainter, room: QRect | QRectF, colour: QColor | QBrush) -> None:
    """Fill `room`. The painter has no pen afterwards, and this brush."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(room)
