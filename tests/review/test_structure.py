# SPDX-License-Identifier: MIT
"""What of a codebook incidents are recognised by is chosen from its structure, whatever its keys are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from curator.domain.codebook.model import Codebook
from curator.review.structure import structure_of
from curator.tasks.codebooks import built_in_codebooks, codebook_named
from tests.renaming import prefixed, renamed
from tests.review.shaping import CODEBOOK


def chosen(codebook: Codebook) -> tuple[list[str], str, str, list[str]]:
    found = structure_of(codebook)
    date, place = (node.key if node is not None else "" for node in (found.date, found.place))
    return [level.key for level in found.levels], date, place, [group.key for group in found.parties]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("incidents", (["event_type", "sub_event_type"], "date", "location", ["actors"])),
        ("accidents", (["accident_kind"], "days", "site", [])),
    ],
)
def test_the_built_in_codebooks(name: str, expected: tuple[list[str], str, str, list[str]]) -> None:
    codebook = codebook_named(name)
    assert chosen(codebook) == expected
    levels, date, place, parties = expected
    assert chosen(renamed(codebook)) == (
        [prefixed(key) for key in levels], prefixed(date), prefixed(place), [prefixed(key) for key in parties]
    )  # fmt: skip


def test_every_built_in_codebook_tells_kind_day_and_place() -> None:
    for codebook in built_in_codebooks():
        assert all(chosen(codebook)[:3])


def test_without_a_summary_the_first_core_choice_counts() -> None:
    assert chosen(replace(CODEBOOK, summary_fields=()))[0] == ["kind"]
    plain = [replace(field, core=False) for field in CODEBOOK.fields[2:]]
    assert chosen(replace(CODEBOOK, summary_fields=(), fields=tuple(plain)))[0] == ["grade"]


def test_a_codebook_with_a_single_day_and_no_groups() -> None:
    day = replace(CODEBOOK.fields[2].parts[0], part="")
    assert chosen(replace(CODEBOOK, fields=(day,), groups=(), summary_fields=())) == ([], "first", "", [])
    assert chosen(replace(CODEBOOK, fields=(), groups=(), summary_fields=())) == ([], "", "", [])
