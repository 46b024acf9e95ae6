# SPDX-License-Identifier: MIT
"""What is known of one value: its state, its basis, who says so.

What lives here: the rule by which a column and the notes above it give the state of a field. What does not: storing
(store), judging (rules).
The rule (CODEBOOK.md 2): what is said of a compound speaks for all its parts, a part's own note wins; a column that
holds something always has the state "value".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import Incident, Row, Scalar, ValueNote
from curator.shape import Frozen


class Value(Frozen):
    """`said_by` is the key of the node whose note gives state and basis: its own, a compound's, or "" (no note)."""

    state: str
    value: Scalar | None = None
    basis: str = ""
    note: str = ""
    proposed: bool = False
    said_by: str = ""

    @property
    def counts(self) -> bool:
        """Whether this is an accepted value: what rules, counts and exports look at."""
        return self.state == "value" and not self.proposed


def leaf_value(
    codebook: Codebook, leaf: Field, column: Scalar | None, notes: Mapping[str, ValueNote], group: str = ""
) -> Value:
    """The value of a leaf from its column and the notes of its row or incident, by field key."""
    said_by = ""
    if notes:
        said_by = next((node.key for node in (leaf, *codebook.above(leaf.key, group)) if node.key in notes), "")
    said = notes.get(said_by)
    if column is not None:
        basis = (said.basis if said and said.basis else "stated") if leaf.has_basis else ""
        note = said.note if said is not None and said_by == leaf.key else ""
        return Value("value", column, basis, note, bool(said and said.proposed), said_by)
    if said is None or said.state == "value":
        return Value("blank", said_by="", note=said.note if said is not None and said_by == leaf.key else "")
    return Value(said.state, None, "", said.note if said_by == leaf.key else "", said.proposed, said_by)


def notes_of(notes: Iterable[ValueNote], row: str = "") -> dict[str, ValueNote]:
    """The notes of one row (or, with "", of the incident itself) by field key."""
    return {note.field: note for note in notes if note.row == row}


def incident_value(codebook: Codebook, incident: Incident, leaf: Field, row: Row | None = None) -> Value:
    """The value of a leaf of the incident, or of one of its rows."""
    if row is None:
        return leaf_value(codebook, leaf, incident.values.get(leaf.key), notes_of(incident.notes))
    notes = notes_of(incident.notes, row.id)
    return leaf_value(codebook, leaf, row.values.get(leaf.key), notes, row.group)
