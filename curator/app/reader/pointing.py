# SPDX-License-Identifier: MIT
"""From a point in the window to the text.

What lives here: which position, grapheme or highlight lies under the mouse. What does not: what a click does
(mouse.py). Points count from the column's left edge and the window's top.
"""

from __future__ import annotations

from PySide6.QtGui import QTextLine

from curator.app.reader.flow import Flow
from curator.app.reader.highlights import Highlight
from curator.app.reader.layout import LaidPiece, Line
from curator.app.reader.scrolling import Scroll, Seen
from curator.domain.graphemes import grapheme_span, grapheme_start, previous_grapheme

Span = tuple[int, int]
SLACK = 3.0  # pixels beside the words that still count as on them


def line_end(flow: Flow, piece: LaidPiece, index: int) -> int:
    """The last caret position that is shown in this line: where a line wraps, before the space it wraps at."""
    line = piece.lines[index]
    if index == len(piece.lines) - 1 and (piece.end == len(flow.text) or flow.text[piece.end] == "\n"):
        return line.end
    end = line.end
    while end > line.start and flow.text[end - 1].isspace():
        end -= 1
    return end if line.start < end < line.end else max(line.start, previous_grapheme(flow.text, line.end))


def position_in_line(flow: Flow, piece: LaidPiece, index: int, x: float) -> int:
    """The caret position nearest to `x` in the line."""
    line = piece.lines[index]
    unit = line.line.xToCursor(x, QTextLine.CursorPosition.CursorBetweenCharacters)
    pos = max(line.start, grapheme_start(flow.text, piece.point(unit)))
    return min(pos, line_end(flow, piece, index))


def _line_under(scroll: Scroll, y: float) -> tuple[Seen, int, Line]:
    seen = scroll.seen_at(y)
    index = seen.piece.line_at(y - seen.y)
    return seen, index, seen.piece.lines[index]


def position_at(scroll: Scroll, x: float, y: float) -> int:
    """The caret position nearest to the point; above and below the text the nearest line counts."""
    seen, index, _ = _line_under(scroll, y)
    return position_in_line(scroll.flow, seen.piece, index, x)


def cell_at(scroll: Scroll, x: float, y: float) -> Span:
    """The grapheme under the point; beside the words an empty span at the line's nearer end."""
    seen, index, line = _line_under(scroll, y)
    natural = line.line.naturalTextRect()
    if not natural.left() <= x < natural.right():
        pos = position_in_line(scroll.flow, seen.piece, index, x)
        return pos, pos
    unit = line.line.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter)
    pos = min(seen.piece.point(unit), max(line.start, line.end - 1))
    return grapheme_span(scroll.flow.text, pos) if pos < seen.piece.end else (pos, pos)


def highlights_at(scroll: Scroll, x: float, y: float) -> list[Highlight]:
    """The highlights under the point, the one whose bar is pointed at first, then the shortest."""
    seen, index, line = _line_under(scroll, y)
    inside = y - seen.y - line.top
    if not 0 <= inside < line.height:
        return []
    here = {
        each.id: each
        for each, rect in seen.piece.highlight_rects(index)
        if rect.left() - SLACK <= x <= rect.right() + SLACK
    }
    # The slack serves narrow words; where words lie directly under the point only theirs count.
    start, end = cell_at(scroll, x, y)
    exact = [each for each in scroll.flow.highlights.at(start) if start < end]
    found = exact or sorted(here.values(), key=lambda each: (each.end - each.start, each.id))
    lanes = seen.piece.dress.lanes if seen.piece.dress else {}
    lane = int((inside - line.below) // scroll.flow.style.lane) if inside >= line.below else -1
    found.sort(key=lambda each: lanes.get(each.id) != lane)
    return found
