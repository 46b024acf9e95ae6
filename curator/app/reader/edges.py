# SPDX-License-Identifier: MIT
"""The two edges of chosen words: where an edge may go, by word or by character.

What lives here: positions from positions, without Qt. What does not: the handles on the screen (edging.py), which words
are chosen (the window says it). Words never become empty, and moved by words they take no white space at their edges.
"""

from __future__ import annotations

from typing import Literal

from curator.app.reader.snapping import Press, trimmed, whole
from curator.domain import graphemes
from curator.shape import Frozen

Span = tuple[int, int]
Edge = Literal["start", "end"]
By = Literal["character", "word"]


class Edges(Frozen):
    """Words whose edges can be moved. `ids` are their highlights, which go along; `edge` is the one that keys move."""

    span: Span
    ids: tuple[str, ...] = ()
    edge: Edge = "end"


def moved_to(text: str, span: Span, edge: Edge, press: Press, by: By) -> Span:
    """The words when an edge is dragged to where the mouse is; it stops at the other edge, before it is crossed."""
    start, end = span
    cell = whole(text, press.cell, "word") if by == "word" else (press.pos, press.pos)
    if edge == "start":
        start = min(cell[0], _last_start(text, span, by))
    else:
        end = max(cell[1], _first_end(text, span, by))
    return (trimmed(text, start, end) if by == "word" else (start, end)) if start < end else span


def stepped(text: str, span: Span, edge: Edge, forward: bool, by: By) -> Span:
    """The words when an edge goes on or back by one word or character; as they were where it cannot."""
    start, end = span
    if edge == "start":
        start = _next_start(text, start, by) if forward else _back(text, start, by)
    else:
        end = _next_end(text, end, by) if forward else _end_before(text, end, by)
    return (start, end) if start < end else span


def _last_start(text: str, span: Span, by: By) -> int:
    """The furthest the beginning may go: the last word, or the last character, stays."""
    last = graphemes.previous_grapheme(text, span[1])
    return last if by == "character" else max(span[0], graphemes.word_span(text, last)[0])


def _first_end(text: str, span: Span, by: By) -> int:
    first = graphemes.next_grapheme(text, span[0])
    return first if by == "character" else min(span[1], graphemes.word_span(text, span[0])[1])


def _back(text: str, pos: int, by: By) -> int:
    return graphemes.previous_word_start(text, pos) if by == "word" else graphemes.previous_grapheme(text, pos)


def _next_start(text: str, pos: int, by: By) -> int:
    return graphemes.next_word_start(text, pos) if by == "word" else graphemes.next_grapheme(text, pos)


def _next_end(text: str, pos: int, by: By) -> int:
    return graphemes.next_word_end(text, pos) if by == "word" else graphemes.next_grapheme(text, pos)


def _end_before(text: str, pos: int, by: By) -> int:
    """Where the words end without their last word, and without the space and stops between."""
    if by == "character":
        return graphemes.previous_grapheme(text, pos)
    last = graphemes.previous_word_start(text, pos)
    if graphemes.next_word_end(text, last) < pos:
        return graphemes.next_word_end(text, last)  # a stop or a bracket stood behind the last word: it goes first
    before = graphemes.previous_word_start(text, last)
    return graphemes.next_word_end(text, before) if before < last else last
