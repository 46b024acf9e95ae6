# SPDX-License-Identifier: MIT
"""Whatever is done in whatever order: no exception, the scroll bar tells the truth, the window is filled."""

from __future__ import annotations

import gc
import random
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt

from curator.app.reader.highlights import Highlight
from curator.app.reader.palette import DARK, LIGHT
from curator.app.reader.view import ReaderView
from tests.app.reader.conftest import Hand

PARTS = (
    "word ", "قاعدة ", "😀", "👨‍👩‍👧", "e\u0301", "\n", "\n\n", "\u202e", "\u00a0", "\t", "x" * 500, "日本", "\u200b",
    ". ", "\u0085", "\x0c", "\ufffc", "\ufeff",
)  # fmt: skip
Key = Qt.Key
KEYS = (
    Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End, Key.Key_PageUp, Key.Key_PageDown,
    Key.Key_A, Key.Key_C, Key.Key_BracketRight, Key.Key_Escape, Key.Key_Plus, Key.Key_Minus, Key.Key_0,
)  # fmt: skip
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip
MODIFIERS = (Qt.KeyboardModifier.NoModifier, SHIFT, CTRL, CTRL | SHIFT, ALT, ALT | SHIFT)


class Anything:
    """Random but repeatable deeds on a reader."""

    def __init__(self, reader: ReaderView, hand: Hand, seed: int) -> None:
        self.reader, self.hand, self.random = reader, hand, random.Random(seed)

    def span(self) -> tuple[int, int]:
        start, end = sorted(self.random.sample(range(len(self.reader.text()) + 1), 2))
        return start, end

    def highlight(self, number: int) -> Highlight:
        kind = self.random.choice(("mention", "value", "not_codable", "article"))
        start, end = self.span()
        active = self.random.random() < 0.3
        return Highlight(str(number), start, end, self.random.choice("ABC"), self.random.randrange(9), kind, active)  # type: ignore[arg-type]

    def point(self) -> QPoint:
        return QPoint(self.random.randrange(-50, 1000), self.random.randrange(-50, 900))

    def other_text(self) -> None:
        count = self.random.choice((1, 5, 50, 2000))
        self.reader.set_text("".join(self.random.choice(PARTS) for _ in range(count)), self.random.choice(("", "ar")))

    def drag(self) -> None:
        start, end, modifier = self.point(), self.point(), self.random.choice(MODIFIERS)
        self.hand.press(start, modifier)
        self.hand.move(end, modifier)
        self.hand.release(end, modifier)

    def deeds(self) -> tuple[Callable[[], object], ...]:
        reader, pick = self.reader, self.random
        return (
            self.other_text,
            self.drag,
            lambda: self.hand.key(pick.choice(KEYS), pick.choice(MODIFIERS)),
            lambda: self.hand.key(pick.choice(KEYS), pick.choice(MODIFIERS)),
            lambda: self.hand.double(self.point()),
            lambda: reader.set_highlights([self.highlight(n) for n in range(pick.choice((0, 3, 30)))]),
            lambda: reader.add_highlight(self.highlight(pick.randrange(40))),
            lambda: reader.remove_highlight(str(pick.randrange(40))),
            lambda: reader.resize(pick.randrange(60, 1400), pick.randrange(20, 900)),
            lambda: reader.verticalScrollBar().setValue(pick.randrange(reader.verticalScrollBar().maximum() + 1)),
            lambda: reader.scroll_to(*self.span()),
            lambda: reader.light([self.span()]),
            lambda: reader.find(pick.choice(("word", "قاعده", "e", ""))),
            lambda: pick.choice((reader.open_find, reader.close_find, reader.find_next))(),
            lambda: reader.set_reader_palette(pick.choice((LIGHT, DARK))),
            lambda: reader.scroll_by(pick.randrange(-900, 900)),
        )


@pytest.mark.parametrize("seed", range(4))
def test_anything_goes(reader: ReaderView, hand: Hand, seed: int) -> None:
    anything = Anything(reader, hand, seed)
    anything.other_text()
    for _ in range(150):
        anything.random.choice(anything.deeds())()
        reader.viewport().grab()
        start, end = reader.selected_span()
        assert 0 <= start <= end <= len(reader.text())
        bar, scroll = reader.verticalScrollBar(), reader._scroll
        assert bar.maximum() == scroll.maximum
        assert bar.value() == max(0, min(scroll.value, bar.maximum()))
        assert sum(reader._flow.heights) == reader._flow.heights.total
        seen = scroll.visible()
        if bar.maximum():
            assert seen[0].y <= 24
            assert seen[-1].y + seen[-1].piece.height >= scroll.height - 57


def test_no_reference_is_lost_over_many_calls(reader: ReaderView, hand: Hand) -> None:
    reader.set_text("Two men were killed near Mosul.\n" * 100)
    gc.collect()  # what tests before this one left behind must not fall into the counting
    before = sys.getrefcount(None)
    for n in range(500):
        reader.scroll_by(30 if n % 2 else -20)
        reader.viewport().grab()
        hand.move(QPoint(100 + n % 50, 100), held=False)
    assert sys.getrefcount(None) >= before - 20
