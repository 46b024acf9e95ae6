# SPDX-License-Identifier: MIT
"""What is known by its country alone is no point on the map, and what has no place at all is counted."""

from __future__ import annotations

import pytest

from curator.app.map.placed import Placed, has_points, placed
from curator.domain.codebook.model import Codebook
from curator.store.incident_counts import PlaceCount
from curator.tasks.codebooks import USUAL, built_in_codebooks

BOOKS = {book.key: book for book in built_in_codebooks()}


@pytest.mark.parametrize(
    ("book", "country"), [(BOOKS[USUAL], "IRQ"), (next(book for key, book in BOOKS.items() if key != USUAL), "Iraq")]
)
def test_incidents_are_divided_and_none_is_lost(book: Codebook, country: str) -> None:
    assert has_points(book)
    counts = [
        PlaceCount(36.3, 43.1, "1", "", 4, "exact", (1, 1)),
        PlaceCount(33.0, 44.0, "6", country, 2, "country", (2, 2)),
        PlaceCount(None, None, "", country, 3),
        PlaceCount(None, None, "", "", 5),
        PlaceCount(None, None, "", "Atlantis", 1),
        PlaceCount(10.0, 10.0, "6", "Atlantis", 1, "country", (3, 3)),
    ]
    found = placed(book, counts)
    assert found.pointed == 5, "a country that has no shape keeps the point that was coded"
    assert {code: mark.count for code, mark in found.countries.items()} == {"IRQ": 5}
    assert found.unplaced == 6
    assert found.total == sum(count.count for count in counts)


def test_nothing_is_nothing() -> None:
    assert placed(BOOKS[USUAL], []) == Placed()
