# SPDX-License-Identifier: MIT
"""Which words are marked in the article of the review: every coder's in lanes of their own colour.

What lives here: from incidents to the reader's highlights. What does not: lanes and painting (reader/), what is
clicked (page.py). Pure.

Each coder has a lane under the words. The words of the chosen field stand out; of incidents that are not chosen only
what reports them is left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from curator.app.reader.highlights import Highlight, Kind
from curator.app.review.shapes import Mark
from curator.domain.coding import Evidence, Incident
from curator.shape import Frozen


class Layer(Frozen):
    """The incidents of one coder of the article, with what they are called."""

    mark: Mark
    incidents: tuple[Incident, ...]


def highlights_of(
    layers: Iterable[Layer], chosen: Collection[str], lit: Iterable[Evidence], names: Mapping[str, str]
) -> list[Highlight]:
    """The marks of these layers. `chosen`: the ids of the incidents side by side; `lit`: the words of the chosen field,
    those of the chosen column first; `names`: what an incident is called, by its id."""
    grounds = _grounds(lit)
    return [
        each
        for layer in layers
        for incident in layer.incidents
        for each in _of_incident(layer.mark, incident, incident.id in chosen, grounds, names.get(incident.id, ""))
    ]


def _of_incident(mark: Mark, incident: Incident, chosen: bool, lit: set[str], name: str) -> Iterator[Highlight]:
    label = " · ".join(part for part in (mark.name, name) if part)
    for span in incident.evidence:
        value = bool(span.field or span.row)
        if value and not chosen:
            continue
        kind: Kind = "mention" if chosen and not value else "value"
        yield Highlight(
            span.id, span.start, span.end, mark.sign, mark.colour, kind, span.id in lit, label, label, mark.sign
        )  # fmt: skip


def _grounds(lit: Iterable[Evidence]) -> set[str]:
    """Which of the words get a ground: where coders marked the same words one ground is enough, the bars say whose."""
    taken: list[tuple[int, int]] = []
    found = set()
    for span in lit:
        if all(span.end <= start or span.start >= end for start, end in taken):
            found.add(span.id)
            taken.append((span.start, span.end))
    return found
