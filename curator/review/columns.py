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
from typing import Any, NamedTuple

from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import Incident
from curator.review.alignment import Aligned
from curator.review.answers import Answer, Answers
from curator.review.comparison import Comparison
from curator.review.metrics import NOMINAL, Metric, metric_of
from curator.review.rows import Entry, Marked, RowAligner, marked_by
from curator.review.words import Node, Tallied, WordTally


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

    `incidents`: where aligned incidents stand; `rows`: likewise those of each group; `words`: what they marked.
    """

    columns: tuple[Column, ...]
    incidents: tuple[Place, ...]
    rows: Mapping[str, tuple[Place, ...]]
    words: Mapping[Node, Tallied]
    alone: tuple[Place, ...]
    rows_alone: Mapping[str, tuple[Place, ...]]


def lay(comparison: Comparison) -> Laid:
    """Lay the answers of a comparison side by side."""
    return _Laying(comparison).laid()


class _Shared(dict[Any, Any]):
    """Equal values share one object: many incidents have the same answers."""

    def __missing__(self, value: Any) -> Any:
        self[value] = value
        return value


class _Laying:
    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.codebook: Codebook = comparison.codebook
        self.answers = Answers(self.codebook)
        self.keys = {group: tuple(leaf.key for leaf in leaves) for group, leaves in self.answers.leaves.items()}
        self.nobody = {group: (None,) * len(keys) for group, keys in self.keys.items()}
        self.aligners = [RowAligner(group) for group in self.codebook.groups]
        self.lines: dict[str, list[tuple[tuple[Answer, ...], ...]]] = {group: [] for group in self.keys}
        self.places: dict[str, list[Place]] = {group: [] for group in self.keys}
        self.words = WordTally()
        self.alone: list[Place] = []
        self.rows_alone: dict[str, list[Place]] = {group.key: [] for group in self.codebook.groups}
        self.same: dict[str, str] = {}
        self.shared = _Shared()

    def laid(self) -> Laid:
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
                else:
                    self._aligned(place, incidents)
        return Laid(
            tuple(self._columns()),
            tuple(self.places[""]),
            {group: tuple(places) for group, places in self.places.items() if group},
            self.words.made(self.codebook),
            tuple(self.alone),
            {group: tuple(places) for group, places in self.rows_alone.items()},
        )

    def _in_order(self, aligned: Aligned, sides: Sequence[int]) -> tuple[Incident | None, ...]:
        """The incidents in the order of all coders of the comparison."""
        order: list[Incident | None] = [None] * len(self.comparison.coders)
        for side, incident in zip(sides, aligned.incidents, strict=True):
            order[side] = incident
        return tuple(order)

    def _aligned(self, place: Place, incidents: tuple[Incident | None, ...]) -> None:
        readers = [self.answers.reader(each) if each is not None else None for each in incidents]
        marked = [marked_by(each) if each is not None else {} for each in incidents]
        self._line("", place, [reader.of(self.keys[""]) if reader is not None else None for reader in readers])
        self.words.add(
            "", place.at, [each.get("", {}) for each, reader in zip(marked, readers, strict=True) if reader is not None]
        )
        for aligner in self.aligners:
            lists = [
                aligner.entries(reader, each) if reader is not None else []
                for reader, each in zip(readers, marked, strict=True)
            ]
            for entries in aligner.align(lists):
                self._row(aligner.group.key, place, entries, marked)

    def _row(self, group: str, place: Place, entries: tuple[Entry | None, ...], marked: Sequence[Marked]) -> None:
        ids = tuple(entry.row.id if entry is not None else "" for entry in entries)
        here = Place(place.article, place.at, place.incidents, ids)
        if len(ids) - ids.count("") == 1:
            self.rows_alone[group].append(here)
            return
        self._line(group, here, [entry.answers if entry is not None else None for entry in entries])
        self.words.add(group, place.at, [each.get(row, {}) for each, row in zip(marked, ids, strict=True) if row])

    def _line(self, group: str, place: Place, told: Sequence[Sequence[Answer] | None]) -> None:
        """Note the answers of each coder to every leaf, and turn them into one tuple of all coders for each leaf."""
        sides = [self.nobody[group] if answers is None else answers for answers in told]
        self.places[group].append(place)
        self.lines[group].append(tuple(map(self.shared.__getitem__, zip(*sides, strict=True))))

    def _columns(self) -> Iterator[Column]:
        for group, leaves in self.answers.leaves.items():
            columns = list(zip(*self.lines[group], strict=True)) or [()] * len(leaves)
            for leaf, cells in zip(leaves, columns, strict=True):
                if leaf.private or (not group and leaf.key == self.codebook.title_field):
                    continue  # a title is a name for lists, in free words
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
