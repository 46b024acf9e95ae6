# SPDX-License-Identifier: MIT
"""Single members of a hand-over's units: ids, texts, numbers, times, fixed words.

What lives here: one short function for each sort of member; it gives the value, or raises Wrong with the member's
place. What does not: which members a unit has (handover_checks.py). Written to be quick where all is well: a hand-over
has hundreds of thousands of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Set
from datetime import datetime
from typing import Any

from curator.domain.ids import is_id
from curator.formats.strict_json import cut

_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_LARGEST = 10**15


class Wrong(ValueError):
    """A member is not as it must be: `place` within what is looked at, and why."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(place, reason)
        self.place, self.reason = place, reason

    @property
    def told(self) -> str:
        return f"{self.place}: {self.reason}" if self.place else self.reason


def exact(value: object, names: Set[str], place: str) -> Mapping[str, Any]:
    """An object with exactly these members."""
    if not isinstance(value, dict):
        raise Wrong(place, "an object {…} is expected here")
    if value.keys() != names:
        within = f"{place}." if place else ""
        for name in value:
            if name not in names:
                raise Wrong(f"{within}{cut(str(name))}", "this member is not known here")
        raise Wrong(f"{within}{min(names - value.keys())}", "this member is missing")
    return value


def listed(value: object, place: str) -> list[Any]:
    """A list."""
    if not isinstance(value, list):
        raise Wrong(place, "a list […] is expected here")
    return value


def text(value: object, place: str, *, needed: bool = False) -> str:
    """A text that every file and database can hold; with `needed` not an empty one."""
    if not isinstance(value, str):
        raise Wrong(place, "a text is expected here")
    found = _UNSTORABLE.search(value)
    if found:
        raise Wrong(place, f"it holds U+{ord(found.group()):04X}, which cannot be stored")
    if needed and not value.strip():
        raise Wrong(place, "a text that is not empty is expected here")
    return value


def own_id(value: object, place: str) -> str:
    """An id as Curator makes them."""
    if not isinstance(value, str) or not is_id(value):
        raise Wrong(place, f"{_shown(value)} is not an id (a UUID of version 7 or 8 in lower case)")
    return value


def optional_id(value: object, place: str) -> str:
    """An id, or "" where there is none."""
    return own_id(value, place) if value != "" else ""


def known_id(value: object, known: Collection[str] | None, what: str, place: str) -> str:
    """An id that is among those which come along (None: these are not known)."""
    found = own_id(value, place)
    if known is not None and found not in known:
        raise Wrong(place, f"no such {what} comes along ({found})")
    return found


def sha256(value: object, place: str) -> str:
    """A SHA-256 in lower-case hexadecimal."""
    if not isinstance(value, str) or not _SHA256.fullmatch(value):
        raise Wrong(place, f"{_shown(value)} is not a SHA-256 in hexadecimal")
    return value


def moment(value: object, place: str) -> str:
    """A time as Curator writes it, or "" where none is known."""
    if value == "":
        return ""
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        raise Wrong(place, "a time as YYYY-MM-DDTHH:MM:SS.mmmZ is expected here")
    try:
        datetime.fromisoformat(value)
    except ValueError:
        raise Wrong(place, f"{value} is no time of the calendar") from None
    return value


def whole(value: object, place: str) -> int:
    """A whole number of up to 15 digits; true and 3.0 are none."""
    if type(value) is not int or not -_LARGEST < value < _LARGEST:
        raise Wrong(place, "a whole number is expected here")
    return value


def flag(value: object, place: str) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise Wrong(place, "true or false is expected here")
    return value


def one_of(value: object, allowed: Collection[str], place: str) -> str:
    """One of a few fixed words."""
    if not isinstance(value, str) or value not in allowed:
        raise Wrong(place, f"{_shown(value)} is none of {', '.join(allowed)}")
    return value


def _shown(value: object) -> str:
    return f"“{cut(value)}”" if isinstance(value, str) else "this"
