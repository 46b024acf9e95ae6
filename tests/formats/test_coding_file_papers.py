# SPDX-License-Identifier: MIT
"""The papers of the coding file: the JSON Schema and the help page say what the reader does."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from curator.assets import read_text
from curator.domain.coding import BASES, INCIDENT_STATUSES, READING_STATES, ROLES, STATES, ArticleCoding
from curator.formats.coding_file_reading import read_coding
from curator.formats.coding_file_writing import write_coding
from tests.codings_strategy import CODERS, QUICK, codings, small_codebook
from tests.formats import test_coding_file_refused as refusals

BOOK = small_codebook()
SCHEMA: dict[str, Any] = json.loads(read_text("schemas/coding-file.schema.json"))
PAGE = read_text("help/coding-file.md")


def faults(document: object) -> list[str]:
    return [fault.message for fault in Draft202012Validator(SCHEMA).iter_errors(document)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_sample_and_a_short_file_fit_the_schema() -> None:
    assert faults(json.loads(read_text("samples/seed.coding.json"))) == []
    assert faults(refusals.document()) == []


@pytest.mark.slow
@QUICK
@given(codings(BOOK, CODERS))
def test_every_written_file_fits_the_schema(coding: ArticleCoding) -> None:
    assert faults(json.loads(write_coding(coding, BOOK, CODERS, include_text=True, private=True))) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (f"{refusals.SPAN}.start", 3.5), (f"{refusals.SPAN}.start", -1), (f"{refusals.SPAN}.role", "main"),
        (f"{refusals.SPAN}.id", "I1"), (f"{refusals.SPAN}.colour", "red"), (f"{refusals.SPAN}.quote", ""),
        ("incidents.0.status", "ready"), ("incidents.0.evidence", []), ("reading", "half"), ("comment", "x"),
        ("incidents.0.fields.sure", {"value": "yes", "state": "not_stated"}), ("coder.name", " "),
        ("incidents.0.fields.sure", {"value": "yes", "basis": "guess"}), ("article.fields.colour", "red"),
        ("article.fields.title.value", 3), ("format_version", 2), ("article", {}),
    ],
)  # fmt: skip
def test_what_the_reader_refuses_for_its_shape_the_schema_refuses_too(path: str, value: object) -> None:
    document = refusals.changed(path, value)
    assert faults(document)
    with pytest.raises(refusals.InputRefused):
        refusals.read(document)


def test_every_member_and_every_word_is_on_the_page() -> None:
    members = {name for part in (SCHEMA, *SCHEMA["$defs"].values()) for name in part.get("properties", {})}
    for word in (*sorted(members), *STATES, *BASES, *ROLES, *INCIDENT_STATUSES, *READING_STATES):
        assert f"`{word}`" in PAGE, word


def test_the_example_on_the_page_is_read() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    (text,) = re.findall(r"```text\n(.*?)\n```", PAGE, re.DOTALL)
    document = json.loads(example)
    assert faults(document) == []
    coding = read_coding(example.encode(), lambda key, version: refusals.BOOK, text).coding
    assert coding.incidents[0].values
    assert coding.incidents[0].rows
