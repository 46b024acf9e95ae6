# SPDX-License-Identifier: MIT
"""Which incidents may be seen at all, and which layer of each article is meant, as sets of articles.

What lives here: the rules of store/layers.py and of `--layer` (DESIGN.md 9) said over whole tables, once for very many
incidents. What does not: the rules' words (layers.py, tasks/layer_choice.py; tests compare), conditions
(incident_filter.py).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from curator.domain.coding import Scalar
from curator.shape import Frozen, fresh
from curator.store.ddl import tables_there
from curator.store.judgements import rejected_articles
from curator.store.layers import articles_without_incidents, blind_articles

_DONE = "('finished', 'nothing_to_code')"


class Sql(NamedTuple):
    """A condition in SQL and the values bound in it, in their order."""

    text: str
    values: tuple[Scalar, ...] = ()


ALWAYS, NEVER = Sql("1"), Sql("0")


class Sight(Frozen):
    """`viewer`: who looks, the id of a coder, "" for somebody nobody knows. `hidden`: the articles of which only the
    viewer's own incidents are seen; None: all articles. `settled`: for each article with more than one layer the coder
    whose work is meant by "auto", "" for nobody's; of the others it is the only layer."""

    viewer: str
    hidden: frozenset[str] | None = frozenset()
    settled: Mapping[str, str] = fresh(default_factory=dict)
    consensus: tuple[str, ...] = ()

    def seen(self) -> Sql:
        """The condition on an incident `i` that whoever looks may see it."""
        if self.hidden is None:
            return Sql("i.coder = ?", (self.viewer,)) if self.viewer else NEVER
        if not self.hidden:
            return ALWAYS
        listed = json.dumps(sorted(self.hidden))
        return Sql("(i.coder = ? OR i.article NOT IN (SELECT value FROM json_each(?)))", (self.viewer, listed))

    def layer(self, wanted: str) -> Sql:
        """The condition on an incident `i` that it belongs to this layer."""
        if wanted == "mine":
            return Sql("i.coder = ?", (self.viewer,))
        if wanted == "consensus":
            return Sql(f"i.coder IN ({', '.join('?' * len(self.consensus))})", self.consensus)
        if wanted != "auto":
            return ALWAYS
        away = "i.article NOT IN (SELECT value FROM json_each(?))"
        left_out = frozenset(self.settled) | (self.hidden or frozenset())
        if self.hidden is None:
            return NEVER
        if not left_out:
            return ALWAYS
        kept = {article: coder for article, coder in self.settled.items() if coder and article not in self.hidden}
        chosen = "EXISTS (SELECT 1 FROM json_each(?) s WHERE s.key = i.article AND s.value = i.coder)"
        if not kept:
            return Sql(away, (json.dumps(sorted(left_out)),))
        chosen = "(i.article, i.coder) IN (SELECT key, value FROM json_each(?))"
        return Sql(f"({away} OR {chosen})", (json.dumps(sorted(left_out)), json.dumps(kept)))


def sight(connection: sqlite3.Connection, viewer: str, *, commands: bool = False, layers: bool = True) -> Sight:
    """What `viewer` may see, in a window or (`commands`) in commands and exports, where assignments alone hide.
    `layers`: whether "auto" will be asked for; finding it out takes a pass over the incidents."""
    consensus = tuple(
        str(row[0]) for row in connection.execute("SELECT id FROM coders WHERE kind = 'consensus' ORDER BY id")
    )
    hidden = frozenset(blind_articles(connection, viewer)) if commands else _hidden(connection, viewer)
    return Sight(viewer, hidden, _settled(connection, set(consensus)) if layers else {}, consensus)


def _hidden(connection: sqlite3.Connection, viewer: str) -> frozenset[str] | None:
    """The articles whose layers are hidden from the viewer in a window (layers.py, seen_layers)."""
    others = "EXISTS (SELECT 1 FROM coders WHERE id <> ?1) AND EXISTS (SELECT 1 FROM incidents WHERE coder <> ?1)"
    if not connection.execute(f"SELECT {others}", (viewer,)).fetchone()[0]:
        return frozenset()
    persons = connection.execute("SELECT id FROM coders WHERE kind = 'person' LIMIT 2").fetchall()
    assigned = _assignments(connection)
    if not viewer:
        if assigned:
            blind = blind_articles(connection, "")
            return None if len(persons) > 1 else frozenset(blind)
        return frozenset() if len(persons) < 2 else None
    at_work = _at_work(connection)
    if not assigned:
        return frozenset(at_work)
    ruled = connection.execute(
        "SELECT article FROM assignments UNION SELECT article FROM openings WHERE coder = ?", (viewer,)
    ).fetchall()
    return frozenset((at_work - {row[0] for row in ruled}) | blind_articles(connection, viewer))


def _assignments(connection: sqlite3.Connection) -> bool:
    if len(tables_there(connection, ("assignments", "openings"))) < 2:
        return False
    sql = "SELECT EXISTS (SELECT 1 FROM assignments) OR EXISTS (SELECT 1 FROM openings)"
    return bool(connection.execute(sql).fetchone()[0])


def _at_work(connection: sqlite3.Connection) -> set[str]:
    """The articles that a person has begun and not finished."""
    persons = "(SELECT id FROM coders WHERE kind = 'person')"
    done = f"EXISTS (SELECT 1 FROM reading r WHERE r.article = x.article AND r.coder = x.coder AND r.state IN {_DONE})"
    sql = (
        f"SELECT DISTINCT x.article FROM (SELECT DISTINCT article, coder FROM incidents) x "
        f"WHERE x.coder IN {persons} AND NOT {done} "
        f"UNION SELECT x.article FROM not_codable x WHERE x.coder IN {persons} AND NOT {done} "
        f"UNION SELECT x.article FROM reading x WHERE x.coder IN {persons} AND x.state = 'started'"
    )
    return {str(row[0]) for row in connection.execute(sql).fetchall()}


def _settled(connection: sqlite3.Connection, consensus: set[str]) -> dict[str, str]:
    """For each article with incidents and more than one layer: whose work leaves by the rule of "auto"."""
    several = {
        str(row[0])
        for row in connection.execute(
            "SELECT article FROM incidents GROUP BY article HAVING min(coder) <> max(coder) "
            "UNION SELECT n.article FROM not_codable n WHERE EXISTS "
            "(SELECT 1 FROM incidents i WHERE i.article = n.article AND i.coder <> n.coder) "
            f"UNION SELECT r.article FROM reading r WHERE r.state IN {_DONE} AND EXISTS "
            "(SELECT 1 FROM incidents i WHERE i.article = r.article AND i.coder <> r.coder)"
        ).fetchall()
    }
    rejected = rejected_articles(connection)
    if not several and not rejected:
        return {}
    return {**dict.fromkeys(rejected, ""), **_chosen(connection, several, rejected, consensus)}


def _chosen(
    connection: sqlite3.Connection, several: set[str], rejected: set[str], consensus: set[str]
) -> dict[str, str]:
    empty = articles_without_incidents(connection)
    coded: dict[str, dict[str, bool]] = {article: {} for article in several}
    for article, coder, finished in connection.execute(
        "SELECT article, coder, 0 FROM (SELECT DISTINCT article, coder FROM incidents "
        "UNION SELECT article, coder FROM not_codable) WHERE article IN (SELECT value FROM json_each(?1)) "
        f"UNION ALL SELECT article, coder, 1 FROM reading WHERE state IN {_DONE} "
        "AND article IN (SELECT value FROM json_each(?1))",
        (json.dumps(sorted(several)),),
    ):
        coded[article][coder] = bool(finished) or coded[article].get(coder, False)
    chosen: dict[str, str] = {}
    for article, states in coded.items():
        settled = [coder for coder in states if coder in consensus]
        finished_by = [coder for coder, finished in states.items() if finished]
        if settled:
            chosen[article] = settled[0]
        elif article in rejected:
            chosen[article] = ""
        elif len(finished_by) == 1 or (finished_by and article in empty):
            chosen[article] = finished_by[0]
        else:
            chosen[article] = next(iter(states)) if len(states) == 1 else ""
    return chosen
