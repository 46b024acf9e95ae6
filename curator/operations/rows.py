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
    next_position,
    own_incident,
    reorder,
    rows_table,
)
from curator.operations.value_writing import checked_value
from curator.store.columns import group_table
from curator.store.writer import Writer


@dataclass(frozen=True)
class AddRow:
    """Add a row at the end of a group of an incident. `values`: leaf keys of the group. Returns the row's id."""

    kind: ClassVar[str] = "add_row"
    incident: str
    group: str
    values: Mapping[str, Scalar] = field(default_factory=dict)

    def apply(self, writer: Writer) -> str:
        incident = own_incident(writer, self.incident)
        table = rows_table(writer, self.group)
        values = {key: checked_value(writer, key, value, self.group) for key, value in self.values.items()}
        position = next_position(writer, table, "incident = ?", (self.incident,))
        row = writer.add(table, {"incident": self.incident, "position": position, **values})
        label = writer.codebook.group_by_key[self.group].label
        writer.describe(f"Add a row to {label} of {incident_title(writer, incident)}", str(incident["article"]))
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
