# SPDX-License-Identifier: MIT
"""Which texts are nearly the same: shingles of five words, a sample of them for finding, all of them for telling.

What lives here: pure functions over texts, and the index over samples. What does not: which articles are looked at
(tasks), what a person says of a pair (operations).
A shingle is five words one after the other, folded: small letters, no marks, no signs. A text is sampled by the
shingles whose CRC-32 is divisible by four (“FracMinHash”: Irber et al., 2022), so that also an excerpt within a longer
article shares its sample with it; texts of few words give all of theirs. What the samples find is told by all shingles:
likeness is the share of the shorter one's shingles that the other one has (containment).
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable
from unicodedata import combining, normalize
from zlib import crc32

from curator.shape import Frozen

WORDS = 5
NEAR = 0.7  # of the shorter text's shingles
_SAMPLED, _ALL_OF = 4, 32
_OFTEN = 200  # a shingle that so many articles have is an agency's formula, and finds nothing
_WORD = re.compile(r"\w+")


class Near(Frozen):
    """An article whose text is nearly the same. `likeness`: from 0 to 1; `part`: one is an excerpt of the other."""

    article: str
    likeness: float
    part: bool = False


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


def sample(of: frozenset[int]) -> array[int]:
    """The shingles by which a text is found, ascending."""
    chosen = of if len(of) <= _ALL_OF else [each for each in of if each % _SAMPLED == 0]
    return array("L", sorted(chosen))


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the shorter text's shingles that the other one has, from 0 to 1."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


class NearIndex:
    """Finds among many texts those that may be nearly the same as one. It keeps samples, no texts."""

    def __init__(self) -> None:
        self._articles: list[str] = []
        self._sizes = array("L")
        self._by_shingle: dict[int, int | array[int]] = {}

    def __len__(self) -> int:
        return len(self._articles)

    def add(self, article: str, of: frozenset[int]) -> None:
        """Take in a text, by its shingles."""
        number, chosen = len(self._articles), sample(of)
        self._articles.append(article)
        self._sizes.append(len(chosen))
        for each in chosen:
            there = self._by_shingle.get(each)
            if there is None:
                self._by_shingle[each] = number
            elif isinstance(there, int):
                self._by_shingle[each] = array("L", (there, number))
            elif len(there) < _OFTEN:
                there.append(number)

    def candidates(self, of: frozenset[int], most: int = 10) -> list[str]:
        """The articles that may be nearly the same as a text with these shingles, the likeliest first."""
        # Also all shingles of a long text are asked for, so that a short one, which gave all of its own, is found.
        shared: Counter[int] = Counter()
        for each in of:
            there = self._by_shingle.get(each)
            if isinstance(there, int):
                shared[there] += 1
            elif there is not None and len(there) < _OFTEN:
                shared.update(there)
        own = max(1, len(sample(of)))
        likely = [
            (count / max(1, min(own, self._sizes[number])), -number)
            for number, count in shared.items()
            if count >= 2 or self._sizes[number] <= 2 or own <= 2
        ]
        return [self._articles[-number] for share, number in sorted(likely, reverse=True)[:most] if share >= NEAR / 2]


def near_of(text: str, texts: Iterable[tuple[str, str]]) -> list[Near]:
    """What of `texts` (id, text: of the candidates) is nearly the same as a text, the most alike first."""
    own, found = shingles(text), []
    for article, other_text in texts:
        other = shingles(other_text)
        share = likeness(own, other)
        if share >= NEAR:
            least, most = sorted((len(own), len(other)))
            found.append(Near(article, share, least < NEAR * most))
    return sorted(found, key=lambda near: (-near.likeness, near.article))
