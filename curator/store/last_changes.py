# SPDX-License-Identifier: MIT
"""When each incident of an article was last changed, by the log.

What lives here: one SELECT. What does not: what was changed (history.py). What came in bulk is not told here.
"""

from __future__ import annotations

import sqlite3

from curator.store.undo import group_tables


def last_changes(connection: sqlite3.Connection, article: str) -> dict[str, str]:
    """The time (UTC) of the last entry of the log that touched an incident of the article, its rows, words or notes,
    by the incident's id. An incident that only came in bulk is missing."""
    owners = [
        "SELECT id, incident FROM evidence WHERE article = ?1 AND incident IS NOT NULL",
        "SELECT id, incident FROM value_notes WHERE article = ?1 AND incident <> ''",
        *(
            f'SELECT g.id, g.incident FROM incidents i JOIN "{table}" g ON g.incident = i.id WHERE i.article = ?1'
            for table in group_tables(connection)
        ),
    ]
    sql = (
        f"WITH owners(id, incident) AS MATERIALIZED ({' UNION ALL '.join(owners)}) "
        "SELECT CASE WHEN r.tbl = 'incidents' THEN r.\"row\" ELSE coalesce(o.incident, "
        "json_extract(coalesce(r.before, r.after), '$.incident')) END AS touched, max(c.at) "
        'FROM changes c JOIN change_rows r ON r.seq = c.seq LEFT JOIN owners o ON o.id = r."row" '
        "WHERE c.article = ?1 GROUP BY touched"
    )
    found = connection.execute(sql, (article,)).fetchall()
    return {str(incident): str(at) for incident, at in found if incident}
