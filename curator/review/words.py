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
from curator.domain.coding import Incident
from curator.review.columns import Laid
from curator.review.spans import NOTHING, Found, Span, exact, overlap

Node = tuple[str, str]  # (group or "", field or "" for a mention or a whole row)
Marked = Mapping[tuple[str, str], Sequence[Span]]  # by row and field


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
    totals: dict[Node, tuple[Found, Found, int]] = {}
    marked: dict[str, Marked] = {}
    fields: dict[str, dict[str, list[str]]] = {}
    for each in {each.id: each for _, incidents in laid.incidents for each in incidents if each is not None}.values():
        marked[each.id] = _marked(each)
        fields[each.id] = _fields_by_row(marked[each.id])
    for group, (incident, row), (beside, row_beside) in _pairs(laid):
        told = dict.fromkeys((*fields[incident].get(row, ()), *fields[beside].get(row_beside, ())))
        for field in told:
            first, second = marked[incident].get((row, field), ()), marked[beside].get((row_beside, field), ())
            so_far = totals.get((group, field), (NOTHING, NOTHING, 0))
            totals[group, field] = (
                so_far[0] + exact(first, second), so_far[1] + overlap(first, second), so_far[2] + 1,
            )  # fmt: skip
    return tuple(
        Words(group, field, *totals[group, field]) for group, field in _nodes(codebook) if (group, field) in totals
    )


def _pairs(laid: Laid) -> Iterator[tuple[str, tuple[str, str], tuple[str, str]]]:
    """Each two coders' (incident, row) that belong together, with their group."""
    for place, _ in laid.incidents:
        for one, other in combinations([each for each in place.incidents if each], 2):
            yield "", (one, ""), (other, "")
    for group, rows in laid.rows.items():
        for place, _ in rows:
            there = [pair for pair in zip(place.incidents, place.rows, strict=True) if pair[1]]
            for first, second in combinations(there, 2):
                yield group, first, second


def _marked(incident: Incident) -> Marked:
    spans: dict[tuple[str, str], list[Span]] = {}
    for span in incident.evidence:
        spans.setdefault((span.row, span.field), []).append((span.start, span.end))
    return spans


def _fields_by_row(marked: Marked) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for row, field in marked:
        fields.setdefault(row, []).append(field)
    return fields


def _nodes(codebook: Codebook) -> Iterator[Node]:
    yield "", ""
    for top in codebook.fields:
        yield from (("", node.key) for node in top.nodes())
    for group in codebook.groups:
        yield group.key, ""
        yield from ((group.key, node.key) for node in group.nodes())
