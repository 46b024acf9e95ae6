# SPDX-License-Identifier: MIT
"""Rule kinds about compound counts: what a qualifier asks of the figures, totals beside their parts.

What lives here: their judging functions. What does not: low <= best <= high (general.in_order).
"""

from __future__ import annotations

from collections.abc import Iterator

from curator.domain.codebook.model import Field
from curator.domain.coding import Row, Scalar
from curator.domain.rules.facts import Facts
from curator.domain.rules.general import finding
from curator.domain.rules.params import Params
from curator.domain.rules.problems import Finding

_FIGURES = ("low", "best", "high")
# Which figures each meaning of a qualifier needs and which must be empty (CODEBOOK.md 2.3, 5 and 6; 2.4, V07 and V08).
_NEEDED = {
    "exact": _FIGURES, "explicit_zero": _FIGURES, "at_least": ("low",), "at_most": ("high",),
    "approximate": ("best",), "range": ("low", "high"), "vague": (), "none_reported": (),
}  # fmt: skip
_EMPTY = {"vague": ("best",), "none_reported": _FIGURES}


def count_fits(facts: Facts, params: Params) -> Iterator[Finding]:
    """The figures fit the qualifier, and none stands without a qualifier (V08)."""
    for row in facts.owners(params.text("group")):
        node = facts.node(params.text("field"), row)
        qualifier = node.part_named("qualifier")
        figures = {name: facts.part(node, name, row) for name in _FIGURES}
        meant = facts.meaning(node, "qualifier", row)
        if not meant:
            if any(value is not None for value in figures.values()) and qualifier is not None:
                yield finding(facts, f"A figure needs its {qualifier.label}: how exact is it?", qualifier, row)
            continue
        yield from _misfits(facts, node, row, figures, meant)


def _misfits(
    facts: Facts, node: Field, row: Row | None, figures: dict[str, Scalar | None], meant: str
) -> Iterator[Finding]:
    label = facts.codebook.choices_of(node.part_named("qualifier") or node)
    said = next((choice.label for choice in label.choices if choice.means == meant), meant) if label else meant
    for name in _NEEDED[meant]:
        if figures[name] is None:
            part = node.part_named(name) or node
            yield finding(facts, f"“{said}” needs a figure in {part.label}.", part, row)
    for name in _EMPTY.get(meant, ()):
        if figures[name] is not None:
            part = node.part_named(name) or node
            yield finding(facts, f"“{said}” leaves {part.label} empty.", part, row)
    given = {value for value in figures.values() if value is not None}
    if meant == "exact" and len(given) > 1:
        yield finding(facts, f"“{said}” means that all figures are the same.", node, row)
    if meant == "explicit_zero" and given - {0}:
        yield finding(facts, f"“{said}” means that all figures are 0.", node, row)


def total_matches(facts: Facts, params: Params) -> Iterator[Finding]:
    """A total row's best figure is the sum of the rows beside it that share the fields `same` (V10).

    Only judged where every one of them has a best figure.
    """
    total = params.conditions("total")
    families: dict[tuple[Scalar | None, ...], tuple[list[Row], list[Row]]] = {}
    for row in facts.owners(params.text("group")):
        if row is not None:
            family = families.setdefault(tuple(facts.held_at(key, row) for key in params.texts("same")), ([], []))
            family[0 if facts.hold(total, row) else 1].append(row)
    for totals, parts in families.values():
        for row in totals if parts else ():
            node = facts.node(params.text("field"), row)
            told = facts.part(node, "best", row)
            figures = [facts.part(node, "best", part) for part in parts]
            numbers = [figure for figure in figures if isinstance(figure, int)]
            if isinstance(told, int) and len(numbers) == len(figures) and sum(numbers) != told:
                message = f"The total says {told}, the rows beside it add up to {sum(numbers)}."
                yield finding(facts, message, node.part_named("best") or node, row)


def distinct_rows(facts: Facts, params: Params) -> Iterator[Finding]:
    """No two rows of a group agree in all of `fields`; rows without any of them are passed over (V10)."""
    seen: dict[tuple[Scalar | None, ...], Row] = {}
    for row in facts.owners(params.text("group")):
        if row is None:
            continue
        values = tuple(facts.held_at(key, row) for key in params.texts("fields"))
        if all(value is None for value in values):
            continue
        if values in seen:
            node = facts.node(params.texts("fields")[0], row)
            labels = ", ".join(facts.node(key, row).label for key in params.texts("fields"))
            yield finding(facts, f"Another row has the same {labels}; is it the same thing twice?", node, row)
        seen.setdefault(values, row)
