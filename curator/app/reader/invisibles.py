# SPDX-License-Identifier: MIT
"""Characters that are not seen but can deceive: direction marks, zero-width spaces, control characters.

What lives here: which they are and what they are called (RELIABILITY.md 3, threat 17). What does not: their marks on
screen (painting.py). They are never taken out of the text. Joiners (U+200C, U+200D) are not among them: Persian, Indic
scripts and emoji need them.
"""

from __future__ import annotations

from curator.pattern import pattern

_INVISIBLE = pattern(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0001]"
)


def invisible_positions(text: str, start: int, end: int) -> list[int]:
    """Where such characters stand in `start`:`end`."""
    if text[start:end].isprintable():  # none of them is; most texts are
        return []
    return [match.start() for match in _INVISIBLE.finditer(text, start, end)]


def named(character: str) -> str:
    """For example "U+202E right-to-left override"."""
    import unicodedata

    return f"U+{ord(character):04X} {unicodedata.name(character, 'control character').lower()}"


def names_near(text: str, start: int, end: int) -> list[str]:
    """What stands in the span or touches it: a character without width cannot be pointed at."""
    return [named(text[at]) for at in invisible_positions(text, max(0, start - 1), min(len(text), end + 1))]
