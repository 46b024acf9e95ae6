# SPDX-License-Identifier: MIT
"""Which words are marked in the article of the review: every coder's in lanes of their own colour.

What lives here: from incidents to the reader's highlights. What does not: lanes and painting (reader/), what is
clicked (page.py). Pure.

The words of the chosen field stand out; those of the chosen incident keep a ground; of other incidents only the bars
under what reports them are left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from curator.app.reader.highlights import Highlight
from curator.app.review.shapes import Mark
from curator.domain.coding import Evidence, Incident
from curator.shape import Frozen


class Layer(Frozen):
    """The incidents of one coder of the article, with what they are called."""

    mark: Mark
    incidents: tuple[Incident, ...]


def highlights_of(
    layers: Iterable[Layer], chosen: Collection[str], lit: Iterable[Evidence], names: dict[str, str]
) -> list[Highlight]:
    """The marks of these layers. `chosen`: the ids of the incidents side by side; `lit`: the words of the chosen field;
    `names`: what is said of a span, by the id of its incident."""
    lit_ids = {span.id for span in lit}
    return [
        each
        for layer in layers
        for incident in layer.incidents
        for each in _of_incident(layer.mark, incident, incident.id in chosen, lit_ids, names.get(incident.id, ""))
    ]


def _of_incident(mark: Mark, incident: Incident, chosen: bool, lit: set[str], name: str) -> Iterator[Highlight]:
    label = " · ".join(part for part in (mark.name, name) if part)
    for span in incident.evidence:
        value = bool(span.field or span.row)
        if not chosen and value:
            continue
        shown_as_value = value or not chosen
        yield Highlight(
            span.id, span.start, span.end, mark.sign, mark.colour, "value" if shown_as_value else "mention",
            span.id in lit, label, label,
        )  # fmt: skip
