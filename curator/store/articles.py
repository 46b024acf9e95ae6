# SPDX-License-Identifier: MIT
"""Reading articles: one, its text, lists of many.

What lives here: SELECTs over articles, their texts and reading states. What does not: their coding (codings.py).
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Sequence

from curator.domain.coding import ARTICLE_FIELDS, READING_STATES, Article
from curator.shape import Frozen, replace
from curator.store import assignments, kept
from curator.store.layers import not_blind

_COLUMNS = ("n", "id", "text_sha256", "length", "original_sha256", "settled_by", "added", *ARTICLE_FIELDS)
_SELECT = "SELECT " + ", ".join(f'a."{name}"' for name in _COLUMNS) + " FROM articles a"
_OPENING = 160  # characters
MINE, NOBODYS, TO_CODE = "mine", "nobodys", "to_code"  # whose articles: mine, nobody's, mine that are not finished
_NAMED = ("title", "outlet", "source_file")
ORDERS = {
    "added": "n",
    "published": "published, n",
    "title": "title COLLATE NOCASE, n",
    "outlet": "outlet COLLATE NOCASE, n",
}
# The first key of each order as one that can be compared: what has none comes first, as NULL does.
_KEYS = {
    "added": "n",
    "published": "coalesce(published, '')",
    "title": "coalesce(title, '') COLLATE NOCASE",
    "outlet": "coalesce(outlet, '') COLLATE NOCASE",
}


class ArticleLine(Frozen):
    """An article as a list shows it. `reading` is the state of the coder who was asked for.

    `opening`: the first characters of its text where it has no title; "" otherwise. `assigned`: who is to code it:
    (id, name, reading state). `waiting`: words of the coder who was asked for that wait for their place in
    this version. `near`: near-duplicates of it, which the file does not know (tasks/near_articles.py).
    """

    n: int
    id: str
    title: str
    outlet: str
    published: str
    language: str
    length: int
    incidents: int
    reading: str
    source_file: str = ""
    opening: str = ""
    assigned: tuple[tuple[str, str, str], ...] = ()
    waiting: int = 0
    near: int = 0


def count(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])


def numbers(
    connection: sqlite3.Connection,
    order: str = "added",
    descending: bool = False,
    words: str = "",
    states: tuple[str, ...] = (),
    coder: str = "",
    assigned: str = "",
    among: Iterable[int] | None = None,
) -> array[int]:
    """The local numbers of all articles (8 bytes each), in one of ORDERS; `words` filters title, outlet and file name,
    `states` by how far `coder` is with them (without a coder: whoever read last), `assigned` by whose they are: MINE,
    NOBODYS; `among`: only those of these numbers."""
    keys = ", ".join(f"{key.strip()}{' DESC' if descending else ''}" for key in ORDERS[order].split(","))
    conditions: list[str] = []
    values: list[str] = []
    if words.strip():
        condition, sought = _matching(words)
        conditions.append(condition)
        values += sought
    for condition, sought in _assigned(connection, assigned, coder):
        conditions.append(condition)
        values += sought
    if among is not None:
        conditions.append("n IN (SELECT value FROM json_each(?))")
        values.append(json.dumps([*among]))
    if states:
        read = tuple(state for state in states if state != "unread")
        table, whose = _reading_of(coder)
        marks = ", ".join("?" * len(read))
        either = [f"id IN (SELECT article FROM {table} WHERE state IN ({marks}))"] if read else []
        if "unread" in states:
            either.append(f"id NOT IN (SELECT article FROM {table} WHERE state <> 'unread')")
        conditions.append(f"({' OR '.join(either)})")
        values += [*((*whose, *read) if read else ()), *(whose if "unread" in states else ())]
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    return array("q", (row[0] for row in connection.execute(f"SELECT n FROM articles {where} ORDER BY {keys}", values)))


def _assigned(connection: sqlite3.Connection, assigned: str, coder: str) -> list[tuple[str, list[str]]]:
    """A condition on articles, and its values, by who is to code them; none where all are listed."""
    if not assigned:
        return []
    if not assignments.there(connection):
        return [("0", [])] if assigned == MINE else []
    if assigned == MINE:
        return [("id IN (SELECT article FROM assignments WHERE coder = ?)", [coder])]
    return [("id NOT IN (SELECT article FROM assignments)", [])]


def assigned_counts(connection: sqlite3.Connection, coder: str) -> dict[str, int]:
    """How many articles are assigned to `coder` (MINE), how many of these are not finished (TO_CODE), and how many are
    assigned to nobody (NOBODYS); empty where none is to anybody."""
    if not assignments.there(connection):
        return {}
    taken = int(connection.execute("SELECT count(DISTINCT article) FROM assignments").fetchone()[0])
    if not taken:
        return {}
    mine, finished = connection.execute(
        "SELECT count(*), count(CASE WHEN r.state IN ('finished', 'nothing_to_code') THEN 1 END) FROM assignments s "
        "LEFT JOIN reading r ON r.article = s.article AND r.coder = s.coder WHERE s.coder = ?", (coder,)
    ).fetchone()  # fmt: skip
    return {MINE: mine, TO_CODE: mine - finished, NOBODYS: count(connection) - taken}


def _matching(words: str) -> tuple[str, list[str]]:
    """A condition on articles, and its values: title, outlet or file hold these words."""
    if not words.strip():
        return "1", []
    escaped = words.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    anywhere = " OR ".join(f"{name} LIKE ? ESCAPE '\\'" for name in _NAMED)
    return f"({anywhere})", [f"%{escaped}%"] * len(_NAMED)


def next_to_code(
    connection: sqlite3.Connection,
    coder: str,
    after_n: int = 0,
    order: str = "added",
    descending: bool = False,
    words: str = "",
    assigned: str = "",
) -> int | None:
    """The local number of the next article in a list's order that the coder has not finished.

    After the last one it goes on at the beginning; never `after_n` itself. None where there is none.
    """
    key, turn, beyond = _KEYS[order], " DESC" if descending else "", "<" if descending else ">"
    condition, values = _matching(words)
    for also, sought in _assigned(connection, assigned, coder):
        condition, values = f"{condition} AND {also}", [*values, *sought]
    unfinished = (
        "NOT EXISTS (SELECT 1 FROM reading r WHERE r.article = articles.id AND r.coder = ? "
        f"AND r.state IN ('finished', 'nothing_to_code')) AND n <> ? AND {condition}"
    )
    at = connection.execute(f"SELECT {key}, n FROM articles WHERE n = ?", (after_n,)).fetchall()
    for place in (f"({key}, n) {beyond} (?, ?)", "1") if at else ("1",):
        found = connection.execute(
            f"SELECT n FROM articles WHERE {place} AND {unfinished} ORDER BY {key}{turn}, n{turn} LIMIT 1",
            (*(at[0] if place != "1" else ()), coder, after_n, *values),
        ).fetchall()
        if found:
            return int(found[0][0])
    return None


def _reading_of(coder: str) -> tuple[str, tuple[str, ...]]:
    """How far a coder is with each article, as a subquery with its values; without a coder, the state set last."""
    if coder:
        return "(SELECT article, state FROM reading WHERE coder = ?)", (coder,)
    return "(SELECT article, state, max(n) FROM reading GROUP BY article)", ()


def reading_counts(connection: sqlite3.Connection, coder: str) -> dict[str, int]:
    """How many articles `coder` (without one: whoever read last) has in each reading state."""
    table, whose = _reading_of(coder)
    found = connection.execute(f"SELECT state, count(*) FROM {table} GROUP BY state", whose).fetchall()
    counts = dict.fromkeys(READING_STATES, 0) | {str(state): int(many) for state, many in found}
    counts["unread"] = count(connection) - sum(many for state, many in counts.items() if state != "unread")
    return counts


def lines(connection: sqlite3.Connection, ns: Sequence[int], coder: str = "") -> list[ArticleLine]:
    """The articles with these local numbers, in the order asked for; numbers that are gone are left out."""
    marks = ", ".join("?" * len(ns))
    seen, values = not_blind(connection, "a.id", coder)
    found = connection.execute(
        "SELECT a.n, a.id, coalesce(a.title, ''), coalesce(a.outlet, ''), coalesce(a.published, ''), "
        "coalesce(a.language, ''), a.length, "
        "(SELECT count(*) FROM incidents i WHERE i.article = a.id "
        f"AND (i.coder = ?1 OR (?1 = '' AND {seen}))), "
        "coalesce((SELECT r.state FROM reading r WHERE r.article = a.id AND (?1 = '' OR r.coder = ?1) "
        "ORDER BY r.n DESC LIMIT 1), 'unread'), coalesce(a.source_file, ''), CASE WHEN coalesce(a.title, '') = '' THEN "
        f"coalesce((SELECT substr(t.text, 1, {_OPENING}) FROM article_texts t WHERE t.n = a.n), '') ELSE '' END "
        f"FROM articles a WHERE a.n IN ({marks})",
        (coder, *values, *ns),
    ).fetchall()
    whose = assignments.assigned_to(connection, [row[1] for row in found])
    waiting = kept.waiting_in(connection, coder, [row[1] for row in found])
    by_number = {row[0]: ArticleLine(*(*row, whose.get(row[1], ()), waiting.get(row[1], 0))) for row in found}
    return [by_number[n] for n in ns if n in by_number]


def head(connection: sqlite3.Connection, id_or_n: str | int) -> Article | None:
    """The article with this id or local number, without how it came in: where many are looked at."""
    key = "n" if isinstance(id_or_n, int) else "id"
    found = connection.execute(f"{_SELECT} WHERE a.{key} = ?", (id_or_n,)).fetchall()
    return _article(found[0]) if found else None


def one(connection: sqlite3.Connection, id_or_n: str | int) -> Article | None:
    """The article with this id or local number."""
    article = head(connection, id_or_n)
    if article is None:
        return None
    came = kept.origin(connection, article.id)
    told = {} if came is None else {name: getattr(came, name) for name in ("reader", "reader_version", "media")}
    return replace(article, **told, follows=kept.follows(connection, article.id))


def titles(connection: sqlite3.Connection, article_ids: Iterable[str]) -> dict[str, str]:
    """id -> title of those of these articles that are there; "" where one has none."""
    wanted = list(article_ids)
    found: dict[str, str] = {}
    for first in range(0, len(wanted), 500):
        some = wanted[first : first + 500]
        marks = ", ".join("?" * len(some))
        found |= connection.execute(
            f"SELECT id, coalesce(title, '') FROM articles WHERE id IN ({marks})", some
        ).fetchall()
    return found


def numbers_of(connection: sqlite3.Connection, article_ids: Iterable[str]) -> dict[str, int]:
    """id -> local number of those of these articles that are there."""
    wanted = json.dumps([*article_ids])
    found = connection.execute("SELECT id, n FROM articles WHERE id IN (SELECT value FROM json_each(?))", (wanted,))
    return {str(article): int(n) for article, n in found.fetchall()}


def every(connection: sqlite3.Connection) -> list[str]:
    """All article ids in ascending order: the order of exports."""
    return [str(row[0]) for row in connection.execute("SELECT id FROM articles ORDER BY id").fetchall()]


def with_text(connection: sqlite3.Connection, text_sha256: str) -> list[Article]:
    """The articles whose text has this hash: two outlets may print one agency copy."""
    found = connection.execute(f"{_SELECT} WHERE a.text_sha256 = ? ORDER BY a.n", (text_sha256,)).fetchall()
    return [_article(row) for row in found]


def texts_there(connection: sqlite3.Connection, text_sha256s: Sequence[str]) -> set[str]:
    """Which of these hashes (some hundreds) are those of texts in the project."""
    marks = ", ".join("?" * len(text_sha256s))
    found = connection.execute(f"SELECT text_sha256 FROM articles WHERE text_sha256 IN ({marks})", text_sha256s)
    return {str(row[0]) for row in found.fetchall()}


def text(connection: sqlite3.Connection, article_id: str) -> str:
    """The stored text; "" where there is no such article."""
    found = connection.execute(
        "SELECT t.text FROM article_texts t JOIN articles a ON a.n = t.n WHERE a.id = ?", (article_id,)
    ).fetchall()
    return str(found[0][0]) if found else ""


def _article(row: Sequence[object]) -> Article:
    n, article_id, text_sha256, length, original, settled_by, added, *values = row
    filled = {name: str(value) for name, value in zip(ARTICLE_FIELDS, values, strict=True) if value is not None}
    return Article(
        id=str(article_id), text_sha256=str(text_sha256), length=int(str(length)), fields=filled,
        original_sha256=str(original or ""), settled_by=str(settled_by), added=str(added), n=int(str(n)),
    )  # fmt: skip
