# SPDX-License-Identifier: MIT
"""Colours of incidents outside the article, the same as in it.

What lives here: from an incident's place in the list to its colour. What does not: the colours themselves
(reader/palette.py), which the reader owns; its letter (domain/letters.py).
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from curator.app.reader import palette
from curator.app.theme import current


def reader_palette() -> palette.ReaderPalette:
    """The reader's colours for the theme in force."""
    return palette.PALETTES[current().name]


def colour_of(position: int) -> QColor:
    """The colour of the incident at this place, in the theme in force; colours come round again."""
    return QColor(reader_palette().incident(position))


def tint_of_chosen(dark: bool) -> float:
    """How much of the incident's colour lies behind the chosen one in the list: its texts stay readable."""
    return 0.2 if dark else 0.13


def paint_badge(painter: QPainter, room: QRectF, letter: str, colour: QColor, font: QFont) -> None:
    """A rounded square in the incident's colour, as deep as its letter needs."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(reader_palette().behind_letter(colour.name())))
    painter.drawRoundedRect(room, 4, 4)
    painter.setFont(font)
    painter.setPen(QColor(reader_palette().badge_text))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, letter)
