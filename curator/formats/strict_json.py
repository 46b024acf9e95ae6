# SPDX-License-Identifier: MIT
"""JSON from outside, read with limits, and the list of what is wrong in it with its places.

What lives here: bytes to plain values (size, depth, double members, NaN, characters no file can hold), and small typed
readers that name the place of each fault. What does not: what a document means (coding_file_reading.py).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from curator.domain.faults import InputRefused

MOST_BYTES = 64 * 1024 * 1024
DEEPEST = 100
MOST_PLACES = 50
_TOKENS = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{}]', re.DOTALL)
# What would move the cursor of a terminal or turn the direction of a sentence, or cannot be written at all.
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def cut(text: str, most: int = 60) -> str:
    """A text as it may stand in a sentence: short, on one line, its line ends still to be seen."""
    return plain(text if len(text) <= most else text[:most] + "…")


def plain(text: str) -> str:
    """A text from outside that cannot disturb the sentence it stands in."""
    return _UNSHOWN.sub("\ufffd", text.replace("\n", "⏎"))


class Faults:
    """Collects what is wrong, each with its place; the first 50 are enough to refuse."""

    def __init__(self, opening: str) -> None:
        self.opening = opening
        self.places: list[str] = []

    def add(self, place: str, reason: str) -> None:
        """Note a fault. Raises InputRefused with all places when there are 50."""
        self.places.append(f"{place}: {reason}" if place else reason)
        if len(self.places) >= MOST_PLACES:
            self.refuse()

    def refuse(self) -> None:
        """Raise InputRefused if anything is wrong."""
        if self.places:
            count = "one place is" if len(self.places) == 1 else f"{len(self.places)} places are"
            more = " (or more)" if len(self.places) >= MOST_PLACES else ""
            raise InputRefused(
                f"{self.opening}, because {count} wrong{more}; nothing was changed. {self.places[0]}.",
                tuple(self.places),
            )


def load(data: bytes, opening: str) -> Any:
    """The document in `data`. Raises InputRefused with `opening` ("This file was not taken") where it is none."""
    if len(data) > MOST_BYTES:
        raise InputRefused(f"{opening}, because it is larger than 64 MB; nothing was changed.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise InputRefused(f"{opening}, because it is not UTF-8 (byte {fault.start}); nothing was changed.") from None
    if text.count("[") + text.count("{") > DEEPEST and _is_too_deep(text):
        raise InputRefused(f"{opening}, because it is nested more than {DEEPEST} deep; nothing was changed.")
    try:
        return json.loads(text, object_pairs_hook=_single_members, parse_constant=_no_constant, parse_float=_finite)
    except json.JSONDecodeError as fault:
        raise InputRefused(
            f"{opening}, because it is not JSON (line {fault.lineno}, column {fault.colno}); nothing was changed."
        ) from None
    except ValueError as fault:
        raise InputRefused(f"{opening}, because {fault}; nothing was changed.") from None


def _is_too_deep(text: str) -> bool:
    depth = 0
    for match in _TOKENS.finditer(text):
        token = match.group()
        if token in "[{":
            depth += 1
            if depth > DEEPEST:
                return True
        elif token in "]}":
            depth -= 1
    return False


def _single_members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        many = Counter(name for name, _ in pairs)
        double = next(name for name, count in many.items() if count > 1)
        raise ValueError(f"the member “{cut(double)}” stands twice in one object")
    return members


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a number")


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise ValueError(f"the number {cut(text)} is too large")
    return number


def as_object(value: Any, place: str, known: Collection[str], faults: Faults) -> dict[str, Any]:
    """An object that has no members but `known` ones; otherwise a fault, and what is there."""
    if not isinstance(value, dict):
        faults.add(place, "an object {…} is expected here")
        return {}
    for name in value:
        if name not in known:
            faults.add(f"{place}.{cut(name)}" if place else cut(name), "this member is not known here")
    return value


def as_list(value: Any, place: str, faults: Faults) -> list[Any]:
    """A list; a missing one is empty."""
    if value is None:
        return []
    if not isinstance(value, list):
        faults.add(place, "a list […] is expected here")
        return []
    return value


def text_of(members: dict[str, Any], name: str, place: str, faults: Faults, default: str = "") -> str:
    """A text member that any file and database can hold; a missing one is `default`."""
    value = members.get(name)
    if value is None:
        return default
    where = f"{place}.{name}" if place else name
    if not isinstance(value, str):
        faults.add(where, "a text is expected here")
        return default
    return storable(value, where, faults)


def storable(text: str, place: str, faults: Faults) -> str:
    """The text, with a fault if it holds NUL or half a character pair."""
    found = _UNSTORABLE.search(text)
    if found:
        faults.add(place, f"it holds U+{ord(found.group()):04X}, which cannot be stored")
        return _UNSTORABLE.sub("\ufffd", text)
    return text


def whole_number(value: Any, place: str, faults: Faults, default: int = 0) -> int:
    """A whole number of up to 15 digits; true and 3.0 are none."""
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= 10**15:
        faults.add(place, "a whole number is expected here")
        return default
    return value


def one_of(value: Any, allowed: Sequence[str], place: str, faults: Faults) -> str:
    """One of a few fixed words; otherwise a fault, and the first of them."""
    if isinstance(value, str) and value in allowed:
        return value
    shown = f"“{cut(value)}”" if isinstance(value, str) else "this"
    faults.add(place, f"{shown} is none of {', '.join(allowed)}")
    return allowed[0]
