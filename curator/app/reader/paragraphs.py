# SPDX-License-Identifier: MIT
"""The stored text cut into the pieces that get one layout each.

What lives here: where pieces begin and end, in code points. What does not: their heights (heights.py) and layouts.
A piece is a paragraph (cut at LF and at nothing else) or a part of one longer than PIECE_LIMIT.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from itertools import accumulate

from curator.domain.graphemes import grapheme_start

PIECE_LIMIT = 20_000  # code points; a layout of that many takes about 5-10 ms


class Pieces:
    """`starts[i]`, `ends[i]`: half open, without the line feed. There is always at least one piece."""

    __slots__ = ("ends", "starts")

    def __init__(self, text: str) -> None:
        lengths = [len(line) for line in text.split("\n")]
        starts = list(accumulate((length + 1 for length in lengths[:-1]), initial=0))
        ends = [start + length for start, length in zip(starts, lengths, strict=True)]
        if max(lengths) > PIECE_LIMIT:
            starts, ends = _split_long(text, starts, ends)
        self.starts = array("q", starts)
        self.ends = array("q", ends)

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, pos: int) -> int:
        """The piece a caret at `pos` stands in; at the seam of a split paragraph the later one."""
        return max(0, bisect_right(self.starts, pos) - 1)

    def opens_paragraph(self, index: int) -> bool:
        return index == 0 or self.ends[index - 1] != self.starts[index]

    def closes_paragraph(self, index: int) -> bool:
        return index == len(self) - 1 or self.ends[index] != self.starts[index + 1]

    def first_of_paragraph(self, index: int) -> int:
        """The piece that opens the paragraph of this piece."""
        while not self.opens_paragraph(index):
            index -= 1
        return index


def _split_long(text: str, starts: list[int], ends: list[int]) -> tuple[list[int], list[int]]:
    cut_starts: list[int] = []
    cut_ends: list[int] = []
    for start, end in zip(starts, ends, strict=True):
        while end - start > PIECE_LIMIT:
            cut = _cut(text, start)
            cut_starts.append(start)
            cut_ends.append(cut)
            start = cut
        cut_starts.append(start)
        cut_ends.append(end)
    return cut_starts, cut_ends


def _cut(text: str, start: int) -> int:
    """Behind the last white space before the limit, else at a grapheme, else (one endless grapheme) at the limit."""
    limit = start + PIECE_LIMIT
    low = limit - PIECE_LIMIT // 10
    at = grapheme_start(text, next((at for at in range(limit, low - 1, -1) if text[at - 1].isspace()), limit))
    return at if at > start else limit
