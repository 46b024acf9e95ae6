# SPDX-License-Identifier: MIT
"""From the words of an article, or of a person, to the world's place that they name.

What lives here: the order of the steps: what the words say, which places have the name, which one is meant; and places
in running text. What does not: each step (place_phrase.py, gazetteer.py, place_context.py, place_ranking.py), distance
and direction (relative.py), proposals (places.py).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from curator.suggest.gazetteer import FUZZY, Gazetteer, Match, destination
from curator.suggest.place_context import NOTHING, Context, ContextReader
from curator.suggest.place_phrase import NamedPlace, PlacePhrase, is_of_a_name, looks_like_a_name, read_phrase
from curator.suggest.place_ranking import Ranked, ranked

# Bearings in degrees of the directions of a relative location (curator.domain.codebook.kinds.DIRECTIONS).
BEARINGS = {"N": 0.0, "NE": 45.0, "E": 90.0, "SE": 135.0, "S": 180.0, "SW": 225.0, "W": 270.0, "NW": 315.0}
_PRECISIONS = {"country": "country", "province": "province", "district": "district"}
_MOST_OFFERED = 6
_PLAIN = 0.5  # of what the text speaks of most: a country that it plainly speaks of
_AWAY = frozenset({"to", "from", "between", "towards", "toward", "and", "near", "إلى", "الى", "بين", "من"})
_PLACED = re.compile(r"(?<!\w)(?:[Ii]n|[Nn]ear|[Aa]t|[Oo]utside|[Ii]nside|[Aa]round|في|قرب)[ \u00a0\n]+(?:the )?")
_RUN = re.compile(r"[^\W\d_][\w'’-]*(?:[ \u00a0-][^\W\d_][\w'’-]*){0,3}")
_CAPITALS = re.compile(r"[^\W\d_][\w'’.-]*")


@dataclass(frozen=True)
class Read:
    """What words name: `taken` may be proposed without asking, else `offered` are to be chosen from (none: nothing is
    known). `precision` is a fixed meaning of kinds.PLACE_PRECISIONS, for `taken`."""

    taken: Match | None = None
    precision: str = ""
    offered: tuple[Match, ...] = ()


class PlaceReader:
    """Reads with one gazetteer. `countries`: those the project is about (ISO 3166-1 alpha-3), preferred."""

    def __init__(self, gazetteer: Gazetteer, countries: Collection[str] = ()) -> None:
        self.gazetteer = gazetteer
        self._project = frozenset(countries)
        self._contexts = ContextReader(gazetteer)

    def read(self, text: str, start: int, end: int) -> Read:
        """The place that `text[start:end]` names; text that is nothing but these words was typed by a person, who need
        not write capitals."""
        words = text[start:end]
        typed = words.strip() == text.strip()
        if not typed and not looks_like_a_name(words):
            return Read()
        context = NOTHING if typed else self._contexts.context(text, start, end)
        phrase = read_phrase(words)
        named, told = self._called(phrase, context, typed)
        if named is not None and (told or not _is_abroad(named, context)):
            return named
        spelt = self._spelt(phrase, context, typed)
        if spelt is not None and (named is None or spelt.taken is not None):
            return spelt
        if named is not None:
            return named
        inside = self._inside(words, context) if not typed else None
        return inside or self._alike(phrase.ways, context, phrase.within)

    def _called(self, phrase: PlacePhrase, context: Context, typed: bool) -> tuple[Read | None, bool]:
        """What is called so, by the plainest way to read the words that gives a point, and what they say it is where
        that is a province; and whether it lies in what they say."""
        wanted = next((way.kinds[0] for way in phrase.ways if way.kinds), "")
        second: tuple[Read, bool] | None = None
        for way in phrase.ways:
            if not typed and not looks_like_a_name(way.name):
                continue
            matches = self.gazetteer.named(way.name)
            told = self._told(matches, phrase.within) if matches else None
            if told is None:
                continue  # “Paris, Kenya”: none of these lies there
            found = ranked(way.name, matches, way.kinds, told, context, self._project)
            if not found.matches:
                continue
            answer, best = self._answer(found, way), found.matches[0]
            without_point = best.kind != "country" and best.latitude is None
            if not without_point and not (wanted == "province" and best.kind == "district"):
                return second if second is not None and not _agree(second[0], answer) else (answer, bool(told))
            second = second or (answer, bool(told))  # another way may name the same with a point
        return second or (None, False)

    def begun(self, typed: str) -> tuple[Match, ...]:
        """Places that may be meant by what is typed so far: those of the name, those of a name that begins so, and
        only where there are none those of a name that is like it."""
        typed = typed.strip()
        read = self.read(typed, 0, len(typed)) if typed else Read()
        named = (*((read.taken,) if read.taken is not None else ()), *read.offered)
        beginning = self.gazetteer.beginning(typed, _MOST_OFFERED)
        exact = [each for each in named if each.how != FUZZY]
        found = {each.place: each for each in (*exact, *beginning)} or {each.place: each for each in named}
        return tuple(found.values())[:_MOST_OFFERED]

    def found_in(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, Read]]:
        """Where places stand in running text, as far as they are certain: behind a word such as “in” or “near”, or as
        the first words of the text in capitals (a dateline)."""
        for before in _PLACED.finditer(text, start, end):
            name = _RUN.match(text, before.end(), end)
            if name is None or not looks_like_a_name(name[0].split()[0]):
                continue
            for last in _ends(text, before.end(), name.end()):
                read = self.read(text, before.end(), last) if last - before.end() < len(text) else Read()
                if read.taken is not None and read.precision != "near":
                    yield before.end(), last, read
                    break

    def point(self, to: Match, direction: str, km: float) -> tuple[float, float] | None:
        """Where a place lies that is told by distance and direction from another: latitude, longitude."""
        if to.latitude is None or to.longitude is None or direction not in BEARINGS:
            return None
        return destination(to.latitude, to.longitude, BEARINGS[direction], km)

    def _answer(self, found: Ranked, way: NamedPlace) -> Read:
        best = found.matches[0]
        precision = _PRECISIONS.get(best.kind, "near" if way.near else "exact")
        if not found.sure:
            return Read(None, precision, found.matches[:_MOST_OFFERED])
        return Read(best, precision, found.matches[1:_MOST_OFFERED])

    def _told(self, matches: list[Match], within: tuple[str, ...]) -> set[int] | None:
        """The numbers of those that lie in all that the words say; empty where that says nothing known, None where it
        is known and none lies in it."""
        left = {each.place: each for each in matches}
        known = False
        for part in within:
            country = self.gazetteer.country_told(part)
            divisions = {each.place for each in self._divisions(part)}
            inside = {
                number for number, each in left.items()
                if (country and each.country == country) or divisions & {number, *each.within}
            }  # fmt: skip
            if not country and not divisions:
                continue
            known = True
            left = {number: left[number] for number in inside}
        return (set(left) or None) if known else set()

    def _divisions(self, part: str) -> Iterator[Match]:
        """Provinces and districts that are called so, with or without a word for what they are."""
        for name in dict.fromkeys((part, *(way.name for way in read_phrase(part).ways))):
            yield from (each for each in self.gazetteer.named(name) if each.kind in ("province", "district"))

    def _spelt(self, phrase: PlacePhrase, context: Context, typed: bool) -> Read | None:
        """Names that are spelt otherwise than in the list, among those of the provinces that are told; provinces and
        districts, where the words say that it is one, among those of the country."""
        divisions = [each for part in phrase.within for each in self._divisions(part)]
        provinces = [*(each.place for each in divisions if each.kind == "province"), *sorted(context.near)]
        countries: list[str] = []
        if any("province" in way.kinds for way in phrase.ways):
            told = [code for part in phrase.within if (code := self.gazetteer.country_told(part))]
            countries = told or [code for code in context.countries if context.share(code) >= _PLAIN]
        if not provinces and not countries:
            return None
        for way in phrase.ways:
            if not typed and not looks_like_a_name(way.name):
                continue
            within: list[str | int] = [*provinces, *(countries if "province" in way.kinds else ())]
            matches = {each.place: each for some in within for each in self.gazetteer.spelt(way.name, some)}
            found = ranked(way.name, [*matches.values()], way.kinds, set(matches), context, self._project)
            if found.matches:
                return self._answer(found, way)
        return None

    def _inside(self, words: str, context: Context) -> Read | None:
        """The one place that is named among other words: “a base in Qayyara”, near which it then is."""
        names = [
            (words[first:last], words[:first].split()[-1:])
            for first, last in self._names(words)
            if (first, last) != (0, len(words))
        ]
        if len(names) != 1 or (names[0][1] and names[0][1][0].casefold() in _AWAY):
            return None
        beside = words.split(names[0][0], 1)
        if any(is_of_a_name(word) for word in (*beside[0].split()[-1:], *beside[1].split()[:1])):
            return None  # a part of a longer name, which is another place: “Lal Pur” is not Lal
        matches = self.gazetteer.named(names[0][0])
        found = ranked(names[0][0], matches, (), set(), context, self._project)
        return self._answer(found, NamedPlace(names[0][0], (), True)) if found.matches else None

    def _names(self, words: str) -> Iterator[tuple[int, int]]:
        """Where names of places stand in the words, the longest of overlapping ones."""
        tokens = [(found.start(), found.end()) for found in _CAPITALS.finditer(words)]
        at = 0
        while at < len(tokens):
            step = 1
            if looks_like_a_name(words[tokens[at][0] : tokens[at][1]]):
                for length in (4, 3, 2, 1):
                    last = at + length - 1
                    if last < len(tokens):
                        name = words[tokens[at][0] : tokens[last][1]]
                        if len(name) > 2 and read_phrase(name).ways and self.gazetteer.named(name):
                            yield tokens[at][0], tokens[last][1]
                            step = length
                            break
            at += step

    def _alike(self, ways: tuple[NamedPlace, ...], context: Context, within: tuple[str, ...]) -> Read:
        countries = {code for part in within if (code := self.gazetteer.country_told(part))}
        countries |= {each.country for part in within for each in self._divisions(part)}
        countries = countries or {code for code in context.countries if context.share(code) >= _PLAIN} | self._project
        for way in ways:
            offered = self.gazetteer.alike(way.name, countries)
            if offered:
                return Read(None, "", tuple(offered))
        return Read()


def _is_abroad(read: Read, context: Context) -> bool:
    """Whether it lies in no country that the text plainly speaks of, if it speaks of one."""
    best = read.taken or read.offered[0]
    return bool(context.countries) and context.share(best.country) < _PLAIN


def _agree(one: Read, other: Read) -> bool:
    """Whether the other is as sure, and in the same country."""
    if one.taken is None or other.taken is None:
        return one.taken is None and one.offered[0].country in [each.country for each in other.offered]
    return one.taken.country == other.taken.country


def _ends(text: str, start: int, end: int) -> list[int]:
    """The ends of the words of a name that may be shorter than it looks, the longest first; words without a capital
    letter end none."""
    words = [(found.start(), found.end()) for found in _CAPITALS.finditer(text, start, end)]
    return [last for first, last in reversed(words) if looks_like_a_name(text[first:last])]
