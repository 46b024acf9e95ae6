# SPDX-License-Identifier: MIT
"""The codebook of a canonical document that was judged before, without judging it again.

What lives here: building the values. What does not: documents from outside, of which nothing is known (document.py),
and the proof that a document is the one that was judged: its hash (store/codebooks.py).
Canonical means: written by document.py, so every attribute has its type, and what is left out is empty or false.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from curator.domain.codebook.model import (
    Choice,
    ChoiceList,
    Codebook,
    Condition,
    Derived,
    Field,
    Group,
    Key,
    Rule,
    Section,
)

_RULE = ("id", "kind", "level", "message", "help")
Table = Mapping[str, Any]
Made = TypeVar("Made")


def read_adopted(document: Table) -> Codebook:
    """The codebook that this document was written from."""
    top = _plain(document)
    del top["format"]
    for name, read in _OF_CODEBOOK.items():
        top[name] = _each(read, document, name)
    return Codebook(**top)


def _plain(table: Table) -> dict[str, Any]:
    """The attributes of a table, its lists as tuples."""
    return {name: tuple(value) if type(value) is list else value for name, value in table.items()}


def _each(read: Callable[[Table], Made], table: Table, name: str) -> tuple[Made, ...]:
    return tuple([read(entry) for entry in table.get(name, ())])


def _section(table: Table) -> Section:
    return Section(**table)


def _choice(table: Table) -> Choice:
    return Choice(**_plain(table))


def _list(table: Table) -> ChoiceList:
    return ChoiceList(table["key"], _each(_choice, table, "choices"), table.get("open", False))


def _field(table: Table) -> Field:
    made = _plain(table)
    if "parts" in made:
        made["parts"] = _each(_field, table, "parts")
    for name in ("required_when", "visible_when"):
        if name in made:
            made[name] = _each(_condition, table, name)
    return Field(**made)


def _group(table: Table) -> Group:
    return Group(**{**table, "fields": _each(_field, table, "fields")})


def _key(table: Table) -> Key:
    presets = tuple((preset["field"], preset["value"]) for preset in table.get("presets", ()))
    return Key(**{**table, "presets": presets})


def _condition(table: Table) -> Condition:
    return Condition(**{**_plain(table), "where": _each(_condition, table, "where")})


def _derived(table: Table) -> Derived:
    conditions = {name: _each(_condition, table, name) for name in ("where", "total")}
    return Derived(**{**table, **conditions})


def _rule(table: Table) -> Rule:
    params = {name: _param(value) for name, value in table.items() if name not in _RULE}
    return Rule(table["id"], table["kind"], table["level"], table.get("message", ""), params, table.get("help", ""))


def _param(value: Any) -> Any:
    """A parameter of a rule: conditions, names of fields, or one plain value."""
    if type(value) is list:
        return tuple(_condition(each) if isinstance(each, dict) else each for each in value)
    return value


_OF_CODEBOOK: Mapping[str, Callable[[Table], Any]] = {
    "sections": _section, "lists": _list, "fields": _field, "groups": _group, "keys": _key, "rules": _rule,
    "derived": _derived,
}  # fmt: skip
