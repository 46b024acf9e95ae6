# SPDX-License-Identifier: MIT
"""Who did what to values, an incident or an article's metadata, in plain words.

What lives here: the steps of several values as one list. What does not: reading the log (store/value_history.py,
store/log_lines.py), what the value is (explain.py).
"""

from __future__ import annotations

from dataclasses import dataclass

from curator.domain.codebook.model import Codebook
from curator.domain.coding import Incident
from curator.store.log_lines import LogLine
from curator.store.reads import Reads
from curator.store.value_history import ValueStep

_ARTICLE = "article"
_EVERY = 1_000_000  # more than any incident's steps


@dataclass(frozen=True)
class Place:
    """Where a value lives: its group ("" for the incident, "article" for metadata), its row's id, its field's key."""

    group: str
    row: str
    field: str


@dataclass(frozen=True)
class Step:
    """An entry of the log: when (UTC), who (a name), what in plain words, whether it is undone."""

    seq: int
    at: str
    coder: str
    label: str
    undone: bool = False


def history_of(reads: Reads, codebook: Codebook, incident: Incident, places: set[Place]) -> list[Step]:
    """What was done to these values of an incident (none: to the incident and all in it), oldest first."""
    lines: list[LogLine | ValueStep] = []
    if not places:
        lines += reads.log_lines(incident=incident.id, limit=_EVERY)
    for place in places:
        of_article = place.group == _ARTICLE
        lines += reads.value_history(
            "" if of_article else incident.id, place.row, place.field, article=incident.article, codebook=codebook
        )
    steps = {line.seq: Step(line.seq, line.at, line.coder, line.label, line.undone) for line in lines}
    return [steps[seq] for seq in sorted(steps)]
