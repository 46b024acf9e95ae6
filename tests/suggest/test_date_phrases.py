# SPDX-License-Identifier: MIT
"""The corpus of date phrases is what it says: places inside their contexts, real dates, nothing foreign in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.suggest.date_phrases import HELD_OUT, TUNED, lines, phrases


def test_there_are_enough_phrases_in_both_languages_and_both_halves() -> None:
    known = lines()
    assert len(known) >= 240
    assert sum(line["language"] == "ar" for line in known) >= 120
    quoted = sum("file" in line for line in known)
    assert quoted > len(known) / 2, "most phrases are real ones"
    assert len({line["id"] for line in known}) == len(known)


def test_foreign_words_are_quoted_by_place_only() -> None:
    for line in lines():
        assert ("file" in line) != ("text" in line), line["id"]
        if "file" in line:
            assert set(line) == {"id", "language", "published", "file", "start", "end", "sha256", "dates"}


def test_every_expected_reading_is_a_date_of_the_codebook() -> None:
    longest = {"day": 1, "range": 6, "week": 7, "month": 31, "year": 366}
    for phrase in phrases(None):
        for expected in phrase.dates:
            assert 0 <= expected.start < expected.end <= len(phrase.text), phrase.id
            for first, last, precision, basis in (*expected.readings, *expected.also):
                days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
                assert 1 <= days <= longest[precision], phrase.id
                assert basis in ("explicit", "explicit_partial", "relative"), phrase.id
                assert phrase.published is not None or basis == "explicit", phrase.id


def test_the_quoted_contexts_are_those_that_were_read(shared_data: Path) -> None:
    found = phrases(shared_data)
    assert len(found) == len(lines())
    assert {phrase.half for phrase in found} == {TUNED, HELD_OUT}
    for phrase in found:
        assert all(0 <= expected.start < expected.end <= len(phrase.text) for expected in phrase.dates), phrase.id
