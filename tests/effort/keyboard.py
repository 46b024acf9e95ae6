# SPDX-License-Identifier: MIT
"""A hand that never touches the mouse: words are selected with the caret, lines of the form are gone to with keys.

What lives here: the keys in place of clicks and drags. What does not: what is to be done (clerk.py).
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from curator.app.values.line import Line, LineKind
from curator.domain.graphemes import next_word_end, next_word_start, previous_word_start
from tests.effort.counting import CountingHand
from tests.journeys.hand import CTRL, NONE, SHIFT

_FAR = 2_000  # more keys than any walk through the article or the form needs
Key = Qt.Key


class KeyboardHand(CountingHand):
    """Everything by keys."""

    def _walk(self, key: Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """A key of the caret: nothing is written, so nothing is waited for."""
        self._count("keys", 1, "caret")
        QTest.keyClick(self.reader, key, modifiers)

    def _to_article(self) -> None:
        for _ in range(6):
            if self.reader.hasFocus():
                return
            self.press(Key.Key_Escape if self.in_form() else Key.Key_F6)
        assert self.reader.hasFocus()

    def _to_form(self) -> None:
        for _ in range(6):
            if self.in_form():
                return
            self.press(Key.Key_F6)
        assert self.in_form()

    def select(self, start: int, end: int) -> None:
        self._to_article()
        if self.selected() == (start, end):
            return
        self._move_to(start, NONE)
        self._move_to(end, SHIFT)
        assert self.selected() == (start, end)

    def _move_to(self, pos: int, held: Qt.KeyboardModifier) -> None:
        """By words while that does not go too far, then by characters."""
        reader, text = self.reader, self.reader.text()
        for _ in range(_FAR):
            here = reader.caret()
            if here == pos and (held or self.selected() is None):
                return
            if here < pos:
                by_word = max(next_word_start(text, here), next_word_end(text, here)) <= pos
                self._walk(Key.Key_Right, held | (CTRL if by_word else NONE))
            elif here > pos:
                by_word = previous_word_start(text, here) >= pos
                self._walk(Key.Key_Left, held | (CTRL if by_word else NONE))
            else:
                self._walk(Key.Key_Left, held)
        raise AssertionError(f"the caret never comes to {pos}")

    def drag_again(self, start: int, end: int) -> None:
        self._to_article()
        if self.selected() == (start, end):
            self._walk(Key.Key_Left)  # the words are let go, and selected anew
        self.select(start, end)

    def click_beside(self) -> None:
        self._to_article()
        if self.selected() is not None:
            self.press(Key.Key_Escape)
        assert self.reader.hasFocus()

    def click_line(self, line: Line, point: QPoint | None = None) -> None:
        """Down and Up to the line; Ctrl+Down to words under it; Enter makes a row where a group was meant."""
        self._to_form()
        lines = self.values.lines.lines()
        wanted = self.values.lines.row_of(line.key)
        assert wanted is not None, line
        value = wanted
        while lines[value].kind is LineKind.WORDS:
            value -= 1
        self._step_to(value)
        for _ in range(wanted - value):
            self.press(Key.Key_Down, CTRL)
        assert self.values.currentIndex().row() == wanted
        if line.kind is LineKind.GROUP:
            self.press(Key.Key_Return)

    def _step_to(self, row: int) -> None:
        for _ in range(_FAR):
            here = self.values.currentIndex().row()
            if here == row:
                return
            self.press(Key.Key_Down if here < row else Key.Key_Up)
        raise AssertionError(f"the form never comes to line {row}")
