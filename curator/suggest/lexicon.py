# SPDX-License-Identifier: MIT
"""Terms of a codebook found in words: whole words, folded, with endings left open and Arabic particles taken off.

What lives here: how a term is written and found. What does not: which terms a codebook has and what they are for
(choices.py). A term's word that ends in "*" stands for every word that begins so. Before an Arabic word, "and", a
preposition and the article may be written onto it: the term is found without them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

from curator.suggest.folding import Words, words_of

T = TypeVar("T")
_LONGEST = 60  # letters of a word whose ending is open
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


@dataclass
class _Node(Generic[T]):
    """What the terms have in common that begin with the same words: the next words, and the terms that end here."""

    exact: dict[str, _Node[T]] = field(default_factory=dict)
    open: dict[str, _Node[T]] = field(default_factory=dict)
    ends: list[tuple[Term, T]] = field(default_factory=list)

    def next(self, form: str) -> Iterator[_Node[T]]:
        """The nodes after a word that has this form."""
        if form in self.exact:
            yield self.exact[form]
        if self.open:
            for length in range(1, min(len(form), _LONGEST) + 1):
                if form[:length] in self.open:
                    yield self.open[form[:length]]


class Lexicon(Generic[T]):
    """Terms, each with what it is for."""

    def __init__(self) -> None:
        self._root: _Node[T] = _Node()

    def add(self, entry: Term, use: T) -> None:
        node = self._root
        for word, is_open in zip(entry.words, entry.open, strict=True):
            node = (node.open if is_open else node.exact).setdefault(word, _Node())
        node.ends.append((entry, use))

    def find(self, words: Words, first: int, last: int) -> Iterator[tuple[int, Term, T]]:
        """(index of the first word, term, use) of every term that lies between the two indices."""
        for at in range(first, last):
            nodes, after = list(self._next(self._root, words.folds[at])), at + 1
            while nodes:
                for node in nodes:
                    yield from ((at, entry, use) for entry, use in node.ends)
                if after >= last:
                    break
                nodes = [follow for node in nodes for follow in self._next(node, words.folds[after])]
                after += 1

    def _next(self, node: _Node[T], word: str) -> Iterator[_Node[T]]:
        if node.exact or node.open:
            for form in forms(word):
                yield from node.next(form)


@lru_cache(maxsize=65536)
def forms(word: str) -> tuple[str, ...]:
    """The folded word, and what is left of an Arabic one without particles."""
    if not "ء" <= word[:1] <= "ي":
        return (word,)
    bare = [word[len(particle) :] for particle in _PARTICLES if word.startswith(particle)]
    return tuple(dict.fromkeys([word, *(form for form in bare if len(form) > 2)]))
