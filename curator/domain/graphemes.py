# SPDX-License-Identifier: MIT
"""Where a text may be cut: graphemes (what a reader calls one character), words and sentences.

What lives here: pure boundaries in code points, after Unicode's default rules (UAX 29) as the `regex` module has
them. What does not: positions on screen (app.reader) and what the words mean (suggest).
All functions look at a bounded window around the position, so they cost the same in a text of any length.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

WINDOW = 1000  # code points looked at on each side; a longer "word" or cluster is cut there
SENTENCE_WINDOW = 5000

_CLUSTER = r"\X"
_SEGMENT = r"(?sw).+?\b"
_WORDLIKE = r"[\p{L}\p{N}\p{Extended_Pictographic}]"
_CLOSERS = r"[\p{Pe}\p{Pf}\p{Pi}\"']*"
# A stop ends a sentence unless a small letter follows or it stands behind an initial ("J. Smith").
_SENTENCE_END = rf"(?:(?<!(?<!\w)\p{{Lu}})\.(?!\w)|[!?…؟۔!?])[.!?…؟۔]*{_CLOSERS}\s+(?!\s|\p{{Ll}})|。{_CLOSERS}"


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    """Compiled when first wanted: `regex` takes longer to import than a window to be built, and the first paint
    needs no boundary."""
    import regex

    return regex.compile(pattern)


def _sure(text: str, at: int) -> bool:
    """True where a grapheme begins whatever stands around: ASCII before, ASCII or a plain letter after.

    Only letters of the alphabets below U+0700 count: further on some letters belong to the grapheme before them."""
    if at == 0:
        return True
    before, after = text[at - 1], text[at]
    if not before.isascii() or before == "\r":
        return False
    return after.isascii() or (after < "\u0700" and after.isalpha())


def _clusters(text: str, pos: int) -> Iterator[tuple[int, int]]:
    """The graphemes from a sure boundary before `pos` on."""
    at = min(pos, len(text) - 1)
    low = max(0, at - WINDOW)
    while at > low and not _sure(text, at):
        at -= 1
    for match in _compiled(_CLUSTER).finditer(text, at):
        yield match.span()


def grapheme_span(text: str, pos: int) -> tuple[int, int]:
    """The grapheme that holds the code point at `pos`; (n, n) at or behind the end."""
    if pos >= len(text):
        return len(text), len(text)
    for start, end in _clusters(text, pos):
        if end > pos:
            return start, end
    raise AssertionError("every code point lies in a grapheme")


def grapheme_start(text: str, pos: int) -> int:
    """`pos` itself where a grapheme begins, else the beginning of the one it lies inside."""
    return grapheme_span(text, max(0, pos))[0]


def next_grapheme(text: str, pos: int) -> int:
    """The next boundary behind `pos`, at most the length of the text."""
    return grapheme_span(text, max(0, pos))[1]


def previous_grapheme(text: str, pos: int) -> int:
    """The boundary before `pos`, at least 0."""
    return 0 if pos <= 0 else grapheme_span(text, min(pos, len(text)) - 1)[0]


def _segments(text: str, pos: int) -> Iterator[tuple[int, int]]:
    """Word segments of the stretch without white space around `pos`."""
    low, high = pos, pos + 1
    while low > 0 and pos - low < WINDOW and not text[low - 1].isspace():
        low -= 1
    while high < len(text) and high - pos < WINDOW and not text[high].isspace():
        high += 1
    for match in _compiled(_SEGMENT).finditer(text, low, high):
        yield match.span()


def word_span(text: str, pos: int) -> tuple[int, int]:
    """The word, run of white space (a line end stands alone) or punctuation mark that holds the code point at `pos`."""
    if pos >= len(text):
        return len(text), len(text)
    if text[pos].isspace():
        return _space_span(text, pos)
    for start, end in _segments(text, pos):
        if end > pos:
            return start, end
    return grapheme_span(text, pos)


def _space_span(text: str, pos: int) -> tuple[int, int]:
    if text[pos] == "\n":
        return pos, pos + 1
    low, high = pos, pos + 1
    while low > 0 and pos - low < WINDOW and text[low - 1].isspace() and text[low - 1] != "\n":
        low -= 1
    while high < len(text) and high - pos < WINDOW and text[high].isspace() and text[high] != "\n":
        high += 1
    return low, high


def is_word(text: str, start: int, end: int) -> bool:
    """True where the segment holds a letter, digit or picture, so that it is more than space and punctuation."""
    return _compiled(_WORDLIKE).search(text, start, end) is not None


def next_word_start(text: str, pos: int) -> int:
    """Where the next word behind `pos` begins, at most the length of the text."""
    at = word_span(text, pos)[1]
    while at < len(text):
        start, end = word_span(text, at)
        if is_word(text, start, end):
            return at
        at = end
    return len(text)


def next_word_end(text: str, pos: int) -> int:
    """Where the word at or behind `pos` ends: a selection grown by words takes no space along."""
    at = pos
    while at < len(text):
        start, end = word_span(text, at)
        if is_word(text, start, end):
            return end
        at = end
    return len(text)


def previous_word_start(text: str, pos: int) -> int:
    """Where the word before `pos` begins, at least 0."""
    at = pos
    while at > 0:
        start, end = word_span(text, at - 1)
        if is_word(text, start, end):
            return start
        at = start
    return 0


def paragraph_span(text: str, pos: int) -> tuple[int, int]:
    """The paragraph at `pos` without its line feed."""
    end = text.find("\n", pos)
    return text.rfind("\n", 0, pos) + 1, len(text) if end < 0 else end


def sentence_span(text: str, pos: int) -> tuple[int, int]:
    """The sentence at `pos` within its paragraph, with the space that ends it."""
    low, high = paragraph_span(text, pos)
    low, high = max(low, pos - SENTENCE_WINDOW), min(high, pos + SENTENCE_WINDOW)
    start = low
    for match in _compiled(_SENTENCE_END).finditer(text, low, high):
        if match.end() > pos:
            return start, match.end()
        start = match.end()
    return start, high


def next_sentence(text: str, pos: int) -> int:
    """Where the next sentence begins; empty paragraphs are skipped; at most the length of the text."""
    at = sentence_span(text, pos)[1]
    while at < len(text) and text[at] == "\n":
        at += 1
    return at if at > pos else min(len(text), pos + 1)


def previous_sentence(text: str, pos: int) -> int:
    """Where this sentence begins, or the one before when `pos` stands at a beginning; at least 0."""
    at = pos
    while at > 0 and (at == pos or text[at] == "\n"):
        at = at - 1 if text[at - 1] == "\n" else sentence_span(text, at - 1)[0]
    return at
