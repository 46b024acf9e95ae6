# SPDX-License-Identifier: MIT
"""What is written about the format holds: the help page names everything and its example loads; the JSON Schema takes
what the program takes, as TOML and as canonical JSON."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from curator.assets import read_text
from curator.domain.codebook import reading
from curator.domain.codebook.checks import RESERVED_KEYS
from curator.domain.codebook.document import codebook_json, document_of
from curator.domain.codebook.kinds import KINDS
from curator.domain.codebook.references import RESERVED_LETTERS
from curator.domain.rules.table import RULE_KINDS
from curator.formats.codebook_toml import read_codebook

PAGE = read_text("help/codebook.md")
SCHEMA: dict[str, Any] = json.loads(read_text("schemas/codebook.schema.json"))
(EXAMPLE,) = re.findall(r"^```toml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
SOURCES = {
    "incidents": read_text("codebooks/incidents.toml"),
    "accidents": read_text("codebooks/accidents.toml"),
    "example": EXAMPLE,
}


def schema_faults(document: object) -> list[str]:
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(document)]


def rows_of(page: str) -> dict[str, str]:
    """The table rows of the page by the code in their first cell."""
    return {match[1]: match[0] for match in re.finditer(r"^\| `(\w+)`.*$", page, re.MULTILINE)}


def test_the_example_of_the_page_is_a_whole_codebook() -> None:
    codebook = read_codebook(EXAMPLE)
    assert codebook.key == "strikes"
    assert codebook.groups
    assert codebook.rules
    assert codebook.keys
    assert codebook.derived


def test_the_page_has_a_row_for_every_kind_with_its_parts() -> None:
    rows = rows_of(PAGE)
    for kind in KINDS.values():
        for part in kind.parts:
            assert f"`{part.name}`{'*' if part.needed else ''}" in rows[kind.name]
        assert kind.name in rows


def test_the_page_has_a_row_for_every_rule_kind_with_its_parameters() -> None:
    rows = rows_of(PAGE)
    for kind in RULE_KINDS.values():
        assert kind.name in rows
        for param in kind.params:
            assert f"`{param.name}`{'*' if param.needed else ''}" in rows[kind.name]


def test_the_page_names_every_attribute_meaning_and_kept_key() -> None:
    attributes = {*reading._CODEBOOK, *reading._FIELD, *reading._CHOICE, *reading._GROUP, *reading._CONDITION}
    meanings = {meaning for kind in KINDS.values() for part in kind.parts for meaning in part.meanings}
    for word in attributes | meanings | set(reading.DERIVED_KINDS) | set(RESERVED_LETTERS):
        assert re.search(rf"[`\[]{re.escape(word)}\b", PAGE) or f"{word} = " in PAGE, word
    (kept,) = re.findall(r"`(n id [a-z ]+)`", PAGE)
    assert set(kept.split()) == RESERVED_KEYS


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_the_schema_takes_the_toml_and_the_canonical_json(name: str) -> None:
    assert schema_faults(tomllib.loads(SOURCES[name])) == []
    codebook = read_codebook(SOURCES[name])
    assert schema_faults(document_of(codebook)) == []
    assert schema_faults(json.loads(codebook_json(codebook))) == []


def test_the_schema_knows_every_kind_rule_kind_and_attribute() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    defs = SCHEMA["$defs"]
    assert set(defs["field"]["properties"]) == set(reading._FIELD)
    assert defs["field"]["properties"]["kind"]["enum"] == list(KINDS)
    assert set(SCHEMA["properties"]) == set(reading._CODEBOOK)
    for name, attributes in (
        ("choice", reading._CHOICE), ("group", reading._GROUP), ("keyboard_key", reading._KEYBOARD),
        ("derived", reading._DERIVED), ("row_condition", reading._ROW_CONDITION),
    ):  # fmt: skip
        assert set(defs[name]["properties"]) == set(attributes)
    rules = {each["properties"]["kind"]["const"]: each for each in defs["rule"]["oneOf"]}
    assert set(rules) == set(RULE_KINDS)
    for kind in RULE_KINDS.values():
        assert set(rules[kind.name]["properties"]) == {*reading._RULE, *(param.name for param in kind.params)}
        needed = {param.name for param in kind.params if param.needed}
        assert set(rules[kind.name]["required"]) == {"id", "kind", *needed}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('kind = "text"', 'kind = "texts"'),
        ("required = true", 'required = "yes"'),
        ('key = "D"', 'key = "N"'),
        ('kind = "in_order"', 'kind = "in_ordre"'),
        ('fields = ["day_first", "day_last"]', 'feilds = ["day_first", "day_last"]'),
        ('means = "day"', 'means = "today"'),
        ('code = "called"', 'code = "called it"'),
        ('title = "Strikes"', 'titel = "Strikes"'),
        ('key = "name"', 'key = "Name"'),
    ],
)
def test_the_schema_refuses_what_the_program_refuses(old: str, new: str) -> None:
    assert old in EXAMPLE
    assert schema_faults(tomllib.loads(EXAMPLE.replace(old, new, 1)))
