# SPDX-License-Identifier: MIT
"""Where an entry of the log was at work, as far as that place is still there: what a window shows of it.

What lives here: from the rows an entry touched to an article, an incident, a row, a field. What does not: showing it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from curator.domain.coding import ARTICLE_FIELDS
from curator.shape import Frozen
from curator.store.columns import INCIDENT_FIXED, ROW_FIXED
from curator.store.images import from_image, read_row
from curator.store.log import rows_of
from curator.store.undo import group_tables


class LogPlace(Frozen):
    """`article`: an id, "" where the entry was about none or the article is gone. `incident`, `row`, `field` name a
    value, as far as they are there; `field` alone is one of the article's metadata. `span`: the words or the passage
    not codable; `comment`: a comment."""

    article: str = ""
    incident: str = ""
    row: str = ""
    field: str = ""
    span: str = ""
    comment: str = ""


def log_place(connection: sqlite3.Connection, seqs: Iterable[int]) -> LogPlace:
    """The narrowest place that entries which belong together were at work at and that is still there."""
    best, found = LogPlace(), False
    for seq in seqs:
        for place in _places(connection, seq):
            if not found or _narrow(place) > _narrow(best):
                best, found = place, True
    return best


def _narrow(place: LogPlace) -> tuple[bool, bool, bool, bool]:
    inside = bool(place.incident or place.field or place.span or place.comment)
    return bool(place.article), inside, bool(place.field or place.comment), bool(place.row)


def _places(connection: sqlite3.Connection, seq: int) -> Iterator[LogPlace]:
    about = connection.execute("SELECT article FROM changes WHERE seq = ?", (seq,)).fetchall()
    article = str(about[0][0] or "") if about else ""
    if article and _there(connection, "articles", article):
        yield LogPlace(article)
    groups = set(group_tables(connection))
    for table, row_id, before, after in rows_of(connection, seq):
        now = read_row(connection, table, row_id) if table in _LOOKED_AT or table in groups else None
        was = {**from_image(before or "{}"), **from_image(after or "{}")}
        changed = set(from_image(after)) if before is not None and after is not None else set()
        line: Mapping[str, Any] = {**was, **(now or {})}
        place = _of_row(table, row_id, line, changed, now is not None, groups)
        if place is not None:
            yield _that_is_there(connection, place, groups)


_LOOKED_AT = ("articles", "incidents", "value_notes", "evidence", "not_codable", "comments")


def _of_row(
    table: str, row_id: str, line: Mapping[str, Any], changed: set[str], there: bool, groups: set[str]
) -> LogPlace | None:
    """The place that one touched row speaks of; None for rows that are at no place of an article."""

    def text(column: str) -> str:
        return str(line.get(column) or "")

    if table == "articles":
        field = next((each for each in ARTICLE_FIELDS if each in changed), "")
        return LogPlace(row_id, field=field)
    if table == "incidents":
        field = next((each for each in line if each in changed and each not in INCIDENT_FIXED), "")
        return LogPlace(text("article"), row_id, field=field)
    if table in groups:
        field = next((each for each in line if each in changed and each not in ROW_FIXED), "")
        return LogPlace("", text("incident"), row_id, field)
    if table in ("value_notes", "evidence"):
        span = row_id if table == "evidence" and there else ""
        return LogPlace(text("article"), text("incident"), text("row"), text("field"), span)
    if table == "not_codable":
        return LogPlace(text("article"), span=row_id if there else "")
    if table == "comments":
        comment = row_id if there else ""
        return LogPlace(text("article"), text("incident"), text("row"), text("field"), comment=comment)
    return None


def _that_is_there(connection: sqlite3.Connection, place: LogPlace, groups: set[str]) -> LogPlace:
    """The place without what is gone."""
    if place.incident:
        found = connection.execute("SELECT article FROM incidents WHERE id = ?", (place.incident,)).fetchall()
        if not found:
            article = place.article if _there(connection, "articles", place.article) else ""
            return LogPlace(article)
        row_there = not place.row or any(_there(connection, table, place.row) for table in groups)
        row, field = (place.row, place.field) if row_there else ("", "")
        return LogPlace(str(found[0][0]), place.incident, row, field, place.span, place.comment)
    return place if _there(connection, "articles", place.article) else LogPlace()


def _there(connection: sqlite3.Connection, table: str, row_id: str) -> bool:
    return bool(connection.execute(f'SELECT 1 FROM "{table}" WHERE id = ?', (row_id,)).fetchall())
