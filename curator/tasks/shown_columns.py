# SPDX-License-Identifier: MIT
"""From the columns of a list of incidents as it is shown to those of an export.

What lives here: which column of incidents.csv holds what a column of the list shows. What does not: the columns of the
list (incident_columns.py) and of the set (formats/csv_columns.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from curator.domain.codebook.model import Codebook
from curator.formats.csv_columns import Column, incidents_file
from curator.formats.manifest import ProfileColumn
from curator.store.incident_list import NUMBER
from curator.tasks.incident_columns import ListColumn


def shown_columns(
    columns: Sequence[ListColumn], codebook: Codebook
) -> tuple[tuple[ProfileColumn, ...], tuple[ListColumn, ...]]:
    """(the columns of the table that an export writes, in the order of the list; those it has none for).

    A compound becomes its parts, a total its three figures and the qualifier, the number of an incident, which holds in
    this project only, its id. What the rows of a group say stands in a file of its own.
    """
    there = incidents_file(codebook).columns
    found: dict[str, None] = {}
    left = []
    for column in columns:
        names = [each.name for each in there if _shows(column, each)]
        found.update(dict.fromkeys(names))
        if not names:
            left.append(column)
    return tuple(ProfileColumn(name) for name in found), tuple(left)


def _shows(column: ListColumn, written: Column) -> bool:
    """Whether the list's column shows what this one of incidents.csv holds."""
    if column.node is not None:
        return written.source in _leaves(column)
    if column.derived is not None:
        return written.derived is not None and written.derived.derived.key == column.derived.key
    return written.source == (("incident", "id") if column.source == NUMBER else column.source)


def _leaves(column: ListColumn) -> Iterator[tuple[str, str]]:
    return (("leaf", leaf) for leaf in column.leaves)
