# SPDX-License-Identifier: MIT
"""Layers of several coders for tests and the benchmark: one made from a codebook, the others altered copies of it.

What lives here: making codings without knowing any key, and altering them by chance. What does not: what is expected
of them.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import Article, ArticleCoding, Evidence, Incident, Row, Scalar
from curator.domain.ids import derived_id

_WORDS = ("north", "river", "old", "camp", "market", "seventh", "gate", "brigade", "union", "valley", "bridge", "port")
_SPACE = 400  # code points of an article for each incident


class Maker:
    """Makes codings by chance; the same seed makes the same."""

    def __init__(self, codebook: Codebook, seed: str, rows: int = 1) -> None:
        self.codebook = codebook
        self.chance = random.Random(seed)
        self.rows = rows
        self.seed = seed

    def article(self, number: int, coders: Sequence[str], incidents: int, altered: float) -> ArticleCoding:
        """An article read by these coders: each value of the first one's incidents is another in the share `altered`
        of cases in the layers that follow, and as many incidents are missing there."""
        article = derived_id(self.seed, "article", str(number))
        first = [self.incident(article, coders[0], at) for at in range(incidents)]
        layers = list(first)
        for coder in coders[1:]:
            layers += [self.copied(each, coder, altered) for each in first if self.chance.random() >= altered]
        self.chance.shuffle(layers)
        length = _SPACE * incidents
        reading = dict.fromkeys(coders, "finished")
        return ArticleCoding(Article(article, "", length), "", tuple(layers), reading=reading)

    def incident(self, article: str, coder: str, at: int) -> Incident:
        identity = derived_id(article, coder, "incident", str(at))
        base = at * _SPACE
        values = {leaf.key: self.value(leaf) for leaf in self.codebook.leaves() if self.chance.random() < 0.8}
        evidence = [self._span(article, identity, "", "", base, 200, 0)]
        for place, key in enumerate(values):
            if place % 3 == 0:
                evidence.append(self._span(article, identity, "", key, base + place * 5, 12, place))
        rows = []
        for group in self.codebook.groups:
            for position in range(self.rows):
                row = derived_id(identity, group.key, str(position))
                cells = {leaf.key: self.value(leaf) for leaf in self.codebook.leaves(group.key)}
                rows.append(Row(row, group.key, position, cells))
                key = next(iter(cells))
                evidence.append(self._span(article, identity, row, key, base + 210 + 20 * position, 15, 0))
        created = f"2026-{1 + at % 12:02d}-01T00:00:00.000Z"
        return Incident(
            identity, article, coder, "", "finished", at, created, values, tuple(rows), (), tuple(evidence), at + 1
        )  # fmt: skip

    def copied(self, incident: Incident, coder: str, altered: float) -> Incident:
        """The same incident by another coder, each value and span another one by this chance."""
        identity = derived_id(incident.id, coder)
        rows = tuple(
            replace(row, id=derived_id(row.id, coder), values=self._altered(row.values, row.group, altered))
            for row in incident.rows
        )
        evidence = tuple(
            replace(
                span, id=derived_id(span.id, coder), incident=identity,
                row=derived_id(span.row, coder) if span.row else "",
                end=span.end + (5 if self.chance.random() < altered else 0),
            )
            for span in incident.evidence
        )  # fmt: skip
        values = self._altered(incident.values, "", altered)
        return replace(incident, id=identity, coder=coder, values=values, rows=rows, evidence=evidence)

    def value(self, leaf: Field) -> Scalar:
        """A sound value of the kind of a leaf."""
        chance, choices = self.chance, self.codebook.choices_of(leaf)
        if choices is not None:
            codes = [choice.code for choice in choices.choices]
            if leaf.kind == "choices":
                picked = set(chance.sample(codes, min(len(codes), chance.randint(1, 3))))
                return "; ".join(code for code in codes if code in picked)
            return chance.choice(codes)
        if leaf.kind == "integer":
            return chance.choice((0, 1, 1, 2, 2, 3, 4, 7, 12, 40))
        if leaf.kind == "decimal":
            return chance.randint(0, 60) / 1.0 if chance.random() < 0.8 else round(chance.uniform(0, 60), 1)
        if leaf.kind == "day":
            return (date(2019, 1, 1) + timedelta(days=chance.randint(0, 300))).isoformat()
        if leaf.kind == "yes_no":
            return chance.choice(("yes", "no", "unclear"))
        if leaf.kind == "time_of_day":
            return f"{chance.randint(0, 23):02d}:00"
        return " ".join(chance.choice(_WORDS) for _ in range(3))

    def _altered(self, values: object, group: str, altered: float) -> dict[str, Scalar]:
        assert isinstance(values, dict)
        made = dict(values)
        for key in values:
            if self.chance.random() < altered:
                leaf = self.codebook.node(key, group)
                assert leaf is not None
                made[key] = self.value(leaf)
        return made

    def _span(
        self, article: str, incident: str, row: str, field: str, start: int, size: int, position: int
    ) -> Evidence:
        identity = derived_id(incident, row, field, str(position))
        return Evidence(identity, article, start, start + size, "", "direct", incident, row, field, position)
