# SPDX-License-Identifier: MIT
"""The type of the article: families, size, line height, all from one zoom.

What lives here: fonts and the measures that follow from them, in pixels. What does not: colours (palette.py).
"""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetricsF

from curator.shape import Frozen

# The first that is installed is used; the later ones supply letters the first does not have (Arabic before the
# all-round fonts, whose Arabic is hard to read at this size).
FAMILIES = (
    "Noto Serif", "Source Serif 4", "Charter", "Georgia", "Cambria", "Liberation Serif", "Noto Naskh Arabic", "Amiri",
    "Scheherazade New", "Geeza Pro", "Traditional Arabic", "Noto Serif Hebrew", "DejaVu Serif", "Times New Roman",
)  # fmt: skip
BASE_SIZE = 17.0  # pixels at 100 %
LEADING = 1.9  # line height over font size
RTL_SIZE = 1.18  # Arabic letters are small for their size: so much larger they read like the Latin ones
SMALLEST, LARGEST = 50, 300  # percent
MARGIN = 56  # room for two badges on either side
LEAST_WIDTH = 120


class TextStyle(Frozen):
    """All measures of one zoom. `pitch` is the least height of a line, `gap` stands below a paragraph."""

    font: QFont
    rtl_font: QFont  # of paragraphs that run right to left
    zoom: int
    character: float  # average width of a letter
    pitch: int
    rtl_pitch: int
    gap: int
    lane: float  # height of one underline lane

    def column(self, characters: int) -> int:
        """Width in pixels of a column of so many letters."""
        return max(LEAST_WIDTH, round(characters * self.character))


def text_style(zoom: int) -> TextStyle:
    """The style at `zoom` percent, kept within 50 and 300."""
    zoom = max(SMALLEST, min(LARGEST, zoom))
    size = BASE_SIZE * zoom / 100
    font = _font(size)
    metrics = QFontMetricsF(font)
    # The average of English text; QFontMetrics' own average counts capitals and rare letters alike.
    sample = "the officials said two of them were killed near the town on Friday"
    pitch = max(round(size * LEADING), round(metrics.height()) + 4)
    return TextStyle(
        font=font,
        rtl_font=_font(size * RTL_SIZE),
        zoom=zoom,
        character=metrics.horizontalAdvance(sample) / len(sample),
        pitch=pitch,
        rtl_pitch=round(pitch * RTL_SIZE),
        gap=round(size * 0.7),
        lane=max(2.5, size * 0.2),
    )


def _font(size: float) -> QFont:
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPixelSize(max(6, round(size)))
    return font
