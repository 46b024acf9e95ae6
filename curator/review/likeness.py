# SPDX-License-Identifier: MIT
"""How likely two incidents of one article, by two coders, are meant as the same.

What lives here: the parts of the likeness, each from 0 to 1, and their weights in one table. What does not: deciding
which belong together (alignment.py).

A part that one of the two does not tell says nothing: it is left out (None), and the others carry its weight. All parts
are the same either way round.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from math import asin, cos, radians, sin, sqrt
from typing import Any, NamedTuple

from curator.review.profile import Days, Place, Profile
from curator.review.spans import Span, overlap_of_merged

# The weights of the parts, and why.
WEIGHTS: Mapping[str, float] = {
    "words": 0.40,  # the same words are the best sign: an incident is a report, and the report is these words
    "kind": 0.20,  # tells a protest from the arrests that followed, which share day, place and parties
    "date": 0.15,  # often the same for all incidents of an article, then it tells little
    "place": 0.15,  # likewise
    "parties": 0.10,  # coders name the same party in different words
}
# What is still taken for the same incident, on the same scale. Two incidents that share day, country and parties and
# nothing else come to .3; two that tell the same in different words of the article, all else equal, to .6.
LEAST = 0.35

# What the finest equal level of a place is worth where no names are told, from coarse to fine.
_LEVEL_CREDITS = (0.25, 0.5, 0.75)
# Kilometres up to which two points count so much.
_POINT_CREDITS = ((5.0, 1.0), (25.0, 0.75), (100.0, 0.25))
_EARTH_KM = 6371.0


class Likeness(NamedTuple):
    """From 0 to 1, with its parts by the names of WEIGHTS; a part is None where one of the two does not tell it."""

    score: float
    parts: Mapping[str, float | None]


def likeness(one: Profile, other: Profile) -> Likeness:
    """How alike two incidents are, and by what."""
    parts = (
        _words(one, other),
        _kind(one, other),
        _date(one.days, other.days) if one.days is not None and other.days is not None else None,
        _place(one.place, other.place) if one.place is not None and other.place is not None else None,
        _parties(one, other),
    )
    told = [(part, weight) for part, weight in zip(parts, WEIGHTS.values(), strict=True) if part is not None]
    whole = sum(weight for _, weight in told)
    score = sum(part * weight for part, weight in told) / whole if whole else 0.0
    return Likeness(score, dict(zip(WEIGHTS, parts, strict=True)))


def _words(one: Profile, other: Profile) -> float | None:
    """The words of the mentions and all words, by half each: mentions part incidents that share the words of a date."""
    shares = [
        _marked(first, second)
        for first, second in ((one.mentions, other.mentions), (one.words, other.words))
        if first and second
    ]
    return sum(shares) / len(shares) if shares else None


def _marked(first: tuple[Span, ...], second: tuple[Span, ...]) -> float:
    """The mean of F1 and of the share of the shorter: one coder marks the sentence, another the clause in it."""
    if first == second:
        return 1.0
    if first[0][0] >= second[-1][1] or second[0][0] >= first[-1][1]:
        return 0.0
    found = overlap_of_merged(first, second)
    return found.both / (found.first + found.second) + found.both / min(found.first, found.second) / 2


def _kind(one: Profile, other: Profile) -> float | None:
    """The share of equal levels of the hierarchy, of those that both tell."""
    told = [
        (first, second) for first, second in zip(one.kinds, other.kinds, strict=True) if None not in (first, second)
    ]
    return sum(first == second for first, second in told) / len(told) if told else None


def _date(one: Days, other: Days) -> float:
    """Half for meeting at all, half for the share of days in common; less the further they miss, to 0 at the slack."""
    common = min(one.last, other.last) - max(one.first, other.first) + 1
    if common > 0:
        return 0.5 + 0.5 * common / (max(one.last, other.last) - min(one.first, other.first) + 1)
    slack = max(one.slack, other.slack)
    return 0.5 * max(0.0, 1 - (1 - common) / (slack + 1))


def _place(one: Place, other: Place) -> float | None:
    """By levels from coarse to fine up to the first difference, then by names, then by points where they are nearer."""
    told: float | None = None
    for first, second, credit in zip(one.levels, other.levels, _LEVEL_CREDITS, strict=True):
        if first is None or second is None:
            continue
        if first != second:
            told = told or 0.0
            break
        told = credit
    if one.names and other.names:
        same = len(one.names & other.names) / min(len(one.names), len(other.names))
        told = same + (1 - same) * (told or 0.0) / 2
    if one.point is not None and other.point is not None:
        apart = _kilometres(one.point, other.point)
        told = max(told or 0.0, next((credit for most, credit in _POINT_CREDITS if apart <= most), 0.0))
    return told


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle distance of two points in degrees, by the haversine formula (R. W. Sinnott, 1984). Latitudes may
    lie beyond the poles, in other people's codebooks: then it is a number, too."""
    (north, east), (to_north, to_east) = [tuple(map(radians, point)) for point in (one, other)]
    half = sin((to_north - north) / 2) ** 2 + cos(north) * cos(to_north) * sin((to_east - east) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(max(0.0, half))))


def _parties(one: Profile, other: Profile) -> float | None:
    """The words of the names and the codes of the parties, by half each."""
    pairs: tuple[tuple[Set[Any], Set[Any]], ...] = ((one.names, other.names), (one.roles, other.roles))
    shares = [2 * len(first & second) / (len(first) + len(second)) for first, second in pairs if first and second]
    return sum(shares) / len(shares) if shares else None
