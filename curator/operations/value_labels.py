# SPDX-License-Identifier: MIT
"""How the log says what many values were set to: in plain words, short, and nothing private.

What lives here: the words after “to” in a label. What does not: the names of fields (values.py), writing values
(value_writing.py). Labels are part of the log's chain: what stands there once is never put in other words.
"""

from __future__ import annotations

from collections.abc import Sequence

from curator.domain.codebook.kinds import format_value, meaning
from curator.domain.codebook.model import Codebook, Field
from curator.domain.codebook.scalars import codes_of
from curator.domain.coding import Scalar
from curator.domain.values import Value
from curator.operations.operation import known_node
from curator.operations.value_writing import Place, ValueSet, value_at
from curator.store.writer import Writer

_MOST = 60  # characters of all values together; one alone has at most _MOST_OF_ONE
_MOST_OF_ONE = 40
_WORDS = "words"  # the part of a compound that repeats the article's words
_NO_SOURCE = "none"  # what the choice means that says of a place that it has no coordinates


Sets = Sequence[tuple[Place, ValueSet]]


def known_before(writer: Writer, sets: Sets) -> list[Value | None]:
    """What is known of each leaf until now; None for a compound."""
    return [_known(writer, place, given) for place, given in sets]


def new_values(writer: Writer, sets: Sets, before: Sequence[Value | None]) -> str:
    """“ to “2019-11-08 · Day””, when the values are written; "" where none became another one.

    Private fields and the words of a compound are left out. What only became blank, or not stated, is said by that.
    That a place has no coordinates is said where nothing else became another value: the label of that choice (“None”)
    beside a name would tell nobody anything.
    """
    told: dict[str, None] = {}
    states: set[str] = set()
    pointless = False
    for (place, given), old in zip(sets, before, strict=True):
        node = known_node(writer, given.field, place.group)
        new = _known(writer, place, given)
        if any(each.private for each in (node, *writer.codebook.above(node.key, place.group))):
            continue
        if new is None or new.value is None:
            state = given.state if new is None else new.state
            if state != "value" and (new is None or old is None or (old.value, old.state) != (None, state)):
                states.add(state)
        elif (old is not None and old.value == new.value) or node.part == _WORDS:
            continue
        elif node.part == "coordinate_source" and meaning(writer.codebook, node, new.value) == _NO_SOURCE:
            pointless = True
        else:
            told[_told(writer.codebook, node, new.value)] = None
    if told:
        return f" to “{_cut(' · '.join(told), _MOST)}”"
    if pointless:
        return " to no coordinates"
    taken = all(given.value is None for _, given in sets)
    return f" to {states.pop().replace('_', ' ')}" if taken and len(states) == 1 else ""


def _known(writer: Writer, place: Place, given: ValueSet) -> Value | None:
    node = known_node(writer, given.field, place.group)
    return None if node.parts else value_at(writer, place, node)


def _told(codebook: Codebook, leaf: Field, value: Scalar) -> str:
    """A value as a person reads it: the label of a choice, else what is stored."""
    listed = codebook.choices_of(leaf)
    if listed is not None:
        codes = codes_of(value)
        return ", ".join(listed.by_code[code].label if code in listed.by_code else code for code in codes)
    text = format(value, ".15g") if isinstance(value, float) else format_value(value, leaf)
    return _cut(" ".join(text.split()), _MOST_OF_ONE)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most].rstrip()}…"
