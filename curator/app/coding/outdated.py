# SPDX-License-Identifier: MIT
"""Another place is told: which parts of the compound still speak of the one before.

What lives here: whether a place is another one, and what describes it. What does not: what typed text means (typed.py),
what becomes of such parts (values_desk.py). Kinds and parts are known by their fixed names, never by field keys.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import Scalar

if TYPE_CHECKING:
    from curator.operations import ValueSet

ValueOf = Callable[[Field], Scalar | None]
# The parts that say which place it is, the finest first; words are the article's, and every other part describes it.
_NAMES = ("name", "admin2", "admin1", "country")
_WORDS = "words"


def outdated(
    node: Field, codebook: Codebook, group: str, told: Mapping[str, Scalar], value_of: ValueOf, *, whole: bool = True
) -> list[Field]:
    """The leaves that hold something of the place before, where `told` (values by leaf key) is another place.

    `node`: what was told, the place, or one part of it by itself. `value_of`: what a leaf holds until now. `whole`: a
    place without one of its names has none; else names that are not told stay. Of other coordinates for the same place
    it is where they come from.
    """
    place = next((each for each in (node, *codebook.above(node.key, group)) if each.kind == "place"), None)
    if place is None:
        return []
    if not _is_another(place, told, value_of, whole and node is place):
        return _source_of_other_coordinates(place, told, value_of) if node is place else []
    names = [part.key for part in _named(place)]
    return [
        leaf for leaf in place.leaves()
        if leaf.part != _WORDS and leaf.key not in told and leaf.key not in names and value_of(leaf) is not None
    ]  # fmt: skip


def _source_of_other_coordinates(place: Field, told: Mapping[str, Scalar], value_of: ValueOf) -> list[Field]:
    """The source, where it is that of coordinates that are others now and nobody said where these come from."""
    source = place.part_named("coordinate_source")
    point = [part for name in ("latitude", "longitude") if (part := place.part_named(name)) is not None]
    other = any(part.key in told and value_of(part) not in (None, told[part.key]) for part in point)
    held = source is not None and source.key not in told and value_of(source) is not None
    return [source] if other and held and source is not None else []


def blank_again(leaf: Field, row: str, note: str) -> ValueSet:
    """The leaf as nobody has answered it yet: blank, or its default; its note stays."""
    from curator.operations import ValueSet

    basis = "stated" if leaf.default is None else "default"
    return ValueSet(leaf.key, leaf.default, row, basis=basis, note=note)


def _named(place: Field) -> list[Field]:
    return [part for name in _NAMES if (part := place.part_named(name)) is not None]


def _is_another(place: Field, told: Mapping[str, Scalar], value_of: ValueOf, whole: bool) -> bool:
    """By its names: the finest of them differs, or a broader one contradicts; “Qayyara, Nineveh” is “Qayyara” told
    better, and so is a name added by itself. A place without a name is known by where it lies from another one.
    """
    before = {part.key: value_of(part) for part in _named(place)}
    distance = [leaf for part in place.parts if part.parts for leaf in part.leaves()]
    if not any(key in told for key in before):
        return not any(before.values()) and any(
            leaf.key in told and value_of(leaf) not in (None, told[leaf.key]) for leaf in distance
        )
    if not any(before.values()) and all(value_of(leaf) is None for leaf in distance):
        return False
    after = {key: told.get(key) or None if whole or key in told else held for key, held in before.items()}
    finest = next((key for key in before if (before[key], after[key]) != (None, None)), "")
    if whole and finest and before[finest] != after[finest]:
        return True
    return any(None not in (before[key], after[key]) and before[key] != after[key] for key in before)
