# SPDX-License-Identifier: MIT
"""Finding among a few hundred texts as one types: words in any order, each the beginning of a word.

What lives here: whether and how well a text is found. What does not: finding in articles (reader/find.py) and in
projects (store).
"""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words of a text without case and accents; what is no word (?, ]) stands for itself where there is nothing
    else."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    return _WORD.findall(plain) or plain.split()


def found(wanted: str, text: str) -> tuple[int, int] | None:
    """How well `wanted` is found in `text`, the less the better; None where one of its words is not. Nothing wanted is
    found everywhere alike. First come texts that begin as `wanted` does, then those where the words stand early."""
    asked, there = words_of(wanted), words_of(text)
    places = [next((at for at, word in enumerate(there) if word.startswith(each)), -1) for each in asked]
    if -1 in places:
        return None
    return int(places != list(range(len(places)))), sum(places)
