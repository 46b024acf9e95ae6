# SPDX-License-Identifier: MIT
"""A text as a row of classes: what each word may do in a date, with its value and its place.

What lives here: cutting a text into words, numbers and signs, and giving each its class. What does not: the table of
words (date_words.py), the orders that make dates (date_grammar.py).

Besides the classes of date_words.py:

    N number from 1 to 31   Y number from 1900 to 2099   j other number of two digits   # any other number
    I day written in numbers   O also 8th   ¶ end of a paragraph   _ any other word   signs are their own class
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from curator.suggest.date_spelling import fold
from curator.suggest.date_words import WORDS

_TOKEN = re.compile(
    r"(?P<written>(?<![\d./-])(?:\d{4}-\d\d?-\d\d?|\d{4}/\d\d?/\d\d?|\d\d?\s?/\s?\d\d?\s?/\s?\d{4}|\d\d?[.-]\d\d?[.-]\d{4}"
    r"|\d\d?/\d\d?/\d\d)(?![\d/]|[.-]\d))"
    r"|(?P<long>\d+(?:[.,]\d+)+)"
    r"|(?P<ordinal>\d\d?(?:st|nd|rd|th|d))(?![^\W_])"
    r"|(?P<number>\d+)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<paragraph>\n[^\S\n]*\n)"
    r"|(?P<sign>[^\w\s])"
)
_CLITICS = {"و": "&", "ف": "&", "ب": "i", "ل": "i", "ك": "i"}
_NOT_FUTURE = (
    "سيار", "سياس", "سيطر", "سيده", "سيدات", "سيدي", "سيدنا", "سيدتي", "سيدتان", "سيدتين", "سيناء", "سيناري", "سينم",
    "سنوات", "سنوي", "ستين", "سنجار", "سيول", "ستار", "سيره", "سيفان", "سيفين", "سيفه", "ستاد",
)  # fmt: skip
_FUTURE = re.compile("و?س[يتن].{3}")
_SIGNS = {"written": "I", "long": "#", "paragraph": "¶"}


@dataclass
class Tokens:
    """The classes as one text, and for each of them value, place in the text and folded word."""

    kinds: str = ""
    values: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def word_at(tokens: Tokens, at: int) -> str:
    """The word at this index; "" beyond either end."""
    return tokens.words[at] if 0 <= at < len(tokens.words) else ""


def tokens_of(text: str, start: int, end: int) -> Tokens:
    """The classes of `text[start:end]`; the places count in `text`, in code points."""
    folded = fold(text, start, end)
    all_small = folded.text == text[start:end]  # nothing is told by capitals here
    found = Tokens()
    kinds: list[str] = []
    for word, first, last, kind, value in _classified(folded.text):
        if kind == "A":
            kind = _month_or_word(text[folded.places[first]], word, all_small)
        kinds.append(kind)
        found.values.append(value)
        found.starts.append(folded.places[first])
        found.ends.append(folded.places[last])
        found.words.append(word)
    found.kinds = "".join(kinds)
    return found


def _classified(text: str) -> Iterator[tuple[str, int, int, str, int]]:
    """(word, first, last, class, value) of each piece of a folded text."""
    for match in _TOKEN.finditer(text):
        word, first, last = match.group(), match.start(), match.end()
        what = match.lastgroup
        if what == "word":
            known = WORDS.get(word)
            if known is None and word[0] in "وفبلكس":
                for piece, begin, end, kind, value in _with_clitic(word):
                    yield piece, first + begin, first + end, kind, value
            elif known is None:
                yield word, first, last, "_", 0
            else:
                yield word, first, last, known[0], known[1]
        elif what == "number":
            yield word, first, last, *_number(text, word, first, last)
        elif what == "ordinal":
            day = int(word.rstrip("stndrh"))
            yield word, first, last, "O" if 1 <= day <= 31 else "#", day
        else:
            yield word, first, last, _SIGNS.get(str(what), word), 0


@lru_cache(maxsize=65536)
def _with_clitic(word: str) -> tuple[tuple[str, int, int, str, int], ...]:
    """(piece, first, last, class, value) of a word that may carry و، ف، ب، ل، ك، لل in front of a known word.

    An "and" may stand before the preposition: “وبالأمس”.
    """
    length, rest = (2, "ال" + word[2:]) if word.startswith("لل") else (1, word[1:])
    known = WORDS.get(rest) if len(rest) > 1 and word[0] in _CLITICS else None
    if known is not None:
        return (word[:length], 0, length, _CLITICS[word[0]], 0), (rest, length, len(word), *known)
    if word[0] in "وف" and len(word) > 4 and word[1] in "بل":
        behind = _with_clitic(word[1:])
        if len(behind) > 1:
            moved = ((piece, at + 1, end + 1, kind, value) for piece, at, end, kind, value in behind)
            return (word[0], 0, 1, "&", 0), *moved
    future = _FUTURE.match(word) and not word.removeprefix("و").startswith(_NOT_FUTURE)
    return ((word, 0, len(word), "c" if future else "_", 0),)


def _month_or_word(char: str, word: str, all_small: bool) -> str:
    """A month's class, or that of another word where the first letter as written shows that it is one."""
    if word == "اب":
        return "A" if char == "آ" else "_"  # the month, not the father
    return "_" if char.isascii() and char.islower() and not all_small else "A"


def _number(text: str, word: str, first: int, last: int) -> tuple[str, int]:
    """Class and value of a number: a part of a name (M-19) or of a longer number is no day and no year."""
    before, after = text[max(first - 2, 0) : first], text[last : last + 1]
    if (len(before) == 2 and before[1] in "-_" and before[0].isalpha()) or after == "_" or after.isalpha():
        return "#", 0
    if len(word) == 4 and "1900" <= word <= "2099":
        return "Y", int(word)
    if len(word) <= 2:
        return ("N" if 1 <= int(word) <= 31 else "j"), int(word)
    return "#", int(word) if len(word) <= 4 else 0
