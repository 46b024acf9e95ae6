# SPDX-License-Identifier: MIT
"""Operations on values: of an incident, of a row of a group, of an article's metadata.

What lives here: setting value, state, basis, note and proposed mark together. What does not: reading what a person
typed (domain/codebook/kinds.py), the words (evidence.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from curator.domain.codebook.kinds import check
from curator.domain.codebook.model import Field
from curator.domain.coding import ARTICLE_FIELDS, BASES, STATES, Scalar
from curator.domain.faults import InputRefused
from curator.operations.operation import find_row, incident_title, known_node, own_incident
from curator.store.columns import group_table
from curator.store.images import Cell
from curator.store.writer import Writer


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


@dataclass(frozen=True)
class SetValue:
    """Set what is known of a field: value, state, basis, note, proposed mark.

    `field` is a leaf key, or a compound's key to say state, basis and note for all its parts (value None). `row` is
    the id of a group's row, "" for the incident itself. Value None with state "value" blanks a leaf.
    """

    kind: ClassVar[str] = "set_value"
    incident: str
    field: str
    value: Scalar | None
    row: str = ""
    state: str = "value"
    basis: str = "stated"
    note: str = ""
    proposed: bool = False

    def apply(self, writer: Writer) -> None:
        incident = own_incident(writer, self.incident)
        group = self._group(writer)
        node = known_node(writer, self.field, group)
        state = "blank" if self.value is None and self.state == "value" and not node.parts else self.state
        refuse_state(state, self.basis, self.value, bool(node.parts))
        if node.parts and self.value is not None:
            raise InputRefused(f"“{node.label}” has parts; set those.")
        if not node.parts:
            value = None if self.value is None else checked_value(writer, self.field, self.value, group)
            table, row_id = (group_table(group), self.row) if group else ("incidents", self.incident)
            writer.put(table, row_id, {self.field: value})
        self._note(writer, str(incident["article"]), node, state)
        shown = f"to {_short(self.value)}" if self.value is not None else f"to {state.replace('_', ' ')}"
        writer.describe(f"Set {node.label} of {incident_title(writer, incident)} {shown}", str(incident["article"]))

    def _group(self, writer: Writer) -> str:
        if not self.row:
            return ""
        group, row = find_row(writer, self.row)
        if row["incident"] != self.incident:
            raise InputRefused("The row belongs to another incident.")
        return group

    def _note(self, writer: Writer, article: str, node: Field, state: str) -> None:
        basis = self.basis if node.has_basis else "stated"
        write_note(
            writer, article, self.incident, self.row, self.field,
            state=state, basis=basis, proposed=self.proposed, note=self.note,
        )  # fmt: skip


def write_note(
    writer: Writer, article: str, incident: str, row: str, key: str,
    *, state: str, basis: str, proposed: bool, note: str,
) -> None:  # fmt: skip
    """Keep a value note where something is not plainly "value, stated, accepted"; drop it where all is plain.

    A part of a compound that carries a note needs its own where they differ, plain or not.
    """
    found = writer.query(
        'SELECT id FROM value_notes WHERE article = ? AND incident = ? AND "row" = ? AND field = ?',
        (article, incident, row, key),
    )
    plain = state in ("value", "blank") and basis == "stated" and not proposed and not note
    if plain and not _noted_above(writer, article, incident, row, key):
        for (note_id,) in found:
            writer.drop("value_notes", str(note_id))
        return
    said: dict[str, Cell] = {"state": state, "basis": basis, "proposed": int(proposed), "note": note}
    if found:
        writer.put("value_notes", str(found[0][0]), said)
    else:
        writer.add("value_notes", {"article": article, "incident": incident, "row": row, "field": key, **said})


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


def _short(value: Scalar) -> str:
    text = str(value)
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"


@dataclass(frozen=True)
class SetArticleValue:
    """Set a metadata field of an article: value, or None with the state "not_stated" or "blank"."""

    kind: ClassVar[str] = "set_article_value"
    article: str
    field: str
    value: str | None
    state: str = "value"
    basis: str = "stated"
    note: str = ""

    def apply(self, writer: Writer) -> None:
        if self.field not in ARTICLE_FIELDS:
            raise InputRefused(f"“{self.field}” is no field of an article: {', '.join(ARTICLE_FIELDS)}.")
        value = self.value or None
        state = "blank" if value is None and self.state == "value" else self.state
        refuse_state(state, self.basis, value)
        writer.put("articles", self.article, {self.field: value})
        write_note(
            writer, self.article, "", "", self.field, state=state, basis=self.basis, proposed=False, note=self.note
        )
        shown = _short(value) if value is not None else state.replace("_", " ")
        writer.describe(f"Set {self.field} of the article to {shown}", self.article)
