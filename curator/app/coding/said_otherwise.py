# SPDX-License-Identifier: MIT
"""Whether words that stand at a value say something else than what was typed there.

What lives here: reading those words once more and comparing. What does not: reading (reading.py), what is done about
it. That is to tell the coder and nothing more: a reader may err, and words may support a value in ways it cannot know.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from curator.app.coding.proposing import Proposing
from curator.app.coding.reading import read_words
from curator.app.incidents.shown import ArticleShown, Place
from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import Evidence, Scalar

_READ = ("date", "day", "count", "integer", "decimal")  # kinds whose words mean one figure or day
_TOLD = ("", "start", "end", "low", "best", "high")  # parts that are such a figure or day; "": the leaf itself


def words_that_say_otherwise(
    shown: ArticleShown, place: Place, node: Field, told: Mapping[str, Scalar | None], proposing: Proposing,
    codebook: Codebook,
) -> str:  # fmt: skip
    """The first of the value's own words that are read as another figure or day than `told` (by leaf), else ""."""
    if node.kind not in _READ:
        return ""
    leaves = {leaf.key for leaf in node.leaves() if (leaf.part or "") in _TOLD}
    propose = partial(proposing.propose, group=place.group)
    for span in _own_words(place, node):
        reading = read_words(proposing.passage(shown, (span.start, span.end)), node, codebook, propose)
        read = {each.field: each.value for each in reading.values if each.field in leaves}
        if any(key in read and value is not None and read[key] != value for key, value in told.items()):
            return " ".join(span.quote.split())
    return ""


def _own_words(place: Place, node: Field) -> Iterable[Evidence]:
    keys = {each.key for each in node.nodes()}
    return (
        span for span in place.incident.evidence
        if span.row == place.row_id and span.field in keys and span.role == "direct"
    )  # fmt: skip
