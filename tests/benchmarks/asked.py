# SPDX-License-Identifier: MIT
"""What the benchmarks of table, map and time line filter by: one condition of each kind that costs differently."""

from __future__ import annotations

from curator.domain.codebook.model import Codebook
from curator.domain.filtering import Condition

WORDS = "kirkuk clash"
# SQLite has to look into every text for them: a first picture stands while all are counted, and that is said ("…",
# "Counting …"); the target is that of the first picture. Values without words are looked for once, the rest is quick.
REFINED = ("words",)


def conditions(book: Codebook) -> dict[str, Condition]:
    """A date, a value, a place, words that are typed, values without words."""
    choice = next(leaf for leaf in book.leaves() if leaf.kind == "choice" and leaf.core)
    listed = book.choices_of(choice)
    assert listed is not None
    return {
        "date": Condition("date", "", "overlaps", ("2019-01-01", "2019-06-30")),
        "value": Condition("value", choice.key, "is", (listed.choices[0].code,)),
        "box": Condition("place", "", "inside", (10.0, 10.0, 60.0, 60.0)),
        "words": Condition("text", "row", "contains", (WORDS,)),
        "no_words": Condition("no_words", "", "some"),
    }
