# SPDX-License-Identifier: MIT
"""Rule kinds that need no parameters and judge every incident: required, limits, vocabulary, hidden, proposals.

What lives here: their judging functions, which follow from the attributes of the codebook's fields. What does not:
rules about words (evidence.py).
"""

from __future__ import annotations

from collections.abc import Iterator

from curator.domain.codebook import kinds
from curator.domain.codebook.model import Field
from curator.domain.coding import Row
from curator.domain.rules.facts import Facts
from curator.domain.rules.general import finding, outside
from curator.domain.rules.params import Params
from curator.domain.rules.problems import Finding


def required(facts: Facts, params: Params) -> Iterator[Finding]:
    """A required field is not blank. "Not stated" is an answer, except for fields without a basis.

    A hidden field is not required; a required compound needs something in one of its parts.
    """
    for row, node in _nodes(facts):
        wanted = node.required or (node.required_when and facts.hold(node.required_when, row))
        if wanted and facts.visible(node, row) and not any(_answered(facts, leaf, row) for leaf in node.leaves()):
            yield finding(facts, f"{node.label} is not filled in.", node, row)


def limits(facts: Facts, params: Params) -> Iterator[Finding]:
    """Numbers keep to `minimum` and `maximum`, texts to `max_length` (code points)."""
    for row, leaf in _leaves(facts):
        yield from outside(facts, leaf, row, leaf.minimum, leaf.maximum)
        value = facts.held(leaf, row)
        if leaf.max_length is not None and isinstance(value, str) and len(value) > leaf.max_length:
            message = f"{leaf.label} has {len(value)} characters; at most {leaf.max_length} are wanted."
            yield finding(facts, message, leaf, row)


def known_values(facts: Facts, params: Params) -> Iterator[Finding]:
    """Every value is one the field can hold: a code of its list, a day of the calendar."""
    for row, leaf in _leaves(facts):
        value = facts.held(leaf, row)
        if value is not None:
            try:
                kinds.check(value, leaf, facts.codebook)
            except ValueError as reason:
                yield finding(facts, f"{leaf.label}: {reason}.", leaf, row)


def retired(facts: Facts, params: Params) -> Iterator[Finding]:
    """No value uses a code that the codebook has retired (V27)."""
    for row, leaf in _leaves(facts):
        value = facts.held(leaf, row)
        for code in kinds.retired_codes(facts.codebook, leaf, value) if value is not None else ():
            yield finding(facts, f"{leaf.label}: “{code}” is no longer used; choose another.", leaf, row)


def hidden_values(facts: Facts, params: Params) -> Iterator[Finding]:
    """A field that the form hides holds nothing, because it would still be exported."""
    for row, leaf in _leaves(facts):
        if facts.held(leaf, row) is not None and not facts.visible(leaf, row):
            yield finding(facts, f"{leaf.label} holds a value but does not apply here; empty it.", leaf, row)


def proposals(facts: Facts, params: Params) -> Iterator[Finding]:
    """Every proposed value has been accepted or changed; of a compound it is said once, by the name of the whole."""
    for row in facts.all_owners():
        for top in facts.tops(row):
            if any(facts.value(leaf, row).proposed for leaf in top.leaves()):
                yield finding(facts, f"{top.label} is proposed, not accepted.", top, row)


def _answered(facts: Facts, leaf: Field, row: Row | None) -> bool:
    value = facts.value(leaf, row)
    return value.state == "value" or (leaf.has_basis and value.state != "blank")


def _nodes(facts: Facts) -> Iterator[tuple[Row | None, Field]]:
    for row in facts.all_owners():
        for top in facts.tops(row):
            for node in top.nodes():
                yield row, node


def _leaves(facts: Facts) -> Iterator[tuple[Row | None, Field]]:
    return ((row, node) for row, node in _nodes(facts) if not node.parts)
