# SPDX-License-Identifier: MIT
"""The order in which the pieces of a page are read: lines from top to bottom, column after column.

What lives here: pieces -> columns of lines. What does not: where pieces come from (pdf_page_lines.py), paragraphs
(pdf_paragraphs.py). The method is the recursive cut of a page at its gutters (Nagy and Seth's X-Y cut), with the cut
only taken where both sides are running text: the cells of a table stay on their line.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from curator.formats.pdf_page_lines import Box, Piece

_STEP = 3.0  # points between the places at which a gutter is looked for
_FEWEST = 3  # lines that a column has on each side
_RUNNING = 14  # characters that a line of a column of running text has on the average
_FILLED = 0.5  # of the width of its column
_DROP_CAP = 1.7
_DEEPEST = 12


class TextLine(NamedTuple):
    """The pieces of one line put together. `places`: pdfium's number of each character, -1 for a made space.

    `cells`: of how many pieces it was made; those of a table's row stand apart. `marked`: it begins with the dot or
    number of a list, which is not in its box.
    """

    text: str
    places: tuple[int, ...]
    box: Box
    size: float
    hyphen: bool = False
    cells: int = 1
    marked: bool = False


def reading_order(pieces: Sequence[Piece], right_to_left: bool) -> list[list[TextLine]]:
    """The columns of a page in the order in which they are read, each with its lines from top to bottom."""
    columns = _cut(_rows(pieces), right_to_left, 0)
    return [lines for column in columns if (lines := _lines(column, right_to_left))]


def is_right_to_left(texts: Sequence[str]) -> bool:
    """Whether more letters are written from right to left than otherwise."""
    sample = "".join(texts)[:5_000]
    if sample.isascii():
        return False
    kinds = [unicodedata.bidirectional(char) for char in sample]
    return sum(kind in ("R", "AL") for kind in kinds) > kinds.count("L")


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces that stand on one line, lines by their top. A piece joins the line that it overlaps by half its height."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: (one.box.top, one.box.left)):
        for row in rows[:-6:-1]:  # lines further up cannot reach this one
            first = row[0]
            overlap = min(first.box.bottom, piece.box.bottom) - max(first.box.top, piece.box.top)
            smaller, larger = sorted((first.height, piece.height))
            if overlap > 0.5 * smaller and (larger < _DROP_CAP * smaller or _is_mark(piece) or _is_mark(first)):
                row.append(piece)
                break
        else:
            rows.append([piece])
    return rows


def _is_mark(piece: Piece) -> bool:
    """Whether a piece is a dot or dash, which may come from a font of another height."""
    return len(piece.text) <= 2 and not piece.text.isalnum()


def _cut(rows: list[list[Piece]], right_to_left: bool, depth: int) -> list[list[list[Piece]]]:
    gutter = _gutter(rows) if depth < _DEEPEST else None
    if gutter is None:
        return [rows]
    found: list[list[list[Piece]]] = []
    across: list[list[Piece]] = []
    for crosses, run in _runs(rows, gutter):
        left = [part for row in run if (part := [piece for piece in row if piece.box.right <= gutter])]
        right = [part for row in run if (part := [piece for piece in row if piece.box.left >= gutter])]
        if crosses or not (_is_running(left) and _is_running(right)):
            across += run
            continue
        if across:
            found.append(across)
            across = []
        sides = (right, left) if right_to_left else (left, right)
        for side in sides:
            found += _cut(side, right_to_left, depth + 1)
    if not found:
        return [rows]
    return [*found, across] if across else found


def _gutter(rows: list[list[Piece]]) -> float | None:
    """The place across which the fewest pieces go, with the most on the side that has fewer."""
    boxes = [piece.box for row in rows for piece in row]
    lefts, rights = sorted(box.left for box in boxes), sorted(box.right for box in boxes)
    if len(boxes) < 2 * _FEWEST:
        return None
    best, found = 0.0, None
    at = lefts[0] + _STEP
    while at < rights[-1]:
        before, after = bisect_right(rights, at), len(lefts) - bisect_left(lefts, at)
        worth = min(before, after) - 1.5 * (len(boxes) - before - after)
        if min(before, after) >= _FEWEST and worth > best:
            best, found = worth, at
        at += _STEP
    return found


def _runs(rows: list[list[Piece]], gutter: float) -> list[tuple[bool, list[list[Piece]]]]:
    """Lines one after the other that all cross the gutter, or none of which does."""
    runs: list[tuple[bool, list[list[Piece]]]] = []
    for row in rows:
        crosses = any(piece.box.left < gutter < piece.box.right for piece in row)
        if runs and runs[-1][0] == crosses:
            runs[-1][1].append(row)
        else:
            runs.append((crosses, [row]))
    return runs


def _is_running(rows: list[list[Piece]]) -> bool:
    pieces = [piece for row in rows for piece in row]
    if len(rows) < _FEWEST:
        return False
    width = max(piece.box.right for piece in pieces) - min(piece.box.left for piece in pieces)
    filled = sum(sum(piece.box.right - piece.box.left for piece in row) for row in rows) / len(rows)
    return sum(len(piece.text) for piece in pieces) / len(rows) >= _RUNNING and filled >= _FILLED * width


def _lines(rows: list[list[Piece]], right_to_left: bool) -> list[TextLine]:
    lines: list[TextLine] = []
    for row in rows:
        line = _merged(row, right_to_left)
        if lines and _is_drop_cap(lines[-1], line):
            line = line._replace(text=lines[-1].text + line.text, places=lines[-1].places + line.places)
            lines.pop()
        lines.append(line)
    return lines


def _is_drop_cap(first: TextLine, second: TextLine) -> bool:
    return len(first.text) == 1 and first.text.isupper() and first.size >= _DROP_CAP * second.size


def _is_list_mark(pieces: list[Piece]) -> bool:
    """Whether the line begins with the dot or number of a list rather than with a cell of a table."""
    first = pieces[0].text
    return len(pieces) > 1 and len(first) <= 4 and not first[-1:].isalnum()


def _merged(row: list[Piece], right_to_left: bool) -> TextLine:
    pieces = sorted(row, key=lambda one: -one.box.right if right_to_left else one.box.left)
    text, places = pieces[0].text, pieces[0].places
    for piece in pieces[1:]:
        text, places = f"{text} {piece.text}", (*places, -1, *piece.places)
    marked = _is_list_mark(pieces)
    words = pieces[1:] if marked else pieces
    box = Box(
        min(piece.box.left for piece in words), min(piece.box.top for piece in row),
        max(piece.box.right for piece in words), max(piece.box.bottom for piece in row),
    )  # fmt: skip
    size = max(pieces, key=lambda one: len(one.text)).size
    return TextLine(text, places, box, size, pieces[-1].hyphen, len(row) - marked, marked)
