# SPDX-License-Identifier: MIT
"""What a coder has changed in an incident since it was judged, in words.

What lives here: from changed places to labels of the codebook. What does not: finding them (store/changed_since.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from curator.app.translating import T
from curator.app.values.phrases import CONTEXT, say
from curator.domain.codebook.model import Codebook
from curator.review.reviewed import ArticleReview
from curator.store.changed_since import ChangedPlace
from curator.store.reads import Reads

WORDS = T(CONTEXT, "its words")
IN_ROW = T(CONTEXT, "{row}: {field}")
MORE = T(CONTEXT, "{count} more")
_MOST = 6


def changed_in(reads: Reads, codebook: Codebook, review: ArticleReview) -> Mapping[str, Sequence[str]]:
    """Of each incident of the review that is another version than the one that was judged: what has changed."""
    return {
        incident.id: told(codebook, reads.changed_since(incident.id, judgement.id))
        for found in review.incidents
        for incident, judgement in zip(found.incidents, found.judgements, strict=True)
        if incident is not None and judgement is not None and incident.coder in found.changed
    }


def told(codebook: Codebook, places: Iterable[ChangedPlace]) -> list[str]:
    """Places in words, each once; what is private is in none."""
    found = list(dict.fromkeys(label for place in places for label in _label(codebook, place)))
    more = len(found) - _MOST
    return [*found[:_MOST], say(MORE, count=more)] if more > 1 else found


def _label(codebook: Codebook, place: ChangedPlace) -> Iterator[str]:
    group = codebook.group_by_key.get(place.group)
    row = (group.row_label or group.label) if group is not None else ""
    if not place.field:
        yield row or say(WORDS)
        return
    node = codebook.node(place.field, place.group)
    if node is None:
        return
    above = codebook.above(place.field, place.group)
    if not any(each.private for each in (node, *above)):
        label = (above[-1] if above else node).label
        yield say(IN_ROW, row=row, field=label) if row else label
