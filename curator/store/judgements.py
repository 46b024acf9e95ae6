# SPDX-License-Identifier: MIT
"""Reading what was said in review: judgements and decisions about pairs.

What lives here: rows of SQLite into the values of domain/reviewing.py, and the talks that are open.
What does not: which judgement holds (review/standing.py), writing (operations). A file of an earlier version, opened
for reading, has none.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence

from curator.domain.coding import Comment
from curator.domain.reviewing import Judgement, PairDecision
from curator.store.ddl import tables_there

_JUDGEMENT = (
    "id, article, coder, verdict, coalesce(incident, ''), coalesce(consensus, ''), coalesce(\"row\", ''), "
    "coalesce(field, ''), reason, unclear, seen, created"
)


def judgements(connection: sqlite3.Connection, article: str) -> tuple[Judgement, ...]:
    """Everybody's judgements in an article, the oldest first: of two about one place the later one holds."""
    return _judgements(connection, "WHERE article = ?", (article,))


def unclear(connection: sqlite3.Connection) -> tuple[Judgement, ...]:
    """Those of all articles that call the guideline unclear, the oldest first."""
    return _judgements(connection, "WHERE unclear = 1", ())


def judgement(connection: sqlite3.Connection, judgement_id: str) -> Judgement | None:
    """One judgement; None where there is none with this id."""
    found = _judgements(connection, "WHERE id = ?", (judgement_id,))
    return found[0] if found else None


def pairs(connection: sqlite3.Connection, article: str) -> tuple[PairDecision, ...]:
    """Everybody's decisions about pairs in an article, the oldest first: of two about one pair the later one holds."""
    if not tables_there(connection, ("pairs",)):
        return ()
    found = connection.execute(
        "SELECT id, article, coder, one, other, same, created FROM pairs WHERE article = ? ORDER BY created, id",
        (article,),
    ).fetchall()
    return tuple(
        PairDecision(decision, of, coder, one, other, bool(same), created)
        for decision, of, coder, one, other, same, created in found
    )


def layer_coders(connection: sqlite3.Connection, article: str) -> tuple[str, ...]:
    """The ids of the people whose layers of an article there are: who coded something in it, or has finished it."""
    found = connection.execute(
        "SELECT coder FROM incidents WHERE article = ?1 UNION SELECT coder FROM not_codable WHERE article = ?1 "
        "UNION SELECT coder FROM reading WHERE article = ?1 AND state IN ('finished', 'nothing_to_code') "
        "EXCEPT SELECT id FROM coders WHERE kind <> 'person' ORDER BY coder",
        (article,),
    ).fetchall()
    return tuple(str(row[0]) for row in found)


def open_comments(connection: sqlite3.Connection) -> list[Comment]:
    """The comments of every conversation that is not resolved, in the order in which they were written."""
    if not tables_there(connection, ("comments",)):
        return []
    found = connection.execute(
        "SELECT id, article, coder, text, created, thread, coalesce(incident, ''), coalesce(\"row\", ''), "
        "coalesce(field, ''), resolved FROM comments WHERE thread NOT IN "
        "(SELECT thread FROM comments WHERE resolved = 1) ORDER BY created, id"
    ).fetchall()
    return [
        Comment(said, article, coder, text, created, thread, incident, row, field, bool(resolved))
        for said, article, coder, text, created, thread, incident, row, field, resolved in found
    ]


def reviewers(connection: sqlite3.Connection, articles: Collection[str]) -> set[str]:
    """Who has judged anything in these articles."""
    if not tables_there(connection, ("judgements",)):
        return set()
    found = connection.execute("SELECT DISTINCT article, coder FROM judgements").fetchall()
    return {coder for article, coder in found if article in articles}


def has_judged(connection: sqlite3.Connection, coder: str) -> bool:
    """Whether this coder (an id) has settled, checked or returned anything."""
    if not tables_there(connection, ("judgements",)):
        return False
    return connection.execute("SELECT 1 FROM judgements WHERE coder = ? LIMIT 1", (coder,)).fetchone() is not None


def incident_coders(connection: sqlite3.Connection, article: str) -> dict[str, str]:
    """The coder of every incident of an article, by id."""
    return dict(connection.execute("SELECT id, coder FROM incidents WHERE article = ?", (article,)).fetchall())


def rejected_articles(connection: sqlite3.Connection) -> set[str]:
    """The articles of which people's incidents were all rejected, and there is at least one (withdrawn ones aside)."""
    if not tables_there(connection, ("judgements",)):
        return set()
    newest = (
        "SELECT incident, article, verdict, max(created || id) FROM judgements "
        'WHERE incident IS NOT NULL AND "row" IS NULL AND field IS NULL GROUP BY incident'
    )
    found = connection.execute(
        f"WITH said AS ({newest}) SELECT DISTINCT article FROM said s WHERE verdict = 'rejected' AND NOT EXISTS "
        "(SELECT 1 FROM incidents i LEFT JOIN said t ON t.incident = i.id WHERE i.article = s.article "
        "AND i.status <> 'withdrawn' AND coalesce(t.verdict, '') <> 'rejected')"
    ).fetchall()
    return {str(row[0]) for row in found}


def judged_articles(connection: sqlite3.Connection) -> set[str]:
    """The articles in which anything was judged."""
    if not tables_there(connection, ("judgements",)):
        return set()
    return {str(row[0]) for row in connection.execute("SELECT DISTINCT article FROM judgements").fetchall()}


def _judgements(connection: sqlite3.Connection, where: str, values: Sequence[str]) -> tuple[Judgement, ...]:
    if not tables_there(connection, ("judgements",)):
        return ()
    found = connection.execute(f"SELECT {_JUDGEMENT} FROM judgements {where} ORDER BY created, id", values).fetchall()
    return tuple(
        Judgement(said, article, coder, verdict, incident, consensus, row, field, reason, bool(unclear), seen, created)
        for said, article, coder, verdict, incident, consensus, row, field, reason, unclear, seen, created in found
    )
