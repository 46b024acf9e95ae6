# SPDX-License-Identifier: MIT
"""Words as they are compared: case, marks, and the spellings of Arabic letters and digits made one.

What lives here: folding one string, and the words of a text with their folded form and their place. What does not:
what words mean (numbers, persons, choices). Folding changes lengths, so places always come from the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

# Letters that Arabic, Persian and Urdu keyboards and writers use for one another; the tatweel only stretches a line.
_LETTERS = str.maketrans({"ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ٱ": "ا", "ـ": "", "’": "'", "ʼ": "'"})
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"

# A number with its separators (a space only between whole groups of three), U.S., a word, a blank line, a sign.
_TOKEN = re.compile(
    r"\d+(?:[.,٬٫'’]\d+|[ \u00a0\u2009\u202f]\d{3}(?!\d))*(?!\w)"
    r"|(?:[A-Za-z]\.){2,}"
    r"|[وفبلك](?=\d)"
    rf"|[^\W_][\w{_MARKS}]*"
    r"|\n[ \t\r\u00a0]*\n\s*"
    r"|[^\s]"
)
BREAK = "¶"  # the folded form of a blank line


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text without case and marks, with one spelling for the letters and digits that are written in several."""
    if text.isascii():
        return text.casefold()
    # The decomposed form parts a hamza or madda from its carrier, so that it falls with the marks.
    parted = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in parted if not unicodedata.combining(letter))
    digits = "".join(str(unicodedata.decimal(letter, letter)) for letter in plain)
    return digits.translate(_LETTERS).casefold()


@dataclass(frozen=True)
class Words:
    """The words and signs of a text: `folds[i]` stands at `text[starts[i]:ends[i]]`, in code points."""

    starts: Sequence[int]
    ends: Sequence[int]
    folds: Sequence[str]

    def __len__(self) -> int:
        return len(self.folds)

    def at(self, index: int) -> str:
        """The folded word at this index; "" beyond either end."""
        return self.folds[index] if 0 <= index < len(self.folds) else ""

    def touches(self, index: int) -> bool:
        """Whether nothing stands between this word and the one before it."""
        return 0 < index < len(self.folds) and self.starts[index] == self.ends[index - 1]

    def phrase(self, index: int, length: int) -> tuple[str, ...]:
        """So many folded words from this index on; () where there are fewer."""
        return tuple(self.folds[index : index + length]) if index + length <= len(self.folds) else ()

    def matches(self, index: int, phrase: Sequence[str]) -> bool:
        """Whether the words from this index on are the phrase."""
        return self.phrase(index, len(phrase)) == tuple(phrase)


def words_of(text: str, start: int = 0, end: int | None = None) -> Words:
    """The words and signs of `text[start:end]`, with their places in the text."""
    starts, ends, folds = [], [], []
    for token in _TOKEN.finditer(text, start, len(text) if end is None else end):
        starts.append(token.start())
        ends.append(token.end())
        folds.append(BREAK if token[0][0] == "\n" else fold(token[0]))
    return Words(starts, ends, folds)


def folded_words(phrase: str) -> tuple[str, ...]:
    """The folded words of a phrase of a lexicon."""
    return tuple(words_of(phrase).folds)


def split_folded(lines: str) -> Iterator[str]:
    """The folded words of a table that is written as words between spaces."""
    return (fold(word) for word in lines.split())


def word_set(lines: str) -> frozenset[str]:
    """The set of the folded words of such a table."""
    return frozenset(split_folded(lines))
