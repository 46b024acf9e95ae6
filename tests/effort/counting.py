# SPDX-License-Identifier: MIT
"""A hand that counts: every key pressed, every modifier held for it, every click; a drag is two.

What lives here: pressing and counting. What does not: deciding what to press (clerk.py).
Turning the wheel is free: how far one scrolls depends on the screen, not on the program.
"""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from curator.app.reader.view import ReaderView
from curator.app.values.line import Line, LineKind, Target
from curator.app.values.view import ValuesView
from curator.app.workspace_page import WorkspacePage
from curator.domain.graphemes import word_span
from tests.journeys.hand import ALT, NONE, Hand

_HELD = (
    Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip


class CountingHand(Hand):
    """`presses`: how many of each kind; `on`: what the presses were for. `log`: each step in words, for tuning."""

    def begin_count(self) -> None:
        self.presses: Counter[str] = Counter()
        self.spent: Counter[str] = Counter()
        self.on = ""
        self.log: list[str] = []

    @property
    def total(self) -> int:
        return sum(self.spent.values())

    @property
    def page(self) -> WorkspacePage:
        assert self.window.page is not None
        return self.window.page

    @property
    def reader(self) -> ReaderView:
        return self.page.article.reader

    @property
    def values(self) -> ValuesView:
        return self.page.side.values

    def _count(self, kind: str, number: int, told: str) -> None:
        self.presses[kind] += number
        self.spent[self.on] += number
        self.log.append(f"{self.on}: {told}")

    def rest(self) -> None:
        """Until everything asked for is in the file and shown."""
        self.wait(lambda: not self.page.doing.busy)

    # -- keys -----------------------------------------------------------------------------------------------------
    def press(self, key: Qt.Key | str, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """One key where the focus is, with what is held for it."""
        held = sum(bool(modifiers & each) for each in _HELD)
        self._count("keys", 1, f"{held and modifiers} {key}")
        if held:
            self.presses["held"] += held
            self.spent[self.on] += held
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the focus"
        QTest.keyClick(focus, key, modifiers)
        self.rest()

    def type(self, text: str) -> None:
        """Letters where the focus is, one after the other; Shift is held for a capital."""
        for letter in text:
            focus = QApplication.focusWidget()
            assert focus is not None, "nothing has the focus"
            self._count("letters", 1, letter)
            if letter.isupper():
                self.presses["held"] += 1
                self.spent[self.on] += 1
            QTest.keyClicks(focus, letter)
        self.rest()

    def count_click(self) -> None:
        self._count("clicks", 1, "click an article")

    # -- the article ----------------------------------------------------------------------------------------------
    def select(self, start: int, end: int) -> None:
        """Drag over the words [start, end) of the article; Alt is held where an edge is inside a word."""
        if self.selected() == (start, end):
            return
        text = self.reader.text()
        snapped = word_span(text, start)[0], word_span(text, end - 1)[1]
        alt = snapped != (start, end)
        self._count("drags", 2, f"drag {text[start:end]!r}")
        if alt:
            self.presses["held"] += 1
            self.spent[self.on] += 1
        self.drag_words(start, end, ALT if alt else NONE)
        assert self.reader.hasFocus(), QApplication.focusWidget()
        assert self.selected() == (start, end), (text[start:end], self.selected(), start)

    def drag_again(self, start: int, end: int) -> None:
        """Select words that are selected already, because another panel has the focus: a drag more."""
        self.reader.select(start, start)
        self.select(start, end)

    def selected(self) -> tuple[int, int] | None:
        """The selected words, while the article has the focus."""
        start, end = self.reader.selected_span()
        return (start, end) if start < end else None

    def click_beside(self) -> None:
        """Click where no words are: nothing is selected any more, the article has the focus."""
        self._count("clicks", 1, "click beside the words")
        point = QPoint(3, 3)
        assert not self.reader.highlights_at(QPointF(point))
        QTest.mouseClick(self.reader.viewport(), Qt.MouseButton.LeftButton, NONE, point)
        self.rest()

    # -- the form -------------------------------------------------------------------------------------------------
    def chosen(self) -> Target | None:
        line = self.values.current_value()
        return line.target if line is not None and line.kind is LineKind.VALUE else None

    def in_form(self) -> bool:
        return self.values.hasFocus()

    def click_line(self, line: Line, point: QPoint | None = None) -> None:
        """Click a line of the form, or a cell of a row."""
        self._count("clicks", 1, f"click {line.label} {line.target.field}")
        row = self.values.lines.row_of(line.key)
        if row is None:  # a cell stands in the line of its row
            lines = enumerate(self.values.lines.lines())
            row = next(at for at, each in lines if line.key in [cell.key for cell in each.cells])
        index = self.values.lines.index(row)
        self.values.scrollTo(index)
        if point is None:
            box = self.values.boxes.of(line)
            point = box.center() if line.kind is LineKind.VALUE else self.values.visualRect(index).center()
        QTest.mouseClick(self.values.viewport(), Qt.MouseButton.LeftButton, NONE, point)
        self.rest()
