# SPDX-License-Identifier: MIT
"""The least that has to be typed so that a list of offers has the wanted one at hand.

What lives here: trying beginnings. What does not: how offers are found (app/coding/choices.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from curator.app.coding.choices import Offer
from curator.suggest.folding import fold

Find = Callable[[str], Sequence[Offer]]


def cheapest(find: Find, wanted: str, words: str, least: int = 0, empty_at: int | None = None) -> tuple[str, int]:
    """What to type and how often to press Down for the offer with the code `wanted`; the fewest presses of all.

    `words`: what the offer is called. `least`: at least so many letters. `empty_at`: the row that is chosen while
    nothing is typed; None: none is. Raises LookupError where nothing brings it.
    """
    best: tuple[str, int] | None = None
    if not least:
        codes = [each.code for each in find("")]
        if wanted in codes:
            best = "", codes.index(wanted) - (empty_at if empty_at is not None else -1)
            if best[1] < 0:
                best = None
    for text in _beginnings(words):
        if len(text) < max(1, least) or (best is not None and len(text) >= len(best[0]) + best[1]):
            continue
        codes = [each.code for each in find(text)]
        if wanted in codes and (best is None or len(text) + codes.index(wanted) < len(best[0]) + best[1]):
            best = text, codes.index(wanted)
    if best is None:
        raise LookupError(wanted)
    return best


def _beginnings(words: str) -> Iterator[str]:
    """Beginnings of the whole and of each of its words, the shortest first; then two words' beginnings together."""
    whole = fold(words)
    pieces = [piece for piece in whole.replace("/", " ").replace("-", " ").replace("(", " ").split() if piece]
    for length in range(1, 9):
        yield from dict.fromkeys(piece[:length] for piece in (whole, *pieces) if len(piece) >= length)
    for first in pieces:
        for second in pieces:
            if first != second:
                yield f"{first[:1]} {second[:1]}"
                yield f"{first[:2]} {second[:2]}"
