# SPDX-License-Identifier: MIT
"""Long texts side by side, in a form that a window can lay out at once.

What lives here: leaving out the middle of what is the same, the end of what is different, and ending lines that run on.
What does not: the comparison (domain/texts_beside.py), the dialog (beside.py). Texts as articles mostly are stay whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from curator.domain.texts_beside import Piece

WHOLE = 200_000  # characters of both texts: so much is shown as it is
_SAME, _DIFFERENT = 4_000, 20_000  # of one stretch, at either end or from its beginning
_MOST, _MOST_PIECES = 1_000_000, 10_000  # characters of both, stretches
_LINE = 2_000  # a longer line takes the window ever longer to lay out


def shown(pieces: Sequence[Piece], left_out: Callable[[int], str]) -> list[Piece]:
    """The stretches as they are shown; `left_out` says in words how many characters are not."""
    lines = _Lines(), _Lines()
    if sum(len(piece.one) + len(piece.other) for piece in pieces) > WHOLE:
        pieces = _shortened(pieces, lambda count: f"\n[{left_out(count)}]\n" if count else "")
    return [Piece(piece.same, lines[0].ended(piece.one), lines[1].ended(piece.other)) for piece in pieces]


def _shortened(pieces: Sequence[Piece], left_out: Callable[[int], str]) -> list[Piece]:
    found: list[Piece] = []
    length = 0
    for at, piece in enumerate(pieces):
        if length > _MOST or at >= _MOST_PIECES:
            ones, others = (sum(map(len, texts)) for texts in zip(*(each[1:] for each in pieces[at:]), strict=True))
            return [*found, Piece(True, left_out(ones), left_out(others))]
        if piece.same:
            words = piece.one
            if len(words) > 3 * _SAME:
                words = words[:_SAME] + left_out(len(words) - 2 * _SAME) + words[-_SAME:]
            found.append(Piece(True, words, words))
        else:
            found.append(Piece(False, *(
                words[:_DIFFERENT] + left_out(max(0, len(words) - _DIFFERENT)) for words in piece[1:]
            )))  # fmt: skip
        length += len(found[-1].one) + len(found[-1].other)
    return found


class _Lines:
    """Ends the lines of one text, of which it sees one stretch after the other."""

    def __init__(self) -> None:
        self._length = 0

    def ended(self, words: str) -> str:
        """The stretch, with a line's end after each blank that has too much before it."""
        lines = words.split("\n")
        if self._length + max(map(len, lines)) <= _LINE:
            self._length = len(lines[-1]) + (self._length if len(lines) == 1 else 0)
            return words
        return "\n".join(self._line(line, first=at == 0) for at, line in enumerate(lines))

    def _line(self, line: str, *, first: bool) -> str:
        length, pieces = self._length if first else 0, []
        while length + len(line) > _LINE:
            room = max(1, _LINE - length)
            cut = line.rfind(" ", 0, room) + 1 or (room if length == 0 else 0)
            pieces.append(line[:cut])
            line, length = line[cut:], 0
        self._length = length + len(line)
        return "\n".join([*pieces, line])
