# SPDX-License-Identifier: MIT
"""Two texts side by side: which words are the same, and which are not.

What lives here: the comparison by words. What does not: showing it (app/versions/beside.py).
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

_PIECE = re.compile(r"\s+|[^\s]+")
_MOST_EXACT = 4_000  # words; beyond, what is frequent is not matched first, which is quicker


class Piece(NamedTuple):
    """A stretch of both texts. `same`: both hold it; else `one` is only in the first, `other` only in the second."""

    same: bool
    one: str
    other: str


def pieces_of(one: str, other: str) -> list[Piece]:
    """The texts as stretches; put together, the `one` of all give the first text and the `other` of all the second."""
    left, right = _PIECE.findall(one), _PIECE.findall(other)
    matcher = SequenceMatcher(None, left, right, autojunk=max(len(left), len(right)) > _MOST_EXACT)
    return [
        Piece(kind == "equal", "".join(left[a:b]), "".join(right[c:d])) for kind, a, b, c, d in matcher.get_opcodes()
    ]
