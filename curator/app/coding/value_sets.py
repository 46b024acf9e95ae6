# SPDX-License-Identifier: MIT
"""What is written to say a state of a field: of the field itself and of its parts.

What lives here: which columns and notes change. What does not: when (values_desk.py, chosen_desk.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from curator.app.incidents.shown import Place
from curator.domain.codebook.model import Field

if TYPE_CHECKING:
    from curator.operations import ValueSet


def lifted(place: Place, given: set[str]) -> list[ValueSet]:
    """A compound said not to be stated (or not to apply) that is answered now: it is said no more, of no part."""
    from curator.operations import ValueSet

    node = place.node
    said = place.note(node.key) if node is not None and node.parts else None
    if node is None or said is None or said.state not in ("not_stated", "not_applicable"):
        return []
    notes = {each.key: place.note(each.key) for each in node.nodes() if each.key not in given}
    return [
        ValueSet(key, None, place.row_id, "blank", note=note.note)
        for key, note in notes.items()
        if note is not None and note.state == said.state
    ]


def blanked(place: Place, node: Field) -> list[ValueSet]:
    """What takes the answer of a field and all its parts back; notes stay."""
    return said(place, node, "blank")


def said(place: Place, node: Field, state: str) -> list[ValueSet]:
    """What says this state of a field and of all its parts that hold a value or say something else."""
    from curator.operations import ValueSet

    found: list[ValueSet] = []
    for each in node.nodes():
        note = place.note(each.key)
        held = not each.parts and place.column(each) is not None
        if each is node or note is not None or held:
            found.append(ValueSet(each.key, None, place.row_id, state, note=note.note if note is not None else ""))
    return found
