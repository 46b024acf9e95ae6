# SPDX-License-Identifier: MIT
"""Which countries and provinces the text around some words speaks of.

What lives here: finding them by name, people and big towns, weighed by how near they stand. What does not: choosing a
place by them (place_ranking.py).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import islice, zip_longest

from curator.suggest.folding import fold, word_set
from curator.suggest.gazetteer import Gazetteer
from curator.suggest.place_names import is_arabic
from curator.suggest.place_phrase import names_a_province

_BEFORE, _BEHIND, _HEAD = 3_000, 1_500, 400  # code points that are looked at: around the words, and the text's head
_BEHIND_WORDS = 60  # code points: what the words lie in begins in them, “Jinan, Hama province, Syria”
_NEAR, _BESIDE = 160, 700  # code points: about a sentence, about a paragraph
_BIG = 100_000  # people of a town that speaks for its country
_MOST_PLACES = 12  # of one name; more of them say nothing
_LETTERS = "[^\\W\\d_][\\w'’\u064b-\u065f-]*"
_WORD = re.compile(_LETTERS)
# “X, Syria”, “X province, Syria”, “X province in northern Syria”
_OF_A_COUNTRY = re.compile(r"(?:\s+\w+)?(?:\s*[,،(]\s*|\s+(?:in|of)\s+)(?:the\s+)?(?:[a-z]+ern\s+)?")
_LIES_IN = re.compile(r"\s*(?:[,،(]|\s(?:in|of))\s*(?:in\s+)?(?:the\s+)?")
_NEW_SENTENCE = re.compile(r"\.\s+")
_SMALL = word_set("of the de la el al du da do del des dos and y")
_DIRECTIONS = word_set("""
    north south east west northern southern eastern western central upper lower
    شمال جنوب شرق غرب وسط شمالي جنوبي شرقي غربي الشمال الجنوب الشرق الغرب
""")
_PREFIXES = "وبلفك"


@dataclass(frozen=True)
class Mention:
    """A country at `start` to `end` of a paragraph, and a province where one is told (its number, else -1)."""

    start: int
    end: int
    country: str
    province: int
    weight: float


@dataclass(frozen=True)
class Context:
    """How much the text speaks of each country and province: 1 and more is plain. `near`: provinces that are plainly
    told within about a sentence. `behind`: the countries of what stands right behind the words, which they lie in."""

    countries: Mapping[str, float] = field(default_factory=dict)
    provinces: Mapping[int, float] = field(default_factory=dict)
    near: frozenset[int] = frozenset()
    behind: frozenset[str] = frozenset()

    def share(self, country: str) -> float:
        """From 0 to 1: how much it speaks of this country, against the one it speaks of most."""
        return self.countries.get(country, 0.0) / self._most

    @cached_property
    def _most(self) -> float:
        return max([1.0, *self.countries.values()])


NOTHING = Context()


class ContextReader:
    """Reads contexts; what was found in a paragraph is remembered, for the next words of the same article."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._mentions = lru_cache(maxsize=512)(self._find)

    def context(self, text: str, start: int, end: int) -> Context:
        """What the text around `text[start:end]` speaks of; not what these words themselves do."""
        countries: dict[str, float] = defaultdict(float)
        provinces: dict[int, float] = defaultdict(float)
        near: dict[int, float] = defaultdict(float)
        behind: list[Mention] = []
        for begin, line in _lines(text, start, end):
            for mention in self._mentions(line):
                at, after = begin + mention.start, begin + mention.end
                if at < end and start < after:
                    continue
                away = start - after if after <= start else at - end
                weight = mention.weight * (1.0 if away <= _NEAR else 0.5 if away <= _BESIDE else 0.25)
                countries[mention.country] += weight
                if mention.province >= 0:
                    provinces[mention.province] += weight
                if away <= _NEAR:
                    if mention.province >= 0:
                        near[mention.province] += weight
                    if begin <= end <= at <= end + _BEHIND_WORDS:
                        behind.append(replace(mention, start=at, end=after))
        plain = frozenset(number for number, told in near.items() if told >= 1.0)
        return Context(countries, provinces, plain, _behind(text, end, behind))

    def _find(self, line: str) -> tuple[Mention, ...]:
        words = [(found.start(), found.end(), found[0]) for found in _WORD.finditer(line)]
        arabic = is_arabic(line)
        found: list[list[Mention]] = []
        unknown: list[tuple[int, int]] = []  # what is called a province and is none by this spelling
        at = 0
        while at < len(words):
            taken = 0
            if arabic or words[at][2][:1].isupper():
                for length in (2, 1) if arabic else (4, 3, 2, 1):
                    last = at + length - 1
                    if last >= len(words) or (not arabic and words[last][2].casefold() in _SMALL):
                        continue
                    beside = words[max(0, at - 1) : at] if arabic else words[last + 1 : last + 2]
                    province = any(names_a_province(word) for *_, word in beside)
                    if _is_a_part(words, at, length, province):
                        continue
                    told = self._told(line[words[at][0] : words[last][1]], words[at][0], words[last][1], province)
                    if told:
                        found.append(told)
                        taken = length
                        break
                    if province and not arabic and all(word[:1].isupper() for *_, word in words[at : last + 1]):
                        unknown.append((words[at][0], words[last][1]))
            at += taken or 1
        known = [mention for told in self._of_their_countries(line, found) for mention in told]
        return (*known, *self._spelt_otherwise(line, unknown, known))

    def _spelt_otherwise(self, line: str, unknown: list[tuple[int, int]], known: list[Mention]) -> Iterator[Mention]:
        """Provinces of the one country of the line that are spelt otherwise than in the list."""
        countries = {each.country for each in known if self._is_country(line[each.start : each.end])}
        if len(countries) != 1:
            return
        (country,) = countries
        for start, end in unknown:
            matches = [each for each in self._gazetteer.spelt(line[start:end], country) if each.kind == "province"]
            if len(matches) == 1:
                yield Mention(start, end, country, matches[0].place, 1.5)

    def _of_their_countries(self, line: str, found: list[list[Mention]]) -> Iterator[list[Mention]]:
        """Of the places of one name those in the country that stands behind it (“Córdoba department, Colombia”)."""
        for told, behind in zip_longest(found, found[1:]):
            country = behind[0] if behind and behind[0].province < 0 else None
            if country is None or told[0].province < 0 or not _OF_A_COUNTRY.fullmatch(
                line, told[0].end, country.start
            ) or not self._is_country(line[country.start : country.end]):  # fmt: skip
                yield told
                continue
            inside = [each for each in told if each.country == country.country]
            if not inside and len(told) == 1:  # the writer counts it with another country than the list does
                inside = told
            whole, left = (sum(each.weight for each in some) for some in (told, inside))
            yield [replace(each, weight=each.weight * whole / left) for each in inside]

    def _is_country(self, name: str) -> bool:
        """Not its people: “in Paris, Iraqi diplomats said” tells no Paris in Iraq."""
        return any(each.kind == "country" for each in self._gazetteer.named(name))

    def _told(self, name: str, start: int, end: int, province: bool) -> list[Mention]:
        name = re.sub(r"['’]s?$", "", name)
        ways = [name]
        if is_arabic(name) and name[0] in _PREFIXES and len(name) > 4:
            ways.append("ال" + name[2:] if name.startswith("لل") else name[1:])
        for way in ways:
            if country := self._gazetteer.country_told(way):
                return [Mention(start, end, country, -1, 2.0)]
            if told := self._told_by_places(way, start, end, province):
                return told
        return []

    def _told_by_places(self, name: str, start: int, end: int, province_only: bool) -> list[Mention]:
        """A big town or a province speaks for its country; one of several for its part of their people."""
        known = [
            each for each in self._gazetteer.named(name)
            if each.kind == "province" or (
                not province_only and (each.kind == "capital" or (each.kind == "place" and each.population >= _BIG))
            )
        ]  # fmt: skip
        if not known or len(known) > _MOST_PLACES:
            return []
        people: dict[tuple[str, int], int] = defaultdict(int)
        for each in known:
            province = each.place if each.kind == "province" else each.within[0]
            people[each.country, province] = max(people[each.country, province], each.population, 1)
        total = sum(people.values())
        return [
            Mention(start, end, country, province, 1.5 * count / total)
            for (country, province), count in islice(people.items(), _MOST_PLACES)
            if count > total / 20
        ]


def _behind(text: str, end: int, mentions: list[Mention]) -> frozenset[str]:
    """The countries of the first of the mentions if it stands right behind `end`; after a full stop only of a province
    that has its country behind it."""
    first = [each for each in mentions if each.start == min(every.start for every in mentions)]
    if not first:
        return frozenset()
    if _LIES_IN.fullmatch(text, end, first[0].start):
        return frozenset(each.country for each in first)
    if not _NEW_SENTENCE.fullmatch(text, end, first[0].start):
        return frozenset()
    return frozenset(
        country.country
        for province in first
        for country in mentions
        if country.province < 0 <= province.province and country.country == province.country
        if _OF_A_COUNTRY.fullmatch(text, province.end, country.start)
    )


def _is_a_part(words: list[tuple[int, int, str]], at: int, length: int, province: bool) -> bool:
    """Whether the words only tell which part of the world or of a longer name is meant: “Northern” alone, “Eastern
    province” of “North Eastern province”; without more before it, that is a name."""
    if fold(words[at][2]) not in _DIRECTIONS:
        return False
    return (length == 1 and not province) or (at > 0 and fold(words[at - 1][2]) in _DIRECTIONS)


def _lines(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """The lines around the words and at the head of the text, each with its place in the text."""
    first = text.rfind("\n", 0, max(0, start - _BEFORE)) + 1
    last = text.find("\n", min(len(text), end + _BEHIND))
    found = _parted(text, first, len(text) if last < 0 else last)
    return found if not first else [*_parted(text, 0, min(first, _HEAD)), *found]


def _parted(text: str, first: int, last: int) -> list[tuple[int, str]]:
    found, at = [], first
    for line in text[first:last].split("\n"):
        if line.strip():
            found.append((at, line))
        at += len(line) + 1
    return found
