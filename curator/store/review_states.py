# SPDX-License-Identifier: MIT
"""How far the review of every article is, from one pass over the tables: what the queue shows at once.

What lives here: counts by article that take no comparing. What does not: differences between coders (review), which
articles come first (tasks). Incidents that were withdrawn count: telling them apart would take reading every one.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
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
    found = connection.execute("SELECT id FROM coders WHERE kind = 'person' ORDER BY id").fetchall()
    persons = [str(row[0]) for row in found]
    finished, at_work = _layers(connection, persons)
    incidents = _incidents(connection, finished, at_work)
    of: dict[str, tuple[str, ...]] = {}  # who has finished each article
    for coder in persons:
        one = (coder,)
        for article in finished[coder]:
            of[article] = of[article] + one if article in of else one
    hidden = _hidden(connection, viewer, at_work)
    judged, threads = _judged(connection), _open_threads(connection)
    nothing = (0, 0, 0)
    return [
        ReviewState(
            article, n, title, of[article], incidents.get(article, 0),
            *judged.get(article, nothing), threads.get(article, 0),
        )
        for n, article, title in connection.execute(
            "SELECT n, id, coalesce(title, source_file, '') FROM articles ORDER BY n"
        ).fetchall()
        if article in of and article not in hidden
    ]  # fmt: skip


def _layers(connection: sqlite3.Connection, persons: Sequence[str]) -> tuple[dict[str, set[str]], set[str]]:
    """The articles that each person has finished, and those that somebody is at work on.

    Here and below a list of ids comes as one JSON text of a coder: a row for each of them would take three times as
    long.
    """
    finished: dict[str, set[str]] = {coder: set() for coder in persons}
    at_work: set[str] = set()
    for coder in persons:
        for state, articles in connection.execute(
            "SELECT state, json_group_array(article) FROM reading WHERE coder = ? AND state <> 'unread' GROUP BY state",
            (coder,),
        ).fetchall():
            (finished[coder] if state in _FINISHED else at_work).update(json.loads(articles))
    for article, coder in connection.execute("SELECT DISTINCT article, coder FROM not_codable"):
        if coder in finished and article not in finished[coder]:
            at_work.add(article)
    return finished, at_work


def _incidents(connection: sqlite3.Connection, finished: Mapping[str, set[str]], at_work: set[str]) -> dict[str, int]:
    """How many incidents of persons each article has. Whoever has some in an article and has not finished it is at work
    on it."""
    counted: dict[str, int] = {}
    for coder, listed, counts in connection.execute(
        "SELECT coder, json_group_array(article), json_group_array(k) FROM (SELECT article, coder, count(*) AS k "
        "FROM incidents WHERE coder IN (SELECT id FROM coders WHERE kind = 'person') GROUP BY article, coder) "
        "GROUP BY coder"
    ).fetchall():
        theirs = dict(zip(json.loads(listed), json.loads(counts), strict=True))
        at_work |= theirs.keys() - finished[coder]
        counted = {**theirs, **{article: theirs.get(article, 0) + count for article, count in counted.items()}}
    return counted


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
