# SPDX-License-Identifier: MIT
"""The numbers that words tell, as far as rules need them to ask whether a figure is right.

What lives here: words and the whole numbers in them, in English and Arabic. What does not: reading counts from an
article with their qualifiers (suggest), which is far more careful; here a number that is not understood is no number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_ENGLISH = (
    "no|zero|none", "one", "two|couple", "three", "four", "five", "six|half-dozen", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_SMALL = {
    word: number
    for number, words in enumerate(_ENGLISH)
    for word in words.split("|")
} | {
    "اثنان": 2, "اثنين": 2, "ثلاثة": 3, "ثلاث": 3, "أربعة": 4, "أربع": 4, "خمسة": 5, "خمس": 5, "ستة": 6, "ست": 6,
    "سبعة": 7, "سبع": 7, "ثمانية": 8, "ثماني": 8, "تسعة": 9, "تسع": 9, "عشرة": 10, "عشر": 10,
}  # fmt: skip
_TENS = {
    word: 10 * number
    for number, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2)
}
_TIMES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000}
_HALF_A_DOZEN = ("half", "a", "dozen")
_WORD = re.compile(r"\d+(?:[,.]\d{3})*|[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Word(NamedTuple):
    """A word or a figure, without regard to capitals, and where it stands (code points)."""

    fold: str
    start: int
    end: int


class Told(NamedTuple):
    """A number, and the words that tell it: the index of the first one and the index behind the last."""

    value: int
    first: int
    after: int


def words_in(text: str) -> list[Word]:
    """The words and figures of a text in order."""
    return [Word(found[0].casefold(), found.start(), found.end()) for found in _WORD.finditer(text)]


def numbers_told(words: Sequence[str]) -> Iterator[Told]:
    """The whole numbers in words or figures; an article (“a guard”) is none, and “dozens” is none."""
    at = 0
    while at < len(words):
        told = _read(words, at)
        if told is not None:
            yield told
        at = told.after if told is not None else at + 1


def _read(words: Sequence[str], first: int) -> Told | None:
    if tuple(words[first : first + 3]) == _HALF_A_DOZEN:
        return Told(6, first, first + 3)
    value, at = _below_hundred(words, first)
    while at < len(words) and words[at] in _TIMES:
        value, at = (1 if value is None else value) * _TIMES[words[at]], at + 1
    if value is None:
        return None
    if value >= 100 and value % 100 == 0 and at < len(words):  # “one hundred and twenty”
        more, after = _below_hundred(words, at + 1 if words[at] == "and" else at)
        if more is not None and not words[after - 1].isdigit() and words[after : after + 1] != ["hundred"]:
            value, at = value + more, after
    return Told(value, first, at)


def _below_hundred(words: Sequence[str], at: int) -> tuple[int | None, int]:
    """A figure, or a number word with the unit behind it (“twenty-five”, “twenty five”), and the index behind it."""
    if at >= len(words):
        return None, at
    word = words[at]
    if word[0].isdigit():
        return int(re.sub(r"\D", "", word)), at + 1
    if word in _SMALL:
        return _SMALL[word], at + 1
    tens, _, unit = word.partition("-")
    if tens not in _TENS or (unit and not 0 < _SMALL.get(unit, 0) < 10):
        return None, at
    if unit:
        return _TENS[tens] + _SMALL[unit], at + 1
    after = _SMALL.get(words[at + 1], 0) if at + 1 < len(words) else 0
    return (_TENS[tens] + after, at + 2) if 0 < after < 10 else (_TENS[tens], at + 1)
