# SPDX-License-Identifier: MIT
"""By which fields the incidents may be counted beside map and time line: their type, who took part, where they were.

What lives here: finding these fields by their place in the codebook, never by their key. What does not: counting
(store/incident_counts.py), showing the counts (counts.py).
"""

from __future__ import annotations

from collections.abc import Iterable

from curator.app.coding.types import type_fields
from curator.domain.codebook.model import Codebook, Field
from curator.domain.filtering import compound
from curator.shape import Frozen

_ANSWERED = ("choice", "choices", "yes_no")  # kinds with few answers
_NAMED = ("text", *_ANSWERED)
_PLACE_PARTS = ("admin1", "country", "admin2", "name")


class Counted(Frozen):
    """What one list of counts may be by: `fields` as (label, key of a condition), the usual one first."""

    title: str
    fields: tuple[tuple[str, str], ...]


def counted_fields(codebook: Codebook, titles: tuple[str, str, str]) -> tuple[Counted, ...]:
    """The lists for type, actor and place, under these titles; without those for which the codebook has no field."""
    made = zip(titles, (_types(codebook), _actors(codebook), _places(codebook)), strict=True)
    return tuple(Counted(title, fields) for title, fields in made if fields)


def _types(codebook: Codebook) -> tuple[tuple[str, str], ...]:
    first = [field for field in type_fields(codebook) if field is not None]
    others = [field for field in codebook.fields if field.kind in _ANSWERED and not field.private]
    return tuple(dict.fromkeys((field.label, field.key) for field in (*first, *others)))


def _actors(codebook: Codebook) -> tuple[tuple[str, str], ...]:
    """Fields of rows; first that which the first list of names is made of."""
    listed = [
        (f"{group.label}: {field.label}", f"{group.key}.{field.key}")
        for group in codebook.groups for field in _plain(group.fields)
    ]  # fmt: skip
    usual = next((f"{each.group}.{each.field}" for each in codebook.derived if each.kind == "joined"), "")
    return tuple(sorted(listed, key=lambda pair: pair[1] != usual))  # stable: the others stay in the codebook's order


def _plain(fields: Iterable[Field]) -> list[Field]:
    return [field for field in fields if field.kind in _NAMED and not field.parts and not field.private]


def _places(codebook: Codebook) -> tuple[tuple[str, str], ...]:
    meant = compound(codebook, "place", "")
    if meant is None or meant.node is None:
        return ()
    parts = [meant.node.part_named(name) for name in _PLACE_PARTS]
    return tuple((part.label, part.key) for part in parts if part is not None and not part.parts)
