# SPDX-License-Identifier: MIT
"""A small coding under the built-in codebook for incidents that no rule finds fault with, and how to change it.

What lives here: one article, one incident, and short ways to break one thing at a time. What does not: the real gold
coding (gold.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from curator.assets import read_text
from curator.domain.canonical import sha256_of
from curator.domain.codebook.model import Codebook
from curator.domain.coding import Article, ArticleCoding, Evidence, Incident, Row, Scalar, ValueNote
from curator.domain.ids import derived_id
from curator.formats.codebook_toml import read_codebook

TEXT = (
    "Rebels attacked an army post in Qayyara on Friday 8 November 2019, killing two soldiers, police said. "
    "No civilians were hurt. The army claimed the rebels fled."
)
ARTICLE = derived_id("case", "article")
INCIDENT = derived_id("case", "incident")
CODER = derived_id("case", "coder")

VALUES: Mapping[str, Scalar] = {
    "title": "Rebel attack on an army post",
    "event_type": "battle",
    "sub_event_type": "armed_clash",
    "stage": "accomplished",
    "civilian_targeting": "no",
    "date_text": "Friday 8 November 2019",
    "date_start": "2019-11-08",
    "date_end": "2019-11-08",
    "date_precision": "day",
    "date_basis": "explicit",
    "location_text": "Qayyara",
    "location_name": "Qayyara",
    "country": "IRQ",
    "geo_precision": "1",
    "coord_source": "none",
    "report_status": "reported",
    "source_reliability": "F",
    "info_credibility": "6",
    "certainty": "probable",
    "scope": "in_scope",
    "notes": "On 8 November 2019 rebels attacked an army post in Qayyara, Iraq; two soldiers were killed.",
}
ROWS: tuple[tuple[str, str, Mapping[str, Scalar]], ...] = (
    ("rebels", "actors", {"role": "initiator", "name_text": "Rebels", "type": "rebel_group", "side": "B",
                          "attribution": "accused_by_authorities"}),
    ("army", "actors", {"role": "target", "name_text": "army", "type": "state_forces", "side": "A"}),
    ("killed", "casualties", {"kind": "killed", "group": "state_forces", "low": 2, "best": 2, "high": 2,
                              "qualifier": "exact"}),
    ("police", "sources", {"who_text": "police", "who_type": "police"}),
)  # fmt: skip
# words, field, row, role
SPANS = (
    ("Rebels attacked an army post in Qayyara", "", "", "direct"),
    ("attacked", "event_type", "", "direct"),
    ("Friday 8 November 2019", "date", "", "direct"),
    ("Qayyara", "location_text", "", "direct"),
    ("Rebels", "name_text", "rebels", "direct"),
    ("police said", "attribution", "rebels", "direct"),
    ("army", "name_text", "army", "direct"),
    ("killing two soldiers", "count", "killed", "direct"),
    ("police", "who_text", "police", "direct"),
)


@cache
def incidents_codebook() -> Codebook:
    """The built-in codebook for incidents."""
    return read_codebook(read_text("codebooks/incidents.toml"), "incidents.toml")


def row_id(name: str) -> str:
    return derived_id("case", "row", name)


def span_of(words: str, field: str = "", row: str = "", role: str = "direct") -> Evidence:
    start = TEXT.index(words)
    identity = derived_id("case", "span", words, field, row)
    owner = row_id(row) if row else ""
    return Evidence(identity, ARTICLE, start, start + len(words), words, role, INCIDENT, owner, field)


def note_of(
    field: str, row: str = "", state: str = "value", basis: str = "stated", proposed: bool = False
) -> ValueNote:
    owner = row_id(row) if row else ""
    return ValueNote(derived_id("case", "note", field, row), ARTICLE, INCIDENT, owner, field, state, basis, proposed)


def sound_coding(published: str = "2019-11-09T16:20:00Z") -> ArticleCoding:
    """The coding without any problem."""
    rows = tuple(Row(row_id(name), group, position, values) for position, (name, group, values) in enumerate(ROWS))
    evidence = tuple(span_of(*span) for span in SPANS)
    incident = Incident(INCIDENT, ARTICLE, CODER, "", values=VALUES, rows=rows, evidence=evidence, number=1)
    article = Article(ARTICLE, sha256_of(TEXT), len(TEXT), {"published": published} if published else {})
    return ArticleCoding(article, TEXT, (incident,))


def changed(
    coding: ArticleCoding,
    values: Mapping[str, Scalar | None] | None = None,
    row_values: Mapping[str, Mapping[str, Scalar | None]] | None = None,
    new_rows: tuple[tuple[str, str, Mapping[str, Scalar]], ...] = (),
    without_rows: tuple[str, ...] = (),
    notes: tuple[ValueNote, ...] = (),
    spans: tuple[Evidence, ...] = (),
    without_spans: tuple[str, ...] = (),
) -> ArticleCoding:
    """The coding with some values set (None empties), rows and spans added or left out (spans by field)."""
    (old,) = coding.incidents
    rows = [
        replace(row, values=_merged(row.values, (row_values or {}).get(name, {})))
        for row in old.rows
        for name in [next((name for name, _, _ in ROWS if row_id(name) == row.id), "")]
        if name not in without_rows
    ]
    rows += [Row(row_id(name), group, len(ROWS) + n, given) for n, (name, group, given) in enumerate(new_rows)]
    kept = tuple(span for span in old.evidence if span.field not in without_spans)
    incident = replace(
        old,
        values=_merged(old.values, values or {}),
        rows=tuple(rows),
        notes=(*old.notes, *notes),
        evidence=(*kept, *spans),
    )
    return replace(coding, incidents=(incident,))


def _merged(old: Mapping[str, Scalar], new: Mapping[str, Scalar | None]) -> dict[str, Scalar]:
    return {key: value for key, value in {**old, **new}.items() if value is not None}
