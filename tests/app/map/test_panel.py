# SPDX-License-Identifier: MIT
"""What the map says of itself, for codebooks with and without coordinates, and how finely it is read."""

from __future__ import annotations

from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from curator.app.dataset.counting import Counting
from curator.app.map.marks import NEAR
from curator.app.map.panel import Look, MapPanel, cell_for
from curator.app.map.projection import SIZE
from curator.domain.codebook.model import Codebook
from curator.domain.filtering import IncidentFilter
from curator.shape import replace
from curator.store.incident_counts import PlaceCount
from curator.tasks.codebooks import USUAL, built_in_codebooks

BOOK = next(book for book in built_in_codebooks() if book.key == USUAL)


class Answers:
    """Answers at once with what a project would."""

    many = False

    def __init__(self, counts: list[PlaceCount]) -> None:
        self._counts = counts

    def ask(self, _lane: str, _wanted: object, _question: object, then: object) -> None:
        assert callable(then)
        then(self._counts)

    def places(self, _cell: float) -> None:
        return

    def give_up(self, _lane: str) -> None:
        return

    def nothing(self) -> str:
        return "Nothing fits."


def said(qtbot: QtBot, book: Codebook, counts: list[PlaceCount]) -> str:
    panel = MapPanel(book, cast(Counting, Answers(counts)))
    qtbot.addWidget(panel)
    panel.show_filter(IncidentFilter(), ())
    assert panel.said.text() in panel.canvas.accessibleDescription()
    return panel.said.text()


def without(part: str) -> Codebook:
    """The usual codebook, its place without this part."""
    fields = tuple(
        replace(node, parts=tuple(each for each in node.parts if each.part != part)) if node.kind == "place" else node
        for node in BOOK.fields
    )
    return replace(BOOK, fields=fields)


@pytest.mark.parametrize(
    ("book", "counts", "words"),
    [
        (BOOK, [], "Nothing fits."),
        (BOOK, [PlaceCount(36.0, 43.0, "1", "", 1, "exact")], "1 incident with coordinates"),
        (BOOK, [PlaceCount(None, None, "", "IRQ", 2)],
         "No incident has coordinates; they are given in the form, at “Location” · 2 shown by their country (Iraq 2)"),
        (BOOK, [PlaceCount(36.0, 43.0, "1", "", 1200, "exact"), PlaceCount(None, None, "", "", 12)],
         "1,200 incidents with coordinates · 12 without a place"),
        (without("latitude"), [PlaceCount(None, None, "", "IRQ", 1)],
         "Places of this codebook have no coordinates · 1 shown by their country (Iraq 1)"),
        (replace(BOOK, fields=BOOK.fields[:1]), [], "This codebook has no place."),
    ],
)  # fmt: skip
def test_what_is_shown_and_what_cannot_be_is_said(
    qtbot: QtBot, book: Codebook, counts: list[PlaceCount], words: str
) -> None:
    assert said(qtbot, book, counts) == words


@given(st.floats(0.08, 3000))
def test_a_cell_is_never_wider_than_what_is_joined(scale: float) -> None:
    pixels = cell_for(scale) / 360 * SIZE * scale
    assert pixels <= NEAR / 2 + 1e-6
    assert pixels > NEAR / 8 or cell_for(scale) == 45.0


def test_what_was_read_does_for_a_smaller_part_and_no_nearer_look() -> None:
    whole, part = Look(1.0), Look(1.0, (0, 0, 10, 10))
    assert whole.covers(part)
    assert part.covers(Look(2.0, (1, 1, 9, 9)))
    assert not part.covers(Look(1.0, (1, 1, 11, 9)))
    assert not part.covers(Look(0.5, (1, 1, 9, 9)))
    assert not part.covers(whole)
