# SPDX-License-Identifier: MIT
"""Reading the coding of articles: incidents, rows, notes, evidence, passages not codable.

What lives here: rows of SQLite into the values of domain/coding.py. What does not: lists of articles (articles.py),
lines of CSV (dataset.py).
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from curator.domain.coding import (
    ArticleCoding,
    Coder,
    Comment,
    Evidence,
    Incident,
    NotCodable,
    Row,
    Scalar,
    ValueNote,
    conversations,
)
from curator.domain.faults import UserFault
from curator.domain.kept import Waiting
from curator.store import articles, kept
from curator.store.columns import INCIDENT_FIXED, ROW_FIXED, group_table
from curator.store.ddl import tables_there

_EVIDENCE = (
    "id, article, start, \"end\", quote, role, coalesce(incident, ''), coalesce(\"row\", ''), "
    "coalesce(field, ''), position"
)
_NOTE = 'id, article, incident, "row", field, state, basis, proposed, note'


def coders(connection: sqlite3.Connection) -> list[Coder]:
    """Everybody who codes here, in the order of their ids."""
    return [Coder(*row) for row in connection.execute("SELECT id, name, kind FROM coders ORDER BY id").fetchall()]


def coding(
    connection: sqlite3.Connection,
    article_id: str,
    group_keys: Sequence[str],
    coder_ids: tuple[str, ...] | None = None,
    with_text: bool = True,
) -> ArticleCoding:
    """The coding of one article, by all coders or those asked for. Raises UserFault where there is no such article."""
    article = articles.one(connection, article_id)
    if article is None:
        raise UserFault(f"There is no article {article_id} in this project.")
    wanted = None if coder_ids is None else set(coder_ids)
    incidents = incidents_of(connection, article_id, group_keys, wanted)
    return ArticleCoding(
        article=article,
        text=articles.text(connection, article_id) if with_text else "",
        incidents=incidents,
        not_codable=not_codable(connection, article_id, wanted),
        article_evidence=article_evidence(connection, article_id),
        article_notes=article_notes(connection, article_id),
        reading=reading(connection, article_id, wanted),
        waiting=waiting(connection, article_id, wanted),
        comments=_comments_on(comments(connection, article_id), incidents, wanted),
    )


def reading(connection: sqlite3.Connection, article_id: str, wanted: set[str] | None = None) -> dict[str, str]:
    """Coder -> how far with the article."""
    found = connection.execute("SELECT coder, state FROM reading WHERE article = ? ORDER BY coder", (article_id,))
    return {coder: state for coder, state in found.fetchall() if wanted is None or coder in wanted}


def waiting(connection: sqlite3.Connection, article_id: str, wanted: set[str] | None = None) -> tuple[Waiting, ...]:
    """Words of an older version that have no place in the article yet."""
    found = kept.waiting(connection, article_id)
    return found if wanted is None else tuple(each for each in found if each.coder in wanted)


def article_evidence(connection: sqlite3.Connection, article_id: str) -> tuple[Evidence, ...]:
    """The words that speak of the article itself."""
    return _evidence(connection, "article = ? AND incident IS NULL", [article_id])


def article_notes(connection: sqlite3.Connection, article_id: str) -> tuple[ValueNote, ...]:
    """What is said of the article's own values."""
    return _notes(connection, "article = ? AND incident = ''", [article_id])


def comments(connection: sqlite3.Connection, article_id: str) -> tuple[Comment, ...]:
    """Everybody's comments in an article: conversation by conversation, each from its first comment on."""
    if not tables_there(connection, ("comments",)):
        return ()
    found = connection.execute(
        "SELECT id, article, coder, text, created, thread, coalesce(incident, ''), coalesce(\"row\", ''), "
        "coalesce(field, ''), resolved FROM comments WHERE article = ?",
        (article_id,),
    ).fetchall()
    return conversations(
        Comment(said, article, coder, text, created, thread, incident, row, field, bool(resolved))
        for said, article, coder, text, created, thread, incident, row, field, resolved in found
    )


def _comments_on(
    found: tuple[Comment, ...], incidents: tuple[Incident, ...], wanted: set[str] | None
) -> tuple[Comment, ...]:
    """Those of the coders asked for, about what of the coding is there."""
    if wanted is None:
        return found
    there = {"", *(incident.id for incident in incidents)}
    return tuple(each for each in found if each.coder in wanted and each.incident in there)


def find_incident(connection: sqlite3.Connection, name: str) -> tuple[str, str]:
    """(incident id, article id) for a readable number, an id or the beginning of one.

    Raises UserFault where nothing, or more than one incident, goes by that name.
    """
    if name.isdecimal() and len(name) < 8:
        found = connection.execute("SELECT id, article FROM incidents WHERE n = ?", (int(name),)).fetchall()
    else:
        found = connection.execute(
            "SELECT id, article FROM incidents WHERE id >= ?1 AND id < ?1 || 'g' ORDER BY id LIMIT 2", (name.lower(),)
        ).fetchall()
    if not found:
        raise UserFault(f"There is no incident {name} in this project.")
    if len(found) > 1:
        raise UserFault(f"More than one incident has an id that begins with {name}. Give more of it.")
    return str(found[0][0]), str(found[0][1])


def numbers_of(connection: sqlite3.Connection, incident_ids: Iterable[str]) -> dict[str, int]:
    """id -> readable number of those of these incidents that are there."""
    wanted = json.dumps([*incident_ids])
    found = connection.execute("SELECT id, n FROM incidents WHERE id IN (SELECT value FROM json_each(?))", (wanted,))
    return {str(incident): int(n) for incident, n in found.fetchall()}


def incidents_of(
    connection: sqlite3.Connection,
    article_id: str,
    group_keys: Sequence[str],
    wanted: set[str] | None = None,
    only: Collection[str] | None = None,
) -> tuple[Incident, ...]:
    """The incidents of an article in their order: of the coders asked for, or (`only`) some hundreds with these ids."""
    # A plus sign keeps SQLite from the index by article, which for a few incidents of many is the long way.
    condition, values = "article = ?", [article_id]
    inside = f"+article = ? AND {{}} IN ({', '.join('?' * len(only))})" if only is not None else ""
    if only is not None:
        condition, values = inside.format("id"), [article_id, *only]
    cursor = connection.execute(f"SELECT * FROM incidents WHERE {condition} ORDER BY position, id", values)
    names = [column[0] for column in cursor.description]
    lines = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    lines = [line for line in lines if wanted is None or line["coder"] in wanted]
    rows = _rows(connection, group_keys, [str(line["id"]) for line in lines])
    inside = inside.format("incident")
    notes = _by_incident(_notes(connection, inside or "article = ? AND incident <> ''", values))
    spans = _by_incident(_evidence(connection, inside or "article = ? AND incident IS NOT NULL", values))
    return tuple(
        Incident(
            id=line["id"], article=line["article"], coder=line["coder"], codebook=line["codebook"],
            status=line["status"], position=line["position"], created=line["created"], number=line["n"],
            values=_filled(line, INCIDENT_FIXED),
            rows=tuple(rows.get(line["id"], ())),
            notes=tuple(notes.get(line["id"], ())),
            evidence=tuple(spans.get(line["id"], ())),
        )
        for line in lines
    )  # fmt: skip


def _rows(
    connection: sqlite3.Connection, group_keys: Sequence[str], incident_ids: Sequence[str]
) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for group in group_keys if incident_ids else ():
        for first in range(0, len(incident_ids), 500):
            some = incident_ids[first : first + 500]
            marks = ", ".join("?" * len(some))
            cursor = connection.execute(
                f'SELECT * FROM "{group_table(group)}" WHERE incident IN ({marks}) ORDER BY position, id', some
            )
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                line = dict(zip(names, row, strict=True))
                values = _filled(line, ROW_FIXED)
                found[line["incident"]].append(Row(line["id"], group, line["position"], values))
    return found


def _filled(line: Mapping[str, Any], fixed: Iterable[str]) -> dict[str, Scalar]:
    return {name: value for name, value in line.items() if value is not None and name not in fixed}


def _evidence(connection: sqlite3.Connection, where: str, values: Sequence[str]) -> tuple[Evidence, ...]:
    found = connection.execute(f"SELECT {_EVIDENCE} FROM evidence WHERE {where} ORDER BY position, id", values)
    return tuple(
        Evidence(id=i, article=a, start=s, end=e, quote=q, role=r, incident=inc, row=row, field=f, position=p)
        for i, a, s, e, q, r, inc, row, f, p in found.fetchall()
    )


def _notes(connection: sqlite3.Connection, where: str, values: Sequence[str]) -> tuple[ValueNote, ...]:
    found = connection.execute(f"SELECT {_NOTE} FROM value_notes WHERE {where} ORDER BY id", values).fetchall()
    return tuple(
        ValueNote(i, a, inc, row, f, state, basis, bool(proposed), note)
        for i, a, inc, row, f, state, basis, proposed, note in found
    )


def not_codable(
    connection: sqlite3.Connection, article_id: str, wanted: set[str] | None = None
) -> tuple[NotCodable, ...]:
    """The passages of an article that hold no incident, in its order."""
    found = connection.execute(
        'SELECT id, article, coder, start, "end", quote, reason, note FROM not_codable WHERE article = ? '
        "ORDER BY start, id",
        (article_id,),
    ).fetchall()
    return tuple(NotCodable(*line) for line in found if wanted is None or line[2] in wanted)


def _by_incident(items: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for item in items:
        found[item.incident].append(item)
    return found
