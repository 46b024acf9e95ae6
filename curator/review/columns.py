# SPDX-License-Identifier: MIT
"""The answers of all coders, field by field, to all incidents that at least two of them have.

What lives here: laying the answers side by side. What does not: the figures (metrics.py, measuring.py).

Private fields are left out: nobody but their coder reads them. A link is compared by what it leads to: links of two
coders are the same where the incidents they lead to are aligned with each other. A choice that stands under another
gives a second column with what it stands under, so that a near miss is told from a far one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import Incident
from curator.review.alignment import Aligned
from curator.review.answers import Answer, Answers, Reader
from curator.review.comparison import Comparison
from curator.review.metrics import NOMINAL, Metric, metric_of
from curator.review.rows import Marked, RowAligner, marked_by


class Place(NamedTuple):
    """Where a case stands: the ids of the incidents, and of their rows in a group, in the order of the coders; "" where
    a coder has none. `article` is an id, `at` its place among the articles of the comparison."""

    article: str
    at: int
    incidents: tuple[str, ...]
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """The answers to one leaf. `cells`: one tuple for each of `places`, an answer for each coder; None: has none.

    `above`: these are not the answers but the choices they stand under.
    """

    field: Field
    group: str
    metric: Metric
    places: Sequence[Place]
    cells: Sequence[tuple[Answer, ...]]
    above: bool = False


@dataclass(frozen=True)
class Laid:
    """All columns, in codebook order, and the cases of which there is only one side.

    `incidents`: where aligned incidents stand; `rows`: likewise those of each group; `marked`: the incidents' words.
    """

    columns: tuple[Column, ...]
    incidents: tuple[Place, ...]
    rows: Mapping[str, tuple[Place, ...]]
    marked: Mapping[str, Marked]
    alone: tuple[Place, ...]
    rows_alone: Mapping[str, tuple[Place, ...]]


def lay(comparison: Comparison) -> Laid:
    """Lay the answers of a comparison side by side."""
    return _Laying(comparison).laid()


class _Laying:
    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.codebook: Codebook = comparison.codebook
        self.answers = Answers(self.codebook)
        self.keys = {group: tuple(leaf.key for leaf in leaves) for group, leaves in self.answers.leaves.items()}
        self.nobody = {group: (None,) * len(keys) for group, keys in self.keys.items()}
        self.lines: dict[str, list[tuple[tuple[Answer, ...], ...]]] = {group: [] for group in self.keys}
        self.places: dict[str, list[Place]] = {group: [] for group in self.keys}
        self.marked: dict[str, Marked] = {}
        self.alone: list[Place] = []
        self.rows_alone: dict[str, list[Place]] = {group.key: [] for group in self.codebook.groups}
        self.same: dict[str, str] = {}

    def laid(self) -> Laid:
        aligners = [RowAligner(group) for group in self.codebook.groups]
        for article in self.comparison.articles:
            at = self.comparison.places[article.article]
            sides = [self.comparison.coders.index(coder) for coder in article.coders]
            for aligned in article.aligned:
                there = [incident.id for incident in aligned.there]
                self.same.update((each, min(there)) for each in there)
                incidents = self._in_order(aligned, sides)
                place = Place(article.article, at, tuple(each.id if each is not None else "" for each in incidents))
                if aligned.one_sided:
                    self.alone.append(place)
                    continue
                readers = [self.answers.reader(each) if each is not None else None for each in incidents]
                self.marked.update({each.id: marked_by(each) for each in aligned.there if each.id not in self.marked})
                self._incident(place, readers)
                for aligner in aligners:
                    self._rows(aligner, place, readers)
        return Laid(
            tuple(self._columns()),
            tuple(self.places[""]),
            {group: tuple(places) for group, places in self.places.items() if group},
            self.marked,
            tuple(self.alone),
            {group: tuple(places) for group, places in self.rows_alone.items()},
        )

    def _in_order(self, aligned: Aligned, sides: Sequence[int]) -> tuple[Incident | None, ...]:
        """The incidents in the order of all coders of the comparison."""
        order: list[Incident | None] = [None] * len(self.comparison.coders)
        for side, incident in zip(sides, aligned.incidents, strict=True):
            order[side] = incident
        return tuple(order)

    def _incident(self, place: Place, readers: Sequence[Reader | None]) -> None:
        told = [reader.of(self.keys[""]) if reader is not None else self.nobody[""] for reader in readers]
        self.places[""].append(place)
        self.lines[""].append(tuple(zip(*told, strict=True)))

    def _rows(self, aligner: RowAligner, place: Place, readers: Sequence[Reader | None]) -> None:
        group = aligner.group.key
        lists = [
            aligner.entries(reader, self.marked[incident]) if reader is not None else []
            for reader, incident in zip(readers, place.incidents, strict=True)
        ]
        for entries in aligner.align(lists):
            ids = tuple(entry.row.id if entry is not None else "" for entry in entries)
            here = Place(place.article, place.at, place.incidents, ids)
            if sum(map(bool, ids)) == 1:
                self.rows_alone[group].append(here)
                continue
            told = [entry.answers if entry is not None else self.nobody[group] for entry in entries]
            self.places[group].append(here)
            self.lines[group].append(tuple(zip(*told, strict=True)))

    def _columns(self) -> Iterator[Column]:
        for group, leaves in self.answers.leaves.items():
            columns = list(zip(*self.lines[group], strict=True)) or [()] * len(leaves)
            for leaf, cells in zip(leaves, columns, strict=True):
                if leaf.private:
                    continue
                if leaf.kind == "link":
                    cells = tuple(tuple(self.same.get(str(end), end) for end in unit) for unit in cells)
                yield Column(leaf, group, metric_of(leaf, self.codebook), self.places[group], cells)
                above = self._above(leaf)
                if above:
                    higher = tuple(tuple(above.get(str(each), each) for each in unit) for unit in cells)
                    yield Column(leaf, group, NOMINAL, self.places[group], higher, above=True)

    def _above(self, leaf: Field) -> Mapping[str, str]:
        """For each choice of a hierarchical list the choice it stands under."""
        choices = self.codebook.choices_of(leaf) if leaf.kind == "choice" and leaf.parent else None
        return {choice.code: choice.under for choice in choices.choices if choice.under} if choices is not None else {}
