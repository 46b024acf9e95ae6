# SPDX-License-Identifier: MIT
"""The coding file: what is written is read back whole, and what is wrong is refused whole with its place."""

from __future__ import annotations

import pytest
from hypothesis import given

from curator.domain.codebook.model import Codebook
from curator.domain.coding import ArticleCoding
from curator.formats.coding_file_reading import read_coding
from curator.formats.coding_file_writing import write_coding
from tests.codings_strategy import CODERS, QUICK, codings, small_codebook

BOOK = small_codebook()


def book_of(key: str, version: str) -> Codebook | None:
    return BOOK if (key, version) == (BOOK.key, BOOK.version) else None


@QUICK
@given(codings(BOOK, CODERS))
def test_a_coding_that_was_written_reads_back_equal(coding: ArticleCoding) -> None:
    data = write_coding(coding, BOOK, CODERS, private=True)
    parsed = read_coding(data, book_of, coding.text)
    assert parsed.coding == coding
    assert parsed.text is None
    assert set(parsed.coders) <= set(CODERS)
    assert write_coding(parsed.coding, BOOK, parsed.coders, private=True) == data


@QUICK
@given(codings(BOOK, CODERS))
def test_a_file_with_its_text_needs_no_other(coding: ArticleCoding) -> None:
    parsed = read_coding(write_coding(coding, BOOK, CODERS, include_text=True, private=True), book_of, lambda _: None)
    assert (parsed.coding, parsed.text) == (coding, coding.text)


def test_nothing() -> None:
    with pytest.raises(Exception, match="not a coding file"):
        read_coding(b"{}", book_of, "")
