# SPDX-License-Identifier: MIT
"""Derived columns: figures of the data set that are computed from rows and never stored.

What lives here: the rule of each kind of derived column, and the names of its columns. What does not: the same rules
in SQL (store), which must give the same cells; a test compares the two.
Only accepted values count; proposals are blank here, whatever else leaves.

The rules, for one incident and rows in order of position and id:

* count_total, from the compound count `field` of `group` (source: coding rules 2.3, 5 and 6 - a count never travels
  without its qualifier, and nothing said is not zero). The rows that fulfil `where` count. If `total` is given and one
  of them fulfils it too, the first such row is taken alone: its four cells as they are.
  Otherwise rows whose qualifier means "none_reported" are set aside. If nothing remains, all cells are blank, but where
  a row was set aside the qualifier is the code for "none_reported". If one row remains, its cells are taken as they
  are.
  If several remain:
    low   the sum of the lows that are given; blank if none is;
    best  the sum over the rows of best, else low, else 0; blank if no row has a best;
    high  the sum of the highs; blank unless every row has one;
    qualifier  the common one if all rows agree (blank counts as one of its own); else "at_least" if high is blank; else
          "exact" if low, best and high are equal; else "approximate" if a row has it; else "range".
  A meaning for which the list has no code gives a blank qualifier.
* joined: the values of leaf `field`, in the rows that fulfil `where`, joined by "; "; blank if there is none. A row
  where it is blank gives its value of leaf `fallback`, if that is named. Without a group: the incident's own value.
* row_count: how many rows fulfil `where`; 0 if none does.
* year: the first four characters of the day leaf `field`, as a number; blank if it is blank.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from curator.domain.codebook.kinds import meaning
from curator.domain.codebook.model import Codebook, Derived, Field
from curator.domain.coding import ArticleCoding, Incident, Row, Scalar
from curator.domain.rules.facts import Facts

COUNT_PARTS = ("low", "best", "high", "qualifier")
JOINED_BY = "; "


@dataclass(frozen=True)
class DerivedColumn:
    """One column of a derived figure; `part` is one of COUNT_PARTS for a count_total, else ""."""

    name: str
    derived: Derived
    part: str = ""

    @property
    def free_text(self) -> bool:
        """Whether the cells may hold any text."""
        return self.derived.kind == "joined"


def derived_columns(codebook: Codebook) -> tuple[DerivedColumn, ...]:
    """The derived columns of a codebook in its order; a count_total gives four: <key>_low, _best, _high, _qualifier."""
    columns: list[DerivedColumn] = []
    for derived in codebook.derived:
        if derived.kind == "count_total":
            columns += [DerivedColumn(f"{derived.key}_{part}", derived, part) for part in COUNT_PARTS]
        else:
            columns.append(DerivedColumn(derived.key, derived))
    return tuple(columns)


def derived_cells(coding: ArticleCoding, incident: Incident, codebook: Codebook) -> dict[str, Scalar | None]:
    """The cell of every derived column of one incident, by column name."""
    cells: dict[str, Scalar | None] = {}
    if not codebook.derived:
        return cells
    rows = tuple(sorted(incident.rows, key=lambda row: (row.position, row.id)))
    facts = Facts(coding, incident, codebook)
    for derived in codebook.derived:
        chosen = [row for row in rows if row.group == derived.group and facts.hold(derived.where, row)]
        if derived.kind == "count_total":
            figures = _count_total(facts, derived, chosen)
            cells |= {f"{derived.key}_{part}": figure for part, figure in zip(COUNT_PARTS, figures, strict=True)}
        elif derived.kind == "row_count":
            cells[derived.key] = len(chosen)
        elif derived.kind == "joined":
            cells[derived.key] = _joined(facts, derived, chosen)
        else:
            cells[derived.key] = _year(facts, derived)
    return cells


def _year(facts: Facts, derived: Derived) -> int | None:
    day = facts.held_at(derived.field, None)
    return int(str(day)[:4]) if day is not None else None


def _joined(facts: Facts, derived: Derived, rows: Sequence[Row]) -> str | None:
    owners: Sequence[Row | None] = rows if derived.group else [None]
    values = [_first_held(facts, (derived.field, derived.fallback), owner) for owner in owners]
    return JOINED_BY.join(str(value) for value in values if value is not None) or None


def _first_held(facts: Facts, leaves: Sequence[str], owner: Row | None) -> Scalar | None:
    held = (facts.held_at(leaf, owner) for leaf in leaves if leaf)
    return next((value for value in held if value is not None), None)


def _count_total(facts: Facts, derived: Derived, rows: Sequence[Row]) -> Sequence[Scalar | None]:
    compound = facts.codebook.node(derived.field, derived.group)
    if compound is None:
        return [None] * 4
    if derived.total:
        whole = [row for row in rows if facts.hold(derived.total, row)]
        if whole:
            return _as_it_is(facts, compound, whole[0])
    counted = [row for row in rows if facts.meaning(compound, "qualifier", row) != "none_reported"]
    if not counted:
        return [None, None, None, _code(facts.codebook, compound, "none_reported") if rows else None]
    if len(counted) == 1:
        return _as_it_is(facts, compound, counted[0])
    return _sum(facts, compound, counted)


def _as_it_is(facts: Facts, compound: Field, row: Row) -> list[Scalar | None]:
    return [facts.part(compound, part, row) for part in COUNT_PARTS]


def _sum(facts: Facts, compound: Field, rows: Sequence[Row]) -> list[Scalar | None]:
    figures = [[_number(facts.part(compound, part, row)) for part in COUNT_PARTS[:3]] for row in rows]
    lows = [low for low, _, _ in figures if low is not None]
    highs = [high for _, _, high in figures if high is not None]
    low = sum(lows) if lows else None
    high = sum(highs) if len(highs) == len(figures) else None
    best = None
    if any(one is not None for _, one, _ in figures):
        best = sum(one if one is not None else least or 0 for least, one, _ in figures)
    return [low, best, high, _qualifier(facts, compound, rows, low, best, high)]


def _qualifier(
    facts: Facts, compound: Field, rows: Sequence[Row], low: int | None, best: int | None, high: int | None
) -> Scalar | None:
    codes = [facts.part(compound, "qualifier", row) for row in rows]
    if all(code == codes[0] for code in codes):
        return codes[0]
    if high is None:
        return _code(facts.codebook, compound, "at_least")
    if low == best == high:
        return _code(facts.codebook, compound, "exact")
    leaf = compound.part_named("qualifier")
    if leaf is not None and "approximate" in {meaning(facts.codebook, leaf, code) for code in codes}:
        return _code(facts.codebook, compound, "approximate")
    return _code(facts.codebook, compound, "range")


def _code(codebook: Codebook, compound: Field, meant: str) -> str | None:
    leaf = compound.part_named("qualifier")
    choices = codebook.choices_of(leaf) if leaf is not None else None
    return choices.code_meaning(meant) if choices is not None else None


def _number(value: Scalar | None) -> int | None:
    return value if isinstance(value, int) else None
