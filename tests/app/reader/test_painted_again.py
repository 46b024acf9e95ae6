# SPDX-License-Identifier: MIT
"""Only what has changed is painted again, and then the window shows what painting all of it would show."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication

from curator.app.reader.highlights import Highlight
from curator.app.reader.view import ReaderView
from tests.app.reader.conftest import Hand
from tests.app.reader.test_anything import Anything

FAINT = 2  # of 255 steps of a colour
TEXT = "Two men were killed near Mosul on Friday, a spokesman said. " * 4


class Screen(QObject):
    """What a screen holds that is only painted where the reader asks for it."""

    def __init__(self, reader: ReaderView) -> None:
        super().__init__(reader)
        self._view = reader.viewport()
        self._wanted = QRegion()
        self._looking = False
        self.image = QImage()
        self._view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent) and not self._looking:
            self._wanted = self._wanted.united(event.region())
        return False

    def whole(self) -> QImage:
        """The reader as it looks when all of it is painted."""
        self._looking = True
        found = self._view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        self._looking = False
        return found

    def follow(self) -> QRegion:
        """Let Qt ask for what it wants painted, and paint that; what it was."""
        QApplication.processEvents()
        painted, self._wanted = self._wanted.intersected(QRegion(self._view.rect())), QRegion()
        if self.image.size() != self._view.size():
            self.image = self.whole()
        elif not painted.isEmpty():
            self._looking = True
            self._view.render(self.image, painted.boundingRect().topLeft(), painted)
            self._looking = False
        return painted


def alike(one: QImage, other: QImage) -> bool:
    """Whether two pictures show the same; Qt rounds a soft edge otherwise where it is cut, which nobody sees."""
    if one == other:
        return True
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    return max(abs(a - b) for a, b in pairs) <= FAINT


@pytest.mark.parametrize("seed", range(4))
def test_after_anything_the_screen_shows_what_painting_all_would_show(
    reader: ReaderView, hand: Hand, seed: int
) -> None:  # fmt: skip
    anything, screen = Anything(reader, hand, seed), Screen(reader)
    anything.other_text()
    for number in range(120):
        deed = anything.random.choice(anything.deeds())
        deed()
        screen.follow()
        assert alike(screen.image, screen.whole()), (seed, number, deed)


def test_a_highlight_that_comes_changes_or_goes_is_painted_in_its_own_paragraph(reader: ReaderView) -> None:
    reader.set_text("\n".join([TEXT] * 12))
    screen = Screen(reader)
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
    screen = Screen(reader)
    screen.follow()
    reader.select(4, 7)
    painted = screen.follow()
    assert not painted.isEmpty()
    assert painted.boundingRect().height() < reader.viewport().height() / 5
    assert alike(screen.image, screen.whole())


def test_the_same_highlights_paint_nothing(reader: ReaderView) -> None:
    reader.set_text(TEXT)
    reader.set_highlights([Highlight("1", 10, 20, "A", 0, "value")])
    screen = Screen(reader)
    screen.follow()
    reader.show_highlights([Highlight("1", 10, 20, "A", 0, "value")])
    reader.light([])
    assert screen.follow().isEmpty()
