# SPDX-License-Identifier: MIT
"""Which of the places of one name is meant, and whether that is sure enough to be proposed without asking.

What lives here: weighing places by the words themselves, the text around, the project's countries and their size. What
does not: finding them (gazetteer.py), reading the text around (place_context.py).

The figures were chosen with the tuned half of tests/suggest/data/place-phrases.csv; the other half tells how good they
are.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from curator.suggest.gazetteer import EXACT, Match, km_between
from curator.suggest.place_context import Context
from curator.suggest.place_names import loose_key

_MARGIN = 1.2  # about sixteen times the people
_MARGIN_AT_HOME = 0.8  # in a country that the text speaks of
_SAME_KM = 40.0  # places of one name nearer than this are one place to a reader of news
_SEAT = 0.08  # of a province's people live in the town that has its name: then the town is meant
_WELL_KNOWN = 5.0  # a hundred thousand people
_TOLD, _COUNTRY, _PROVINCE, _PROVINCE_NEAR, _PROJECT = 6.0, 3.0, 1.5, 3.0, 1.5
_NOT_COUNTED = 500  # people of a town of which the list has no figure: it has them from 500 on


@dataclass(frozen=True)
class Ranked:
    """Places of one name, the likeliest first. `sure`: the first may be proposed without asking."""

    matches: tuple[Match, ...] = ()
    sure: bool = False


def ranked(
    name: str,
    matches: Sequence[Match],
    kinds: Sequence[str],
    told: Collection[int],
    context: Context,
    project: Collection[str],
) -> Ranked:
    """`kinds`: those that the words name, the likeliest first; () any. `told`: numbers of the places that lie in what
    the words say (“Tripoli, Lebanon”). `project`: the countries that the project is about."""
    fitting = [each for each in matches if not kinds or each.kind in kinds]
    if told:
        fitting = [each for each in fitting if each.place in told]
    if not fitting:
        return Ranked()
    weighed = sorted(
        ((_weight(name, each, kinds, told, context, project), each) for each in fitting),
        key=lambda pair: (-pair[0], pair[1].place),
    )
    areas = _areas(weighed)
    best_weight, best = areas[0]
    margin = best_weight - areas[1][0] if len(areas) > 1 else math.inf
    meant = [_meant(members, kinds) for _, members in areas]
    return Ranked(tuple(meant), _is_sure(meant[0], best, margin, bool(told), context, project))


def _weight(
    name: str, each: Match, kinds: Sequence[str], told: Collection[int], context: Context, project: Collection[str]
) -> float:
    weight = 8.0 if each.kind == "country" else min(7.0, math.log10((each.population or _unknown(each)) + 10))
    weight += {"capital": 1.5, "district": -1.0}.get(each.kind, 0.0)
    weight -= 0.0 if each.how == EXACT else 0.3
    if loose_key(each.name) != loose_key(name):  # by another name of it
        weight -= 0.7
    if kinds:
        weight -= 1.0 * kinds.index(each.kind)
    if each.place in told:
        weight += _TOLD
    weight += _COUNTRY * context.share(each.country)
    provinces = each.within[0], each.place
    if not context.near.isdisjoint(provinces):
        weight += _PROVINCE_NEAR
    elif each.within[0] in context.provinces or each.place in context.provinces:
        weight += _PROVINCE * min(1.0, max(context.provinces.get(number, 0.0) for number in provinces))
    return weight + (_PROJECT if each.country in project else 0.0)


def _unknown(each: Match) -> int:
    return _NOT_COUNTED if each.kind == "place" else 0


def _areas(weighed: Sequence[tuple[float, Match]]) -> list[tuple[float, list[Match]]]:
    """Places that lie in or by one another together, with the weight of their heaviest, in order."""
    areas: list[tuple[float, list[Match]]] = []
    for weight, each in weighed:
        home = next((members for _, members in areas if any(_together(each, member) for member in members)), None)
        if home is None:
            areas.append((weight, [each]))
        else:
            home.append(each)
    return areas


def _together(one: Match, other: Match) -> bool:
    if one.country != other.country:
        return False
    if "country" in (one.kind, other.kind) or one.place in other.within or other.place in one.within:
        return True
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return False
    points = one.latitude, one.longitude, other.latitude, other.longitude
    return km_between(*points) <= _SAME_KM  # type: ignore[arg-type]  # none of the four is None


def _meant(members: Sequence[Match], kinds: Sequence[str]) -> Match:
    """Of a town, its district and its province of one name the town, unless it is small in the province."""
    if kinds:
        return min(members, key=lambda each: (kinds.index(each.kind), -each.population))
    country = next((each for each in members if each.kind == "country"), None)
    if country is not None:
        return country
    towns = [each for each in members if each.kind in ("place", "capital")]
    province = max(
        (each for each in members if each.kind == "province"), key=lambda each: each.population, default=None
    )
    town = max(towns, key=lambda each: (each.how == EXACT, each.population), default=None)
    if town is not None and (province is None or town.population >= _SEAT * province.population):
        return town
    return province or town or members[0]


def _is_sure(
    meant: Match, members: Sequence[Match], margin: float, told: bool, context: Context, project: Collection[str]
) -> bool:
    if margin < (_MARGIN if context.share(meant.country) < 0.5 else _MARGIN_AT_HOME):
        return False
    if not told and _lies_elsewhere(meant, context):
        return False
    if told or context.share(meant.country) >= 0.5 or meant.country in project:
        return True
    people = max(each.population for each in members)
    known = meant.kind in ("country", "province", "capital") or math.log10(people + 10) >= _WELL_KNOWN
    if context.behind and meant.country not in context.behind:
        return False
    elsewhere = max(context.countries.values(), default=0.0) >= 1.0
    if elsewhere:  # the text speaks of other countries: only what everybody knows, and there is one of it
        return known and margin >= 2 * _MARGIN
    return known or math.isinf(margin)


def _lies_elsewhere(meant: Match, context: Context) -> bool:
    """Whether it is a small place and the text plainly speaks of provinces, but not of its own."""
    if meant.kind not in ("place", "district") or meant.population >= 10**_WELL_KNOWN:
        return False
    plain = max(context.provinces.values(), default=0.0) >= 1.0
    return plain and context.provinces.get(meant.within[0], 0.0) <= 0.0
