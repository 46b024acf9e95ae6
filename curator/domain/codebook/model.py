# SPDX-License-Identifier: MIT
"""The codebook as values: fields, groups, choices, rules, keys, derived columns.

What lives here: the immutable shape of a codebook and how to look things up in it.
What does not: reading TOML (formats), checking a document (document.py), what a kind can do (kinds.py), judging
an incident by the rules (domain/rules).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Literal

from curator.shape import Frozen, fresh

EvidenceNeed = Literal["required", "possible", "none"]
Level = Literal["error", "warning", "hint"]


class Choice(Frozen):
    """One code of a list. `under` is the code of the parent list it belongs to; `means` ties it to a fixed meaning."""

    code: str
    label: str
    help: str = ""
    under: str = ""
    means: str = ""
    retired: bool = False
    lexicon: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    labels: Mapping[str, str] = fresh(default_factory=dict)


class ChoiceList(Frozen):
    """A named vocabulary. `open` lists may be extended by the project (tags)."""

    key: str
    choices: tuple[Choice, ...]
    open: bool = False

    @cached_property
    def by_code(self) -> Mapping[str, Choice]:
        return {choice.code: choice for choice in self.choices}

    def code_meaning(self, meaning: str) -> str | None:
        """The first code that carries this fixed meaning, or None."""
        return next((choice.code for choice in self.choices if choice.means == meaning), None)


class Condition(Frozen):
    """True where a field holds one of `any_of` and a number not below `at_least` (or any value, if neither is given).

    `field` looks at the incident; in a group's own conditions (a field of a row, a rule or derived column with a
    group) it looks at the row. With `group`, some row must fulfil every condition in `where` (fields of that row).
    `negate` turns the answer round. Proposed values count as no value.
    """

    field: str = ""
    any_of: tuple[str, ...] = ()
    at_least: float | None = None
    group: str = ""
    where: tuple[Condition, ...] = ()
    negate: bool = False


class Field(Frozen):
    """A node of the codebook: a leaf with one column, or a compound whose parts are Fields.

    `part` is its fixed name within the compound ("start", "best"); `choices` names a list; `parent` names the leaf
    whose value limits the choices (a hierarchy); `required_when` counts only where `required` is False. `usual_basis`
    is the basis of a value that a coder sets by hand ("" for "stated").
    """

    key: str
    kind: str
    label: str
    part: str = ""
    parts: tuple[Field, ...] = ()
    choices: str = ""
    parent: str = ""
    section: str = ""
    core: bool = False
    required: bool = False
    required_when: tuple[Condition, ...] = ()
    visible_when: tuple[Condition, ...] = ()
    evidence: EvidenceNeed = "possible"
    has_basis: bool = True
    usual_basis: str = ""
    private: bool = False
    default: str | int | float | None = None
    minimum: float | None = None
    maximum: float | None = None
    max_length: int | None = None
    help: str = ""
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    lexicon: tuple[str, ...] = ()
    metric: str = ""
    labels: Mapping[str, str] = fresh(default_factory=dict)

    def nodes(self) -> Iterator[Field]:
        """This field and all parts below it, in codebook order."""
        yield self
        for part in self.parts:
            yield from part.nodes()

    def leaves(self) -> Iterator[Field]:
        """The nodes with a column of their own, in codebook order."""
        return (node for node in self.nodes() if not node.parts)

    def part_named(self, name: str) -> Field | None:
        """The part with this fixed name ("start", "qualifier"), looking into nested compounds too."""
        return next((node for node in self.nodes() if node is not self and node.part == name), None)


class Group(Frozen):
    """Rows of an incident: actors, casualties. One table `incident_<key>`, one CSV."""

    key: str
    label: str
    fields: tuple[Field, ...]
    section: str = ""
    core: bool = False
    row_label: str = ""
    help: str = ""
    labels: Mapping[str, str] = fresh(default_factory=dict)

    def nodes(self) -> Iterator[Field]:
        for top in self.fields:
            yield from top.nodes()

    def leaves(self) -> Iterator[Field]:
        for top in self.fields:
            yield from top.leaves()


class Section(Frozen):
    key: str
    label: str
    help: str = ""


class Key(Frozen):
    """A key of the keyboard: gives words to `field` (of the incident), or to a row of `group` with `presets`.

    With a group, `field` names the node of the row that gets the words.
    """

    key: str
    label: str
    field: str
    group: str = ""
    presets: tuple[tuple[str, str], ...] = ()


class Rule(Frozen):
    """A rule of the codebook: one of the kinds of domain/rules with its parameters (field keys and codes)."""

    id: str
    kind: str
    level: Level
    message: str
    params: Mapping[str, Any]
    help: str = ""


class Derived(Frozen):
    """Columns of the data set computed from rows, never stored.

    kind "count_total": low, best, high, qualifier of the compound count `field` over the rows of `group` that
    fulfil `where` (a row that also fulfils `total` is taken alone). kind "joined": the values of leaf `field`, or
    where it is blank of leaf `fallback`, joined by "; ". kind "row_count": how many rows. kind "year": the year of the
    date leaf `field` (no group).
    """

    key: str
    label: str
    kind: Literal["count_total", "joined", "row_count", "year"]
    field: str = ""
    group: str = ""
    where: tuple[Condition, ...] = ()
    total: tuple[Condition, ...] = ()
    help: str = ""
    fallback: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns in the data set: one, or four for a total of counts."""
        if self.kind == "count_total":
            return tuple(f"{self.key}_{part}" for part in ("low", "best", "high", "qualifier"))
        return (self.key,)


class Codebook(Frozen):
    """A whole codebook of one version."""

    key: str
    version: str
    title: str
    language: str
    sections: tuple[Section, ...]
    lists: tuple[ChoiceList, ...]
    fields: tuple[Field, ...]
    groups: tuple[Group, ...]
    keys: tuple[Key, ...]
    rules: tuple[Rule, ...]
    derived: tuple[Derived, ...]
    not_codable: str
    mention_required: bool = True
    title_field: str = ""
    summary_fields: tuple[str, ...] = ()
    help: str = ""
    guidelines: tuple[str, ...] = ()

    @cached_property
    def list_by_key(self) -> Mapping[str, ChoiceList]:
        return {entry.key: entry for entry in self.lists}

    @cached_property
    def group_by_key(self) -> Mapping[str, Group]:
        return {group.key: group for group in self.groups}

    @cached_property
    def _nodes(self) -> Mapping[str, Mapping[str, Field]]:
        tables: dict[str, dict[str, Field]] = {"": {node.key: node for top in self.fields for node in top.nodes()}}
        for group in self.groups:
            tables[group.key] = {node.key: node for node in group.nodes()}
        return tables

    @cached_property
    def _tops(self) -> Mapping[str, Mapping[str, tuple[Field, ...]]]:
        """For each node key of each table: the compounds above it, innermost first."""

        def walk(node: Field, above: tuple[Field, ...]) -> Iterator[tuple[str, tuple[Field, ...]]]:
            yield node.key, above
            for part in node.parts:
                yield from walk(part, (node, *above))

        tables = {"": dict(pair for top in self.fields for pair in walk(top, ()))}
        for group in self.groups:
            tables[group.key] = dict(pair for top in group.fields for pair in walk(top, ()))
        return tables

    def node(self, key: str, group: str = "") -> Field | None:
        """The field or part with this key, of the incident or of a group's rows; None if there is none."""
        return self._nodes.get(group, {}).get(key)

    def above(self, key: str, group: str = "") -> tuple[Field, ...]:
        """The compounds that hold this node, innermost first; empty for a plain or top field."""
        return self._tops.get(group, {}).get(key, ())

    def takes_words(self, key: str, group: str = "") -> bool:
        """Whether words may support this node: neither it nor a compound that holds it takes none."""
        node = self.node(key, group)
        return node is not None and all(each.evidence != "none" for each in (node, *self.above(key, group)))

    def leaves(self, group: str = "") -> Iterator[Field]:
        """Every field with a column, in codebook order, of the incident or of a group's rows."""
        tops = self.group_by_key[group].fields if group else self.fields
        return (leaf for top in tops for leaf in top.leaves())

    def choices_of(self, node: Field) -> ChoiceList | None:
        """The list of a choice field, or None for the other kinds."""
        return self.list_by_key.get(node.choices)
