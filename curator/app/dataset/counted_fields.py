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
_MOST_INSTEAD = 2  # fields that are looked at in place of the usual one: each is counted
_PLACE_PARTS = ("admin1", "country", "admin2", "name")


class Counted(Frozen):
    """What one list of counts may be by: `fields` as (label, key of a condition), the usual one first. `instead`: keys
    of those that say nearly the same where the usual one is mostly left blank, as in tables from elsewhere."""

    title: str
    fields: tuple[tuple[str, str], ...]
    instead: tuple[str, ...] = ()


def counted_fields(codebook: Codebook, titles: tuple[str, str, str]) -> tuple[Counted, ...]:
    """The lists for type, actor and place, under these titles; without those for which the codebook has no field."""
    actors, places = _actors(codebook), _places(codebook)
    made = zip(titles, (_types(codebook), actors, places), strict=True)
    instead = dict(zip(titles[1:], (_names_beside(codebook, actors), [key for _, key in places[1:]]), strict=True))
    return tuple(
        Counted(title, fields, tuple(instead.get(title, ())[:_MOST_INSTEAD])) for title, fields in made if fields
    )


def _names_beside(codebook: Codebook, actors: tuple[tuple[str, str], ...]) -> list[str]:
    """The other texts of the rows that the usual field is of: the name as written, where that is the canonical one."""
    group, _, usual = actors[0][1].partition(".") if actors else ("", "", "")
    fields = next((each.fields for each in codebook.groups if each.key == group), ())
    return [f"{group}.{field.key}" for field in _plain(fields) if field.kind == "text" and field.key != usual]


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
