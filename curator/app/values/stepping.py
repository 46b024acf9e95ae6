# SPDX-License-Identifier: MIT
"""Going on in the form to what asks for something: a problem, a proposed value, a blank one.

What lives here: which line or cell is next, and choosing it. What does not: where there is something to settle
(found.py), who asks (side_panel.py, coding/).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from curator.app.values.found import Stop, next_stop, stops
from curator.app.values.line import Line, LineKind, Target

if TYPE_CHECKING:
    from curator.app.values.view import ValuesView


class Stepping:
    """That of one view."""

    def __init__(self, view: ValuesView) -> None:
        self._view = view
        self._led_to: Target | None = None  # what others chose here last: nobody came through the cells before it

    def lead_to(self, target: Target | None) -> None:
        """Others chose this value."""
        self._led_to = target

    def choose_first(self, wanted: Callable[[Line], bool]) -> Line | None:
        """Choose the first line that is wanted and bring it into view; None where there is none."""
        row = next((row for row, line in enumerate(self._view.lines.lines()) if wanted(line)), None)
        if row is None:
            return None
        self._view.choose_row(row)
        self._view.reveal(row)
        line = self._view.lines.line(row)
        self._view.chosen.emit(line, bool(line.words))
        return line

    def to_settle(self, by: int = 1) -> Stop | None:
        """Choose the next line at which something is to be settled (a problem that blocks Finish, a proposed value),
        after the last one the first again; of what has to be opened for first nothing is chosen. None where nothing is
        to be settled."""
        made = stops(self._view.lines.lines(), self._view.drawn.found)
        stop = next_stop(made, self._here(by), by)
        here, led_to = self._view.current_value(), self._led_to
        if by > 0 and here is not None and here.target.row and here.target == led_to:
            stop = self._left_in_row(made, here) or stop
        self._led_to = None
        if stop is not None and stop.inside is None:
            self._choose_at(stop.row, stop.cell)
        return stop

    def _here(self, by: int) -> tuple[int, int]:
        """The chosen line and its cell; with none chosen what lies before all lines, or behind them."""
        line = self._view.current_line()
        before = -1 if by > 0 else self._view.lines.rowCount()
        cell = self._view.drawn.cell if line is not None and line.kind is LineKind.ROW else 0
        return (self._view.currentIndex().row() if line is not None else before), cell

    def _left_in_row(self, made: Sequence[Stop], here: Line) -> Stop | None:
        """What is to be settled before the chosen value in its row of a group: words led there past it."""
        at = self._here(1)
        row = self._view.lines.row_of(("row", here.target.row))
        return next((each for each in made if row is not None and (row, -1) < (each.row, each.cell) < at), None)

    def _choose_at(self, row: int, cell: int) -> None:
        """Choose a line, or a cell of it, and say so."""
        self._view.choose_row(row)
        line = self._view.lines.line(row)
        self._view.drawn.cell = cell if line.kind is LineKind.ROW else 0
        self._view.reveal(row)
        value = self._view.current_value() or line
        self._view.chosen.emit(value, bool(value.words))

    def to_open(self, by: int = 1) -> bool:
        """Choose the next value below (above) that is blank or proposed. False where there is none further on."""
        row = self._view.currentIndex().row() if self._view.currentIndex().isValid() else -1
        here = self._view.current_line()
        cell = self._view.drawn.cell + by if here is not None and here.kind is LineKind.ROW else None
        if cell is None:
            row += by
        while 0 <= row < self._view.lines.rowCount():
            line = self._view.lines.line(row)
            values = line.cells if line.kind is LineKind.ROW else (line,) if line.kind is LineKind.VALUE else ()
            first = 0 if by > 0 else len(values) - 1
            for at in range(first if cell is None else cell, len(values) if by > 0 else -1, by):
                if values[at].blank or values[at].proposed:
                    self._choose_at(row, at)
                    return True
            row, cell = row + by, None
        return False
