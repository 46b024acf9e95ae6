# SPDX-License-Identifier: MIT
"""Columns as data sets may show them: a value that is only proposed is blank.

What lives here: the SQL of a leaf's accepted value. What does not: who proposes, and the lines (dataset.py).
A leaf is proposed if the note that speaks for it is: its own, else that of the innermost compound above it that has
one (domain/values.py). Where nothing at all is proposed for a leaf, its SQL is the plain column.
"""

from __future__ import annotations

import sqlite3
from functools import cached_property

from curator.domain.codebook.kinds import kind_of
from curator.domain.codebook.model import Codebook
from curator.store.columns import quoted


class Shown:
    """The leaves of one project in SQL; `alias` is that of the incident (`i`) or of the row (`r`)."""

    def __init__(self, connection: sqlite3.Connection, codebook: Codebook) -> None:
        self.codebook = codebook
        self._connection = connection
        found = connection.execute(
            "SELECT DISTINCT \"row\" <> '', field FROM value_notes WHERE proposed = 1"
        ).fetchall()
        self._proposed = {(bool(of_row), str(field)) for of_row, field in found}

    def leaf(self, alias: str, key: str, group: str = "") -> str:
        """The accepted value of a leaf."""
        column = f"{alias}.{quoted(key)}"
        speaking = [key, *(node.key for node in self.codebook.above(key, group))]
        if not any((bool(group), node) in self._proposed for node in speaking):
            return column
        owner = (
            f'v.incident = {alias}.incident AND v."row" = {alias}.id'
            if group
            else f"v.incident = {alias}.id AND v.\"row\" = ''"
        )
        order = " ".join(f"WHEN '{node}' THEN {place}" for place, node in enumerate(speaking))
        listed = ", ".join(f"'{node}'" for node in speaking)
        proposed = (
            f"(SELECT v.proposed FROM value_notes v WHERE {owner} AND v.field IN ({listed}) "
            f"ORDER BY CASE v.field {order} END LIMIT 1)"
        )
        return f"CASE WHEN coalesce({proposed}, 0) = 0 THEN {column} END"

    @cached_property
    def _unusual(self) -> frozenset[tuple[bool, str]]:
        found = self._connection.execute(
            "SELECT DISTINCT \"row\" <> '', field FROM value_notes WHERE proposed <> 0 OR basis NOT IN ('', 'stated')"
        ).fetchall()
        return frozenset((bool(of_row), str(field)) for of_row, field in found)

    def always_plain(self, key: str, group: str = "") -> bool:
        """Whether no note in the whole project says of this leaf that it is only proposed, or not plainly stated."""
        speaking = [key, *(node.key for node in self.codebook.above(key, group))]
        return not any((bool(group), node) in self._unusual for node in speaking)

    def is_real(self, key: str, group: str = "") -> bool:
        """Whether the leaf's column holds numbers with decimals."""
        node = self.codebook.node(key, group)
        return node is not None and kind_of(node).column == "REAL"
