# SPDX-License-Identifier: MIT
"""How far coders marked the same words for the same incident, row or value.

What lives here: the words under each node of the codebook, compared by each two coders of an aligned incident or row.
What does not: comparing two lists of spans (spans.py).

All roles of evidence count (direct, anchor, support, contradicts). A node that neither coder gave words is passed over;
where only one did, the other missed them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from curator.domain.codebook.model import Codebook
from curator.review.columns import Laid
from curator.review.spans import Found, exact, overlap

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


def words_of(codebook: Codebook, laid: Laid) -> tuple[Words, ...]:
    """The agreement in words of every node that has some, in codebook order."""
    totals: dict[Node, list[tuple[int, ...]]] = {}
    for group, (incident, row), (beside, row_beside) in _pairs(laid):
        first, second = laid.marked[incident].get(row, {}), laid.marked[beside].get(row_beside, {})
        for field in first if first.keys() == second.keys() else dict.fromkeys((*first, *second)):
            spans, others = first.get(field, ()), second.get(field, ())
            whole, points = exact(spans, others), overlap(spans, others)
            numbers = (whole.both, whole.first, whole.second, points.both, points.first, points.second)
            totals.setdefault((group, field), []).append(numbers)
    return tuple(_added(node, totals[node]) for node in _nodes(codebook) if node in totals)


def _added(node: Node, numbers: Sequence[tuple[int, ...]]) -> Words:
    sums = [sum(column) for column in zip(*numbers, strict=True)]
    return Words(*node, Found(*sums[:3]), Found(*sums[3:]), len(numbers))


def _pairs(laid: Laid) -> Iterator[tuple[str, tuple[str, str], tuple[str, str]]]:
    """Each two coders' (incident, row) that belong together, with their group."""
    for place in laid.incidents:
        for one, other in combinations([each for each in place.incidents if each], 2):
            yield "", (one, ""), (other, "")
    for group, places in laid.rows.items():
        for place in places:
            there = [pair for pair in zip(place.incidents, place.rows, strict=True) if pair[1]]
            for first, second in combinations(there, 2):
                yield group, first, second


def _nodes(codebook: Codebook) -> Iterator[Node]:
    yield "", ""
    for top in codebook.fields:
        yield from (("", node.key) for node in top.nodes())
    for group in codebook.groups:
        yield group.key, ""
        yield from ((group.key, node.key) for node in group.nodes())
