# SPDX-License-Identifier: MIT
"""In which order coders stand beside each other: by name, everywhere the same. An id is drawn and tells nothing.

What lives here: the order of names, and a comparison in it. What does not: aligning, which no order may change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from curator.review.alignment import Alignment
from curator.review.comparison import Comparison


def name_order(name: str) -> list[tuple[int, str]]:
    """What to sort names by: with figures in the order of these, Coder 2 before Coder 10."""
    return [(int(part), "") if part.isdecimal() else (0, part.casefold()) for part in re.split(r"([0-9]+)", name)]


def ids_by_name(coders: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
    """Ids of coders in the order of their names, of equal names in the order of ids."""
    return tuple(sorted(coders, key=lambda coder: (name_order(names.get(coder, coder)), coder)))


def in_order_of_names(comparison: Comparison, names: Mapping[str, str]) -> Comparison:
    """The same comparison with the coders, and what they have, in the order of their names (by id in `names`)."""
    coders = ids_by_name(comparison.coders, names)
    if coders == comparison.coders:
        return comparison
    return replace(
        comparison, coders=coders, articles=tuple(_ordered(article, coders) for article in comparison.articles)
    )


def _ordered(article: Alignment, coders: tuple[str, ...]) -> Alignment:
    there = tuple(coder for coder in coders if coder in article.coders)
    if there == article.coders:
        return article
    places = [article.coders.index(coder) for coder in there]
    aligned = tuple(replace(each, incidents=tuple(each.incidents[at] for at in places)) for each in article.aligned)
    return replace(article, coders=there, aligned=aligned)
