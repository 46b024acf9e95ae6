# SPDX-License-Identifier: MIT
"""The sample coding: everything of the gold coding is in it, and making it again gives the same bytes."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from curator.assets import asset
from curator.domain.codebook.model import Codebook
from curator.domain.coding import ArticleCoding, Evidence, Incident
from curator.formats.codebook_toml import read_codebook
from curator.formats.coding_file import ParsedCoding
from curator.formats.coding_file_reading import read_coding
from curator.formats.coding_file_writing import write_coding
from tests.conftest import PROJECT_ROOT
from tests.gold import gold_coding


def sample() -> bytes:
    return asset("samples/seed.coding.json").read_bytes()


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return read_codebook(asset("codebooks/incidents.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def parsed(codebook: Codebook) -> ParsedCoding:
    text = asset("samples/seed-article.txt").read_bytes().decode("utf-8")
    return read_coding(sample(), lambda key, version: codebook, text)


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_sample", PROJECT_ROOT / "packaging" / "make_sample.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows_of(coding: ArticleCoding) -> dict[str, object]:
    """What a coding holds, with places instead of ids."""
    places = {"": ""} | {incident.id: str(incident.position) for incident in coding.incidents}
    places |= {row.id: f"{row.group} {row.position}" for incident in coding.incidents for row in incident.rows}

    def spot(span: Evidence) -> tuple[object, ...]:
        target = (places[span.incident], places[span.row], span.field, span.position)
        return (*target, span.start, span.end, span.quote, span.role)

    notes = [*coding.article_notes, *(note for incident in coding.incidents for note in incident.notes)]
    return {
        "spans": sorted(map(spot, coding.all_evidence())),
        "notes": sorted(
            (places[note.incident], places[note.row], note.field, note.state, note.basis, note.proposed, note.note)
            for note in notes
        ),
        "values": [table_of(incident) for incident in coding.incidents],
        "not codable": sorted(
            (mark.start, mark.end, mark.quote, mark.reason, mark.note) for mark in coding.not_codable
        ),
        "article": dict(coding.article.fields),
        "reading": sorted(coding.reading.values()),
    }


def table_of(incident: Incident) -> object:
    rows = sorted((row.group, row.position, sorted(row.values.items())) for row in incident.rows)
    return incident.status, incident.position, dict(incident.values), rows


def test_the_sample_holds_all_spans(parsed: ParsedCoding) -> None:
    coding = parsed.coding
    mentions = [span for incident in coding.incidents for span in incident.mentions()]
    assert len(coding.incidents) == 5
    assert (len(coding.article_evidence), len(mentions), len(coding.not_codable)) == (5, 10, 9)
    assert len(list(coding.all_evidence())) + len(coding.not_codable) == 181
    assert [coder.name for coder in parsed.coders] == ["Coder 1"]


def test_the_sample_equals_the_gold_coding(parsed: ParsedCoding, codebook: Codebook, shared_data: Path) -> None:
    expected, found = rows_of(gold_coding(codebook, shared_data)), rows_of(parsed.coding)
    for name, rows in expected.items():
        assert found[name] == rows, name


def test_writing_the_sample_again_changes_no_byte(parsed: ParsedCoding, codebook: Codebook) -> None:
    assert write_coding(parsed.coding, codebook, parsed.coders, private=True) == sample()


def test_the_script_makes_the_sample(shared_data: Path) -> None:
    gold = json.loads((shared_data / "seed" / "gold.json").read_text(encoding="utf-8"))
    assert script().made_from(gold) == sample()
