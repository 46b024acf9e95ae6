# SPDX-License-Identifier: MIT
"""What becomes of words that are given to a field: the row they go to, and whether they answer or support an answer.

What lives here: the same order of rules by which the operation finds its row (operations/words.py), looked at before
it is run: the strip says by it what a key would do. What does not: reading words (reading.py), giving them
(words_desk.py).
"""

from __future__ import annotations

from curator.app.coding.reading import Reading, Span
from curator.app.incidents.shown import Place
from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import Evidence, Incident, Row
from curator.domain.values import incident_value
from curator.shape import Frozen

Presets = tuple[tuple[str, str], ...]
CHOSEN = ("choice", "choices", "yes_no")
COUNTED = ("count", "integer", "decimal", "text")  # one more of it is a person, a thing, a figure more
# Code points that Enter gives at most: a paragraph of news seldom has more. More is selected to be copied or read, and
# Enter is pressed by habit; a letter says which value is meant, and has no such limit.
MOST_BY_ENTER = 600


class Aim(Frozen):
    """What selected words are for: a node of this incident, in this row, or in the row of the group with the presets.

    `new_row`: one more row of the group in any case. It is settled when the key is pressed: what is chosen until a
    choice is picked changes nothing."""

    article: str
    incident: str
    span: Span
    node: Field
    group: str = ""
    row: str = ""
    presets: Presets = ()
    new_row: bool = False


def place_of(codebook: Codebook, incident: Incident, aim: Aim) -> Place | None:
    """Where the words go; None for a new row."""
    if not aim.group:
        return Place(incident, None, aim.node)
    row = _row_of(codebook, incident, aim)
    return Place(incident, row, aim.node) if row is not None else None


def _row_of(codebook: Codebook, incident: Incident, aim: Aim) -> Row | None:
    if aim.row:
        return next((each for each in incident.rows if each.id == aim.row), None)
    held = rows_with(incident, aim.group, aim.presets)
    with_words = next((each for each in held if _these_words(incident, aim, each.id)), None)
    if with_words is not None or not aim.presets or aim.new_row:
        return with_words
    free = next((each for each in held if _is_free(codebook, Place(incident, each, aim.node), aim.node)), None)
    return free or (held[0] if len(held) == 1 else None)


def rows_with(incident: Incident, group: str, presets: Presets) -> list[Row]:
    """The rows of the group that hold all presets, in order."""
    return [row for row in incident.rows_of(group) if all(row.values.get(key) == value for key, value in presets)]


def _these_words(incident: Incident, aim: Aim, row: str) -> bool:
    there = incident.evidence_of(aim.node.key, row)
    return any((each.start, each.end, each.role) == (*aim.span, "direct") for each in there)


def _is_free(codebook: Codebook, place: Place, node: Field) -> bool:
    return not words_at(place, node) and all(
        incident_value(codebook, place.incident, leaf, place.row).state == "blank" for leaf in node.leaves()
    )


def words_at(place: Place, node: Field) -> list[Evidence]:
    """The words that the node or one of its parts has."""
    return [each for part in node.nodes() for each in place.incident.evidence_of(part.key, place.row_id)]


def is_answered(codebook: Codebook, place: Place, node: Field) -> bool:
    """Whether the node, or a part of it, holds an accepted answer. A default of the codebook is nobody's."""
    values = [incident_value(codebook, place.incident, leaf, place.row) for leaf in node.leaves()]
    return any(each.state != "blank" and not each.proposed and each.basis != "default" for each in values)


def supports(codebook: Codebook, place: Place | None, aim: Aim) -> bool:
    """Whether the words only support an answer that was read elsewhere."""
    if place is None or not is_answered(codebook, place, aim.node) or not words_at(place, aim.node):
        return False
    return not _these_words(place.incident, aim, place.row_id)


def other_edges(codebook: Codebook, place: Place | None, aim: Aim) -> Evidence | None:
    """The words of a choice that these words hold, or lie in: they say the same, more exactly."""
    node = aim.node
    if place is None or node.kind not in CHOSEN or not is_answered(codebook, place, node):
        return None
    held = [each for each in place.incident.evidence_of(node.key, place.row_id) if each.role == "direct"]
    (start, end), (first, last) = aim.span, (held[0].start, held[0].end) if len(held) == 1 else (0, 0)
    nested = start <= first < last <= end or first <= start < end <= last
    return held[0] if nested and (start, end) != (first, last) else None


def says_otherwise(place: Place, reading: Reading) -> bool:
    """Whether the words were read as something else than what the place holds."""
    leaves = {leaf.key: leaf for leaf in (place.node.leaves() if place.node is not None else ())}
    read = [each for each in reading.values if each.field in leaves]
    plain = [each for each in read if not _is_words(place.node, leaves[each.field])]
    return any(place.column(leaves[each.field]) not in (None, each.value) for each in plain)


def _is_words(node: Field | None, leaf: Field) -> bool:
    return leaf is not node and leaf.part == "words"
