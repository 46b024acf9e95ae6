# SPDX-License-Identifier: MIT
"""What does not fit into the project that receives is refused, and the rest is taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from curator.domain.handover import Version
from curator.domain.ids import derived_id
from curator.shape import replace
from curator.tasks.handover import receive
from tests.operation_makers.project import assert_sound
from tests.project_rows import all_rows
from tests.tasks.handing import (
    Bench,
    digest_of,
    headline,
)

pytestmark = pytest.mark.slow  # each brings whole projects together


# -- what does not fit -------------------------------------------------------------------------------------------------
def wrong(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[[Version], Version]:
    return lambda version: replace(version, content=change(dict(version.content or {})))


WRONG: dict[str, Callable[[Version], Version]] = {
    "words that are not those of the text": wrong(
        lambda c: {**c, "evidence": [{**c["evidence"][0], "quote": "Six"}, *c["evidence"][1:]]}
    ),
    "words outside": wrong(lambda c: {**c, "evidence": [{**c["evidence"][0], "start": 900, "end": 903}]}),
    "a field there is none of": wrong(lambda c: {**c, "values": {"nothing": 1}}),
    "a value of another type": wrong(lambda c: {**c, "values": {"headline": 1}}),
    "a group there is none of": wrong(lambda c: {**c, "rows": [{**c["rows"][0], "group": "x; DROP TABLE"}]}),
    "a part that is missing": wrong(lambda c: {name: part for name, part in c.items() if name != "notes"}),
    "an unknown codebook": wrong(lambda c: {**c, "codebook": "0" * 64}),
    "an id that is none": lambda version: replace(version, unit="1"),
    "an unknown coder": lambda version: replace(version, coder=derived_id("nobody")),
    "an unknown kind": lambda version: replace(version, kind="table"),
    "a row twice": wrong(lambda c: {**c, "rows": c["rows"] * 2}),
    "an article taken out": lambda version: replace(version, kind="article", coder="", content=None),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_unit_that_does_not_fit_is_refused_and_the_others_are_taken(bench: Bench, what: str) -> None:
    coded, other = bench.coded(), bench.new()
    handover = coded.of(coded.ann)
    versions = tuple(WRONG[what](one) if one.kind == "incident" else one for one in handover.versions)
    report = receive(other, replace(handover, versions=versions))
    assert [bool(each.reason) for each in report.refused] == [True]
    assert report.counts["new"] == len(versions) - 1
    assert "incidents" not in all_rows(other)
    assert_sound(other)


def test_an_id_that_is_of_another_kind_here_or_in_the_file_is_refused(bench: Bench) -> None:
    """A comment that bears the id of an incident."""
    coded, other = bench.coded(), bench.new()
    handover = coded.of(coded.ann)
    (incident,) = (one for one in handover.versions if one.kind == "incident")
    content = {
        "incident": "", "row": "", "field": "", "thread": coded.incident, "text": "I am it",
        "created": "2026-01-01T00:00:00.000Z", "resolved": False,
    }  # fmt: skip
    evil = replace(incident, kind="comment", content=content)
    for versions in ((*handover.versions, evil), (evil,)):
        report = receive(other, replace(handover, versions=versions))
        assert [each.kind for each in report.refused] == ["comment"]
        assert headline(other, coded.incident) == "Two"
    assert receive(coded.workspace, replace(handover, versions=(evil,))).counts["refused"] == 1
    assert_sound(other)


def test_somebody_elses_ids_are_not_taken_over(bench: Bench) -> None:
    """Bo's hand-over claims Ann's incident, and a row of it: Ann's layer stays as it is."""
    coded = bench.coded()
    workspace = coded.workspace
    handover = coded.of(coded.ann)
    before = digest_of(workspace)
    claimed = tuple(replace(one, coder=coded.bo.id) for one in handover.versions if one.kind == "incident")
    report = receive(workspace, replace(handover, versions=claimed, coders=(coded.bo,)))
    assert report.counts["refused"] == 1
    part = tuple(replace(one, unit=derived_id("new")) for one in claimed)
    report = receive(workspace, replace(handover, versions=part, coders=(coded.bo,)))
    assert [each.reason for each in report.refused] == ["A part of it has the id of something else here."]
    assert digest_of(workspace) == before
    assert_sound(workspace)
