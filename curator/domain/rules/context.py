# SPDX-License-Identifier: MIT
"""What rules may know beside the article and the codebook: the boxes in which countries lie, the largest figures of
the project.

What lives here: the shape. What does not: where they come from (tasks/rule_context.py); a rule that needs what is not
given finds nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from curator.domain.coding import Scalar
from curator.shape import Frozen, fresh

Box = tuple[float, float, float, float]  # west, south, east, north in degrees; west > east across the antimeridian


class Peak(Frozen):
    """The largest numbers of a field among rows that agree: how many there are, and for the incident that has the
    largest and the next one that has another, (incident, number)."""

    count: int
    largest: tuple[tuple[str, float], ...]

    def beside(self, incident: str) -> float | None:
        """The largest number of another incident than this one; None where there is none."""
        return next((number for holder, number in self.largest if holder != incident), None)


# A group, a field of its rows, the fields in which rows agree; then by the values in which they agree.
PeakKey = tuple[str, str, tuple[str, ...]]
Peaks = Mapping[PeakKey, Mapping[tuple[Scalar | None, ...], Peak]]


class RuleContext(Frozen):
    """`boxes`: by the code of a country as codebooks write it (ISO 3166-1 alpha-3). `peaks`: what the project has."""

    boxes: Mapping[str, Box] = fresh(default_factory=dict)
    peaks: Peaks = fresh(default_factory=dict)


NO_CONTEXT = RuleContext()


def inside(box: Box, latitude: float, longitude: float) -> bool:
    """Whether a point lies in a box, its edges included."""
    west, south, east, north = box
    across = west <= longitude or longitude <= east if west > east else west <= longitude <= east
    return across and south <= latitude <= north
