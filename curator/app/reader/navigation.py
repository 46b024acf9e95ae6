# SPDX-License-Identifier: MIT
"""Where the keys take the caret.

What lives here: one function per move, from a position to a position, in code points. What does not: which key means
which move (keys.py) and the selection (caret.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from curator.app.reader.flow import Flow
from curator.app.reader.pointing import line_end, position_in_line
from curator.domain import graphemes

Move = Literal[
    "left", "right", "word_left", "word_right", "up", "down", "line_start", "line_end", "start", "end", "page_up",
    "page_down", "sentence_back", "sentence_on", "paragraph_back", "paragraph_on",
]  # fmt: skip


def beside(flow: Flow, pos: int, to_the_right: bool) -> int:
    """One grapheme on or back. The paragraph's direction decides which of them is right: in a word of the other
    direction the caret runs against the arrow, but it never jumps, never circles, and a selection only grows."""
    forward = to_the_right != flow.right_to_left(flow.pieces.at(pos))
    return graphemes.next_grapheme(flow.text, pos) if forward else graphemes.previous_grapheme(flow.text, pos)


def word_beside(flow: Flow, pos: int, to_the_right: bool, extend: bool) -> int:
    """By words, in the direction of the paragraph. A growing selection stops at the word's end, without the space."""
    forward = to_the_right != flow.right_to_left(flow.pieces.at(pos))
    if not forward:
        return graphemes.previous_word_start(flow.text, pos)
    return graphemes.next_word_end(flow.text, pos) if extend else graphemes.next_word_start(flow.text, pos)


def caret_x(flow: Flow, pos: int) -> float:
    """Where the caret stands in its line, from the column's left edge."""
    _, piece = flow.piece_of(pos)
    return piece.x_of(pos, piece.line_of(pos))


def line_beside(flow: Flow, pos: int, x: float, lines: int) -> int:
    """The position nearest to `x` so many visual lines further down (up where negative), at most the text's ends."""
    index, piece = flow.piece_of(pos)
    line = piece.line_of(pos) + lines
    while line < 0:
        if index == 0:
            return 0
        index -= 1
        piece = flow.piece(index)
        line += len(piece.lines)
    while line >= len(piece.lines):
        line -= len(piece.lines)
        index += 1
        if index == len(flow.pieces):
            return len(flow.text)
        piece = flow.piece(index)
    return position_in_line(flow, piece, line, x)


def _line_edge(flow: Flow, pos: int, end: bool) -> int:
    _, piece = flow.piece_of(pos)
    index = piece.line_of(pos)
    return line_end(flow, piece, index) if end else piece.lines[index].start


def _paragraph_back(flow: Flow, pos: int) -> int:
    start = graphemes.paragraph_span(flow.text, pos)[0]
    while start == pos and start > 0:
        end = start - 1
        while end > 0 and flow.text[end - 1] == "\n":
            end -= 1
        start = graphemes.paragraph_span(flow.text, end)[0]
    return start


def _paragraph_on(flow: Flow, pos: int) -> int:
    end = graphemes.paragraph_span(flow.text, pos)[1]
    while end < len(flow.text) and flow.text[end] == "\n":
        end += 1
    return end


_PLAIN: dict[str, Callable[[Flow, int], int]] = {
    "left": lambda flow, pos: beside(flow, pos, to_the_right=False),
    "right": lambda flow, pos: beside(flow, pos, to_the_right=True),
    "line_start": lambda flow, pos: _line_edge(flow, pos, end=False),
    "line_end": lambda flow, pos: _line_edge(flow, pos, end=True),
    "start": lambda flow, pos: 0,
    "end": lambda flow, pos: len(flow.text),
    "sentence_back": lambda flow, pos: graphemes.previous_sentence(flow.text, pos),
    "sentence_on": lambda flow, pos: graphemes.next_sentence(flow.text, pos),
    "paragraph_back": _paragraph_back,
    "paragraph_on": _paragraph_on,
}


def moved(flow: Flow, move: Move, pos: int, extend: bool) -> int:
    """The position after a move that needs neither the window nor a remembered x."""
    if move in ("word_left", "word_right"):
        return word_beside(flow, pos, move == "word_right", extend)
    return _PLAIN[move](flow, pos)
