# SPDX-License-Identifier: MIT
"""A selection that grows by sense: word, clause, sentence, paragraph, article.

What lives here: the steps, without Qt. What does not: the keys for them, and what was selected before (selecting.py).
"""

from __future__ import annotations

from collections.abc import Iterator

from curator.app.reader.snapping import trimmed
from curator.domain.graphemes import is_word, paragraph_span, sentence_span, word_span

Span = tuple[int, int]
_MARKS = frozenset(',;:–—()[]{}«»“”„"،؛，、；：（）「」『』')  # what parts a clause from the next one
_STOPS = ".!?…؟۔。！？"


def grown(text: str, span: Span) -> Span:
    """The next larger step that holds the selection; the same one where there is nothing larger."""
    return next((step for step in _steps(text, span[0]) if _holds(step, span) and step != span), span)


def shrunk(text: str, span: Span) -> Span:
    """The next smaller step inside the selection, at its beginning; empty where there is nothing smaller."""
    inside = [step for step in _steps(text, span[0]) if _holds(span, step) and step != span]
    return inside[-1] if inside else (span[0], span[0])


def _holds(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1] and outer[0] < outer[1]


def _steps(text: str, pos: int) -> Iterator[Span]:
    """From the smallest to the largest; empty ones are left out."""
    low, high = paragraph_span(text, min(pos, len(text)))
    sentence = trimmed(text, *sentence_span(text, pos))
    for step in (_word(text, pos), _clause(text, pos, sentence), sentence, trimmed(text, low, high), (0, len(text))):
        if step[0] < step[1]:
            yield step


def _word(text: str, pos: int) -> Span:
    """The word at `pos`, or the one that ends there."""
    for at in (pos, pos - 1):
        if 0 <= at < len(text):
            start, end = word_span(text, at)
            if is_word(text, start, end):
                return start, end
    return pos, pos


def _clause(text: str, pos: int, sentence: Span) -> Span:
    """The part of the sentence between commas, dashes, brackets and quotation marks."""
    start, end = sentence
    if not start <= pos <= end:
        return pos, pos
    low, high = pos, pos
    while low > start and not _parts(text, low - 1):
        low -= 1
    while high < end and not _parts(text, high):
        high += 1
    low, high = trimmed(text, low, high)
    while high > low and text[high - 1] in _STOPS:
        high -= 1
    return low, high


def _parts(text: str, at: int) -> bool:
    """Whether a clause ends at this mark; one inside a number or a time ("1,200", "16:20") does not end it."""
    if text[at] not in _MARKS:
        return False
    return not (0 < at < len(text) - 1 and text[at - 1].isdigit() and text[at + 1].isdigit())
