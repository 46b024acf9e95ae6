# SPDX-License-Identifier: MIT
"""The world's places from the extracts of GeoNames: countries, provinces, districts, towns and all their names.

What lives here: joining the two extracts, points of provinces and districts, which names are kept. What does not:
fetching (gazetteer.py), the database (gazetteer_database.py).

The extracts have no points for provinces and districts: theirs is the middle of the known towns in them (the median of
latitude and longitude; the town called like a district where no other is known), their population the sum. A province
also has the names of the town that is called like it.
"""

from __future__ import annotations

import re
import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from curator.suggest.place_names import is_arabic, loose_key, strict_key

COUNTRY, PROVINCE, DISTRICT, PLACE, CAPITAL = range(5)
# Words that say what kind of division it is, at the end or the beginning of its name; its names include that without.
_DIVISION = re.compile(
    r"^(?:Muhafazat|Baladiyat|Republic of|Provincia de|Departamento de|Département d[eu]|Estado de|Region of)\s+"
    r"|\s+(?:Province|Governorate|State|Region|Department|District|Oblast'?|Krai|Kray|Republic|County|Prefecture|Agency"
    r"|Municipality|Division|Subdivision|Parish|Raion|Rayon|Voivodeship|Area|Territory|City|Regional State)$",
    re.IGNORECASE,
)
_LATIN = re.compile(r"^[A-Z\u00c0-\u024f\u1e00-\u1eff'‘’ʻʿ`]")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_SAME_TOWN = 0.2  # degrees, about 20 km
_CODE = re.compile(r"^[A-Z]{2,4}$")  # of an airport


@dataclass
class Listed:
    """One place: `admin1` and `admin2` are the numbers of places of the same list, None where there is none."""

    kind: int
    name: str
    country: str
    admin1: int | None = None
    admin2: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    names: list[str] = field(default_factory=list)


@dataclass
class Gazetteer:
    """All places in their order; names of countries and words for their people and things, with the country's code."""

    places: list[Listed]
    peoples: list[tuple[str, str]]

    def points(self) -> dict[str, list[tuple[float, float]]]:
        """Longitude and latitude of all towns, by country."""
        found: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for place in self.places:
            if place.kind in (PLACE, CAPITAL) and place.latitude is not None and place.longitude is not None:
                found[place.country].append((place.longitude, place.latitude))
        return found


def listed(
    countries: Mapping[str, Any], cities: Mapping[str, Any], with_districts: Iterable[Mapping[str, str]],
    provinces: Iterable[Mapping[str, str]], districts: Iterable[Mapping[str, str]], more_names: str,
) -> Gazetteer:  # fmt: skip
    """Everything in the order: countries, provinces, districts, towns, each by code, then name, place."""
    more = dict(_more_names(more_names))
    iso3 = {code: country["iso3"] for code, country in countries.items() if country["iso3"] not in ("SCG", "ANT")}
    made = Gazetteer([], [])
    for code, country in sorted(countries.items()):
        if code in iso3:
            made.places.append(_country(country, more.get(code, [])))
            named = [made.places[-1].name, *made.places[-1].names, *_peoples(more.get(code, []))]
            made.peoples += [(name, iso3[code]) for name in named]
    first = _divisions(made, PROVINCE, provinces, iso3, {}, more)
    second = _divisions(made, DISTRICT, districts, iso3, first, {})
    others = list(with_districts)
    inside = _districts_of(others)
    begin = len(made.places)
    for city in sorted([*cities.values(), *_only_in_the_other(cities, others)], key=_order):
        if city["countrycode"] in iso3:
            made.places.append(_town(city, iso3, first, second, inside))
    _capitals(made, countries, begin)
    _alone_in_their_districts(made, begin)
    _middles(made, begin)
    _names_of_seats(made, begin)
    return made


def _more_names(text: str) -> Iterator[tuple[str, list[list[str]]]]:
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            code, *columns = (column.strip() for column in line.split("|"))
            yield code, [[name.strip() for name in column.split(";") if name.strip()] for column in columns]


def _country(country: Mapping[str, Any], more: list[list[str]]) -> Listed:
    names = [*(more[0] if more else ()), *(more[2] if len(more) > 2 else ())]
    return Listed(COUNTRY, country["name"].strip(), country["iso3"], population=country["population"] or 0, names=names)


def _peoples(more: list[list[str]]) -> Iterator[str]:
    """English words as they are; of an Arabic adjective also the feminine and the plurals."""
    for people in more[1] if len(more) > 1 else ():
        yield from (people, people + "s")
    for people in more[3] if len(more) > 3 else ():
        yield from (people, people + "ة", people + "ين", people + "ون")


def _divisions(
    made: Gazetteer, kind: int, told: Iterable[Mapping[str, str]], iso3: Mapping[str, str], above: Mapping[str, int],
    more: Mapping[str, list[list[str]]],
) -> dict[str, int]:  # fmt: skip
    numbers: dict[str, int] = {}
    for division in sorted(told, key=lambda each: each["code"]):
        code = division["code"]
        country = code.partition(".")[0]
        if country not in iso3 or code in numbers:
            continue
        numbers[code] = len(made.places)
        names = [name for column in more.get(code, ()) for name in column]
        name = division["name"].strip()
        plain = without_division(name)
        over = above.get(code.rpartition(".")[0])
        made.places.append(Listed(kind, name, iso3[country], over, names=[plain, *names]))
    return numbers


def without_division(name: str) -> str:
    """“Borno” of “Borno State”; the name itself where nothing would be left."""
    return _DIVISION.sub("", name).strip() or name


def _districts_of(told: Iterable[Mapping[str, str]]) -> dict[tuple[str, str, str], str]:
    return {
        (
            city["country"],
            f"{float(city['lat']):.5f}",
            f"{float(city['lng']):.5f}",
        ): f"{city['admin1']}.{city['admin2']}"
        for city in told
        if city["admin2"]
    }


def _only_in_the_other(cities: Mapping[str, Any], others: Iterable[Mapping[str, str]]) -> Iterator[Mapping[str, Any]]:
    """Towns that only the extract with districts has: those that have no namesake near by in the first (which are the
    same towns, with a point that was put right since)."""
    known: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for city in cities.values():
        for key in {loose_key(name) for name in (city["name"], *city["alternatenames"])}:
            known[city["countrycode"], key].append((city["latitude"], city["longitude"]))
    for city in others:
        latitude, longitude = float(city["lat"]), float(city["lng"])
        near = known[city["country"], loose_key(city["name"])]
        if not any(abs(latitude - y) < _SAME_TOWN and abs(longitude - x) < _SAME_TOWN for y, x in near):
            yield {
                "geonameid": 0, "name": city["name"], "latitude": latitude, "longitude": longitude, "population": 0,
                "countrycode": city["country"], "admin1code": city["admin1"], "alternatenames": [],
            }  # fmt: skip


def _order(city: Mapping[str, Any]) -> tuple[str, str, str, int, float, float]:
    return (
        city["countrycode"], city["admin1code"], city["name"], city["geonameid"], city["latitude"], city["longitude"],
    )  # fmt: skip


def _town(
    city: Mapping[str, Any], iso3: Mapping[str, str], first: Mapping[str, int], second: Mapping[str, int],
    inside: Mapping[tuple[str, str, str], str],
) -> Listed:  # fmt: skip
    code = city["countrycode"]
    within = inside.get((code, f"{city['latitude']:.5f}", f"{city['longitude']:.5f}"), "")
    return Listed(
        PLACE, city["name"], iso3[code], first.get(f"{code}.{city['admin1code']}"), second.get(f"{code}.{within}"),
        city["latitude"], city["longitude"], city["population"] or 0,
        [name for told in (city["name"], *city["alternatenames"]) if _kept(told) for name in _called(told)],
    )  # fmt: skip


def _called(name: str) -> Iterator[str]:
    """The name, and without what stands in brackets behind it: “Nueva Libertad (San José)”."""
    yield name
    if plain := _IN_BRACKETS.sub("", name):
        yield plain


def _kept(name: str) -> bool:
    """Names in Latin and Arabic letters; not the codes of airports, nor what was only transcribed letter by letter."""
    if _CODE.match(name) or len(name) > 60:
        return False
    return is_arabic(name) or _LATIN.match(name) is not None


def _capitals(made: Gazetteer, countries: Mapping[str, Any], begin: int) -> None:
    wanted = {country["iso3"]: strict_key(country["capital"]) for country in countries.values()}
    best: dict[str, int] = {}
    for at, place in enumerate(made.places[begin:], begin):
        key = wanted.get(place.country)
        if key and key in {strict_key(name) for name in (place.name, *place.names)}:
            now = best.get(place.country)
            if now is None or made.places[now].population < place.population:
                best[place.country] = at
    for at in best.values():
        made.places[at].kind = CAPITAL


def _alone_in_their_districts(made: Gazetteer, begin: int) -> None:
    """A district in which no town is known lies where the one town of its province lies that is called like it and is
    told to be in no other district: the extract with districts has fewer towns than the other."""
    without: dict[tuple[int | None, str], list[Listed]] = defaultdict(list)
    for town in made.places[begin:]:
        if town.admin2 is None and town.admin1 is not None:
            for key in {loose_key(name) for name in (town.name, *town.names)}:
                without[town.admin1, key].append(town)
    taken = {town.admin2 for town in made.places[begin:]}
    for number, division in enumerate(made.places[:begin]):
        if division.kind == DISTRICT and number not in taken and division.admin1 is not None:
            keys = {loose_key(name) for name in (division.name, *division.names)}
            seats = {id(town): town for key in keys for town in without[division.admin1, key]}
            if len(seats) == 1:
                (seat,) = seats.values()
                seat.admin2 = seat.admin2 if seat.admin2 is not None else number


def _middles(made: Gazetteer, begin: int) -> None:
    within: dict[int, list[Listed]] = defaultdict(list)
    for place in made.places[begin:]:
        for number in (place.admin1, place.admin2):
            if number is not None:
                within[number].append(place)
    for number, towns in within.items():
        division = made.places[number]
        division.latitude = round(statistics.median(town.latitude or 0.0 for town in towns), 5)
        division.longitude = round(statistics.median(town.longitude or 0.0 for town in towns), 5)
        division.population = sum(town.population for town in towns)


def _names_of_seats(made: Gazetteer, begin: int) -> None:
    """The town in a province or district that is called like it lends it its other names; a district, of which there
    are many, only those in Arabic letters (there are no others for it)."""
    seats: dict[int, Listed] = {}
    wanted: dict[int, set[str]] = {}
    for place in made.places[begin:]:
        for number in (place.admin1, place.admin2):
            if number is None:
                continue
            if number not in wanted:
                division = made.places[number]
                wanted[number] = {loose_key(name) for name in (division.name, *division.names)}
            same = wanted[number] & {loose_key(name) for name in (place.name, *place.names)}
            if same and (number not in seats or seats[number].population < place.population):
                seats[number] = place
    for number, seat in seats.items():
        lent = [seat.name, *seat.names]
        made.places[number].names += [name for name in lent if made.places[number].kind == PROVINCE or is_arabic(name)]
