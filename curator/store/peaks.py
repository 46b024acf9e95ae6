# SPDX-License-Identifier: MIT
"""The largest figures of a project, for rules that ask whether a number was typed twice.

What lives here: reading them for one field of a group, of what somebody may see. What does not: which rule asks
(tasks/rule_context.py), the rule (domain/rules/likely.py).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from curator.domain.coding import Scalar
from curator.domain.rules.context import Peak
from curator.store.layers import not_blind

_MOST_KINDS = 50  # so many different combinations of values are compared; a field with more tells nobody apart
_LARGEST = 200  # rows looked at in search of one that is accepted, not withdrawn and not hidden


def peaks(
    connection: sqlite3.Connection, group: str, field: str, same: Sequence[str], viewer: str
) -> dict[tuple[Scalar | None, ...], Peak]:
    """The largest numbers of `field` among the rows of a group, by the values of `same`.

    Withdrawn incidents, figures that are only proposed, and what is hidden from `viewer` (the id of a coder, "" for
    somebody nobody knows) do not count. All keys come from a codebook this project has adopted.
    """
    table = f'"incident_{group}"'
    held = ", ".join(f't."{key}"' for key in same) or "NULL"
    counted = connection.execute(
        f'SELECT count(*), {held} FROM {table} t WHERE t."{field}" IS NOT NULL GROUP BY {held} LIMIT {_MOST_KINDS}'
    ).fetchall()
    found = {}
    for count, *values in counted:
        agreed = tuple(values[: len(same)])
        largest = _largest(connection, table, field, dict(zip(same, agreed, strict=True)), viewer)
        if largest:
            found[agreed] = Peak(count, largest)
    return found


def _largest(
    connection: sqlite3.Connection, table: str, field: str, agreed: dict[str, Scalar | None], viewer: str
) -> tuple[tuple[str, float], ...]:
    """The largest number, and the largest of another incident."""
    where = " AND ".join(f't."{key}" IS ?' for key in agreed) or "1"
    seen, who = not_blind(connection, "i.article", viewer)
    rows = connection.execute(
        f'SELECT i.id, l.number FROM (SELECT t.id, t.incident, t."{field}" AS number FROM {table} t '
        f'WHERE t."{field}" IS NOT NULL AND {where} ORDER BY number DESC, t.n LIMIT {_LARGEST}) l '
        f"JOIN incidents i ON i.id = l.incident WHERE i.status != 'withdrawn' AND (i.coder = ? OR {seen}) "
        "AND NOT EXISTS (SELECT 1 FROM value_notes v WHERE v.incident = i.id AND v.row = l.id AND v.field = ? "
        "AND v.proposed) ORDER BY l.number DESC",
        (*agreed.values(), viewer, *who, field),
    ).fetchall()
    largest: dict[str, float] = {}
    for incident, number in rows:
        largest.setdefault(str(incident), number)
        if len(largest) == 2:
            break
    return tuple(largest.items())
