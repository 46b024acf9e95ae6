# SPDX-License-Identifier: MIT
"""How an incident that is gone went, and which status it had, by the log.

What lives here: the last entry that took it out, the incident it was made part of, the status at an earlier entry.
What does not: other history (history.py).
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

_MERGED = "merge_incidents"


class Removal(NamedTuple):
    """`into`: the id of the incident it was merged into; "" where it was just removed. `at`: UTC."""

    label: str
    at: str
    coder: str
    into: str = ""


def removal_of(connection: sqlite3.Connection, incident: str) -> Removal | None:
    """The entry that took an incident out; None where the log does not name it (what goes in bulk), or it is there."""
    found = connection.execute(
        "SELECT c.seq, c.kind, c.label, c.at, coalesce(k.name, '') FROM change_rows r JOIN changes c ON c.seq = r.seq "
        "LEFT JOIN sittings s ON s.id = c.sitting LEFT JOIN coders k ON k.id = s.coder "
        "WHERE r.\"row\" = ? AND r.tbl = 'incidents' AND r.after IS NULL ORDER BY c.seq DESC LIMIT 1",
        (incident,),
    ).fetchall()
    there = connection.execute("SELECT 1 FROM incidents WHERE id = ?", (incident,)).fetchall()
    if not found or there:
        return None
    seq, kind, label, at, coder = found[0]
    return Removal(str(label), str(at), str(coder), _merged_into(connection, int(seq)) if kind == _MERGED else "")


def status_of(connection: sqlite3.Connection, incident: str) -> str:
    """The status of an incident, "" where there is none of this id."""
    found = connection.execute("SELECT status FROM incidents WHERE id = ?", (incident,)).fetchall()
    return str(found[0][0]) if found else ""


def status_before(connection: sqlite3.Connection, incident: str, seq: int) -> str:
    """The status that an incident had when this was the last entry of the log; "" where it has not changed since."""
    found = connection.execute(
        "SELECT json_extract(before, '$.status') FROM change_rows WHERE \"row\" = ? AND tbl = 'incidents' AND seq > ? "
        "AND before IS NOT NULL AND json_extract(before, '$.status') IS NOT NULL ORDER BY seq, pos LIMIT 1",
        (incident, seq),
    ).fetchall()
    return str(found[0][0]) if found else ""


def _merged_into(connection: sqlite3.Connection, seq: int) -> str:
    """The incident that a merging left: the one its moved rows, words and notes belong to now."""
    found = connection.execute(
        "SELECT json_extract(after, '$.incident') AS kept, count(*) FROM change_rows "
        "WHERE seq = ? AND after IS NOT NULL AND json_extract(after, '$.incident') IS NOT NULL "
        "AND kept NOT IN (SELECT \"row\" FROM change_rows WHERE seq = ? AND tbl = 'incidents' AND after IS NULL) "
        "GROUP BY kept ORDER BY 2 DESC LIMIT 1",
        (seq, seq),
    ).fetchall()
    if found:
        return str(found[0][0])
    changed = connection.execute(
        "SELECT \"row\" FROM change_rows WHERE seq = ? AND tbl = 'incidents' AND after IS NOT NULL LIMIT 1", (seq,)
    ).fetchall()
    return str(changed[0][0]) if changed else ""
