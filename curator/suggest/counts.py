# SPDX-License-Identifier: MIT
"""The reader of counts: every count of persons in a passage, and the one count that selected words give as a whole.

What lives here: which readings of the two languages are offered, and how those that belong together are summed. What
does not: reading itself (english_counts.py, arabic_counts.py). Only persons are counted: no families, houses or bombs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from curator.domain.codebook.model import Codebook
from curator.suggest import amounts, arabic_counts, english_nouns
from curator.suggest.arabic_counts import ARABIC
from curator.suggest.arabic_persons import persons
from curator.suggest.english_counts import ENGLISH
from curator.suggest.english_numbers import NUMBER_WORDS, is_digits
from curator.suggest.english_persons import is_one, is_several
from curator.suggest.english_phrases import HARM
from curator.suggest.folding import BREAK, Words, folded_words, word_set, words_of
from curator.suggest.proposal import Passage, Proposal
from curator.suggest.readings import Reading

CONTEXT = 240  # code points read before and after the passage, to know a number's noun and the harm told beside it

_JOINTS = frozenset({",", "،", "and", "&", ";", "plus", "as", "well", "along", "together", "with", "also", "و"})
_APART = frozenset(
    ["including", "among", "whom", "(", ":", "—", "–", *folded_words("بينهم بينهن منهم منهن بينها ضمنهم")]
)  # what follows these is a part of what stands before


_ENDS = frozenset({".", ";", BREAK})  # what follows these is no longer a part
_OF_THEM = frozenset(folded_words("منهم منهن منهما"))


class CountSuggester:
    """Reads counts of persons in English and Arabic."""

    kinds: tuple[str, ...] = ("count",)

    def propose(self, passage: Passage, codebook: Codebook) -> Sequence[Proposal]:
        """Every count of the passage, in order; one person without a number only where harm is told beside."""
        words, first, last = _window(passage)
        found = [reading for reading in _read(words, first, last) if reading.harm or not reading.single]
        return [_proposal(passage, words, [reading]) for reading in found]

    def whole(self, passage: Passage, cues: Sequence[str] = ()) -> Proposal | None:
        """The one count that the passage's words give: persons named together are summed.

        Where the words tell of several counts that are no sum ("killing a guard and wounding three others"), the first
        is given and the others are its alternatives. `cues`: words, as a lexicon writes them, of the harm that is
        asked for ("wound*"): the first count of that harm is given instead. None where there is no count of persons.
        """
        words, first, last = _window(passage)
        groups = _groups(words, list(_read(words, first, last)))
        if not groups:
            return _bare(passage, words, first, last)
        asked = ENGLISH.harms_of(cues) | ARABIC.harms_of(cues)
        main = next((group for group in groups if any(one.harm in asked for one in group)), groups[0])
        proposal = _proposal(passage, words, main)
        others = [_proposal(passage, words, group) for group in groups if group is not main]
        different = tuple(other for other in others if other.values != proposal.values)
        return replace(proposal, alternatives=different)


def _window(passage: Passage) -> tuple[Words, int, int]:
    """The words of the passage and around it, and the indices where the passage's own words begin and end."""
    text = passage.text
    start, end = max(0, passage.start - CONTEXT), min(len(text), passage.end + CONTEXT)
    while 0 < start < passage.start and not text[start - 1].isspace():
        start += 1
    while passage.end < end < len(text) and not text[end].isspace():
        end -= 1
    words = words_of(text, start, end)
    return words, bisect_right(words.ends, passage.start), bisect_left(words.starts, passage.end)


def _read(words: Words, first: int, last: int) -> list[Reading]:
    """The readings of both languages whose number, quantifier or article stands in the passage."""
    found: list[Reading] = []
    for language in (ENGLISH, ARABIC):
        begin = language.back_to_qualifier(words, first)
        found += [reading for reading in language.read(words, begin, last) if reading.core <= last or reading.single]
    apart: list[Reading] = []
    for reading in sorted(found, key=lambda reading: reading.first):
        if not apart or reading.first >= apart[-1].last:
            apart.append(reading)
    return apart


def _groups(words: Words, readings: Sequence[Reading]) -> list[list[Reading]]:
    """The readings, those joined by commas and "and" together; what is only a part of what was counted is left out."""
    groups: list[list[Reading]] = []
    apart, end = False, 0
    for reading in readings:
        if not groups:
            groups, end = [[reading]], reading.last
            continue
        gap = _without_brackets(words, end, reading.first)
        if gap is None:
            continue  # a breakdown in brackets
        told = any(word in HARM or word in _ENDS for word in gap)
        apart = (apart and not told) or bool(_APART & set(gap)) or _is_dash(gap)
        if apart or _is_part(words, reading):
            end = reading.last
            continue
        if _is_joint(words, gap, reading) and not _differ(groups[-1], reading):
            groups[-1].append(reading)
        else:
            groups.append([reading])
        end = reading.last
    return groups


def _is_part(words: Words, reading: Reading) -> bool:
    """Whether the reading says itself that it is a part of others: "two of them", "most of whom"."""
    return (words.at(reading.core) == "of" and words.at(reading.core + 1) in ("them", "whom")) or (
        words.at(reading.last - 1) in _OF_THEM
    )


def _without_brackets(words: Words, first: int, last: int) -> list[str] | None:
    """The words between, without what stands in brackets; None where the bracket is still open."""
    gap: list[str] = []
    depth = 0
    for word in words.folds[first:last]:
        if word in "([":
            depth += 1
        elif word in ")]":
            depth = max(0, depth - 1)
        elif not depth:
            gap.append(word)
    return None if depth else gap


def _is_dash(gap: Sequence[str]) -> bool:
    return any(gap[at : at + 2] == ["-", "-"] for at in range(len(gap)))


def _is_joint(words: Words, gap: Sequence[str], reading: Reading) -> bool:
    if not gap:
        return words.at(reading.first).startswith("و")
    return set(gap) <= _JOINTS


def _differ(together: Sequence[Reading], reading: Reading) -> bool:
    """Whether the words tell another harm of this reading than of those before: dead are not added to wounded."""
    harms = {one.harm for one in together if one.harm}
    return bool(reading.harm and harms and reading.harm not in harms)


# Past these a noun is no longer what the words are about: "attacks by fighters".
_NO_HEAD = word_set("by of in on at from for with to against during not no including ( : —")


def _bare(passage: Passage, words: Words, first: int, last: int) -> Proposal | None:
    """Words that name persons without a number: one person, or several, of whom no figure is given."""
    for at in range(first, last):
        word, follow = words.at(at), words.at(at + 1)
        if word in _NO_HEAD or word in NUMBER_WORDS or is_digits(word) or is_digits(follow):
            return None
        if english_nouns.is_plural_thing(word) or english_nouns.describes_quoted(words, at):
            return None
        several = is_several(word) or persons(word) == 3
        if (several or is_one(word) or persons(word) == 1) and not english_nouns.is_noun_like(follow):
            amount = amounts.vague() if several else amounts.exact(1)
            return _proposal(passage, words, [Reading(at, at + 1, amount, "persons without a number", "", at + 1)])
        if arabic_counts.is_arabic(word):
            return None  # an Arabic noun phrase begins with its head
    return None


def _proposal(passage: Passage, words: Words, readings: Sequence[Reading]) -> Proposal:
    start, end = words.starts[readings[0].first], words.ends[readings[-1].last - 1]
    values = amounts.total([reading.amount for reading in readings]).values
    rule = readings[0].rule if len(readings) == 1 else "sum"
    return Proposal("count", start, end, passage.text[start:end], values, rule)
