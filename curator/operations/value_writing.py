# SPDX-License-Identifier: MIT
"""How one value is written: column, state, basis, note and proposed mark together.

What lives here: what every operation on values shares. What does not: the operations themselves (values.py, words.py,
copies.py), reading what a person typed (domain/codebook/kinds.py).
"""

from __future__ import annotations

from dataclasses import dataclass

from curator.domain.codebook.kinds import check
from curator.domain.codebook.model import Field
from curator.domain.coding import BASES, STATES, Scalar, ValueNote
from curator.domain.faults import InputRefused
from curator.domain.values import Value, leaf_value
from curator.operations.operation import find_row, known_node, own_incident
from curator.store.columns import group_table, quoted
from curator.store.images import Cell
from curator.store.writer import Writer


@dataclass(frozen=True)
class ValueSet:
    """What is to be known of a field: value, state, basis, note, proposed mark.

    `field` is a leaf key, or a compound's key to say state, basis and note for all its parts (value None). `row` is
    the id of a group's row, "" for the incident itself. Value None with state "value" blanks a leaf; what is blank is
    never proposed.
    """

    field: str
    value: Scalar | None
    row: str = ""
    state: str = "value"
    basis: str = "stated"
    note: str = ""
    proposed: bool = False


@dataclass(frozen=True)
class Place:
    """Whose values are written: an incident's own, or those of a row of one of its groups."""

    incident: dict[str, Cell]
    group: str = ""
    row: str = ""

    @property
    def article(self) -> str:
        return str(self.incident["article"])

    @property
    def incident_id(self) -> str:
        return str(self.incident["id"])

    @property
    def table(self) -> str:
        return group_table(self.group) if self.group else "incidents"

    @property
    def row_id(self) -> str:
        """The id of the row whose columns hold the values."""
        return self.row or self.incident_id


def own_place(writer: Writer, incident_id: str, row: str = "") -> Place:
    """The place in the acting coder's layer. Raises NotNow where it is gone or another's, InputRefused for a row of
    another incident."""
    incident = own_incident(writer, incident_id)
    if not row:
        return Place(incident)
    group, found = find_row(writer, row)
    if found["incident"] != incident_id:
        raise InputRefused("The row belongs to another incident.")
    return Place(incident, group, row)


def checked_value(writer: Writer, key: str, value: Scalar, group: str = "") -> Scalar:
    """The value brought to the kind of its leaf. Raises InputRefused naming the field."""
    node = known_node(writer, key, group)
    if node.parts:
        raise InputRefused(f"“{node.label}” has parts; set those.")
    try:
        return check(value, node, writer.codebook)
    except ValueError as error:
        raise InputRefused(f"{node.label}: {error}.") from error


def refuse_state(state: str, basis: str, value: Scalar | None, compound: bool = False) -> None:
    """Raise InputRefused for a state or basis there is none of, or a value that its state contradicts."""
    if state not in STATES:
        raise InputRefused(f"“{state}” is no state of a value: {', '.join(STATES)}.")
    if basis not in BASES:
        raise InputRefused(f"“{basis}” is no basis of a value: {', '.join(BASES)}.")
    if value is not None and state != "value":
        raise InputRefused(f"A value cannot be there and be “{state}” at once.")
    if value is None and state == "value" and not compound:
        raise InputRefused("The state is “value”, but there is none.")


def write_value(writer: Writer, place: Place, given: ValueSet) -> str:
    """Write one value at its place (`given.row` was looked up by whoever made the place). Returns its state."""
    node = known_node(writer, given.field, place.group)
    state = "blank" if given.value is None and given.state == "value" and not node.parts else given.state
    refuse_state(state, given.basis, given.value, bool(node.parts))
    if node.parts and given.value is not None:
        raise InputRefused(f"“{node.label}” has parts; set those.")
    if not node.parts:
        value = None if given.value is None else checked_value(writer, given.field, given.value, place.group)
        writer.put(place.table, place.row_id, {given.field: value})
    write_note(
        writer, place.article, place.incident_id, place.row, given.field,
        state=state, basis=given.basis if node.has_basis else "stated",
        proposed=given.proposed and state != "blank", note=given.note,
    )  # fmt: skip
    return state


def write_note(
    writer: Writer, article: str, incident: str, row: str, key: str,
    *, state: str, basis: str, proposed: bool, note: str,
) -> None:  # fmt: skip
    """Keep a value note where something is not plainly "value, stated, accepted"; drop it where all is plain.

    A part of a compound that carries a note needs its own where they differ, plain or not; with the compound's note
    the plain ones of its parts go.
    """
    found = writer.query(
        'SELECT id FROM value_notes WHERE article = ? AND incident = ? AND "row" = ? AND field = ?',
        (article, incident, row, key),
    )
    said: dict[str, Cell] = {"state": state, "basis": basis, "proposed": int(proposed), "note": note}
    if _plain(state, basis, proposed, note) and not _noted_above(writer, article, incident, row, key):
        for (note_id,) in found:
            writer.drop("value_notes", str(note_id))
            _drop_plain_below(writer, article, incident, row, key)
    elif found:
        writer.put("value_notes", str(found[0][0]), said)
    else:
        writer.add("value_notes", {"article": article, "incident": incident, "row": row, "field": key, **said})


def _plain(state: str, basis: str, proposed: bool, note: str) -> bool:
    return state in ("value", "blank") and basis == "stated" and not proposed and not note


def _drop_plain_below(writer: Writer, article: str, incident: str, row: str, key: str) -> None:
    node = writer.codebook.node(key, find_row(writer, row)[0] if row else "") if incident else None
    for part in list(node.nodes())[1:] if node is not None else ():
        for note_id, state, basis, proposed, note in writer.query(
            "SELECT id, state, basis, proposed, note FROM value_notes "
            'WHERE article = ? AND incident = ? AND "row" = ? AND field = ?',
            (article, incident, row, part.key),
        ):
            if _plain(state, basis, proposed, note) and not _noted_above(writer, article, incident, row, part.key):
                writer.drop("value_notes", str(note_id))


def _noted_above(writer: Writer, article: str, incident: str, row: str, key: str) -> bool:
    group = find_row(writer, row)[0] if row else ""
    above = [node.key for node in writer.codebook.above(key, group)] if incident else []
    marks = ", ".join("?" * len(above))
    return bool(above) and bool(
        writer.query(
            f'SELECT 1 FROM value_notes WHERE article = ? AND incident = ? AND "row" = ? AND field IN ({marks})',
            (article, incident, row, *above),
        )
    )


# -- what is there already ----------------------------------------------------------------------------------------
def notes_at(writer: Writer, place: Place) -> dict[str, ValueNote]:
    """The notes of this place by field key."""
    found = writer.query(
        'SELECT id, article, incident, "row", field, state, basis, proposed, note FROM value_notes '
        'WHERE incident = ? AND "row" = ? ORDER BY id',
        (place.incident_id, place.row),
    )
    return {
        field: ValueNote(note_id, article, incident, row, field, state, basis, bool(proposed), note)
        for note_id, article, incident, row, field, state, basis, proposed, note in found
    }


def value_at(writer: Writer, place: Place, leaf: Field) -> Value:
    """What is known of a leaf at this place."""
    column = writer.query(f'SELECT {quoted(leaf.key)} FROM "{place.table}" WHERE id = ?', (place.row_id,))[0][0]
    return leaf_value(writer.codebook, leaf, column, notes_at(writer, place), place.group)


def is_settled(writer: Writer, place: Place, node: Field) -> bool:
    """Whether the leaf, or a part of the compound, holds an accepted answer: a value, “not stated”, “not applicable”.

    A default of the codebook is nobody's answer.
    """
    values = (value_at(writer, place, leaf) for leaf in node.leaves())
    return any(value.state != "blank" and not value.proposed and value.basis != "default" for value in values)


def propose_again(writer: Writer, place: Place, key: str, why: str = "") -> bool:
    """Mark what a leaf holds as proposed, with its state and basis; `why` joins its note. Returns whether it did."""
    leaf = known_node(writer, key, place.group)
    value = value_at(writer, place, leaf)
    if value.state == "blank" or (value.proposed and not why):
        return False
    note = value.note if not why or why in value.note else f"{value.note}\n{why}".strip()
    write_note(
        writer, place.article, place.incident_id, place.row, key,
        state=value.state, basis=value.basis or "stated", proposed=True, note=note,
    )  # fmt: skip
    return True
