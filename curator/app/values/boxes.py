# SPDX-License-Identifier: MIT
"""Where in the list of values its lines, boxes, cells and chevrons lie, and what is at a point of it.

What lives here: from lines to rectangles of the view's window and back. What does not: how large each is drawn
(delegate.py), what a click does (view.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF

from curator.app import measures
from curator.app.values.line import Line, LineKind

if TYPE_CHECKING:
    from curator.app.values.view import ValuesView


class Boxes:
    """Those of one view. Points and rectangles are in pixels of its viewport."""

    def __init__(self, view: ValuesView) -> None:
        self._view = view

    def line_at(self, point: QPoint) -> Line | None:
        """The line at this point, None below the last one."""
        index = self._view.indexAt(point)
        return self._view.lines.line(index.row()) if index.isValid() else None

    def on_add(self, point: QPoint) -> bool:
        """Whether a click at this point adds a row to the group that is there."""
        room = self._view.visualRect(self._view.indexAt(point))
        return self._view.drawn.add_room(self._view.drawn.content_width()).translated(room.topLeft()).contains(point)

    def cell_at(self, line: Line, point: QPoint) -> int | None:
        """Which cell of a row is at this point."""
        corner = self._view.visualRect(self._view.indexAt(point)).topLeft()
        rooms = self._view.drawn.cell_rooms(line, self._view.drawn.content_width())
        return next((at for at, room in enumerate(rooms) if room.translated(corner).contains(point)), None)

    def on_chevron(self, point: QPoint) -> bool:
        """Whether a click at this point opens or closes the line that is there."""
        return self.chevron(self._view.indexAt(point).row()).contains(point)

    def of(self, line: Line) -> QRect:
        """Where in the view the box of a value lies, or its cell in a row."""
        return self._box(line) or self._view.viewport().rect()

    def holds(self, line: Line) -> bool:
        """Whether the value is in the list, as a line or as a cell of a row."""
        return self._box(line) is not None

    def _box(self, line: Line) -> QRect | None:
        width = self._view.drawn.content_width()
        for row, each in enumerate(self._view.lines.lines()):
            if each.key == line.key:
                box = self._view.drawn.rooms(each, width).box
            elif line.target in (targets := [cell.target for cell in each.cells]) and each.kind is LineKind.ROW:
                box = self._view.drawn.cell_rooms(each, width)[targets.index(line.target)]
            else:
                continue
            return box.translated(self._view.visualRect(self._view.lines.index(row)).topLeft()).toAlignedRect()
        return None

    def chevron(self, row: int) -> QRect:
        """Where in the view a click opens or closes this line."""
        room, line = self._view.visualRect(self._view.lines.index(row)), self._view.lines.line(row)
        width = self._view.drawn.content_width()
        if line.kind is LineKind.ROW:
            box = QRectF(0, 0, width - measures.INSET, room.height()).translated(room.topLeft())
        else:
            box = self._view.drawn.rooms(line, width).box.translated(room.topLeft())
        return self._view.drawn.chevron_room(box).toAlignedRect()
