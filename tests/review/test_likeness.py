# SPDX-License-Identifier: MIT
"""How far points are apart, wherever somebody's codebook lets them be."""

from __future__ import annotations

import pytest

from curator.review.likeness import _kilometres


def test_a_degree_along_the_equator_and_half_around_the_earth() -> None:
    assert _kilometres((0.0, 0.0), (0.0, 1.0)) == pytest.approx(111.19, abs=0.05)
    assert _kilometres((90.0, 0.0), (-90.0, 0.0)) == pytest.approx(20015, abs=1)


def test_latitudes_beyond_the_poles_have_a_distance() -> None:
    """One cosine is negative then, and with it what the root is taken of."""
    assert _kilometres((100.0, 0.0), (80.0, 180.0)) >= 0.0
