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
from curator.review.spans import Found, Span, exact, overlap

Node = tuple[str, str]  # (group or "", field or "" for a mention or a whole row)


@dataclass(frozen=True)
class Words:
    """The words under one node: `exact` counts spans, `overlap` code points, `n` incidents or rows with any.

    `field` "" is the mentions of the incident, or with a group the words of whole rows.
    """

    group: str
    field: str
    exact: Found
    overlap: Found
    n: int


class WordTally:
    """Adds up what coders marked."""

    def __init__(self) -> None:
        self._numbers: dict[Node, list[tuple[int, ...]]] = {}

    def add(self, group: str, marked: Sequence[Mapping[str, Sequence[Span]]]) -> None:
        """The spans by field that coders gave to one incident, or one row of a group."""
        for one, other in combinations(marked, 2):
            for field in one if one.keys() == other.keys() else dict.fromkeys((*one, *other)):
                first, second = one.get(field, ()), other.get(field, ())
                whole, points = exact(first, second), overlap(first, second)
                numbers = (whole.both, whole.first, whole.second, points.both, points.first, points.second)
                self._numbers.setdefault((group, field), []).append(numbers)

    def made(self, codebook: Codebook) -> tuple[Words, ...]:
        """The agreement in words of every node that has some, in codebook order."""
        return tuple(_added(node, self._numbers[node]) for node in _nodes(codebook) if node in self._numbers)


def _added(node: Node, numbers: Sequence[tuple[int, ...]]) -> Words:
    sums = [sum(column) for column in zip(*numbers, strict=True)]
    return Words(*node, Found(*sums[:3]), Found(*sums[3:]), len(numbers))


def _nodes(codebook: Codebook) -> Iterator[Node]:
    yield "", ""
    for top in codebook.fields:
        yield from (("", node.key) for node in top.nodes())
    for group in codebook.groups:
        yield group.key, ""
        yield from ((group.key, node.key) for node in group.nodes())
