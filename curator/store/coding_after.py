# SPDX-License-Identifier: MIT
"""Reading the coding of an article once more after a change: only what the change touched.

What lives here: which parts are read and which are those of before. What does not: the reading itself (codings.py),
what a change touched (the change feed).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence

from curator.domain.coding import ArticleCoding, Incident
from curator.domain.faults import UserFault
from curator.shape import replace
from curator.store import articles, codings


def coding_after(
    connection: sqlite3.Connection,
    before: ArticleCoding,
    group_keys: Sequence[str],
    incidents: Collection[str],
    tables: Collection[str],
) -> ArticleCoding:
    """The coding by all coders, read `before`, after these incidents ("": the article itself) and tables were touched.

    What was not touched is the very same value as before, so that whoever shows it sees at once that nothing changed.
    Raises UserFault where the article is gone."""
    article = articles.one(connection, before.article.id)
    if article is None:
        raise UserFault(f"There is no article {before.article.id} in this project.")
    own = "" in incidents
    touched = [incident for incident in incidents if incident]
    changes: dict[str, object] = {"article": article} if article != before.article else {}
    if touched:
        changes["incidents"] = _incidents(connection, before, group_keys, touched)
    if "not_codable" in tables:
        changes["not_codable"] = codings.not_codable(connection, article.id)
    if own and "evidence" in tables:
        changes["article_evidence"] = codings.article_evidence(connection, article.id)
    if own and "value_notes" in tables:
        changes["article_notes"] = codings.article_notes(connection, article.id)
    if "reading" in tables:
        changes["reading"] = codings.reading(connection, article.id)
    if "waiting_evidence" in tables:
        changes["waiting"] = codings.waiting(connection, article.id)
    if "comments" in tables:
        changes["comments"] = codings.comments(connection, article.id)
    return replace(before, **changes)


def _incidents(
    connection: sqlite3.Connection, before: ArticleCoding, group_keys: Sequence[str], touched: Sequence[str]
) -> tuple[Incident, ...]:
    """Those of before with the touched ones in their place, new ones too; the order is that of `codings`."""
    away = set(touched)
    others = [incident for incident in before.incidents if incident.id not in away]
    again = codings.incidents_of(connection, before.article.id, group_keys, only=touched)
    return tuple(sorted((*others, *again), key=lambda incident: (incident.position, incident.id)))
