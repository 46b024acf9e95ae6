# SPDX-License-Identifier: MIT
"""Who did what to a value, an incident or an article's metadata, in plain words.

What lives here: the entries of the log that touched it, with the one that brought it in in bulk. What does not: reading
the log (store/history.py), what the value is (explain.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from curator.domain.codebook.model import Codebook
from curator.domain.coding import ArticleCoding, Incident
from curator.store.history import HistoryEntry, Touch, bulk_entry_of
from curator.store.log import Entry
from curator.store.reads import Reads

_ARTICLE = "article"
_HANGING = ("evidence", "value_notes")


@dataclass(frozen=True)
class Place:
    """Where a value lives: its group ("" for the incident, "article" for metadata), its row's id, its field's key."""

    group: str
    row: str
    field: str


@dataclass(frozen=True)
class Step:
    """An entry of the log: when (UTC), who (a name), what in plain words, whether it was undone later."""

    seq: int
    at: str
    coder: str
    label: str
    undone: bool = False


def history_of(
    reads: Reads, codebook: Codebook, coding: ArticleCoding, incident: Incident, places: set[Place]
) -> list[Step]:
    """What was done to these values of an incident (none: to the incident and all in it), oldest first."""
    wanted = _Wanted(codebook, coding, incident, places)
    about = reads.history(article=incident.article)
    wanted.learn(touch for entry in about for touch in entry.touches)
    undone = {entry.entry.undoes for entry in about if entry.entry.undoes}
    found = {entry.entry.seq: entry.entry for entry in about if wanted.touched(entry)}
    for entry in _brought_by(reads, incident, places):
        found.setdefault(entry.seq, entry)
    return [
        Step(entry.seq, entry.at, entry.coder, entry.label, entry.id in undone) for _, entry in sorted(found.items())
    ]


def _brought_by(reads: Reads, incident: Incident, places: set[Place]) -> Iterator[Entry]:
    """The bulk entries that the incident, or the article whose metadata is asked for, came with."""
    article = reads.article(incident.article)
    of_article = any(place.group == _ARTICLE for place in places)
    rows = [("articles", article.n)] if of_article and article else []
    if not of_article or len({place.group for place in places}) > 1:
        rows.append(("incidents", incident.number))
    for table, n in rows:
        entry = bulk_entry_of(reads.connection, table, n)
        if entry is not None:
            yield entry


class _Wanted:
    """Decides whether a touched row is about the values asked for."""

    def __init__(self, codebook: Codebook, coding: ArticleCoding, incident: Incident, places: set[Place]) -> None:
        self.incident = incident
        self.all = not places
        self.keys = {(place.row, place.field) for place in places if place.group != _ARTICLE}
        self.hanging = {
            (place.row, key)
            for place in places
            if place.group != _ARTICLE
            for key in (place.field, *(node.key for node in codebook.above(place.field, place.group)))
        }
        self.metadata = {place.field for place in places if place.group == _ARTICLE}
        self._targets: dict[str, tuple[str, str, str]] = {}
        for span in (*incident.evidence, *coding.article_evidence):
            self._targets[span.id] = (span.incident, span.row, span.field)
        for note in (*incident.notes, *coding.article_notes):
            self._targets[note.id] = (note.incident, note.row, note.field)
        self._rows = {row.id for row in incident.rows}

    def learn(self, touches: Iterable[Touch]) -> None:
        """Which field a span or note of the past was about, and which rows were the incident's."""
        for touch in touches:
            image = _image(touch)
            if touch.table in _HANGING and "article" in image:
                self._targets[touch.row] = tuple(str(image.get(key) or "") for key in ("incident", "row", "field"))  # type: ignore[assignment]  # three of them
            elif touch.table.startswith("incident_") and image.get("incident") == self.incident.id:
                self._rows.add(touch.row)

    def touched(self, entry: HistoryEntry) -> bool:
        return any(self._is_meant(touch) for touch in entry.touches)

    def _is_meant(self, touch: Touch) -> bool:
        columns = set(_image(touch))
        if touch.table == "articles":
            return bool(columns & self.metadata)
        if touch.table in _HANGING:
            incident, row, field = self._targets.get(touch.row, ("", "", ""))
            if not incident:
                return field in self.metadata
            return incident == self.incident.id and (self.all or (row, field) in self.hanging)
        if touch.table == "incidents" and touch.row == self.incident.id:
            return self.all or any(("", column) in self.keys for column in columns)
        if touch.table.startswith("incident_") and touch.row in self._rows:
            return self.all or any((touch.row, column) in self.keys for column in columns)
        return False


def _image(touch: Touch) -> dict[str, Any]:
    return {**(touch.before or {}), **(touch.after or {})}
