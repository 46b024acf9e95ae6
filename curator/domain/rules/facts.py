# SPDX-License-Identifier: MIT
"""One incident as the rules see it: values with their state, conditions, visible fields, spans of a field.

What lives here: looking things up. What does not: judging. A proposed value counts as no value everywhere here
except in `value`, which says that it is proposed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from curator.domain.codebook import kinds, scalars
from curator.domain.codebook.model import Codebook, Condition, Field
from curator.domain.coding import ArticleCoding, Evidence, Incident, Row, Scalar
from curator.domain.rules.context import NO_CONTEXT, RuleContext
from curator.domain.values import Value, leaf_value, notes_of


class Facts:
    """Look-ups in one incident of an article; `row` None means the incident itself."""

    def __init__(
        self, coding: ArticleCoding, incident: Incident, codebook: Codebook, context: RuleContext = NO_CONTEXT
    ) -> None:
        self.coding = coding
        self.context = context
        self.incident = incident
        self.codebook = codebook
        self._notes = {owner: notes_of(incident.notes, owner) for owner in ("", *(row.id for row in incident.rows))}
        self._values: dict[tuple[str, str], Value] = {}
        self._rows: dict[str, list[Row]] = {}
        for row in sorted(incident.rows, key=lambda row: row.position):
            self._rows.setdefault(row.group, []).append(row)

    def of(self, other: Incident) -> Facts:
        """The same look-ups in another incident of the article."""
        return Facts(self.coding, other, self.codebook, self.context)

    @property
    def published(self) -> date | None:
        """The calendar day written in the article's publication date, or None."""
        try:
            return date.fromisoformat(str(self.coding.article.fields.get("published", ""))[:10])
        except ValueError:
            return None

    def owners(self, group: str) -> tuple[Row | None, ...]:
        """What a rule with this group looks at: its rows in order, or the incident for ""."""
        return tuple(self._rows.get(group, ())) if group else (None,)

    def all_owners(self) -> Iterator[Row | None]:
        """The incident, then all rows of groups the codebook has, in its order."""
        yield None
        for group in self.codebook.groups:
            yield from self._rows.get(group.key, ())

    def tops(self, row: Row | None) -> tuple[Field, ...]:
        """The fields of the incident or of the row's group, in codebook order."""
        return self.codebook.fields if row is None else self.codebook.group_by_key[row.group].fields

    def node(self, key: str, row: Row | None) -> Field:
        """The field or part; KeyError where a checked codebook has none."""
        found = self.codebook.node(key, row.group if row else "")
        if found is None:
            raise KeyError(key)
        return found

    def value(self, leaf: Field, row: Row | None) -> Value:
        """State, basis and value of a leaf."""
        owner = row.id if row else ""
        known = self._values.get((owner, leaf.key))
        if known is None:
            column = (self.incident.values if row is None else row.values).get(leaf.key)
            known = leaf_value(self.codebook, leaf, column, self._notes[owner], row.group if row else "")
            self._values[owner, leaf.key] = known
        return known

    def held(self, leaf: Field, row: Row | None) -> Scalar | None:
        """The accepted value of a leaf, or None."""
        value = self.value(leaf, row)
        return value.value if value.counts else None

    def held_at(self, key: str, row: Row | None) -> Scalar | None:
        """The accepted value of the leaf with this key, or None."""
        return self.held(self.node(key, row), row)

    def part(self, compound: Field, name: str, row: Row | None) -> Scalar | None:
        """The accepted value of a compound's part by its fixed name; None also where there is no such part."""
        leaf = compound.part_named(name)
        return self.held(leaf, row) if leaf is not None and not leaf.parts else None

    def meaning(self, compound: Field, name: str, row: Row | None) -> str:
        """The fixed meaning of a choice part ("day", "explicit_zero"), or ""."""
        leaf = compound.part_named(name)
        return kinds.meaning(self.codebook, leaf, self.held(leaf, row)) if leaf is not None else ""

    def visible(self, node: Field, row: Row | None) -> bool:
        """Whether the form shows a node: its own conditions hold and those of the compounds above it."""
        above = self.codebook.above(node.key, row.group if row else "")
        return all(self.hold(each.visible_when, row) for each in (node, *above))

    def hold(self, conditions: Iterable[Condition], row: Row | None = None) -> bool:
        """Whether all conditions hold; true for none."""
        return all(self.holds(condition, row) for condition in conditions)

    def hold_any(self, conditions: Iterable[Condition], row: Row | None = None) -> bool:
        """Whether one of the conditions holds; false for none."""
        return any(self.holds(condition, row) for condition in conditions)

    def holds(self, condition: Condition, row: Row | None = None) -> bool:
        """Whether one condition holds for the incident, or within a row."""
        if condition.group:
            answer = any(self.hold(condition.where, each) for each in self._rows.get(condition.group, ()))
        else:
            node = self.node(condition.field, row)
            answer = any(self._fits(condition, leaf, row) for leaf in node.leaves())
        return answer != condition.negate

    def _fits(self, condition: Condition, leaf: Field, row: Row | None) -> bool:
        value = self.held(leaf, row)
        if value is None:
            return False
        if condition.at_least is not None and not (isinstance(value, int | float) and value >= condition.at_least):
            return False
        if not condition.any_of:
            return True
        if isinstance(value, int | float):
            return any(float(wanted) == value for wanted in condition.any_of)
        codes = scalars.codes_of(value) if leaf.kind == "choices" else (value,)
        return not set(condition.any_of).isdisjoint(codes)

    def spans(self, node: Field, row: Row | None, below: bool = True) -> tuple[Evidence, ...]:
        """The spans that speak for a node: its own, those of the compounds above it and (`below`) of its parts."""
        above = self.codebook.above(node.key, row.group if row else "")
        keys = {each.key for each in (node, *above)} | ({each.key for each in node.nodes()} if below else set())
        owner = row.id if row else ""
        return tuple(span for span in self.incident.evidence if span.row == owner and span.field in keys)
