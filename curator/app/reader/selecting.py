# SPDX-License-Identifier: MIT
"""The surface with a caret and a selection.

What lives here: placing, moving, selecting, copying, and the signals about it. What does not: highlights and find
(view.py). All positions are code points.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtWidgets import QWidget

from curator.app.reader import navigation
from curator.app.reader.accessible import announce, passed_over
from curator.app.reader.caret import Caret
from curator.app.reader.growing import grown, shrunk
from curator.app.reader.painting import Scene
from curator.app.reader.snapping import trimmed
from curator.app.reader.surface import Surface
from curator.domain.graphemes import paragraph_span, sentence_span
from curator.shape import replace

Span = tuple[int, int]


class SelectingSurface(Surface):
    """Caret, selection, copy."""

    selection_changed = Signal(int, int)
    caret_moved = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caret = Caret()
        self._grown: list[Span] = []  # the selections that growing went through, the last one on show

    def text(self) -> str:
        """The stored text as it was given."""
        return self._flow.text

    def caret(self) -> int:
        return self._caret.pos

    def anchor(self) -> int:
        """Where the selection began; the caret where nothing is selected."""
        return self._caret.anchor

    def selected_span(self) -> Span:
        """Start and end of the selection; equal where nothing is selected."""
        return self._caret.span

    def place_caret(self, pos: int, extend: bool = False) -> None:
        """Put the caret at `pos` and bring it into view."""
        before = (self._caret.anchor, self._caret.pos)
        self._caret.place(self._bounded(pos), extend)
        self._after_caret(before, reveal=True)

    def select(self, anchor: int, pos: int, reveal: bool = True) -> None:
        """Select from `anchor` to the caret at `pos`."""
        before = (self._caret.anchor, self._caret.pos)
        self._caret.select(self._bounded(anchor), self._bounded(pos))
        self._after_caret(before, reveal)

    def select_all(self) -> None:
        self.select(0, len(self.text()), reveal=False)

    def clear_selection(self) -> None:
        self.place_caret(self._caret.pos)

    def copy(self) -> None:
        """The selected words of the stored text to the clipboard; nothing selected: nothing happens."""
        start, end = self._caret.span
        if start < end:
            QGuiApplication.clipboard().setText(self.text()[start:end])

    def _bounded(self, pos: int) -> int:
        return max(0, min(pos, len(self.text())))

    def _after_caret(self, before: Span, reveal: bool) -> None:
        if reveal:
            self._scroll.keep_in_view(self._caret.pos)
            self._sync_bar()
        if (self._caret.anchor, self._caret.pos) == before:
            return
        self._update_words((min(before), max(before)), self._caret.span)
        if before[0] != before[1] or self._caret.anchor != self._caret.pos:
            self._tell_selection()
        if self._caret.pos != before[1]:
            self.caret_moved.emit(self._caret.pos)

    def _tell_selection(self) -> None:
        self.selection_changed.emit(*self._caret.span)

    def grow_selection(self) -> None:
        """From the word to its clause, its sentence, its paragraph."""
        before = self._caret.span
        after = grown(self.text(), before)
        if after != before:
            steps = self._grown if self._grown and self._grown[-1] == before else [before]
            self.select(*after, reveal=False)
            self._grown = [*steps, after]
            self._say_words(*after)

    def shrink_selection(self) -> None:
        """Back the way it has grown; what was selected otherwise shrinks to its first sentence, clause, word."""
        before = self._caret.span
        if len(self._grown) > 1 and self._grown[-1] == before:
            after, self._grown = self._grown[-2], self._grown[:-1]
        else:
            after, self._grown = shrunk(self.text(), before), []
        self.select(*after, reveal=False)
        self._say_words(*after)

    def select_sentence(self) -> None:
        """The sentence at the caret, without the space around it."""
        self.select(*trimmed(self.text(), *sentence_span(self.text(), self._caret.pos)), reveal=False)

    def select_paragraph(self) -> None:
        self.select(*paragraph_span(self.text(), self._caret.pos), reveal=False)

    def move_caret(self, move: navigation.Move, extend: bool = False) -> None:
        """One of the usual moves; `extend` grows the selection."""
        caret = self._caret
        start, end = caret.span
        if move in ("up", "down", "page_up", "page_down"):
            self._move_by_lines(move, extend)
        elif start < end and not extend and move in ("left", "right"):
            rtl = self._flow.right_to_left(self._flow.pieces.at(caret.pos))
            self.place_caret(end if (move == "right") != rtl else start)
        else:
            self.place_caret(navigation.moved(self._flow, move, caret.pos, extend), extend)
        self._say(move, extend)

    def _is_read_aloud(self) -> bool:
        """Whether a screen reader follows caret and selection by itself: what was said would be said twice."""
        return False

    def _say_words(self, start: int, end: int) -> None:
        if not self._is_read_aloud():
            announce(self, self.text()[start:end])

    def _say(self, move: navigation.Move, extend: bool) -> None:
        if extend:
            self._say_words(*self._caret.span)
            return
        if self._is_read_aloud():
            return
        _, piece = self._flow.piece_of(self._caret.pos)
        line = piece.lines[piece.line_of(self._caret.pos)]
        announce(self, passed_over(self.text(), move, self._caret.pos, (line.start, line.end)))

    def _move_by_lines(self, move: navigation.Move, extend: bool) -> None:
        caret = self._caret
        x = navigation.caret_x(self._flow, caret.pos) if caret.x is None else caret.x
        lines = 1 if move in ("down", "page_down") else -1
        if move in ("page_up", "page_down"):
            page = max(1, self._scroll.height // self._style.pitch - 1)
            lines *= page
            self._scroll.move(lines * self._style.pitch)
        self.place_caret(navigation.line_beside(self._flow, caret.pos, x, lines), extend)
        caret.x = x

    # -- events --

    def _scene(self) -> Scene:
        caret = self._caret.pos if self.hasFocus() else None
        return replace(super()._scene(), selection=self._caret.span, caret=caret)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
