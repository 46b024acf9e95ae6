# SPDX-License-Identifier: MIT
"""Where the words of a query stand in a text, and the piece of the text worth showing.

What lives here: hits as code points of the original text, half open, and snippets cut around the best of them. What
does not: folding (search_text.py), which texts match (the index). Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from curator.store.search_query import Query, Term
from curator.store.search_text import (
    ARTICLES,
    TOKEN_CLASS,
    FoldedText,
    in_word,
    is_arabic,
    stem,
    tokens_of,
)  # fmt: skip

CONTEXT = 160  # code points of a snippet, about
MOST_HITS = 1_000  # of one text
_REACH = 24  # how far an edge of a snippet may move to fall between two words
_PIECE = 200_000  # of a long text, folded at a time
_TAIL = re.compile(f"[{TOKEN_CLASS}]*")

Span = tuple[int, int]


class Hit(NamedTuple):
    """Words found: code points of the text, half open; `term` is the place of what was looked for in Query.terms."""

    start: int
    end: int
    term: int


@dataclass(frozen=True)
class Snippet:
    """A piece of a text exactly as it stands there (line ends too), from `start` (code points of the whole text).

    `hits` count from the beginning of the snippet. `more_before` / `more_behind`: whether the text goes on.
    """

    text: str
    start: int
    hits: tuple[Span, ...]
    more_before: bool
    more_behind: bool


def hits_in(text: str, query: Query, most: int = MOST_HITS) -> list[Hit]:
    """Where the query's terms stand in the text, in order of place; overlapping ones too. At most `most`."""
    found: list[Hit] = []
    for first, piece in _pieces(text):
        whole = FoldedText(piece)
        for number, term in enumerate(query.terms):
            for start, end in _occurrences(whole, term):
                found.append(Hit(first + start, first + end, number))
        if len(found) >= most:
            break
    found.sort()
    return found[:most]


def snippet(text: str, hits: Sequence[Hit]) -> Snippet:
    """About CONTEXT code points around the hits that lie best together; the beginning where there are none."""
    first, last = _best(hits)
    room = max(0, CONTEXT - (last - first)) // 2
    start, end = max(0, first - room), min(len(text), max(last + room, min(first, room) + CONTEXT // 2))
    start = _between_words_before(text, start, first)
    end = _between_words_behind(text, end, last)
    inside = [(hit.start - start, hit.end - start) for hit in hits if start <= hit.start and hit.end <= end]
    return Snippet(text[start:end], start, tuple(_merged(inside)), start > 0, end < len(text))


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """(where it begins, piece), cut at white space, so that a few hits in a long text are found at once."""
    start = 0
    while len(text) - start > _PIECE:
        cut = max(text.rfind(" ", start, start + _PIECE), text.rfind("\n", start, start + _PIECE)) + 1
        end = cut if cut > start else start + _PIECE
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _occurrences(whole: FoldedText, term: Term) -> Iterator[Span]:
    folded = whole.folded
    if any(map(is_arabic, term.words)):
        yield from _arabic_occurrences(whole, term)
        return
    for match in _pattern(term).finditer(folded):
        start, end = match.span()
        if not start or not in_word(folded[start - 1]):
            yield whole.span(start, end)


def _arabic_occurrences(whole: FoldedText, term: Term) -> Iterator[Span]:
    """An article may stand before each word, so what is found is taken apart and judged."""
    folded = whole.folded
    for match in _pattern(term).finditer(folded):
        start, end = match.span()
        if start and in_word(folded[start - 1]):
            start = _word_start(folded, start)
        tail = _TAIL.match(folded, end)
        end = tail.end() if tail else end
        if (not start or not in_word(folded[start - 1])) and _is_term(folded[start:end], term):
            yield whole.span(start, end)


def _word_start(folded: str, place: int) -> int:
    """Where the word around this place begins, if only an article stands before; else the place."""
    for length in (2, 3):
        start = place - length
        if start == 0 or (start > 0 and not in_word(folded[start - 1])):
            return start
    return place


@lru_cache(maxsize=256)
def _pattern(term: Term) -> re.Pattern[str]:
    """Begins with a plain word, which `re` looks for fastest; what stands before it is judged by the caller."""
    *before, last = (re.escape(word) for word in term.words)
    if any(map(is_arabic, term.words)):
        ends = "|".join((last, *map(re.escape, term.others)))
        return re.compile(f"[^{TOKEN_CLASS}]+{ARTICLES}?".join([*before, f"(?:{ends})" if term.others else last]))
    end = f"[{TOKEN_CLASS}]*" if term.prefix else f"(?![{TOKEN_CLASS}])"
    return re.compile(f"[^{TOKEN_CLASS}]+".join([*before, last]) + end)


def _is_term(found: str, term: Term) -> bool:
    words = [stem(word) for word in tokens_of(found)]
    if len(words) != len(term.words) or tuple(words[:-1]) != term.words[:-1]:
        return False
    if not term.prefix:
        return words[-1] == term.words[-1]
    return words[-1].startswith((term.words[-1], *term.others))


def _best(hits: Sequence[Hit]) -> Span:
    """From the first to the last of the hits that show most of what was looked for in one snippet.

    The first place that shows all of it will do, else the one that shows most different words, then most words.
    """
    different = len({hit.term for hit in hits})
    best, value = (0, 0), (0, 0)
    inside: Counter[int] = Counter()
    last = -1
    for place, first in enumerate(hits):
        while last + 1 < len(hits) and (last < place or hits[last + 1].end - first.start <= CONTEXT * 3 // 4):
            last += 1
            inside[hits[last].term] += 1
        worth = (len(inside), last - place)
        if worth > value or not place:
            best, value = (first.start, hits[last].end), worth
        if len(inside) == different:
            break
        inside[first.term] -= 1
        if not inside[first.term]:
            del inside[first.term]
    return best


def _between_words_before(text: str, start: int, first: int) -> int:
    if start == 0:
        return 0
    for place in range(start, min(start + _REACH, first)):
        if text[place - 1].isspace():
            return place
    while start < first and _clings(text[start]):
        start += 1
    return start


def _between_words_behind(text: str, end: int, last: int) -> int:
    if end >= len(text):
        return len(text)
    for place in range(end, max(end - _REACH, last), -1):
        if text[place].isspace():
            return place
    while end < len(text) and _clings(text[end]):
        end += 1
    return end


def _clings(char: str) -> bool:
    """Whether a character belongs to the one before it: marks, joiners, modifiers of emoji."""
    return unicodedata.category(char)[0] == "M" or char == "\u200d" or "\U0001f3fb" <= char <= "\U0001f3ff"


def _merged(spans: list[Span]) -> Iterator[Span]:
    """Overlapping spans as one, for marking them."""
    now: Span | None = None
    for start, end in sorted(spans):
        if now is None or start > now[1]:
            if now is not None:
                yield now
            now = (start, end)
        else:
            now = (now[0], max(now[1], end))
    if now is not None:
        yield now
