# SPDX-License-Identifier: MIT
"""Saying of two incidents of one article, by two coders, that they are the same occurrence, or are not.

What lives here: PairIncidents. What does not: which incidents are aligned without a word from anybody
(review/alignment.py), building the consensus (settling.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from curator.domain.faults import InputRefused, NotNow
from curator.domain.ids import derived_id
from curator.operations.consensus import as_it_stands, coders_incident, reviewer_of
from curator.operations.operation import incident_title
from curator.store import judgements
from curator.store.images import Cell
from curator.store.writer import Writer


@dataclass(frozen=True)
class PairIncidents:
    """Remember that two incidents (ids, of two coders in one article) are the `same`, or that they are not.

    The newest decision about two incidents holds, whoever made it. Raises InputRefused where they are not of two
    coders' layers of one article, NotNow where the layers are hidden yet, or where the consensus says otherwise: both
    are settled already, as one or as two (reopen them first).
    """

    kind: ClassVar[str] = "pair_incidents"
    one: str
    other: str
    same: bool

    def apply(self, writer: Writer) -> None:
        one, other = coders_incident(writer, self.one), coders_incident(writer, self.other)
        article = str(one["article"])
        if other["article"] != article or other["coder"] == one["coder"]:
            raise InputRefused("Choose two incidents of one article, by two coders.")
        coder = reviewer_of(writer, article)
        self._refuse_settled(writer, article)
        first, second = sorted((self.one, self.other))
        values: dict[str, Cell] = {"same": int(self.same), "created": writer.clock.stamp()}
        made = derived_id("pair", coder.id, first, second)
        there = judgements.pairs(writer.connection, article)
        newest = [pair for pair in there if (pair.one, pair.other) == (first, second)]
        if newest and newest[-1].same == self.same:
            return  # it is said already, and nothing was said since
        found = writer.query(
            "SELECT id FROM pairs WHERE coder = ? AND one = ? AND other = ?", (coder.id, first, second)
        )
        if found:
            writer.put("pairs", str(found[0][0]), values)
        else:
            told: dict[str, Cell] = {"id": made, "article": article, "coder": coder.id, "one": first, "other": second}
            writer.add("pairs", {**told, **values})
        verb = "the same as" if self.same else "another than"
        writer.describe(f"Say that {incident_title(writer, one)} is {verb} {incident_title(writer, other)}", article)

    def _refuse_settled(self, writer: Writer, article: str) -> None:
        same = as_it_stands(writer, article).same
        into = same.get(self.one), same.get(self.other)
        if None not in into and (into[0] == into[1]) != self.same:
            told = "as one incident" if into[0] == into[1] else "as two incidents"
            raise NotNow(f"They are settled {told}. Reopen them first; nothing was changed.")
