# SPDX-License-Identifier: MIT
"""Noun phrases of English that name persons: where they end, and which word is their head.

What lives here: the rules for phrases of one person and of several. What does not: the numbers before them and the harm
beside them (english_counts.py), which words name persons (english_persons.py).
"""

from __future__ import annotations

from curator.suggest import english_numbers
from curator.suggest.count_grammar import Unit
from curator.suggest.english_persons import ADJECTIVES, HARMED, MODIFYING, NO_PLURALS, THINGS, is_one, is_several
from curator.suggest.english_phrases import ADVERBS, HARM, STOPS, TIMES
from curator.suggest.folding import Words

_QUOTES = frozenset('"“«„')


def noun_phrase(words: Words, index: int, figure: int) -> Unit | None:
    """A noun phrase of at most eight words whose head is a person word: the index after it."""
    singular: int | None = None
    for at in range(index, index + 9):
        word = words.at(at)
        follow = words.at(at + 1)
        if figure == 1 and is_several(word) and word not in HARMED and word not in MODIFYING:
            break
        if is_several(word) and not (word in MODIFYING and is_noun_like(follow)):
            if follow in ("'", "’") or follow in THINGS:
                return None
            return _widened(words, at + 1), HARMED.get(word, "")
        if figure == 1 and is_one(word):
            singular = at
        elif is_plural_thing(word):
            break
        elif word in ("-", "and", ",") and at > index:
            if word != "-" and not _joins(words, at):
                break
        elif word in STOPS or word in TIMES or not word[:1].isalpha():
            break
        elif singular is not None and word in THINGS:
            return None
    return (singular + 1, "") if singular is not None and _is_head(words, singular) else None


def is_plural_thing(word: str) -> bool:
    """Whether the word looks like the plural of something else, which then is what the number counts."""
    return (
        word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 4
        and word not in NO_PLURALS and not is_several(word)
    )  # fmt: skip


def _joins(words: Words, at: int) -> bool:
    """Whether a sign or "and" joins two adjectives of one noun: "military and civilian personnel"."""
    return not is_one(words.at(at - 1)) and words.at(at + 1) not in STOPS and is_several(words.at(at + 2))


def is_noun_like(word: str) -> bool:
    """Whether an English word may be a noun or adjective: no word that ends a noun phrase, no word of harm."""
    return word[:1].isalpha() and word.isascii() and word not in STOPS and word not in HARM and word not in ADVERBS


def _is_head(words: Words, at: int) -> bool:
    follow = words.at(at + 1)
    if describes_quoted(words, at):
        return False
    if words.at(at) in ADJECTIVES and is_noun_like(follow):
        return False  # "a major operation", "a civilian population"
    return follow not in THINGS and not (follow in ("'", "’") and words.at(at + 2) == "s")


def describes_quoted(words: Words, at: int) -> bool:
    """Whether the word tells what kind of thing is named in quotation marks behind it: an ultraleftist "squad"."""
    quoted = words.at(at + 1) in _QUOTES and words.touches(at + 2)
    return quoted and words.at(at).endswith(("ist", "ian"))


def _widened(words: Words, last: int) -> int:
    """Past "and civilians" after "soldiers": one number for both."""
    while words.at(last) in ("and", "or") and is_several(words.at(last + 1)):
        last += 2
    return last


def more_of_them(words: Words, index: int) -> Unit | None:
    """The index after "more people", "others", or "more" alone."""
    if words.at(index) == "others":
        return index + 1, ""
    noun = noun_phrase(words, index + 1, 2)
    if noun is not None:
        return noun
    follow = words.at(index + 1)
    return (index + 1, "") if follow in STOPS or not follow[:1].isalpha() else None


def one_noun(words: Words, index: int, known: frozenset[str] | None = None) -> int | None:
    """The index after a noun phrase whose head is one person; ages ("34-year-old") may stand before it."""
    found: int | None = None
    for at in range(index, index + 9):
        word = words.at(at)
        if is_one(word) or (known is not None and word in known):
            found = at
        elif _is_age(words, at):
            continue
        elif word in STOPS or word in TIMES or not word[:1].isalpha() or is_several(word):
            break
        elif word in THINGS and found is not None:
            return None
        elif found is not None:
            break
    if found is None or not _is_head(words, found) or (known is not None and words.at(found) not in known):
        return None
    return found + 1


def _is_age(words: Words, at: int) -> bool:
    """Whether the word is a part of "34-year-old"."""
    word = words.at(at)
    if english_numbers.is_digits(word):
        return words.at(at + 1) == "-" and words.at(at + 2) in TIMES
    return word == "-" or (word in ("year", "years", "old") and words.at(at - 1) == "-")
