# SPDX-License-Identifier: MIT
"""Only what has changed is painted again, and then the window shows what painting all of it would show."""

from __future__ import annotations

import pytest

from curator.app.reader.highlights import Highlight
from curator.app.reader.view import ReaderView
from tests.app.reader.conftest import Hand
from tests.app.reader.test_anything import Anything
from tests.app.screen import Screen, alike

TEXT = "Two men were killed near Mosul on Friday, a spokesman said. " * 4


@pytest.mark.parametrize("seed", range(4))
def test_after_anything_the_screen_shows_what_painting_all_would_show(
    reader: ReaderView, hand: Hand, seed: int
) -> None:  # fmt: skip
    anything, screen = Anything(reader, hand, seed), Screen(reader.viewport())
    anything.other_text()
    for number in range(120):
        deed = anything.random.choice(anything.deeds())
        deed()
        screen.follow()
        assert alike(screen.image, screen.whole()), (seed, number, deed)


def test_a_highlight_that_comes_changes_or_goes_is_painted_in_its_own_paragraph(reader: ReaderView) -> None:
    reader.set_text("\n".join([TEXT] * 12))
    screen = Screen(reader.viewport())
    screen.follow()
    one = Highlight("1", 10, 20, "A", 0, "value")
    for gone, other in (((), (one,)), ((), (Highlight("1", 15, 30, "A", 0, "value"),)), (("1",), ())):
        reader.change_highlights(gone, other)
        painted = screen.follow()
        assert not painted.isEmpty()
        assert painted.boundingRect().height() < reader.viewport().height() / 3
        assert alike(screen.image, screen.whole())


def test_selected_words_are_painted_on_their_lines(reader: ReaderView) -> None:
    reader.set_text("\n".join([TEXT] * 12))
    screen = Screen(reader.viewport())
    screen.follow()
    reader.select(4, 7)
    painted = screen.follow()
    assert not painted.isEmpty()
    assert painted.boundingRect().height() < reader.viewport().height() / 5
    assert alike(screen.image, screen.whole())


def test_the_same_highlights_paint_nothing(reader: ReaderView) -> None:
    reader.set_text(TEXT)
    reader.set_highlights([Highlight("1", 10, 20, "A", 0, "value")])
    screen = Screen(reader.viewport())
    screen.follow()
    reader.show_highlights([Highlight("1", 10, 20, "A", 0, "value")])
    reader.light([])
    assert screen.follow().isEmpty()
