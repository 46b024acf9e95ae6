# SPDX-License-Identifier: MIT
"""A few lines of text laid out once and painted many times: what the delegates of the lists draw with.

What lives here: wrapping, cutting after so many lines with an ellipsis, right-to-left text, a small cache.
What does not: the article (reader). Bidirectional text takes its direction from its own first letter.
"""

from __future__ import annotations

import math
from collections import OrderedDict

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextLine, QTextOption

from curator.app.reader.offsets import Offsets

_LIMIT = 2000
_MOST = 4000  # characters: a list shows the beginning of a text, never a whole article


class TextBlock:
    """Text within `width` pixels and at most `lines` lines (0: as many as it needs); `cut`: some of it is missing."""

    __slots__ = ("_layouts", "cut", "height", "last_width", "right_to_left", "width")

    def __init__(self, text: str, font: QFont, width: float, lines: int = 0) -> None:
        self._layouts: list[tuple[QTextLayout, float]] = []
        self.cut = len(text) > _MOST
        shown = text[:_MOST].replace("\n", "\u2028")
        layout, starts, height = _laid_out(shown, font, width, lines)
        self.width = width
        if lines and len(starts) > lines:
            self.cut = True
            self._layouts.append((layout, 0.0))
            height = self._with_cut_line(shown, font, width, lines, starts, layout)
        else:
            self._layouts.append((layout, 0.0))
        self.height = math.ceil(height)
        if layout.lineCount() == 1:
            self.width = layout.lineAt(0).naturalTextWidth()
        last = self._layouts[-1][0]
        self.right_to_left = _right_to_left(layout)
        if self.right_to_left and layout.lineCount() == 1 and len(self._layouts) == 1:
            layout.lineAt(0).setPosition(
                QPointF(self.width - width, 0)
            )  # it begins where it is drawn: its room is its own width
        self.last_width = last.lineAt(last.lineCount() - 1).naturalTextWidth() if last.lineCount() else 0.0

    def _with_cut_line(
        self, text: str, font: QFont, width: float, lines: int, starts: list[int], whole: QTextLayout
    ) -> float:
        """Lay out the first lines again without the rest, and the last one with an ellipsis; the height of both."""
        cut_at = Offsets(text).points(starts[lines - 1])
        top = 0.0
        self._layouts.clear()
        right_to_left = _right_to_left(whole)
        if lines > 1:
            head, _, top = _laid_out(text[:cut_at].rstrip("\u2028"), font, width, 0, right_to_left)
            self._layouts.append((head, 0.0))
        side = Qt.TextElideMode.ElideRight
        rest = QFontMetricsF(font).elidedText(text[cut_at:].split("\u2028")[0] + " …", side, width)
        if not rest.rstrip().endswith("…"):
            rest += "…"
        tail, _, height = _laid_out(rest, font, width, 1, right_to_left)
        self._layouts.append((tail, top))
        return top + height

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Paint with the painter's pen; x, y is the upper left corner of the block's room."""
        for layout, top in self._layouts:
            layout.draw(painter, QPointF(x, y + top))

    def draw_in(self, painter: QPainter, x: float, y: float, room: float) -> None:
        """Paint in a room of this width: at its left, and what runs from right to left at its right."""
        self.draw(painter, x + max(0.0, room - self.width) if self.right_to_left else x, y)


def _right_to_left(layout: QTextLayout) -> bool:
    return layout.textOption().textDirection() == Qt.LayoutDirection.RightToLeft


def _laid_out(
    text: str, font: QFont, width: float, lines: int, right_to_left: bool | None = None
) -> tuple[QTextLayout, list[int], float]:
    """The layout, the UTF-16 starts of its lines (one more than `lines` where text is left over), and its height."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    rtl = text.isascii() is False and _starts_right_to_left(text) if right_to_left is None else right_to_left
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    option.setAlignment(Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    starts: list[int] = []
    height = 0.0
    while True:
        line: QTextLine = layout.createLine()
        if not line.isValid():
            break
        starts.append(line.textStart())
        if lines and len(starts) > lines:
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout, starts, height


def _starts_right_to_left(text: str) -> bool:
    """Whether the first strong letter runs from right to left."""
    import unicodedata  # only texts that are not ASCII come here

    for sign in text:
        direction = unicodedata.bidirectional(sign)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


class BlockCache:
    """The blocks painted last, so that scrolling and hovering lay nothing out again."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str, int, int], TextBlock] = OrderedDict()

    def get(self, text: str, font: QFont, width: float, lines: int = 0) -> TextBlock:
        key = (text, font.key(), int(width), lines)
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = TextBlock(text, font, int(width), lines)
            if len(self._kept) > _LIMIT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return found

    def clear(self) -> None:
        self._kept.clear()
