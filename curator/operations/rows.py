# SPDX-License-Identifier: MIT
"""Operations on the rows of groups: actors, casualties and what else the codebook has.

What lives here: adding, removing and ordering rows. What does not: their values (values.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from curator.domain.coding import Scalar
from curator.operations.operation import (
    drop_attached,
    find_row,
    incident_title,
    known_node,
    next_position,
    own_incident,
    reorder,
    rows_table,
)
from curator.operations.value_writing import checked_value
from curator.store.columns import group_table
from curator.store.images import Cell
from curator.store.writer import Writer


@dataclass(frozen=True)
class AddRow:
    """Add a row at the end of a group of an incident. Returns the row's id.

    `values`: leaf keys of the group and plain values; defaults of the codebook are filled in.
    """

    kind: ClassVar[str] = "add_row"
    incident: str
    group: str
    values: Mapping[str, Scalar] = field(default_factory=dict)

    def apply(self, writer: Writer) -> str:
        incident = own_incident(writer, self.incident)
        rows_table(writer, self.group)
        values = {key: checked_value(writer, key, value, self.group) for key, value in self.values.items()}
        row = begin_row(writer, self.incident, self.group, values)
        label = writer.codebook.group_by_key[self.group].label
        writer.describe(f"Add a row to {label} of {incident_title(writer, incident)}", str(incident["article"]))
        return row


def begin_row(writer: Writer, incident: str, group: str, values: Mapping[str, Scalar]) -> str:
    """Write a new row, the last of its group, with these checked values and the codebook's defaults. Returns its id.

    Values that the codebook usually calls a judgement (or normalised ...) carry that basis: they came with a key, not
    with words.
    """
    table = rows_table(writer, group)
    article = str(writer.row("incidents", incident)["article"])
    defaults = {
        leaf.key: leaf.default
        for leaf in writer.codebook.leaves(group)
        if leaf.default is not None and leaf.key not in values
    }
    position = next_position(writer, table, "incident = ?", (incident,))
    row = writer.add(table, {"incident": incident, "position": position, **defaults, **values})
    for key in (*values, *defaults):
        node = known_node(writer, key, group)
        basis = "default" if key in defaults else node.usual_basis or "stated"
        if node.has_basis and basis != "stated":
            said: dict[str, Cell] = {"state": "value", "basis": basis, "proposed": 0, "note": ""}
            writer.add("value_notes", {"article": article, "incident": incident, "row": row, "field": key, **said})
    return row


@dataclass(frozen=True)
class RemoveRow:
    """Take a row of a group out, with its notes and evidence."""

    kind: ClassVar[str] = "remove_row"
    row: str

    def apply(self, writer: Writer) -> None:
        group, row = find_row(writer, self.row)
        incident = own_incident(writer, str(row["incident"]))
        drop_attached(writer, "row", self.row)
        writer.drop(group_table(group), self.row)
        known = writer.codebook.group_by_key.get(group)
        label = known.label if known else group
        writer.describe(f"Remove a row from {label} of {incident_title(writer, incident)}", str(incident["article"]))


@dataclass(frozen=True)
class MoveRow:
    """Put a row at another place (0 is the first) among the rows of its group."""

    kind: ClassVar[str] = "move_row"
    row: str
    position: int

    def apply(self, writer: Writer) -> None:
        group, row = find_row(writer, self.row)
        incident = own_incident(writer, str(row["incident"]))
        table = group_table(group)
        siblings = writer.query(
            f'SELECT id FROM "{table}" WHERE incident = ? ORDER BY position, id', (row["incident"],)
        )
        reorder(writer, table, [str(line[0]) for line in siblings], self.row, self.position)
        writer.describe(f"Move a row of {incident_title(writer, incident)}", str(incident["article"]))
