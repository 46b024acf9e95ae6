# SPDX-License-Identifier: MIT
"""The values of an incident as lines of a report: each with its number, its state, and the spans behind it.

What lives here: which lines there are and what they say. What does not: HTML (html_pages.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from curator.domain.codebook.kinds import format_value
from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import ARTICLE_FIELDS, ArticleCoding, Evidence, Incident, Row, Scalar, ValueNote
from curator.domain.letters import letters_of
from curator.domain.values import leaf_value, notes_of
from curator.formats.chosen_columns import Labels

COLOURS = 8
_STATES = {"not_stated": "not stated", "not_applicable": "not applicable", "blank": "blank"}


class ValueLine(NamedTuple):
    """A line. `sign`: its letter and number ("A12"); `said`: state, basis, note in words; `kind`: "", "group" or "row"
    for lines that head others."""

    anchor: str
    sign: str
    label: str
    value: str
    said: tuple[str, ...]
    spans: tuple[Evidence, ...]
    kind: str = ""


class IncidentLines:
    """Makes the lines of incidents; `labels` of the codebook stand in place of codes."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook, self._labels = codebook, Labels(codebook)

    def of(self, incident: Incident, position: int) -> list[ValueLine]:
        """All lines of the incident at this place: its mentions, fields, groups with their rows."""
        letter = letters_of(position)
        found: list[ValueLine] = []

        def add(label: str, value: str, said: tuple[str, ...], spans: tuple[Evidence, ...], kind: str = "") -> None:
            number = f"{letter}{len(found) + 1}" if kind != "group" else ""
            anchor = f"v-{letter}{len(found) + 1}"
            found.append(ValueLine(anchor, number, label, value, said, spans, kind))

        add("Mentions", "", (), incident.mentions())
        for line in self._fields(self._codebook.fields, incident, incident.values, notes_of(incident.notes)):
            add(*line)
        for group in self._codebook.groups:
            rows = incident.rows_of(group.key)
            if rows:
                add(group.label, "", (), (), "group")
            for number, row in enumerate(rows, 1):
                add(f"{group.row_label or group.label} {number}", "", (), incident.evidence_of("", row.id), "row")
                notes = notes_of(incident.notes, row.id)
                for line in self._fields(group.fields, incident, row.values, notes, row):
                    add(*line)
        return found

    def _fields(
        self, tops: Iterable[Field], incident: Incident, values: Mapping[str, Scalar], notes: Mapping[str, ValueNote],
        row: Row | None = None,
    ) -> Iterator[tuple[str, str, tuple[str, ...], tuple[Evidence, ...]]]:  # fmt: skip
        group, owner = (row.group, row.id) if row is not None else ("", "")
        for node in (node for top in tops for node in top.nodes()):
            spans = incident.evidence_of(node.key, owner)
            label = ": ".join([*(each.label for each in reversed(self._codebook.above(node.key, group))), node.label])
            note = notes.get(node.key)
            if node.parts:
                if spans or note is not None:
                    yield label, "", _said(note.state, note.basis, note.note, note.proposed) if note else (), spans
                continue
            known = leaf_value(self._codebook, node, values.get(node.key), notes, group)
            if known.state != "blank" or spans or known.note:
                shown = self._shown(node, known.value)
                yield label, shown, _said(known.state, known.basis, known.note, known.proposed), spans

    def _shown(self, leaf: Field, value: Scalar | None) -> str:
        if value is None:
            return ""
        return str(self._labels.of_leaf(leaf, value)) if leaf.choices else format_value(value, leaf)


def article_lines(coding: ArticleCoding) -> list[ValueLine]:
    """What is known of the article itself."""
    notes = notes_of(coding.article_notes)
    found: list[ValueLine] = []
    for key in ARTICLE_FIELDS:
        value, note = coding.article.fields.get(key, ""), notes.get(key)
        spans = tuple(span for span in coding.article_evidence if span.field == key)
        if value or note is not None or spans:
            state = "value" if value else note.state if note is not None and note.state != "value" else "blank"
            basis = note.basis if note is not None else "stated"
            said = _said(state, basis, note.note if note else "", bool(note and note.proposed))
            number = len(found) + 1
            label = key.replace("_", " ").capitalize()
            found.append(ValueLine(f"v-{number}", str(number), label, value, said, spans))
    return found


def _said(state: str, basis: str, note: str, proposed: bool) -> tuple[str, ...]:
    parts = (_STATES.get(state, ""), basis if state == "value" and basis != "stated" else "",
             "proposed, not accepted" if proposed else "", note)  # fmt: skip
    return tuple(part for part in parts if part)
