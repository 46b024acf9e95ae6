# SPDX-License-Identifier: MIT
"""How far the review of every article is, from one pass over the tables: what the queue shows at once.

What lives here: counts by article that take no comparing. What does not: differences between coders (review), which
articles come first (tasks). Incidents that were withdrawn count: telling them apart would take reading every one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from curator.store.ddl import tables_there
from curator.store.layers import blind_articles

_FINISHED = ("finished", "nothing_to_code")


class ReviewState(NamedTuple):
    """`said`: how many incidents were last called accepted, rejected, returned."""

    article: str
    n: int
    title: str
    coders: tuple[str, ...]
    incidents: int
    accepted: int
    rejected: int
    returned: int
    threads: int


def review_states(connection: sqlite3.Connection, viewer: str) -> list[ReviewState]:
    """Every article with a finished layer that `viewer` (a coder's id) may see whole, in the order they were added."""
    persons = {row[0] for row in connection.execute("SELECT id FROM coders WHERE kind = 'person'").fetchall()}
    finished, at_work = _layers(connection, persons)
    incidents: dict[str, int] = {}
    nobody: list[str] = []
    for article, coder, count in connection.execute(
        "SELECT article, coder, count(*) FROM incidents GROUP BY article, coder"
    ).fetchall():
        if coder in persons:
            incidents[article] = incidents.get(article, 0) + count
            if coder not in finished.get(article, nobody):
                at_work.add(article)
    hidden = _hidden(connection, viewer, at_work)
    judged, threads = _judged(connection), _open_threads(connection)
    nothing = (0, 0, 0)
    return [
        ReviewState(
            article, n, title, tuple(sorted(finished[article])), incidents.get(article, 0),
            *judged.get(article, nothing), threads.get(article, 0),
        )
        for n, article, title in connection.execute(
            "SELECT n, id, coalesce(title, source_file, '') FROM articles ORDER BY n"
        ).fetchall()
        if article in finished and article not in hidden
    ]  # fmt: skip


def _layers(connection: sqlite3.Connection, persons: set[str]) -> tuple[dict[str, list[str]], set[str]]:
    """Who has finished each article, and the articles that somebody is at work on."""
    finished: dict[str, list[str]] = {}
    at_work: set[str] = set()
    for article, coder, state in connection.execute(
        "SELECT article, coder, state FROM reading WHERE state <> 'unread'"
    ):
        if coder not in persons:
            continue
        if state in _FINISHED:
            finished.setdefault(article, []).append(coder)
        else:
            at_work.add(article)
    for article, coder in connection.execute("SELECT DISTINCT article, coder FROM not_codable"):
        if coder in persons and coder not in finished.get(article, ()):
            at_work.add(article)
    return finished, at_work


def _hidden(connection: sqlite3.Connection, viewer: str, at_work: set[str]) -> set[str]:
    """The articles whose layers the viewer may not see yet (store/layers.py, seen_layers)."""
    if not viewer:
        persons = connection.execute("SELECT id FROM coders WHERE kind = 'person' LIMIT 2").fetchall()
        return (
            set() if len(persons) < 2 else {row[0] for row in connection.execute("SELECT id FROM articles").fetchall()}
        )
    if len(tables_there(connection, ("assignments", "openings"))) < 2:
        return at_work
    ruled = connection.execute(
        "SELECT article FROM assignments UNION SELECT article FROM openings WHERE coder = ?", (viewer,)
    ).fetchall()
    return (at_work - {row[0] for row in ruled}) | blind_articles(connection, viewer)


def _judged(connection: sqlite3.Connection) -> dict[str, tuple[int, int, int]]:
    """How many incidents of each article were last called accepted, rejected, returned."""
    if not tables_there(connection, ("judgements",)):
        return {}
    found: dict[str, tuple[int, int, int]] = {}
    nothing = (0, 0, 0)
    for article, verdict, count in connection.execute(
        "SELECT article, verdict, count(*) FROM (SELECT article, verdict, max(created) FROM judgements "
        'WHERE incident IS NOT NULL AND "row" IS NULL AND field IS NULL GROUP BY incident) GROUP BY article, verdict'
    ).fetchall():
        accepted, rejected, returned = found.get(article, nothing)
        if verdict == "accepted":
            found[article] = (count, rejected, returned)
        elif verdict == "rejected":
            found[article] = (accepted, count, returned)
        elif verdict == "returned":
            found[article] = (accepted, rejected, count)
    return found


def _open_threads(connection: sqlite3.Connection) -> dict[str, int]:
    if not tables_there(connection, ("comments",)):
        return {}
    return dict(
        connection.execute(
            "SELECT article, count(*) FROM comments WHERE thread = id AND resolved = 0 GROUP BY article"
        ).fetchall()
    )


def changed_articles(connection: sqlite3.Connection, after: int, harmless: Sequence[str]) -> set[str] | None:
    """The articles that changed after this entry of the log; None where an entry tells no article, but for those of
    these kinds."""
    marks = ", ".join("?" * len(harmless))
    found = connection.execute(
        f"SELECT DISTINCT article FROM changes WHERE seq > ? AND NOT (article IS NULL AND kind IN ({marks}))",
        (after, *harmless),
    ).fetchall()
    articles = {row[0] for row in found}
    return None if None in articles else articles
