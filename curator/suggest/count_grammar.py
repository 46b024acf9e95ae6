# SPDX-License-Identifier: MIT
"""How counts of persons are read, whatever the language: going through the words, qualifiers, ranges, the harm told.

What lives here: the mechanism that the grammars of all languages share. What does not: the words and the rules of a
language (english_counts.py, arabic_counts.py, *_phrases.py), choosing among readings and summing them (counts.py).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from curator.suggest import amounts
from curator.suggest.amounts import Amount
from curator.suggest.folding import Words, fold
from curator.suggest.readings import Reading

Phrase = tuple[str, ...]
Unit = tuple[int, str]  # the index after the persons counted, and the harm that their word tells ("" for none)


def always(words: Words, at: int) -> bool:
    """Where a language has no rule of its own."""
    return True


@dataclass(frozen=True)
class CountGrammar:
    """The tables of a language and the rules that are its own; indices count words.

    `qualifiers`: what stands before a number ("at least"), at most `longest` words. `harms`: the kind of harm that a
    word tells. `number(words, at)`: the figure that begins there and the index after it. `is_number(words, at)`:
    whether a figure there is one, no part of a name or sum. `elliptic(words, at, index)`: what a number from `at` to
    `index` counts where no noun follows. `harm(words, first, last)`: the harm told beside these words.
    `begins(words, at)`: the count that begins there. `stands_free(words, at)`: whether a noun there is a person of its
    own; asked of one person without a number, unless the words to read begin there.
    """

    qualifiers: Mapping[Phrase, str]
    longest: int
    harms: Mapping[str, str]
    number: Callable[[Words, int], tuple[int, int] | None]
    is_number: Callable[[Words, int], bool]
    elliptic: Callable[[Words, int, int], Unit | None]
    harm: Callable[[Words, int, int], str]
    begins: Callable[[Words, int], Reading | None]
    stands_free: Callable[[Words, int], bool] = always

    # ---- what a reader of counts asks

    def read(self, words: Words, first: int = 0, last: int | None = None) -> Iterator[Reading]:
        """The counts of persons that begin between the two indices, in order; none lies within another."""
        at, end = first, len(words) if last is None else last
        while at < end:
            reading = self.begins(words, at)
            if reading is None or (reading.single and at > first and not self.stands_free(words, at)):
                at += 1
                continue
            yield reading
            at = max(reading.last, at + 1)

    def harms_of(self, cues: Sequence[str]) -> set[str]:
        """The kinds of harm that words tell, written as in a lexicon ("kill*")."""
        stems = [(fold(cue.rstrip("*")), cue.endswith("*")) for cue in cues]
        return {
            harm for word, harm in self.harms.items() for stem, go_on in stems
            if word == stem or (go_on and word.startswith(stem))
        }  # fmt: skip

    def back_to_qualifier(self, words: Words, index: int) -> int:
        """Where the qualifier begins that ends right before this index; the index itself without one."""
        for length in range(self.longest, 0, -1):
            if index >= length and words.phrase(index - length, length) in self.qualifiers:
                return index - length
        return index

    # ---- what the rules of a language are made of

    def qualifier(self, words: Words, at: int) -> tuple[str, int]:
        """What qualifies a number, and the index after it; "exact" where nothing does."""
        for length in range(self.longest, 0, -1):
            found = self.qualifiers.get(words.phrase(at, length))
            if found is not None:
                return found, at + length
        return "exact", at

    def figure(self, words: Words, index: int) -> tuple[int, int] | None:
        """A figure that may be one of persons, and the index after it."""
        found = self.number(words, index)
        if found is None or not self.is_number(words, index) or found[0] > amounts.MOST:
            return None
        return found

    def other_end(self, words: Words, figure: int, index: int) -> tuple[Amount, int] | None:
        """The range from the figure to a greater one at this index ("10 to 15"), and the index after it."""
        other = self.number(words, index)
        if other is None or not figure < other[0] <= amounts.MOST:
            return None
        return amounts.between(figure, other[0]), other[1]

    def counted(self, words: Words, at: int, unit: Unit, amount: Amount, rule: str, core: int) -> Reading:
        """So many of these persons, with the harm their word tells, else the words beside."""
        last, harm = unit
        return Reading(at, last, amount, rule, harm or self.harm(words, at, last), core)

    def quantified(self, words: Words, at: int, index: int, low: int | None, unit: Unit | None) -> Reading | None:
        """A vague quantity up to `index` ("dozens"), at least `low`; without persons only where that tells a number."""
        if unit is None and low is not None:
            unit = self.elliptic(words, at, index)
        return None if unit is None else self.counted(words, at, unit, amounts.vague(low), "quantifier", index)

    def harm_in(self, words: Words, indices: Iterable[int], ends: Collection[str]) -> str:
        """The first harm told at these indices, one after the other, before a word that ends the search."""
        for at in indices:
            word = words.at(at)
            if word in ends:
                break
            if word in self.harms:
                return self.harms[word]
        return ""
