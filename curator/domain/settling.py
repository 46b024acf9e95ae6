# SPDX-License-Identifier: MIT
"""The settling rule text/1: how a decoded file becomes the text that is stored for ever.

What lives here: the rule as a pure function, the map from offsets before settling to offsets after it, the text's hash.
What does not: turning bytes into characters and taking the byte order mark off (formats/encodings.py).

The rule, in this order (source: the reliability rules, 2.7): one leading byte order mark is dropped; CR LF, CR, U+2028
and U+2029 become LF; each NUL, surrogate, U+FDD0, U+FDD1 and a U+FFFE at the very beginning of what remains becomes
U+FFFD and is counted. Everything else is kept: no-break spaces, U+0085, form feeds, zero-width characters, a second
byte order mark; no Unicode normal form is made and nothing is trimmed. A decoded string holds surrogates only where the
file had lone ones, so every surrogate counts as lone.

Settling twice equals settling once, except for a text that began with two byte order marks: exactly one is dropped each
time. Whoever reads settled texts back must therefore compare hashes, not settle again.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from curator.domain.faults import InputRefused

TEXT_RULE = "text/1"
REPLACEMENT = "\ufffd"
BYTE_ORDER_MARK = "\ufeff"

# The kinds of `Settled.replaced`, in the words of the report.
NUL = "NUL"
SURROGATE = "lone surrogate"
LEADING_FFFE = "leading U+FFFE"
_SINGLE = {NUL: "\x00", "U+FDD0": "\ufdd0", "U+FDD1": "\ufdd1"}
REPLACED_KINDS = (*_SINGLE, SURROGATE, LEADING_FFFE)

_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Settled:
    """A settled text, what was replaced in it (kind -> count, only kinds that occurred), and the offset map."""

    text: str
    replaced: Mapping[str, int]
    dropped_bom: bool
    _before: str = field(repr=False, compare=False, default="")

    @cached_property
    def _line_ends(self) -> array[int]:
        """Where the CRs of the CR LF pairs stood; only these and the byte order mark shift offsets."""
        return array("q", (match.start() for match in re.finditer("\r\n", self._before)))

    def to_settled(self, offset: int) -> int:
        """The place in `text` of a code-point offset into the string that was settled.

        0 and the string's length are places too. Raises InputRefused for an offset outside the string, and for one
        between the CR and the LF of a line end: no place of the settled text corresponds to it, and taking the nearest
        would silently shorten or lengthen somebody's quote.
        """
        if not 0 <= offset <= len(self._before):
            raise InputRefused(f"Position {offset} lies outside the text of {len(self._before)} characters.")
        pairs_before = bisect_left(self._line_ends, offset - 1)
        if pairs_before < len(self._line_ends) and self._line_ends[pairs_before] == offset - 1:
            raise InputRefused(f"Position {offset} lies inside a line end, between its two characters CR and LF.")
        dropped = int(offset > 0 and self._before.startswith(BYTE_ORDER_MARK) and self.dropped_bom)
        return offset - pairs_before - dropped


def settle(decoded: str, *, bom_taken: bool = False) -> Settled:
    """Settle a decoded file by text/1. With `bom_taken` the decoder has dropped the byte order mark already."""
    if decoded.isascii() and "\r" not in decoded and "\x00" not in decoded:
        return Settled(decoded, {}, False, decoded)  # ASCII holds nothing else that the rule speaks of
    drops = not bom_taken and decoded.startswith(BYTE_ORDER_MARK)
    text = decoded[1:] if drops else decoded
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    replaced: dict[str, int] = {}
    for kind, character in _SINGLE.items():
        if character in text:
            replaced[kind] = text.count(character)
            text = text.replace(character, REPLACEMENT)
    if not _encodes(text):
        text, replaced[SURROGATE] = _SURROGATES.subn(REPLACEMENT, text)
    if text.startswith("\ufffe"):
        replaced[LEADING_FFFE] = 1
        text = REPLACEMENT + text[1:]
    return Settled(text, replaced, drops, decoded)


def text_sha256(text: str) -> str:
    """The hash that tells sameness: SHA-256 of the UTF-8 bytes of a settled text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _encodes(text: str) -> bool:
    """Whether the text is free of surrogates; the encoder finds out ten times faster than a search does."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
