# SPDX-License-Identifier: MIT
"""The data package beside a CSV set: frictionless finds nothing to complain of, and does where a file was spoilt."""

from __future__ import annotations

import json
import tempfile
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.domain.coding import ArticleCoding
from curator.formats.codebook_toml import read_codebook_file
from curator.formats.csv_set import write_set
from curator.formats.manifest import SetOptions
from tests.codings_strategy import CODERS, QUICK, codings, small_codebook
from tests.conftest import PROJECT_ROOT
from tests.formats.memory_source import MemorySource
from tests.formats.sample_source import sample_source

BOOK = small_codebook()
WHOLE = SetOptions("all", True, True, ("draft", "finished", "withdrawn"))


def faults(folder: Path) -> list[str]:
    """What frictionless says is wrong with the package, its metadata, schemas, hashes and every cell."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from frictionless import Package

        report = Package(str(folder / "datapackage.json")).validate()
    return [f"{row[0]} {row[1:]}" for row in report.flatten(["type", "rowNumber", "fieldNumber", "note"])]


@pytest.mark.slow
def test_the_sample_is_a_valid_package_with_types_codes_and_keys(tmp_path: Path) -> None:
    write_set(tmp_path, sample_source(), SetOptions())
    assert faults(tmp_path) == []
    document = json.loads((tmp_path / "datapackage.json").read_bytes())
    schemas: dict[str, Any] = {each["name"]: each["schema"] for each in document["resources"]}
    fields = {field["name"]: field for field in schemas["incidents"]["fields"]}
    assert fields["date_start"]["type"] == "date"
    assert fields["latitude"]["type"] == "number"
    assert fields["killed_best"]["type"] == "integer"
    assert "battle" in fields["event_type"]["constraints"]["enum"]
    assert schemas["incidents"]["primaryKey"] == ["id"]
    assert {"fields": ["incident"], "reference": {"resource": "incidents", "fields": ["id"]}} in schemas["casualties"][
        "foreignKeys"
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "old", "new", "kind"),
    [
        ("incidents.csv", b",battle,", b",batle,", "constraint-error"),
        ("incidents.csv", b",2019-10-01,", b",2019-13-01,", "type-error"),
        ("casualties.csv", b",state_forces,1,", b",state_forces,one,", "type-error"),
    ],
)
def test_a_spoilt_cell_is_found(tmp_path: Path, name: str, old: bytes, new: bytes, kind: str) -> None:
    write_set(tmp_path, sample_source(), SetOptions())
    data = (tmp_path / name).read_bytes()
    assert old in data
    (tmp_path / name).write_bytes(data.replace(old, new, 1))
    document = json.loads((tmp_path / "datapackage.json").read_bytes())
    for resource in document["resources"]:  # a file of another length or hash is not read any further
        del resource["hash"], resource["bytes"]
    (tmp_path / "datapackage.json").write_text(json.dumps(document), encoding="utf-8")
    assert [fault.split()[0] for fault in faults(tmp_path)] == [kind]


@pytest.mark.slow
@QUICK
@given(st.lists(codings(BOOK, CODERS, 2, comments=True), max_size=2), st.booleans())
def test_whatever_was_coded_is_a_valid_package(held: list[ArticleCoding], excel: bool) -> None:
    different = list({coding.article.id: coding for coding in held}.values())
    with tempfile.TemporaryDirectory() as name:
        write_set(Path(name), MemorySource(BOOK, CODERS, different), replace(WHOLE, for_excel=excel))
        assert faults(Path(name)) == []


def test_every_type_of_the_codebook_has_one_in_the_schema(tmp_path: Path) -> None:
    for codebook in ("incidents", "accidents"):
        book = read_codebook_file(PROJECT_ROOT / "resources" / "codebooks" / f"{codebook}.toml")
        folder = tmp_path / codebook
        folder.mkdir()
        write_set(folder, MemorySource(book, [], []), SetOptions())
        document = json.loads((folder / "datapackage.json").read_bytes())
        for resource in document["resources"]:
            assert (folder / resource["path"]).stat().st_size == resource["bytes"]
            assert all(field["type"] for field in resource["schema"]["fields"])
