# SPDX-License-Identifier: MIT
"""What an incident is recognised by: its words, kind, days, place and parties, read once and then compared often.

What lives here: reading that from an incident. What does not: comparing two of them (likeness.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from curator.domain.codebook.kinds import meaning
from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import Incident, Scalar
from curator.review.answers import Answer, Answers, Reader, Said, folded
from curator.review.spans import Span, merged
from curator.review.structure import TEXTS, Structure, structure_of

# Days by which dates of this precision may miss each other and still be meant as the same: CODEBOOK.md 3.4 for day,
# week and month; the others in proportion (half their length).
SLACK = {"day": 1, "range": 3, "week": 4, "month": 16, "year": 183}
PLACE_LEVELS = ("country", "admin1", "admin2")


class Days(NamedTuple):
    """First and last day as numbers of the calendar, and by how many days they may miss another."""

    first: int
    last: int
    slack: int


class Place(NamedTuple):
    """`levels`: country, admin1, admin2, None where not told; `names`: the words of the name and of the place."""

    levels: tuple[Answer, ...]
    names: frozenset[str]
    point: tuple[float, float] | None


class Profile(NamedTuple):
    """What one incident is recognised by. Only accepted values count; what is not told is None or empty.

    `rest`: the values of all other rows, as they stand; they decide between incidents that are alike in all else.
    """

    incident: str
    coder: str
    mentions: tuple[Span, ...]
    words: tuple[Span, ...]
    kinds: tuple[Answer, ...]
    days: Days | None
    place: Place | None
    names: frozenset[str]
    roles: frozenset[Answer]
    rest: frozenset[tuple[str, str, Scalar]]

    @property
    def start(self) -> int:
        """Where its words begin; incidents without words come last."""
        spans = self.mentions or self.words
        return spans[0][0] if spans else 2**62


class Profiles:
    """Reads the profiles of incidents coded with one codebook."""

    def __init__(self, codebook: Codebook, answers: Answers | None = None) -> None:
        self.codebook = codebook
        self.answers = answers or Answers(codebook)
        self.structure: Structure = structure_of(codebook)
        self._party_leaves = {
            group.key: (
                tuple(leaf.key for leaf in group.leaves() if leaf.kind in TEXTS),
                tuple(leaf.key for leaf in group.leaves() if leaf.kind == "choice"),
            )
            for group in self.structure.parties
        }
        top = (*self.structure.levels, self.structure.date, self.structure.place)
        self._parts = {
            (node.key, part.part): part for node in top if node is not None for part in node.nodes() if part.part
        }
        self._keys = tuple(dict.fromkeys(leaf.key for node in top if node is not None for leaf in node.leaves()))

    def of(self, incident: Incident) -> Profile:
        reader = self.answers.reader(incident)
        told = {
            key: answer
            for key, answer in zip(self._keys, reader.of(self._keys), strict=True)
            if not isinstance(answer, Said)
        }
        names, roles = self._parties(incident, reader)
        mentions = [span for span in incident.evidence if not span.field and not span.row]
        return Profile(
            incident.id,
            incident.coder,
            merged((span.start, span.end) for span in mentions),
            merged((span.start, span.end) for span in incident.evidence),
            tuple(told.get(level.key) for level in self.structure.levels),
            self._days(told),
            self._place(told),
            names,
            roles,
            frozenset(
                (row.group, key, value)
                for row in incident.rows
                if row.group not in self._party_leaves
                for key, value in row.values.items()
            ),
        )

    def _days(self, told: dict[str, Answer]) -> Days | None:
        node = self.structure.date
        if node is None:
            return None
        first = last = self._part(node, "start", told) if node.parts else told.get(node.key)
        if node.parts:
            last = self._part(node, "end", told)
        first, last = first if first is not None else last, last if last is not None else first
        if not isinstance(first, int) or not isinstance(last, int):
            return None
        precision = self._parts.get((node.key, "precision"))
        meant = meaning(self.codebook, precision, str(told.get(precision.key))) if precision is not None else ""
        return Days(min(first, last), max(first, last), SLACK.get(meant, SLACK["day"]))

    def _place(self, told: dict[str, Answer]) -> Place | None:
        node = self.structure.place
        if node is None or not any(leaf.key in told for leaf in node.leaves()):
            return None
        latitude, longitude = self._part(node, "latitude", told), self._part(node, "longitude", told)
        point = None
        if isinstance(latitude, (int, float)) and isinstance(longitude, (int, float)):
            point = (float(latitude), float(longitude))
        texts = [self._part(node, name, told) for name in ("name", "words")]
        names = frozenset(word for text in texts if text is not None for word in folded(str(text)).split())
        return Place(tuple(self._part(node, level, told) for level in PLACE_LEVELS), names, point)

    def _part(self, node: Field, name: str, told: Mapping[str, Answer]) -> Answer:
        part = self._parts.get((node.key, name))
        return told.get(part.key) if part is not None else None

    def _parties(self, incident: Incident, reader: Reader) -> tuple[frozenset[str], frozenset[Answer]]:
        names: set[str] = set()
        roles: set[Answer] = set()
        for row in incident.rows:
            if row.group not in self._party_leaves:
                continue
            texts, choices = self._party_leaves[row.group]
            for text in reader.of(texts, row):
                if isinstance(text, str):
                    names.update(text.split())
            codes = reader.of(choices, row)
            roles.update(pair for pair in zip(choices, codes, strict=True) if isinstance(pair[1], str))
        return frozenset(names), frozenset(roles)
