# SPDX-License-Identifier: MIT
"""Places told from another place: "about 60 km (38 miles) south of Mosul", "near Kirkuk", "على بعد 60 كم جنوب الموصل".

What lives here: reading distance, direction and the place they count from, in English and Arabic. What does not:
places that are named themselves, and what was coded for them (places.py). Miles become kilometres (1 mile is 1.609344
km), with one decimal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from curator.domain.coding import Scalar
from curator.suggest import arabic_counts, arabic_numbers, english_numbers
from curator.suggest.english_phrases import STOPS
from curator.suggest.folding import Words, folded_words, word_set

KM_PER_MILE = 1.609344

_KM = word_set("km kms kilometer kilometers kilometre kilometres كم كلم كيلومتر كيلومترا كيلومترات كيلو كيلومترين")
_MILES = word_set("mile miles mi ميل ميلا أميال")
_ABOUT = frozenset(
    folded_words(phrase)
    for phrase in (
        "about", "around", "some", "nearly", "almost", "approximately", "roughly", "just over", "just under",
        "more than", "less than", "نحو", "حوالي", "قرابة", "زهاء", "بنحو", "بحوالي", "أكثر من", "أقل من", "ما يقارب",
    )
)  # fmt: skip
_COMPASS = {"north": "N", "south": "S", "east": "E", "west": "W"}
_ENGLISH = _COMPASS | {
    f"{one}{two}": f"{_COMPASS[one]}{_COMPASS[two]}" for one in ("north", "south") for two in ("east", "west")
}
_ARABIC = {
    word: direction
    for direction, forms in {
        "N": "شمال شمالي الشمال", "S": "جنوب جنوبي الجنوب", "E": "شرق شرقي الشرق", "W": "غرب غربي الغرب",
    }.items()
    for word in word_set(forms)
}  # fmt: skip
_NEAR = tuple(
    folded_words(phrase)
    for phrase in (
        "on the outskirts of", "in the vicinity of", "not far from", "close to", "near", "outside", "على مشارف",
        "بالقرب من", "على مقربة من", "قرب",
    )
)  # fmt: skip
_KINDS_OF_PLACE = word_set("""
    مدينة بلدة قرية محافظة العاصمة منطقة مخيم مطار حي قاعدة معسكر جسر حدود نهر دير تل خان بيت كفر صلاح رأس عين أبو باب
    جبل وادي سد حقل ميناء معبر مبنى مقر مستشفى ناحية قضاء ولاية إقليم جزيرة بحيرة طريق سجن
""")
_ARABIC_STOPS = word_set("""
    في من على إلى عن مع بعد قبل أن حيث التي الذي قال قالت كما و أو ثم خلال ما لا لم وقد قد كان كانت يوم أمس اليوم هذا
    هذه
""")
_WITHIN = word_set("the في")
_MOST_WORDS = 5


_FIRST = (
    frozenset(phrase[0] for phrase in (*_ABOUT, *_NEAR))
    | english_numbers.NUMBER_WORDS | {"half", "a", "both"} | frozenset(_ENGLISH) | frozenset(_ARABIC)
)  # fmt: skip


@dataclass(frozen=True)
class Relative:
    """The words with the indices `first` to `last` (half open) tell a place from the one named from `to` on."""

    first: int
    last: int
    to: int
    km: float | None
    direction: str
    approximate: bool

    def values(self, text: str, words: Words) -> dict[str, Scalar]:
        """The parts of a relative location by their fixed names, those that the words give."""
        values: dict[str, Scalar] = {} if self.km is None else {"km": self.km}
        if self.direction:
            values["direction"] = self.direction
        values["to"] = re.sub(r"\s+", " ", text[words.starts[self.to] : words.ends[self.last - 1]])
        values["approximate"] = "yes" if self.approximate else "no"
        return values


NamedAt = Callable[[int], int]


def read(text: str, words: Words, first: int, last: int, known: NamedAt) -> Iterator[Relative]:
    """Every place told from another between the two indices; `known` gives the index after a known place's name at an
    index, the index itself where there is none."""
    at = first
    while at < last:
        if not _may_begin(words.folds[at]):
            at += 1
            continue
        found = _distance(text, words, at, last, known) or _direction(text, words, at, last, known)
        found = found or _near(text, words, at, last, known)
        if found is None:
            at += 1
        else:
            yield found
            at = found.last


@lru_cache(maxsize=65536)
def _may_begin(word: str) -> bool:
    """Whether a place told from another may begin with this word: most words need no closer look."""
    return word in _FIRST or english_numbers.is_digits(word) or arabic_numbers.may_begin(word)


def _distance(text: str, words: Words, at: int, last: int, known: NamedAt) -> Relative | None:
    index = _past_about(words, at)
    number = _number(words, index)
    if number is None or (index > at and index >= last):
        return None
    km, index = number
    if words.at(index) == "(":  # "60 kilometres (38 miles) south"
        close = next((offset for offset in range(1, 5) if words.at(index + offset) == ")"), 0)
        index += close + 1 if close else 0
    about = any(words.phrase(at, size) in _ABOUT for size in (1, 2))
    direction, index = _compass(words, index)
    to = _from_where(words, index, bool(direction))
    return _with_name(text, words, (at, to, last), km, direction, about, known) if to else None


def _past_about(words: Words, at: int) -> int:
    return next((at + size for size in (2, 1) if words.phrase(at, size) in _ABOUT), at)


def _number(words: Words, index: int) -> tuple[float, int] | None:
    """Kilometres and the index after their unit."""
    word = words.at(index)
    decimal = re.fullmatch(r"(\d+)[.,٫](\d{1,2})", word)
    if decimal:
        figure, after = float(f"{decimal[1]}.{decimal[2]}"), index + 1
    else:
        number = english_numbers.read(words, index) or arabic_numbers.read(words, index)
        if number is None or number[0] > 40_000:
            return None
        figure, after = float(number[0]), number[1]
    if words.at(after) in _KM:
        return figure, after + 1
    return (round(figure * KM_PER_MILE, 1), after + 1) if words.at(after) in _MILES else None


def _compass(words: Words, index: int) -> tuple[str, int]:
    """The direction and the index after it; ("", index) where there is none."""
    start = index
    if words.phrase(index, 2) == ("to", "the") or words.phrase(index, 2) == ("الي", "ال"):
        index += 2
    elif words.at(index) in ("due", "الي"):
        index += 1
    word = words.at(index)
    if word in _ENGLISH:
        return _second(_ENGLISH, words, index, 2 if words.at(index + 1) == "-" else 1)
    if word in _ARABIC:
        return _second(_ARABIC, words, index, 1)
    return "", start


def _second(table: dict[str, str], words: Words, index: int, step: int) -> tuple[str, int]:
    """North or south with an east or west after it, written apart."""
    direction = table[words.at(index)]
    other = table.get(words.at(index + step), "")
    if direction in ("N", "S") and other in ("E", "W"):
        return direction + other, index + step + 1
    return direction, index + 1


def _from_where(words: Words, index: int, directed: bool) -> int:
    """The index where the other place's name begins; 0 where there is none."""
    word = words.at(index)
    if word in ("of", "from") or word == "من" or word == "عن":
        return index + 1
    return index if directed and arabic_counts.is_arabic(word) and word not in _ARABIC_STOPS else 0


def _direction(text: str, words: Words, at: int, last: int, known: NamedAt) -> Relative | None:
    if words.at(at) not in _ENGLISH and words.at(at) not in _ARABIC:
        return None
    if words.at(at - 1) in _WITHIN:  # "the north of the country", "في شمال سوريا": a part of it
        return None
    direction, index = _compass(words, at)
    to = _from_where(words, index, True)
    if not to or (words.at(index) == "from"):
        return None
    return _with_name(text, words, (at, to, last), None, direction, False, known)


def _near(text: str, words: Words, at: int, last: int, known: NamedAt) -> Relative | None:
    for phrase in _NEAR:
        if words.matches(at, phrase):
            return _with_name(text, words, (at, at + len(phrase), last), None, "", True, known)
    return None


def _with_name(
    text: str, words: Words, span: tuple[int, int, int], km: float | None, direction: str, about: bool, known: NamedAt
) -> Relative | None:
    first, to, last = span
    after = known(to)
    if after == to:
        after = _arabic_name(words, to) if arabic_counts.is_arabic(words.at(to)) else _english_name(text, words, to)
    return Relative(first, after, to, km, direction, about) if to < after <= last else None


def _english_name(text: str, words: Words, index: int) -> int:
    """The index after a name in capitals, or after "the" and at most four words."""
    at = index
    article = words.at(index) in ("the", "this")
    if article:
        at += 1
    while at < index + _MOST_WORDS:
        word = words.at(at)
        capital = at < len(words) and text[words.starts[at]].isupper()
        joined = word == "-" and words.touches(at)
        small = word in ("al", "el", "de", "la", "del", "las", "los") and at + 1 < len(words)
        if not joined and (not word[:1].isalpha() or word in STOPS or not (capital or article or small)):
            break
        at += 1
    while at > index and words.at(at - 1) == "-":
        at -= 1
    return at if at > index + article else index


def _arabic_name(words: Words, index: int) -> int:
    """The index after one word, or after the words of a compound name ("دير الزور", "مدينة حلب")."""
    at = index
    while at < index + 3:
        word = words.at(at)
        if not arabic_counts.is_arabic(word) or word in _ARABIC_STOPS:
            break
        at += 1
        goes_on = word in _KINDS_OF_PLACE or (not word.startswith("ال") and words.at(at).startswith("ال"))
        if not goes_on:
            break
    return at
