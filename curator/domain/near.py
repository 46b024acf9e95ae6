# SPDX-License-Identifier: MIT
"""Which texts are nearly the same: shingles of five words, a sample of them for finding, all of them for telling.

What lives here: pure functions over texts, and the index over samples. What does not: which articles are looked at
(tasks), what a person says of a pair (operations).
A shingle is five words one after the other, folded: small letters, no marks, no signs. A text is sampled by the
shingles whose CRC-32 is divisible by eight (“FracMinHash”: Irber et al., 2022), so that also an excerpt within a longer
article shares its sample with it; of short texts by four, by two, or all are taken. What the samples find is told by
all shingles: likeness is the share of the shorter one's shingles that the other one has (containment).
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from unicodedata import combining, normalize
from zlib import crc32

from curator.shape import Frozen

WORDS = 5
NEAR = 0.7  # of the shorter text's shingles
EXCERPT, WHOLE = "excerpt", "whole"
OFTEN = 200  # a shingle that so many articles have is an agency's formula, and finds nothing
_MODULI, _ENOUGH = (8, 4, 2), 32  # the first that leaves enough shingles in the sample
_WORD = re.compile(r"\w+")


class Near(Frozen):
    """An article whose text is nearly the same as one that was asked for. `likeness`: the share of the shorter text
    that the other one has, from 0 to 1; `part`: EXCERPT where the one asked for is a part of it, WHOLE where it is a
    part of the one asked for, "" where both are about as long."""

    article: str
    likeness: float
    part: str = ""

    def from_there(self, article: str) -> Near:
        """The same, seen from the other one, of the one that was asked for."""
        return Near(article, self.likeness, {EXCERPT: WHOLE, WHOLE: EXCERPT}.get(self.part, ""))


def shingles(text: str) -> frozenset[int]:
    """The CRC-32 of each shingle of a text; of a text of fewer than five words, the one of them all."""
    words = _WORD.findall(_folded(text))
    if len(words) < WORDS:
        return frozenset({crc32(" ".join(words).encode("utf-8", "replace"))} if words else ())
    whole = [word.encode("utf-8", "replace") for word in words]
    joined = zip(*(whole[at:] for at in range(WORDS)), strict=False)
    return frozenset(crc32(b" ".join(five)) for five in joined)


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    return "".join(letter for letter in normalize("NFKD", text) if not combining(letter)).casefold()


def modulus(of: frozenset[int]) -> int:
    """By what the shingles of a text's sample are divisible."""
    return next((each for each in _MODULI if len(of) >= each * _ENOUGH), 1)


def sample(of: frozenset[int]) -> array[int]:
    """The shingles by which a text is found, ascending."""
    by = modulus(of)
    return array("L", sorted(of if by == 1 else [each for each in of if each % by == 0]))


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the shorter text's shingles that the other one has, from 0 to 1."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


class NearIndex:
    """Finds among many texts those that may be nearly the same as one. It keeps samples, no texts."""

    def __init__(self) -> None:
        self._articles: list[str] = []
        self._sizes: list[tuple[int, int]] = []  # of the sample, and its modulus
        self._by_shingle: dict[int, int | array[int]] = {}

    def __len__(self) -> int:
        return len(self._articles)

    def add(self, article: str, of: frozenset[int]) -> None:
        """Take in a text, by its shingles."""
        number, chosen = len(self._articles), sample(of)
        self._articles.append(article)
        self._sizes.append((len(chosen), modulus(of)))
        for each in chosen:
            there = self._by_shingle.get(each)
            if there is None:
                self._by_shingle[each] = number
            elif isinstance(there, int):
                self._by_shingle[each] = array("L", (there, number))
            elif len(there) < OFTEN:
                there.append(number)

    def candidates(self, of: frozenset[int], most: int = 10) -> list[str]:
        """The articles that may be nearly the same as a text with these shingles, the likeliest first."""
        shared: Counter[int] = Counter()
        for each in asked(of):
            there = self._by_shingle.get(each)
            if isinstance(there, int):
                shared[there] += 1
            elif there is not None and len(there) < OFTEN:
                shared.update(there)
        counts = {number: (count, *self._sizes[number]) for number, count in shared.items()}
        return [self._articles[number] for number in likely(of, counts, most)]


def asked(of: frozenset[int]) -> list[int]:
    """The shingles by which others are found that are nearly the same as a text: twice as many as its sample has, so
    that of a shorter one, of whose shingles more are in its sample, enough are met."""
    by = max(1, modulus(of) // 2)
    return [*of] if by == 1 else [each for each in of if each % by == 0]


def likely(of: frozenset[int], shared: Mapping[int, tuple[int, int, int]], most: int) -> list[int]:
    """Of the texts by number with how many of the shingles that were asked for are in their samples, how many shingles
    these have, and their moduli: those that may be nearly the same, the likeliest first."""
    least_by = max(1, modulus(of) // 2)
    own = {by: sum(each % by == 0 for each in of) for by in {max(least_by, by) for _, _, by in shared.values()}}
    found = []
    for number, (count, size, by) in shared.items():
        common = max(by, least_by)  # only shingles that are divisible by both were to be met
        least = max(1, min(own[common], size * by // common))
        if count >= min(2, least):
            found.append((count / least, -number))
    return [-number for share, number in sorted(found, reverse=True)[:most] if share >= NEAR / 2]


def near(own: frozenset[int], article: str, other: frozenset[int]) -> Near | None:
    """What an article with these shingles is to a text with its own; None where it is another report."""
    share = likeness(own, other)
    if share < NEAR:
        return None
    part = EXCERPT if len(own) < NEAR * len(other) else WHOLE if len(other) < NEAR * len(own) else ""
    return Near(article, share, part)


def near_of(text: str, texts: Iterable[tuple[str, str]]) -> list[Near]:
    """What of `texts` (id, text: of the candidates) is nearly the same as a text, the most alike first."""
    own = shingles(text)
    return nearest(near(own, article, shingles(other)) for article, other in texts)


def nearest(found: Iterable[Near | None]) -> list[Near]:
    """What was found, the most alike first."""
    return sorted((one for one in found if one is not None), key=lambda one: (-one.likeness, one.article))
