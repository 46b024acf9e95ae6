# SPDX-License-Identifier: MIT
"""Lengths and fonts of the window, in one place.

What lives here: spacing, widths, font families and steps. What does not: colours (theme.py), the article's own zoom
and reading width (reader).
All lengths are device-independent pixels; fonts grow with the platform's font size.
"""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication

# Everything sits on a grid of four.
STEP = 4
GAP = 8
INSET = 12
WIDE_INSET = 16

LIBRARY_WIDTH = 264
SIDE_WIDTH = 400
LEAST_LIBRARY = 190
LEAST_ARTICLE = 360
LEAST_SIDE = 290

_USUAL_HEIGHT = 18
BADGE = 18
DOT = 8
RADIUS = 5

# The first family that exists wins; the platform's own comes first where it has a good one (application.py). Every
# family that is not there makes the start longer: fontconfig then looks for one that is like it.
PLAIN_FAMILIES = ("Inter", "Noto Sans", "DejaVu Sans")
SERIF_FAMILIES = ("Noto Serif", "Source Serif 4", "Georgia", "DejaVu Serif", "serif")

SMALL = -1.0
PLAIN = 0.0
LARGE = 1.5
TITLE = 4.0
HERO = 12.0


def font(step: float = PLAIN, *, bold: bool = False, half_bold: bool = False, italic: bool = False) -> QFont:
    """The window's font, `step` points larger than the platform's."""
    made = QFont(QApplication.font())
    made.setPointSizeF(max(7.0, made.pointSizeF() + step))
    if bold or half_bold:
        made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.DemiBold)
    made.setItalic(italic)
    return made


def heading_font() -> QFont:
    """Small, spaced capitals for the headings of sections and panels."""
    made = font(SMALL - 0.5, half_bold=True)
    made.setCapitalization(QFont.Capitalization.AllUppercase)
    made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.6)
    return made


def quote_font() -> QFont:
    """The words of an article wherever they stand outside it."""
    made = font(0.0)
    made.setFamilies(list(SERIF_FAMILIES))
    return made


def grown(length: int) -> int:
    """A length for texts: as given with letters of the usual height, more where the platform's font is larger."""
    return round(length * max(1.0, line_height(font()) / _USUAL_HEIGHT))


def line_height(of: QFont) -> float:
    """The height of one line, ascent to descent with the font's own leading."""
    metrics = QFontMetricsF(of)
    return metrics.height() + metrics.leading()
