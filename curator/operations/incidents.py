# SPDX-License-Identifier: MIT
"""Operations on incidents: add, remove, order, status.

What lives here: the incident as a whole. What does not: its values (values.py), rows (rows.py), words (evidence.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from curator.domain.coding import INCIDENT_STATUSES, Scalar
from curator.domain.faults import InputRefused
from curator.operations.articles import begin_reading
from curator.operations.evidence import add_words, node_for_words
from curator.operations.operation import (
    cut_quote,
    drop_attached,
    drop_rows,
    incident_title,
    known_node,
    next_position,
    own_incident,
    reorder,
)
from curator.operations.value_writing import checked_value
from curator.store.writer import Writer


@dataclass(frozen=True)
class AddIncident:
    """Start an incident, from a span of the article (its main mention) or from none. Returns its id.

    `span`: (start, end) in code points. `values`: leaf keys and plain values; defaults of the codebook are filled in.
    `words`: (leaf key, start, end) of words that support one of these values, direct.
    """

    kind: ClassVar[str] = "add_incident"
    article: str
    span: tuple[int, int] | None = None
    values: Mapping[str, Scalar] = field(default_factory=dict)
    words: tuple[tuple[str, int, int], ...] = ()

    def apply(self, writer: Writer) -> str:
        coder = writer.acting_coder()
        writer.row("articles", self.article)
        values = {key: checked_value(writer, key, value) for key, value in self.values.items()}
        defaults = {
            leaf.key: leaf.default
            for leaf in writer.codebook.leaves()
            if leaf.default is not None and leaf.key not in values
        }
        position = next_position(writer, "incidents", "article = ? AND coder = ?", (self.article, coder.id))
        incident = writer.add(
            "incidents",
            {
                "article": self.article, "coder": coder.id, "codebook": writer.codebook_id, "status": "draft",
                "position": position, "created": writer.clock.stamp(), **defaults, **values,
            },
        )  # fmt: skip
        for key in (*defaults, *values):
            node = known_node(writer, key)
            basis = "default" if key in defaults else node.usual_basis or "stated"
            if node.has_basis and basis != "stated":
                writer.add("value_notes", _basis_note(self.article, incident, key, basis))
        if self.span:
            start, end = self.span
            writer.add(
                "evidence",
                {
                    "article": self.article, "incident": incident, "start": start, "end": end, "role": "direct",
                    "quote": cut_quote(writer, self.article, start, end), "position": 0,
                },
            )  # fmt: skip
        for key, start, end in self.words:
            if key not in values:
                raise InputRefused(f"“{node_for_words(writer, key).label}” has no value that words could support.")
            add_words(writer, self.article, start, end, incident=incident, field=node_for_words(writer, key).key)
        begin_reading(writer, self.article)
        writer.describe(f"Add {incident_title(writer, writer.row('incidents', incident))}", self.article)
        return incident


def _basis_note(article: str, incident: str, key: str, basis: str) -> dict[str, str | int]:
    return {
        "article": article, "incident": incident, "row": "", "field": key, "state": "value", "basis": basis,
        "proposed": 0, "note": "",
    }  # fmt: skip


@dataclass(frozen=True)
class RemoveIncident:
    """Take an incident out, with its rows, notes and evidence."""

    kind: ClassVar[str] = "remove_incident"
    incident: str

    def apply(self, writer: Writer) -> None:
        row = own_incident(writer, self.incident)
        writer.describe(f"Remove {incident_title(writer, row)}", str(row["article"]))
        drop_attached(writer, "incident", self.incident)
        drop_rows(writer, self.incident)
        writer.drop("incidents", self.incident)


@dataclass(frozen=True)
class MoveIncident:
    """Put an incident at another place (0 is the first) among the coder's incidents of its article."""

    kind: ClassVar[str] = "move_incident"
    incident: str
    position: int

    def apply(self, writer: Writer) -> None:
        row = own_incident(writer, self.incident)
        siblings = writer.query(
            "SELECT id FROM incidents WHERE article = ? AND coder = ? ORDER BY position, id",
            (row["article"], row["coder"]),
        )
        writer.describe(f"Move {incident_title(writer, row)}", str(row["article"]))
        reorder(writer, "incidents", [str(line[0]) for line in siblings], self.incident, self.position)


@dataclass(frozen=True)
class SetIncidentStatus:
    """Set the coder's own status of an incident: draft, finished, withdrawn."""

    kind: ClassVar[str] = "set_incident_status"
    incident: str
    status: str

    def apply(self, writer: Writer) -> None:
        if self.status not in INCIDENT_STATUSES:
            raise InputRefused(f"“{self.status}” is no status of an incident: {', '.join(INCIDENT_STATUSES)}.")
        row = own_incident(writer, self.incident)
        writer.describe(f"Set {incident_title(writer, row)} to {self.status}", str(row["article"]))
        writer.put("incidents", self.incident, {"status": self.status})
