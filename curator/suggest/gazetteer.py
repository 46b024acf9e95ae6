# SPDX-License-Identifier: MIT
"""The world's places by their names: exact names however they are written, and names that are like them.

What lives here: looking names up in the unpacked file. What does not: unpacking it (gazetteer_file.py), what words
around a name tell (place_phrase.py), which of several places is meant (place_ranking.py). Nothing is loaded whole:
each look-up reads a few pages of the file.
"""

from __future__ import annotations

import math
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from curator.suggest import gazetteer_file
from curator.suggest.place_names import is_arabic, loose_key, plain_spelling, sound_key, strict_key
from curator.suggest.place_phrase import without_kind

KINDS = ("country", "province", "district", "place", "capital")
EXACT, LOOSE, SPELLING, FUZZY = "exact", "loose", "spelling", "fuzzy"
LIKE_ENOUGH = 82.0  # of 100, Jaro-Winkler and edits; below it names only look alike by chance
_SPELT_ALIKE = 75.0  # of 100, letters in common of names that sound alike; below it vowels make another name of them
_SHORTEST_SOUND = 4  # letters of a sound key; shorter ones are alike by chance
_MOST_SOUNDS = 256  # provinces whose names are remembered by their sound; one takes some milliseconds to read
_DEGREE = 100_000
_EARTH_KM = 6371.0088  # mean radius of the earth (IUGG)
_MOST_ALIKE = 6_000  # names that are compared at most
_FEWEST_LETTERS = 3  # of a name's beginning; two in Arabic letters, which stand for more
_MOST_BEGINNING = 4_000  # names that begin so; of more the beginning says too little


class Match(NamedTuple):
    """A place that fits some words. `admin1`, `admin2` and `country` (ISO 3166-1 alpha-3; XKX Kosovo) are "" where
    they are not known; latitude and longitude are WGS 84, None where no point is known. `how`: exact, loose (article
    and final letter aside), spelling (it sounds so, among few) or fuzzy. `score` is 100 for all but fuzzy ones. `place`
    tells places apart."""

    name: str
    admin1: str
    admin2: str
    country: str
    latitude: float | None
    longitude: float | None
    kind: str
    population: int
    score: float
    how: str
    place: int
    within: tuple[int, int]  # ids of the province and the district, -1 for none


class Box(NamedTuple):
    """The box a country lies in, degrees; `west` > `east` across the antimeridian."""

    west: float
    south: float
    east: float
    north: float


_MATCH = """
SELECT p.name, coalesce(a.name, ''), coalesce(d.name, ''), p.country, p.latitude, p.longitude, p.kind, p.population,
  p.id, coalesce(p.admin1, -1), coalesce(p.admin2, -1)
FROM places p LEFT JOIN places a ON a.id = p.admin1 LEFT JOIN places d ON d.id = p.admin2
"""


class Gazetteer:
    """Reads one unpacked file; for several threads. Where it turns out to be damaged nothing is found, and the file is
    removed, so that it is unpacked anew when the program starts next."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = gazetteer_file.connect(path)
        self._lock = threading.Lock()
        self._peoples: dict[str, str] | None = None
        self._ranges: dict[str, tuple[int, int]] = {}
        self._sounds: dict[str | int, dict[str, list[tuple[int, str]]]] = {}

    def close(self) -> None:
        self._connection.close()

    def lookup(self, words: str, country: str | None = None, near: tuple[float, float] | None = None) -> list[Match]:
        """The places that are called so, in `country` only where one is named, biggest first, or nearest to `near`
        (latitude, longitude). Names that are only like it are not among them."""
        found = [each for each in self.named(words) if country is None or each.country == country]
        if near is None:
            return sorted(found, key=lambda each: -each.population)
        return sorted(found, key=lambda each: _km(near, each))

    def named(self, words: str) -> list[Match]:
        """The places that are called so: by a strict key where there are any, else by the loose one."""
        strict = strict_key(words)
        if not strict:
            return []
        found = self._by_key(strict, EXACT)
        if not found and (loose := loose_key(words)) != strict:
            found = self._by_key(loose, LOOSE)
        return found

    def alike(self, words: str, countries: Iterable[str] = (), most: int = 5) -> list[Match]:
        """Places whose name is like these words, the likest first; those of `countries` before others. To be offered,
        never taken. Names are compared that begin with the same letters."""
        wanted = loose_key(words)
        if len(wanted) < 4:
            return []
        scored = self._scored(wanted)
        preferred = set(countries)
        found: dict[int, Match] = {}
        for score, place in scored[: 8 * most]:
            if place not in found:
                found[place] = self._places(f"{_MATCH} WHERE p.id = ?", (place,), FUZZY, score)[0]
        ranked = sorted(
            found.values(),
            key=lambda each: (each.country not in preferred, -round(each.score / 4), -each.population, each.place),
        )
        return ranked[:most]

    def spelt(self, words: str, within: str | int) -> list[Match]:
        """Places whose name is another spelling of the words in Latin letters: provinces and districts of a country
        (its code), or towns and districts of a province (its number)."""
        sound = sound_key(words)
        if len(sound) < _SHORTEST_SOUND:
            return []
        from rapidfuzz import fuzz  # wanted when nothing fits exactly, seldom

        known = self._sounds.get(within)
        if known is None:
            if len(self._sounds) >= _MOST_SOUNDS:
                self._sounds.clear()
            known = self._sounds[within] = self._sounds_of(within)
        found = [
            number for number, name in known.get(sound, ())
            if fuzz.ratio(plain_spelling(words), plain_spelling(name)) >= _SPELT_ALIKE
        ]  # fmt: skip
        marks = ", ".join("?" * len(found))
        return self._places(f"{_MATCH} WHERE p.id IN ({marks})", found, SPELLING, 100.0)

    def _sounds_of(self, within: str | int) -> dict[str, list[tuple[int, str]]]:
        """Numbers and names of the places by their sound key; divisions are called with and without their kind."""
        inside = "country = ? AND kind < 3 AND kind > 0" if isinstance(within, str) else "admin1 = ?"
        known: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for number, name in self._rows(f"SELECT id, name FROM places WHERE {inside}", (within,)):
            for called in {name, without_kind(name)}:
                known[sound_key(called)].append((number, called))
        return known

    def beginning(self, words: str, most: int = 8) -> list[Match]:
        """Places whose name begins with what is typed so far, the biggest first; an article counts or not as it is
        typed. Nothing for fewer than three letters (two Arabic ones)."""
        found: dict[int, int] = {}
        for key in dict.fromkeys((strict_key(words), loose_key(words))):
            if len(key) < _FEWEST_LETTERS - is_arabic(key):
                continue
            rows = self._rows(
                "SELECT n.place, p.population FROM names n JOIN places p ON p.id = n.place "
                "WHERE n.key >= ? AND n.key < ? LIMIT ?",
                (key, key + "\U0010ffff", _MOST_BEGINNING),
            )
            found.update(dict(rows))
        biggest = sorted(found, key=lambda place: (-found[place], place))[:most]
        marks = ", ".join("?" * len(biggest))
        matches = self._places(f"{_MATCH} WHERE p.id IN ({marks})", biggest, EXACT, 100.0)
        return sorted(matches, key=lambda each: (-each.population, each.place))

    def place(self, number: int) -> Match:
        """A place by its number. Raises KeyError for none."""
        found = self._places(f"{_MATCH} WHERE p.id = ?", (number,), EXACT, 100.0)
        if not found:
            raise KeyError(number)
        return found[0]

    def country_told(self, words: str) -> str:
        """The country whose name, or whose people, the words are (“Iraq”, “Iraqi”, “عراقية”); "" for none."""
        if self._peoples is None:
            self._peoples = {str(key): str(country) for key, country in self._rows("SELECT key, country FROM peoples")}
        key = strict_key(words)
        return self._peoples.get(key, "") or self._peoples.get(key.removeprefix("ال"), "")

    def box(self, country: str) -> Box | None:
        """The box of a country (ISO 3166-1 alpha-3), with a margin of a tenth of a degree."""
        row = self._rows("SELECT west, south, east, north FROM boxes WHERE country = ?", (country,))
        return Box(*row[0]) if row else None

    def boxes(self) -> dict[str, Box]:
        """The boxes of all countries."""
        return {code: Box(*box) for code, *box in self._rows("SELECT country, west, south, east, north FROM boxes")}

    def nearest(self, latitude: float, longitude: float, country: str, within_km: float) -> Match | None:
        """The town of the country that lies nearest to a point, at most so far away."""
        first, last = self._range(country)
        north = within_km / 111.2
        east = north / max(0.05, math.cos(math.radians(latitude)))
        around = self._places(
            f"{_MATCH} WHERE p.id BETWEEN ? AND ? AND p.latitude BETWEEN ? AND ? AND p.longitude BETWEEN ? AND ?",
            (
                first, last, round((latitude - north) * _DEGREE), round((latitude + north) * _DEGREE),
                round((longitude - east) * _DEGREE), round((longitude + east) * _DEGREE),
            ), EXACT, 100.0,
        )  # fmt: skip
        best = min(around, key=lambda each: _km((latitude, longitude), each), default=None)
        return best if best is not None and _km((latitude, longitude), best) <= within_km else None

    def _range(self, country: str) -> tuple[int, int]:
        """The numbers of a country's towns: they lie together."""
        if country not in self._ranges:
            row = self._rows("SELECT min(id), max(id) FROM places WHERE country = ? AND kind >= 3", (country,))[0]
            self._ranges[country] = (row[0] or 0, row[1] if row[1] is not None else -1)
        return self._ranges[country]

    def _by_key(self, key: str, how: str) -> list[Match]:
        chosen = f"{_MATCH} JOIN names n ON n.place = p.id WHERE n.key = ? GROUP BY p.id"
        return self._places(chosen, (key,), how, 100.0)

    def _places(self, query: str, values: Sequence[object], how: str, score: float) -> list[Match]:
        return [
            Match(
                name, admin1, admin2, country, None if lat is None else lat / _DEGREE,
                None if lon is None else lon / _DEGREE, KINDS[kind], population, score, how, number, (first, second),
            )
            for name, admin1, admin2, country, lat, lon, kind, population, number, first, second
            in self._rows(query, values)
        ]  # fmt: skip

    def _scored(self, wanted: str) -> list[tuple[float, int]]:
        """(likeness, place) of names that begin as the wanted one does, or with one letter other, likest first."""
        from rapidfuzz.distance import OSA, JaroWinkler  # wanted when nothing fits exactly, seldom

        begin = wanted[:2] if is_arabic(wanted) else wanted[:3]
        low, high = max(3, len(wanted) - 3), len(wanted) + 3
        rows = self._rows(
            "SELECT key, place FROM names WHERE key >= ? AND key < ? AND length(key) BETWEEN ? AND ? LIMIT ?",
            (begin, begin + "\U0010ffff", low, high, _MOST_ALIKE),
        )
        found = []
        for key, place in rows:
            edits = OSA.normalized_similarity(wanted, key)
            score = 50.0 * (edits + JaroWinkler.similarity(wanted, key))
            if score >= LIKE_ENOUGH:
                found.append((score, place))
        return sorted(found, key=lambda each: (-each[0], each[1]))

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        try:
            with self._lock:
                return self._connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError:
            gazetteer_file.discard(self.path)
            return []


def _km(point: tuple[float, float], match: Match) -> float:
    if match.latitude is None or match.longitude is None:
        return math.inf
    return km_between(*point, match.latitude, match.longitude)


def km_between(latitude: float, longitude: float, other: float, beside: float) -> float:
    """Great-circle distance in kilometres (haversine; Sinnott 1984, “Virtues of the haversine”), WGS 84 degrees."""
    one, two = math.radians(latitude), math.radians(other)
    half = math.sin((two - one) / 2) ** 2
    half += math.cos(one) * math.cos(two) * math.sin(math.radians(beside - longitude) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def destination(latitude: float, longitude: float, bearing: float, km: float) -> tuple[float, float]:
    """Latitude and longitude of the point `km` away in the direction `bearing` (degrees, clockwise from north), on a
    sphere; five places. The direct problem on a great circle: sin φ2 = sin φ1 cos δ + cos φ1 sin δ cos θ and
    Δλ = atan2(sin θ sin δ cos φ1, cos δ - sin φ1 sin φ2) (Bullock 2007, “Great circle distances and bearings between
    two locations”; E. Williams, “Aviation Formulary” 1.47). A sphere errs by at most 0.6 % against the ellipsoid,
    which is far less than what “120 km northwest” leaves open.
    """
    phi, theta, delta = math.radians(latitude), math.radians(bearing), km / _EARTH_KM
    sine = math.sin(phi) * math.cos(delta) + math.cos(phi) * math.sin(delta) * math.cos(theta)
    there = math.asin(max(-1.0, min(1.0, sine)))
    east = math.atan2(math.sin(theta) * math.sin(delta) * math.cos(phi), math.cos(delta) - math.sin(phi) * sine)
    beside = (longitude + math.degrees(east) + 540.0) % 360.0 - 180.0
    return round(math.degrees(there), 5), round(beside, 5)
