# SPDX-License-Identifier: MIT
"""What rules may know beside the article and the codebook: the boxes in which countries lie.

What lives here: the shape. What does not: where the boxes come from (tasks/rule_context.py); a rule that needs one
which is not given finds nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from curator.shape import Frozen, fresh

Box = tuple[float, float, float, float]  # west, south, east, north in degrees; west > east across the antimeridian


class RuleContext(Frozen):
    """`boxes`: by the code of a country as codebooks write it (ISO 3166-1 alpha-3)."""

    boxes: Mapping[str, Box] = fresh(default_factory=dict)


NO_CONTEXT = RuleContext()


def inside(box: Box, latitude: float, longitude: float) -> bool:
    """Whether a point lies in a box, its edges included."""
    west, south, east, north = box
    across = west <= longitude or longitude <= east if west > east else west <= longitude <= east
    return across and south <= latitude <= north
