# SPDX-License-Identifier: MIT
"""One codebook that can name everything coded under several.

What lives here: widening the codebook in force by the retired fields and choices of earlier ones, so that nothing coded
with them is left behind in a file. What does not: adopting a codebook (store, operations).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from curator.domain.codebook.model import Choice, ChoiceList, Codebook, Field


def codebook_ref(codebook: Codebook) -> str:
    """How files name a codebook: key and version with a space between ("accidents 1.0"). A key holds no space."""
    return f"{codebook.key} {codebook.version}"


def widened(codebook: Codebook, others: Iterable[Codebook]) -> Codebook:
    """`codebook` with what only `others` know put behind its own, in their order: fields, groups, choices, lists.

    The same key in the same table always has the same kind (storage rule 4), so a field that is in both is the
    codebook's own; only its list grows by the other's codes, marked retired.
    """
    wide = codebook
    for other in others:
        if other is not codebook:
            wide = _widened_by(wide, other)
    return wide


def _widened_by(wide: Codebook, other: Codebook) -> Codebook:
    groups = []
    for group in wide.groups:
        old = other.group_by_key.get(group.key)
        fields = (*group.fields, *_missing(wide, other, group.key)) if old else group.fields
        groups.append(replace(group, fields=fields))
    groups += [group for group in other.groups if group.key not in wide.group_by_key]
    return replace(
        wide,
        fields=(*wide.fields, *_missing(wide, other, "")),
        groups=tuple(groups),
        lists=_lists(wide, other),
    )


def _missing(wide: Codebook, other: Codebook, group: str) -> Iterator[Field]:
    """The other's fields of one table that the wide one lacks; of a compound known to both, the missing leaves."""
    tops = other.group_by_key[group].fields if group else other.fields
    for top in tops:
        if all(wide.node(node.key, group) is None for node in top.nodes()):
            yield top
        else:
            yield from (leaf for leaf in top.leaves() if wide.node(leaf.key, group) is None)


def _lists(wide: Codebook, other: Codebook) -> tuple[ChoiceList, ...]:
    extra: dict[str, dict[str, Choice]] = {}
    for mine, theirs in _list_pairs(wide, other):
        known, old = wide.list_by_key.get(mine), other.list_by_key.get(theirs)
        for choice in old.choices if known is not None and old is not None else ():
            if known is not None and choice.code not in known.by_code:
                extra.setdefault(mine, {}).setdefault(choice.code, replace(choice, retired=True))
    lists = [replace(entry, choices=(*entry.choices, *extra.get(entry.key, {}).values())) for entry in wide.lists]
    return (*lists, *(entry for entry in other.lists if entry.key not in wide.list_by_key))


def _list_pairs(wide: Codebook, other: Codebook) -> Iterator[tuple[str, str]]:
    """Which list of the other belongs to which of the wide one: by field, by the list's name, by its use."""
    for group in ("", *(group.key for group in other.groups)):
        for old in other.leaves(group):
            node = wide.node(old.key, group)
            if node is not None and node.choices and old.choices:
                yield node.choices, old.choices
    for entry in other.lists:
        yield entry.key, entry.key
    yield wide.not_codable, other.not_codable


class NodeOrder:
    """Where each group and node stands in a codebook: the order in which files name them."""

    def __init__(self, codebook: Codebook) -> None:
        self.groups = {"": 0} | {group.key: place for place, group in enumerate(codebook.groups, 1)}
        tables: list[tuple[str, tuple[Field, ...]]] = [("", codebook.fields)]
        tables += [(group.key, group.fields) for group in codebook.groups]
        self._places = {
            (table, node.key): place
            for table, tops in tables
            for place, node in enumerate((node for top in tops for node in top.nodes()), 1)
        }

    def group(self, key: str) -> int:
        """The place of a group; an unknown one comes last."""
        return self.groups.get(key, len(self.groups))

    def node(self, key: str, group: str = "") -> int:
        """The place of a node; "" (the row or the incident as a whole) comes first, an unknown one last."""
        return 0 if not key else self._places.get((group, key), 1_000_000)
