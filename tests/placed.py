# SPDX-License-Identifier: MIT
"""Places for the incidents of the sample: two with points in the north, one province, one country, one nothing."""

from __future__ import annotations

from curator.domain.coding import Incident, Scalar
from curator.domain.filtering import compound
from curator.operations import SetValue
from curator.workspace import Workspace

# Latitude, longitude and what the precision means.
PLACES: tuple[tuple[float | None, float | None, str], ...] = (
    (35.80, 43.29, "exact"), (33.30, 44.39, "near"), (36.0, 42.3, "province"), (33.0, 44.0, "country"),
)  # fmt: skip


def own_incidents(workspace: Workspace) -> list[Incident]:
    """The coder's incidents, in order."""
    assert workspace.coder is not None
    with workspace.read() as reads:
        own = "SELECT n FROM incidents WHERE coder = ? ORDER BY n"
        numbers = [row[0] for row in reads.connection.execute(own, (workspace.coder.id,)).fetchall()]
        found = [reads.find_incident(str(number)) for number in numbers]
    return [each for each in found if each is not None]


def place(workspace: Workspace) -> list[Incident]:
    """Give the incidents their places; the last one loses even its country."""
    book = workspace.codebook
    meant = compound(book, "place", "")
    assert meant is not None
    assert meant.node is not None
    parts = {name: meant.node.part_named(name) for name in ("latitude", "longitude", "precision", "country")}
    assert parts["precision"] is not None
    listed = book.choices_of(parts["precision"])
    assert listed is not None
    incidents = own_incidents(workspace)
    for incident, (latitude, longitude, means) in zip(incidents, PLACES, strict=False):
        values: dict[str, Scalar | None] = {
            "latitude": latitude, "longitude": longitude, "precision": listed.code_meaning(means),
        }  # fmt: skip
        for name, value in values.items():
            leaf = parts[name]
            assert leaf is not None
            workspace.run(SetValue(incident.id, leaf.key, value))
    country = parts["country"]
    assert country is not None
    workspace.run(SetValue(incidents[-1].id, country.key, None))
    return incidents
