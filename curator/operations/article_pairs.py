# SPDX-License-Identifier: MIT
"""Saying of two articles that are nearly the same what they are: one report, or two.

What lives here: the operation. What does not: finding them (tasks/near_articles.py). Nothing is merged by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from curator.domain.faults import InputRefused
from curator.domain.ids import derived_id
from curator.domain.kept import PAIR_DECISIONS
from curator.operations.operation import article_title
from curator.store.writer import Writer


@dataclass(frozen=True)
class PairArticles:
    """Say that two articles are the same report, or different ones; "" takes back what was said."""

    kind: ClassVar[str] = "pair_articles"
    one: str
    other: str
    decision: str

    def apply(self, writer: Writer) -> None:
        one, other = sorted((self.one, self.other))
        if one == other or self.decision not in ("", *PAIR_DECISIONS):
            raise InputRefused("Of two articles it is said that they are the same report, or different ones.")
        titles = article_title(writer, self.one), article_title(writer, self.other)
        writer.describe(f"Say of {titles[0]} and {titles[1]}: {self.decision or 'not decided'}", self.one)
        found = writer.query("SELECT id FROM article_pairs WHERE one = ? AND other = ?", (one, other))
        said = {"decision": self.decision, "coder": writer.acting_coder().id, "created": writer.clock.stamp()}
        if not found and self.decision:
            writer.add("article_pairs", {"id": derived_id("near", one, other), "one": one, "other": other, **said})
        elif found and not self.decision:
            writer.drop("article_pairs", str(found[0][0]))
        elif found and writer.row("article_pairs", str(found[0][0]))["decision"] != self.decision:
            writer.put("article_pairs", str(found[0][0]), said)
