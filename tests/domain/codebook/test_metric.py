# SPDX-License-Identifier: MIT
"""The metric of a field: only what fits its kind is taken, and the usual one follows from it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from curator.assets import read_text
from curator.domain.codebook.document import codebook_json, document_of, read_document
from curator.domain.codebook.faults import CodebookFaults
from curator.domain.codebook.kinds import KINDS
from curator.domain.codebook.reading import METRICS
from curator.domain.faults import InputRefused
from curator.formats.codebook_toml import read_codebook
from curator.review.metrics import metric_of
from tests.renaming import renamed
from tests.review.shaping import CODEBOOK

PLAIN = sorted(name for name, kind in KINDS.items() if not kind.compound)
TOML = """
format = "curator-codebook/1"
key = "tiny"
version = "1"
title = "Tiny"
language = "en"
not_codable = "why"

[[lists]]
key = "why"
choices = [{ code = "a", label = "A" }, { code = "b", label = "B" }]

[[fields]]
key = "what"
kind = "%s"
label = "What"
%s
metric = "%s"
"""


def toml(kind: str, metric: str) -> str:
    text = read_text("codebooks/incidents.toml")
    head = next(line for line in text.splitlines() if line.startswith("format"))
    uses = 'choices = "why"' if kind in ("choice", "choices") else ""
    return TOML.replace('format = "curator-codebook/1"', head) % (kind, uses, metric)


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("kind", PLAIN)
def test_what_fits_is_taken_and_the_rest_refused_with_what_would_fit(kind: str, metric: str) -> None:
    if metric not in KINDS[kind].metrics:
        with pytest.raises(InputRefused) as caught:
            read_codebook(toml(kind, metric), "tiny")
        (told,) = caught.value.places
        assert f"a field of kind “{kind}” cannot be measured as “{metric}”" in str(told)
        assert all(f"“{fitting}”" in str(told) for fitting in KINDS[kind].metrics)
        return
    codebook = read_codebook(toml(kind, metric), "tiny")
    (field,) = codebook.fields
    assert field.metric == metric
    expected = "masi" if (kind, metric) == ("choices", "nominal") else metric
    assert metric_of(field, codebook).name == expected
    again = read_document(json.loads(codebook_json(codebook)))
    assert again == codebook
    other = renamed(codebook)
    assert metric_of(read_document(document_of(other)).fields[0], other).name == expected


@pytest.mark.parametrize("kind", PLAIN)
def test_without_one_it_follows_from_the_kind(kind: str) -> None:
    codebook = read_codebook(toml(kind, "nominal").replace('metric = "nominal"', ""), "tiny")
    assert metric_of(codebook.fields[0], codebook).name == KINDS[kind].metrics[0]


def test_a_compound_has_none_of_its_own() -> None:
    when = replace(CODEBOOK.fields[2], metric="interval")
    with pytest.raises(CodebookFaults) as caught:
        read_document(document_of(replace(CODEBOOK, fields=(*CODEBOOK.fields[:2], when, *CODEBOOK.fields[3:]))))
    told = [fault.reason for fault in caught.value.faults if fault.path[-1] == "metric"]
    assert told == ["a field of kind “date” has no “metric” of its own; give it to its parts."]


def test_grades_have_the_order_of_their_list_whatever_they_are_called() -> None:
    other = renamed(CODEBOOK)
    grade = next(field for field in other.fields if field.metric == "ordinal")
    assert metric_of(grade, other).order == ("x_low", "x_middle", "x_high")


def test_the_schema_and_the_help_name_every_metric_of_every_kind() -> None:
    schema: dict[str, Any] = json.loads(read_text("schemas/codebook.schema.json"))
    told = next(line for line in read_text("help/codebook.md").splitlines() if line.startswith("| `metric` |"))
    for metric in METRICS:
        assert f"`{metric}`" in told
    text = json.dumps(schema)
    for name in ("integer", "decimal", "day", "choice", "choices"):
        first, *rest = KINDS[name].metrics
        assert f"{name} {', '.join([first, *rest[:-1]])} or {rest[-1]}" in text
