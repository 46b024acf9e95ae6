# SPDX-License-Identifier: MIT
"""Times of day are read as a field of this kind can hold them, and only where the words tell one."""

from __future__ import annotations

import pytest

from curator.domain.codebook.scalars import PARTS_OF_DAY
from curator.suggest.proposal import Passage
from curator.suggest.times import _WORDS, time_of_day


def told(text: str) -> str | None:
    found = time_of_day(Passage(text, 0, len(text)))
    if found is not None:
        assert found.words == text[found.start : found.end]
    return None if found is None else str(found.values["best"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DAWN", "morning"), ("at dawn", "morning"), ("on Tuesday night", "night"), ("late afternoon", "afternoon"),
        ("at dusk", "evening"), ("الفجر", "morning"), ("فجر اليوم", "morning"), ("مساء الخميس", "evening"),
        ("بعد الظهر", "afternoon"), ("ليلاً", "night"), ("at 6:30 p.m.", "18:30"), ("12 am", "00:00"),
        ("at 07:05", "07:05"), ("10:30 GMT", None), ("25:10", None), ("13 pm", None), ("3 men", None), ("", None),
        ("from morning to night", None), ("knight", None),
    ],
)  # fmt: skip
def test_words_and_clock_times(text: str, expected: str | None) -> None:
    assert told(text) == expected


def test_the_parts_are_those_that_a_field_can_hold() -> None:
    assert set(_WORDS) == set(PARTS_OF_DAY)
