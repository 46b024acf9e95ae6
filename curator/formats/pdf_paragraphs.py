# SPDX-License-Identifier: MIT
"""The paragraphs of a PDF: lines put together again, words that were divided at line ends, lines repeated on each page.

What lives here: columns of lines -> paragraphs of characters that know their place on the page. What does not: the
order of columns (pdf_order.py), the file (pdf_text.py). A hyphen at a line end falls only where it is sure that it does
not belong to the word: it is a soft one, the document has the word in one piece too, or what follows is no word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from curator.formats.pdf_order import TextLine, is_right_to_left

_ENDED = tuple('.!?…:؟。！？"”»)')
_HYPHENS = "-\u00ad\u2010"
_SOFT = "\u00ad"
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_LAST = re.compile(r"[^\W\d_]+$")
_FIRST = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
# Endings that are no word of their own in English, so that a hyphen before them can only be one of the line end.
_ENDING_WORDS = (
    "tion tions tional tionally sion sions sional ment ments mental ness nesses ities ity ity's ously iously tive "
    "tives tively tory tories tary taries ture tures ance ances ence ences ible ably ibly ated ating ation ations "
    "ization isation ized ised izing ising ously eous cious tious cial tial ically ology ingly edly"
)
_ENDINGS = frozenset(_ENDING_WORDS.split())
_LIST_MARK = re.compile(r"(?:\d{1,3}[.)]|\(?[a-zA-Z][.)]|[•●▪◦*–—-])\s")
_NO_HEAD = re.compile(r"(?i)document \d+ of \d+|\d+ of \d+ documents?")
_FEWEST_PAGES = 3


class Characters(NamedTuple):
    """A piece of text in which each character has its page and pdfium's number there (-1: made by us)."""

    text: str
    page: int
    places: tuple[int, ...]


class Paragraph(NamedTuple):
    """One paragraph: its pieces in order (of two pages where it runs on), and its letter size.

    `full`: its last line reaches the end of its column, so that it may run on in the next one.
    """

    pieces: tuple[Characters, ...]
    size: float
    full: bool

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


class Hyphens:
    """Decides about hyphens at line ends by the words of the document; counts what stayed in doubt."""

    def __init__(self, lines: Iterable[TextLine]) -> None:
        self.doubtful = 0
        self._words: Counter[str] = Counter()
        for line in lines:
            words = _WORD.findall(line.text.lower())
            if line.text[-1:] in _HYPHENS:
                words = words[:-1]  # half a word is none
            self._words.update(words)

    def joins(self, first: str, second: str) -> bool | None:
        """Whether the word goes on without its hyphen (True), with it (False), or this is no divided word (None)."""
        before, after = _LAST.search(first[:-1]), _FIRST.match(second)
        if first[-1:] not in _HYPHENS or not before or not after:
            return None
        if first[-1] == _SOFT:
            return True
        if after.group()[0].isupper():
            return False
        one, other = before.group().lower(), after.group().lower()
        if self._words[one + other] or other in _ENDINGS:
            return True
        if not self._words[f"{one}-{other}"]:
            self.doubtful += 1
        return False


def paragraphs_of(columns: Sequence[Sequence[TextLine]], page: int, hyphens: Hyphens) -> list[Paragraph]:
    """The paragraphs of one page, those that run on from one column to the next put together."""
    found: list[Paragraph] = []
    for column in map(_from_left, columns):
        right = max(line.box.right for line in column)
        pitches = [
            below.box.top - above.box.top
            for above, below in pairwise(column)
            if _alike(above, below) and below.box.top > above.box.top
        ]
        pitch = median(pitches) if pitches else 0.0
        gathered: list[TextLine] = []
        parts: list[list[TextLine]] = []
        for line in column:
            if gathered and _begins(gathered, line, column, pitch):
                parts.append(gathered)
                gathered = []
            gathered.append(line)
        parts.append(gathered)
        for number, part in enumerate(parts):
            full = part[-1].box.right >= right - 4 * part[-1].size
            paragraph = Paragraph(tuple(_characters(part, page, hyphens)), part[0].size, full)
            if number == 0 and found and runs_on(found[-1], paragraph):
                found[-1] = run_together(found[-1], paragraph, hyphens)
            else:
                found.append(paragraph)
    return found


def _from_left(column: Sequence[TextLine]) -> Sequence[TextLine]:
    """Lines that are read from right to left seen in a mirror: they begin at the left then, as all others do."""
    if not is_right_to_left([line.text for line in column]):
        return column
    return [line._replace(box=line.box._replace(left=-line.box.right, right=-line.box.left)) for line in column]


def runs_on(first: Paragraph, second: Paragraph) -> bool:
    """Whether a paragraph at the foot of a column or page goes on at the head of the next."""
    before, after = first.text.rstrip(), second.text.lstrip()
    if not before or not after or before.endswith(_ENDED) or abs(first.size - second.size) > 0.1 * first.size:
        return False
    if after[0].islower():
        return True
    cased = after[0].lower() != after[0].upper()
    return not cased and after[0].isalpha() and first.full and len(before) > 80


def run_together(first: Paragraph, second: Paragraph, hyphens: Hyphens) -> Paragraph:
    """One paragraph of both."""
    last = first.pieces[-1]
    joint, pieces = _joint(last, second.pieces[0], hyphens)
    return Paragraph((*first.pieces[:-1], joint, *pieces, *second.pieces[1:]), first.size, second.full)


def running_heads(pages: Sequence[Sequence[TextLine]]) -> dict[str, int]:
    """Lines at the top or foot of most pages that differ in their figures only: the form of each, and its pages."""
    seen: Counter[str] = Counter()
    for lines in pages:
        seen.update({head_form(line) for line in at_edges(lines)})
    fewest = max(_FEWEST_PAGES, len(pages) // 2)
    return {form: many for form, many in seen.items() if many >= fewest and not _NO_HEAD.search(form.replace("#", "1"))}


def at_edges(lines: Sequence[TextLine]) -> list[TextLine]:
    """The two highest and the two lowest lines of a page."""
    by_height = sorted(lines, key=lambda line: line.box.top)
    return by_height if len(by_height) < 5 else [*by_height[:2], *by_height[-2:]]


def head_form(line: TextLine) -> str:
    """What must be equal in a running head: its words without figures, its size and height on the page."""
    return f"{_DIGITS.sub('#', line.text)}|{line.size:.0f}|{line.box.top / 6:.0f}"


def _alike(one: TextLine, other: TextLine) -> bool:
    return abs(one.size - other.size) <= 0.1 * max(one.size, other.size)


def _begins(gathered: list[TextLine], line: TextLine, column: Sequence[TextLine], pitch: float) -> bool:
    """Whether a new paragraph begins with this line."""
    last = gathered[-1]
    if not _alike(last, line) or last.cells > 1 or line.cells > 1 or line.marked:
        return True
    step = line.box.top - last.box.top
    if step > 1.3 * (pitch or 1.3 * last.size) and step > 1.2 * last.size:
        return True
    if last.hyphen:
        return False
    left, right = min(one.box.left for one in column), max(one.box.right for one in column)
    indent = line.box.left - left
    hangs = _LIST_MARK.match(last.text)
    if not hangs and last.box.left - left < 0.4 * last.size and 0.7 * line.size < indent < 0.25 * (right - left):
        return True  # the first line is set in
    first_word = len(line.text.split(" ", 1)[0]) / max(len(line.text), 1) * (line.box.right - line.box.left)
    room = (right - left) - (last.box.right - last.box.left)
    if last.text.endswith(_ENDED):
        return room > first_word + 0.5 * last.size
    return room > first_word + 3 * last.size  # the line ends although the next word would have had room


def _characters(lines: list[TextLine], page: int, hyphens: Hyphens) -> list[Characters]:
    whole = Characters(lines[0].text, page, lines[0].places)
    for line in lines[1:]:
        whole, rest = _joint(whole, Characters(line.text, page, line.places), hyphens)
        if rest:
            whole = Characters(whole.text + rest[0].text, page, whole.places + rest[0].places)
    return [whole]


def _joint(first: Characters, second: Characters, hyphens: Hyphens) -> tuple[Characters, tuple[Characters, ...]]:
    """The end of the first as it reads before the second: its hyphen gone or kept, or a space added."""
    joins = hyphens.joins(first.text, second.text)
    if joins is None:
        space = "" if _is_unspaced(first.text[-1:]) and _is_unspaced(second.text[:1]) else " "
        first = first._replace(text=first.text + space, places=first.places + (-1,) * len(space))
    elif joins:
        first = first._replace(text=first.text[:-1], places=first.places[:-1])
    return first, (second,)


def _is_unspaced(char: str) -> bool:
    """Whether lines of this script are put together without a space."""
    return "\u3000" <= char <= "\u30ff" or "\u4e00" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"
