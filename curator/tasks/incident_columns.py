# SPDX-License-Identifier: MIT
"""The columns of a list of all incidents, as the codebook and the coders call for them.

What lives here: which columns there are, where each is read from and sorted by. What does not: their words on the
screen (app), SQL (store/incident_list.py). No key of a codebook is named: the list shows the codebook's title field and
its summary fields; every other field can be chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from curator.domain.codebook.model import Codebook, Derived, Field
from curator.domain.filtering import Target, row_fields
from curator.shape import Frozen
from curator.store.incident_list import NUMBER, Source

_ARTICLE = ("outlet", "author", "section", "language", "url")


class ListColumn(Frozen):
    """A column. `source` is what it is sorted by; `node`: the field or compound it shows, for those of the codebook;
    `derived`: the figure or list it shows, computed from rows (it is not sorted by: that would be slow in a big list).

    `key` tells columns apart and is remembered with their widths. `usual`: it is shown until somebody hides it.
    `further`: one of the many that are there to be chosen.
    """

    source: Source
    node: Field | None = None
    derived: Derived | None = None
    further: bool = False

    @property
    def usual(self) -> bool:
        return not self.further and (self.derived is None or self.derived.kind == "count_total")

    @property
    def key(self) -> str:
        return f"{self.source[0]}.{self.source[1]}"

    @property
    def leaves(self) -> tuple[str, ...]:
        """The leaves that are read for it."""
        return tuple(leaf.key for leaf in self.node.leaves()) if self.node else ()


def list_columns(codebook: Codebook, several_coders: bool) -> tuple[ListColumn, ...]:
    """Number, title, summary fields, derived columns, article, published, status, and the coder where there are
    several; then every other field, those of the groups' rows, and the article's. Private fields are in no list."""
    own = [_of_node(node) for node in row_fields(codebook)]
    fixed: list[Source] = [("article", "title"), ("article", "published"), ("incident", "status")]
    if several_coders:
        fixed.append(("coder", "name"))
    derived = [ListColumn(("derived", each.key), derived=each) for each in codebook.derived]
    usual = [ListColumn(NUMBER), *own, *derived, *map(ListColumn, fixed)]
    there = {column.key for column in usual}
    return (*usual, *(column for column in _further(codebook) if column.key not in there))


def _further(codebook: Codebook) -> Iterator[ListColumn]:
    for node in codebook.fields:
        if not node.private and list(node.leaves()):
            yield _of_node(node, further=True)
    for group in codebook.groups:
        for node in group.fields:
            shown = Target(node, group).figure[:1] or tuple(node.leaves())[:1]
            for leaf in () if node.private else shown:
                label = f"{group.label}, {node.label.lower()}"
                joined = Derived(f"{group.key}.{leaf.key}", label, "joined", leaf.key, group.key, help=node.help)
                yield ListColumn(("derived", joined.key), derived=joined, further=True)
    for name in _ARTICLE:
        yield ListColumn(("article", name), further=True)


def _of_node(node: Field, further: bool = False) -> ListColumn:
    """A compound is sorted by its first day or figure, else by its first part."""
    leaf = next(iter(Target(node).figure), None) or next(node.leaves())
    return ListColumn(("leaf", leaf.key), node, further=further)


def leaves_of(columns: Iterable[ListColumn]) -> tuple[str, ...]:
    """Every leaf these columns are read from, once."""
    return tuple(dict.fromkeys(leaf for column in columns for leaf in column.leaves))


def derived_of(columns: Iterable[ListColumn]) -> tuple[Derived, ...]:
    """The derived columns among these."""
    return tuple(column.derived for column in columns if column.derived is not None)
