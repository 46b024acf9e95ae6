# SPDX-License-Identifier: MIT
"""Which way a paragraph runs.

What lives here: the rule of the first strong letter (Unicode UAX 9, P2 and P3). What does not: shaping, which is Qt's.
"""

from __future__ import annotations

import unicodedata

RIGHT_TO_LEFT_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"})
SCAN = 2000  # code points looked at
_STARTS_ISOLATE, _ENDS_ISOLATE = ("LRI", "RLI", "FSI"), "PDI"


def language_runs_right_to_left(language: str) -> bool:
    """`language`: a BCP 47 tag such as "ar" or "fa-IR"."""
    return language.replace("_", "-").split("-")[0].lower() in RIGHT_TO_LEFT_LANGUAGES


def runs_right_to_left(text: str, start: int, end: int, otherwise: bool = False) -> bool:
    """The direction of the paragraph `start`:`end`: that of its first strong letter outside isolates."""
    depth = 0
    for character in text[start : min(end, start + SCAN)]:
        kind = unicodedata.bidirectional(character)
        if kind in _STARTS_ISOLATE:
            depth += 1
        elif kind == _ENDS_ISOLATE:
            depth = max(0, depth - 1)
        elif depth == 0 and kind in ("R", "AL"):
            return True
        elif depth == 0 and kind == "L":
            return False
    return otherwise
