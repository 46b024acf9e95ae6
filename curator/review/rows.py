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
from dataclasses import dataclass

from curator.domain.codebook.model import Group
from curator.domain.coding import Incident, Row
from curator.review.answers import Answer, Answers, Said
from curator.review.clusters import Clusters, Place
from curator.review.spans import Span, merged, overlap_of_merged
from curator.review.structure import TEXTS

LEAST_ROW = 0.5
_HEAVY, _LIGHT = 3.0, 1.0  # what tells a row from its neighbours, and what is only told of it
_FINE = 10**6
_ORDER = 1024


@dataclass(frozen=True)
class Entry:
    """A row with its answers by leaf and the code points of its words."""

    row: Row
    answers: Mapping[str, Answer]
    words: tuple[Span, ...]


class RowAligner:
    """Aligns the rows of one group."""

    def __init__(self, group: Group, answers: Answers) -> None:
        self.group = group
        self._answers = answers
        first = next((field.key for field in group.fields if field.kind == "choice"), "")
        self._fields = [
            (
                _HEAVY if field.key == first or field.kind in TEXTS else _LIGHT,
                tuple(leaf.key for leaf in field.leaves()),
            )
            for field in group.fields
        ]

    def align(self, incidents: Sequence[Incident | None]) -> list[tuple[Entry | None, ...]]:
        """The rows of these incidents that belong together, one place for each incident; None: it has no such row."""
        lists = [self._entries(incident) if incident is not None else [] for incident in incidents]
        if not any(lists):
            return []
        clusters = Clusters([len(entries) for entries in lists])

        def score(one: Place, other: Place) -> int:
            found = self.likeness(lists[one[0]][one[1]], lists[other[0]][other[1]])
            if found < LEAST_ROW:
                return 0
            return round(found * _FINE) * _ORDER - min(abs(one[1] - other[1]), _ORDER - 1)

        clusters.join_by(score)
        made = sorted(clusters.made(), key=lambda cluster: (min(cluster.values()), min(cluster)))
        return [
            tuple(lists[side][cluster[side]] if side in cluster else None for side in range(len(lists)))
            for cluster in made
        ]

    def likeness(self, one: Entry, other: Entry) -> float:
        """From 0 to 1, the same either way round."""
        if one.answers == other.answers and one.words == other.words:
            return 1.0
        whole = got = 0.0
        for weight, keys in self._fields:
            told = equal = 0.0
            for key in keys:
                first, second = one.answers[key], other.answers[key]
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

    def _entries(self, incident: Incident) -> list[Entry]:
        words: dict[str, list[Span]] = {}
        for span in incident.evidence:
            if span.row:
                words.setdefault(span.row, []).append((span.start, span.end))
        return [
            Entry(row, answers, merged(words.get(row.id, ())))
            for row, answers in self._answers.rows_of(incident, self.group.key)
        ]


def _alike(one: Answer, other: Answer) -> float:
    """1 for equal answers; for two texts the share of the shorter's words that are in the other."""
    if one == other:
        return 1.0
    if isinstance(one, str) and isinstance(other, str) and (" " in one or " " in other):
        first, second = set(one.split()), set(other.split())
        return len(first & second) / min(len(first), len(second))
    return 0.0
