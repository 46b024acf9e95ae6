# SPDX-License-Identifier: MIT
"""The columns of a list of all incidents, as the codebook and the coders call for them.

What lives here: which columns there are, where each is read from and sorted by, what a filter looks into. What does
not: their words on the screen (app), SQL (store/incident_list.py). No key of a codebook is named: the list shows the
codebook's title field and its summary fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from curator.domain.codebook.model import Codebook, Derived, Field
from curator.shape import Frozen
from curator.store.incident_list import NUMBER, IncidentWish, Source

_TEXT_KINDS = ("text", "long_text")


class ListColumn(Frozen):
    """A column. `source` is what it is sorted by; `node`: the field or compound it shows, for those of the codebook;
    `derived`: the figure or list it shows, computed from rows (it is not sorted by: that would be slow in a big list).

    `key` tells columns apart and is remembered with their widths. `usual`: it is shown until somebody hides it.
    """

    source: Source
    node: Field | None = None
    derived: Derived | None = None

    @property
    def usual(self) -> bool:
        return self.derived is None or self.derived.kind == "count_total"

    @property
    def key(self) -> str:
        return f"{self.source[0]}.{self.source[1]}"

    @property
    def leaves(self) -> tuple[str, ...]:
        """The leaves that are read for it."""
        return tuple(leaf.key for leaf in self.node.leaves()) if self.node else ()


def list_columns(codebook: Codebook, several_coders: bool) -> tuple[ListColumn, ...]:
    """Number, title, summary fields, derived columns, article, published, status, and the coder where there are
    several."""
    keys = dict.fromkeys(key for key in (codebook.title_field, *codebook.summary_fields) if key)
    shown = [ListColumn(NUMBER), *(column for key in keys if (column := _of_codebook(codebook, key)))]
    fixed: list[Source] = [("article", "title"), ("article", "published"), ("incident", "status")]
    if several_coders:
        fixed.append(("coder", "name"))
    derived = [ListColumn(("derived", each.key), derived=each) for each in codebook.derived]
    return (*shown, *derived, *map(ListColumn, fixed))


def _of_codebook(codebook: Codebook, key: str) -> ListColumn | None:
    node = codebook.node(key)
    if node is None or (node.parts and not list(node.leaves())):
        return None
    leaf = next(node.leaves())
    above = codebook.above(node.key)
    # "Oct 2019" says more than its first day: the day a range begins with stands for the whole date.
    return ListColumn(("leaf", leaf.key), above[0] if node.part == "start" and above else node)


def leaves_of(columns: Iterable[ListColumn]) -> tuple[str, ...]:
    """Every leaf these columns are read from, once."""
    return tuple(dict.fromkeys(leaf for column in columns for leaf in column.leaves))


def derived_of(columns: Iterable[ListColumn]) -> tuple[Derived, ...]:
    """The derived columns among these."""
    return tuple(column.derived for column in columns if column.derived is not None)


def list_wish(
    codebook: Codebook,
    columns: Sequence[ListColumn],
    *,
    coders: tuple[str, ...] | None = None,
    order: Source = NUMBER,
    descending: bool = False,
    words: str = "",
) -> IncidentWish:
    """What to ask the project for. `words` are looked for in the texts of the columns, in the labels of their choices
    and in the number; an incident must have all of them."""
    split = tuple(words.split())
    texts = [column.source for column in columns if column.source[0] == "article"]
    texts += [
        ("leaf", leaf.key) for column in columns if column.node
        for leaf in column.node.leaves() if leaf.kind in (*_TEXT_KINDS, "day")
    ]  # fmt: skip
    codes = {word: _codes_named(codebook, columns, word.casefold()) for word in split}
    return IncidentWish(coders, order, descending, split, tuple(dict.fromkeys(texts)), codes)


def _codes_named(codebook: Codebook, columns: Sequence[ListColumn], word: str) -> Mapping[str, tuple[str, ...]]:
    """The codes whose label or code holds the word, by leaf. Of several choices in one cell only single ones."""
    found: dict[str, tuple[str, ...]] = {}
    for leaf in (leaf for column in columns if column.node for leaf in column.node.leaves()):
        listed = codebook.choices_of(leaf)
        codes = tuple(
            choice.code for choice in (listed.choices if listed else ())
            if word in choice.label.casefold() or word in choice.code.casefold()
        )  # fmt: skip
        if codes:
            found[leaf.key] = codes
    return found
