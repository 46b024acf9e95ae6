# SPDX-License-Identifier: MIT
"""The data dictionary: what every column of every file of a data set means.

What lives here: its lines, made from the same columns that the files are written by. What does not: those columns
(csv_columns.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from curator.domain.codebook.model import Codebook, Condition
from curator.formats.csv_columns import Column, SetFile
from curator.formats.csv_lines import Cell


def dictionary_lines(files: Iterable[tuple[str, SetFile]], codebook: Codebook) -> Iterator[list[Cell]]:
    """A line for each column; `files` are names as written, with their columns."""
    for name, file in files:
        for column in file.columns:
            group = file.group if column.field is not None else ""
            yield [
                name,
                column.name,
                column.label,
                column.kind,
                _choices(column, codebook) or None,
                column.help or None,
                column.field.evidence if column.field is not None else None,
                _derived_from(column) or _part_of(column, codebook, group) or None,
            ]


def _choices(column: Column, codebook: Codebook) -> str:
    leaf = column.field
    if column.derived is not None and column.derived.part:
        compound = codebook.node(column.derived.derived.field, column.derived.derived.group)
        leaf = compound.part_named(column.derived.part) if compound is not None else None
    choices = codebook.choices_of(leaf) if leaf is not None else None
    if choices is None:
        return ""
    return "; ".join(f"{choice.code} = {choice.label}" for choice in choices.choices)


def _part_of(column: Column, codebook: Codebook, group: str) -> str:
    above = codebook.above(column.field.key, group) if column.field is not None else ()
    return f"part “{column.field.part}” of {above[0].key}" if column.field is not None and above else ""


def _derived_from(column: Column) -> str:
    if column.derived is None:
        return ""
    derived = column.derived.derived
    text = f"{derived.kind} of {derived.group or 'the incident'}"
    if derived.field:
        text += f", field {derived.field}"
    if derived.fallback:
        text += f", or {derived.fallback} where that is blank"
    if derived.where:
        text += f", where {_conditions(derived.where)}"
    if derived.total:
        text += f"; alone where {_conditions(derived.total)}"
    return text


def _conditions(conditions: Iterable[Condition]) -> str:
    return " and ".join(_condition(condition) for condition in conditions)


def _condition(condition: Condition) -> str:
    if condition.group:
        text = f"a row of {condition.group} has {_conditions(condition.where)}"
    elif condition.any_of:
        text = f"{condition.field} is {' or '.join(condition.any_of)}"
    elif condition.at_least is not None:
        text = f"{condition.field} is {condition.at_least:g} or more"
    else:
        text = f"{condition.field} has a value"
    return f"not ({text})" if condition.negate else text
