# SPDX-License-Identifier: MIT
"""The reader of coordinates: “36.1, 43.2”, “36,1; 43,2”, “36.1° N 43.2° E”, “36°06'N, 43°12'E”.

What lives here: from words to latitude and longitude. What does not: which place lies there (gazetteer.py). Two whole
numbers without a sign of what they are, such as “12, 15”, are none: they may count anything.
"""

from __future__ import annotations

import re

_KEPT = 5  # decimals: about a metre
_FRACTION = r"(?:[.,]\d+)?"
_ANGLE = re.compile(
    rf"([NSEW])?\s*([+\-−]?\d{{1,3}}{_FRACTION})"  # the side before it, degrees
    rf"(?:\s*[°º](?:\s*(\d{{1,2}}{_FRACTION})\s*['′’](?:\s*(\d{{1,2}}{_FRACTION})\s*(?:\"|″|”|''))?)?)?"
    r"\s*([NSEW])?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[,;/]\s*|\s+|(?<=[NSEWnsew°'′’″”\"])")
_TOLD = re.compile(r"\d[.,]\d|[°º]|[NSEW]", re.IGNORECASE)
_WIDEST = {"latitude": 90.0, "longitude": 180.0}


def read_coordinates(words: str) -> tuple[float, float] | None:
    """Latitude and longitude in degrees (WGS 84) where the words are nothing else, the latitude first unless letters
    say otherwise; None where they are something else. Raises ValueError for an angle that is on no globe."""
    words = words.strip().strip("()[]").strip()
    for between in _BETWEEN.finditer(words):
        first = _ANGLE.fullmatch(words, 0, between.start())
        second = _ANGLE.fullmatch(words, between.end())
        if first is not None and second is not None and (found := _point(first, second)) is not None:
            return found
    return None


def _point(first: re.Match[str], second: re.Match[str]) -> tuple[float, float] | None:
    sides = [_side(first), _side(second)]
    if None in sides or not (_TOLD.search(first[0]) or _TOLD.search(second[0])):
        return None
    if (sides[0] in ("E", "W")) != (sides[1] in ("N", "S")) and all(sides):
        return None  # two latitudes
    turned = sides[0] in ("E", "W") or sides[1] in ("N", "S")
    latitude, longitude = (second, first) if turned else (first, second)
    return _angle(latitude, "latitude"), _angle(longitude, "longitude")


def _side(angle: re.Match[str]) -> str | None:
    """N, S, E or W; "" where none is told, None where two are."""
    return None if angle[1] and angle[5] else (angle[1] or angle[5] or "").upper()


def _angle(angle: re.Match[str], name: str) -> float:
    written = (each or "0" for each in angle.group(2, 3, 4))
    degrees, minutes, seconds = (float(each.replace(",", ".").replace("−", "-")) for each in written)
    size = abs(degrees) + minutes / 60 + seconds / 3600
    below = angle[2][0] in "-−"
    if minutes >= 60 or seconds >= 60 or size > _WIDEST[name]:
        raise ValueError(f"a {name} lies between -{_WIDEST[name]:g} and {_WIDEST[name]:g} degrees")
    return round(-size if below != (_side(angle) in ("S", "W")) else size, _KEPT)
