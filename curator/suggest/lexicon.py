# SPDX-License-Identifier: MIT
"""Terms of a codebook found in words: whole words, folded, with endings left open and Arabic particles taken off.

What lives here: how a term is written and found. What does not: which terms a codebook has and what they are for
(choices.py). A term's word that ends in "*" stands for every word that begins so. Before an Arabic word, "and", a
preposition and the article may be written onto it: the term is found without them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from curator.suggest.folding import Words, words_of

T = TypeVar("T")
_STEM = 3  # letters by which open first words are kept
_PARTICLES = ("وال", "بال", "فال", "كال", "ولل", "وبال", "ال", "لل", "و", "ف", "ب", "ل", "ك")


@dataclass(frozen=True)
class Term:
    """The folded words of a term; `open[i]`: the i-th may go on."""

    words: tuple[str, ...]
    open: tuple[bool, ...]

    @property
    def weight(self) -> tuple[int, int]:
        """How much a term says: the number of its words, then of their letters."""
        return len(self.words), sum(map(len, self.words))


def term(written: str) -> Term | None:
    """The term as a lexicon writes it ("car bomb*"); None where it has no letters or digits."""
    words = words_of(written)
    found: list[tuple[str, bool]] = []
    for index, word in enumerate(words.folds):
        if word == "*" and found and words.touches(index):
            found[-1] = (found[-1][0], True)
        elif word[0].isalnum() or found:
            found.append((word, False))
    return Term(tuple(word for word, _ in found), tuple(is_open for _, is_open in found)) if found else None


class Lexicon(Generic[T]):
    """Terms, each with what it is for."""

    def __init__(self) -> None:
        self._exact: dict[str, list[tuple[Term, T]]] = defaultdict(list)
        self._open: dict[str, list[tuple[Term, T]]] = defaultdict(list)

    def add(self, entry: Term, use: T) -> None:
        first = entry.words[0]
        if entry.open[0]:
            self._open[first[:_STEM]].append((entry, use))
        else:
            self._exact[first].append((entry, use))

    def find(self, words: Words, first: int, last: int) -> Iterator[tuple[int, Term, T]]:
        """(index of the first word, term, use) of every term that lies between the two indices."""
        for at in range(first, last):
            for form in forms(words.folds[at]):
                for entry, use in self._at(form):
                    if at + len(entry.words) <= last and _goes_on(words, at, entry):
                        yield at, entry, use

    def _at(self, form: str) -> Iterator[tuple[Term, T]]:
        yield from self._exact.get(form, ())
        for length in range(1, _STEM + 1):
            for entry, use in self._open.get(form[:length], ()) if len(form) >= length else ():
                if form.startswith(entry.words[0]):
                    yield entry, use


@lru_cache(maxsize=65536)
def forms(word: str) -> tuple[str, ...]:
    """The folded word, and what is left of an Arabic one without particles."""
    if not "ء" <= word[:1] <= "ي":
        return (word,)
    bare = [word[len(particle) :] for particle in _PARTICLES if word.startswith(particle)]
    return tuple(dict.fromkeys([word, *(form for form in bare if len(form) > 2)]))


def _goes_on(words: Words, at: int, entry: Term) -> bool:
    return all(
        any(form == word or (is_open and form.startswith(word)) for form in forms(words.folds[at + index]))
        for index, (word, is_open) in enumerate(zip(entry.words, entry.open, strict=True))
        if index
    )
