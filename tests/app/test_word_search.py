# SPDX-License-Identifier: MIT
"""Finding as one types."""

from __future__ import annotations

import pytest

from curator.app.word_search import found, words_of


@pytest.mark.parametrize(
    ("wanted", "text", "there"),
    [
        ("larg text", "Larger text", True), ("text larg", "Larger text", True), ("arger", "Larger text", False),
        ("", "anything", True), ("MÜN", "munich", True), ("élan", "Elan", True), ("?", "Keys ?", False),
        ("?", "?", True), ("larg x", "Larger text", False),
    ],
)  # fmt: skip
def test_words_in_any_order_each_the_beginning_of_a_word(wanted: str, text: str, there: bool) -> None:
    assert (found(wanted, text) is not None) is there


def test_what_begins_so_comes_first() -> None:
    texts = ["Find an article", "Next article", "Article before"]
    ranked = sorted(texts, key=lambda text: found("art", text) or (9, 9))
    assert ranked == ["Article before", "Next article", "Find an article"]


def test_words_without_case_and_accents() -> None:
    assert words_of("Écoles d’Été, Straße_2") == ["ecoles", "d", "ete", "strasse", "2"]
