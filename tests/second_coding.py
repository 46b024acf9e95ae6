# SPDX-License-Identifier: MIT
"""Further coders of the sample's article: copies of the first one's incidents, altered as a test says.

What lives here: making such a layer and taking it in by an operation. What does not: what is altered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from curator.domain.coding import Coder, Incident, Row
from curator.domain.ids import derived_id
from curator.operations import ReceiveCoding
from curator.shape import replace
from curator.workspace import Workspace

Alter = Callable[[list[Incident]], Iterable[Incident]]


def add_layer(workspace: Workspace, name: str, alter: Alter, article: int = 1) -> Coder:
    """Let `name` have coded the article too, as whoever acts did and then altered; the article is finished."""
    coder = Coder(derived_id("coder", name), name)
    with workspace.read() as reads:
        found = reads.article(article)
        assert found is not None
        assert workspace.coder is not None
        coding = reads.coding(found.id, (workspace.coder.id,))
    copies = [copied(incident, coder) for incident in coding.incidents]
    layer = replace(
        coding, incidents=tuple(alter(copies)), not_codable=(), article_evidence=(), article_notes=(), comments=(),
        reading={coder.id: "finished"},
    )  # fmt: skip
    workspace.run(ReceiveCoding(layer, (coder,)))
    return coder


def copied(incident: Incident, coder: Coder) -> Incident:
    """The same incident as another coder's own, with ids of its own."""

    def own(old: str) -> str:
        return derived_id(coder.id, old) if old else ""

    return replace(
        incident, id=own(incident.id), coder=coder.id, number=0,
        rows=tuple(replace(row, id=own(row.id)) for row in incident.rows),
        notes=tuple(replace(each, id=own(each.id), incident=own(each.incident), row=own(each.row))
                    for each in incident.notes),
        evidence=tuple(replace(each, id=own(each.id), incident=own(each.incident), row=own(each.row))
                       for each in incident.evidence),
    )  # fmt: skip


def with_values(incident: Incident, **values: object) -> Incident:
    """The incident with other values of its own; None takes one away."""
    kept = {key: value for key, value in {**incident.values, **values}.items() if value is not None}
    return replace(incident, values=kept)


def with_row(incident: Incident, group: str, at: int, **values: object) -> Incident:
    """The incident with other values in the row of a group at this place."""
    wanted = incident.rows_of(group)[at]
    changed = replace(wanted, values={**wanted.values, **values})
    return replace(incident, rows=tuple(changed if row is wanted else row for row in incident.rows))


def without_row(incident: Incident, group: str, at: int) -> Incident:
    """The incident without the row of a group at this place, its words and notes."""
    wanted: Row = incident.rows_of(group)[at]
    return replace(
        incident,
        rows=tuple(row for row in incident.rows if row is not wanted),
        evidence=tuple(each for each in incident.evidence if each.row != wanted.id),
        notes=tuple(each for each in incident.notes if each.row != wanted.id),
    )


def differing(incidents: list[Incident]) -> list[Incident]:
    """As the second coder saw it: another place and count, a row less, and one incident not at all."""
    third = with_values(incidents[2], relative_km=90.0, certainty="possible", geo_precision="3")
    third = with_row(third, "casualties", 0, low=1, best=1, high=3, qualifier="range")
    first = without_row(incidents[0], "actors", 2)
    return [first, incidents[1], third, with_values(incidents[3], tactics="armed_assault")]
