# SPDX-License-Identifier: MIT
"""Which texts are nearly the same: shingles of five words, a sample of them for finding, all of them for telling.

What lives here: pure functions over texts, and the index over samples. What does not: which articles are looked at
(tasks), what a person says of a pair (operations).
A shingle is five words one after the other, folded: small letters, no marks, no signs. Its fingerprint is 32 bits of
the sum of its words' CRC-32, each times a number of its place (multiply-shift hashing: Dietzfelbinger et al., 1997). A
text is sampled by the fingerprints that are divisible by eight (“FracMinHash”: Irber et al., 2022), so that also an
excerpt within a longer article shares its sample with it; of short texts by four, by two, or all are taken. What the
samples find is told by all shingles: likeness is the share of the shorter one's shingles that the other one has
(containment). Whatever changes fingerprints or samples must change the format of store/near_file.py.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple
from unicodedata import combining, normalize
from zlib import crc32

from curator.shape import Frozen

WORDS = 5
NEAR = 0.7  # of the shorter text's shingles
EXCERPT, WHOLE = "excerpt", "whole"
OFTEN = 200  # a shingle that so many articles have is an agency's formula, and finds nothing
_MODULI, _ENOUGH = (8, 4, 2), 32  # the first that leaves enough shingles in the sample
_WORD = re.compile(r"\w+")
_WORDS_ONLY = bytes(
    ord(letter.lower()) if letter.isascii() and (letter.isalnum() or letter == "_") else 32
    for letter in map(chr, range(256))
)
_BITS = 64  # of a lane, one for each word: the sum of five products of 32 and 29 bits never leaves it
_BY_PLACE = 0x1B873593, 0x1E3779B1, 0x165667B1, 0x1CC9E2D1, 0x127D4EB3  # odd, below 2^29
_ALL_PLACES = sum(number << _BITS * at for at, number in enumerate(_BY_PLACE))


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


class Shingles(frozenset[int]):
    """The fingerprints of the shingles of a text, and which of them find others."""

    @cached_property
    def modulus(self) -> int:
        """By what the fingerprints in the sample are divisible."""
        return next((each for each in _MODULI if len(self) >= each * _ENOUGH), 1)

    @cached_property
    def asked(self) -> frozenset[int]:
        """Those by which others are found that are nearly the same: twice as many as the sample has, so that of a
        shorter text, of whose shingles more are in its sample, enough are met."""
        return self if self.modulus <= 2 else frozenset(each for each in self if each % (self.modulus // 2) == 0)

    @cached_property
    def sample(self) -> array[int]:
        """Those by which the text is found."""
        return array("L", [each for each in self.asked if each % self.modulus == 0])

    def put_by(self) -> PutBy:
        """The same, for keeping many of them."""
        return PutBy(self.modulus, self.sample, array("L", self))


class PutBy(NamedTuple):
    """The shingles of a text in arrays, into which Python does not look when it searches for garbage (at sets it does,
    again and again: a tenth of the time of an import)."""

    modulus: int
    sample: array[int]
    all: array[int]

    def shingles(self) -> Shingles:
        return Shingles(self.all)


def shingles(text: str) -> Shingles:
    """The fingerprint of each shingle of a text; of a text of fewer than five words, the CRC-32 of them all."""
    words = _words(text)
    if len(words) < WORDS:
        return Shingles({crc32(b" ".join(words))} if words else ())
    # One multiplication of two long numbers makes all sums: lane n of the product is that of words n-4 to n.
    lanes = int.from_bytes(array("Q", map(crc32, words)).tobytes(), sys.byteorder)
    sums = lanes * _ALL_PLACES >> _BITS // 4  # the lowest bits are the least mixed
    halves = array("I", sums.to_bytes((len(words) + WORDS - 1) * _BITS // 8, sys.byteorder))
    lower = 0 if sys.byteorder == "little" else 1
    return Shingles(halves[2 * (WORDS - 1) + lower : 2 * len(words) : 2])


def _words(text: str) -> list[bytes]:
    """The words of a text, folded."""
    if text.isascii():
        return text.encode("ascii").translate(_WORDS_ONLY).split()
    plain = normalize("NFKD", text)
    for mark in {letter for letter in {*plain} if combining(letter)}:
        plain = plain.replace(mark, "")
    return " ".join(_WORD.findall(plain.casefold())).encode("utf-8", "replace").split()


def likeness(one: Shingles, other: Shingles) -> float:
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

    def add(self, article: str, of: Shingles) -> None:
        """Take in a text, by its shingles."""
        number = len(self._articles)
        self._articles.append(article)
        self._sizes.append((len(of.sample), of.modulus))
        for each in of.sample:
            there = self._by_shingle.get(each)
            if there is None:
                self._by_shingle[each] = number
            elif isinstance(there, int):
                self._by_shingle[each] = array("L", (there, number))
            elif len(there) < OFTEN:
                there.append(number)

    def candidates(self, of: Shingles, most: int = 10) -> list[str]:
        """The articles that may be nearly the same as a text with these shingles, the likeliest first."""
        shared: Counter[int] = Counter()
        for each in self._by_shingle.keys() & of.asked:
            there = self._by_shingle[each]
            if isinstance(there, int):
                shared[there] += 1
            elif len(there) < OFTEN:
                shared.update(there)
        counts = {number: (count, *self._sizes[number]) for number, count in shared.items()}
        return [self._articles[number] for number in likely(of, counts, most)]


def likely(of: Shingles, shared: Mapping[int, tuple[int, int, int]], most: int) -> list[int]:
    """Of the texts by number with how many of the shingles that were asked for are in their samples, how many shingles
    these have, and their moduli: those that may be nearly the same, the likeliest first."""
    least_by = max(1, of.modulus // 2)
    own = {by: sum(each % by == 0 for each in of.asked) for by in (1, *_MODULI) if by >= least_by}
    found = []
    for number, (count, size, by) in shared.items():
        common = max(by, least_by)  # only shingles that are divisible by both were to be met
        least = min(own[common], size * by // common) or 1
        if count > 1 or least == 1:
            found.append((count / least, -number))
    return [-number for share, number in sorted(found, reverse=True)[:most] if share >= NEAR / 2]


def near(own: Shingles, article: str, other: Shingles) -> Near | None:
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
