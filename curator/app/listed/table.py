# SPDX-License-Identifier: MIT
"""A long list of one column as a table: what the keys do in it.

What lives here: Home, End, and letters. What does not: what is listed, how a row is painted.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

from curator.app.guard import guarded


@guarded
class ListTable(QTableView):
    """Home and End go to the first and the last row, not along the row."""

    def keyboardSearch(self, search: str) -> None:
        """Typing finds nothing here: Qt would read every row of the list, and letters are keys."""

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        rows = self.model().rowCount()
        ends = {QAbstractItemView.CursorAction.MoveHome: 0, QAbstractItemView.CursorAction.MoveEnd: rows - 1}
        if action in ends and rows:
            return self.model().index(ends[action], 0)
        return super().moveCursor(action, modifiers)
