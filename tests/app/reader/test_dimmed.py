# SPDX-License-Identifier: MIT
"""What was not read steps back, but stays legible; what is chosen never does."""

from __future__ import annotations

import pytest

from curator.app.reader.brushes import VEIL
from curator.app.reader.palette import PALETTES, contrast, mix
from curator.app.reader.snapping import without
from curator.app.reader.view import ReaderView

TEXT = "One paragraph that was read.\nAnother one that was not.\nAnd a third one."


@pytest.mark.parametrize("name", PALETTES)
def test_dimmed_words_are_legible_in_every_theme(name: str) -> None:
    palette = PALETTES[name]
    dimmed = mix(palette.background, palette.text, VEIL)
    assert contrast(dimmed, palette.background) >= 4.5
    assert contrast(dimmed, palette.background) < contrast(palette.text, palette.background)


def test_chosen_and_selected_words_are_not_dimmed(reader: ReaderView) -> None:
    reader.set_text(TEXT)
    second = TEXT.index("Another")
    reader.set_dimmed([(second, len(TEXT))])
    assert reader._scene().dimmed == ((second, len(TEXT)),)
    reader.light([(second + 8, second + 11)])
    reader.select(second + 20, second + 25)
    assert reader._scene().dimmed == ((second, second + 8), (second + 11, second + 20), (second + 25, len(TEXT)))


def test_holes_are_cut_out() -> None:
    assert without([(0, 10), (20, 30)], [(5, 5), (8, 22), (25, 26), (29, 40)]) == ((0, 8), (22, 25), (26, 29))
    assert without([(0, 10)], []) == ((0, 10),)
    assert without([(0, 10)], [(0, 10)]) == ()
