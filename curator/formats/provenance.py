# SPDX-License-Identifier: MIT
"""The words behind a cell: which spans support what a column holds.

What lives here: from a column of a file to the spans of an incident, a row, a derived figure or the article. What does
not: columns (csv_columns.py), cells (csv_cells.py).

What is said of a compound speaks for its parts, and words for a row as a whole for each of its fields. A derived figure
rests on the words of the rows that it is computed from. An incident's id rests on its mentions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from curator.domain.codebook.model import Codebook, Derived, Field
from curator.domain.coding import ArticleCoding, Evidence, Incident, Row
from curator.domain.rules.facts import Facts
from curator.formats.csv_columns import Column


def words_of_leaf(incident: Incident, codebook: Codebook, leaf: Field, row: Row | None = None) -> tuple[Evidence, ...]:
    """The spans that speak for a field: its own, those of compounds above it, of a row also the row's."""
    group, owner = (row.group, row.id) if row is not None else ("", "")
    keys = {leaf.key, *(node.key for node in codebook.above(leaf.key, group))}
    if row is not None:
        keys.add("")
    return tuple(span for span in incident.evidence if span.row == owner and span.field in keys)


class WordsBehind:
    """The words behind the cells of one incident and of its rows. `coding` is as it leaves."""

    def __init__(self, coding: ArticleCoding, incident: Incident, codebook: Codebook) -> None:
        self._coding, self._incident, self._codebook = coding, incident, codebook
        self._facts = Facts(coding, incident, codebook)

    def of(self, column: Column, row: Row | None = None) -> tuple[Evidence, ...]:
        """The spans behind the cell of this column, in their order; none for what has no words (ids, status)."""
        table, name = column.source
        if column.field is not None:
            return words_of_leaf(self._incident, self._codebook, column.field, row)
        if column.derived is not None:
            return tuple(self._of_derived(column.derived.derived))
        if table == "article":
            return tuple(span for span in self._coding.article_evidence if span.field == name)
        return self._incident.mentions() if (table, name) == ("incident", "id") else ()

    def _of_derived(self, derived: Derived) -> Iterable[Evidence]:
        if not derived.group:
            node = self._codebook.node(derived.field)
            return words_of_leaf(self._incident, self._codebook, node) if node is not None else ()
        rows = [
            row for row in self._incident.rows
            if row.group == derived.group and self._facts.hold(derived.where, row)
        ]  # fmt: skip
        whole = [row for row in rows if derived.total and self._facts.hold(derived.total, row)]
        return self._of_rows(derived, whole[:1] or rows)

    def _of_rows(self, derived: Derived, rows: Iterable[Row]) -> Iterator[Evidence]:
        keys = {""}
        for key in (derived.field, derived.fallback):
            node = self._codebook.node(key, derived.group) if key else None
            if node is not None:
                keys |= {each.key for each in (*node.nodes(), *self._codebook.above(key, derived.group))}
        owners = {row.id for row in rows}
        return (span for span in self._incident.evidence if span.row in owners and span.field in keys)
