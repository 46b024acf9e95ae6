# SPDX-License-Identifier: MIT
"""The one door between code points and Qt's UTF-16 units (DESIGN.md 4, rule 4).

What lives here: the map of one text. What does not: anything of Qt. Text is never read back from Qt; positions are,
and they come through here.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from codecs import utf_16_le_encode

from curator.pattern import pattern

_ASTRAL = pattern("[\U00010000-\U0010ffff]")


class Offsets:
    """Code points to UTF-16 units and back for one text, by bisection over its characters beyond U+FFFF."""

    __slots__ = ("_astral", "_units", "length", "unit_length")

    def __init__(self, text: str) -> None:
        self.length = len(text)
        self._astral = array("q", _astral_positions(text))
        # The unit at which each of them begins: one extra unit for every one before it.
        self._units = array("q", (position + before for before, position in enumerate(self._astral)))
        self.unit_length = self.length + len(self._astral)

    def units(self, pos: int) -> int:
        """UTF-16 units before the code point `pos` (0 .. length)."""
        return pos + bisect_left(self._astral, pos) if self._astral else pos

    def points(self, unit: int) -> int:
        """Code points before `unit`; a unit inside a surrogate pair gives the character it belongs to."""
        # Every character that begins before `unit` took one unit more; the one that `unit` cuts has taken it already.
        return unit - bisect_left(self._units, unit) if self._units else unit


def _astral_positions(text: str) -> list[int]:
    # Encoding counts them at the speed of memory; most articles have none and the slower search is spared.
    # The function of codecs comes without a search for the encoding's module.
    if text.isascii() or len(utf_16_le_encode(text, "surrogatepass")[0]) == 2 * len(text):
        return []
    return [match.start() for match in _ASTRAL.finditer(text)]
