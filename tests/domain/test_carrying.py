# SPDX-License-Identifier: MIT
"""Places in another version of a text are found without going through all of it for each of them."""

from __future__ import annotations

from typing import Any

from curator.domain.carrying import BESIDE, MOST_PLACES, Folded, possible_places


class Cut(str):
    """A text that knows the longest piece that was cut from it."""

    longest = 0

    def __getitem__(self, part: Any) -> str:
        found = super().__getitem__(part)
        Cut.longest = max(Cut.longest, len(found))
        return found


def test_of_words_that_stand_everywhere_only_what_stands_beside_each_is_looked_at() -> None:
    new = Folded("the " * 5_000)
    new.text = Cut(new.text)
    assert len(possible_places(new, "the", "x", "y")) == MOST_PLACES
    assert 0 < Cut.longest <= BESIDE
