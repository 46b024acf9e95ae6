# SPDX-License-Identifier: MIT
"""How a table of incidents looked: its columns, their widths and order, what it was sorted by.

What lives here: from a table to a text and back. What does not: where the text is kept (window_memory.py). Columns are
known by their keys, so that a codebook that brings another column disturbs none of the others.
"""

from __future__ import annotations

import json

from curator.app.dataset.view import IncidentTable


def look_of(table: IncidentTable, order: str, descending: bool, way: str = "") -> str:
    """The look as a text; `order` is the key of the column it is sorted by, `way`: table, map or time line."""
    header, columns = table.horizontalHeader(), table.lines.columns
    shown = table.shown_columns()
    # The last one takes what is left; widths that nobody gave follow the window.
    widths = {columns[at].key: header.sectionSize(at) for at in shown[:-1]} if table.own_widths else {}
    ordered = table.ordered_columns()
    hidden = [columns[at].key for at in ordered if at not in shown]
    # What was there to be hidden: a column that a codebook brings later is shown as is usual for it.
    return json.dumps({"order": [columns[at].key for at in ordered], "widths": widths, "sort": order,
                       "down": descending, "hidden": hidden, "way": way})  # fmt: skip


def way_of(look: str) -> str:
    """The way in which the incidents were shown, "" where it is not told."""
    try:
        told = json.loads(look) if look else {}
    except ValueError:
        return ""
    way = told.get("way") if isinstance(told, dict) else ""
    return way if isinstance(way, str) else ""


def wear_look(table: IncidentTable, look: str) -> tuple[str, bool]:
    """Give the table the look it had; returns the key of the column it was sorted by ("": none known) and the way."""
    try:
        told = json.loads(look) if look else {}
    except ValueError:
        return "", False
    if not isinstance(told, dict):
        return "", False
    header = table.horizontalHeader()
    at_of = {column.key: at for at, column in enumerate(table.lines.columns)}
    widths, order, hidden = told.get("widths"), told.get("order"), told.get("hidden")
    if isinstance(hidden, list):
        there = order if isinstance(order, list) else []
        table.hide_columns(
            at for at, column in enumerate(table.lines.columns)
            if column.key in hidden or (column.key not in there and not column.usual)
        )  # fmt: skip
    for key, width in (widths if isinstance(widths, dict) else {}).items():
        if key in at_of and isinstance(width, int):
            header.resizeSection(at_of[key], max(header.minimumSectionSize(), min(width, 2_000)))
    known = [at_of[key] for key in (order if isinstance(order, list) else []) if isinstance(key, str) and key in at_of]
    for place, at in enumerate(dict.fromkeys(known)):
        header.moveSection(header.visualIndex(at), place)
    sort = told.get("sort")
    return (sort if isinstance(sort, str) and sort in at_of else "", bool(told.get("down")))
