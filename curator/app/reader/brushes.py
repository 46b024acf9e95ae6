# SPDX-License-Identifier: MIT
"""A ReaderPalette made ready to paint with: colours, fills and the bar patterns, made once.

What lives here: Qt colours and pens. What does not: where they go (painting.py).
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen

from curator.app.reader.highlights import Highlight
from curator.app.reader.palette import ReaderPalette

# The second mark beside the colour: lengths of dash and gap in bar widths; () is a solid bar.
PATTERNS: tuple[tuple[float, ...], ...] = (
    (), (4, 2), (1, 1.6), (6, 2, 1, 2), (9, 3), (6, 2, 1, 2, 1, 2), (2.5, 2.5), (9, 2, 3, 2),
)  # fmt: skip
FillKey = tuple[float, int]  # opacity, colour index (-1: the hatching of what is not codable)
VEIL = 0.38  # how much paper lies over words that are not read yet: they step back but stay legible
STEPPED_BACK = 0.6  # part of the strength of what is not of the active incident
NOT_CODABLE_PATTERN = (1.0, 3.0)


class Brushes:
    """What painting takes from a palette."""

    def __init__(self, palette: ReaderPalette) -> None:
        self.palette = palette
        self.text = QColor(palette.text)
        self.background = QColor(palette.background)
        self.selection = QColor(palette.selection)
        self.lit = QColor(palette.lit)
        self.lit_edge = QPen(QColor(palette.lit_edge), 1.5)
        self.find_hit = QColor(palette.find_hit)
        self.find_current = QColor(palette.find_current)
        self.dim = QColor(palette.dim)
        self.accent = QColor(palette.accent)
        self.warning = QColor(palette.warning)
        self.hint = QColor(palette.hint)
        self.badge_text = QColor(palette.badge_text)
        self.groove = _faded(palette.dim, 0.12)
        self.veil = QColor(palette.background)
        self.veil.setAlphaF(VEIL)
        self.hatch = QBrush(_faded(palette.dim, 0.35), Qt.BrushStyle.BDiagPattern)

    def incident(self, colour: int) -> QColor:
        return QColor(self.palette.incident(colour))

    def behind_letter(self, colour: int) -> QColor:
        """The ground of this incident's badge."""
        return QColor(self.palette.behind_letter(self.palette.incident(colour)))

    def fill(self, highlight: Highlight, some_active: bool) -> FillKey | None:
        """The soft background of a highlight, to be had from `brush`; None where only its bar shows.

        Keys sort from faint to strong: so they are painted."""
        palette = self.palette
        if highlight.kind == "not_codable":
            return 0.0, -1
        if highlight.layer and not highlight.active:
            return None
        if highlight.kind == "article" or (highlight.kind == "value" and not highlight.active):
            return None
        if highlight.kind == "value":
            return palette.strong, highlight.colour
        if highlight.active:
            return palette.firm, highlight.colour
        return palette.soft * (STEPPED_BACK if some_active else 1.0), highlight.colour

    def brush(self, key: FillKey) -> QBrush:
        part, colour = key
        return self.hatch if colour < 0 else QBrush(_faded(self.palette.fill(colour), part), Qt.BrushStyle.SolidPattern)

    def bar(self, highlight: Highlight, lane_height: float, some_active: bool) -> QPen:
        """The pen of the underline bar: thick for the active incident, thin for values."""
        if highlight.kind == "not_codable":
            return _pen(QColor(self.palette.dim), 1.5, NOT_CODABLE_PATTERN)
        if highlight.kind == "article":
            return _pen(QColor(self.palette.accent), 1.2, (1.0, 2.0))
        full = max(1.0, lane_height * (0.66 if highlight.active else 0.5))
        thick = max(1.0, full * 0.6) if highlight.kind == "value" else full
        colour = self.incident(highlight.colour)
        if some_active and not highlight.active:
            colour.setAlphaF(0.75)
        if highlight.kind == "value" and highlight.active:
            return _pen(colour, thick, ())  # many lie below one another; the pattern of their mention says whose
        # A thin bar keeps the lengths of the thick one, so that the incident's pattern stays the same.
        pattern = tuple(length * full / thick for length in PATTERNS[highlight.colour % len(PATTERNS)])
        return _pen(colour, thick, pattern)


def _pen(colour: QColor, width: float, pattern: tuple[float, ...]) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if pattern:
        pen.setDashPattern(list(pattern))
    return pen


def _faded(colour: str, part: float) -> QColor:
    faded = QColor(colour)
    faded.setAlphaF(part)
    return faded
