# SPDX-License-Identifier: MIT
"""Incidents as JSON Lines and GeoJSON: each line is one incident by the schema, no value loses its words or state."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from curator.assets import read_bytes
from curator.domain.coding import ArticleCoding
from curator.domain.faults import InputRefused
from curator.formats.geojson import GeoJsonWriter
from curator.formats.json_lines import JsonLinesWriter
from curator.formats.manifest import ProfileColumn, SetOptions
from tests.codings_strategy import CODERS, QUICK, codings, small_codebook
from tests.formats.memory_source import MemorySource
from tests.formats.sample_source import sample_codebook, sample_coding, sample_source
from tests.formats.test_csv_set_contents import lines

SCHEMA = Draft202012Validator(json.loads(read_bytes("schemas/incident-lines.schema.json")))
BOOK = small_codebook()


def objects(folder: Path, source: MemorySource, **options: Any) -> list[dict[str, Any]]:
    JsonLinesWriter().write(folder, source, SetOptions(**options))
    text = (folder / "incidents.jsonl").read_bytes().decode("utf-8")
    assert text == "" or text.endswith("\n")
    assert text.splitlines() == text.split("\n")[:-1]  # no line end but ours, by anybody's count
    return [json.loads(line) for line in text.splitlines()]


def test_the_sample_keeps_every_value_with_state_basis_and_words(tmp_path: Path) -> None:
    found = objects(tmp_path, sample_source())
    for document, incident in zip(found, sample_coding().incidents, strict=True):
        SCHEMA.validate(document)
        known = {span["id"]: span["quote"] for span in document["evidence"]}
        for span in incident.evidence:
            assert known[span.id] == span.quote
        values = {key: said["value"] for key, said in document["values"].items() if said.get("value") is not None}
        public = {key: value for key, value in incident.values.items() if key != "coder_memo"}
        several = {key: "; ".join(value) if isinstance(value, list) else value for key, value in values.items()}
        assert several == public
    last = found[4]["values"]
    quote = {span["id"]: span["quote"] for span in found[4]["evidence"]}
    assert [quote[word] for word in last["date_text"]["words"]] == ["Last October"]
    assert last["date_start"]["basis"] == "normalised"
    assert found[0]["groups"]["actors"][0]["values"]["name_text"]["state"] == "not_stated"
    assert found[0]["groups"]["casualties"][0]["values"]["best"]["state"] == "not_stated"


@pytest.mark.slow
@QUICK
@given(st.lists(codings(BOOK, CODERS, 2, comments=True), max_size=2), st.booleans(), st.booleans())
def test_whatever_was_coded_is_as_the_schema_says(held: list[ArticleCoding], memos: bool, labels: bool) -> None:
    different = list({coding.article.id: coding for coding in held}.values())
    with tempfile.TemporaryDirectory() as name:
        for document in objects(Path(name), MemorySource(BOOK, CODERS, different), memos=memos, labels=labels):
            SCHEMA.validate(document)
            spans = {span["id"] for span in document["evidence"]}
            groups = [row["values"] for rows in document["groups"].values() for row in rows]
            for values in (document["values"], *groups):
                assert {word for said in values.values() for word in said["words"]} <= spans
                assert memos or not any(said.get("proposed") for said in values.values())


def test_private_things_stay_unless_they_are_asked_for(tmp_path: Path) -> None:
    for name, memos in (("a", False), ("b", True)):
        (tmp_path / name).mkdir()
        found = objects(tmp_path / name, sample_source(), memos=memos)
        assert ("coder_memo" in found[0]["values"]) == memos


def test_labels_stand_beside_codes(tmp_path: Path) -> None:
    (first, *_) = objects(tmp_path, sample_source(), labels=True)
    assert first["values"]["event_type"]["label"] == "Explosion or remote violence"


# -- GeoJSON -----------------------------------------------------------------------------------------------------------
def geojson(folder: Path, source: MemorySource, **options: Any) -> tuple[dict[str, Any], list[str]]:
    manifest = GeoJsonWriter().write(folder, source, SetOptions(**options))
    return json.loads((folder / "incidents.geojson").read_bytes()), list(manifest.remarks)


def located(**values: Any) -> MemorySource:
    coding = sample_coding()
    first, *rest = coding.incidents
    there = replace(first, values={**first.values, **values}, notes=())
    return replace(sample_source(), held=[replace(coding, incidents=(there, *rest))])


def test_no_point_where_there_is_none_and_it_is_counted(tmp_path: Path) -> None:
    found, remarks = geojson(tmp_path, located(latitude=35.77, longitude=43.12, coord_source="gazetteer"))
    assert [feature["geometry"] for feature in found["features"]] == [
        {"type": "Point", "coordinates": [43.12, 35.77]}, None, None, None, None
    ]  # fmt: skip
    assert remarks == ["4 incidents have no coordinates and so no point."]
    assert found["features"][0]["properties"]["precision"] == "exact"
    assert found["features"][2]["properties"]["precision"] == "region"
    assert found["features"][2]["properties"]["geo_precision"] == "5"


@pytest.mark.parametrize("values", [{"latitude": 35.0}, {"latitude": 91.0, "longitude": 1.0}])
def test_half_or_impossible_coordinates_are_no_point(tmp_path: Path, values: dict[str, float]) -> None:
    found, _ = geojson(tmp_path, located(**values))
    assert found["features"][0]["geometry"] is None
    assert found["features"][0]["properties"]["latitude"] == values["latitude"]


def test_chosen_columns_are_the_properties_and_the_words_lie_beside(tmp_path: Path) -> None:
    found, _ = geojson(tmp_path, sample_source(), columns=(ProfileColumn("event_type", "what"),), labels=True)
    assert list(found["features"][2]["properties"]) == ["id", "article", "what", "precision"]
    assert found["features"][2]["properties"]["what"] == "Battle"
    assert {line["columns"] for line in lines(tmp_path, "evidence.csv")} == {"what", "id"}


def test_a_codebook_without_a_place_is_refused(tmp_path: Path) -> None:
    book = sample_codebook()
    placeless = replace(book, fields=tuple(field for field in book.fields if field.kind != "place"))
    with pytest.raises(InputRefused, match="no place with latitude and longitude"):
        GeoJsonWriter().write(tmp_path, MemorySource(placeless, [], []), SetOptions())
