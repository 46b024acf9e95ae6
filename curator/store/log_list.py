# SPDX-License-Identifier: MIT
"""Which entries of the log a list shows: sequence numbers, newest first, by words, coder, kind, article, incident.

What lives here: numbers alone, 8 bytes each, so that a list of a million needs no paging by OFFSET. What does not: what
an entry says (log_lines.py), where it was at work (log_places.py).
Blind coding: what a colleague did in an article is left out until that article is open (layers.py).
"""

from __future__ import annotations

import sqlite3
from array import array
from typing import Any

from curator.shape import Frozen
from curator.store.layers import ALWAYS, not_blind, open_to
from curator.store.log_lines import seqs_of_incident

# What tells of the article itself or of what is said to colleagues: nobody's layer, unless it names an incident.
SHARED = (
    "add_articles", "remove_article", "set_article_value", "add_comment", "change_comment", "resolve_comment",
    "remove_comment", "assign", "unassign", "open_layers", "set_project_value",
)  # fmt: skip
_ABOUT_INCIDENT = (
    "EXISTS (SELECT 1 FROM change_rows x WHERE x.seq = c.seq AND x.tbl = 'comments' "
    "AND instr(coalesce(x.before, '') || coalesce(x.after, ''), '\"incident\":\"') > 0)"
)


class LogWish(Frozen):
    """`words`: each is to stand in the label or what it is a part of, the article's title or the coder's name. `coder`:
    an id. `kinds`: of operations; none: every kind. `reader`: who looks, an id; what is hidden from that coder is left
    out (None: nothing is hidden)."""

    words: str = ""
    coder: str = ""
    kinds: tuple[str, ...] = ()
    article: str = ""
    incident: str = ""
    reader: str | None = None

    @property
    def asks(self) -> bool:
        """Whether the user narrowed the list by words, coder or kind."""
        return bool(self.words.strip() or self.coder or self.kinds)


def log_seqs(connection: sqlite3.Connection, wish: LogWish, *, above: int = 0, limit: int = 0) -> array[int]:
    """The sequence numbers of the entries wished for, newest first; `above`: only later ones; `limit`: no more."""
    conditions, values = ["c.seq > ?"], [above]
    for condition, bound in _conditions(connection, wish):
        conditions.append(condition)
        values += bound
    most = f" LIMIT {int(limit)}" if limit else ""
    # One text in one step: other threads of Python run undisturbed meanwhile. SQLite keeps the order of the subquery.
    sql = (
        "SELECT group_concat(seq) FROM (SELECT c.seq AS seq FROM changes c LEFT JOIN sittings s ON s.id = c.sitting "
        f"WHERE {' AND '.join(conditions)} ORDER BY c.seq DESC{most})"
    )
    (joined,) = connection.execute(sql, values).fetchone()
    return array("q", map(int, str(joined).split(","))) if joined is not None else array("q")


def _conditions(connection: sqlite3.Connection, wish: LogWish) -> list[tuple[str, list[Any]]]:
    found: list[tuple[str, list[Any]]] = []
    if wish.incident:
        listed = ", ".join(map(str, seqs_of_incident(connection, wish.incident)))
        found.append((f"c.seq IN ({listed})", []))
    elif wish.article:
        found.append(("c.article = ?", [wish.article]))
    if wish.coder:
        found.append(("s.coder = ?", [wish.coder]))
    if wish.kinds:
        found.append((f"c.kind IN ({', '.join('?' * len(wish.kinds))})", list(wish.kinds)))
    for word in wish.words.split():
        like = "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        found.append((
            "(c.label LIKE ? ESCAPE '\\' OR c.note LIKE ? ESCAPE '\\' "
            "OR c.article IN (SELECT id FROM articles WHERE title LIKE ? ESCAPE '\\') "
            "OR s.coder IN (SELECT id FROM coders WHERE name LIKE ? ESCAPE '\\'))", [like, like, like, like],
        ))  # fmt: skip
    if wish.reader is not None:
        found.append(_seen_by(wish.reader, *open_to(connection, "c.article", wish.reader)))
    return found


def hidden_seqs(connection: sqlite3.Connection, viewer: str) -> set[int]:
    """The entries that assignments hide from `viewer` (an id, "" for somebody nobody knows)."""
    is_open, values = not_blind(connection, "c.article", viewer)
    if is_open == ALWAYS:
        return set()
    condition, bound = _seen_by(viewer, is_open, values)
    sql = f"SELECT c.seq FROM changes c LEFT JOIN sittings s ON s.id = c.sitting WHERE NOT {condition}"
    return {int(row[0]) for row in connection.execute(sql, bound).fetchall()}


def _seen_by(coder: str, is_open: str, values: list[str]) -> tuple[str, list[Any]]:
    """Own entries, nobody's, those about no article, and those of colleagues in articles that are open."""
    shared = ", ".join("?" * len(SHARED))
    return (
        f"(s.coder IS NULL OR s.coder = ? OR c.article IS NULL OR (c.kind IN ({shared}) AND NOT {_ABOUT_INCIDENT}) "
        f"OR {is_open})",
        [coder, *SHARED, *values],
    )
