# SPDX-License-Identifier: MIT
"""What the columns of a table mean, as a value: saved in the project, known again by the headings.

What lives here: the shape, its JSON, whether it fits a table, which targets there are. What does not: proposing one
(table_proposals.py), reading rows by it (mapped_rows.py).

A target is written
    ""                            the column is left out
    article.<field>               a field of the article; also article.text, article.id, article.text_sha256
    incident.<leaf>               a field of the incident
    rows.<group>.<number>.<leaf>  a field of a row of a group: all columns with one number make one row
    words                         words of the article that report the incident: a mention
    words.<node>                  words that support a field or compound of the incident
    words.<group>.<number>.<node> words that support a field of that row
    key                           what tells this row from the others, so that it is known again
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from curator.domain.cell_values import folded
from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import ARTICLE_FIELDS
from curator.domain.faults import InputRefused
from curator.shape import Frozen, fresh

FORMAT = "curator-table-mapping/1"
ARTICLE_TARGETS = (*ARTICLE_FIELDS, "text", "id", "text_sha256")
KEY, WORDS = "key", "words"
_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
MOST_ROWS = 20  # of one group in one row of a table


class Target(Frozen):
    """`part`: "article", "incident", "rows", "words", "key", or "" for nothing. `key`: the field, leaf or node.
    `number` of a group's row, from 1."""

    part: str
    key: str = ""
    group: str = ""
    number: int = 0

    def __str__(self) -> str:
        place = (self.group, str(self.number)) if self.group else ()
        return ".".join(piece for piece in (self.part, *place, self.key) if piece)


class ColumnUse(Frozen):
    """What a column is for. A column may be used several times; of two uses that fill one place the first counts.

    `codes`: what is meant by what stands in a cell; "*" is any other cell, and what means "" is left out. `only`: the
    use counts in rows where these columns hold one of these cells; a column that is not there holds "".
    """

    heading: str
    target: str
    codes: Mapping[str, str] = fresh(default_factory=dict)
    only: Mapping[str, tuple[str, ...]] = fresh(default_factory=dict)


class Constant(Frozen):
    """A value that each row has; one of a group's row only where something else of that row is filled."""

    target: str
    value: str


class TableMapping(Frozen):
    """`label`: how people call it. `headings`: those of the table it was made for."""

    label: str
    uses: tuple[ColumnUse, ...]
    constants: tuple[Constant, ...] = ()
    headings: tuple[str, ...] = ()

    def used(self) -> Iterator[ColumnUse]:
        """The uses that are for something."""
        return (use for use in self.uses if use.target)

    def to_json(self) -> dict[str, Any]:
        """As plain values; `from_json` reads them back."""
        return {
            "format": FORMAT,
            "label": self.label,
            "headings": list(self.headings),
            "columns": [_use_as_json(use) for use in self.uses],
            "always": [{"to": each.target, "value": each.value} for each in self.constants],
        }


def from_json(document: Any) -> TableMapping:
    """A mapping that was written by `to_json`, or by hand. Raises InputRefused where it is none."""
    try:
        if document["format"] != FORMAT:
            raise ValueError
        uses = tuple(map(_use, document["columns"]))
        constants = tuple(Constant(_text(one["to"]), _text(one["value"])) for one in document.get("always", ()))
        headings = tuple(_text(one) for one in document.get("headings", ()))
        return TableMapping(_text(document.get("label", "")), uses, constants, headings)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise InputRefused(f"This is no mapping of a table ({FORMAT}); nothing was changed.") from None


def _use_as_json(use: ColumnUse) -> dict[str, Any]:
    said: dict[str, Any] = {"heading": use.heading, "to": use.target}
    if use.codes:
        said["codes"] = dict(use.codes)
    if use.only:
        said["only"] = {heading: list(cells) for heading, cells in use.only.items()}
    return said


def _use(one: Any) -> ColumnUse:
    codes = {_text(cell): _text(code) for cell, code in one.get("codes", {}).items()}
    only = {_text(heading): tuple(map(_text, cells)) for heading, cells in one.get("only", {}).items()}
    return ColumnUse(_text(one["heading"]), _text(one["to"]), codes, only)


def mapping_of(text: str) -> TableMapping:
    """A mapping out of a file of JSON. Raises InputRefused."""
    try:
        return from_json(json.loads(text))
    except (ValueError, RecursionError):
        raise InputRefused(f"This is no mapping of a table ({FORMAT}); nothing was changed.") from None


def _text(value: Any) -> str:
    if not isinstance(value, str) or _UNSTORABLE.search(value):
        raise ValueError
    return value


def target_of(written: str, codebook: Codebook) -> Target | None:
    """The target that is meant; None where this codebook, or the article, has no such field."""
    part, *pieces = written.split(".")
    if written == "":
        return Target("")
    if part == KEY and not pieces:
        return Target(KEY)
    if part == "article" and len(pieces) == 1 and pieces[0] in ARTICLE_TARGETS:
        return Target(part, pieces[0])
    if part == "incident" and len(pieces) == 1 and _leaf(codebook, pieces[0], ""):
        return Target(part, pieces[0])
    if part == WORDS and not pieces:
        return Target(WORDS)
    if part == WORDS and len(pieces) == 1 and codebook.takes_words(pieces[0]):
        return Target(part, pieces[0])
    if part in ("rows", WORDS) and len(pieces) == 3 and pieces[1].isdecimal() and 1 <= int(pieces[1]) <= MOST_ROWS:
        group, number, key = pieces
        known = _leaf(codebook, key, group) if part == "rows" else codebook.takes_words(key, group)
        return Target(part, key, group, int(number)) if known else None
    return None


def _leaf(codebook: Codebook, key: str, group: str) -> Field | None:
    node = codebook.node(key, group)
    return None if node is None or node.parts else node


def label_of(target: Target, codebook: Codebook) -> str:
    """What people read: “Date: First day”, “Actors 1: Type”, “Article: Title”."""
    if target.part == "":
        return "Leave out"
    if target.part == KEY:
        return "Tells rows apart"
    if target.part == "article":
        return (
            f"Article: {'text' if target.key == 'text' else target.key.replace('_', ' ').replace('sha256', 'SHA-256')}"
        )
    words = "Words: " if target.part == WORDS else ""
    if not target.key:
        return f"{words}the incident as a whole"
    node = codebook.node(target.key, target.group)
    above = codebook.above(target.key, target.group)
    name = ": ".join([each.label for each in reversed(above)] + [node.label if node else target.key])
    if not target.group:
        return f"{words}{name}"
    return f"{words}{codebook.group_by_key[target.group].label} {target.number}: {name}"


def all_targets(codebook: Codebook, rows: int = 2) -> Iterator[Target]:
    """Every target there is, with so many rows of each group; in the order in which a list shows them."""
    yield Target("")
    yield from (Target("article", key) for key in ARTICLE_TARGETS)
    yield from (Target("incident", leaf.key) for leaf in codebook.leaves())
    for group in codebook.groups:
        for number in range(1, rows + 1):
            yield from (Target("rows", leaf.key, group.key, number) for leaf in codebook.leaves(group.key))
    yield Target(KEY)
    yield Target(WORDS)
    yield from (
        Target(WORDS, node.key) for top in codebook.fields for node in top.nodes() if codebook.takes_words(node.key)
    )
    for group in codebook.groups:
        for number in range(1, rows + 1):
            for node in group.nodes():
                if codebook.takes_words(node.key, group.key):
                    yield Target(WORDS, node.key, group.key, number)


def fitness(mapping: TableMapping, headings: Sequence[str]) -> float:
    """How well a mapping fits a table: the share of the columns it uses that are there; 0 where most are missing."""
    there = {folded(heading) for heading in headings}
    wanted = {folded(use.heading) for use in mapping.used()}
    found = len(wanted & there)
    return found / len(wanted) if wanted and found * 5 >= len(wanted) * 4 else 0.0


def fitted(mapping: TableMapping, headings: Sequence[str], codebook: Codebook) -> TableMapping:
    """The mapping for this table: its uses in the order of the columns, a column it does not know left out, targets
    that this codebook does not have too."""
    by_name: dict[str, list[ColumnUse]] = {}
    for use in mapping.uses:
        by_name.setdefault(folded(use.heading), []).append(use)
    uses: list[ColumnUse] = []
    for heading in headings:
        known = [use for use in by_name.get(folded(heading), ()) if target_of(use.target, codebook) is not None]
        meant = [use for use in known if use.target] or known[:1]
        uses += [ColumnUse(heading, use.target, use.codes, use.only) for use in meant] or [ColumnUse(heading, "")]
    constants = tuple(each for each in mapping.constants if target_of(each.target, codebook) is not None)
    return TableMapping(mapping.label, tuple(uses), constants, tuple(headings))
