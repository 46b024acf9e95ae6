# SPDX-License-Identifier: MIT
"""Layers of several coders over many articles, read for comparing them.

What lives here: who is to code or codes which article and has finished, the finished layers in batches, what persons
decided about pairs. What does not: one article's coding whole (codings.py), comparing (review, tasks).

One article after the other costs a dozen questions each; here a batch of articles costs as many as one.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from curator.domain.coding import Article, ArticleCoding, Evidence, Incident, Row, Scalar, ValueNote
from curator.domain.reviewing import PairDecision
from curator.store.columns import INCIDENT_FIXED, ROW_FIXED, group_table
from curator.store.ddl import tables_there
from curator.store.layers import FINISHED, layers

BATCH = 200  # articles read at once: below the number of values that every SQLite takes, and small in memory
_EVIDENCE = "id, article, start, \"end\", quote, role, incident, coalesce(\"row\", ''), coalesce(field, ''), position"
_NOTE = 'id, article, incident, "row", field, state, basis, proposed, note'


class _Shared(dict[str, str]):
    """Equal texts share one object: ids and codes come again and again, and SQLite gives a new one each time."""

    def __missing__(self, text: str) -> str:
        self[text] = text
        return text

    def values_of(self, line: Sequence[Any], columns: Sequence[tuple[int, str]]) -> dict[str, Scalar]:
        """What stands in these columns; numbers stay as they are, because 1 and 1.0 would be equal."""
        return {
            name: self[value] if value.__class__ is str else value
            for at, name in columns
            if (value := line[at]) is not None
        }


def at_work(connection: sqlite3.Connection) -> Mapping[str, Mapping[str, bool]]:
    """For each article the coders who code it or are to, and whether each has finished."""
    found = {
        article: {coder: how_far == FINISHED for coder, how_far in coders.items()}
        for article, coders in layers(connection).items()
    }
    if tables_there(connection, ("assignments",)):
        for article, coder in connection.execute("SELECT article, coder FROM assignments"):
            found.setdefault(article, {}).setdefault(coder, False)
    return found


def pair_decisions(connection: sqlite3.Connection) -> Mapping[str, Sequence[PairDecision]]:
    """By article what persons decided about pairs of incidents, in the order in which they did."""
    found: defaultdict[str, list[PairDecision]] = defaultdict(list)
    if tables_there(connection, ("pairs",)):
        for line in connection.execute(
            'SELECT id, article, coder, one, other, "same", created FROM pairs ORDER BY created, id'
        ):
            found[line[1]].append(PairDecision(line[0], line[1], line[2], line[3], line[4], bool(line[5]), line[6]))
    return found


def finished_layers(
    connection: sqlite3.Connection, groups: Sequence[str], wanted: Mapping[str, Sequence[str]]
) -> Iterator[ArticleCoding]:
    """For each article the layers of these coders, who have finished it: incidents with rows, notes and words, without
    the text and without what belongs to the article itself. In the order of `wanted`, some hundreds at a time."""
    there = [group for group in groups if tables_there(connection, (group_table(group),))]
    articles = list(wanted)
    shared = _Shared()
    for first in range(0, len(articles), BATCH):
        some = articles[first : first + BATCH]
        yield from _batch(connection, there, {article: wanted[article] for article in some}, shared)


def _batch(
    connection: sqlite3.Connection, groups: Sequence[str], wanted: Mapping[str, Sequence[str]], shared: _Shared
) -> Iterator[ArticleCoding]:
    articles = list(wanted)
    among = f"article IN ({', '.join('?' * len(articles))})"
    cursor = connection.execute(f"SELECT * FROM incidents WHERE {among} ORDER BY position, id", articles)
    names = [column[0] for column in cursor.description]
    place = {name: at for at, name in enumerate(names)}
    columns = [(at, name) for at, name in enumerate(names) if name not in INCIDENT_FIXED]
    at_article, at_coder = place["article"], place["coder"]
    lines = [line for line in cursor.fetchall() if line[at_coder] in wanted[line[at_article]]]
    rows = _rows(connection, groups, among, articles, shared)
    notes = _notes(connection, among, articles)
    evidence = _evidence(connection, among, articles, shared)
    at_id, at_codebook, at_status = place["id"], place["codebook"], place["status"]
    at_position, at_created, at_n = place["position"], place["created"], place["n"]
    incidents: defaultdict[str, list[Incident]] = defaultdict(list)
    for line in lines:
        identity = shared[line[at_id]]
        incidents[line[at_article]].append(
            Incident(
                identity, shared[line[at_article]], shared[line[at_coder]], shared[line[at_codebook]],
                shared[line[at_status]], line[at_position], line[at_created],
                shared.values_of(line, columns),
                tuple(rows.get(identity, ())), tuple(notes.get(identity, ())), tuple(evidence.get(identity, ())),
                line[at_n],
            )
        )  # fmt: skip
    for article, coders in wanted.items():
        yield ArticleCoding(
            Article(article, "", 0), "", tuple(incidents.get(article, ())), reading=dict.fromkeys(coders, "finished")
        )


def _rows(
    connection: sqlite3.Connection, groups: Sequence[str], among: str, articles: Sequence[str], shared: _Shared
) -> Mapping[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for group in groups:
        cursor = connection.execute(
            f'SELECT * FROM "{group_table(group)}" WHERE incident IN (SELECT id FROM incidents WHERE {among}) '
            "ORDER BY position, id",
            articles,
        )
        names = [column[0] for column in cursor.description]
        columns = [(at, name) for at, name in enumerate(names) if name not in ROW_FIXED]
        at_id, at_incident, at_position = (names.index(name) for name in ("id", "incident", "position"))
        for line in cursor.fetchall():
            values = shared.values_of(line, columns)
            found[line[at_incident]].append(Row(shared[line[at_id]], group, line[at_position], values))
    return found


def _notes(connection: sqlite3.Connection, among: str, articles: Sequence[str]) -> Mapping[str, list[ValueNote]]:
    found: defaultdict[str, list[ValueNote]] = defaultdict(list)
    for i, a, incident, row, f, state, basis, proposed, note in connection.execute(
        f"SELECT {_NOTE} FROM value_notes WHERE {among} AND incident <> '' ORDER BY id", articles
    ).fetchall():
        found[incident].append(ValueNote(i, a, incident, row, f, state, basis, bool(proposed), note))
    return found


def _evidence(
    connection: sqlite3.Connection, among: str, articles: Sequence[str], shared: _Shared
) -> Mapping[str, list[Evidence]]:
    found: defaultdict[str, list[Evidence]] = defaultdict(list)
    for identity, article, start, end, quote, role, incident, row, field, position in connection.execute(
        f"SELECT {_EVIDENCE} FROM evidence WHERE {among} AND incident IS NOT NULL ORDER BY position, id", articles
    ).fetchall():
        found[incident].append(
            Evidence(
                identity, shared[article], start, end, quote, shared[role], shared[incident], shared[row],
                shared[field], position,
            )
        )  # fmt: skip
    return found
