# SPDX-License-Identifier: MIT
"""The help page of exports names every file and every fixed column."""

from __future__ import annotations

import pytest

from curator.assets import read_text
from curator.domain.codebook.model import Derived
from curator.domain.derived import COUNT_PARTS
from curator.formats.csv_columns import FIXED, group_file, incidents_file
from tests.codings_strategy import small_codebook

PAGE = read_text("help/export.md")
BOOK = small_codebook()


def section(name: str) -> str:
    return PAGE.split(f"## {name}\n", 1)[1].split("\n## ", 1)[0]


@pytest.mark.parametrize("file", FIXED, ids=lambda file: str(file.name))
def test_every_column_of_a_fixed_file_is_described(file: object) -> None:
    name, columns = file.name, file.names  # type: ignore[attr-defined]
    text = section(f"{name}.csv")
    assert [column for column in columns if f"`{column}`" not in text] == []


def test_every_fixed_column_of_the_incidents_and_groups_is_described() -> None:
    for file, name in ((incidents_file(BOOK), "incidents.csv"), (group_file(BOOK, "harm"), "One file for each group")):
        text = section(name)
        fixed = [column.name for column in file.columns if column.source[0] not in ("leaf", "derived")]
        assert [column for column in fixed if f"`{column}`" not in text] == []


def test_every_kind_of_derived_column_is_described() -> None:
    text = section("Derived columns")
    kinds = Derived.__annotations__["kind"]
    for kind in ("count_total", "joined", "row_count", "year"):
        assert kind in kinds
        assert f"`{kind}`" in text
    assert [part for part in COUNT_PARTS if f"`_{part}`" not in text] == []


def test_every_option_of_the_command_is_described() -> None:
    for option in ("--layer", "--without-texts", "--with-memos", "--with-withdrawn", "--for-excel", "--replace"):
        assert option in PAGE
