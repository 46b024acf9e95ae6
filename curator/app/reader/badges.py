# SPDX-License-Identifier: MIT
"""The letters in the margin: which incidents begin at a paragraph.

What lives here: where each badge stands. What does not: its drawing (painting.py).
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF

from curator.app.reader.scrolling import Seen
from curator.shape import Frozen

SIZE, STEP, DISTANCE = 18, 21, 8  # pixels
PER_ROW = 2


class Badge(Frozen):
    """`ids` are the mentions it stands for (the first is the one a click means); colour None: "more"."""

    rect: QRectF
    letter: str
    colour: int | None
    ids: tuple[str, ...]
    label: str


def badges_of(visible: Iterable[Seen], left: int, right: int) -> list[Badge]:
    """The badges beside the pieces: on the side where their lines begin. `left`, `right`: the column's edges."""
    return [badge for seen in visible for badge in _piece_badges(seen, left, right)]


def _piece_badges(seen: Seen, left: int, right: int) -> list[Badge]:
    piece = seen.piece
    begun: dict[tuple[str, int], list[tuple[str, str]]] = {}
    for each in piece.dress.highlights if piece.dress else ():
        if each.kind == "mention" and each.letter and each.start >= piece.start:
            begun.setdefault((each.letter, each.colour), []).append((each.id, each.label or each.letter))
    if not begun:
        return []
    first = piece.lines[0].line
    text_height = first.ascent() + first.descent()
    top = seen.y + max(0.0, (text_height - SIZE) / 2)
    room = max(1, (piece.height - 4) // STEP) * PER_ROW
    shown = sorted(begun.items())
    hidden = shown[room - 1 :] if len(shown) > room else []
    badges = []
    for at, ((letter, colour), mentions) in enumerate(shown[: len(shown) - len(hidden)]):
        ids, labels = tuple(each[0] for each in mentions), "\n".join(each[1] for each in mentions)
        row_length = min(PER_ROW, len(shown) - at // PER_ROW * PER_ROW)
        rect = _place(at, row_length, top, left, right, piece.right_to_left)
        badges.append(Badge(rect, letter, colour, ids, labels))
    if hidden:
        mentions = [each for _, group in hidden for each in group]
        rect = _place(room - 1, PER_ROW, top, left, right, piece.right_to_left)
        labels = "\n".join(each[1] for each in mentions)
        badges.append(Badge(rect, f"+{len(hidden)}", None, tuple(each[0] for each in mentions), labels))
    return badges


def _place(at: int, row_length: int, top: float, left: int, right: int, right_to_left: bool) -> QRectF:
    row, column = divmod(at, PER_ROW)
    if right_to_left:
        x = right + DISTANCE + (row_length - 1 - column) * STEP
    else:
        x = left - DISTANCE - SIZE - (row_length - 1 - column) * STEP
    return QRectF(x, top + row * STEP, SIZE, SIZE)
