# SPDX-License-Identifier: MIT
"""Letters that count: of the incidents of an article, of the columns of a sheet.

What lives here: from a place to its letters. What does not: colours of incidents (app), names of columns (formats).
"""

from __future__ import annotations


def letters_of(place: int) -> str:
    """A, B ... Z, AA, AB ... by the place, from 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
