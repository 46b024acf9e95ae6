# SPDX-License-Identifier: MIT
"""Which rows of a group (actors, casualties) of one incident several coders mean as the same.

What lives here: the likeness of two rows, and aligning them. What does not: aligning incidents (alignment.py), the rule
by which clusters are made (clusters.py).

The likeness is a mean over the fields of the group that one of the two rows tells, and over the words of the rows: the
first choice of the group (the kind or role) and its texts (names) count three times, as the words do; a compound is one
field. Rows below a half are not paired.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from curator.domain.codebook.model import Group
from curator.domain.coding import Incident, Row
from curator.review.answers import Answer, Reader, Said
from curator.review.clusters import Place, joined
from curator.review.spans import Span, merged, overlap_of_merged
from curator.review.structure import TEXTS

LEAST_ROW = 0.5
_HEAVY, _LIGHT = 3.0, 1.0  # what tells a row from its neighbours, and what is only told of it
_FINE = 10**6
_ORDER = 1024

# The spans under each node of an incident, by row ("" for the incident itself) and field.
Marked = Mapping[str, Mapping[str, Sequence[Span]]]


class Entry(NamedTuple):
    """A row with its answers in the order of the group's leaves, and the code points of its words."""

    row: Row
    answers: Sequence[Answer]
    words: tuple[Span, ...]


class RowAligner:
    """Aligns the rows of one group."""

    def __init__(self, group: Group) -> None:
        self.group = group
        self.keys = tuple(leaf.key for leaf in group.leaves())
        places = {key: at for at, key in enumerate(self.keys)}
        first = next((field.key for field in group.fields if field.kind == "choice"), "")
        self._fields = [
            (
                _HEAVY if field.key == first or field.kind in TEXTS else _LIGHT,
                [places[leaf.key] for leaf in field.leaves()],
            )
            for field in group.fields
        ]

    def align(self, lists: Sequence[Sequence[Entry]]) -> list[tuple[Entry | None, ...]]:
        """The rows that belong together, one place for each of the incidents' lists; None: it has no such row."""
        if not any(lists):
            return []

        def score(one: Place, other: Place) -> int:
            found = self.likeness(lists[one[0]][one[1]], lists[other[0]][other[1]])
            if found < LEAST_ROW:
                return 0
            return round(found * _FINE) * _ORDER - min(abs(one[1] - other[1]), _ORDER - 1)

        made = joined([len(entries) for entries in lists], score)
        made.sort(key=lambda cluster: (min(cluster.values()), min(cluster)))
        return [
            tuple(lists[side][cluster[side]] if side in cluster else None for side in range(len(lists)))
            for cluster in made
        ]

    def likeness(self, one: Entry, other: Entry) -> float:
        """From 0 to 1, the same either way round."""
        if one.answers == other.answers and one.words == other.words:
            return 1.0
        whole = got = 0.0
        for weight, places in self._fields:
            told = equal = 0.0
            for place in places:
                first, second = one.answers[place], other.answers[place]
                if first is Said.BLANK and second is Said.BLANK:
                    continue
                told += 1
                equal += _alike(first, second)
            if told:
                whole += weight
                got += weight * equal / told
        if one.words and other.words:
            found = overlap_of_merged(one.words, other.words)
            whole += _HEAVY
            got += _HEAVY * found.both / min(found.first, found.second)
        return got / whole if whole else 0.0

    def entries(self, reader: Reader, marked: Marked) -> list[Entry]:
        """The rows of an incident, in order of position."""
        return [
            Entry(row, answers, merged(span for spans in marked.get(row.id, {}).values() for span in spans))
            for row, answers in reader.rows_of(self.group.key, self.keys)
        ]


def marked_by(incident: Incident) -> Marked:
    """The spans of an incident's evidence."""
    spans: dict[str, dict[str, list[Span]]] = {}
    for each in incident.evidence:
        spans.setdefault(each.row, {}).setdefault(each.field, []).append((each.start, each.end))
    return spans


def _alike(one: Answer, other: Answer) -> float:
    """1 for equal answers; for two texts the share of the shorter's words that are in the other."""
    if one == other:
        return 1.0
    if isinstance(one, str) and isinstance(other, str) and (" " in one or " " in other):
        first, second = set(one.split()), set(other.split())
        return len(first & second) / min(len(first), len(second))
    return 0.0
