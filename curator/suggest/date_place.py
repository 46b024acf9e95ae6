# SPDX-License-Identifier: MIT
"""A date phrase in its surroundings, and the values of its words.

What lives here: the place a reading function is given, and reading a day, a month, a year out of it. What does not: the
orders of words (date_grammar.py) and what they mean (date_days.py, date_periods.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from curator.suggest import date_readings as calendar
from curator.suggest.date_readings import EXPLICIT, PARTIAL, RELATIVE, Reading
from curator.suggest.date_tokens import Tokens
from curator.suggest.date_words import YEAR


@dataclass(frozen=True)
class Place:
    """A phrase in its surroundings: the words, the day it counts from, whether the sentence looks ahead."""

    tokens: Tokens
    match: re.Match[str]
    counted_from: date | None
    ahead: bool | None
    anchor: date | None  # the date told last before it

    def has(self, group: str) -> bool:
        return self.match.group(group) is not None

    @property
    def before(self) -> str:
        """The word before the phrase."""
        return self.tokens.words[self.match.start() - 1] if self.match.start() else ""

    @property
    def after(self) -> str:
        """The word after the phrase."""
        return "".join(self.tokens.words[self.match.end() : self.match.end() + 1])

    def value(self, group: str) -> int:
        """The value of the first word of a group."""
        return self.tokens.values[self.match.start(group)]

    def kinds(self, group: str) -> str:
        return self.match.group(group) or ""


Readings = tuple[Reading, ...]


def month_of(place: Place, group: str) -> int:
    """The number of a month's words; 0 where two names beside each other are not the same month."""
    first = place.match.start(group)
    numbers = []
    kinds = place.kinds(group)
    for offset, kind in enumerate(kinds):
        value = place.tokens.values[first + offset]
        if kind in "MAJ":
            numbers.append(value)
        elif kind == "T":
            following = place.tokens.values[first + offset + 1]
            numbers.append((value + following - 1) % 12 + 1 if following <= 2 else 0)
    return numbers[0] if len(set(numbers)) == 1 else 0


def day_of(place: Place, group: str) -> int:
    first, kinds = place.match.start(group), place.kinds(group)
    value = place.tokens.values[first]
    if kinds == "O&2":
        return value + place.tokens.values[first + 2]
    return value + 10 if kinds == "O1" else value


def far_year_follows(place: Place) -> bool:
    """“1 January 2100”, “24 يناير من العام 1789”: the year is told, but it is none that news tell of as their own."""
    found = _FAR_YEAR.match(place.tokens.kinds, place.match.end())
    return found is not None and 1000 <= place.tokens.values[found.end() - 1] <= 2999


_FAR_YEAR = re.compile(r",?(?:[ui]?e?[UD])?#")


def year_is_since(place: Place, group: str) -> bool:
    """“24 January since 2019”: more than the day of one year."""
    first = place.match.start(group)
    words = place.tokens.words[first : place.match.end(group)]
    return any(kind == "i" and word not in _IN for kind, word in zip(place.kinds(group), words, strict=True))


_IN = frozenset(("in", "في", "ل", "لل", "ب"))


def that_year_of(place: Place, group: str) -> int | None:
    """The year of “last year”, “من العام الماضي”; None for another unit (“last week”) and where nothing is told."""
    kinds, base = place.kinds(group), place.counted_from
    unit = next((at for at, kind in enumerate(kinds) if kind in "UD"), None)
    if base is None or unit is None or place.tokens.values[place.match.start(group) + unit] != YEAR:
        return None
    return base.year + side_of(kinds)


def year_of(place: Place, group: str) -> int:
    last = place.match.end(group) - 1
    value = place.tokens.values[last]
    return value if place.tokens.kinds[last] == "Y" else calendar.century(value, place.counted_from)


def side_of(kinds: str) -> int:
    """-1 last, 0 this, 1 next, from the words that say so."""
    if any(kind in "lLC" for kind in kinds):
        return -1
    return 1 if any(kind in "xX" for kind in kinds) else 0


def basis_of(place: Place, number: str = "") -> str:
    if place.has(f"year{number}"):
        return EXPLICIT
    relative = place.has(f"that_year{number}") or place.has(f"side{number}")
    return RELATIVE if relative else PARTIAL
