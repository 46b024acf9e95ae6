# SPDX-License-Identifier: MIT
"""The derived columns of the data set, in SQL.

What lives here: the rules of domain/derived.py said once more, for lines that SQLite builds. What does not: the rules
themselves; they stand, with their source, in domain/derived.py. Every expression looks at the incident `i`.
"""

from __future__ import annotations

from collections.abc import Sequence

from curator.domain.codebook.model import Condition, Derived, Field
from curator.store.columns import group_table
from curator.store.proposals import Shown


def derived_sql(shown: Shown, derived: Derived) -> str:
    """The cell of a derived column; for a count total its four cells, joined by commas."""
    if derived.kind == "year":
        return f"CAST(substr({shown.leaf('i', derived.field)}, 1, 4) AS INTEGER)"
    if derived.kind == "joined" and not derived.group:
        return _first_held(shown, "i", derived)
    rows = (
        f'FROM "{group_table(derived.group)}" r WHERE r.incident = i.id AND {_all(shown, derived.where, derived.group)}'
    )
    if derived.kind == "row_count":
        return f"(SELECT count(*) {rows})"
    if derived.kind == "joined":
        value = _first_held(shown, "r", derived)
        return f"(SELECT group_concat(x, '; ') FROM (SELECT {value} AS x {rows} ORDER BY r.position, r.id))"
    return _count_total(shown, derived, rows)


def _first_held(shown: Shown, alias: str, derived: Derived) -> str:
    value = shown.leaf(alias, derived.field, derived.group)
    return f"coalesce({value}, {shown.leaf(alias, derived.fallback, derived.group)})" if derived.fallback else value


def _count_total(shown: Shown, derived: Derived, rows: str) -> str:
    compound = shown.codebook.node(derived.field, derived.group)
    if compound is None:
        return "',,,'"
    low, best, high, qualifier = (
        _part(shown, derived, compound, name) for name in ("low", "best", "high", "qualifier")
    )
    summed = _sum(shown, compound, low, best, high, qualifier)
    if not derived.total:
        return f"(SELECT {summed} {rows})"
    total = _all(shown, derived.total, derived.group)
    whole = f"SELECT printf('%s,%s,%s,%s', {low}, {best}, {high}, {qualifier}) {rows} AND {total}"
    return f"coalesce(({whole} ORDER BY r.position, r.id LIMIT 1), (SELECT {summed} {rows}))"


def _sum(shown: Shown, compound: Field, low: str, best: str, high: str, qualifier: str) -> str:
    """The total over the rows that count: those whose qualifier does not mean that nothing was reported."""
    counts = f"FILTER (WHERE coalesce({qualifier}, '') NOT IN ({_codes(shown, compound, 'none_reported')}))"
    number, lows = f"count(*) {counts}", f"sum({low}) {counts}"
    bests = f"CASE WHEN count({best}) {counts} > 0 THEN sum(coalesce({best}, {low}, 0)) {counts} END"
    highs = f"CASE WHEN count({high}) {counts} = {number} THEN sum({high}) {counts} END"
    approximate = f"{qualifier} IN ({_codes(shown, compound, 'approximate')})"
    agreed = f"count(DISTINCT coalesce({qualifier}, '')) {counts} = 1"
    said = (
        f"CASE WHEN {agreed} THEN max({qualifier}) {counts} "
        f"WHEN {highs} IS NULL THEN {_code(shown, compound, 'at_least')} "
        f"WHEN {lows} = {bests} AND {bests} = {highs} THEN {_code(shown, compound, 'exact')} "
        f"WHEN sum({approximate}) {counts} > 0 THEN {_code(shown, compound, 'approximate')} "
        f"ELSE {_code(shown, compound, 'range')} END"
    )
    nothing = f"CASE WHEN count(*) > 0 THEN {_code(shown, compound, 'none_reported')} END"
    return (
        f"CASE WHEN {number} = 0 THEN printf(',,,%s', {nothing}) "
        f"ELSE printf('%s,%s,%s,%s', {lows}, {bests}, {highs}, {said}) END"
    )


def _part(shown: Shown, derived: Derived, compound: Field, name: str) -> str:
    leaf = compound.part_named(name)
    return shown.leaf("r", leaf.key, derived.group) if leaf is not None and not leaf.parts else "NULL"


def _codes(shown: Shown, compound: Field, meant: str) -> str:
    """The codes of the qualifier's list that carry a meaning, as SQL texts."""
    leaf = compound.part_named("qualifier")
    choices = shown.codebook.choices_of(leaf) if leaf is not None else None
    return ", ".join(_text(choice.code) for choice in (choices.choices if choices else ()) if choice.means == meant)


def _code(shown: Shown, compound: Field, meant: str) -> str:
    return _codes(shown, compound, meant).split(", ")[0] or "NULL"


def _all(shown: Shown, conditions: Sequence[Condition], group: str) -> str:
    return " AND ".join(f"({_condition(shown, condition, group)})" for condition in conditions) or "1"


def _condition(shown: Shown, condition: Condition, group: str) -> str:
    """A condition on the row `r`; one about a whole group looks at the incident's rows."""
    if condition.group:
        where = _all(shown, condition.where, condition.group)
        sql = f'EXISTS (SELECT 1 FROM "{group_table(condition.group)}" r WHERE r.incident = i.id AND {where})'
    else:
        node = shown.codebook.node(condition.field, group)
        leaves = list(node.leaves()) if node is not None else []
        sql = " OR ".join(_fits(shown, condition, leaf, group) for leaf in leaves) or "0"
    return f"NOT ({sql})" if condition.negate else sql


def _fits(shown: Shown, condition: Condition, leaf: Field, group: str) -> str:
    value = shown.leaf("r", leaf.key, group)
    numeric = leaf.kind in ("integer", "decimal")
    parts = [f"{value} IS NOT NULL"]
    if condition.at_least is not None:
        parts.append(f"{value} >= {condition.at_least!r}" if numeric else "0")
    if condition.any_of and numeric:
        parts.append(f"{value} IN ({', '.join(repr(float(wanted)) for wanted in condition.any_of)})")
    elif condition.any_of and leaf.kind == "choices":
        listed = f"'; ' || {value} || '; '"
        parts.append(
            "(" + " OR ".join(f"instr({listed}, {_text(f'; {code}; ')}) > 0" for code in condition.any_of) + ")"
        )
    elif condition.any_of:
        parts.append(f"{value} IN ({', '.join(map(_text, condition.any_of))})")
    return "(" + " AND ".join(parts) + ")"


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
