# SPDX-License-Identifier: MIT
"""Numbers in digits and in English words, read from a place in a list of words.

What lives here: "2,350", "1.5 million", "two hundred and fifty", "half a dozen". What does not: what is counted.
"""

from __future__ import annotations

import re

from curator.suggest.folding import Words, split_folded

_ONES = {
    word: figure
    for figure, word in enumerate(
        split_folded(
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen"
        ),
        1,
    )
}
_TENS = {
    word: 10 * figure
    for figure, word in enumerate(split_folded("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
} | {"fourty": 40}
_LARGE = {"thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_SMALL = _ONES | _TENS
_DOZEN = {"dozen": 12, "score": 20}
_SPECIAL = {
    ("half", "a", "dozen"): 6, ("half", "dozen"): 6, ("a", "half", "dozen"): 6, ("half", "a", "million"): 500_000,
    ("a", "couple"): 2, ("a", "pair"): 2, ("a", "trio"): 3, ("a", "dozen"): 12, ("a", "score"): 20, ("both",): 2,
    ("a", "hundred"): 100, ("a", "thousand"): 1000, ("a", "million"): 1_000_000,
    ("one", "and", "a", "half", "million"): 1_500_000,
}  # fmt: skip
NUMBER_WORDS = frozenset(_SMALL) | {"hundred", "dozen", "score"} | _LARGE.keys()

_QUOTES = frozenset("\"“”«»'’‘")
_DIGITS = re.compile(r"\d+")
_GROUPED = re.compile(r"(\d{1,3})(?:[.,٬'  \u2009\u202f\u00a0]\d{3})+$")
_DECIMAL = re.compile(r"(\d+)[.,٫](\d+)$")

Number = tuple[int, int]  # the figure, and the index after its words


def is_digits(word: str) -> bool:
    return word[:1].isdigit()


def digits(word: str) -> int | None:
    """The whole number a word of digits stands for; None for decimals and what is no number."""
    if _DIGITS.fullmatch(word):
        return int(word) if len(word) <= 12 else None
    if _GROUPED.match(word) and len(word) <= 15:
        return int("".join(sign for sign in word if sign.isdigit()))
    return None


def times(word: str, factor: int) -> int | None:
    """The number in digits, a decimal perhaps, times the factor ("1.5" million): None where it is not whole."""
    decimal = _DECIMAL.match(word)
    if decimal and len(word) <= 12:
        scaled = int(decimal[1] + decimal[2]) * factor
        return scaled // 10 ** len(decimal[2]) if scaled % 10 ** len(decimal[2]) == 0 else None
    whole = digits(word)
    return whole * factor if whole is not None else None


def read(words: Words, index: int) -> Number | None:
    """The number that begins at this index, and the index after it."""
    first = words.at(index)
    for length in (5, 3, 2, 1):
        figure = _SPECIAL.get(words.phrase(index, length))
        if figure is not None:
            return figure, index + length
    if is_digits(first):
        return _after_digits(words, index)
    if first in _SMALL:
        return _in_words(words, index)
    return None


def past_quote(words: Words, index: int) -> int:
    """Past the mark that closes a quotation of one figure: "5" thousand."""
    return index + 1 if words.at(index) in _QUOTES and words.at(index - 2) in _QUOTES else index


def _after_digits(words: Words, index: int) -> Number | None:
    large = past_quote(words, index + 1)
    follow = words.at(large)
    factor = _LARGE.get(follow) or _DOZEN.get(follow) or (100 if follow == "hundred" else None)
    if factor is not None:
        figure = times(words.at(index), factor)
        return (figure, large + 1) if figure is not None else None
    figure = digits(words.at(index))
    return (figure, index + 1) if figure is not None else None


def _in_words(words: Words, index: int) -> Number:
    total, current, at = 0, 0, index
    while True:
        word = words.at(at)
        if word == "-" and words.touches(at) and words.at(at + 1) in _ONES and current % 100 >= 20:
            at += 1
        elif word in _ONES and current % 10 == 0 and (current % 100 == 0 or (current % 100 >= 20 and _ONES[word] < 10)):
            current, at = current + _ONES[word], at + 1
        elif word in _TENS and current % 100 == 0:
            current, at = current + _TENS[word], at + 1
        elif word == "hundred" and 0 < current < 100:
            current, at = current * 100, at + 1
        elif word in _LARGE and current and (not total or total % (_LARGE[word] * 1000) == 0):
            total, current, at = total + current * _LARGE[word], 0, at + 1
        elif word in _DOZEN and current and not total:
            return current * _DOZEN[word], at + 1
        elif word == "and" and words.at(at + 1) in _SMALL and (current % 100 == 0) and (current or total):
            at += 1
        else:
            return total + current, at
