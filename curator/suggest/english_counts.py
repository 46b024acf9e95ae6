# SPDX-License-Identifier: MIT
"""Counts of persons in English: number, quantifier and noun; "no one was hurt"; one person; vague quantities.

What lives here: the rules of English. What does not: what all languages share (count_grammar.py), choosing among
counts and summing them (counts.py), number words (english_numbers.py), where a noun phrase ends (english_nouns.py).
"""

from __future__ import annotations

from curator.suggest import amounts, english_numbers
from curator.suggest.amounts import Amount
from curator.suggest.count_grammar import CountGrammar, Unit
from curator.suggest.english_nouns import more_of_them, noun_phrase, one_noun
from curator.suggest.english_persons import GROUPS, KIN, THINGS
from curator.suggest.english_phrases import (
    ADVERBS,
    AFTER,
    AGED,
    AUXILIARY,
    BEFORE,
    FILLERS,
    FRACTIONS,
    HARM,
    HARMS_NOUNS,
    JOINTS,
    KILLED_OF,
    LONGEST,
    RATES,
    STOPS,
    TIMES,
    TOLL,
    VAGUE,
)  # fmt: skip
from curator.suggest.folding import BREAK, Words, word_set
from curator.suggest.readings import Reading

_STARTERS = (
    frozenset(phrase[0] for phrase in (*BEFORE, *VAGUE))
    | english_numbers.NUMBER_WORDS
    | word_set("half both a an another his her their no nobody none not without neither from between one")
    | frozenset({"did", "didn", "single"})
)


def _read_at(words: Words, at: int) -> Reading | None:
    word = words.folds[at]
    if word not in _STARTERS and not english_numbers.is_digits(word):
        return None
    return _none(words, at) or _counted(words, at) or _some(words, at) or _single(words, at)


def _counted(words: Words, at: int, nested: bool = False) -> Reading | None:
    """A number, its qualifier before or after, and the persons it counts; `nested`: "of the more than 30 who"."""
    qualifier, index = ENGLISH.qualifier(words, at)
    opening = words.at(index)
    if qualifier == "exact" and opening == "between":
        index += 1
    index = _skip_fillers(words, index) if index > at else index
    first = ENGLISH.figure(words, index)
    if first is None:
        return None
    figure, index = first
    amount, index = _second(words, figure, index, qualifier)
    if opening == "between" and amount.qualifier != "range":
        return None
    after = AFTER.get(words.phrase(index, 2), "")
    if after:
        amount, index = amounts.qualified(figure, after), index + 2
    if words.at(index) == "-" and words.at(index + 1) in TIMES:
        return None  # "72-year-old"
    unit = _unit(words, index, figure, nested) or _elliptic(words, at, index)
    if unit is None or _is_rate(words, unit[0]):
        return None
    last, harm = unit
    if words.matches(last, ("at", "least")):
        amount, last = amounts.qualified(figure, "at_least"), last + 2
    return ENGLISH.counted(words, at, (last, harm), amount, "number", index)


def _is_rate(words: Words, index: int) -> bool:
    """Whether "of every 100", "per 1,000", "in every ten" follows: a rate counts nobody."""
    if words.matches(index, ("out", "of")):
        return english_numbers.is_digits(words.at(index + 2)) or words.at(index + 2) in RATES
    start = index + (words.at(index) in ("of", "in", "for"))
    return words.at(start) in RATES and english_numbers.read(words, start + 1) is not None


def _skip_fillers(words: Words, index: int) -> int:
    while words.at(index) in FILLERS:
        index += 1
    return index


def _free_before(words: Words, index: int) -> bool:
    """Whether the number is no part of a name, a sum of money, a fraction or a longer sign (M-19, $50, No. 4)."""
    before = words.at(index - 1)
    if before in ("$", "£", "€", "#", "no", "channel", "number", "route", "article", "highway", "chapter", "group"):
        return before == "no" and words.at(index - 2) in ("with", "and")
    if before in RATES or before in AGED or (before == "." and words.at(index - 2) in ("no", "nr")):
        return False
    if before == "," and words.at(index + 1) == "," and words.at(index - 2)[:1].isalpha():
        return False  # "Juan Diaz, 34, was killed": an age
    if _is_whole_of_a_part(words, index - 1):
        return False
    return not (before in ("-", "/", ".", ":") and words.touches(index))


def _is_whole_of_a_part(words: Words, index: int) -> bool:
    """Whether "half of the", "10 percent of" or "one in" ends at this index: not all that follow are meant."""
    if words.at(index) == "in":
        return words.at(index - 1) in english_numbers.NUMBER_WORDS or english_numbers.is_digits(words.at(index - 1))
    while words.at(index) in ("the", "about", "some", "more", "than", "all", "nearly", "those"):
        index -= 1
    return words.at(index) == "of" and words.at(index - 1) in FRACTIONS


def _second(words: Words, figure: int, index: int, qualifier: str) -> tuple[Amount, int]:
    """The other end of "10 to 15", "10-15", "two or three", "between 10 and 15"; else the figure qualified."""
    joint = words.at(index)
    if joint in ("to", "-", "–", "or", "and"):
        begun = words.at(index - 2) == "between" or words.at(index - 3) == "between"
        other = ENGLISH.other_end(words, figure, index + 1) if joint != "and" or begun else None
        if other is not None:
            return other
    return amounts.qualified(figure, qualifier), index


def _unit(words: Words, index: int, figure: int, nested: bool = False) -> Unit | None:
    """The index after the persons counted and the harm their word tells; None where they are no persons."""
    if words.at(index) == "-" and words.touches(index):
        return None
    if words.at(index) in ("more", "other", "others"):
        return more_of_them(words, index)
    if words.at(index) == "of":
        return _part(words, index + 1, nested)
    if words.at(index) == "who":
        return index, ""
    return noun_phrase(words, index, figure)


def _part(words: Words, index: int, nested: bool = False) -> Unit | None:
    """ "of its nationals", "of them", "of the enemy", "of the more than 1,000 who"."""
    if words.at(index) in ("them", "whom", "us"):
        return index + 1, ""
    start = index
    while words.at(index) in ("the", "its", "his", "her", "their", "our", "these", "those", "other", "all"):
        index += 1
    inner = _counted(words, index, nested=True) if index - start <= 3 and not nested else None
    if inner is not None:
        return inner.last, inner.harm
    if words.at(index) in ("enemy", "those"):
        return index + 1, ""
    return noun_phrase(words, index, 2)


def _elliptic(words: Words, at: int, index: int) -> Unit | None:
    """A number alone beside words of harm: "12 were wounded", "killing 21", "the toll rose to 21"."""
    last = index
    while words.at(last) in AUXILIARY or words.at(last) in ADVERBS:
        last += 1
    harm = HARM.get(words.at(last), "")
    if harm and (last > index or _counts_harmed(words, at, last)):
        return index, harm
    follow = words.at(index)
    if (follow[:1].isalpha() and follow not in STOPS) or follow in TIMES or follow in ("%", "percent", "per"):
        return None
    before = words.at(at - 1)
    if before in HARM and before not in ("dead", "death"):
        return index, HARM[before]
    if before == "to" and any(words.at(at - back) in TOLL for back in range(2, 7)):
        return index, ""
    return None


def _counts_harmed(words: Words, at: int, harm: int) -> bool:
    """Whether "12 killed" are twelve killed, not what battalion 12 did."""
    before = words.at(at - 1)
    named = before[:1].isalpha() and before not in STOPS and before not in HARM
    return not named and words.at(harm) not in ("die", "kill", "arrest", "seized", "shot", "death")


def _some(words: Words, at: int) -> Reading | None:
    """ "dozens of protesters", "several men", "hundreds were arrested"."""
    _, start = ENGLISH.qualifier(words, at)
    start = start if any(words.phrase(start, size) in VAGUE for size in (1, 2, 3)) else at
    for length in (3, 2, 1):
        phrase = words.phrase(start, length)
        if phrase not in VAGUE or words.at(start - 1) == "how":
            continue
        index = start + length
        low = VAGUE[phrase]
        inner = _inner(words, index) if phrase[-1] in GROUPS else None
        if inner is not None:
            return Reading(at, inner.last, inner.amount, "group of", inner.harm, inner.core)
        reading = ENGLISH.quantified(words, at, index, low, _unit(words, index, 2))
        if reading is not None:
            return reading
    return None


def _inner(words: Words, index: int) -> Reading | None:
    return _counted(words, index + 1) if words.at(index) == "of" else None


def _single(words: Words, at: int) -> Reading | None:
    """ "a border guard", "another engineer", "his son": one person, only beside harm where offered unasked."""
    article = words.at(at)
    if words.at(at - 1) == "not":
        return None
    if article in ("a", "an", "another") and not (article == "a" and words.at(at + 1) == "."):
        if words.at(at + 1) in GROUPS:
            return None
        noun = one_noun(words, at + 1) or (_another_harmed(words, at) if article == "another" else None)
    elif article in ("his", "her", "their"):
        noun = one_noun(words, at + 1, KIN)
    elif words.at(at) == "one" and words.at(at + 1) == "of":
        return None
    else:
        return None
    if noun is None:
        return None
    harm = _harm_around(words, at, noun)
    return Reading(at, noun, amounts.exact(1), "one person", harm, noun, single=True)


def _another_harmed(words: Words, at: int) -> int | None:
    """ "one was killed and another wounded": the index after "another", which is done harm, not doing it."""
    last = at + 1
    while words.at(last) in AUXILIARY or words.at(last) in ADVERBS:
        last += 1
    done = words.at(last) in HARM and words.at(last).endswith(("ed", "t", "n"))
    return at + 1 if done and words.at(last + 1) in _BEHIND_HARM else None


_BEHIND_HARM = frozenset(
    (".", ",", ";", "and", "in", "during", "by", "when", "while", "on", "at", "as", "after", BREAK, "")
)


def _none(words: Words, at: int) -> Reading | None:
    """ "no one was hurt", "no casualties", "none of the passengers was hurt", "without casualties"."""
    word = words.at(at)
    zero = amounts.exact(0)
    if word in ("nobody", "none") or words.matches(at, ("no", "one")) or words.matches(at, ("not", "one")):
        start = at + (1 if word in ("nobody", "none") else 2)
        unit = _part(words, start + 1) if words.at(start) == "of" else (start, "")
        harm = _harm_after(words, unit[0], 6) if unit is not None else ""
        return Reading(at, unit[0], zero, "nobody", harm, unit[0]) if unit is not None and harm else None
    if word in ("no", "without") or (word == "not" and words.at(at + 1) in ("any", "a")):
        return _no_noun(words, at)
    return None


def _no_noun(words: Words, at: int) -> Reading | None:
    index = at + 1
    while words.at(index) in ("any", "a", "single", "causing", "further", "personal", "human", "civilian", "fatal"):
        index += 1
    zero = amounts.exact(0)
    if words.at(index) in HARMS_NOUNS or (words.matches(index, ("loss", "of", "life"))):
        last = index + (3 if words.at(index) == "loss" else 1)
        return Reading(at, last, zero, "no casualties", "", last) if words.at(last) not in THINGS else None
    if words.at(at) == "without":
        return None
    unit = noun_phrase(words, index, 1) or noun_phrase(words, index, 2)
    harm = _harm_after(words, unit[0], 12) if unit is not None else ""
    return Reading(at, unit[0], zero, "no persons", harm, unit[0]) if unit is not None and harm else None


def _harm_after(words: Words, index: int, reach: int) -> str:
    """The harm told within this many words, in the same sentence."""
    return ENGLISH.harm_in(words, range(index, index + reach), _CLAUSE_ENDS)


def _harm_around(words: Words, first: int, last: int) -> str:
    """The harm told of these persons: right after them, else shortly before, else after others named with them."""
    after = ENGLISH.harm_in(words, range(last, last + 4), _BREAKS)
    if after:
        return after
    before = _harm_before(words, first)
    if before is not None:
        return before
    return ENGLISH.harm_in(words, range(last, last + 10), _NEXT_HARMS)


def _harm_before(words: Words, first: int) -> str | None:
    """The harm told in the five words before; "" where it is told of others ("were killed"), None where none is."""
    for at in range(first - 1, max(first - 6, -1), -1):
        word = words.at(at)
        if word in _CLAUSE_ENDS:
            return None
        if word == "of" and words.at(at - 1) in KILLED_OF:
            return "killed"
        if word in HARM:
            passive = words.at(at - 1) in AUXILIARY or words.at(at - 1) in ADVERBS
            return "" if passive else HARM[word]
    return None


_CLAUSE_ENDS = frozenset({".", ";", BREAK})
_BREAKS = _CLAUSE_ENDS | JOINTS
_NEXT_HARMS = _CLAUSE_ENDS | {word for word in HARM if word.endswith("ing")}  # "killing" tells of whoever comes next

ENGLISH = CountGrammar(
    qualifiers=BEFORE, longest=LONGEST, harms=HARM, number=english_numbers.read, is_number=_free_before,
    elliptic=_elliptic, harm=_harm_around, begins=_read_at,
)  # fmt: skip
