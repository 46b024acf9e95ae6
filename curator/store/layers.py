# SPDX-License-Identifier: MIT
"""Who has coded which article, and how far: the layers of a project.

What lives here: one pass over incidents, passages and reading states; whose layers of an article somebody may see
(blind coding); which values are not accepted yet. What does not: which layer leaves (tasks), who is assigned to what
(assignments.py).

Blind coding: until everybody who is assigned to an article has finished it, everybody else's layer of it is hidden from
whoever looks, in the window, lists, searches, exports and commands, the consensus and what is said of hidden incidents
too. A person may open an article early (`openings`); the log says so. Where nobody is assigned, a plain rule holds for
the window alone: a layer is hidden until every person who began the article has finished it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping

from curator.store.ddl import tables_there

# 0: has only begun to read; 1: has coded something; 2: has finished.
BEGUN, CODED, FINISHED = 0, 1, 2
ALWAYS = "1"  # the SQL condition that holds always


def layers(connection: sqlite3.Connection) -> Mapping[str, Mapping[str, int]]:
    """For each article that anybody has worked on: the coders and how far each is (BEGUN, CODED, FINISHED)."""
    found: dict[str, dict[str, int]] = {}
    for article, coder, state in connection.execute(
        "SELECT article, coder, CASE WHEN state IN ('finished', 'nothing_to_code') THEN 2 ELSE 0 END FROM reading "
        "UNION ALL SELECT DISTINCT article, coder, 1 FROM incidents "
        "UNION ALL SELECT DISTINCT article, coder, 1 FROM not_codable"
    ):
        states = found.setdefault(article, {})
        states[coder] = max(states.get(coder, BEGUN), state)
    return found


def articles_without_incidents(connection: sqlite3.Connection) -> set[str]:
    """The articles that were finished and hold no incident of anybody."""
    found = connection.execute(
        f"SELECT article FROM reading WHERE state IN {_DONE} EXCEPT SELECT article FROM incidents"
    ).fetchall()
    return {str(row[0]) for row in found}


def open_to(connection: sqlite3.Connection, article: str, coder: str) -> tuple[str, list[str]]:
    """The SQL condition, and its values, that colleagues' layers of an article are open to `coder` (an id, "" for
    somebody nobody knows) in a list or a search: everybody who is assigned has finished it, or this coder has opened
    it. Where nobody is assigned, the coder began it, and every person who began it has finished it.

    `article`: the SQL of the article's id.
    """
    there = f"SELECT 1 FROM reading r WHERE r.article = {article}"
    begun = f"{there} AND r.state IN ('unread', 'started') AND {_PERSON.format('r.coder')}"
    plain, value = f"(EXISTS ({there} AND r.coder = ?) AND NOT EXISTS ({begun}))", [coder]
    if not _has_assignments(connection):
        return plain, value
    assigned = f"EXISTS (SELECT 1 FROM assignments s WHERE s.article = {article})"
    opened, whose = _opened(article, coder)
    return f"({opened} OR CASE WHEN {assigned} THEN NOT {_unfinished(article)} ELSE {plain} END)", [*whose, *value]


def not_blind(connection: sqlite3.Connection, article: str, coder: str) -> tuple[str, list[str]]:
    """The SQL condition, and its values, that assignments hide no layer of an article from `coder` (an id, "" for
    somebody nobody knows): everybody who is assigned has finished it, or this coder has opened it. It holds for
    commands and exports too. `article`: the SQL of the article's id."""
    if not _has_assignments(connection):
        return ALWAYS, []
    opened, whose = _opened(article, coder)
    return f"(NOT {_unfinished(article)} OR {opened})", whose


def blind_articles(connection: sqlite3.Connection, coder: str) -> set[str]:
    """The articles of which assignments hide colleagues' layers from `coder` (an id, "" for somebody nobody knows)."""
    if not _has_assignments(connection):
        return set()
    opened, whose = _opened("s.article", coder)
    found = connection.execute(
        f"SELECT DISTINCT s.article FROM assignments s WHERE NOT {_FINISHED} AND NOT {opened}", whose
    )
    return {str(row[0]) for row in found.fetchall()}


def for_others(connection: sqlite3.Connection, articles: Collection[str], coder: str) -> set[str]:
    """Those of these articles that are left to others for now: others are assigned to them and `coder` (an id) is not,
    or, where nobody is assigned, another person has begun them. One's own article is one's own, whoever else codes it
    apart from one."""
    asked, whose = (json.dumps(sorted(articles)),), dict[str, set[str]]()
    among = "article IN (SELECT value FROM json_each(?1))"
    if _has_assignments(connection):
        for article, who in connection.execute(f"SELECT article, coder FROM assignments WHERE {among}", asked):
            whose.setdefault(article, set()).add(who)
    began: dict[str, set[str]] = {}
    for article, who in connection.execute(
        f"SELECT x.article, x.coder FROM (SELECT article, coder FROM reading WHERE state <> 'unread' AND {among} "
        f"UNION SELECT article, coder FROM incidents WHERE {among} "
        f"UNION SELECT article, coder FROM not_codable WHERE {among}) x WHERE {_PERSON.format('x.coder')}",
        asked,
    ):
        began.setdefault(article, set()).add(who)
    return {
        article for article in articles
        if (coder not in whose[article] if article in whose else bool(began.get(article, set()) - {coder}))
    }  # fmt: skip


def is_blind(connection: sqlite3.Connection, article: str, coder: str) -> bool:
    """Whether assignments hide colleagues' layers of this article from `coder`."""
    condition, values = not_blind(connection, "a.id", coder)
    sql = f"SELECT 1 FROM articles a WHERE a.id = ? AND NOT {condition}"
    return bool(connection.execute(sql, (article, *values)).fetchall())


def waited_for(connection: sqlite3.Connection, article: str) -> tuple[str, ...]:
    """The names of those who are assigned to this article and have not finished it, in their order."""
    if not _has_assignments(connection):
        return ()
    found = connection.execute(
        "SELECT k.name FROM assignments s JOIN coders k ON k.id = s.coder "
        f"WHERE s.article = ? AND NOT {_FINISHED} ORDER BY k.name, k.id",
        (article,),
    )
    return tuple(str(row[0]) for row in found.fetchall())


def seen_layers(connection: sqlite3.Connection, article: str, coder: str) -> tuple[str, ...] | None:
    """Whose incidents of an article `coder` (an id) may see in the window: one's own, until all who are assigned have
    finished it or one has opened it (None: everybody's).

    Where nobody is assigned, until all persons who began it have finished it. With "" nobody has said who is looking:
    the only coder there is, or nobody.
    """
    if _has_assignments(connection):
        if is_blind(connection, article, coder):
            return (coder,) if coder else ()
        if coder and (_has_opened(connection, article, coder) or _is_assigned(connection, article)):
            return None
    if not coder:
        persons = connection.execute("SELECT id FROM coders WHERE kind = 'person' LIMIT 2").fetchall()
        return None if len(persons) < 2 else ()
    at_work = connection.execute(
        "SELECT coder FROM incidents WHERE article = ?1 UNION SELECT coder FROM not_codable WHERE article = ?1 "
        "UNION SELECT coder FROM reading WHERE article = ?1 AND state <> 'unread' "
        f"EXCEPT SELECT coder FROM reading WHERE article = ?1 AND state IN {_DONE} "
        "EXCEPT SELECT id FROM coders WHERE kind <> 'person' LIMIT 1",
        (article,),
    ).fetchall()
    return (coder,) if at_work else None


def hides_layers(connection: sqlite3.Connection, article: str, coder: str) -> bool:
    """Whether others have incidents or passages in this article that `coder` may not see yet."""
    seen = seen_layers(connection, article, coder)
    others = (
        "SELECT 1 FROM incidents WHERE article = ?1 AND coder <> ?2 "
        "UNION ALL SELECT 1 FROM not_codable WHERE article = ?1 AND coder <> ?2 LIMIT 1"
    )
    return seen is not None and bool(connection.execute(others, (article, coder)).fetchall())


# -- assignments -------------------------------------------------------------------------------------------------------
_DONE = "('finished', 'nothing_to_code')"
_FINISHED = (
    "EXISTS (SELECT 1 FROM reading q WHERE q.article = s.article AND q.coder = s.coder "
    f"AND q.state IN {_DONE})"
)  # fmt: skip
_PERSON = "EXISTS (SELECT 1 FROM coders p WHERE p.id = {} AND p.kind = 'person')"


def _has_assignments(connection: sqlite3.Connection) -> bool:
    """Whether anybody is assigned to anything, or opened anything; a file of an earlier version has no such tables."""
    return len(tables_there(connection, ("assignments", "openings"))) == 2 and bool(
        connection.execute("SELECT EXISTS (SELECT 1 FROM assignments) OR EXISTS (SELECT 1 FROM openings)").fetchone()[0]
    )


def _unfinished(article: str) -> str:
    return f"EXISTS (SELECT 1 FROM assignments s WHERE s.article = {article} AND NOT {_FINISHED})"


def _opened(article: str, coder: str) -> tuple[str, list[str]]:
    return f"EXISTS (SELECT 1 FROM openings o WHERE o.article = {article} AND o.coder = ?)", [coder]


def _has_opened(connection: sqlite3.Connection, article: str, coder: str) -> bool:
    sql = "SELECT 1 FROM openings WHERE article = ? AND coder = ?"
    return bool(connection.execute(sql, (article, coder)).fetchall())


def _is_assigned(connection: sqlite3.Connection, article: str) -> bool:
    return bool(connection.execute("SELECT 1 FROM assignments WHERE article = ? LIMIT 1", (article,)).fetchall())


def codebooks_used(connection: sqlite3.Connection) -> list[str]:
    """The ids of the codebooks that incidents were coded under."""
    return [str(row[0]) for row in connection.execute("SELECT DISTINCT codebook FROM incidents ORDER BY 1").fetchall()]


def proposed_places(connection: sqlite3.Connection) -> set[tuple[str, str, str]]:
    """(incident, row, field) of every value that nobody has accepted yet."""
    return set(connection.execute("SELECT incident, row, field FROM value_notes WHERE proposed = 1").fetchall())
