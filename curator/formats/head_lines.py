# SPDX-License-Identifier: MIT
"""The head of a page saved as text: the lines before the first passage of running text.

What lives here: cutting the head off and telling what a line looks like (headline, byline, running text). What does
not: what the lines mean together (page_head.py). All offsets are code points of the settled text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_HEAD_LENGTH, _HEAD_LINES = 8_000, 60
_LONG_LINE = 160  # a line of running text; headlines are shorter
_WRAPPED = 55  # lines of text wrapped by hand are at least this long

_NAME = r"(?:[aeAE]l-)?[^\W\d_a-z][\w.’'\-]*"
_FULL_NAME = rf"{_NAME}(?:\s+(?:(?:de|da|del|der|di|dos|van|von|al|el|bin|ibn|la|le)\s+)*{_NAME}){{1,4}}"
_BYLINE = re.compile(
    r"(?P<mark>(?i:by|written by|words by|reported by|author|authors|por|par|autor|autora|auteur|von|автор|بقلم)"
    rf"(?P<colon>\s*:)?)\s+(?P<names>{_FULL_NAME}(?:(?:,|\s+and|\s+&|,\s+and)\s+{_FULL_NAME}){{0,3}})"
    r"(?=\s*(?:$|[,|–—•·(\-]|in\s|for\s))"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_ADDRESS_OR_MENU = re.compile(r"https?://|www\.|@|[>|»›•]")
_SECOND_SENTENCE = re.compile(r"[.!?]\s+[^\W\d_a-z]")
_NO_LABEL = re.compile(r"[:@>|/\d]")
_SMALL_WORDS = frozenset(("and", "of", "the", "in", "for", "et", "de", "y", "und", "del", "la"))
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_NO_NAME_WORDS = """
    staff correspondent correspondents reporter reporters newsroom agencies agency desk news demand editor editors team
    times post daily online january february march april june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday
"""
_NO_NAMES = frozenset(_NO_NAME_WORDS.split())
_SENTENCE_ENDS = tuple('.!?…。！？؟"”»')


class Line(NamedTuple):
    """One line without the white space around it; `start` and `end` are its place in the text."""

    text: str
    start: int
    end: int

    def part(self, first: int, last: int) -> Line:
        """The piece between two places of this line, without white space around it."""
        piece = self.text[first:last]
        words = piece.strip()
        begin = self.start + first + len(piece) - len(piece.lstrip())
        return Line(words, begin, begin + len(words))


class Head(NamedTuple):
    """The lines before the running text, none of them empty, and the line with which it begins (None: none found)."""

    lines: tuple[Line, ...]
    body: Line | None


def cut_head(text: str) -> Head:
    """The head of a settled text; without running text in the first lines there is no telling what is head."""
    raw = text[:_HEAD_LENGTH].split("\n")
    lines: list[Line] = []
    start = 0
    for place, line in enumerate(raw):
        if words := line.strip():
            first = start + len(line) - len(line.lstrip())
            lines.append(Line(words, first, first + len(words)))
            if _is_running_text(words, raw[place + 1 : place + 3]):
                return Head(tuple(lines[:-1]), lines[-1])
            if len(lines) > _HEAD_LINES:
                break
        start += len(line) + 1
    return Head(tuple(lines), None)


def _is_running_text(line: str, following: list[str]) -> bool:
    """Whether a passage of running text begins with this line; `following` are the two lines after it."""
    if len(line) >= _LONG_LINE:
        return True
    if not line.isascii() and len(_EAST_ASIAN.findall(line)) >= 50 and re.search("[。，、]", line):
        return True
    if len(line) >= 90 and line.endswith(_SENTENCE_ENDS) and len(_WORD.findall(line)) >= 12:
        return True
    # Text wrapped by hand: three lines without a gap, all but the last as long as the others.
    if len(line) < _WRAPPED or len(following) < 2:
        return False
    second, third = (one.strip() for one in following)
    return len(second) >= _WRAPPED and bool(third) and len(line) + len(second) + len(third) >= 150


def is_headline(line: str) -> bool:
    """Whether a line could be a title: some words, no full stop, no menu, no address."""
    words = _WORD.findall(line)
    if len(line) > 250 or (line.endswith((".", "。", ":", ";", ",")) and not line.endswith("...")):
        return False
    if not words or _ADDRESS_OR_MENU.search(line):
        return False
    if len(line) > 100 and _SECOND_SENTENCE.search(line):
        return False  # two sentences: a standfirst, or a notice about cookies
    return len(words) >= 4 or (len(words) == 3 and len(line) >= 16) or len(_EAST_ASIAN.findall(line)) >= 8


def is_short_label(line: str) -> bool:
    """Whether a line could name a section or an outlet: a few words, each with a capital (where the script has any)."""
    words = _WORD.findall(line)
    if not 1 <= len(words) <= 5 or len(line) > 40 or line.endswith(_SENTENCE_ENDS) or _NO_LABEL.search(line):
        return False
    return all(not word[0].islower() or word in _SMALL_WORDS for word in words)


def byline(line: Line) -> tuple[Line, Line] | None:
    """The names of a byline ("By NAME", "Author: NAME") and what follows them on the line, or None.

    The line must begin with it. A name is two to five words with capitals, so "By Sunday evening" is none.
    """
    match = _BYLINE.match(line.text)
    if not match or _names_no_person(match["names"]):
        return None
    return line.part(match.start("names"), match.end("names")), line.part(match.end("names"), len(line.text))


def _names_no_person(names: str) -> bool:
    words = {word.lower() for word in _WORD.findall(names)}
    return bool(words & _NO_NAMES)
