# SPDX-License-Identifier: MIT
"""The data set: what is written reads back equal, and what was changed or broken is named."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.domain.coding import ArticleCoding
from curator.formats.csv_columns import set_files
from curator.formats.csv_set import write_set
from curator.formats.csv_set_reading import read_set
from curator.formats.manifest import SetOptions
from tests.codings_strategy import CODERS, QUICK, codings, small_codebook
from tests.formats.memory_source import MemorySource

BOOK = small_codebook()
WHOLE = SetOptions(layer="all", memos=True, statuses=("draft", "finished", "withdrawn"))


def different(held: list[ArticleCoding]) -> list[ArticleCoding]:
    return sorted({coding.article.id: coding for coding in held}.values(), key=lambda coding: coding.article.id)


SETS = st.lists(codings(BOOK, CODERS, 2, comments=True), max_size=3).map(different)


@pytest.mark.slow
@QUICK
@given(SETS, st.booleans(), st.booleans())
def test_a_whole_set_reads_back_equal(held: list[ArticleCoding], excel: bool, texts: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        options = SetOptions("all", texts, True, WHOLE.statuses, excel)
        manifest = write_set(Path(name), MemorySource(BOOK, CODERS, held), options)
        by_sha = {coding.article.text_sha256: coding.text for coding in held}
        found = read_set(Path(name), text_of=by_sha.get)
        assert list(found.codings()) == held
        assert list(found.codings()) == held
        assert set(found.coders) == set(CODERS)
        assert (found.codebook, found.changed) == (BOOK, ())
        assert manifest.counts["incidents"] == sum(len(coding.incidents) for coding in held)


def test_an_empty_set_has_every_file_with_its_header(tmp_path: Path) -> None:
    write_set(tmp_path, MemorySource(BOOK, CODERS, []), WHOLE)
    files = set_files(BOOK, private=True)
    assert {path.name for path in tmp_path.iterdir()} == {f"{file.name}.csv" for file in files} | {
        "codebook.json", "datapackage.json", "manifest.json"
    }  # fmt: skip
    for file in files:
        assert (tmp_path / f"{file.name}.csv").read_bytes().startswith((",".join(file.names) + "\r\n").encode())
