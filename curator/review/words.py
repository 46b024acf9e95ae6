# SPDX-License-Identifier: MIT
"""How far coders marked the same words for the same incident, row or value.

What lives here: the words under each node of the codebook, compared by each two coders of an aligned incident or row.
What does not: comparing two lists of spans (spans.py).

All roles of evidence count (direct, anchor, support, contradicts). A node that neither coder gave words is passed over;
where only one did, the other missed them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from curator.domain.codebook.model import Codebook
from curator.review.spans import Span, exact, overlap

Node = tuple[str, str]  # (group or "", field or "" for a mention or a whole row)


@dataclass(frozen=True)
class Tallied:
    """What each two coders marked under one node: for each of `places` (of articles) the numbers of a Found, for whole
    spans and for code points."""

    places: list[int]
    exact: list[tuple[int, int, int]]
    overlap: list[tuple[int, int, int]]


class WordTally:
    """Gathers what coders marked, node by node."""

    def __init__(self) -> None:
        self._marked: dict[Node, Tallied] = {}

    def add(self, group: str, place: int, spans: Sequence[Mapping[str, Sequence[Span]]]) -> None:
        """The spans by field that coders gave to one incident, or one row of a group, of the article at this place."""
        for one, other in combinations(spans, 2):
            for field in one if one.keys() == other.keys() else dict.fromkeys((*one, *other)):
                first, second = one.get(field, ()), other.get(field, ())
                whole, points = exact(first, second), overlap(first, second)
                marked = self._marked.get((group, field))
                if marked is None:
                    marked = self._marked[group, field] = Tallied([], [], [])
                marked.places.append(place)
                marked.exact.append((whole.both, whole.first, whole.second))
                marked.overlap.append((points.both, points.first, points.second))

    def made(self, codebook: Codebook) -> dict[Node, Tallied]:
        """Every node that has words, in codebook order."""
        return {node: self._marked[node] for node in _nodes(codebook) if node in self._marked}


def _nodes(codebook: Codebook) -> Iterator[Node]:
    yield "", ""
    for top in codebook.fields:
        yield from (("", node.key) for node in top.nodes())
    for group in codebook.groups:
        yield group.key, ""
        yield from ((group.key, node.key) for node in group.nodes())
