# SPDX-License-Identifier: MIT
"""Graphemes, words and sentences in code points."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from curator.domain import graphemes as g

FAMILY = "👨‍👩‍👧"
FLAGS = "🇮🇶🇺🇸"
tricky = st.text(
    alphabet=st.sampled_from(
        list("ab .\n\t'" + FAMILY + FLAGS + "\u0301\u064e\u0651قر日\u200c\u0600\u0e33각\U0001f3fd\r")
    ),
    max_size=40,
)


def clusters(text: str) -> list[int]:
    return [0, *(match.end() for match in regex.finditer(r"\X", text))]


@given(tricky)
def test_boundaries_are_those_of_the_whole_text(text: str) -> None:
    bounds = clusters(text)
    for pos in range(len(text) + 1):
        assert g.grapheme_start(text, pos) == max(each for each in bounds if each <= pos)
        assert g.next_grapheme(text, pos) == min((each for each in bounds if each > pos), default=len(text))
        assert g.previous_grapheme(text, pos) == max((each for each in bounds if each < pos), default=0)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("e\u0301a", [2, 3]),
        (FAMILY + "b", [5, 6]),
        (FLAGS, [2, 4]),
        ("رَّئ", [3, 4]),
        ("👍🏽!", [2, 3]),
    ],
)
def test_what_a_reader_calls_one_character_is_one_step(text: str, ends: list[int]) -> None:
    pos, seen = 0, []
    while pos < len(text):
        pos = g.next_grapheme(text, pos)
        seen.append(pos)
    assert seen == ends
    back = []
    while pos > 0:
        pos = g.previous_grapheme(text, pos)
        back.append(pos)
    assert back == [*reversed(ends[:-1]), 0]


@pytest.mark.parametrize(
    ("text", "inside", "word"),
    [
        ("he can't go", "an'", "can't"),
        ("about 120,000 fled", "20", "120,000"),
        ("at 3.14 km", ".1", "3.14"),
        ("anti-government", "gov", "government"),
        ("قَالَ الرَّئِيسُ أَمْسِ", "ئِي", "الرَّئِيسُ"),
        ('"killing a', '"', '"'),
        ("two   men", "  ", "   "),
        ("no\u00a0break", "bre", "break"),
    ],
)
def test_word_at_a_position(text: str, inside: str, word: str) -> None:
    at = text.index(inside)
    start, end = g.word_span(text, at)
    assert text[start:end] == word


@given(tricky)
def test_segments_cover_the_text_without_overlap(text: str) -> None:
    at = 0
    while at < len(text):
        start, end = g.word_span(text, at)
        assert start == at < end
        assert all(g.word_span(text, inside) == (start, end) for inside in range(start, end))
        at = end


def test_word_moves() -> None:
    text = 'said, "killing a\nguard" 5'
    assert [g.next_word_start(text, 0), g.next_word_start(text, 7), g.next_word_start(text, 15)] == [7, 15, 17]
    assert [g.next_word_end(text, 0), g.next_word_end(text, 4), g.next_word_end(text, 16)] == [4, 14, 22]
    assert [g.previous_word_start(text, 14), g.previous_word_start(text, 7), g.previous_word_start(text, 0)] == [
        7,
        0,
        0,
    ]
    assert g.next_word_start(text, 24) == len(text) == g.next_word_end(text, 24)


@given(tricky)
def test_word_and_sentence_moves_always_come_to_the_end(text: str) -> None:
    for step in (g.next_word_start, g.next_word_end, g.next_sentence, g.next_grapheme):
        pos, steps = 0, 0
        while pos < len(text):
            pos, steps = step(text, pos), steps + 1
            assert steps <= len(text)
    for step in (g.previous_word_start, g.previous_sentence, g.previous_grapheme):
        pos, steps = len(text), 0
        while pos > 0:
            pos, steps = step(text, pos), steps + 1
            assert steps <= len(text)


def test_sentences() -> None:
    text = 'Two died. J. Smith of the U.S. army said: "No." It was 3.5 km away!\n\nهل رأى؟ نعم رأى.'
    starts, pos = [], 0
    while pos < len(text):
        start, end = g.sentence_span(text, pos)
        starts.append(text[start:end].strip())
        pos = g.next_sentence(text, pos)
    assert starts == [
        "Two died.", 'J. Smith of the U.S. army said: "No."', "It was 3.5 km away!", "هل رأى؟", "نعم رأى.",
    ]  # fmt: skip
    assert g.previous_sentence(text, text.index("army")) == text.index("J.")
    assert g.previous_sentence(text, text.index("J.")) == 0
    assert text[g.previous_sentence(text, text.index("هل")) :].startswith("It was")


def test_a_word_of_any_length_costs_a_window() -> None:
    text = "x" * 300_000
    start, end = g.word_span(text, 150_000)
    assert 150_000 - g.WINDOW <= start <= 150_000 < end <= 150_000 + g.WINDOW
    assert g.previous_grapheme(text, 200_000) == 199_999
