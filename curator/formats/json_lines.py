# SPDX-License-Identifier: MIT
"""Incidents as JSON Lines: one incident per line, each value with its state, its basis and the words behind it.

What lives here: the shape of a line, which resources/schemas/incident-lines.schema.json describes. What does not: the
coding file, which brings a coding back (coding_file_writing.py).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from curator.domain.codebook.model import Field
from curator.domain.codebook.scalars import codes_of
from curator.domain.coding import ARTICLE_FIELDS, ArticleCoding, Evidence, Incident, Row, Scalar, ValueNote
from curator.domain.derived import derived_cells
from curator.domain.values import leaf_value, notes_of
from curator.formats.chosen_columns import Labels
from curator.formats.csv_cells import layer_of
from curator.formats.manifest import Manifest, SetOptions
from curator.formats.set_folder import LinesFile, finished, write_article_text
from curator.formats.set_lines import Leaving, SetLines
from curator.formats.set_source import SetSource
from curator.formats.wide_codebook import codebook_ref

FILE = "incidents.jsonl"
# Line ends for some readers of lines, which JSON itself need not escape.
_ESCAPED = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


class JsonLinesWriter:
    """One JSON object per line."""

    name = "jsonl"
    label = "JSON Lines"
    takes_columns = False
    whole = False

    def write(self, folder: Path, source: SetSource, options: SetOptions) -> Manifest:
        options = replace(options, format=self.name, columns=(), for_excel=False)
        lines = SetLines(source, options)
        file = LinesFile(folder, FILE)
        articles = texts = evidence = 0
        try:
            making = IncidentObjects(lines, options.labels)
            for leaving in lines.leaving():
                articles += 1
                texts += write_article_text(folder, leaving.coding) if options.texts else 0
                for document in making.of_article(leaving):
                    evidence += len(document["evidence"])
                    file.write(json_line(document))
            written = [file.close()]
        finally:
            file.abandon()
        counts = {"articles": articles, "incidents": file.records, "evidence": evidence, "texts": texts}
        return finished(folder, source, options, written, counts)


def json_line(document: Mapping[str, Any]) -> str:
    """A JSON object on one line, with its line end."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED) + "\n"


class IncidentObjects:
    """Incidents as plain values. `labels`: values of choices carry their label too."""

    def __init__(self, lines: SetLines, labels: bool) -> None:
        self._lines, self._codebook = lines, lines.wide
        self._labels = Labels(lines.wide) if labels else None

    def of_article(self, leaving: Leaving) -> Iterator[dict[str, Any]]:
        """The objects of the incidents of one article, in their order."""
        coding = leaving.coding
        article = _article(coding)
        for incident, shown in zip(coding.incidents, leaving.shown.incidents, strict=True):
            yield self._incident(coding, incident, article, derived_cells(leaving.shown, shown, self._codebook))

    def _incident(
        self, coding: ArticleCoding, incident: Incident, article: Mapping[str, Any], derived: Mapping[str, Any]
    ) -> dict[str, Any]:
        coder = self._lines.coders[incident.coder]
        words: dict[tuple[str, str], list[str]] = {}
        for span in incident.evidence:
            words.setdefault((span.row, span.field), []).append(span.id)
        return {
            "id": incident.id,
            "article": article,
            "coder": {"id": coder.id, "name": coder.name},
            "layer": layer_of(coder),
            "status": incident.status,
            "position": incident.position,
            "created": incident.created or None,
            "codebook": codebook_ref(self._lines.codebooks[incident.codebook]),
            "mentions": words.get(("", ""), []),
            "values": self._values(self._codebook.fields, incident.values, notes_of(incident.notes), words),
            "groups": self._groups(incident, words),
            "derived": {key: value for key, value in derived.items() if value is not None},
            "evidence": [_span(span) for span in (*coding.article_evidence, *incident.evidence)],
        }

    def _groups(
        self, incident: Incident, words: Mapping[tuple[str, str], list[str]]
    ) -> dict[str, list[dict[str, Any]]]:
        groups: dict[str, list[dict[str, Any]]] = {}
        for row in incident.rows:
            tops = self._codebook.group_by_key[row.group].fields
            values = self._values(tops, row.values, notes_of(incident.notes, row.id), words, row)
            found = {"id": row.id, "position": row.position, "words": words.get((row.id, ""), []), "values": values}
            groups.setdefault(row.group, []).append(found)
        return groups

    def _values(
        self,
        tops: Iterable[Field],
        values: Mapping[str, Scalar],
        notes: Mapping[str, ValueNote],
        words: Mapping[tuple[str, str], list[str]],
        row: Row | None = None,
    ) -> dict[str, Any]:
        """Every field that is not blank, and every compound of which something is said."""
        group, owner = (row.group, row.id) if row is not None else ("", "")
        found: dict[str, Any] = {}
        for node in (node for top in tops for node in top.nodes()):
            own = words.get((owner, node.key), [])
            if node.parts:
                if own or node.key in notes:
                    found[node.key] = _compound(notes.get(node.key), own)
                continue
            above = [id for each in self._codebook.above(node.key, group) for id in words.get((owner, each.key), [])]
            known = leaf_value(self._codebook, node, values.get(node.key), notes, group)
            if known.state != "blank" or own or known.note:
                value: dict[str, Any] = {"value": self._plain(node, known.value), "state": known.state}
                if self._labels is not None and node.choices and known.value is not None:
                    value["label"] = self._labels.of_leaf(node, known.value)
                extra = {"basis": known.basis, "note": known.note, "proposed": known.proposed}
                found[node.key] = value | {name: said for name, said in extra.items() if said} | {"words": own + above}
        return found

    def _plain(self, node: Field, value: Scalar | None) -> Any:
        return list(codes_of(value)) if node.kind == "choices" and value is not None else value


def _compound(note: ValueNote | None, words: list[str]) -> dict[str, Any]:
    if note is None:
        return {"words": words}
    extra = {"state": note.state, "basis": note.basis, "note": note.note, "proposed": note.proposed}
    return {name: said for name, said in extra.items() if said} | {"words": words}


def _article(coding: ArticleCoding) -> dict[str, Any]:
    article = coding.article
    fields = {key: article.fields[key] for key in ARTICLE_FIELDS if article.fields.get(key)}
    return {"id": article.id, "text_sha256": article.text_sha256, "length": article.length, **fields}


def _span(span: Evidence) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": span.id,
        "start": span.start,
        "end": span.end,
        "quote": span.quote,
        "role": span.role,
    }
    about = {"row": span.row, "field": span.field}
    if not span.incident:
        about["article_field"] = about.pop("field")
    return found | {name: key for name, key in about.items() if key}
