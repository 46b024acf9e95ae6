# SPDX-License-Identifier: MIT
"""Where words stand on the picture of a page, and which character stands at a point of it.

What lives here: the sums over the boxes of characters, without Qt. What does not: the boxes themselves
(formats/pdf_page.py), painting (canvas.py). Places on the page are parts of its width and height, 0 to 1.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from curator.formats.pdf_page import PagePicture

_ALIKE = 0.5  # characters of a line share at least this part of their height
_GAP = 3.0  # heights of a line between characters that still are of one row (words of a justified line)
_REACH = 0.03  # parts of the page's width: how far from a character a click still means it


class Row(NamedTuple):
    """A part of the page in which words stand: parts of its width and height."""

    left: float
    top: float
    right: float
    bottom: float


def rows(shown: PagePicture, start: int, end: int) -> list[Row]:
    """The rows in which the words from `start` to `end` (code points of the text) stand on this page."""
    found: list[Row] = []
    for _, box in _boxes(shown, max(start, shown.start), min(end, shown.end)):
        if found and _run_on(found[-1], box, shown):
            last = found[-1]
            found[-1] = Row(
                min(last.left, box.left),
                min(last.top, box.top),
                max(last.right, box.right),
                max(last.bottom, box.bottom),
            )
        else:
            found.append(box)
    return found


def offset_at(shown: PagePicture, x: float, y: float, *, near: bool = True) -> int | None:
    """The code point whose character is drawn at a point of the page; else the nearest one, of those within reach
    where it is to be `near`. None for none."""
    nearest, least = None, _REACH * shown.width if near else float("inf")
    for offset, box in _boxes(shown, shown.start, shown.end):
        across = max(box.left - x, 0.0, x - box.right) * shown.width
        down = max(box.top - y, 0.0, y - box.bottom) * shown.height
        distance = across + down
        if distance < least or (distance == least and nearest is None):
            nearest, least = offset, distance
            if not distance:
                break
    return nearest


def page_of(shown: PagePicture, offset: int) -> int:
    """The page (from 0) on which the character at this offset stands."""
    return max(bisect_right(shown.page_starts, offset) - 1, 0)


def _boxes(shown: PagePicture, start: int, end: int) -> Iterator[tuple[int, Row]]:
    """The characters that stand somewhere, with their boxes."""
    boxes = shown.boxes
    for offset in range(start, end):
        at = 4 * (offset - shown.start)
        box = Row(*boxes[at : at + 4])
        if box.right > box.left or box.bottom > box.top:
            yield offset, box


def _run_on(row: Row, box: Row, shown: PagePicture) -> bool:
    """Whether a character goes on in the row before it: beside it, or below it where the page is turned."""
    wide, high = shown.width, shown.height
    return _beside(
        (row.top * high, row.bottom * high), (box.top * high, box.bottom * high),
        (row.left * wide, row.right * wide), (box.left * wide, box.right * wide),
    ) or _beside(
        (row.left * wide, row.right * wide), (box.left * wide, box.right * wide),
        (row.top * high, row.bottom * high), (box.top * high, box.bottom * high),
    )  # fmt: skip


def _beside(
    across: tuple[float, float], other_across: tuple[float, float],
    along: tuple[float, float], other_along: tuple[float, float],
) -> bool:  # fmt: skip
    """Whether two pieces share a line that runs `along`, with no more than a gap between."""
    shared = min(across[1], other_across[1]) - max(across[0], other_across[0])
    least = min(across[1] - across[0], other_across[1] - other_across[0])
    gap = max(along[0], other_along[0]) - min(along[1], other_along[1])
    return shared >= _ALIKE * least and gap <= _GAP * least
