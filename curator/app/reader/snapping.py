# SPDX-License-Identifier: MIT
"""How a drag becomes a selection: by characters, whole words or paragraphs.

What lives here: spans from spans, without Qt. What does not: mouse events (mouse.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from curator.domain.graphemes import paragraph_span, word_span
from curator.shape import Frozen

Span = tuple[int, int]
Unit = Literal["character", "word", "paragraph"]


class Press(Frozen):
    """Where a drag began: the grapheme under the mouse (empty beside the words) and the nearest caret position."""

    cell: Span
    pos: int


def whole(text: str, cell: Span, unit: Unit) -> Span:
    """The word or paragraph that holds the grapheme; white space stays as it is."""
    if unit == "paragraph":
        return paragraph_span(text, cell[0])
    if unit == "character" or cell[0] == cell[1] or text[cell[0]].isspace():
        return cell
    return word_span(text, cell[0])


def selection(text: str, unit: Unit, first: Press, now: Press) -> Span:
    """Anchor and caret of a drag from `first` to `now`. Whole words never take the white space at their edges along."""
    if unit == "character":
        return first.pos, now.pos
    one, other = whole(text, first.cell, unit), whole(text, now.cell, unit)
    start, end = trimmed(text, min(one[0], other[0]), max(one[1], other[1]))
    if start >= end:
        return now.pos, now.pos
    return (start, end) if other >= one else (end, start)


def without(spans: Iterable[Span], holes: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of sorted spans where the holes, sorted by beginning, are cut out of them."""
    cut, left = list(holes), []
    for start, end in spans:
        for first, last in cut:
            if first < end and last > start and first < last:
                if start < first:
                    left.append((start, first))
                start = max(start, last)
        if start < end:
            left.append((start, end))
    return tuple(left)


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without white space at its edges; empty where there is nothing else."""
    while start < end and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end
