# SPDX-License-Identifier: MIT
"""A codebook with every key, group, list and choice renamed: nothing in the program may know the built-in names.

What lives here: the renaming. What does not: what is tested with it. Labels, rule ids, keys of the keyboard, the
codebook's own key, fixed meanings and fixed part names stay.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from curator.domain.codebook.model import Codebook, Condition, Derived, Field, Key, Rule
from curator.domain.coding import ArticleCoding, Incident, Row, Scalar
from curator.domain.rules.table import RULE_KINDS

Rename = Callable[[str], str]


def prefixed(name: str) -> str:
    """The usual new name: it keeps the order of names."""
    return f"x_{name}"


def renamed(codebook: Codebook, rename: Rename = prefixed) -> Codebook:
    """The same codebook under other names; `rename` must be one to one and give sound keys and codes."""
    return _Renaming(codebook, rename).codebook()


def renamed_coding(coding: ArticleCoding, codebook: Codebook, rename: Rename = prefixed) -> ArticleCoding:
    """The same coding as it stands under `renamed(codebook, rename)`; `codebook` is the one it was made with."""
    names = _Renaming(codebook, rename)
    return replace(
        coding,
        incidents=tuple(names.incident(incident) for incident in coding.incidents),
        not_codable=tuple(replace(each, reason=rename(each.reason)) for each in coding.not_codable),
    )


class _Renaming:
    def __init__(self, codebook: Codebook, rename: Rename) -> None:
        self.old = codebook
        self.rename = rename

    def codebook(self) -> Codebook:
        old = self.old
        return replace(
            old,
            sections=tuple(replace(section, key=self.rename(section.key)) for section in old.sections),
            lists=tuple(
                replace(
                    entry,
                    key=self.rename(entry.key),
                    choices=tuple(
                        replace(choice, code=self.rename(choice.code), under=self._key(choice.under))
                        for choice in entry.choices
                    ),
                )
                for entry in old.lists
            ),
            fields=tuple(self._field(top, "") for top in old.fields),
            groups=tuple(
                replace(
                    group,
                    key=self.rename(group.key),
                    section=self._key(group.section),
                    fields=tuple(self._field(top, group.key) for top in group.fields),
                )
                for group in old.groups
            ),
            keys=tuple(self._keyboard(key) for key in old.keys),
            rules=tuple(self._rule(rule) for rule in old.rules),
            derived=tuple(self._derived(entry) for entry in old.derived),
            not_codable=self.rename(old.not_codable),
            title_field=self._key(old.title_field),
            summary_fields=tuple(self.rename(key) for key in old.summary_fields),
        )

    def _key(self, key: str) -> str:
        return self.rename(key) if key else ""

    def _field(self, field: Field, group: str) -> Field:
        default = field.default
        return replace(
            field,
            key=self.rename(field.key),
            parts=tuple(self._field(part, group) for part in field.parts),
            choices=self._key(field.choices),
            parent=self._key(field.parent),
            section=self._key(field.section),
            required_when=self._conditions(field.required_when, group),
            visible_when=self._conditions(field.visible_when, group),
            default=self.code(field, default) if isinstance(default, str) else default,
        )

    def code(self, field: Field, value: str) -> str:
        """A stored value of a field: renamed where it is made of codes of a list."""
        return "; ".join(map(self.rename, value.split("; "))) if field.choices else value

    def incident(self, incident: Incident) -> Incident:
        return replace(
            incident,
            values=self._values(incident.values, ""),
            rows=tuple(self._row(row) for row in incident.rows),
            notes=tuple(replace(note, field=self._key(note.field)) for note in incident.notes),
            evidence=tuple(replace(span, field=self._key(span.field)) for span in incident.evidence),
        )

    def _row(self, row: Row) -> Row:
        return replace(row, group=self.rename(row.group), values=self._values(row.values, row.group))

    def _values(self, values: Mapping[str, Scalar], group: str) -> dict[str, Scalar]:
        return {
            self.rename(key): self._code_at(key, group, value) if isinstance(value, str) else value
            for key, value in values.items()
        }

    def _code_at(self, key: str, group: str, value: str) -> str:
        node = self.old.node(key, group)
        assert node is not None, key
        return self.code(node, value)

    def _conditions(self, conditions: tuple[Condition, ...], group: str) -> tuple[Condition, ...]:
        return tuple(self._condition(condition, group) for condition in conditions)

    def _condition(self, condition: Condition, group: str) -> Condition:
        return replace(
            condition,
            field=self._key(condition.field),
            any_of=tuple(self._code_at(condition.field, group, code) for code in condition.any_of),
            group=self._key(condition.group),
            where=self._conditions(condition.where, condition.group),
        )

    def _keyboard(self, key: Key) -> Key:
        presets = tuple(
            (self.rename(field), self._code_at(field, key.group, value)) for field, value in key.presets
        )  # fmt: skip
        return replace(key, field=self.rename(key.field), group=self._key(key.group), presets=presets)

    def _derived(self, entry: Derived) -> Derived:
        return replace(
            entry,
            key=self.rename(entry.key),
            field=self._key(entry.field),
            fallback=self._key(entry.fallback),
            group=self._key(entry.group),
            where=self._conditions(entry.where, entry.group),
            total=self._conditions(entry.total, entry.group),
        )

    def _rule(self, rule: Rule) -> Rule:
        group = rule.params.get("group", "")
        params: dict[str, Any] = {}
        for param in RULE_KINDS[rule.kind].params:
            if param.name not in rule.params:
                continue
            value = rule.params[param.name]
            if param.type == "conditions":
                params[param.name] = self._conditions(value, group)
            elif param.type == "leaves":
                params[param.name] = tuple(self.rename(key) for key in value)
            elif param.type in ("number", "role"):
                params[param.name] = value
            else:
                params[param.name] = self.rename(value)
        return replace(rule, params=params)
