# SPDX-License-Identifier: MIT
"""Rule kinds about values of any kind: what follows from what, what goes together, order, range, hierarchy.

What lives here: their judging functions. What does not: dates, counts, rows, evidence (their own modules).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from curator.domain.codebook import kinds, scalars
from curator.domain.codebook.model import Condition, Field
from curator.domain.coding import Row
from curator.domain.rules.facts import Facts
from curator.domain.rules.params import Params
from curator.domain.rules.problems import Finding


def finding(facts: Facts, message: str, node: Field | None, row: Row | None, group: str = "") -> Finding:
    """A finding at a field of the incident or of a row."""
    return Finding(message, node.key if node else "", row.id if row else "", row.group if row else group)


def implies(facts: Facts, params: Params) -> Iterator[Finding]:
    """Where `when` holds, all of `then` and one of `then_any` must hold (CODEBOOK.md 2.4: V13, V14, V16-V20)."""
    then, then_any = params.conditions("then"), params.conditions("then_any")
    for row in facts.owners(params.text("group")):
        if not facts.hold(params.conditions("when"), row):
            continue
        for condition in then:
            if not facts.holds(condition, row):
                yield _at(facts, condition, row, "")
        if then_any and not any(facts.holds(condition, row) for condition in then_any):
            yield _at(facts, then_any[0], row, " (or another of the ways the rule allows)")


def never(facts: Facts, params: Params) -> Iterator[Finding]:
    """The conditions of `when` must not hold together (V12: coordinates 0, 0; V13)."""
    when = params.conditions("when")
    for row in facts.owners(params.text("group")):
        if facts.hold(when, row):
            said = " and ".join(_told(facts, condition, row) for condition in when)
            first = next((each for each in when if each.field and not each.negate), when[0])
            node = facts.node(first.field, row) if first.field else None
            yield finding(facts, f"These do not go together: {said}.", node, row, first.group)


def together(facts: Facts, params: Params) -> Iterator[Finding]:
    """All of the fields have a value or none has (V12)."""
    for row in facts.owners(params.text("group")):
        nodes = [facts.node(key, row) for key in params.texts("fields")]
        empty = [node for node in nodes if facts.held(node, row) is None]
        if empty and len(empty) < len(nodes):
            labels = ", ".join(node.label for node in nodes)
            yield finding(facts, f"Fill all of these or none: {labels}.", empty[0], row)


def in_order(facts: Facts, params: Params) -> Iterator[Finding]:
    """Each value is not above the next one; empty ones are passed over (V02, V07)."""
    for row in facts.owners(params.text("group")):
        nodes = [facts.node(key, row) for key in params.texts("fields")]
        held = [(node, value) for node in nodes if (value := facts.held(node, row)) is not None]
        for (low, smaller), (high, larger) in pairwise(held):
            # Kinds are the same for all fields of such a rule (checks.py), so the values can be compared.
            if smaller > larger:  # type: ignore[operator]
                message = f"{low.label} ({smaller}) must not be above {high.label} ({larger})."
                yield finding(facts, message, low, row)


def in_range(facts: Facts, params: Params) -> Iterator[Finding]:
    """A number lies between `minimum` and `maximum`, both included (V12)."""
    lowest, highest = params.number("minimum"), params.number("maximum")
    for row in facts.owners(params.text("group")):
        node = facts.node(params.text("field"), row)
        yield from outside(facts, node, row, lowest, highest)


def outside(
    facts: Facts, node: Field, row: Row | None, lowest: float | None, highest: float | None
) -> Iterator[Finding]:
    """A finding where the number of a leaf lies outside its limits."""
    value = facts.held(node, row)
    if isinstance(value, int | float):
        if lowest is not None and value < lowest:
            yield finding(facts, f"{node.label} must be at least {lowest:g}, not {value}.", node, row)
        if highest is not None and value > highest:
            yield finding(facts, f"{node.label} must be at most {highest:g}, not {value}.", node, row)


def child_of(facts: Facts, params: Params) -> Iterator[Finding]:
    """The code belongs under the code of the field's parent (V01)."""
    for row in facts.owners(params.text("group")):
        node = facts.node(params.text("field"), row)
        value = facts.held(node, row)
        choices = facts.codebook.choices_of(node)
        if value is None or choices is None:
            continue
        parent = facts.node(node.parent, row)
        above = facts.held(parent, row)
        allowed = scalars.codes_of(above) if above is not None else ()
        for code in scalars.codes_of(value):
            choice = choices.by_code.get(code)
            if choice is not None and choice.under not in allowed:
                told = _label(facts, parent, above) if above is not None else "nothing"
                message = f"{node.label}: “{choice.label}” does not belong to {parent.label} “{told}”."
                yield finding(facts, message, node, row)


def _at(facts: Facts, condition: Condition, row: Row | None, more: str) -> Finding:
    message = f"Expected: {_told(facts, condition, row)}{more}."
    if condition.group:
        return finding(facts, message, None, row, condition.group)
    return finding(facts, message, facts.node(condition.field, row), row)


def _told(facts: Facts, condition: Condition, row: Row | None) -> str:
    """A condition in words, with the labels of the codebook."""
    if condition.group:
        group = facts.codebook.group_by_key[condition.group]
        where = " and ".join(
            _told_node(facts, each, facts.codebook.node(each.field, group.key)) for each in condition.where
        )
        return f"{'no ' if condition.negate else ''}row in {group.label}{f' with {where}' if where else ''}"
    return _told_node(facts, condition, facts.node(condition.field, row))


def _told_node(facts: Facts, condition: Condition, node: Field | None) -> str:
    if node is None:
        return condition.field
    if condition.at_least is not None:
        return f"{node.label} {'below' if condition.negate else 'at least'} {condition.at_least:g}"
    if not condition.any_of:
        return f"{node.label} {'empty' if condition.negate else 'filled in'}"
    codes = " or ".join(f"“{_label(facts, node, code)}”" for code in condition.any_of)
    return f"{node.label} {'not ' if condition.negate else ''}{codes}"


def _label(facts: Facts, node: Field, value: object) -> str:
    """The labels of a stored code or codes."""
    choices = facts.codebook.choices_of(node)
    if choices is None:
        return kinds.format_value(value, node) if isinstance(value, int | float) else str(value)
    return ", ".join(
        choices.by_code[code].label if code in choices.by_code else code for code in str(value).split("; ")
    )
