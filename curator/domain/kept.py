# SPDX-License-Identifier: MIT
"""What a project keeps beside its codings, as values: how articles came in, which follow which, what a person said of
near-duplicates, words that wait for their place, what is saved by name, releases.

What lives here: the shapes and their limits. What does not: rows in SQLite (store/kept.py), writing them (operations).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from curator.shape import Frozen, fresh

SAVED_KINDS = ("view", "profile", "mapping")
SAME_REPORT, DIFFERENT = "same report", "different"
PAIR_DECISIONS = (SAME_REPORT, DIFFERENT)
MOST_ORIGINAL = 5_000_000  # bytes of one file that are kept; a larger one is read and not kept
MOST_RELEASE = 45_000_000  # bytes of a release's set: what a colleague's program reads of one value ends at 50 MB


class Origin(Frozen):
    """How an article was read: by which reader, by which version of which library, of which media type.

    `kept`: whether the bytes it was read from are in the project.
    """

    reader: str = ""
    reader_version: str = ""
    media: str = ""
    kept: bool = False


class ArticlePair(Frozen):
    """What `coder` said of two articles that are nearly the same; `one` is the smaller id."""

    one: str
    other: str
    decision: str
    coder: str = ""
    created: str = ""


class Waiting(Frozen):
    """Words of an older version that could not be carried over to `article` with certainty. `id` is that of the
    evidence, or of the passage that is not codable (then `reason` is not ""), that it was and will be.

    `before` and `after`: the text beside the words as it was. `start`, `end`: where they stood in `from_article` (code
    points), which may be gone.
    """

    id: str
    article: str
    coder: str
    quote: str
    before: str = ""
    after: str = ""
    incident: str = ""
    row: str = ""
    field: str = ""
    role: str = "direct"
    position: int = 0
    from_article: str = ""
    start: int = 0
    end: int = 0
    reason: str = ""
    note: str = ""
    created: str = ""


class Release(Frozen):
    """A named frozen snapshot of a data set. `options`, `counts`: as whoever made it gave them."""

    id: str
    name: str
    coder: str
    created: str
    options: Mapping[str, Any] = fresh(default_factory=dict)
    counts: Mapping[str, Any] = fresh(default_factory=dict)
    sha256: str = ""
    size: int = 0
