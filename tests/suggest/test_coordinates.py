# SPDX-License-Identifier: MIT
"""Coordinates as people write them, and what only looks like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.suggest.coordinates import read_coordinates
from curator.suggest.places import COORDINATES, PlaceSuggester
from tests.suggest.count_phrases import marked

WRITTEN = {
    "36.1, 43.2": (36.1, 43.2), "36.1 43.2": (36.1, 43.2), "36.1,43.2": (36.1, 43.2), "(36.1; 43.2)": (36.1, 43.2),
    "36,1; 43,2": (36.1, 43.2), "36,1 43,2": (36.1, 43.2), "36.1° N 43.2° E": (36.1, 43.2),
    "N36.1 E43.2": (36.1, 43.2), "43.2E 36.1N": (36.1, 43.2), "36.1N43.2E": (36.1, 43.2),
    "36N 43E": (36.0, 43.0), "36.1, 43": (36.1, 43.0), "36°06'N, 43°12'E": (36.1, 43.2),
    "36°06'30\"N 43°12'15″W": (36.10833, -43.20417), "-1.29, 36.82": (-1.29, 36.82), "1.29S, 36.82E": (-1.29, 36.82),
    "−33.9, 18.4": (-33.9, 18.4), "0.3, -0.5": (0.3, -0.5),
}  # fmt: skip


@pytest.mark.parametrize("words", WRITTEN)
def test_coordinates_are_written_in_many_ways(words: str) -> None:
    assert read_coordinates(words) == WRITTEN[words]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "36.1",
        "12, 15",
        "12,5",
        "1,200",
        "Qayyara, Iraq",
        "36.1, 43.2, Iraq",
        "36.1N 43.2S",
        "10.5 km",
        "2019-11-08",
    ],
)
def test_what_is_something_else_is_none(words: str) -> None:
    assert read_coordinates(words) is None


@pytest.mark.parametrize("words", ["95.1, 43.2", "36.1, 243.2", "36°75'N 43°12'E"])
def test_what_is_on_no_globe_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="lies between"):
        read_coordinates(words)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_degrees_with_five_decimals_are_read_as_they_are(latitude: float, longitude: float) -> None:
    point = (round(latitude, 5), round(longitude, 5))
    assert read_coordinates(f"{point[0]:.5f}, {point[1]:.5f}") == point


def test_coordinates_are_offered_while_they_are_typed_and_read_from_words() -> None:
    suggester = PlaceSuggester()
    offered = suggester.begun("36.1, 43.2")
    assert [(each.rule, each.values) for each in offered] == [(COORDINATES, {"latitude": 36.1, "longitude": 43.2})]
    assert not suggester.begun("95.1, 43.2")
    told = suggester.whole(marked("the base at [[36.1, 43.2]] was hit"))
    assert told is not None
    assert told.values == {"words": "36.1, 43.2", "latitude": 36.1, "longitude": 43.2}
