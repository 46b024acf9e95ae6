# SPDX-License-Identifier: MIT
"""What a key means for the chosen line of the list of values.

What lives here: opening and closing, going through the cells of a row, accepting, editing, adding and removing. What
does not: Up and Down (view.py), doing it, which the view asks others for by its signals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from curator.app.values.line import Line, LineKind, Target
from curator.app.values.word_steps import WordSteps

if TYPE_CHECKING:
    from curator.app.values.view import ValuesView

_OPENS = (Qt.Key.Key_Right, Qt.Key.Key_Plus)
_ADDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Plus, Qt.Key.Key_Insert)
_CLOSES = (Qt.Key.Key_Left, Qt.Key.Key_Minus)


class ValuesKeys:
    """Those of one view."""

    def __init__(self, view: ValuesView, words: WordSteps) -> None:
        self._view = view
        self._words = words

    def command(self, event: QKeyEvent, line: Line) -> bool:
        """Do what the key means for the chosen line; False where it means nothing of its own."""
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.ControlModifier and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._words.step(1 if key == Qt.Key.Key_Down else -1)
        elif held & ~Qt.KeyboardModifier.ShiftModifier:
            return False
        elif line.kind is LineKind.ROW and self._step_cell(line, key):
            pass
        elif line.kind is LineKind.GROUP and key in _ADDS:
            self._view.add_wanted.emit(line)
        elif line.openable and (
            (key == Qt.Key.Key_Space and line.kind is LineKind.ROW)
            or (key in _OPENS and not line.opened)
            or (key in _CLOSES and line.opened)
        ):
            self._view.toggled.emit(line.target)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._entered(line)
        elif not self._view.editable:
            return False
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            whole = held == Qt.KeyboardModifier.ShiftModifier
            self._view.remove_wanted.emit(line if whole else self._view.current_value())
        elif key == Qt.Key.Key_F2:
            self.edit(None)
        elif event.text().strip() and event.text().isprintable():
            self.edit(event.text())
        else:
            return False
        return True

    def edit(self, text: str | None) -> None:
        """Edit the chosen value, or of words the value they support; other lines are sent as they are."""
        line = self._view.value_of_chosen()
        if line is not None and line.kind is not LineKind.VALUE:
            self._view.edit_wanted.emit(line, text)
        elif line is not None:
            if line.key != (self._view.current_value() or line).key:
                self._view.mark([line.target, Target(line.target.incident, line.target.row)])
                self._view.chosen.emit(line, False)
            self._view.edit_wanted.emit(line, text)

    def _step_cell(self, line: Line, key: int) -> bool:
        """Left and Right go through the cells of a row; at its end Right opens it."""
        step = {int(Qt.Key.Key_Right): 1, int(Qt.Key.Key_Left): -1}.get(int(key), 0)
        if not step or not 0 <= self._view.drawn.cell + step < len(line.cells):
            return False
        self._view.choose_cell(line, self._view.drawn.cell + step)
        return True

    def _entered(self, line: Line) -> None:
        value = self._view.current_value()
        if not self._view.editable or line.kind is LineKind.WORDS or value is None:
            self._words.next_of(line)
        elif value.proposed:
            self._view.accept_wanted.emit(value)
        else:
            self.edit(None)
