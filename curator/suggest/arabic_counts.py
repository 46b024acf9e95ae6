# SPDX-License-Identifier: MIT
"""Counts of persons in Arabic: number and noun, dual nouns, quantifiers, nobody hurt, one person.

What lives here: the rules of Arabic. What does not: its words (arabic_phrases.py), what all languages share
(count_grammar.py), choosing among counts and summing them (counts.py), number words (arabic_numbers.py), words for
persons (arabic_persons.py).
"""

from __future__ import annotations

from functools import lru_cache

from curator.suggest import amounts, arabic_numbers, english_numbers
from curator.suggest.amounts import Amount
from curator.suggest.arabic_persons import HARMED, OTHERS, is_sound_plural, persons
from curator.suggest.arabic_phrases import (
    AFTER,
    AS_FOR,
    BEFORE,
    BETWEEN,
    BOTH,
    CASE_OF,
    CASES,
    EACH,
    FRACTION,
    GIVE_VERBS,
    HARM,
    HARM_NOUNS,
    HARM_VERBS,
    LONGEST,
    MOST,
    NATIONS,
    NOT,
    OF_THEM,
    ONE,
    ONE_OF,
    PARTITIVE,
    RANKS,
    STOPS,
    TOLL,
    TWO,
    TWO_CASES,
    UNTIL,
    VAGUE,
    WITHOUT,
    ZERO_NOUNS,
)
from curator.suggest.count_grammar import CountGrammar, Unit
from curator.suggest.folding import BREAK, Words, word_set
from curator.suggest.readings import Reading

_FIRST = (
    frozenset(phrase[0] for phrase in (*BEFORE, *VAGUE))
    | NOT | BETWEEN | CASES | TWO_CASES | ONE_OF | BOTH | PARTITIVE | word_set("ما")
)  # fmt: skip


def _stands_free(words: Words, at: int) -> bool:
    """Whether a noun is no attribute of the noun before it ("تنظيم إرهابي" is no terrorist)."""
    before = words.at(at - 1)
    joined = words.folds[at].startswith(("و", "ف", "ب", "ل"))
    return joined or not is_arabic(before) or before in STOPS or before in HARM


def is_arabic(word: str) -> bool:
    """Whether a folded word begins with an Arabic letter."""
    return "ء" <= word[:1] <= "ي"


@lru_cache(maxsize=65536)
def _may_begin(word: str) -> bool:
    """Whether a count may begin with this word: most words need no closer look."""
    if not is_arabic(word):
        return False
    plain = word[1:] if word[0] in "وبل" else word
    return bool(
        word in _FIRST or plain in _FIRST or arabic_numbers.may_begin(word) or persons(word)
    )  # fmt: skip


def _read_at(words: Words, at: int) -> Reading | None:
    word = words.folds[at]
    if english_numbers.is_digits(word):
        return _counted(words, at)
    if not _may_begin(word):
        return None
    return (
        _none(words, at) or _counted(words, at) or _cases(words, at) or _one_of(words, at)
        or _some(words, at) or _noun_alone(words, at)
    )  # fmt: skip


def _counted(words: Words, at: int) -> Reading | None:
    qualifier, index = ARABIC.qualifier(words, at)
    spread = _spread(words, index)
    if spread is not None:
        amount, index = spread
    else:
        first = ARABIC.figure(words, index)
        if first is None:
            return None
        figure, index = first
        amount, index = _second(words, figure, index, qualifier)
    unit = _unit(words, index) or _elliptic(words, at, index)
    if unit is None or _is_rate(words, unit[0]):
        return None
    last, harm = unit
    for phrase, after in AFTER.items():
        if words.matches(last, phrase) and amount.qualifier == "exact" and amount.best is not None:
            amount, last = amounts.qualified(amount.best, after), last + len(phrase)
    return ARABIC.counted(words, at, (last, harm), amount, "number", index)


def _free_before(words: Words, index: int) -> bool:
    if words.at(index - 1) in EACH:
        return False  # nine of every ten, "2.7 for every 100,000"
    if arabic_numbers.is_large(words.at(index)) and _ends_number(words.at(index - 1)):
        return False  # what is left of a number that is none of persons
    return not (words.at(index - 1) in ("-", "/", ".", ":") and words.touches(index))


def _ends_number(word: str) -> bool:
    return english_numbers.is_digits(word) or bool(arabic_numbers.bare(word, joined=True))


def _is_rate(words: Words, index: int) -> bool:
    """Whether "of every 100", "for every 1,000" follows: a rate counts nobody."""
    if words.at(index) in PARTITIVE:
        index += 1 + (words.at(index + 1) in BETWEEN)
    return words.at(index) in EACH and arabic_numbers.read(words, index + 1) is not None


def _spread(words: Words, at: int) -> tuple[Amount, int] | None:
    """ "between 10 and 15", "between a hundred and two hundred thousand"."""
    index = at + 1 if words.folds[at : at + 1] == ["ما"] and words.at(at + 1) in BETWEEN else at
    if words.at(index) not in BETWEEN:
        return None
    parts: list[int] = []
    index += 1
    while len(parts) < 4:
        if parts and words.at(index) == "و":
            index += 1
        elif parts and not words.at(index).startswith("و"):
            break
        part = arabic_numbers.simple(words, index)
        if part is None:
            break
        parts.append(part[0])
        index = part[1]
    if len(parts) not in (2, 3, 4):
        return None
    cut = len(parts) // 2 if len(parts) != 3 else (2 if parts[0] < 10 <= parts[1] < 100 else 1)
    low, high = sum(parts[:cut]), sum(parts[cut:])
    factor = {"الف": 1000, "مليون": 1_000_000, "الاف": 1000, "ملايين": 1_000_000}.get(words.at(index))
    if factor is not None:
        low, high, index = low * factor if low < factor else low, high * factor, index + 1
    return (amounts.between(low, high), index) if low < high <= amounts.MOST else None


def _second(words: Words, figure: int, index: int, qualifier: str) -> tuple[Amount, int]:
    other = ARABIC.other_end(words, figure, index + 1) if words.at(index) in UNTIL else None
    return other or (amounts.qualified(figure, qualifier), index)


def _unit(words: Words, index: int) -> Unit | None:
    """The index after the persons counted, and the harm their word tells."""
    word = words.at(index)
    if word in PARTITIVE:
        if words.at(index + 1) in FRACTION:
            return None
        return _unit_noun(words, index + 1, partitive=True)
    if word in OF_THEM:
        return index + 1, ""
    if word in CASES and words.at(index + 1) in CASE_OF:
        return index + 2, HARMED.get(words.at(index + 1).removeprefix("ال"), "")
    return _unit_noun(words, index, partitive=False)


def _unit_noun(words: Words, index: int, partitive: bool) -> Unit | None:
    if partitive and words.at(index) in RANKS:
        index += 1
    word = words.at(index)
    if word in OTHERS:
        return index + 1, ""
    if word.removeprefix("ال") in HARM_NOUNS:
        return index + 1, HARMED.get(word.removeprefix("ال"), "")
    if not persons(word) and not is_sound_plural(word):
        return None
    if word.startswith("و") and persons(word[1:]) and not partitive:
        return None
    last = index + 1
    if words.at(last) in OTHERS or _joined_plural(words, last):
        last += 1
    return last, HARMED.get(word.removeprefix("ال").removesuffix("ا"), HARMED.get(word, ""))


def _joined_plural(words: Words, index: int) -> bool:
    """ "القتلى والجرحى": one number or quantifier for both."""
    word = words.at(index)
    return word.startswith("وال") and persons(word[1:]) == 3


def _elliptic(words: Words, at: int, index: int) -> Unit | None:
    """A number alone beside words of harm: "أصيب اثنان", "حصيلة القتلى إلى 21"."""
    follow = words.at(index)
    if is_arabic(follow) and follow not in STOPS and not follow.startswith("و"):
        return None
    before = words.at(at - 1)
    if before in HARM and before not in ("سقط", "قضي", "لقي"):
        return index, HARM[before]
    if before == "الي" and any(words.at(at - back) in TOLL for back in range(2, 6)):
        return index, ""
    return None


def _cases(words: Words, at: int) -> Reading | None:
    """ "حالتي إصابة", "حالة وفاة": two cases, one case."""
    word = words.folds[at]
    figure = 2 if word in TWO_CASES else 1 if word in CASES and word.endswith("ه") else 0
    if not figure or words.at(at + 1) not in CASE_OF:
        return None
    harm = HARMED.get(words.at(at + 1).removeprefix("ال"), "")
    return Reading(at, at + 2, amounts.exact(figure), "cases", harm, at + 1, single=figure == 1)


def _one_of(words: Words, at: int) -> Reading | None:
    """ "أحد الزعماء", "إحدى المشتركات", "كلا الطيارين"."""
    word, follow = words.folds[at].removeprefix("و"), words.at(at + 1)
    if word in BOTH and (persons(follow) >= 2 or is_sound_plural(follow)):
        return Reading(at, at + 2, amounts.exact(2), "both", _harm_around(words, at, at + 2), at + 1)
    if word not in ONE_OF or follow in ("عشر", "عشره"):
        return None
    if persons(follow) == 3 or (is_sound_plural(follow)):
        return Reading(at, at + 2, amounts.exact(1), "one of", _harm_around(words, at, at + 2), at + 1, single=True)
    return None


def _some(words: Words, at: int) -> Reading | None:
    for length in range(LONGEST, 0, -1):
        phrase = words.phrase(at, length)
        if phrase and phrase not in VAGUE and phrase[0][:1] in ("و", "ب", "ل"):
            phrase = (phrase[0][1:], *phrase[1:])
        if phrase not in VAGUE:
            continue
        if _ends_number(words.at(at - 1)) or words.at(at - 1) in MOST:
            return None
        index, low = at + length, VAGUE[phrase]
        unit = _unit_noun(words, index, partitive=phrase[-1] in PARTITIVE)
        if unit is None and low is not None and words.at(index) in PARTITIVE:
            unit = _unit_noun(words, index + 1, partitive=True)
        reading = ARABIC.quantified(words, at, index, low, unit)
        if reading is not None:
            return reading
    return None


def _noun_alone(words: Words, at: int) -> Reading | None:
    """ "شرطيان": two by its form; "حارس حدود": one person; "أطفالها الثلاثة": the number after the noun."""
    word = words.folds[at]
    count = persons(word)
    if not count or (word in AS_FOR and not (words.at(at + 1).startswith("و") and persons(words.at(at + 1)))):
        return None
    after = arabic_numbers.bare(words.at(at + 1))
    if count == 3 and after and words.at(at + 1).startswith("ال"):
        number = arabic_numbers.read(words, at + 1)
        if number is not None:
            return Reading(at, number[1], amounts.exact(number[0]), "number after", "", number[1])
    if count == 3 and words.at(at + 1) == "ال" and english_numbers.is_digits(words.at(at + 2)):
        figure = english_numbers.digits(words.at(at + 2))
        if figure is not None:
            return Reading(at, at + 3, amounts.exact(figure), "number after", "", at + 3)
    if count >= 2 and words.at(at + 1) in TWO:
        return Reading(at, at + 2, amounts.exact(2), "dual", _harm_around(words, at, at + 2), at + 2)
    if count == 2:
        harm = HARMED.get(word, "") or _harm_around(words, at, at + 1)
        return Reading(at, at + 1, amounts.exact(2), "dual", harm, at + 1)
    if english_numbers.is_digits(words.at(at - 1)) or (word in STOPS and not _is_imam(words, at)):
        return None  # "17.2 men": what a number counts that is none of persons
    if count == 1 and words.at(at + 1) in ONE and word not in NATIONS and _stands_free(words, at):
        return Reading(at, at + 2, amounts.exact(1), "one person", _harm_around(words, at, at + 2), at + 2)
    if count == 1 and (not word.startswith("ال")):
        harm = HARMED.get(word.removeprefix("و"), "") or _harm_around(words, at, at + 1)
        return Reading(at, _past_adjectives(words, at + 1), amounts.exact(1), "one person", harm, at + 1, single=True)
    return None


def _past_adjectives(words: Words, index: int) -> int:
    """Past at most two words that describe the person: "قائد ميداني", "حارس حدود", "مواطن سعودي", "شرطي واحد"."""
    last = index
    while last < index + 2:
        word = words.at(last)
        if not is_arabic(word) or word in STOPS or word in HARM or word.startswith(("و", "ال", "ب", "ف", "ي")):
            break
        if arabic_numbers.may_begin(word):
            break
        last += 1
    return last


def _is_imam(words: Words, at: int) -> bool:
    """Whether "امام", written as "in front of" is, is the man: "مقتل إمام مسجد"."""
    return words.at(at - 1) in HARM or words.at(at + 1) in ("مسجد", "المسجد", "جامع", "الجامع")


def _none(words: Words, at: int) -> Reading | None:
    """ "لم يصب أحد", "دون وقوع إصابات", "لا قتلى ولا جرحى", "لم يقتل أي جندي"."""
    if words.folds[at] not in NOT and not (words.matches(at, ("من", "دون"))):
        return None
    index = at + 1
    if words.at(index) in WITHOUT:
        index += 1
    zero = amounts.exact(0)
    if words.at(index) == "ان":
        index += 1
    if words.at(index) in HARM_VERBS and (words.at(index + 1) == "احد" or words.at(index + 1) == "اي"):
        last = index + 2 + (words.at(index + 1) == "اي")
        return Reading(at, last, zero, "nobody", "", last)
    end = index + 6 if words.at(index) in GIVE_VERBS or words.at(index - 1) in WITHOUT else index + 2
    for last in range(index, end):
        word = words.at(last)
        if word in ZERO_NOUNS:
            return _zero_noun(words, at, last)
        if word in (".", "،", BREAK) or not is_arabic(word):
            break
    return None


def _zero_noun(words: Words, at: int, last: int) -> Reading | None:
    follow = words.at(last + 1)
    if words.at(last) == "خساير" and not follow.startswith(("بشري", "في")):
        return None
    end = last + 1
    if words.at(last) == "خساير":
        end += 1 if follow.startswith("بشري") else 2
    elif follow == "ولا" and words.at(last + 2) in ZERO_NOUNS:
        end += 2
    return Reading(at, end, amounts.exact(0), "no casualties", "", end)


def _harm_around(words: Words, first: int, last: int) -> str:
    """The harm told in the three words before, else in the three after."""
    before = ARABIC.harm_in(words, range(first - 1, first - 4, -1), _CLAUSE_ENDS)
    return before or ARABIC.harm_in(words, range(last, last + 3), _CLAUSE_ENDS)


_CLAUSE_ENDS = frozenset({".", "،", BREAK})

ARABIC = CountGrammar(
    qualifiers=BEFORE, longest=LONGEST, harms=HARM, number=arabic_numbers.read, is_number=_free_before,
    elliptic=_elliptic, harm=_harm_around, begins=_read_at, stands_free=_stands_free,
)  # fmt: skip
