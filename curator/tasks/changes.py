# SPDX-License-Identifier: MIT
"""The project's log as lines of changes.csv: who did what, when, to which incident, row and field.

What lives here: one line for each entry, without what is private. What does not: the log itself (store/log.py).
Labels of the log quote values ("Set Title to “…”"). Values of private fields, and those that nobody has accepted, leave
only where that is asked for; so labels of entries that touch one, or may have, end before the value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from curator.domain.codebook.model import Codebook
from curator.formats.set_source import ChangeLine
from curator.store.history import HistoryEntry, Touch
from curator.store.images import read_row
from curator.store.layers import proposed_places
from curator.store.log_list import hidden_seqs
from curator.store.reads import Reads

_SETTING = "Set "
_OF = " of "


def change_lines(
    reads: Reads, codebooks: Iterable[Codebook], memos: bool = False, viewer: str = ""
) -> Iterator[ChangeLine]:
    """The log, oldest first, without what assignments hide from `viewer` (an id, "" for somebody nobody knows). With
    `memos`, private values stay in the labels."""
    hidden = None if memos else _Hidden(private_nodes(codebooks), proposed_places(reads.connection))
    unseen = hidden_seqs(reads.connection, viewer)
    for entry in reads.all_history():
        if entry.entry.seq not in unseen:
            yield _line(reads, entry, hidden)


def private_nodes(codebooks: Iterable[Codebook]) -> set[str]:
    """The keys of fields and parts that never leave without being asked for, of whatever table."""
    found = set()
    for codebook in codebooks:
        for group in ("", *codebook.group_by_key):
            tops = codebook.group_by_key[group].fields if group else codebook.fields
            for node in (node for top in tops for node in top.nodes()):
                if any(one.private for one in (node, *codebook.above(node.key, group))):
                    found.add(node.key)
    return found


@dataclass(frozen=True)
class _Hidden:
    """Whose values are not shown: private fields, and places of values that nobody has accepted."""

    private: set[str]
    proposed: set[tuple[str, str, str]]


def _line(reads: Reads, entry: HistoryEntry, hidden: _Hidden | None) -> ChangeLine:
    said = entry.entry
    target = _target(reads, entry.touches)
    return ChangeLine(
        seq=said.seq, id=said.id, at=said.at, coder=said.coder_id, coder_name=said.coder, kind=said.kind,
        label=_label(entry, target, hidden), article=said.article, incident=target.get("incident", ""),
        row=target.get("row", ""), field=target.get("field", ""), undoes=said.undoes, note=said.note,
    )  # fmt: skip


def _label(entry: HistoryEntry, target: Mapping[str, str], hidden: _Hidden | None) -> str:
    label = entry.entry.label
    said = label.split(": ", 1)[1] if entry.entry.kind in ("undo", "redo") and ": " in label else label
    if hidden is None or not said.startswith(_SETTING):
        return label
    about = target.get("field", "")
    touched = {name for touch in entry.touches for name in {**(touch.before or {}), **(touch.after or {})}}
    private = bool(hidden.private) and (touched & hidden.private or about in hidden.private or not about)
    marked = any(touch.table == "value_notes" and (touch.after or {}).get("proposed") == 1 for touch in entry.touches)
    incident, row = target.get("incident", ""), target.get("row", "")
    waiting = any((incident, row, field) in hidden.proposed for field in {about, *touched})
    if private or marked or waiting:
        return label.split(_OF, 1)[0]
    return label


def _target(reads: Reads, touches: tuple[Touch, ...]) -> dict[str, str]:
    """The incident, row and field that an entry is about; empty where it is about many or none."""
    found: dict[str, str] = {}
    for touch in touches:
        image: dict[str, Any] = {**(touch.before or {}), **(touch.after or {})}
        if touch.table == "incidents":
            found.setdefault("incident", touch.row)
        elif touch.table.startswith("incident_"):
            found.setdefault("row", touch.row)
            found.setdefault("incident", str(image.get("incident") or _owner(reads, touch)))
        elif touch.table in ("evidence", "value_notes"):
            whole = image if "article" in image else _row(reads, touch)
            for name in ("incident", "row", "field"):
                found.setdefault(name, str(whole.get(name) or ""))
        elif touch.table == "judgements":
            for name, value in (("incident", image.get("consensus") or image.get("incident")),
                                ("row", image.get("row")), ("field", image.get("field"))):  # fmt: skip
                found.setdefault(name, str(value or ""))
        if touch.table.startswith("incident") and touch.before is not None and touch.after is not None:
            columns = [name for name in image if name not in ("status", "position")]
            if len(columns) == 1:
                found["field"] = columns[0]
    incidents = {touch.row for touch in touches if touch.table == "incidents"}
    return found if len(incidents) < 2 else {}


def _owner(reads: Reads, touch: Touch) -> str:
    return str(_row(reads, touch).get("incident") or "")


def _row(reads: Reads, touch: Touch) -> dict[str, Any]:
    """The row as it is now; empty where it is gone."""
    return dict(read_row(reads.connection, touch.table, touch.row) or {})
