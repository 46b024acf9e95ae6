# SPDX-License-Identifier: MIT
"""The corpus of count phrases is what it says: two languages, two halves, sound readings, no text of others."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from curator.domain.codebook.kinds import COUNT_QUALIFIERS
from tests.suggest.count_phrases import PHRASES, phrases

ROWS = [json.loads(line) for line in PHRASES.read_text("utf-8").splitlines()]


def test_there_are_enough_in_both_languages_and_most_are_real() -> None:
    languages = Counter(row["language"] for row in ROWS)
    assert languages["en"] >= 120
    assert languages["ar"] >= 120
    assert sum("file" in row for row in ROWS) > len(ROWS) / 2
    assert len({row["id"] for row in ROWS}) == len(ROWS)


def test_no_text_of_others_is_in_the_file() -> None:
    assert all(("text" in row) != ("file" in row and "sha256" in row) for row in ROWS)


def test_every_reading_is_a_count_by_the_rules() -> None:
    for row in ROWS:
        for reading in (row["expected"], *row.get("alternatives", ())):
            if reading is None:
                continue
            figures = [reading[part] for part in ("low", "best", "high") if part in reading]
            assert reading["qualifier"] in COUNT_QUALIFIERS, row["id"]
            assert figures == sorted(figures), row["id"]
            if reading["qualifier"] in ("exact", "explicit_zero"):
                assert len(figures) == 3, row["id"]
                assert len(set(figures)) == 1, row["id"]


def test_both_halves_have_both_languages_and_words_are_found_again(shared_data: Path) -> None:
    found = phrases(shared_data)
    assert len(found) == len(ROWS)
    assert all(phrase.words.strip() == phrase.words != "" for phrase in found)
    halves = Counter((phrase.language, phrase.held_out) for phrase in found)
    assert all(halves[language, held_out] >= 60 for language in ("en", "ar") for held_out in (True, False))
