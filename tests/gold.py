# SPDX-License-Identifier: MIT
"""The seed's gold coding as the program's own values, for every test that needs a real coding.

What lives here: the conversion of shared/data/seed/gold.json. What does not: Curator's coding file (formats), whose
reader must give the same values from a file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from curator.domain.canonical import sha256_of
from curator.domain.codebook import kinds
from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import (
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
from curator.domain.ids import derived_id

CODER = Coder(derived_id("gold", "coder"), "Coder 1")
ARTICLE = derived_id("gold", "article")
GROUPS = ("actors", "weapons", "targets", "casualties", "sources")
PLAIN = ("title", "source_reliability", "info_credibility", "notes", "coder_memo", "scope")
RELATIVE = {
    "distance_km": "relative_km",
    "direction": "relative_direction",
    "reference": "relative_to",
    "approximate": "relative_approximate",
}
ARTICLE_NAMES = {"dateline_city": "dateline", "published_at": "published"}
FIGURES = ("low", "best", "high", "qualifier")

Rename = Callable[[str], str]


def gold_coding(codebook: Codebook, shared_data: Path, rename: Rename = str) -> ArticleCoding:
    """The gold coding of the seed under `codebook`; `rename` is applied to every key and code (tests/renaming.py).

    Ids are derived, so that two calls give the same. Finished incidents, one coder; all 181 spans.
    """
    seed = shared_data / "seed"
    text = (seed / "seed-article.txt").read_bytes().decode("utf-8")
    gold: dict[str, Any] = json.loads((seed / "gold.json").read_text(encoding="utf-8"))
    fields, evidence, notes = _article(gold["article"], text)
    digest = sha256_of(text)
    article = Article(ARTICLE, digest, len(text), fields, digest, added="2019-11-10T08:00:00.000Z")
    incidents = tuple(
        _Conversion(codebook, rename, entry, position).incident() for position, entry in enumerate(gold["incidents"])
    )
    not_codable = tuple(
        NotCodable(
            derived_id("gold", "not codable", str(position)), ARTICLE, CODER.id, entry["span"]["start"],
            entry["span"]["end"], entry["span"]["text"], rename(entry["reason"]), entry.get("note", ""),
        )
        for position, entry in enumerate(gold["not_coded"])
    )  # fmt: skip
    return ArticleCoding(article, text, incidents, not_codable, evidence, notes, {CODER.id: "finished"})


def _article(given: dict[str, Any], text: str) -> tuple[dict[str, str], tuple[Evidence, ...], tuple[ValueNote, ...]]:
    fields = {"language": str(given["language"]), "source_file": str(given["file"])}
    evidence: list[Evidence] = []
    notes: list[ValueNote] = []
    for name, value in given.items():
        if not isinstance(value, dict):
            continue
        key = ARTICLE_NAMES.get(name, name)
        if value["value"] is not None:
            fields[key] = value["value"]
        evidence += _evidence(value["evidence"], "", "", key)
        notes += _note(value, "", "", key)
    return fields, tuple(evidence), tuple(notes)


def _evidence(spans: list[dict[str, Any]], incident: str, row: str, field: str) -> Iterator[Evidence]:
    for position, span in enumerate(spans):
        identity = derived_id("gold", "span", incident, row, field, str(position))
        yield Evidence(
            identity, ARTICLE, span["start"], span["end"], span["text"], span.get("role", "direct"), incident, row,
            field, position,
        )  # fmt: skip


def _note(value: dict[str, Any], incident: str, row: str, field: str, basis: str = "stated") -> Iterator[ValueNote]:
    """A note only where something differs from "value, stated, no note"."""
    state = value.get("state", "value")
    basis = value.get("basis", basis) if state == "value" else "stated"  # without a value a basis has no meaning
    if state != "value" or basis != "stated" or value.get("note"):
        identity = derived_id("gold", "note", incident, row, field)
        yield ValueNote(identity, ARTICLE, incident, row, field, state, basis, note=value.get("note", ""))


class _Conversion:
    """One incident of gold.json."""

    def __init__(self, codebook: Codebook, rename: Rename, given: dict[str, Any], position: int) -> None:
        self.codebook = codebook
        self.rename = rename
        self.given = given
        self.position = position
        self.id = derived_id("gold", "incident", given["id"])
        self.notes: list[ValueNote] = []
        self.evidence: list[Evidence] = list(_evidence(given["mentions"], self.id, "", ""))

    def incident(self) -> Incident:
        values: dict[str, Scalar] = {}
        for name in PLAIN:
            values[self.rename(name)] = self._scalar(name, self.given[name], "")
        for name, value in self.given["fields"].items():
            self._field(name, value, values)
        rows = tuple(self._row(group, n, row) for group in GROUPS for n, row in enumerate(self.given[group]))
        return Incident(
            self.id, ARTICLE, CODER.id, derived_id("gold", "codebook"), "finished", self.position,
            "2019-11-10T09:00:00.000Z", values, rows, tuple(self.notes), tuple(self.evidence), self.position + 1,
        )  # fmt: skip

    def _field(self, name: str, value: dict[str, Any], values: dict[str, Scalar]) -> None:
        key = self.rename(name)
        self.evidence += _evidence(value["evidence"], self.id, "", key)
        self.notes += _note(value, self.id, "", key)
        if isinstance(value["value"], dict):
            for part, given in value["value"].items():
                values[self.rename(RELATIVE[part])] = self._scalar(RELATIVE[part], given, "")
        elif value["value"] is not None:
            values[key] = self._scalar(name, value["value"], "")

    def _row(self, group: str, position: int, given: dict[str, Any]) -> Row:
        row = derived_id("gold", "row", self.given["id"], group, str(position))
        values: dict[str, Scalar] = {}
        for name, value in given.items():
            if name in ("basis", "state", "evidence") or (value is None and name in FIGURES):
                continue
            told = value if isinstance(value, dict) else {"value": value, "evidence": []}
            key = self.rename(name)
            self.evidence += _evidence(told["evidence"], self.id, row, key)
            if isinstance(value, dict) or (self._leaf(name, group).kind == "choice" and name not in FIGURES):
                self.notes += _note(told, self.id, row, key, "stated" if isinstance(value, dict) else "judgement")
            if told["value"] is not None:
                values[key] = self._scalar(name, told["value"], group)
        if "qualifier" in given:
            count = self.rename("count")
            self.evidence += _evidence(given["evidence"], self.id, row, count)
            self.notes += _note(given, self.id, row, count)
        return Row(row, self.rename(group), position, values)

    def _leaf(self, name: str, group: str) -> Field:
        leaf = self.codebook.node(self.rename(name), self.rename(group) if group else "")
        assert leaf is not None, name
        return leaf

    def _scalar(self, name: str, value: Any, group: str) -> Scalar:
        leaf = self._leaf(name, group)
        if leaf.choices:
            value = [self.rename(code) for code in value] if isinstance(value, list) else self.rename(value)
        return kinds.check(value, leaf, self.codebook)
