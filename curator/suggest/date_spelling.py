# SPDX-License-Identifier: MIT
"""Text in one spelling: small letters, plain Arabic letters without marks, Western digits, with the way back.

What lives here: the folding and the places it came from. What does not: which words mean something (date_words.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# Marks that a writer may set or leave: vowel marks, the small alif, the stretching stroke, marks of direction.
_MARKS = re.compile("[\u064b-\u0652\u0670\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff]")
_FOLDED = {ord(one): other for one, other in zip("أإآٱىةک", "اااايهك", strict=True)}
_FOLDED |= {ord("٠") + digit: str(digit) for digit in range(10)}
_FOLDED |= {ord("۰") + digit: str(digit) for digit in range(10)}
_FOLDED |= {ord("ی"): "ي", ord("’"): "'", ord("‘"): "'", ord("،"): ",", ord("؛"): ";", ord("٫"): "."}
_FOLDED |= {ord(dash): "-" for dash in "‐‑‒–—−"}


@dataclass(frozen=True)
class Folded:
    """The folded text of `text[start:end]`; `places` are the code points each of its characters came from."""

    text: str
    places: Sequence[int]  # one more than there are characters: the end of the last


def fold(text: str, start: int, end: int) -> Folded:
    """Fold a part of a text. The result never has more characters than the part."""
    part = text[start:end]
    small = part.lower()
    if len(small) != len(part):  # a capital letter with more than one small one
        small = "".join(char.lower() if len(char.lower()) == 1 else char for char in part)
    folded = small.translate(_FOLDED)
    if not _MARKS.search(folded):
        return Folded(folded, range(start, end + 1))
    marks = {start + mark.start() for mark in _MARKS.finditer(folded)}
    kept = [place for place in range(start, end) if place not in marks]
    return Folded(_MARKS.sub("", folded), [*kept, end])
