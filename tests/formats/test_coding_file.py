# SPDX-License-Identifier: MIT
"""The coding file: what is written is read back whole, and what is wrong is refused whole with its place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import Article, ArticleCoding, Evidence, Incident, Row, ValueNote
from curator.domain.faults import UserFault
from curator.domain.ids import derived_id
from curator.domain.settling import text_sha256
from curator.formats.coding_file_reading import read_coding
from curator.formats.coding_file_writing import write_coding
from curator.formats.leaving import public_view
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


@pytest.mark.parametrize(
    "more",
    [
        {"values": {"gone": 1}},
        {"notes": (ValueNote("n", "a", "i", "", "gone", note="x"),)},
        {"evidence": (Evidence("e", "a", 0, 1, "x", incident="i", field="gone"),)},
        {"evidence": (Evidence("e", "a", 0, 1, "x", incident="i", row="gone"),)},
        {"rows": (Row("r", "gone", 0),)},
        {"rows": (Row("r", "people", 0, {"gone": 1}),)},
    ],
)
def test_what_no_codebook_knows_is_not_left_behind_in_silence(more: dict[str, Any]) -> None:
    incident = replace(Incident("i", "a", CODERS[0].id, "small 1.0"), **more)
    coding = ArticleCoding(Article("a", "", 1), "x", (incident,))
    with pytest.raises(UserFault, match="would leave it behind"):
        write_coding(coding, BOOK, CODERS, private=True)


def test_a_field_of_the_incidents_own_codebook_leaves_with_it() -> None:
    old = replace(BOOK, version="0.9", fields=(*BOOK.fields, Field("gone", "text", "Gone")))
    incident = Incident(derived_id("i"), derived_id("a"), CODERS[0].id, "small 0.9", values={"gone": "here"})
    coding = ArticleCoding(Article(incident.article, text_sha256("x"), 1), "x", (incident,))
    books = {"small 1.0": BOOK, "small 0.9": old}
    data = write_coding(coding, BOOK, CODERS, codebook_of=books.__getitem__)
    assert read_coding(data, lambda key, version: books[f"{key} {version}"], "x").coding == coding


@QUICK
@given(codings(BOOK, CODERS))
def test_without_the_option_no_memo_and_no_proposal_leaves(coding: ArticleCoding) -> None:
    parsed = read_coding(write_coding(coding, BOOK, CODERS), book_of, coding.text)
    assert parsed.coding == public_view(coding, lambda _: BOOK)
