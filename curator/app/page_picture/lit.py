# SPDX-License-Identifier: MIT
"""Which words are lit on a page, and in which colours: the same as in the text, on the white of the paper.

What lives here: from highlights, chosen words and selection to spans with a colour. What does not: where they stand
on the page (places.py), painting them (canvas.py), the colours themselves (reader/palette.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from curator.app.reader.highlights import Highlight
from curator.app.reader.palette import LIGHT, LIGHT_CONTRAST, mix

Span = tuple[int, int]
_PAPER = "#ffffff"


class Lit(NamedTuple):
    """Words with the colour that their letters are laid under; with an `edge` they are framed in it."""

    start: int
    end: int
    colour: str
    edge: str = ""


def lit_words(
    highlights: Iterable[Highlight], chosen: Sequence[Span], selected: Span, contrast: bool = False
) -> list[Lit]:
    """All words that are lit, in the order in which they are painted."""
    palette = LIGHT_CONTRAST if contrast else LIGHT
    found = []
    for each in sorted(highlights, key=lambda one: (one.active, one.start, -one.end, one.id)):
        if each.kind in ("mention", "value"):
            part = palette.strong if each.kind == "value" else palette.firm
            colour = mix(palette.incident(each.colour), _PAPER, part if each.active else palette.soft)
        else:
            colour = mix(palette.dim, _PAPER, palette.soft)
        found.append(Lit(each.start, each.end, colour))
    found += [Lit(start, end, palette.lit, palette.lit_edge) for start, end in chosen]
    if selected[0] < selected[1]:
        found.append(Lit(*selected, palette.selection, palette.accent))
    return found
