# SPDX-License-Identifier: MIT
"""Writing a coding file: the same coding gives the same bytes on every machine.

What lives here: from an ArticleCoding to JSON. What does not: the way back (coding_file_reading.py), choosing what
leaves (leaving.py).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from curator.domain.codebook.model import Codebook, Field
from curator.domain.codebook.scalars import codes_of
from curator.domain.coding import (
    ARTICLE_FIELDS,
    Article,
    ArticleCoding,
    Coder,
    Evidence,
    Incident,
    NotCodable,
    Row,
    Scalar,
    ValueNote,
)
from curator.domain.faults import UserFault
from curator.domain.values import notes_of
from curator.formats.coding_file import CONTEXT, FORMAT, FORMAT_VERSION
from curator.formats.leaving import in_order, public_view
from curator.formats.wide_codebook import NodeOrder, codebook_ref, widened

Json = dict[str, Any]


def write_coding(
    coding: ArticleCoding,
    codebook: Codebook,
    coders: Iterable[Coder],
    *,
    include_text: bool = False,
    private: bool = False,
    codebook_of: Callable[[str], Codebook] | None = None,
    further: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> bytes:
    """One article's coding as a file.

    `coders` must name everybody who coded something in it. `codebook_of` gives the codebook for the id that an
    incident carries (default: `codebook` for all); `further`, by id of the incident, are the ids of other codebooks it
    takes to name all that it holds. With `private`, memos and proposals go along. Raises UserFault where an incident
    holds a field that none of them knows, so that nothing is left behind in silence.
    """
    of = codebook_of or (lambda _: codebook)
    books = {incident.codebook: of(incident.codebook) for incident in coding.incidents}
    beside: dict[str, dict[str, Codebook]] = {ref: {} for ref in books}
    for incident in coding.incidents:
        beside[incident.codebook].update((ref, of(ref)) for ref in further.get(incident.id, ()))
    wide = {ref: widened(codebook, (book, *beside[ref].values())) for ref, book in books.items()}
    orders = {ref: NodeOrder(book) for ref, book in wide.items()}
    if not private:
        coding = public_view(coding, wide.__getitem__)
    coding = in_order(coding, orders.__getitem__)
    used = _used_coders(coding, coders)
    document: Json = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "codebook": {"key": codebook.key, "version": codebook.version},
        "coders": [_coder(coder) for coder in used],
        "article": _article(coding, include_text),
        "incidents": [],
        "not_codable": [_not_codable(mark, coding.text) for mark in coding.not_codable],
        "reading": dict(sorted(coding.reading.items())),
    }
    for place, incident in enumerate(coding.incidents):
        own = books[incident.codebook]
        sheet = _Sheet(incident, wide[incident.codebook], coding.text)
        others = [beside[incident.codebook][ref] for ref in further.get(incident.id, ())]
        entry = sheet.incident_entry(place, own if codebook_ref(own) != codebook_ref(codebook) else None, others)
        document["incidents"].append(entry)
    return (json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8")


def _used_coders(coding: ArticleCoding, coders: Iterable[Coder]) -> list[Coder]:
    by_id = {coder.id: coder for coder in coders}
    ids = {incident.coder for incident in coding.incidents} | {mark.coder for mark in coding.not_codable}
    return [by_id[coder] for coder in sorted(ids | set(coding.reading))]


def _coder(coder: Coder) -> Json:
    return {"id": coder.id, "name": coder.name} | ({} if coder.kind == "person" else {"kind": coder.kind})


def _article(coding: ArticleCoding, include_text: bool) -> Json:
    article: Article = coding.article
    entry: Json = {"id": article.id, "text_sha256": article.text_sha256, "length": article.length}
    if article.original_sha256:
        entry["original_sha256"] = article.original_sha256
    entry["settled_by"] = article.settled_by
    if article.added:
        entry["added"] = article.added
    notes = notes_of(coding.article_notes)
    entry["fields"] = fields = {}
    for key in ARTICLE_FIELDS:
        spans = [span for span in coding.article_evidence if span.field == key]
        value = article.fields.get(key) or None
        said = _said(notes.get(key), value is not None, True)
        if value is not None and key not in notes:
            said = {"basis": "stated"}
        filled = _field_entry(value, said, spans, coding.text)
        if filled:
            fields[key] = filled
    if include_text:
        entry["text"] = coding.text
    return entry


def _not_codable(mark: NotCodable, text: str) -> Json:
    entry: Json = {"id": mark.id, "coder": mark.coder, **_words(mark.start, mark.end, mark.quote, text)}
    entry["reason"] = mark.reason
    return entry | ({"note": mark.note} if mark.note else {})


def _words(start: int, end: int, quote: str, text: str) -> Json:
    """Where the words are, what they are, and a little of what stands around them."""
    return {
        "start": start,
        "end": end,
        "quote": quote,
        "before": text[max(0, start - CONTEXT) : start],
        "after": text[end : end + CONTEXT],
    }


def _spans(spans: Iterable[Evidence], text: str) -> list[Json]:
    entries = []
    for place, span in enumerate(spans):
        entry: Json = {"id": span.id, **_words(span.start, span.end, span.quote, text)}
        if span.role != "direct":
            entry["role"] = span.role
        if span.position != place:
            entry["position"] = span.position
        entries.append(entry)
    return entries


def _said(note: ValueNote | None, has_value: bool, has_basis: bool) -> Json:
    """State, basis, proposed mark and note of a leaf, as far as a note says them."""
    if note is None:
        return {}
    said: Json = {}
    if not has_value:
        said["state"] = "blank" if note.state == "value" else note.state
    if has_basis and (has_value or note.basis != "stated"):
        said["basis"] = note.basis
    return said | _marks(note)


def _marks(note: ValueNote) -> Json:
    marks: Json = {}
    if note.proposed:
        marks["proposed"] = True
    if note.note:
        marks["note"] = note.note
    return marks | {"note_id": note.id}


def _field_entry(value: object, said: Json, spans: Iterable[Evidence], text: str) -> Json:
    entry: Json = {} if value is None else {"value": value}
    entry |= said
    evidence = _spans(spans, text)
    return entry | ({"evidence": evidence} if evidence else {})


class _Sheet:
    """One incident being written: what is said of its nodes, found by row and field."""

    def __init__(self, incident: Incident, codebook: Codebook, text: str) -> None:
        self.incident = incident
        self.codebook = codebook
        self.text = text
        self.spans: dict[tuple[str, str], list[Evidence]] = {}
        for span in incident.evidence:
            self.spans.setdefault((span.row, span.field), []).append(span)

    def incident_entry(self, place: int, own: Codebook | None, others: Sequence[Codebook]) -> Json:
        incident = self.incident
        entry: Json = {"id": incident.id, "coder": incident.coder}
        if own is not None:
            entry["codebook"] = {"key": own.key, "version": own.version}
        if others:
            entry["further_codebooks"] = [{"key": other.key, "version": other.version} for other in others]
        entry["status"] = incident.status
        if incident.position != place:
            entry["position"] = incident.position
        if incident.created:
            entry["created"] = incident.created
        entry["mentions"] = _spans(self.spans.pop(("", ""), ()), self.text)
        entry["fields"] = self.fields("", "", incident.values)
        entry["groups"] = self.groups()
        if self.spans:
            raise _left_behind(next(iter(self.spans))[1] or "a row", incident)
        return entry

    def groups(self) -> Json:
        groups: Json = {}
        for row in self.incident.rows:
            if row.group not in self.codebook.group_by_key:
                raise _left_behind(row.group, self.incident)
            rows = groups.setdefault(row.group, [])
            rows.append(self.row_entry(row, len(rows)))
        return groups

    def row_entry(self, row: Row, place: int) -> Json:
        entry: Json = {"id": row.id}
        if row.position != place:
            entry["position"] = row.position
        entry["fields"] = self.fields(row.group, row.id, row.values)
        evidence = _spans(self.spans.pop((row.id, ""), ()), self.text)
        return entry | ({"evidence": evidence} if evidence else {})

    def fields(self, group: str, row: str, values: Mapping[str, Scalar]) -> Json:
        notes = notes_of(self.incident.notes, row)
        for key in (*values, *notes):
            if self.codebook.node(key, group) is None:
                raise _left_behind(key, self.incident)
        fields: Json = {}
        tops = self.codebook.group_by_key[group].fields if group else self.codebook.fields
        for node in (node for top in tops for node in top.nodes()):
            note = notes.get(node.key)
            said = self._node_said(node, group, note, node.key in values)
            spans = self.spans.pop((row, node.key), ())
            entry = _field_entry(_as_json(node, values.get(node.key)), said, spans, self.text)
            if entry:
                fields[node.key] = entry
        return fields

    def _node_said(self, node: Field, group: str, note: ValueNote | None, has_value: bool) -> Json:
        if note is not None and node.parts:
            said: Json = {"state": note.state}
            if node.has_basis and (note.state == "value" or note.basis != "stated"):
                said["basis"] = note.basis
            return said | _marks(note)
        if note is None and has_value and node.has_basis and not self.codebook.above(node.key, group):
            return {"basis": "stated"}
        return _said(note, has_value, node.has_basis)


def _as_json(node: Field, value: Scalar | None) -> Scalar | list[str] | None:
    return list(codes_of(value)) if value is not None and node.kind == "choices" else value


def _left_behind(key: str, incident: Incident) -> UserFault:
    return UserFault(
        f"The incident {incident.id} holds “{key}”, which no codebook of the project knows, so the file would leave it "
        "behind. Nothing was written. Adopt a codebook that has this field, then write the file again."
    )
